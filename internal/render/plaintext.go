package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"quire/internal/markdown"
)

// writePlain lays out text that is not parsed as Markdown, each source line by itself. A bar sets a header off from the text.
func (f *flow) writePlain(n ast.Node) {
	f.writeTableNote(n)
	p, ok := n.(*markdown.UnparsedText)
	switch {
	case !ok:
	case p.IsHeader:
		f.withBar(f.page.theme.QuoteBar, func() { f.writeUnparsedLines(p) })
	default:
		f.writeUnparsedLines(p)
	}
}

func (f *flow) writeUnparsedLines(p *markdown.UnparsedText) {
	at := p.Start
	for line := range strings.Lines(f.page.doc.CodeText(p)) {
		text := strings.ReplaceAll(strings.TrimRight(line, "\n"), "\t", "    ")
		if strings.TrimSpace(text) == "" {
			f.addLine(nil, at, false)
		} else {
			f.addWrapped([]span{{text: text, style: f.textStyle, link: NoLink, offset: at}}, false)
		}
		if i := strings.IndexByte(string(f.page.doc.Source[at:p.Stop]), '\n'); i >= 0 {
			at += i + 1
		}
	}
}
