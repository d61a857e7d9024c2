package markdown

import (
	"github.com/yuin/goldmark/ast"
)

// WikiLink is [[target]], [[target|label]] or, with Embed, ![[target]].
// Its children are the visible text: the label, or what Obsidian shows for a bare target.
type WikiLink struct {
	ast.BaseInline
	Target string // what stands before the |, trimmed: "note#heading"
	Embed  bool
	Size   string // of an embedded picture: "100" or "100x145", from the label
}

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

// Style is what a Styled node means.
type Style uint8

// The styles that Markdown has no node for.
const (
	Kbd       Style = iota // <kbd>
	Code                   // <code>, <samp>, <tt>: like a code span, but with inline nodes in it
	Sub                    // <sub>, H~2~O
	Sup                    // <sup>
	Underline              // <u>, <ins>
)

// Styled is a run of inline nodes with a look of its own.
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

// Template is an expression of Jekyll or Hugo that stands in the text. A tag
// that only steers the generator ({% if %}) is taken out of the tree; what stays is to be shown.
// One that names a note ({% post_url x %}, {{< ref "x" >}}) is a link.
type Template struct {
	ast.BaseInline
	Source string // as written, with its braces
	Target string // the note it names; "" when it is no link
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

// Callout is a block quote that begins with [!kind]. Its first child is a
// CalloutTitle when one is written; the others are the body.
type Callout struct {
	ast.BaseBlock
	Name string // note, tip, warning …, lower case
	Fold byte   // '+' open, '-' closed, 0 not foldable
}

// KindCallout is the kind of Callout.
var KindCallout = ast.NewNodeKind("Callout")

// Kind implements ast.Node.
func (n *Callout) Kind() ast.NodeKind { return KindCallout }

// Dump implements ast.Node.
func (n *Callout) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Name": n.Name}, nil)
}

// Title is the title that was written, or nil: then the name stands for it.
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

// Details is <details>. Its first child is a Summary when one is written.
type Details struct {
	ast.BaseBlock
	Open bool // it is unfolded at first
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

// Preformatted is <pre>: text whose line ends and spaces count. See Document.Code.
type Preformatted struct {
	ast.BaseBlock
	Content string // decoded and safe
}

// KindPreformatted is the kind of Preformatted.
var KindPreformatted = ast.NewNodeKind("Preformatted")

// Kind implements ast.Node.
func (n *Preformatted) Kind() ast.NodeKind { return KindPreformatted }

// IsRaw implements ast.Node.
func (n *Preformatted) IsRaw() bool { return true }

// Dump implements ast.Node.
func (n *Preformatted) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Plain is a piece of text that is beyond what is read as Markdown: a line, a
// paragraph or a table of a length that no text has. It is shown as it is written. See Document.Code.
type Plain struct {
	ast.BaseBlock
	Start, Stop int  // in Source
	Continues   bool // the piece before it
}

// KindPlain is the kind of Plain.
var KindPlain = ast.NewNodeKind("Plain")

// Kind implements ast.Node.
func (n *Plain) Kind() ast.NodeKind { return KindPlain }

// IsRaw implements ast.Node.
func (n *Plain) IsRaw() bool { return true }

// Dump implements ast.Node.
func (n *Plain) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// comment is %% … %% or what the scan hides. Parse takes it out of the tree.
type comment struct{ ast.BaseInline }

var kindComment = ast.NewNodeKind("Comment")

func (n *comment) Kind() ast.NodeKind { return kindComment }

func (n *comment) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// commentBlock is a %% … %% of its own lines. Parse takes it out of the tree.
type commentBlock struct{ ast.BaseBlock }

var kindCommentBlock = ast.NewNodeKind("CommentBlock")

func (n *commentBlock) Kind() ast.NodeKind { return kindCommentBlock }

func (n *commentBlock) IsRaw() bool { return true }

func (n *commentBlock) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }
