package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"quire/internal/diagram"
	"quire/internal/safe"
)

// IsDiagram reports whether n is a code block that holds a Mermaid diagram.
func (d *Document) IsDiagram(n ast.Node) bool {
	switch n.(type) {
	case *ast.FencedCodeBlock, *Preformatted:
		return strings.EqualFold(d.CodeLanguage(n), "mermaid")
	}
	return false
}

// collectDiagramLinks records the links of the nodes of a diagram. All of them have the code block as their node.
func (d *Document) collectDiagramLinks(n ast.Node) {
	if !d.IsDiagram(n) {
		return
	}
	for _, l := range diagram.Links(d.CodeText(n)) {
		offset := min(max(blockOffset(n), 0), len(d.Source))
		if i := bytes.Index(d.Source[offset:], []byte(l.Address)); i >= 0 {
			offset += i
		}
		d.links = append(d.links, Link{Form: HTML, Dest: safe.Text(l.Address), Text: l.Text, Offset: offset})
		d.linkNodes = append(d.linkNodes, n)
	}
}
