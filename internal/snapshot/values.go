package snapshot

import (
	"math"
	"strings"
	"unicode/utf8"

	"quire/internal/note"
)

// Front matter repeats most of what a list shows of the note, mostly under the same keys. Such a text is encoded as its
// index in a list of known texts: commonKeys, or the texts of the note itself.

// commonKeys are the keys that are encoded by index. Their order is part of the binary form.
var commonKeys = strings.Fields(`title date tags author description draft slug aliases alias series lang language weight categories
category permalink url redirect_from layout image published lastmod updated modified created summary keywords toc type id
name tag authors cssclass cssclasses publish comments excerpt featured`)

// appendRepeatable appends the texts of n that its details may repeat.
func appendRepeatable(all []string, n *note.Note) []string {
	all = append(all, n.Title, n.Description, n.Author, n.Series, n.Lang, n.Slug, n.ID)
	all = append(all, n.Tags...)
	return append(all, n.Aliases...)
}

// maxRepeatable bounds how many known texts putKnownString compares.
const maxRepeatable = 64

// putKnownString writes s, as an index if it is in known, which it usually is.
func (w *encoder) putKnownString(known []string, s string) {
	for i, t := range known[:min(len(known), maxRepeatable)] {
		if t == s {
			w.putUint(uint64(i) + 1)
			return
		}
	}
	w.putUint(0)
	w.putString(s)
}

func (r *decoder) readKnownString(known []string) string {
	i := r.readUint()
	if i == 0 {
		return r.readString()
	}
	if i > uint64(len(known)) {
		r.fail()
		return ""
	}
	return known[i-1]
}

// plainAnchor derives an anchor from the text of a heading in the simplest way, which is right for most headings. An
// anchor that differs from it is stored.
func plainAnchor(text string) string { return strings.ReplaceAll(strings.ToLower(text), " ", "-") }

// isPlainAnchor reports whether anchor is plainAnchor(text), without computing it when text is ASCII.
func isPlainAnchor(anchor, text string) bool {
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

// The types of front matter values, part of the binary form.
const (
	valueNull = iota
	valueString
	valueFalse
	valueTrue
	valueInt
	valueFloat
	valueList
	valueFields
)

func (w *encoder) putValue(v any) {
	switch v := v.(type) {
	case string:
		w.putUint(valueString)
		w.putKnownString(w.repeatable, v)
	case bool:
		if v {
			w.putUint(valueTrue)
		} else {
			w.putUint(valueFalse)
		}
	case int64:
		w.putUint(valueInt)
		w.putInt(v)
	case float64:
		w.putUint(valueFloat)
		w.putUint(math.Float64bits(v))
	case []any:
		w.putUint(valueList)
		w.putLength(len(v), v == nil)
		for _, item := range v {
			w.putValue(item)
		}
	case note.Fields:
		w.putUint(valueFields)
		encodeList(w, v, fieldColumns)
	default:
		w.putUint(valueNull)
	}
}

// maxDepth is more than the depth of the values that package note accepts.
const maxDepth = 64

// readValue reads a value of the front matter.
func (r *decoder) readValue() any {
	if r.depth++; r.depth > maxDepth {
		r.fail()
		return nil
	}
	defer func() { r.depth-- }()
	switch r.readUint() {
	case valueNull:
	case valueString:
		return r.readKnownString(r.repeatable)
	case valueFalse:
		return false
	case valueTrue:
		return true
	case valueInt:
		return r.readInt()
	case valueFloat:
		return math.Float64frombits(r.readUint())
	case valueList:
		n, absent := r.readLength(1)
		if absent {
			return []any(nil)
		}
		all := make([]any, n)
		for i := range all {
			all[i] = r.readValue()
		}
		return all
	case valueFields:
		return note.Fields(decodeList(r, fieldColumns))
	default:
		r.fail()
	}
	return nil
}
