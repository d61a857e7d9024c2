package note

import (
	"bytes"
	"path"

	"quire/internal/markdown"
	"quire/internal/safe"
)

// ParseText is Parse for a file that is not Markdown, such as a program, a table or a letter: nothing in it means more
// than it says. Its Doc is one block of code, line by line that of the file. Its title is the file's name.
func ParseText(file string, raw []byte) *Parsed {
	text, problems := Decode(raw)
	n, d := &Note{Size: int64(len(raw))}, &Details{Problems: problems}
	identify(n, file)
	n.Title, n.TitleFrom = safe.Text(path.Base(file)), FromFileName
	p := &Parsed{Note: n, Details: d, Body: text, BodyLine: 1, Verbatim: true, Plain: string(text)}
	p.Doc = markdown.Parse(indented(text))
	n.Words = words(p.Plain)
	p.pack()
	return p
}

// indented is a text as Markdown's indented code: of all blocks the one that no text can end.
func indented(text []byte) []byte {
	const indent = "    "
	out := make([]byte, 0, len(text)+len(indent)*(1+bytes.Count(text, []byte{'\n'})))
	for line := range bytes.Lines(text) {
		out = append(append(out, indent...), line...)
	}
	return out
}
