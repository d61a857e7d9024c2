package note

import (
	"math"
	"strings"
	"unicode/utf8"
)

// Front matter says again most of what a list shows of the note, mostly under the same keys: such texts are written as their number.

var usualKeys = strings.Fields(`title date tags author description draft slug aliases alias series lang language weight categories
category permalink url redirect_from layout image published lastmod updated modified created summary keywords toc type id
name tag authors cssclass cssclasses publish comments excerpt featured`)

// said adds to all the texts of n that its details may repeat.
func said(all []string, n *Note) []string {
	all = append(all, n.Title, n.Description, n.Author, n.Series, n.Lang, n.Slug, n.ID)
	all = append(all, n.Tags...)
	return append(all, n.Aliases...)
}

// mostSaid is how many texts are compared.
const mostSaid = 64

// oneOf writes a text that is most often one of all.
func (w *writer) oneOf(all []string, s string) {
	for i, t := range all[:min(len(all), mostSaid)] {
		if t == s {
			w.uint(uint64(i) + 1)
			return
		}
	}
	w.uint(0)
	w.text(s)
}

func (r *reader) oneOf(all []string) string {
	i := r.uint()
	if i == 0 {
		return r.text()
	}
	if i > uint64(len(all)) {
		r.fail()
		return ""
	}
	return all[i-1]
}

// anchor writes the anchor of a heading, which most often follows from its text.
func (w *writer) anchor(text, anchor string) {
	if isPlain(anchor, text) {
		w.uint(1)
		return
	}
	w.uint(0)
	w.text(anchor)
}

func (r *reader) anchor(text string) string {
	if r.uint() == 0 {
		return r.text()
	}
	return plainAnchor(text)
}

// plainAnchor is the anchor of most headings. For the others it is something else, which does no harm.
func plainAnchor(text string) string { return strings.ReplaceAll(strings.ToLower(text), " ", "-") }

// isPlain reports whether an anchor is plainAnchor(text), without making it where text is ASCII.
func isPlain(anchor, text string) bool {
	if len(anchor) != len(text) {
		return anchor == plainAnchor(text)
	}
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= utf8.RuneSelf:
			return anchor == plainAnchor(text)
		case c == ' ':
			c = '-'
		case c >= 'A' && c <= 'Z':
			c |= 0x20
		}
		if anchor[i] != c {
			return anchor == plainAnchor(text)
		}
	}
	return true
}

// Values of the front matter, by what they are.
const (
	isNull = iota
	isString
	isFalse
	isTrue
	isInt
	isFloat
	isList
	isFields
)

func (w *writer) fields(all []Field) {
	w.length(len(all), all == nil)
	for _, f := range all {
		w.oneOf(usualKeys, f.Key)
		w.value(f.Value)
		w.int(int64(f.Line))
	}
}

func (w *writer) value(v any) {
	switch v := v.(type) {
	case string:
		w.uint(isString)
		w.oneOf(w.said, v)
	case bool:
		if v {
			w.uint(isTrue)
		} else {
			w.uint(isFalse)
		}
	case int64:
		w.uint(isInt)
		w.int(v)
	case float64:
		w.uint(isFloat)
		w.uint(math.Float64bits(v))
	case []any:
		w.uint(isList)
		w.length(len(v), v == nil)
		for _, item := range v {
			w.value(item)
		}
	case Fields:
		w.uint(isFields)
		w.fields(v)
	default:
		w.uint(isNull)
	}
}

func (r *reader) fields(depth int) []Field {
	all := listOf[Field](r, 3)
	for i := range all {
		all[i] = Field{Key: r.oneOf(usualKeys), Value: r.value(depth), Line: int(r.int())}
	}
	return all
}

func (r *reader) value(depth int) any {
	if depth > maxDepth {
		r.fail()
		return nil
	}
	switch r.uint() {
	case isNull:
	case isString:
		return r.oneOf(r.said)
	case isFalse:
		return false
	case isTrue:
		return true
	case isInt:
		return r.int()
	case isFloat:
		return math.Float64frombits(r.uint())
	case isList:
		all := listOf[any](r, 1)
		for i := range all {
			all[i] = r.value(depth + 1)
		}
		return all
	case isFields:
		return Fields(r.fields(depth + 1))
	default:
		r.fail()
	}
	return nil
}
