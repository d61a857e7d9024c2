package config

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"unicode"
)

// Bounds of the saved queries.
const (
	maxQueries    = 200
	maxQueryBytes = 1000
)

// decodeQueries applies values, the table called name, to c.Queries: it maps names to queries. The problems that it returns
// are sorted by line.
func (c *Settings) decodeQueries(name string, values map[string]any, file string, text []byte) []Problem {
	var problems []Problem
	for _, query := range slices.Sorted(maps.Keys(values)) {
		origin := Origin{FromFile, file, tableKeyLine(text, name, query)}
		if err := c.setQuery(query, values[query]); err != nil {
			if len(problems) == maxProblems {
				return append(problems, Problem{File: file, Message: tooManyProblems})
			}
			problems = append(problems, Problem{file, origin.Line, fmt.Sprintf("%s.%s: %s", name, query, err)})
			continue
		}
		c.origins[name+"."+query] = origin
	}
	slices.SortStableFunc(problems, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
	return problems
}

// setQuery saves a query, or returns what is wrong with its name or value.
func (c *Config) setQuery(name string, value any) error {
	for _, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '-' && r != '_' {
			return errors.New("a name consists of letters, digits, - and _")
		}
	}
	var query string
	if err := setText(&query, value); err != nil {
		return err
	}
	switch {
	case name == "":
		return errors.New("a query needs a name")
	case query == "":
		return errors.New("the query is empty")
	case len(query) > maxQueryBytes:
		return fmt.Errorf("longer than %d bytes", maxQueryBytes)
	case len(c.Queries) >= maxQueries:
		return fmt.Errorf("more than %d queries", maxQueries)
	}
	if c.Queries == nil {
		c.Queries = map[string]string{}
	}
	c.Queries[name] = query
	return nil
}

// ListQueries returns the saved queries, sorted by name, as settings called queries.NAME.
func (s *Settings) ListQueries() []Setting {
	var all []Setting
	for _, name := range slices.Sorted(maps.Keys(s.Queries)) {
		full := queriesTable + "." + name
		all = append(all, Setting{full, s.Queries[name], s.Origin(full)})
	}
	return all
}
