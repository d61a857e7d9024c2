package markdown

import (
	"bytes"
	"sort"

	"github.com/yuin/goldmark/parser"
)

// pieceKind says what the scan found between braces.
type pieceKind uint8

const (
	pieceHidden     pieceKind = iota // {% if %}, {% comment %} … {% endcomment %}, {:.class}: not shown
	pieceExpression                  // {{ x }}, {{< shortcode >}}: shown as written
	pieceLink                        // {% post_url x %}, {{< ref "x" >}}: a link in prose
	pieceEscaped                     // {{</* x */>}}: shown without the signs of the comment
	pieceContent                     // {% figure caption="x" %}: its content is shown
	pieceRaw                         // a line or less of the body of {{< x >}}, or of ${x}: shown as written
)

// piece is a stretch of a single line of the source that is not Markdown.
type piece struct {
	start, stop int
	kind        pieceKind
}

// scanResult is what the scan hands to the inline parsers and the rewriter.
type scanResult struct {
	dialect      Dialect
	source       []byte
	rawBodies    []byteRange // those of whole lines, ascending
	masked       []byte      // the masked copy, as long as the source; the source itself when nothing is hidden
	pieces       []piece     // ascending, without overlap
	unparsed     []unparsedRange
	limitReason  string
	bracketCount int // number of [ so far
	attributeIDs []attributeID
	termPrefixes []attributeID       // prefixes of {:auto_ids}
	tocMarks     []attributeID       // places of {:toc}
	tagBlocks    map[int]tagPair     // pairs of tags that hold blocks, by the offset of the first
	contentTags  map[int]templateTag // tags whose content is shown, by offset
	codeTags     map[int]templateTag // tags that begin code, by the offset of its first line
	spanBrackets []int               // offsets of the brackets of [text]{.class}, two for each
}

var scanResultKey = parser.NewContextKey()

// pieceAt returns the piece that begins at offset.
func (s *scanResult) pieceAt(offset int) (piece, bool) {
	i := sort.Search(len(s.pieces), func(i int) bool { return s.pieces[i].start >= offset })
	if i < len(s.pieces) && s.pieces[i].start == offset {
		return s.pieces[i], true
	}
	return piece{}, false
}

// piecesIn returns the pieces that begin in source[start:stop].
func (s *scanResult) piecesIn(start, stop int) []piece {
	i := sort.Search(len(s.pieces), func(i int) bool { return s.pieces[i].start >= start })
	j := sort.Search(len(s.pieces), func(i int) bool { return s.pieces[i].start >= stop })
	return s.pieces[i:max(i, j)]
}

// scanner goes over the source once, line by line. It finds what is not Markdown and hides it in the masked
// copy.
type scanner struct {
	scanResult
	src           []byte
	fence         fenceTracker
	inHTML        bool   // probably in an HTML block, which a blank line would end
	commentEnd    int    // {% comment %} … {% endcomment %} goes up to this offset
	rawEnd        int    // {% raw %} goes up to this offset
	highlightEnd  string // the name of the tag that ends the open {% highlight %}, or ""
	multilineEnd  int    // a tag of several lines goes up to this offset
	rawBodyEnd    int    // the body of a {{< x >}} goes up to this offset
	rawQuoteDepth int    // in so many block quotes
	unclosed      map[string]bool
	nextParen     int // offset of the next ), len(src) when there is none
	footnoteCount int // footnote definitions so far
	farBytes      int // sum of the distances to far ends of links

	hasBraces       bool              // the source has a brace
	shortcodes      map[int]byteRange // see findRawBodies
	pairs           map[int]tagPair   // see findTagPairs
	nextLine        int               // where the next line begins that was not scanned
	paragraph       *paragraphState   // what the limits count in the current paragraph
	hasTagBlock     bool              // the line begins a tag with blocks
	previousLine    int               // where the line before the current one begins
	definitionCount int
}

func newScanner(src []byte, d Dialect) *scanner {
	s := &scanner{scanResult: scanResult{dialect: d, source: src, masked: src}, src: src, hasBraces: bytes.IndexByte(src, '{') >= 0, paragraph: &paragraphState{}}
	if d.RawShortcodes {
		s.shortcodes = findRawBodies(src)
	}
	if s.hasBraces {
		s.pairs = findTagPairs(src)
	}
	s.hideHeader(d.HeaderLen)
	return s
}

