package markdown

import (
	"bytes"
	"iter"

	"github.com/yuin/goldmark/ast"
)

// TextBlocks yields the blocks of the outermost level, a list as its items: where the first line of each begins in Source, and
// its visible text as in PlainText. Footnotes and what else stands elsewhere in the source belong to the block around them.
func (d *Document) TextBlocks() iter.Seq2[int, string] {
	return func(yield func(offset int, text string) bool) {
		last := -1
		for n := d.Root.FirstChild(); n != nil; n = n.NextSibling() {
			nodes := []ast.Node{n}
			if n.Kind() == ast.KindList {
				nodes = nodes[:0]
				for c := n.FirstChild(); c != nil; c = c.NextSibling() {
					nodes = append(nodes, c)
				}
			}
			for _, block := range nodes {
				at := min(blockOffset(block), len(d.Source))
				if at <= last {
					continue
				}
				last = at
				w := plainWriter{doc: d}
				w.writeNode(block)
				if !yield(bytes.LastIndexByte(d.Source[:at], '\n')+1, w.text.String()) {
					return
				}
			}
		}
	}
}
