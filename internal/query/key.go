package query

import (
	"strings"
	"time"
	"unicode"

	"quire/internal/text"
)

// KeyValue matches notes by the values that a key of the front matter has, and by having the key if Value is empty. Which keys
// there are is not known before a library is searched: see Query.ResolveKeys.
type KeyValue struct {
	Key   string // as typed
	Value string // as typed, with operators and quotes; see Conditions

	today time.Time // the day from which relative dates count, set by Query.OnDay; zero is the present
}

// HasKey matches notes whose front matter has a key.
type HasKey struct {
	Key    string // as typed
	Prefix bool   // also match keys that begin with Key
}

func (n KeyValue) write(b *strings.Builder) {
	writeKey(b, n.Key)
	b.WriteString(":" + n.Value)
}

func (n HasKey) write(b *strings.Builder) { writeValue(b, "has:", n.Key, n.Prefix, n) }

// writeKey writes the name of a key before its colon, in quotes if it would be read as anything else.
func writeKey(b *strings.Builder, key string) {
	if _, isField := fieldParsers[strings.ToLower(key)]; isField || !isBareKey(key) {
		writeQuoted(b, key, false)
		return
	}
	b.WriteString(key)
}

// parseKeyValue parses the value of a key of the front matter, behind the colon.
func (p *parser) parseKeyValue(key string) Node {
	start, slip := p.pos, p.err
	p.err = nil // a mistake from here on is an open quote
	last := keyItem{}
	lastStart := start
	for {
		lastStart = p.pos
		last = p.parseKeyItem()
		if p.pos >= len(p.input) || p.input[p.pos] != ',' {
			break
		}
		p.pos++
	}
	value := p.input[start:p.pos]
	if p.err != nil {
		var b strings.Builder
		b.WriteString(p.input[start:lastStart] + last.sign)
		writeQuoted(&b, last.text, last.prefix)
		value = b.String()
	}
	if slip != nil {
		p.err = slip
	}
	return KeyValue{Key: key, Value: value}
}

// items returns the parts of the value, without the empty ones.
func (n KeyValue) items() []keyItem {
	var items []keyItem
	p := parser{input: n.Value}
	for p.pos < len(p.input) {
		item := p.parseKeyItem()
		if item.text != "" || item.quoted {
			items = append(items, item)
		}
		if p.pos < len(p.input) {
			p.pos++ // the comma
		}
	}
	return items
}

// asPrefix returns n with its last alternative as a prefix, if that may be one.
func (n KeyValue) asPrefix() KeyValue {
	items := n.items()
	if len(items) == 0 || strings.HasSuffix(n.Value, ",") {
		return n
	}
	last := items[len(items)-1]
	if c := last.condition(n.today); last.prefix || c.Operator != Equal {
		return n
	}
	n.Value += "*"
	return n
}

// asText returns what n searches for where there is no such key.
func (n KeyValue) asText() Node {
	if !strings.Contains(n.Value, `"`) && isBareKey(n.Key) {
		w, isPrefix := strings.CutSuffix(n.Key+":"+n.Value, "*")
		return Word{w, isPrefix}
	}
	words, prefix := "", false
	for _, item := range n.items() {
		words += " " + item.sign + item.text
		prefix = item.prefix
	}
	return Phrase{n.Key + ":" + words, prefix}
}

// ExactValue returns the node that matches notes one of whose values of a key is exactly value.
func ExactValue(key, value string) KeyValue {
	n := KeyValue{Key: key, Value: value}
	conditions := n.Conditions()
	plain := len(conditions) == 1 && conditions[0] == Condition{Operand: Operand{Text: value}}
	if q, err := Parse(Query{n}.String()); !plain || err != nil || q.Root != Node(n) {
		var b strings.Builder
		writeQuoted(&b, value, false)
		n.Value = b.String()
	}
	return n
}

// isBareKey reports whether a name can stand before a colon without quotes.
func isBareKey(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) && r != '_' && r != '-' && r != '.' {
			return false
		}
	}
	return s != "" && s[0] != '-' && text.IsSearchable(s)
}

// UnknownKey is a key of a query that no note has.
type UnknownKey struct {
	Key    string
	AsText bool // key:value was searched for as text
}

// extraPrefix may stand before a key whose name is also that of an operator, as in the records of list --json.
const extraPrefix = "extra."

// ResolveKeys returns q with the keys that a library has, as isKey reports, and with text in place of each key:value whose key
// it does not have. It returns these keys, and those of has: that the library does not have, in the order of the query. A
// key extra.x is x unless the library has it as it is.
func (q Query) ResolveKeys(isKey func(HasKey) bool) (resolved Query, unknown []UnknownKey) {
	lookUp := func(n HasKey) (string, bool) {
		if isKey(n) {
			return n.Key, true
		}
		if len(n.Key) > len(extraPrefix) && strings.EqualFold(n.Key[:len(extraPrefix)], extraPrefix) {
			if short := n.Key[len(extraPrefix):]; isKey(HasKey{short, n.Prefix}) {
				return short, true
			}
		}
		return n.Key, false
	}
	return Query{replaceLeaves(q.Root, func(n Node) Node {
		switch n := n.(type) {
		case KeyValue:
			key, ok := lookUp(HasKey{Key: n.Key})
			if !ok {
				unknown = append(unknown, UnknownKey{n.Key, true})
				return n.asText()
			}
			n.Key = key
			return n
		case HasKey:
			key, ok := lookUp(n)
			if !ok {
				unknown = append(unknown, UnknownKey{n.Key, false})
			}
			return HasKey{key, n.Prefix}
		}
		return n
	})}, unknown
}

// UsesKeys reports whether q asks for keys of the front matter, excluded or not.
func (q Query) UsesKeys() bool {
	found := false
	replaceLeaves(q.Root, func(n Node) Node {
		switch n.(type) {
		case KeyValue, HasKey:
			found = true
		}
		return n
	})
	return found
}

// NearestKey returns the name among keys, fields and states that the user probably meant by an unknown key, or "".
func NearestKey(typed UnknownKey, keys []string) string {
	folded := text.Fold(typed.Key)
	limit := 1
	switch n := len([]rune(folded)); {
	case n < 3:
		return ""
	case n >= 6:
		limit = 2
	}
	names := strings.Fields(strings.ReplaceAll(knownFields, ":", ""))
	if !typed.AsText {
		names = nil
		for _, s := range stateNames {
			if name, ok := strings.CutPrefix(s, "has:"); ok {
				names = append(names, name)
			}
		}
	}
	best := ""
	for _, name := range append(names, keys...) {
		if d := text.EditDistance(folded, text.Fold(name), limit); d <= limit {
			best, limit = name, d-1
		}
	}
	return best
}
