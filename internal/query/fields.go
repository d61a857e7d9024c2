package query

import (
	"slices"
	"strings"
)

// FieldName is a field of a note whose text can be searched separately. Its name is that of the note.TextField, if it is one.
type FieldName uint8

// The fields with a text, and the name of each as it is typed.
const (
	Title FieldName = iota
	Author
	Path
	Series
	Lang
)

var fieldNames = [...]string{Title: "title", Author: "author", Path: "path", Series: "series", Lang: "lang"}

// String returns the field's name as it is typed.
func (f FieldName) String() string { return fieldNames[f] }

// fieldParser parses the value of a field. It is called with the parser positioned after the colon; start is the offset of the
// name, for errors.
type fieldParser func(p *parser, start int) Node

var (
	fieldParsers map[string]fieldParser // by the field's name
	knownFields  string                 // the names, each with its colon, as a message lists them
)

func init() { // an initializer would be a cycle: the functions refer to fieldParsers through the parser
	fieldParsers = map[string]fieldParser{}
	add := func(name string, parse fieldParser) {
		fieldParsers[name] = parse
		knownFields = strings.TrimPrefix(knownFields+" "+name+":", " ")
	}
	add("tag", (*parser).parseTag)
	for f, name := range fieldNames {
		add(name, textFieldParser(FieldName(f)))
	}
	add("date", rangeFieldParser(func(from, to Period) Node { return Date{from, to} }))
	add("modified", rangeFieldParser(func(from, to Period) Node { return Modified{from, to} }))
	add("after", dateFieldParser(func(d Period) Node { return After{d} }))
	add("before", dateFieldParser(func(d Period) Node { return Before{d} }))
	add("is", (*parser).parseState)
	add("has", (*parser).parseHas)
	add("links", noteFieldParser(func(name string) Node { return LinksTo{name} }))
	add("from", noteFieldParser(func(name string) Node { return From{name} }))
}

// textFieldParser returns the parser of a field whose value is text.
func textFieldParser(f FieldName) fieldParser {
	return func(p *parser, start int) Node {
		v, prefix := p.parseValue()
		if strings.TrimSpace(v) == "" {
			p.failAt(start, p.pos-start, f.String()+": needs a word, as in "+f.String()+":word or "+f.String()+`:"two words"`)
			return nil
		}
		if !p.requireSearchable(v, start) {
			return nil
		}
		return Field{f, v, prefix}
	}
}

// noteFieldParser returns the parser of a field whose value names a note.
func noteFieldParser(node func(string) Node) fieldParser {
	return func(p *parser, start int) Node {
		name := p.parseLiteralValue()
		if strings.TrimSpace(name) == "" {
			p.failAt(start, p.pos-start, "the note's name is missing: give its path, title or address")
			return nil
		}
		return node(name)
	}
}

// parseLiteralValue parses a value in which an unquoted * has no special meaning.
func (p *parser) parseLiteralValue() string {
	start := p.pos
	v, prefix := p.parseValue()
	if prefix && p.input[start] != '"' {
		v += "*"
	}
	return v
}

// parseHas parses the value of has:, a state or else a key of the front matter.
func (p *parser) parseHas(start int) Node {
	key, prefix := p.parseValue()
	if i := slices.Index(stateNames[:], "has:"+strings.ToLower(key)); i >= 0 && !prefix {
		return State(i)
	}
	key = strings.TrimSpace(key)
	if key == "" {
		p.failAt(start, p.pos-start, "the name of a key is missing; has:broken and has:problem are states")
		return nil
	}
	if !p.requireSearchable(key, start) {
		return nil
	}
	return HasKey{key, prefix}
}

// parseState parses the value of is:.
func (p *parser) parseState(start int) Node {
	key := strings.ToLower(p.input[start:p.pos])
	v := strings.ToLower(p.parseLiteralValue())
	if i := slices.Index(stateNames[:], key+v); i >= 0 {
		return State(i)
	}
	var known []string
	for _, name := range stateNames {
		if strings.HasPrefix(name, key) {
			known = append(known, name)
		}
	}
	p.failAt(start, p.pos-start, "unknown value; use "+strings.Join(known, ", "))
	return nil
}