// scanTo scans the lines that begin before an offset and were not scanned yet. It hides what is not Markdown
// and what exceeds the limits.
func (s *scanner) scanTo(offset int) {
	from := s.nextLine
	if s.hasBraces {
		for start := from; start < offset; {
			stop := lineEnd(s.src, start)
			s.scanLine(start, stop)
			start = stop + 1
		}
	}
	s.nextLine = s.enforceLimits(from, offset)
}

// lineEnd returns the offset of the \n that ends the line at start, or len(src).
func lineEnd(src []byte, start int) int {
	if i := bytes.IndexByte(src[start:], '\n'); i >= 0 {
		return start + i
	}
	return len(src)
}

// scanLine finds the pieces of the line source[start:stop] and follows code fences, HTML blocks and {%
// highlight %}.
func (s *scanner) scanLine(start, stop int) {
	line := s.src[start:stop]
	if start < s.rawBodyEnd {
		s.scanRawLine(s.skipQuoteMarkers(start, stop), stop)
		return
	}
	body := trimMarkers(line)
	if s.maskHighlight(start, stop) {
		return
	}
	if inCode := s.fence.size > 0; start >= s.commentEnd && s.fence.consumeLine(body) {
		if i := bytes.IndexByte(line, '{'); i >= 0 && !inCode {
			s.scanAttributes(start+i, start, stop) // ```go {#id}
		}
		return
	}
	switch {
	case len(body) == 0:
		s.inHTML = false
	case len(body) > 1 && body[0] == '<' && body[1] != ' ':
		s.inHTML = true
	}
	first, inTag := len(s.pieces), start < s.multilineEnd
	s.hasTagBlock = false
	s.scanTags(start, stop)
	if s.hasTagBlock {
		return
	}
	// Jekyll leaves an empty line where a line holds only hidden pieces, so the parser sees an empty line too. But an
	// HTML block would end there, and an indented line may be code.
	indented := bytes.HasPrefix(line, []byte("    ")) || bytes.HasPrefix(line, []byte("\t"))
	if s.dialect.MDX {
		indented, s.inHTML = false, false
	}
	if !s.inHTML && !indented && !inTag && s.hasOnlyHidden(s.pieces[first:], start, stop) {
		s.pieces = s.pieces[:first]
		s.fillMask(start, stop, ' ')
	}
}

// scanTags finds the pieces of a line.
func (s *scanner) scanTags(start, stop int) {
	i := start
	if start < s.commentEnd {
		i = min(s.commentEnd, stop)
		s.hidePiece(start, i)
	}
	if i < s.multilineEnd {
		s.hidePiece(i, min(s.multilineEnd, stop))
		i = s.multilineEnd
	}
	inCode, seen := false, start
	for i < stop {
		j := bytes.IndexByte(s.src[i:stop], '{')
		if j < 0 {
			return
		}
		i += j
		inCode = inCode != hasOddBackticks(s.src[seen:i])
		seen = i
		escaped := i > start && s.src[i-1] == '\\'
		if !inCode && !escaped {
			if end := s.mdxCommentEnd(i); end > 0 {
				s.hidePiece(i, min(end, stop))
				s.multilineEnd = end
				i = min(end, stop)
				seen = i
				continue
			}
			if n := s.scanAttributes(i, start, stop); n > 0 {
				s.hidePiece(i, i+n)
				i += n
				seen = i
				continue
			}
			if s.dialect.Expressions {
				if e, ok := expressionAt(s.src, i); ok {
					s.rawBodyEnd, s.rawQuoteDepth = e.stop, s.quoteDepth(i)
					i = s.hideRaw(e.start, stop)
					seen = i
					continue
				}
			}
			i = s.scanTag(i, start, stop)
			seen = i
		} else {
			i++
		}
	}
}

