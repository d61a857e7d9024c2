package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"quire/internal/markdown"
)

// plain lays out text that is beyond what is read as Markdown, line by line as it is written.
func (f *flow) plain(n ast.Node) {
	p, ok := n.(*markdown.Plain)
	if !ok {
		return
	}
	at := p.Start
	for line := range strings.Lines(f.p.doc.Code(n)) {
		text := strings.ReplaceAll(strings.TrimRight(line, "\n"), "\t", "    ")
		f.wrap([]span{{text: text, style: f.base, link: NoLink, offset: at}}, false)
		if i := strings.IndexByte(string(f.p.doc.Source[at:p.Stop]), '\n'); i >= 0 {
			at += i + 1
		}
	}
}
