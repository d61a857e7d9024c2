package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// inlineNotes reads footnotes whose text stands in the place of the reference: ^[text], as in Obsidian and pandoc.
// https://help.obsidian.md/syntax#Footnotes
// https://pandoc.org/MANUAL.html#extension-inline_notes
type inlineNotes struct{}

// Extend implements goldmark.Extender.
func (inlineNotes) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithInlineParsers(util.Prioritized(inlineNoteParser{}, 94)),
		parser.WithASTTransformers(util.Prioritized(noteTextTransformer{}, 900)), // before the one of footnotes (999)
	)
}

const (
	maxInlineNote  = 2000 // bytes of an inline note
	maxInlineNotes = 2000 // inline notes of a document: goldmark goes through all footnotes for each
)

// inlineNoteCountKey holds the number of inline notes so far.
var inlineNoteCountKey = parser.NewContextKey()

// inlineNoteParser makes of an inline note a footnote of goldmark, with a label that no text can have, and a reference to it.
// The text of the note becomes a noteText at the end of the document, because goldmark parses the inline content of
// blocks in their order.
type inlineNoteParser struct{}

func (inlineNoteParser) Trigger() []byte { return []byte{'^'} }

func (inlineNoteParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	document := parent.OwnerDocument()
	count, _ := pc.Get(inlineNoteCountKey).(int)
	if len(line) < len("^[x]") || line[1] != '[' || segment.Padding > 0 || document == nil || count >= maxInlineNotes {
		return nil
	}
	lineNumber, position := block.Position()
	block.Advance(len("^["))
	lines, ok := readInlineNote(block)
	if !ok {
		block.SetPosition(lineNumber, position)
		return nil
	}
	pc.Set(inlineNoteCountKey, count+1)
	label := append([]byte{0}, strconv.Itoa(segment.Start)...)
	note := east.NewFootnote(label)
	note.SetPos(segment.Start)
	document.AppendChild(document, note)
	extension.NewFootnoteBlockParser().Close(note, block, pc) // moves it into the list
	content := ast.NewParagraph()
	content.SetPos(segment.Start)
	content.SetLines(lines)
	holder := &noteText{note: note}
	holder.AppendChild(holder, content)
	document.AppendChild(document, holder)
	reference := append(append([]byte("[^"), label...), ']')
	link := extension.NewFootnoteParser().Parse(parent, text.NewReader(reference), pc)
	if link != nil {
		link.SetPos(segment.Start)
	}
	return link
}

// readInlineNote returns the text up to the bracket that ends an inline note, and goes on after it.
func readInlineNote(block text.Reader) (lines *text.Segments, ok bool) {
	lines = text.NewSegments()
	depth := 1
	for size := 0; ; {
		line, segment := block.PeekLine()
		if len(line) == 0 {
			return nil, false
		}
		var n int
		if n, depth = inlineNoteEnd(line, depth); depth == 0 {
			lines.Append(segment.WithStop(segment.Start + n))
			block.Advance(n + len("]"))
			trimLines(lines, block.Source())
			return lines, lines.Len() > 0 && !continuesPattern(line[n+1:])
		}
		if size += len(line); size > maxInlineNote {
			return nil, false
		}
		lines.Append(segment)
		block.AdvanceLine()
	}
}

// trimLines cuts the spaces before and after a text, as goldmark does with the lines of a paragraph.
func trimLines(lines *text.Segments, source []byte) {
	for lines.Len() > 0 {
		last := lines.At(lines.Len() - 1)
		if last = last.TrimRightSpace(source); !last.IsEmpty() {
			lines.Set(lines.Len()-1, last)
			break
		}
		lines.SetSliced(0, lines.Len()-1)
	}
	for lines.Len() > 0 {
		first := lines.At(0)
		if first = first.TrimLeftSpace(source); !first.IsEmpty() {
			lines.Set(0, first)
			break
		}
		lines.SetSliced(1, lines.Len())
	}
}

// inlineNoteEnd returns the offset of the bracket in line that ends an inline note in which depth brackets are open, and the
// number of brackets that are open there or at the end of the line.
func inlineNoteEnd(line []byte, depth int) (n, stillOpen int) {
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '`':
			run := len(line[i:]) - len(bytes.TrimLeft(line[i:], "`"))
			if end := bytes.Index(line[i+run:], line[i:i+run]); end >= 0 {
				i += end + 2*run
			}
			i += run - 1
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i, 0
			}
		}
	}
	return len(line), depth
}

// continuesPattern reports whether the text after a bracket shows that it ends no note: a class of a regular expression such
// as ^[a-z]+, or the text of a link in a superscript.
func continuesPattern(after []byte) bool {
	return len(after) > 0 && bytes.IndexByte([]byte("+*?{$^("), after[0]) >= 0
}
