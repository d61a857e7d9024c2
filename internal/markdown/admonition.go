package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// admonitionHead matches the first line of an admonition, of a foldable block or of a tab of Python-Markdown: the sign, the
// classes and the title in quotes.
//
//	https://python-markdown.github.io/extensions/admonition/
//	https://facelessuser.github.io/pymdown-extensions/extensions/details/
//	https://facelessuser.github.io/pymdown-extensions/extensions/tabbed/
var admonitionHead = regexp.MustCompile(`^(?:(!!!|\?\?\?\+?) ?([\w-]+(?: +[\w-]+)*)?|(===)[!+]{0,2})(?: +"(.*)")? *$`)

// admonitionIndent is the indentation of the body of an admonition, in columns from its sign.
const admonitionIndent = 4

// maxOpenBlocks bounds how deep a block may lie that opens an admonition or a fenced container, since each line is compared
// with all the blocks that are open.
const maxOpenBlocks = 100

// admonitionParser parses !!! note, ??? note and === "Tab" with their indented bodies.
type admonitionParser struct{}

func (admonitionParser) Trigger() []byte { return []byte("!?=") }

func (admonitionParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || len(line) < at+4 || line[at+1] != line[at] || line[at+2] != line[at] || len(pc.OpenedBlocks()) > maxOpenBlocks {
		return nil, parser.NoChildren
	}
	m := admonitionHead.FindSubmatchIndex(bytes.TrimRight(line[at:], " \t\r\n"))
	if m == nil {
		return nil, parser.NoChildren
	}
	group := func(i int) []byte {
		if m[2*i] < 0 {
			return nil
		}
		return line[at+m[2*i] : at+m[2*i+1]]
	}
	isTab, isTitled := m[6] >= 0, m[8] >= 0
	start := segment.Start + at - segment.Padding
	switch hasClass := m[4] >= 0; {
	case isTab && !isTitled, !isTab && !isTitled && !hasClass, line[at] == '!' && !hasClass:
		return nil, parser.NoChildren
	case !isTitled && !hasIndentedBody(reader.Source(), start, segment.Stop):
		return nil, parser.NoChildren // prose
	}
	c := &Callout{Name: strings.ToLower(firstWord(group(2))), indent: pc.BlockIndent() + admonitionIndent}
	switch sign := string(group(1)); {
	case isTab:
		c.Name = "tab"
	case sign == "???":
		c.Fold = '-'
	case sign == "???+":
		c.Fold = '+'
	}
	if c.Name == "" {
		c.Name = "details"
	}
	if isTitled {
		c.addTitle(text.NewSegment(start+m[8], start+m[9]))
	}
	reader.AdvanceToEOL()
	return c, parser.HasChildren
}

// firstWord returns the part of v before the first space.
func firstWord(v []byte) string {
	word, _, _ := bytes.Cut(v, []byte(" "))
	return string(word)
}

// addTitle appends a title to a callout without children, unless it is blank. goldmark parses its inline content.
func (n *Callout) addTitle(s text.Segment) {
	if s.Stop <= s.Start {
		return
	}
	title := &CalloutTitle{}
	title.SetPos(s.Start)
	title.Lines().Append(s)
	n.AppendChild(n, title)
}

// hasIndentedBody reports whether the next line that is not blank belongs to the admonition whose sign is at start. after is
// the offset of the line that follows the sign.
func hasIndentedBody(source []byte, start, after int) bool {
	column := columnsBefore(source[bytes.LastIndexByte(source[:start], '\n')+1 : start])
	for after < len(source) {
		line := source[after:lineEnd(source, after)]
		after += len(line) + 1
		if text := bytes.TrimLeft(line, " \t>"); len(text) > 0 {
			return columnsBefore(line[:len(line)-len(text)]) >= column+admonitionIndent
		}
	}
	return false
}

// columnsBefore returns the number of columns that v takes at the beginning of a line.
func columnsBefore(v []byte) int {
	column := 0
	for _, c := range v {
		if c == '\t' {
			column += util.TabWidth(column)
		} else {
			column++
		}
	}
	return column
}

func (admonitionParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	return continueIndented(reader, node.(*Callout).indent)
}

// continueIndented takes the indentation of the next line of a block whose lines are indented by so many columns, or ends
// the block.
func continueIndented(reader text.Reader, indent int) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		reader.AdvanceToEOL()
		return parser.Continue | parser.HasChildren
	}
	at, padding := util.IndentPosition(line, reader.LineOffset(), indent)
	if at < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(at, padding)
	return parser.Continue | parser.HasChildren
}

func (admonitionParser) Close(ast.Node, text.Reader, parser.Context) {}

func (admonitionParser) CanInterruptParagraph() bool { return true }

func (admonitionParser) CanAcceptIndentedLine() bool { return false }
