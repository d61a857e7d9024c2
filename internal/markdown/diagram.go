package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"quire/internal/diagram"
	"quire/internal/safe"
)

// diagramLanguage is the language of code blocks that hold a diagram.
const diagramLanguage = "mermaid"

// IsDiagram reports whether n is a code block that holds a Mermaid diagram.
func (d *Document) IsDiagram(n ast.Node) bool {
	switch n.(type) {
	case *ast.FencedCodeBlock, *Preformatted:
		return strings.EqualFold(d.CodeLanguage(n), diagramLanguage)
	}
	return false
}

// isDiagramTag reports whether a tag with the name of diagrams stands in place of the fence of a code block:
// {{< mermaid >}}, {% mermaid %}.
func (d *Document) isDiagramTag(n *ast.FencedCodeBlock) bool {
	if n.Lines().Len() == 0 {
		return false
	}
	end := max(n.Lines().At(0).Start-1, 0)
	line := bytes.TrimLeft(d.Source[bytes.LastIndexByte(d.Source[:end], '\n')+1:end], " \t>")
	if !bytes.HasPrefix(line, []byte("{{")) && !bytes.HasPrefix(line, []byte("{%")) {
		return false
	}
	return bytes.HasPrefix(bytes.TrimLeft(line, "{%<- "), []byte(diagramLanguage))
}

// diagramParser parses the diagrams of Azure's wikis: ::: mermaid, the lines of the diagram, and :::.
// See https://learn.microsoft.com/azure/devops/project/wiki/markdown-guidance#add-mermaid-diagrams-to-a-wiki-page.
type diagramParser struct{ containerParser }

func (diagramParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || !bytes.HasPrefix(line[at:], []byte(":::")) {
		return nil, parser.NoChildren
	}
	name := bytes.TrimSpace(bytes.TrimLeft(line[at:], ":"))
	if string(name) != diagramLanguage || !hasContainerEnd(reader.Source(), segment.Stop, minContainerColons, pc) {
		return nil, parser.NoChildren
	}
	n := &Preformatted{Language: diagramLanguage}
	n.SetPos(segment.Start + at)
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (diagramParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, segment := reader.PeekLine()
	if containerEndLen(line) > 0 {
		reader.AdvanceToEOL()
		return parser.Close
	}
	node.Lines().Append(segment)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (diagramParser) Close(node ast.Node, reader text.Reader, _ parser.Context) {
	node.(*Preformatted).Content = safe.Block(string(node.Lines().Value(reader.Source())))
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
