package query

import (
	"reflect"
	"strings"
)

// String formats q so that Parse returns the same tree. A word that begins with a slash is written as a phrase where a slash
// after it would make a regular expression of them: that happens only to trees that were put together.
func (q Query) String() string {
	s, slashes := formatNode(q.Root), false
	quoted := replaceLeaves(q.Root, func(n Node) Node {
		if w, ok := n.(Word); ok && strings.HasPrefix(w.Text, "/") {
			slashes = true
			return Phrase(w)
		}
		return n
	})
	if slashes {
		if again, err := Parse(s); err != nil || !reflect.DeepEqual(again, q) {
			return formatNode(quoted)
		}
	}
	return s
}

func formatNode(n Node) string {
	var b strings.Builder
	if n != nil {
		n.write(&b)
	}
	return b.String()
}

// writeWord writes a word, as a phrase if Parse would not read it back as a word.
func writeWord(b *strings.Builder, w Word) {
	text := w.Text
	if w.Prefix {
		text += "*"
	}
	if !parsesAs(text, w) {
		writeQuoted(b, w.Text, w.Prefix)
		return
	}
	b.WriteString(text)
}

// writeValue writes a field or tag with its value. It omits the quotes if the result still parses as n.
func writeValue(b *strings.Builder, name, text string, prefix bool, n Node) {
	bare := name + text
	if prefix {
		bare += "*"
	}
	if parsesAs(bare, n) {
		b.WriteString(bare)
		return
	}
	b.WriteString(name)
	writeQuoted(b, text, prefix)
}

// parsesAs reports whether s parses as the leaf n.
func parsesAs(s string, n Node) bool {
	q, err := Parse(s)
	return err == nil && q.Root == n
}

func writeQuoted(b *strings.Builder, text string, prefix bool) {
	b.WriteByte('"')
	for i := range len(text) {
		if text[i] == '"' || text[i] == '\\' {
			b.WriteByte('\\')
		}
		b.WriteByte(text[i])
	}
	b.WriteByte('"')
	if prefix {
		b.WriteByte('*')
	}
}
