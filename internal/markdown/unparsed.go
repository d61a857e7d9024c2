package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// Bounds of what is parsed as Markdown. Nobody reads longer lines and paragraphs as Markdown, and building nodes of them
// is expensive.
const (
	maxLine            = 1 << 20 // bytes of a line
	maxParagraph       = 1 << 20 // bytes of adjacent lines without a blank line or list item between them
	unparsedPieceSize  = 4 << 10 // approximate bytes of an UnparsedText
	unparsedPieceLines = 40      // maximum lines of an UnparsedText
)

// byteRange is a stretch of the source that is not parsed as Markdown.
type byteRange struct{ start, stop int }

// unparsedRange is a stretch of the source that is shown as written.
type unparsedRange struct {
	byteRange
	isTable bool // it is a table with too many cells
}

// skipLongLine hides a line that is too long, or that continues a paragraph that is too long, and reports
// whether it did. A line that may end a block of code or HTML stays.
func (s *scanner) skipLongLine(start, stop int) bool {
	if stop-start > maxLine {
		s.skipLines(start, stop, "line too long, shown as written")
		return true
	}
	p := s.paragraph
	if p.bytes += stop - start + 1; p.bytes <= maxParagraph || p.isTable {
		return false
	}
	line := bytes.TrimLeft(s.src[start:stop], " \t>")
	if len(line) == 0 || bytes.IndexByte([]byte("`~<{%"), line[0]) >= 0 || markerLen(line[:min(len(line), 12)]) > 0 || bytes.Contains(line, []byte("->")) || bytes.Contains(line, []byte("%%")) {
		return false
	}
	s.skipLines(start, stop, "paragraph too long, shown as written from there on")
	return true
}

// hideHeader hides the first n bytes of the source from goldmark.
func (s *scanner) hideHeader(n int) {
	if n = min(n, len(s.src)); n <= 0 {
		return
	}
	stop := len(bytes.TrimRight(s.src[:n], " \t\n"))
	first := stop - len(bytes.TrimLeft(s.src[:stop], " \t\n"))
	s.skipLines(first, stop, s.limitReason)
	s.nextLine = min(lineEnd(s.src, stop)+1, len(s.src))
}

// skipLines hides the lines of source[start:stop] from goldmark and records why.
func (s *scanner) skipLines(start, stop int, why string) {
	s.ensureCopy()
	for i := start; i < stop; i++ {
		if s.src[i] != '\n' {
			s.masked[i] = ' '
		}
	}
	s.limitReason = why
	if n := len(s.unparsed); n > 0 && s.unparsed[n-1].stop+1 == start && !s.unparsed[n-1].isTable {
		s.unparsed[n-1].stop = stop
		return
	}
	s.unparsed = append(s.unparsed, unparsedRange{byteRange: byteRange{start, stop}})
}

// skipTable hides a table with too many cells, source[start:stop], from goldmark. It stays apart from what is hidden before
// and after it, so that its rows can be found again.
func (s *scanner) skipTable(start, stop int) {
	if n := len(s.unparsed); n > 0 && s.unparsed[n-1].stop > start { // its header was hidden already
		start = s.unparsed[n-1].stop + 1
	}
	before := s.unparsed
	s.unparsed = nil
	s.skipLines(start, stop, "table with too many cells, shown as written")
	s.unparsed[0].isTable = true
	s.unparsed = append(before, s.unparsed...)
}

// findUnparsedRanges returns the hidden ranges of this tree. A range inside a block of code or HTML becomes
// empty, because that block shows its own source.
func (r *rewriter) findUnparsedRanges(root ast.Node) []unparsedRange {
	var ranges []unparsedRange
	for _, s := range r.scan.unparsed {
		if s.start >= r.start && s.start < r.stop {
			ranges = append(ranges, s)
		}
	}
	if len(ranges) == 0 {
		return nil
	}
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n.Type() == ast.TypeInline || hasInlineChildren(n) {
			return ast.WalkSkipChildren, nil
		}
		if l := n.Lines(); entering && n.IsRaw() && l != nil && l.Len() > 0 {
			first, last := l.At(0).Start, l.At(l.Len()-1).Stop
			for i := range ranges {
				if ranges[i].start >= first && ranges[i].start < last {
					ranges[i].stop = ranges[i].start
				}
			}
		}
		return ast.WalkContinue, nil
	})
	return ranges
}

// insertUnparsed inserts ranges, as UnparsedText nodes, in their places among the top-level blocks.
func (r *rewriter) insertUnparsed(root ast.Node, ranges []unparsedRange) {
	next := root.FirstChild()
	for _, s := range ranges {
		for next != nil && r.doc.NodeOffset(next) < s.start {
			next = next.NextSibling()
		}
		for at := s.start; at < s.stop; {
			stop := pieceEnd(r.doc.Source[:s.stop], at)
			n := &UnparsedText{Start: at, Stop: stop, IsContinuation: at > s.start, IsHeader: at < r.scan.dialect.HeaderLen}
			if s.isTable && at == s.start {
				n.TableStop = s.stop
			}
			n.SetPos(at)
			if next == nil {
				root.AppendChild(root, n)
			} else {
				root.InsertBefore(root, next, n)
			}
			at = stop
		}
	}
}

// pieceEnd returns where the piece ends that begins at an offset: after a line, a word or at least a whole
// character.
func pieceEnd(src []byte, at int) int {
	if len(src)-at <= unparsedPieceSize {
		return len(src)
	}
	v := src[at : at+unparsedPieceSize]
	lines := 0
	for i, c := range v {
		if c == '\n' {
			if lines++; lines == unparsedPieceLines {
				return at + i + 1
			}
		}
	}
	for _, end := range []byte("\n ") {
		if i := bytes.LastIndexByte(v, end); i > 0 {
			return at + i + 1
		}
	}
	n := len(v)
	for n > 1 && !utf8.RuneStart(src[at+n]) {
		n--
	}
	return at + n
}