// scanTag handles the { at offset i of the line source[start:stop], and returns where to go on.
func (s *scanner) scanTag(i, start, stop int) int {
	t, ok := parseTag(s.src, i, stop)
	if !ok && i >= s.rawEnd {
		return s.maskMultilineTag(i, stop)
	}
	if !ok {
		return i + 1
	}
	if i < s.rawEnd {
		if t.name == "endraw" {
			s.addPiece(piece{i, t.stop, pieceHidden})
			s.rawEnd = 0
			return t.stop
		}
		return i + 1
	}
	switch {
	case t.name == "raw" && t.liquid && s.findEndTag("{%", "endraw", t.stop) >= 0:
		s.rawEnd = s.findEndTag("{%", "endraw", t.stop)
	case t.name == "comment" && t.liquid:
		t.stop = s.startComment(t, stop, "{%", "endcomment")
	case t.name == ":comment":
		t.stop = s.startComment(t, stop, "{:", "/comment")
	}
	kind := t.pieceKind()
	if _, isPair := s.pairs[i]; isPair && kind == pieceExpression {
		kind = pieceHidden // as its end is
	}
	content := t.content()
	if _, isPair := s.pairs[i]; isPair && t.name == "content-ref" { // its body is the link
		content = tagContent{}
	}
	inAddress := kind == pieceHidden && (t.liquid || t.doubleBraces) && s.isInAddress(i)
	switch {
	case inAddress:
		kind = pieceExpression
	case s.addTagBlock(i, start, stop):
		s.hasTagBlock = true
	case (kind == pieceHidden || kind == pieceExpression || kind == pieceLink && isPageAddress(t.linkTarget())) && !content.isEmpty():
		kind = pieceContent
		s.contentTags = addTag(s.contentTags, i, t)
	}
	if kind == pieceHidden {
		s.hidePiece(i, min(t.stop, stop))
	} else {
		s.addPiece(piece{i, t.stop, kind})
	}
	if body, ok := s.shortcodes[i]; ok {
		s.rawQuoteDepth = s.quoteDepth(i)
		return s.startRawBody(body, stop)
	}
	return t.stop
}

// ensureCopy makes the masked copy before the first byte is hidden.
func (s *scanner) ensureCopy() {
	if len(s.src) > 0 && &s.masked[0] == &s.src[0] {
		s.masked = bytes.Clone(s.src)
	}
}

// fillMask masks source[start:stop] with a single byte value.
func (s *scanner) fillMask(start, stop int, b byte) {
	s.ensureCopy()
	for i := start; i < stop; i++ {
		s.masked[i] = b
	}
}

// hidePiece makes source[start:stop], without the spaces before it, a piece that is not shown. It keeps a brace
// as the first byte, because that triggers templateParser.
func (s *scanner) hidePiece(start, stop int) {
	for start < stop && (s.src[start] == ' ' || s.src[start] == '\t') {
		start++
	}
	if start >= stop {
		return
	}
	s.fillMask(start, stop, blankMask)
	s.masked[start] = '{'
	s.pieces = append(s.pieces, piece{start, stop, pieceHidden})
}

// addPiece records a piece and masks its special bytes, or all of it when it is not shown.
func (s *scanner) addPiece(p piece) {
	if p.kind == pieceHidden {
		s.hidePiece(p.start, p.stop)
		return
	}
	s.ensureCopy()
	for i := p.start; i < p.stop; i++ {
		s.masked[i] = toMask[s.src[i]]
	}
	s.pieces = append(s.pieces, p)
}

// hasOnlyHidden reports whether a line holds hidden pieces and nothing else but space.
func (s *scanner) hasOnlyHidden(pieces []piece, start, stop int) bool {
	if len(pieces) == 0 {
		return false
	}
	at := start
	for _, p := range append(pieces[:len(pieces):len(pieces)], piece{start: stop, stop: stop}) {
		if p.kind != pieceHidden || len(bytes.TrimSpace(s.src[at:p.start])) > 0 {
			return false
		}
		at = p.stop
	}
	return true
}

// hasOddBackticks reports whether v holds an odd number of backtick runs, and so opens or closes a code span.
func hasOddBackticks(v []byte) bool {
	odd := false
	for i, c := range v {
		if c == '`' && (i == 0 || v[i-1] != '`') {
			odd = !odd
		}
	}
	return odd
}
