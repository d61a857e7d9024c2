package markdown

import (
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// newDefinition returns the node of a <dd>.
func newDefinition() *east.DefinitionDescription {
	n := east.NewDefinitionDescription()
	n.IsTight = true
	return n
}

// openDefinitions makes the innermost container the <dl> that a <dt> or <dd> belongs to.
func (b *htmlBuilder) openDefinitions() {
	b.closeContainer("dd", "dl")
	if len(b.containers) == 0 || b.containers[len(b.containers)-1].tag != "dl" {
		b.blockParent()
		b.openContainer("dl", east.NewDefinitionList(0, nil))
	}
}

// startTerm begins the term of a definition list, which takes text.
func (b *htmlBuilder) startTerm(offset int) {
	b.openDefinitions()
	if len(b.containers) >= maxHTMLNesting {
		return
	}
	term := east.NewDefinitionTerm()
	term.Lines().Append(text.NewSegment(offset, offset))
	parent := b.containers[len(b.containers)-1].node
	parent.AppendChild(parent, term)
	b.textBlock = term
}
