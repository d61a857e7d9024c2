package markdown

import "github.com/yuin/goldmark/ast"

// LinkNode is the node of Links()[i], the inverse of LinkIndex; nil when there is no such link.
func (d *Document) LinkNode(i int) ast.Node {
	if i < 0 || i >= len(d.nodes) {
		return nil
	}
	return d.nodes[i]
}
