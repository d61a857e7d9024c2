package markdown

import (
	"github.com/yuin/goldmark/ast"
)

// CodeBlock is a block of code.
type CodeBlock struct {
	Language string // safe; "" without
	Text     []byte // as it is written, with the line ends, without the fence and the indent of what holds it
	Offset   int    // in Document.Source
}

// CodeBlocks returns the blocks of code of the document in the order of the text: fenced and indented ones, tags of code and
// <pre>, those in lists and quotes included. A formula is none.
func (d *Document) CodeBlocks() []CodeBlock {
	var blocks []CodeBlock
	_ = ast.Walk(d.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			blocks = append(blocks, CodeBlock{d.CodeLanguage(n), n.Lines().Value(d.Source), max(blockOffset(n), 0)})
		case *Preformatted:
			blocks = append(blocks, CodeBlock{n.Language, []byte(n.Content), max(blockOffset(n), 0)})
		}
		if n.Type() == ast.TypeInline || hasInlineChildren(n) {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return blocks
}
