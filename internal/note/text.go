package note

import (
	"bytes"
	"path"

	"quire/internal/markdown"
	"quire/internal/safe"
)

// ParseText parses a file that is not Markdown, such as a program, a table or a letter: nothing in it has a
// special meaning. Its Doc is a single block of code with the lines of the file. Its title is the file's name.
func ParseText(file string, raw []byte) *Parsed {
	text, problems := DecodeText(raw)
	n, d := &Note{Size: int64(len(raw))}, &Details{Problems: problems}
	Options{}.applyPath(n, file)
	n.Title, n.TitleFrom = safe.Text(path.Base(file)), FromFileName
	p := &Parsed{Note: n, Details: d, Body: text, BodyLine: 1, IsVerbatim: true, Plain: string(text)}
	p.Doc = markdown.Parse(indentLines(text))
	n.Words = CountWords(p.Plain)
	p.packDetails()
	return p
}

// indentLines returns a text as Markdown's indented code, the only block that no text can end.
func indentLines(text []byte) []byte {
	const indent = "    "
	out := make([]byte, 0, len(text)+len(indent)*(1+bytes.Count(text, []byte{'\n'})))
	for line := range bytes.Lines(text) {
		out = append(append(out, indent...), line...)
	}
	return out
}
