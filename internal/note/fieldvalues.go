package note

import (
	"encoding/binary"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The values of the front matter that a search compares are kept apart from the details, because a search reads those of
// every note. FieldData holds them as bytes: for each key its name, the number of its values, and the values. A name that
// many notes use is its index in usualKeys, and a value that the note has as its title, say, is its index in fieldTexts, so
// that the usual front matter takes a byte or two for each entry.

// Bounds of the values that are kept of a note. What is beyond them is shown, but not found by its key.
const (
	MaxFieldValueBytes = 256     // of each value, which is cut there
	maxFieldDataBytes  = 8 << 10 // of all keys and values of a note, half of it for a single key; the first are kept
)

// usualKeys are names of keys that are stored by index. Their order is part of the form in snapshots.
var usualKeys = strings.Fields(`title date tags author description draft slug aliases layout categories weight lang status type
id name image permalink published updated lastmod modified created url toc summary keywords category tag alias redirect_from
authors series cssclasses cssclass publish ms.topic ms.date ms.author ms.service ms.custom ms.reviewer linktitle menu.main.weight
menu.main.parent nav_order parent has_children sidebar_position sidebar_label hide_title due rating priority source`)

// fieldEntry is a key of the front matter with its values.
type fieldEntry struct {
	key    string
	values []string
}

// flattenFields returns the keys of fields with their values as texts, in order. A key of a nested mapping stands behind the
// name of the mapping and a dot, and the values of a list are those of all its items.
func flattenFields(fields []Field) []fieldEntry {
	f := flattener{indices: map[string]int{}}
	f.addFields("", fields)
	return f.entries
}

type flattener struct {
	entries []fieldEntry
	indices map[string]int // into entries, by key
}

func (f *flattener) addFields(prefix string, fields []Field) {
	for _, field := range fields {
		f.addValue(prefix+strings.TrimSpace(field.Key), field.Value)
	}
}

// addValue adds a value of a key. A mapping with keys has no value itself.
func (f *flattener) addValue(key string, v any) {
	if fields, ok := v.(Fields); ok && len(fields) > 0 {
		f.addFields(key+".", fields)
		return
	}
	items, isList := v.([]any)
	for _, item := range items {
		f.addValue(key, item)
	}
	if isList && len(items) > 0 {
		return
	}
	i, ok := f.indices[key]
	if !ok {
		i = len(f.entries)
		f.indices[key] = i
		f.entries = append(f.entries, fieldEntry{key: key})
	}
	if text := fieldText(v); text != "" {
		f.entries[i].values = append(f.entries[i].values, text)
	}
}

// fieldText returns a scalar value as text without space around it, cut to MaxFieldValueBytes, and "" for any other value.
func fieldText(v any) string {
	switch v := v.(type) {
	case string:
		v = strings.TrimSpace(v)
		if len(v) <= MaxFieldValueBytes {
			return v
		}
		end := MaxFieldValueBytes
		for end > 0 && !utf8.RuneStart(v[end]) {
			end--
		}
		return strings.TrimSpace(v[:end])
	case bool:
		return strconv.FormatBool(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return ""
}

// fieldTexts calls visit with the texts of the note that its front matter usually repeats, until visit returns false. Their
// order is part of the form in snapshots.
func (n *Note) fieldTexts(visit func(string) bool) {
	for _, s := range [...]string{n.Title, n.Author, n.Description, n.Series, n.Lang, n.Slug} {
		if !visit(s) {
			return
		}
	}
	for _, all := range [...][]string{n.Tags, n.Aliases, n.Routes, n.Redirects} {
		for _, s := range all {
			if !visit(s) {
				return
			}
		}
	}
}

// maxFieldTexts bounds how many texts of the note a value is compared with.
const maxFieldTexts = 64

// packFields sets FieldData to the keys and values of fields. The texts of the note must not change any more.
func (n *Note) packFields(fields []Field) {
	if len(fields) == 0 {
		return
	}
	var b, values []byte
	for _, e := range flattenFields(fields) {
		start := len(b)
		b = appendReference(b, slices.Index(usualKeys, e.key), e.key)
		values = values[:0]
		count := uint64(0)
		for _, v := range e.values {
			end := len(values)
			if values = appendReference(values, n.indexOfText(v), v); len(values) > maxFieldDataBytes/2 {
				values = values[:end]
				break
			}
			count++
		}
		b = append(binary.AppendUvarint(b, count), values...)
		if len(b) > maxFieldDataBytes {
			b = b[:start]
			break
		}
	}
	n.FieldData = string(b)
}

// indexOfText returns the index of s among the texts of fieldTexts, or -1.
func (n *Note) indexOfText(s string) int {
	i, found := 0, -1
	n.fieldTexts(func(t string) bool {
		if t == s {
			found = i
		}
		i++
		return found < 0 && i < maxFieldTexts
	})
	return found
}

// appendReference appends a text, as its index among known texts unless that is negative.
func appendReference(b []byte, index int, s string) []byte {
	if index >= 0 {
		return binary.AppendUvarint(b, uint64(index)<<1|1)
	}
	return append(binary.AppendUvarint(b, uint64(len(s))<<1), s...)
}

// FieldValues returns an iterator over the keys of the front matter with their values, in order. A key of a nested mapping is
// the names from the outermost inwards, joined by dots. A key without a value has no values. Values are texts of at most
// MaxFieldValueBytes, as they are shown but without the space around them; numbers, dates and booleans are as written.
func (n *Note) FieldValues() iter.Seq2[string, FieldValues] {
	return func(yield func(string, FieldValues) bool) {
		r := fieldReader{n.FieldData}
		for r.rest != "" {
			key, ok := r.readKey()
			if !ok {
				return
			}
			count := r.readUint()
			v := FieldValues{n, r.rest, int(min(count, uint64(len(r.rest))))}
			for range v.count {
				r.skipText()
			}
			if !yield(key, v) {
				return
			}
		}
	}
}

// FieldValues holds the values of a key of a note.
type FieldValues struct {
	note   *Note
	packed string
	count  int
}

// Len returns the number of values.
func (v FieldValues) Len() int { return v.count }

// All returns an iterator over the values.
func (v FieldValues) All() iter.Seq[string] {
	return func(yield func(string) bool) {
		r := fieldReader{v.packed}
		for range v.count {
			if !yield(r.readText(v.note)) {
				return
			}
		}
	}
}

// fieldReader reads FieldData. Invalid data yields fewer keys or other texts, and no panic.
type fieldReader struct{ rest string }

func (r *fieldReader) readUint() uint64 {
	v, shift := uint64(0), 0
	for i := 0; i < len(r.rest) && shift < 64; i++ {
		c := r.rest[i]
		v |= uint64(c&0x7f) << shift
		if c < 0x80 {
			r.rest = r.rest[i+1:]
			return v
		}
		shift += 7
	}
	r.rest = ""
	return 0
}

// readBytes reads the text of a reference that is no index.
func (r *fieldReader) readBytes(reference uint64) string {
	n := int(min(reference>>1, uint64(len(r.rest))))
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

func (r *fieldReader) readKey() (key string, ok bool) {
	reference := r.readUint()
	if reference&1 == 0 {
		return r.readBytes(reference), true
	}
	if i := reference >> 1; i < uint64(len(usualKeys)) {
		return usualKeys[i], true
	}
	return "", false
}

func (r *fieldReader) skipText() {
	if reference := r.readUint(); reference&1 == 0 {
		r.readBytes(reference)
	}
}

func (r *fieldReader) readText(n *Note) (text string) {
	reference := r.readUint()
	if reference&1 == 0 {
		return r.readBytes(reference)
	}
	i := uint64(0)
	n.fieldTexts(func(t string) bool {
		text = t
		i++
		return i <= reference>>1
	})
	if i <= reference>>1 {
		return ""
	}
	return text
}
