package markdown

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// noteText holds the blocks of a footnote in the tree while goldmark parses what is in them, when the footnote itself is in a
// list that is not in the tree or was visited before.
type noteText struct {
	ast.BaseBlock
	note *east.Footnote
}

var kindNoteText = ast.NewNodeKind("NoteText")

func (n *noteText) Kind() ast.NodeKind { return kindNoteText }

func (n *noteText) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// noteTexts holds the noteTexts of a part, in the place of its first footnote.
type noteTexts struct{ ast.BaseBlock }

var kindNoteTexts = ast.NewNodeKind("NoteTexts")

func (n *noteTexts) Kind() ast.NodeKind { return kindNoteTexts }

func (n *noteTexts) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// noteTextsKey holds the noteTexts of the part that is being parsed.
var noteTextsKey = parser.NewContextKey()

// partFootnoteParser parses footnotes in a part of a text. goldmark puts them into the list of all footnotes, which lies in
// none of the later parts, so the blocks of a footnote stay in the tree until their inline content is parsed.
type partFootnoteParser struct{ parser.BlockParser }

func (p partFootnoteParser) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	if note, ok := node.(*east.Footnote); ok {
		texts, ok := pc.Get(noteTextsKey).(*noteTexts)
		if !ok {
			texts = &noteTexts{}
			node.Parent().InsertBefore(node.Parent(), node, texts)
			pc.Set(noteTextsKey, texts)
		}
		content := &noteText{note: note}
		moveChildren(node, content)
		texts.AppendChild(texts, content)
	}
	p.BlockParser.Close(node, reader, pc)
}

// noteTextTransformer puts the blocks of footnotes into the footnotes.
type noteTextTransformer struct{}

func (noteTextTransformer) Transform(document *ast.Document, _ text.Reader, pc parser.Context) {
	for n, ok := document.LastChild().(*noteText); ok; n, ok = document.LastChild().(*noteText) {
		moveChildren(n, n.note)
		document.RemoveChild(document, n)
	}
	texts, ok := pc.Get(noteTextsKey).(*noteTexts)
	if !ok {
		return
	}
	for c := texts.FirstChild(); c != nil; c = c.NextSibling() {
		if n, ok := c.(*noteText); ok {
			moveChildren(n, n.note)
		}
	}
	texts.Parent().RemoveChild(texts.Parent(), texts)
	pc.Set(noteTextsKey, nil)
}
