package render

import (
	"path"
	"strings"

	"quire/internal/theme"
)

// writeVerbatim lays out a file that is not Markdown. Code is highlighted and not wrapped. In other text, long lines
// are wrapped under their own indent, and lines are never joined.
func (f *flow) writeVerbatim(text string, offset int) {
	if language := strings.TrimPrefix(path.Ext(f.page.src.Note.Path), "."); hasLexer(language) {
		f.addCodeLines(text, language, offset)
		return
	}
	line := f.page.sourceLine(offset)
	plain := codeLineBuilder{cells: f.page.theme.Cells}
	plain.addText(text, theme.Style{})
	for i, runs := range append(plain.lines, plain.line) {
		before := len(f.lines)
		f.writeTextLine(runs)
		for j := before; line > 0 && j < len(f.lines); j++ {
			f.lines[j].Source = line + i
		}
	}
}

func (f *flow) writeTextLine(runs []Run) {
	if runsWidth(f.page.theme.Cells, runs) <= f.availableWidth() {
		f.addLine(runs, -1, false)
		return
	}
	text := ""
	for _, r := range runs {
		text += r.Text
	}
	words := strings.TrimLeft(text, " ")
	in := []Run(nil)
	if n := len(text) - len(words); n > 0 {
		in = indentRuns(min(n, f.availableWidth()/2))
	}
	f.withPrefix(in, in, func() { f.addWrapped([]span{{text: words, link: NoLink, offset: -1}}, false) })
}

// hasLexer reports whether there is a lexer for files with an extension, other than the one for plain text.
func hasLexer(extension string) bool {
	l := findLexer(extension)
	return extension != "" && l != nil && l.Config().Name != "plaintext"
}
