package note

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"quire/internal/markdown"
)

// maxPropertyLinks bounds the links of a front matter. Aliases of YAML could repeat a value many thousand times.
const maxPropertyLinks = 1000

// propertyLinks collects the [[wiki links]] in the values of a header, which Obsidian treats as links of the note.
// https://help.obsidian.md/properties
type propertyLinks struct {
	text   string // the header, decoded
	syntax syntax
	starts []int // offsets of the lines of text
	cursor int   // offset after the link found last
	links  []Link
}

// findPropertyLinks returns the links in the values of a header, in order, with their positions in the file. text is the
// decoded file up to the end of the header.
func findPropertyLinks(h *header, text []byte) []Link {
	if !bytes.Contains(text, []byte("[[")) {
		return nil
	}
	f := propertyLinks{text: string(text), syntax: h.syntax, starts: markdown.LineStarts(text)}
	for _, e := range h.fields {
		f.addValue(e.value, e.line)
	}
	return f.links
}

// addValue adds the links in a value; line is that of its key, for values without a line of their own.
func (f *propertyLinks) addValue(v value, line int) {
	if v.line == 0 {
		v.line = line
	}
	switch {
	case len(f.links) >= maxPropertyLinks:
	case v.kind == scalar:
		for l := range markdown.WikiLinksIn(v.text) {
			f.addLink(l, v)
		}
	case f.syntax == yamlSyntax && isBareLink(v):
		for l := range markdown.WikiLinksIn("[[" + v.items[0].items[0].text + "]]") {
			f.addLink(l, v)
		}
	}
	for _, item := range v.items {
		f.addValue(item, v.line)
	}
	for _, e := range v.fields {
		if e.line == 0 {
			e.line = v.line
		}
		f.addValue(e.value, e.line)
	}
}

// isBareLink reports whether v is [[a name]] without quotes, which YAML reads as a list in a list. A number there is one.
func isBareLink(v value) bool {
	if v.kind != list || len(v.items) != 1 || v.items[0].kind != list || len(v.items[0].items) != 1 {
		return false
	}
	name := v.items[0].items[0]
	_, err := strconv.ParseFloat(name.text, 64)
	return name.kind == scalar && !name.quoted && err != nil
}

// addLink adds a link of the value v. Its position is where the header has its first name from the line of v on, after the
// link before; failing that, where v begins.
func (f *propertyLinks) addLink(l markdown.Link, v value) {
	line := min(max(v.line, 1), len(f.starts))
	found := Link{Link: l, Line: line, Column: f.byteColumn(line, v.column)}
	from := max(f.starts[line-1], f.cursor)
	if i := strings.Index(f.text[from:], "[["+l.Dest); i >= 0 {
		at := from + i
		f.cursor = at + len("[[") + len(l.Dest)
		for line < len(f.starts) && f.starts[line] <= at {
			line++
		}
		found.Line, found.Column = line, at-f.starts[line-1]+1
	}
	found.Offset = 0 // the body begins after it
	f.links = append(f.links, found)
}

// byteColumn converts a column of a line from characters, as YAML counts, to bytes, both from 1.
func (f *propertyLinks) byteColumn(line, column int) int {
	rest, n := f.text[f.starts[line-1]:], 0
	for i := 1; i < column && n < len(rest) && rest[n] != '\n'; i++ {
		_, size := utf8.DecodeRuneInString(rest[n:])
		n += size
	}
	return n + 1
}
