package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"quire/internal/safe"
)

// PlainText returns the visible text of the whole note for searching and counting words: a line for each block, table row
// or line of code, with links as their labels.
func (d *Document) PlainText() string {
	w := plainWriter{doc: d}
	w.text.Grow(d.treeSize)
	w.writeNode(d.Root)
	return w.text.String()
}

// PlainTextWithSource is PlainText with a map back to Source.
func (d *Document) PlainTextWithSource() SourcedText {
	w := plainWriter{doc: d, tracks: true}
	w.text.Grow(d.treeSize)
	w.writeNode(d.Root)
	return SourcedText{w.text.String(), w.sources, d.Source}
}

// SourcedText is a text with the place in a source that each of its characters comes from.
type SourcedText struct {
	Text    string
	sources []int32 // of each byte of Text: the offset in source, or that of a character near it
	source  []byte
}

// SourceRange returns the bytes of the source that Text[start:end] comes from, with whatever markup stands between its
// first and its last character. start must be less than end.
func (s SourcedText) SourceRange(start, end int) (from, to int) {
	from = int(s.sources[start])
	last := int(s.sources[end-1])
	var n int
	switch rest := s.source[last:]; {
	case len(rest) > 1 && rest[0] == '\\' && s.Text[end-1] != '\\':
		n = 2
	case len(rest) > 1 && rest[0] == '&' && s.Text[end-1] != '&':
		n, _ = decodeEntity(rest)
	default:
		_, n = utf8.DecodeRune(rest)
	}
	return from, max(min(last+n, len(s.source)), from)
}

// plainWriter builds the results of PlainText and PlainTextWithSource.
type plainWriter struct {
	doc  *Document
	text strings.Builder
	line []byte

	tracks      bool
	sources     []int32 // of each byte of text
	lineSources []int32 // of each byte of line
	last        int     // the source of the last character whose place is known
}

// writeNode writes the lines of n and the nodes below it.
func (w *plainWriter) writeNode(n ast.Node) {
	if w.tracks {
		if at := blockOffset(n); at >= 0 {
			w.last = min(at, len(w.doc.Source))
		}
	}
	if code := w.doc.CodeText(n); code != "" {
		w.line, w.lineSources = w.line[:0], w.lineSources[:0]
		w.addCode(n, code)
		if !bytes.HasSuffix(w.line, []byte("\n")) {
			w.addByte('\n')
		}
		w.writeLine()
		return
	}
	if isTableRow(n) || hasInlineChildren(n) {
		w.line, w.lineSources = w.line[:0], w.lineSources[:0]
		w.addNode(n)
		if w.collapseSpaces(); len(w.line) > 0 {
			w.addByte('\n')
			w.writeLine()
		}
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.writeNode(c)
	}
}

// writeLine appends the line to the text.
func (w *plainWriter) writeLine() {
	w.text.Write(w.line)
	if w.tracks {
		w.sources = append(w.sources, w.lineSources...)
	}
}

// collapseSpaces collapses the runs of spaces of the line, as the function collapseSpaces does.
func (w *plainWriter) collapseSpaces() {
	if !w.tracks {
		w.line = w.line[:collapseSpaces(w.line)]
		return
	}
	n := 0
	for i, c := range w.line {
		if c == ' ' && (n == 0 || i+1 == len(w.line) || w.line[i+1] == ' ') {
			continue
		}
		w.line[n], w.lineSources[n] = c, w.lineSources[i]
		n++
	}
	w.line, w.lineSources = w.line[:n], w.lineSources[:n]
}

// addNode appends the visible text below n to the line, as Document.appendRawText does.
func (w *plainWriter) addNode(n ast.Node) {
	if t, ok := n.(*ast.Text); ok {
		if w.addLeaf(t); t.SoftLineBreak() || t.HardLineBreak() {
			w.addByte(' ')
		}
		return
	}
	if n.Type() != ast.TypeInline && len(w.line) > 0 {
		w.addByte(' ') // separates blocks
	}
	if code := w.doc.CodeText(n); code != "" {
		w.addCode(n, strings.ReplaceAll(strings.TrimSpace(code), "\n", " "))
		return
	}
	w.addLeaf(n)
	before := len(w.line)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.addNode(c)
	}
	if embed, ok := n.(*WikiLink); ok && embed.IsEmbed() {
		w.cutFragment(before)
	}
}

// cutFragment removes the fragment after a file's name from line[from:], the text of an embed without a label: it says how to
// show the file, and is not shown.
func (w *plainWriter) cutFragment(from int) {
	file, _, ok := bytes.Cut(w.line[from:], []byte(" > "))
	if !ok || !bytes.Contains(file, []byte(".")) {
		return
	}
	w.line = w.line[:from+len(file)]
	if w.tracks {
		w.lineSources = w.lineSources[:len(w.line)]
	}
}

// addByte appends a separator, which comes from where the last character does.
func (w *plainWriter) addByte(c byte) {
	w.line = append(w.line, c)
	if w.tracks {
		w.lineSources = append(w.lineSources, int32(min(w.last, max(len(w.doc.Source)-1, 0))))
	}
}

// addLeaf appends the text of a node that has text of its own.
func (w *plainWriter) addLeaf(n ast.Node) {
	before := len(w.line)
	w.line = w.doc.appendLeaf(w.line, n)
	if len(w.line) == before {
		return
	}
	t, isText := n.(*ast.Text)
	switch {
	case w.tracks && isText:
		v := t.Value(w.doc.Source)
		w.trackText(before, t, v, t.IsRaw() || isCodeSpan(t.Parent()) || isLiteral(v))
	case w.tracks:
		w.trackWords(before)
	}
}

// addCode appends the text of a block that is shown verbatim.
func (w *plainWriter) addCode(n ast.Node, code string) {
	before := len(w.line)
	w.line = append(w.line, code...)
	if w.tracks {
		w.trackWords(before)
	}
}

// trackText records where line[from:], the text v of t, comes from.
func (w *plainWriter) trackText(from int, t *ast.Text, v []byte, literal bool) {
	at := t.Segment.Start - t.Segment.Padding
	text := w.line[from:]
	if len(text) == len(v) && literal {
		for i := range text {
			w.lineSources = append(w.lineSources, int32(max(at+i, 0)))
		}
		w.last = at + len(v)
		return
	}
	i := 0
	for piece := range decodedPieces(v, literal) {
		for _, r := range piece.text {
			shown, n := utf8.DecodeRune(text[i:])
			if safe.IsIgnored(r) && shown != r {
				continue // left out
			}
			for range n {
				w.lineSources = append(w.lineSources, int32(max(at+piece.start, 0)))
			}
			i += n
		}
	}
	w.last = at + len(v)
	w.fillSources()
}

// fillSources gives the rest of the line the place of the last character.
func (w *plainWriter) fillSources() {
	for len(w.lineSources) < len(w.line) {
		w.lineSources = append(w.lineSources, int32(min(w.last, max(len(w.doc.Source)-1, 0))))
	}
	w.lineSources = w.lineSources[:len(w.line)]
}
