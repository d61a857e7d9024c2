package note

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"quire/internal/safe"
)

// kind is the kind of a front matter value.
type kind uint8

const (
	null kind = iota
	scalar
	list
	mapping
)

// value is a front matter value, parsed from YAML, TOML or JSON. It keeps the spelling that its author chose: a tag
// 0123 or 1e3 stays as typed.
type value struct {
	kind   kind
	text   string // of a scalar, as written, without quotes
	quoted bool   // a string by its syntax, so never a number or a bool
	items  []value
	fields []entry
	line   int // in the file, from 1; 0 when unknown
	column int
}

// entry is a key with its value.
type entry struct {
	key  string
	line int // of the key, in the file, from 1; 0 when unknown
	value
}

// Fields holds the entries of a nested mapping, in order. In JSON it is an object in that order.
type Fields []Field

// MarshalJSON writes an object whose keys are in the order of the fields, which a Go map would lose.
func (f Fields) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, field := range f {
		if i > 0 {
			b.WriteByte(',')
		}
		key, err := json.Marshal(field.Key)
		if err != nil {
			return nil, err
		}
		val, err := json.Marshal(field.Value)
		if err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(val)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// publicValue returns the value for Field.Value: safe to print, and typed only where the type preserves the
// spelling.
func (v value) publicValue() any {
	switch v.kind {
	case scalar:
		return v.scalarValue()
	case list:
		items := make([]any, len(v.items))
		for i, item := range v.items {
			items[i] = item.publicValue()
		}
		return items
	case mapping:
		return Fields(publicFields(v.fields))
	default:
		return nil
	}
}

// publicFields converts entries to the fields of Details.
func publicFields(entries []entry) []Field {
	if len(entries) == 0 {
		return nil
	}
	fields := make([]Field, len(entries))
	for i, e := range entries {
		fields[i] = Field{Key: safe.Text(e.key), Value: e.publicValue(), Line: e.line}
	}
	return fields
}

// scalarValue returns a bool, int64 or float64 if writing it produces the very text of the note, and otherwise
// a string. 007, 1.10, yes and dates are strings; so is -Inf, for which JSON has no number.
func (v value) scalarValue() any {
	if v.quoted || v.text == "" {
		return safe.Block(v.text)
	}
	switch v.text {
	case "true":
		return true
	case "false":
		return false
	}
	if c := v.text[0]; c == '-' || c >= '0' && c <= '9' {
		if n, err := strconv.ParseInt(v.text, 10, 64); err == nil && strconv.FormatInt(n, 10) == v.text {
			return n
		}
		if f, err := strconv.ParseFloat(v.text, 64); err == nil && !math.IsInf(f, 0) && strconv.FormatFloat(f, 'g', -1, 64) == v.text {
			return f
		}
	}
	return safe.Block(v.text)
}

// asBool reads a scalar as a bool in the spellings of YAML 1.1, which are also Jekyll's.
func (v value) asBool() (yes, ok bool) {
	if v.kind != scalar {
		return false, false
	}
	switch FoldName(v.text) {
	case "true", "yes", "on", "y", "1":
		return true, true
	case "false", "no", "off", "n", "0":
		return false, true
	}
	return false, false
}

// scalarTexts returns the texts of the scalars in v in order, including those of nested lists.
func (v value) scalarTexts() []string {
	switch v.kind {
	case scalar:
		return []string{v.text}
	case list:
		var all []string
		for _, item := range v.items {
			all = append(all, item.scalarTexts()...)
		}
		return all
	}
	return nil
}

// fieldValue returns the value of a key of a mapping. It compares keys without case.
func (v value) fieldValue(key string) (field value, ok bool) {
	for _, e := range v.fields {
		if strings.EqualFold(strings.TrimSpace(e.key), key) {
			return e.value, true
		}
	}
	return value{}, false
}

// splitAtCommas returns a scalar as a list of what stands between its commas, and any other value as it is.
func (v value) splitAtCommas() value {
	if v.kind != scalar || !strings.Contains(v.text, ",") {
		return v
	}
	l := value{kind: list, line: v.line, column: v.column}
	for part := range strings.SplitSeq(v.text, ",") {
		l.items = append(l.items, value{kind: scalar, text: part, quoted: v.quoted, line: v.line, column: v.column})
	}
	return l
}
