package render

import (
	"path"
	"strings"

	"quire/internal/theme"
)

// verbatim shows a file that is not Markdown. A program has the colours of its language, and its lines are as long as
// they are. Of any other text a line that is too long is wrapped under its own indent, and none is joined with the next.
func (f *flow) verbatim(text string, offset int) {
	if language := strings.TrimPrefix(path.Ext(f.p.src.Note.Path), "."); programs(language) {
		f.codeLines(text, language, offset)
		return
	}
	line := f.p.lineOf(offset)
	plain := codeLines{}
	plain.add(text, theme.Style{})
	for i, runs := range append(plain.lines, plain.line) {
		before := len(f.lines)
		f.textLine(runs)
		for j := before; line > 0 && j < len(f.lines); j++ {
			f.lines[j].Source = line + i
		}
	}
}

func (f *flow) textLine(runs []Run) {
	if runsWidth(runs) <= f.room() {
		f.emit(runs, -1, false)
		return
	}
	text := ""
	for _, r := range runs {
		text += r.Text
	}
	words := strings.TrimLeft(text, " ")
	in := []Run(nil)
	if n := len(text) - len(words); n > 0 {
		in = indent(min(n, f.room()/2))
	}
	f.inside(in, in, func() { f.wrap([]span{{text: words, link: NoLink, offset: -1}}, false) })
}

// programs says whether a file of this extension is coloured: there is a lexer for it, and it is not the one for any text.
func programs(extension string) bool {
	l := lexerOf(extension)
	return extension != "" && l != nil && l.Config().Name != "plaintext"
}
