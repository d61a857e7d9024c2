package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// AbbreviationList holds the Abbreviations of a document. It stands after the text, before the footnotes.
type AbbreviationList struct{ ast.BaseBlock }

// KindAbbreviationList is the kind of AbbreviationList.
var KindAbbreviationList = ast.NewNodeKind("AbbreviationList")

// Kind implements ast.Node.
func (n *AbbreviationList) Kind() ast.NodeKind { return KindAbbreviationList }

// Dump implements ast.Node.
func (n *AbbreviationList) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, nil, nil)
}

// Abbreviation says what a short word stands for: *[HTML]: Hypertext Markup Language. Sites show it where the pointer is
// over the word; here it is listed after the text. Its children are the short word and what it stands for.
//
//	https://kramdown.gettalong.org/syntax.html#abbreviations
//	https://michelf.ca/projects/php-markdown/extra/#abbr
//	https://python-markdown.github.io/extensions/abbreviations/
type Abbreviation struct {
	ast.BaseBlock
	word text.Segment
	stop int // offset of the end of its last line
}

// KindAbbreviation is the kind of Abbreviation.
var KindAbbreviation = ast.NewNodeKind("Abbreviation")

// Kind implements ast.Node.
func (n *Abbreviation) Kind() ast.NodeKind { return KindAbbreviation }

// Dump implements ast.Node.
func (n *Abbreviation) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// maxAbbreviation bounds the length of the line of an abbreviation in bytes.
const maxAbbreviation = 4 << 10

// abbreviationHead matches the beginning of the line of an abbreviation, up to what it stands for.
var abbreviationHead = regexp.MustCompile(`^\*\[([^\[\]\n]*[^\[\]\s][^\[\]\n]*)\] ?:[ \t]*`)

// abbreviationParser parses the lines of abbreviations.
type abbreviationParser struct{}

func (abbreviationParser) Trigger() []byte { return []byte{'*'} }

func (abbreviationParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if isEmptied := parent.Kind() != ast.KindDocument && !parent.HasChildren(); isEmptied || at < 0 || len(line) > maxAbbreviation || !bytes.HasPrefix(line[at:], []byte("*[")) {
		return nil, parser.NoChildren
	}
	line = bytes.TrimRight(line[at:], " \t\n")
	m := abbreviationHead.FindSubmatchIndex(line)
	if m == nil || endsEmphasis(line[m[1]:]) {
		return nil, parser.NoChildren
	}
	start := segment.Start + at - segment.Padding
	n := &Abbreviation{word: text.NewSegment(start+m[2], start+m[3]), stop: segment.Stop}
	n.SetPos(start)
	if m[1] < len(line) {
		n.Lines().Append(text.NewSegment(start+m[1], start+len(line)))
	} else {
		n.addNextLine(reader.Source())
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// endsEmphasis reports whether a star in v ends the emphasis that a star before v begins: *[Editor]: so it was.*
func endsEmphasis(v []byte) bool {
	open := 1
	for i, c := range v {
		switch {
		case c != '*' || i > 0 && v[i-1] == '\\':
		case i == 0 || isBlankByte(v[i-1]):
			open++
		default:
			open--
		}
	}
	return open == 0
}

// addNextLine takes the text of an abbreviation from the line after it, if that is text.
func (n *Abbreviation) addNextLine(source []byte) {
	if n.stop >= len(source) {
		return
	}
	end := lineEnd(source, n.stop)
	line := source[n.stop:end]
	words := bytes.TrimSpace(line)
	if len(words) == 0 || len(line) > maxAbbreviation || bytes.IndexByte([]byte("*#>-+`~|:<"), words[0]) >= 0 {
		return
	}
	start := n.stop + bytes.Index(line, words)
	n.Lines().Append(text.NewSegment(start, start+len(words)))
	n.stop = end
}

func (abbreviationParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	if _, segment := reader.PeekLine(); segment.Start >= node.(*Abbreviation).stop {
		return parser.Close
	}
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (abbreviationParser) Close(ast.Node, text.Reader, parser.Context) {}

func (abbreviationParser) CanInterruptParagraph() bool { return true }

func (abbreviationParser) CanAcceptIndentedLine() bool { return false }

// takeAbbreviation takes n out of the tree, to be listed after the text.
func (r *rewriter) takeAbbreviation(n *Abbreviation) {
	n.Parent().RemoveChild(n.Parent(), n)
	r.rewriteInlines(n, false)
	if n.HasChildren() {
		n.InsertBefore(n, n.FirstChild(), ast.NewString([]byte(": ")))
	}
	word := newStrong()
	word.SetPos(n.word.Start)
	word.AppendChild(word, ast.NewTextSegment(n.word))
	n.InsertBefore(n, n.FirstChild(), word)
	r.abbreviations = append(r.abbreviations, n)
}

// appendAbbreviations puts the list of the abbreviations after the text.
func (r *rewriter) appendAbbreviations() {
	if len(r.abbreviations) == 0 {
		return
	}
	list := &AbbreviationList{}
	list.SetPos(r.abbreviations[0].Pos())
	for _, n := range r.abbreviations {
		list.AppendChild(list, n)
	}
	root := r.doc.Root
	if notes := findFootnoteList(root); notes != nil && notes.Parent() == root {
		root.InsertBefore(root, notes, list)
	} else {
		root.AppendChild(root, list)
	}
}
