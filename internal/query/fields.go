package query

import (
	"slices"
	"strings"
)

const knownFields = "tag: title: author: path: series: lang: date: after: before: is: has: links: from:"

// fieldNames are the names of FieldName, in its order.
var fieldNames = [...]string{Title: "title", Author: "author", Path: "path", Series: "series", Lang: "lang"}

// String is the field's name as it is typed.
func (f FieldName) String() string { return fieldNames[f] }

// stateNames are the states as they are typed, in the order of State.
var stateNames = [...]string{
	Draft: "is:draft", Orphan: "is:orphan", Untagged: "is:untagged", Unread: "is:unread",
	Broken: "has:broken", Problem: "has:problem",
}

// String is the state as it is typed.
func (s State) String() string { return stateNames[s] }

// fields reads what follows each name; the position is behind the colon, start is that of the name.
var fields map[string]func(p *parser, start int) Node

func init() { // a literal would refer to itself through the parser
	fields = map[string]func(p *parser, start int) Node{
		"tag":    (*parser).tag,
		"title":  text(Title),
		"author": text(Author),
		"path":   text(Path),
		"series": text(Series),
		"lang":   text(Lang),
		"date":   (*parser).date,
		"after":  day(func(d Day) Node { return After{d} }),
		"before": day(func(d Day) Node { return Before{d} }),
		"is":     (*parser).state,
		"has":    (*parser).state,
		"links":  named(func(name string) Node { return LinksTo{name} }),
		"from":   named(func(name string) Node { return From{name} }),
	}
}

func text(f FieldName) func(*parser, int) Node {
	return func(p *parser, start int) Node {
		v, prefix := p.value()
		if strings.TrimSpace(v) == "" {
			p.fail(start, p.pos-start, f.String()+": needs a word, as in "+f.String()+":word or "+f.String()+`:"two words"`)
			return nil
		}
		return Field{f, v, prefix}
	}
}

func named(node func(string) Node) func(*parser, int) Node {
	return func(p *parser, start int) Node {
		name := p.plain()
		if strings.TrimSpace(name) == "" {
			p.fail(start, p.pos-start, "this needs a note: its path, title or address")
			return nil
		}
		return node(name)
	}
}

// plain reads a value in which a * is nothing special.
func (p *parser) plain() string {
	start := p.pos
	v, prefix := p.value()
	if prefix && p.s[start] != '"' {
		v += "*"
	}
	return v
}

func (p *parser) state(start int) Node {
	key := strings.ToLower(p.s[start:p.pos])
	v := strings.ToLower(p.plain())
	if i := slices.Index(stateNames[:], key+v); i >= 0 {
		return State(i)
	}
	var known []string
	for _, name := range stateNames {
		if strings.HasPrefix(name, key) {
			known = append(known, name)
		}
	}
	p.fail(start, p.pos-start, "known are "+strings.Join(known, " "))
	return nil
}

// nearest is the field whose name was probably meant by key, or "".
func nearest(key string) string {
	best, distance := "", 2
	if len(key) >= 6 {
		distance = 3
	}
	for _, name := range strings.Fields(strings.ReplaceAll(knownFields, ":", "")) {
		if d := editDistance(key, name); d < distance {
			best, distance = name, d
		}
	}
	return best
}

// editDistance counts the letters to insert, drop, change or swap with the next (optimal string alignment).
func editDistance(a, b string) int {
	if len(a) > 16 { // no field's name is near that long
		return len(a)
	}
	var before, row, next [17]int
	for i := range len(a) + 1 {
		row[i] = i
	}
	for j := range len(b) {
		next[0] = j + 1
		for i := range len(a) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			next[i+1] = min(row[i]+cost, row[i+1]+1, next[i]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[i+1] = min(next[i+1], before[i-1]+1)
			}
		}
		before, row = row, next
	}
	return row[len(a)]
}
