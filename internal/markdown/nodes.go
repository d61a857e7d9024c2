package markdown

import (
	"github.com/yuin/goldmark/ast"
)

// WikiLink is a link by the name of a note or file: [[target]], [[target|label]] or ![[target]].
// Its children are the visible text: the label, or what Obsidian shows for a bare target.
type WikiLink struct {
	ast.BaseInline
	Target string // the text before the |, trimmed: "note#heading"
	Form   Form   // one for which Form.HasNames is true
	Size   string // of an embedded picture: "100" or "100x145", from the label
}

// IsEmbed reports whether the target is shown in place of the link: ![[target]].
func (n *WikiLink) IsEmbed() bool { return n.Form == Embed }

// KindWikiLink is the kind of WikiLink.
var KindWikiLink = ast.NewNodeKind("WikiLink")

// Kind implements ast.Node.
func (n *WikiLink) Kind() ast.NodeKind { return KindWikiLink }

// Dump implements ast.Node.
func (n *WikiLink) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Target": n.Target}, nil)
}

// Mark is highlighted text: ==x== or <mark>.
type Mark struct{ ast.BaseInline }

// KindMark is the kind of Mark.
var KindMark = ast.NewNodeKind("Mark")

// Kind implements ast.Node.
func (n *Mark) Kind() ast.NodeKind { return KindMark }

// Dump implements ast.Node.
func (n *Mark) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Style says what a Styled node means.
type Style uint8

// The styles for which Markdown has no node.
const (
	Kbd       Style = iota // <kbd>
	Code                   // <code>, <samp>, <tt>: like a code span, but with inline nodes in it
	Sub                    // <sub>, H~2~O
	Sup                    // <sup>
	Underline              // <u>
	Inserted               // <ins>
)

// Styled is a run of inline nodes with a style that Markdown cannot write.
type Styled struct {
	ast.BaseInline
	Style Style
}

// KindStyled is the kind of Styled.
var KindStyled = ast.NewNodeKind("Styled")

// Kind implements ast.Node.
func (n *Styled) Kind() ast.NodeKind { return KindStyled }

// Dump implements ast.Node.
func (n *Styled) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Template is a Jekyll or Hugo expression in the text, which is to be shown. A tag that only controls the
// generator, such as {% if %}, is not in the tree. A Template that names a note ({% post_url x %}, {{< ref "x"
// >}}) is a link.
type Template struct {
	ast.BaseInline
	Source string // as written, with its braces
	Target string // the note that it links to; "" when it is not a link
}

// KindTemplate is the kind of Template.
var KindTemplate = ast.NewNodeKind("Template")

// Kind implements ast.Node.
func (n *Template) Kind() ast.NodeKind { return KindTemplate }

// Dump implements ast.Node.
func (n *Template) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Source": n.Source}, nil)
}

// BlockID is the ^id at the end of a paragraph or list item. It is not visible.
type BlockID struct {
	ast.BaseInline
	ID string // without ^
}

// KindBlockID is the kind of BlockID.
var KindBlockID = ast.NewNodeKind("BlockID")

// Kind implements ast.Node.
func (n *BlockID) Kind() ast.NodeKind { return KindBlockID }

// Dump implements ast.Node.
func (n *BlockID) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"ID": n.ID}, nil)
}

// Callout is a block quote that begins with [!kind], an admonition or a fenced container. Its first child is a CalloutTitle
// if it has a written title; the other children are its body.
type Callout struct {
	ast.BaseBlock
	Name string // note, tip, warning …, lower case
	Fold byte   // '+' open, '-' closed, 0 not foldable

	indent  int        // columns before the body of an admonition
	end     int        // offset of the tag that ends the body of a tag
	content tagContent // of that tag
	colons  int        // in the fence of a container; 0 for all others
	isGroup bool       // a container without a meaning here. Parse removes it from the tree and keeps its children
}

// KindCallout is the kind of Callout.
var KindCallout = ast.NewNodeKind("Callout")

// Kind implements ast.Node.
func (n *Callout) Kind() ast.NodeKind { return KindCallout }

// Dump implements ast.Node.
func (n *Callout) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Name": n.Name}, nil)
}

// Title returns the written title, or nil when there is none and the name takes its place.
func (n *Callout) Title() *CalloutTitle {
	t, _ := n.FirstChild().(*CalloutTitle)
	return t
}

// CalloutTitle holds the inline nodes of a callout's first line.
type CalloutTitle struct{ ast.BaseBlock }

// KindCalloutTitle is the kind of CalloutTitle.
var KindCalloutTitle = ast.NewNodeKind("CalloutTitle")

// Kind implements ast.Node.
func (n *CalloutTitle) Kind() ast.NodeKind { return KindCalloutTitle }

// Dump implements ast.Node.
func (n *CalloutTitle) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Details is a <details> element. Its first child is a Summary if it has one.
type Details struct {
	ast.BaseBlock
	Open bool // unfolded at first
}

// KindDetails is the kind of Details.
var KindDetails = ast.NewNodeKind("Details")

// Kind implements ast.Node.
func (n *Details) Kind() ast.NodeKind { return KindDetails }

// Dump implements ast.Node.
func (n *Details) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Summary holds the inline nodes of a <summary>.
type Summary struct{ ast.BaseBlock }

// KindSummary is the kind of Summary.
var KindSummary = ast.NewNodeKind("Summary")

// Kind implements ast.Node.
func (n *Summary) Kind() ast.NodeKind { return KindSummary }

// Dump implements ast.Node.
func (n *Summary) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Preformatted is a <pre> element: text whose line ends and spaces count. See Document.CodeText.
type Preformatted struct {
	ast.BaseBlock
	Content  string // decoded and safe
	Language string // safe; "" without
}

// KindPreformatted is the kind of Preformatted.
var KindPreformatted = ast.NewNodeKind("Preformatted")

// Kind implements ast.Node.
func (n *Preformatted) Kind() ast.NodeKind { return KindPreformatted }

// IsRaw implements ast.Node.
func (n *Preformatted) IsRaw() bool { return true }

// Dump implements ast.Node.
func (n *Preformatted) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// UnparsedText is a piece of text that is not parsed as Markdown, because its line, paragraph or table is longer than
// in any real text, or because it is a header that could not be read. It is shown as written. See Document.CodeText.
type UnparsedText struct {
	ast.BaseBlock
	Start, Stop    int  // in Source
	IsContinuation bool // continues the piece before it
	IsHeader       bool // see Dialect.HeaderLen
	TableStop      int  // where the table with too many cells ends that begins with this piece; 0 for none
}

// KindUnparsedText is the kind of UnparsedText.
var KindUnparsedText = ast.NewNodeKind("Plain")

// Kind implements ast.Node.
func (n *UnparsedText) Kind() ast.NodeKind { return KindUnparsedText }

// IsRaw implements ast.Node.
func (n *UnparsedText) IsRaw() bool { return true }

// Dump implements ast.Node.
func (n *UnparsedText) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// comment is an inline %% … %%, or a piece that the scan hides. Parse removes it from the tree.
type comment struct{ ast.BaseInline }

var kindComment = ast.NewNodeKind("Comment")

func (n *comment) Kind() ast.NodeKind { return kindComment }

func (n *comment) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// commentBlock is a %% … %% on lines of its own. Parse removes it from the tree.
type commentBlock struct{ ast.BaseBlock }

var kindCommentBlock = ast.NewNodeKind("CommentBlock")

func (n *commentBlock) Kind() ast.NodeKind { return kindCommentBlock }

func (n *commentBlock) IsRaw() bool { return true }

func (n *commentBlock) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }
