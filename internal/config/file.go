package config

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// origin says whose file is read: a library may come from a stranger.
type origin bool

const (
	fromUser    origin = false
	fromLibrary origin = true
)

// maxProblems is how many problems of one file are told; the rest of a file
// that has more is not worth reading.
const maxProblems = 20

// decode sets in c what a file sets. A key that is unknown or unusable is a
// problem with its line; a file that is no TOML sets nothing.
func decode(c *Settings, name string, text []byte, from origin) []Problem {
	values, meta, err := DecodeTOML(text)
	if err != nil {
		return []Problem{syntaxProblem(name, err)}
	}
	var problems []Problem
	seen := map[string]bool{}
	for _, k := range meta.Keys() {
		if seen[k[0]] {
			continue // a.b after a
		}
		seen[k[0]] = true
		if len(problems) == maxProblems {
			return append(problems, Problem{File: name, Message: "more is wrong than can be told"})
		}
		if err := setFrom(&c.Config, k[0], values[k[0]], from); err != nil {
			problems = append(problems, Problem{File: name, Line: keyLine(text, k[0]), Message: err.Error()})
			continue
		}
		if table, ok := values[k[0]].(map[string]any); ok {
			problems = append(problems, c.decodeTable(k[0], table, name, text)...)
			continue
		}
		c.origins[k[0]] = Origin{FromFile, name, keyLine(text, k[0])}
	}
	return problems
}

// decodeTable sets the keys of actions.
func (c *Settings) decodeTable(name string, values map[string]any, file string, text []byte) []Problem {
	var problems []Problem
	for _, action := range slices.Sorted(maps.Keys(values)) {
		at := Origin{FromFile, file, keyLineIn(text, name, action)}
		var list []string
		if err := setList(&list, values[action]); err != nil {
			if len(problems) == maxProblems {
				return append(problems, Problem{File: file, Message: "more is wrong than can be told"})
			}
			problems = append(problems, Problem{file, at.Line, fmt.Sprintf("%s.%s: %s", name, action, err)})
			continue
		}
		if c.Keys == nil {
			c.Keys = map[string][]string{}
		}
		c.Keys[action] = list
		c.origins[name+"."+action] = at
	}
	slices.SortStableFunc(problems, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
	return problems
}

func setFrom(c *Config, name string, value any, from origin) error {
	i := slices.IndexFunc(keys, func(k key) bool { return k.name == name })
	if i < 0 {
		return errors.New(unknown(name))
	}
	if from == fromLibrary {
		if keys[i].own {
			return fmt.Errorf("%s can be set in your own configuration only", name)
		}
		if s, ok := value.(string); ok && name == "style" && isStyleFile(s) {
			return errors.New("style: a library may name a style, not a file")
		}
	}
	if _, ok := value.(map[string]any); keys[i].table {
		if !ok {
			return wantedOf(name, "a table, ["+name+"]", value)
		}
		return nil
	}
	if err := keys[i].set(c, value); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func wantedOf(name, what string, got any) error { return fmt.Errorf("%s: %w", name, wanted(what, got)) }

func syntaxProblem(name string, err error) Problem {
	p := Problem{File: name, Message: strings.TrimPrefix(err.Error(), "toml: ")}
	if parse, ok := errors.AsType[toml.ParseError](err); ok {
		p.Line = parse.Position.Line
		if parse.Message != "" {
			p.Message = parse.Message
		}
	}
	return p
}

// keyLine finds the line of a top-level key or table, from 1. The TOML library
// tells the keys but not where they are; in a text that it has taken, the first
// line that begins with the key is the one, but for text inside a multi-line
// string. 0 when it is not found.
func keyLine(text []byte, name string) int {
	number := 0
	for line := range bytes.Lines(text) {
		number++
		s := strings.TrimLeft(string(line), " \t[")
		for _, quote := range []string{"", `"`, "'"} {
			if rest, ok := strings.CutPrefix(s, quote+name+quote); ok && startsAfterKey(rest) {
				return number
			}
		}
	}
	return 0
}

// keyLineIn finds the line of a key in a table, as keyLine does: below its header, or with its name before a dot.
func keyLineIn(text []byte, table, name string) int {
	number, inside := 0, false
	for line := range bytes.Lines(text) {
		number++
		s := strings.TrimSpace(string(line))
		if rest, ok := strings.CutPrefix(s, "["); ok {
			inside = strings.Trim(strings.TrimSpace(strings.TrimSuffix(rest, "]")), `"'`) == table
			continue
		}
		if !inside {
			var dotted bool
			if s, dotted = strings.CutPrefix(s, table+"."); !dotted {
				continue
			}
		}
		for _, quote := range []string{"", `"`, "'"} {
			if rest, ok := strings.CutPrefix(s, quote+name+quote); ok && startsAfterKey(rest) {
				return number
			}
		}
	}
	return keyLine(text, table)
}

func startsAfterKey(rest string) bool {
	rest = strings.TrimLeft(rest, " \t")
	return rest != "" && strings.ContainsRune("=.]", rune(rest[0]))
}

// readFile reads a regular file, or what a link leads to, and never waits.
func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("not a regular file")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(text) > maxFile {
		err = errTooLong
	}
	return text, err
}

// cause is an error without the path, which the message names already.
func cause(err error) string {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err.Error()
	}
	return err.Error()
}
