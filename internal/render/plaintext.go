package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"quire/internal/markdown"
)

// writePlain lays out text beyond the limit of what is parsed as Markdown, each source line by itself.
func (f *flow) writePlain(n ast.Node) {
	p, ok := n.(*markdown.UnparsedText)
	if !ok {
		return
	}
	at := p.Start
	for line := range strings.Lines(f.page.doc.CodeText(n)) {
		text := strings.ReplaceAll(strings.TrimRight(line, "\n"), "\t", "    ")
		f.addWrapped([]span{{text: text, style: f.textStyle, link: NoLink, offset: at}}, false)
		if i := strings.IndexByte(string(f.page.doc.Source[at:p.Stop]), '\n'); i >= 0 {
			at += i + 1
		}
	}
}
