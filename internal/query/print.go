package query

import "strings"

// String writes q so that Parse reads the same tree.
func (q Query) String() string {
	var b strings.Builder
	write(&b, q.Root)
	return b.String()
}

func write(b *strings.Builder, n Node) {
	switch n := n.(type) {
	case And:
		for i, x := range n {
			if i > 0 {
				b.WriteByte(' ')
			}
			_, or := x.(Or)
			writeGroup(b, x, or)
		}
	case Or:
		for i, x := range n {
			if i > 0 {
				b.WriteString(" OR ")
			}
			write(b, x)
		}
	case Not:
		b.WriteByte('-')
		_, and := n.X.(And)
		_, or := n.X.(Or)
		writeGroup(b, n.X, and || or)
	default:
		writeLeaf(b, n)
	}
}

func writeGroup(b *strings.Builder, n Node, group bool) {
	if !group {
		write(b, n)
		return
	}
	var in strings.Builder
	write(&in, n)
	b.WriteByte('(')
	b.WriteString(in.String())
	if last := in.String(); strings.Contains(last[strings.LastIndexByte(last, ' ')+1:], "(") {
		b.WriteByte(' ') // foo( and ) would be one word
	}
	b.WriteByte(')')
}

func writeLeaf(b *strings.Builder, n Node) {
	switch n := n.(type) {
	case Word:
		writeWord(b, n)
	case Phrase:
		writeQuoted(b, n.Text, n.Prefix)
	case Tag:
		writeValue(b, "#", n.Name, n.Prefix, n)
	case Field:
		writeValue(b, n.Name.String()+":", n.Text, n.Prefix, n)
	case Date:
		b.WriteString("date:")
		b.WriteString(n.From.String())
		if n.From != n.To {
			b.WriteString(".." + n.To.String())
		}
	case After:
		b.WriteString("after:" + n.Day.String())
	case Before:
		b.WriteString("before:" + n.Day.String())
	case State:
		b.WriteString(n.String())
	case LinksTo:
		writeValue(b, "links:", n.Note, false, n)
	case From:
		writeValue(b, "from:", n.Note, false, n)
	}
}

// writeWord writes a word; one that Parse would not read as a word is written as a phrase.
func writeWord(b *strings.Builder, w Word) {
	text := w.Text
	if w.Prefix {
		text += "*"
	}
	if !reads(text, w) {
		writeQuoted(b, w.Text, w.Prefix)
		return
	}
	b.WriteString(text)
}

// writeValue writes a value without quotes where that reads back as n.
func writeValue(b *strings.Builder, name, text string, prefix bool, n Node) {
	bare := name + text
	if prefix {
		bare += "*"
	}
	if reads(bare, n) {
		b.WriteString(bare)
		return
	}
	b.WriteString(name)
	writeQuoted(b, text, prefix)
}

// reads reports whether s reads as the leaf n.
func reads(s string, n Node) bool {
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
