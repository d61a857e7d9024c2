package markdown

import (
	"bytes"
	"sort"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// maxExpression bounds the length of a ${…} in bytes, so that many unclosed ones stay cheap.
const maxExpression = 4 << 10

// findRawBodies returns the bodies of the shortcodes {{< x >}} … {{< /x >}} in src by the offset of their opening tag. An
// opening tag without an end has no body, nor has one around the end of a {{% x %}}, whose body is Markdown. It takes linear
// time.
func findRawBodies(src []byte) map[int]byteRange {
	type opening struct {
		name        string
		start, stop int
	}
	var open []opening
	count := map[string]int{} // open shortcodes of each name
	bodies := map[int]byteRange{}
	markdownEnd := -1 // offset of the last {{% / before at
	for at := 0; ; {
		i := bytes.Index(src[at:], []byte("{{<"))
		if i < 0 {
			return bodies
		}
		if j := bytes.LastIndex(src[at:at+i], []byte("{{% /")); j >= 0 {
			markdownEnd = at + j
		}
		at += i
		t, ok := parseTag(src, at, len(src))
		if !ok {
			at += len("{{<")
			continue
		}
		end, isEnd := t.endedName()
		switch {
		case t.isEscaped() || t.isSelfClosing():
		case !isEnd:
			open, count[t.name] = append(open, opening{t.name, at, t.stop}), count[t.name]+1
		case count[end] > 0:
			for last := ""; last != end; { // those inside that have no end have no body
				o := open[len(open)-1]
				open, last = open[:len(open)-1], o.name
				count[last]--
				if last == end && markdownEnd < o.stop {
					bodies[o.start] = byteRange{o.stop, at}
				}
			}
		}
		at = t.stop
	}
}

// startRawBody hides the text of source[body.start:body.stop] from goldmark, on this line and those that follow.
// It returns where to go on in the line that ends at stop.
func (s *scanner) startRawBody(body byteRange, stop int) int {
	s.rawBodyEnd = body.stop
	if len(bytes.TrimSpace(s.src[body.start:min(stop, body.stop)])) == 0 && body.stop > stop {
		s.rawBodies = append(s.rawBodies, byteRange{stop + 1, body.stop})
	}
	return s.hideRaw(body.start, stop)
}

// scanRawLine finds the pieces of a line that begins within the open raw body. A line with no more than the tag that ends
// the body is empty for the parser, as in scanLine.
func (s *scanner) scanRawLine(start, stop int) {
	end := s.hideRaw(start, stop)
	if end >= stop {
		return
	}
	first := len(s.pieces)
	s.scanTags(end, stop)
	if isEmpty := len(bytes.TrimSpace(s.src[start:end])) == 0; isEmpty && !s.inHTML && s.hasOnlyHidden(s.pieces[first:], end, stop) {
		s.pieces = s.pieces[:first]
		s.fillMask(end, stop, ' ')
	}
}

// hideRaw hides the part of the open raw body in source[start:stop], a single line, and returns where the part ends.
func (s *scanner) hideRaw(start, stop int) int {
	stop = min(stop, s.rawBodyEnd)
	from, to := start, stop
	for from < to && isBlankByte(s.src[from]) {
		from++
	}
	for to > from && isBlankByte(s.src[to-1]) {
		to--
	}
	if from < to {
		s.fillMask(from, to, blankMask)
		s.masked[from] = '{'
		s.pieces = append(s.pieces, piece{from, to, pieceRaw})
	}
	return stop
}

// quoteDepth returns the number of block quote markers at the beginning of the line, before offset.
func (s *scanner) quoteDepth(offset int) int {
	line := s.src[bytes.LastIndexByte(s.src[:offset], '\n')+1 : offset]
	if len(line) > maxTag {
		return 0
	}
	return bytes.Count(line[:len(line)-len(trimMarkers(line))], []byte(">"))
}

// skipQuoteMarkers returns where the text begins of a line of the open raw body, in as many quotes as its first.
func (s *scanner) skipQuoteMarkers(start, stop int) int {
	for depth := s.rawQuoteDepth; depth > 0; depth-- {
		at := start
		for at < stop && isBlankByte(s.src[at]) {
			at++
		}
		if at == stop || s.src[at] != '>' {
			break
		}
		start = at + 1
	}
	return start
}

func isBlankByte(c byte) bool { return c == ' ' || c == '\t' || c == '\r' }

// expressionAt returns the ${…} whose brace is src[i]. Braces in its strings, in quotes or in [[ ]], do not count.
func expressionAt(src []byte, i int) (byteRange, bool) {
	if i == 0 || src[i-1] != '$' || i > 1 && src[i-2] == '\\' {
		return byteRange{}, false
	}
	v, depth := src[i:min(len(src), i+maxExpression)], 0
	for at := 0; at < len(v); at++ {
		switch c := v[at]; {
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 {
				return byteRange{i - 1, i + at + 1}, true
			}
		case c == '"' || c == '\'':
			if n := quotedLen(v[at:]); n > 0 {
				at += n - 1
			}
		}
	}
	return byteRange{}, false
}

// quotedLen returns the length of the string in quotes with which v begins, or 0 if it does not end on its line.
func quotedLen(v []byte) int {
	for i := 1; i < len(v) && v[i] != '\n'; i++ {
		switch v[i] {
		case '\\':
			i++
		case v[0]:
			return i + 1
		}
	}
	return 0
}

// isInRawBody reports whether an offset lies in a raw body that begins on a line of its own.
func (s *scanResult) isInRawBody(offset int) bool {
	i := sort.Search(len(s.rawBodies), func(i int) bool { return s.rawBodies[i].stop > offset })
	return i < len(s.rawBodies) && s.rawBodies[i].start <= offset
}

// rawBlockParser makes blocks of code of raw bodies. Where a body leaves the list item in which it begins, the rest stays
// hidden, and templateParser shows it.
type rawBlockParser struct{}

func (rawBlockParser) Trigger() []byte { return []byte{'{'} }

func (rawBlockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	node := ast.NewCodeBlock()
	if !appendRawLine(node, reader, pc) {
		return nil, parser.NoChildren
	}
	return node, parser.NoChildren
}

func (rawBlockParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if !appendRawLine(node, reader, pc) {
		return parser.Close
	}
	return parser.Continue | parser.NoChildren
}

// appendRawLine takes the next line if it belongs to a raw body as a whole.
func appendRawLine(node ast.Node, reader text.Reader, pc parser.Context) bool {
	s, ok := pc.Get(scanResultKey).(*scanResult)
	_, segment := reader.PeekLine()
	if !ok || len(s.rawBodies) == 0 || !s.isInRawBody(segment.Start) || !s.isInRawBody(max(segment.Stop-2, segment.Start)) {
		return false
	}
	node.Lines().Append(segment)
	reader.AdvanceToEOL()
	return true
}

func (rawBlockParser) Close(node ast.Node, reader text.Reader, _ parser.Context) {
	lines := node.Lines()
	for n := lines.Len(); n > 0; n-- {
		if last := lines.At(n - 1); len(bytes.TrimSpace(reader.Source()[last.Start:last.Stop])) > 0 {
			break
		}
		lines.SetSliced(0, n-1)
	}
}

func (rawBlockParser) CanInterruptParagraph() bool { return true }

func (rawBlockParser) CanAcceptIndentedLine() bool { return true }
