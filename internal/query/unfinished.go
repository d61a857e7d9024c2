package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// UnfinishedKind says what is being typed at the end of a query.
type UnfinishedKind uint8

// The kinds of unfinished terms.
const (
	UnfinishedNone  UnfinishedKind = iota // a phrase, a comparison, a regular expression: nothing that has a list of candidates
	UnfinishedName                        // a word, which may become the name of a field
	UnfinishedTag                         // after # or tag:
	UnfinishedSaved                       // after @
	UnfinishedValue                       // of a field, after its colon
)

// Unfinished describes the term that ends where a query ends, or rather its last part, which may be completed.
type Unfinished struct {
	Kind  UnfinishedKind
	Term  int    // offset of the term, after a minus sign
	Start int    // offset of the part that may be completed: after # or @, the colon, or the last comma of a list of values
	Field string // the field's name as typed, of an UnfinishedValue
	Text  string // the part without quotes and escapes
	// IsQuoted reports whether the part begins with a quote.
	IsQuoted bool
}

// FindUnfinished describes the last term of a query, which may be empty.
func FindUnfinished(q string) Unfinished {
	start := lastTermStart(q)
	u, last := Unfinished{Term: start, Start: start}, q[start:]
	part := func(kind UnfinishedKind, skip int) Unfinished {
		u.Kind, u.Start = kind, start+skip
		u.Text, u.IsQuoted = unquoteUnfinished(last[skip:])
		return u
	}
	switch {
	case strings.HasPrefix(last, "#"):
		return part(UnfinishedTag, 1)
	case strings.HasPrefix(last, "@"):
		return part(UnfinishedSaved, 1)
	case strings.HasPrefix(last, "/"), strings.HasPrefix(last, `"`):
		return u
	}
	field, value, isField := strings.Cut(last, ":")
	switch {
	case !isField:
		return part(UnfinishedName, 0)
	case strings.EqualFold(field, "tag"):
		return part(UnfinishedTag, len(field)+1)
	case field == "" || strings.ContainsAny(value[:min(1, len(value))], "<>=!"):
		return u
	}
	u.Field = field
	skip := len(field) + 1
	if _, isOwn := fieldParsers[strings.ToLower(field)]; !isOwn { // the values of another key may be a list
		skip += lastListItem(value)
	}
	return part(UnfinishedValue, skip)
}

// lastTermStart returns the offset of the last term of a query. White space in quotes does not end a term; a leading ( or -
// does not belong to it.
func lastTermStart(q string) int {
	start, quoted, escaped := 0, false, false
	for i, c := range q {
		next := i + utf8.RuneLen(c)
		switch {
		case quoted:
			if c == '"' && !escaped {
				quoted = false
			}
			escaped = c == '\\' && !escaped
		case unicode.IsSpace(c), i == start && (c == '(' || c == '-'):
			start = next
		case c == '"':
			head := q[start:i]
			quoted = head == "" || head == "#" || strings.HasSuffix(head, ":") || strings.HasSuffix(head, ",")
		}
	}
	return start
}

// lastListItem returns the offset of what follows the last comma of a list of values, outside of quotes.
func lastListItem(list string) int {
	start, quoted, escaped := 0, false, false
	for i := range len(list) {
		switch c := list[i]; {
		case quoted:
			if c == '"' && !escaped {
				quoted = false
			}
			escaped = c == '\\' && !escaped
		case c == '"' && i == start:
			quoted = true
		case c == ',':
			start = i + 1
		}
	}
	return start
}

// unquoteUnfinished returns the text of a part that may begin with a quote and lack the other.
func unquoteUnfinished(part string) (text string, isQuoted bool) {
	text, isQuoted = strings.CutPrefix(part, `"`)
	if !isQuoted {
		return part, false
	}
	return strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(text), true
}

// FieldNames returns the names of the fields that quire itself has, without the colon.
func FieldNames() []string { return strings.Fields(strings.ReplaceAll(knownFields, ":", "")) }

// RelativeDates returns the names of the periods that count from the present day.
func RelativeDates() []string { return strings.Split(relativeHelp, ", ") }

// FormatTag returns a tag as it is typed after #. It is not ok if no query can name the tag.
func FormatTag(tag string) (written string, ok bool) {
	written = Query{Tag{Name: tag}}.String()
	back, err := Parse(written)
	return strings.TrimPrefix(written, "#"), err == nil && back.Root == Node(Tag{Name: tag})
}

// FormatValue returns a value of a field as it is typed after the colon, or in a list of values.
func FormatValue(field, value string) (written string, ok bool) {
	if _, isOwn := fieldParsers[strings.ToLower(field)]; isOwn {
		for _, written := range []string{value, Quote(value)} {
			if parsesAsTerm(field + ":" + written) {
				return written, true
			}
		}
		return "", false
	}
	n := ExactValue(field, value)
	if strings.Contains(value, ",") && !strings.HasPrefix(n.Value, `"`) {
		return Quote(value), true
	}
	return n.Value, true
}

// parsesAsTerm reports whether a text is one term without a mistake.
func parsesAsTerm(text string) bool {
	q, err := Parse(text)
	switch q.Root.(type) {
	case nil, And, Or:
		return false
	}
	return err == nil
}

// Quote returns a text in quotes.
func Quote(text string) string {
	var b strings.Builder
	writeQuoted(&b, text, false)
	return b.String()
}

// FormatKey returns a key of the front matter as it is typed before a colon. It is not ok if a query cannot name the key, or if
// one of quire's own fields has that name.
func FormatKey(key string) (written string, ok bool) {
	if _, isOwn := fieldParsers[strings.ToLower(key)]; isOwn {
		return "", false
	}
	for _, written := range []string{key, Quote(key)} {
		q, err := Parse(written + ":x")
		if n, isKey := q.Root.(KeyValue); err == nil && isKey && n.Key == key {
			return written, true
		}
	}
	return "", false
}
