package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// Limits that no real text exceeds. Beyond them goldmark needs quadratic time or memory, or nests deeper than a
// recursion should go. What exceeds a limit stays visible as plain text.
const (
	maxContainers   = 40     // container markers on one line
	maxIndent       = 120    // columns before a container marker: a list needs two a level
	maxUnmatched    = 300    // delimiters of emphasis and the like in a paragraph without a match so far
	maxBackticks    = 40     // backticks in a run: goldmark looks for each unclosed length to the end of the paragraph
	maxBrackets     = 20000  // [ in a paragraph
	maxBracketLines = 10e6   // [ times lines of a paragraph: goldmark goes through all its lines for each [
	maxOpenBrackets = 2000   // [ without their ]: each that closes looks for a link in all that it holds
	maxDefinitions  = 5000   // link definitions in a row; footnotes in a document; a quarter of the term definitions in one
	maxCells        = 300000 // columns times rows of a table
	maxAddress      = 2000   // bytes of the address and title of a link
)

// enforceLimits hides from goldmark the markers that exceed the limits, in the lines that begin in [start,
// offset). It returns the offset of the line after them, which is beyond offset when a table was skipped.
func (s *scanner) enforceLimits(start, offset int) int {
	for start < offset {
		stop := lineEnd(s.src, start)
		if s.skipLongLine(start, stop) {
			start = stop + 1
			continue
		}
		text, item := s.limitContainers(start, stop)
		if text == stop || item {
			*s.paragraph = paragraphState{}
		}
		line := s.src[text:stop]
		if len(line) > 1 && line[0] == ':' && isSpace(line[1]) {
			if s.definitionCount++; s.definitionCount > 4*maxDefinitions {
				s.maskByteAsText(text, "too many definitions")
			}
		}
		if end := s.hugeTableEnd(s.paragraph, text, stop); end > stop {
			s.skipTable(s.previousLine, end)
			start = end + 1
			continue
		}
		s.limitSpans(s.paragraph, text, stop)
		s.previousLine, start = start, stop+1
	}
	return start
}

// maskByteAsText makes the byte at i plain text and records why.
func (s *scanner) maskByteAsText(i int, why string) {
	s.maskAsText(i, i+1)
	s.limitReason = why
}

// maskAsText masks source[start:stop], so that goldmark takes it as plain text.
func (s *scanner) maskAsText(start, stop int) {
	s.ensureCopy()
	for i := start; i < stop; i++ {
		if s.masked[i] = toMask[s.src[i]]; s.masked[i] == s.src[i] {
			s.masked[i] = blankMask
		}
	}
}

// limitContainers hides the container markers of a line that nest too deep. It returns where the text of the
// line begins, and whether the line begins a list item or footnote.
func (s *scanner) limitContainers(start, stop int) (text int, item bool) {
	depth := 0
	for i := start; i < stop; {
		n := markerLen(s.src[i:min(stop, i+12)])
		if n == 0 && s.src[i] == '[' {
			if n = footnoteMarkerLen(s.src[i:stop]); n > 0 {
				if s.footnoteCount++; s.footnoteCount > maxDefinitions {
					s.maskByteAsText(i, "too many footnotes")
					return i, item
				}
			}
		}
		switch {
		case s.src[i] == ' ' || s.src[i] == '\t' || s.src[i] == '\r':
			i++
			continue
		case n == 0:
			return i, item
		}
		if depth++; depth > maxContainers || i-start > maxIndent {
			s.maskByteAsText(i, "lists or quotes nested too deeply")
			return i, item
		}
		item = item || s.src[i] != '>'
		i += n
	}
	return stop, item
}

// footnoteMarkerLen returns the length of the [^x]: at the start of line, or 0.
func footnoteMarkerLen(line []byte) int {
	if len(line) < 5 || line[1] != '^' {
		return 0
	}
	i := bytes.IndexByte(line[:min(len(line), maxWikiLink)], ']')
	if i < 3 || i+1 >= len(line) || line[i+1] != ':' {
		return 0
	}
	return i + 2
}

// paragraphState counts what a paragraph, an item or a table row holds so far.
type paragraphState struct {
	openDelimiters [128]int // opening delimiters without their end, by character
	unmatched      int      // their sum, plus the closing delimiters without a beginning
	brackets       int
	openBrackets   int // [ without their ]
	lines          int
	definitions    int
	bytes          int // bytes
	isTable        bool
}

// limitSpans masks the delimiters and brackets of a line that take the paragraph beyond its limits.
func (s *scanner) limitSpans(p *paragraphState, start, stop int) {
	p.lines++
	if p.isTable { // each row counts by itself
		p.openDelimiters, p.unmatched, p.brackets, p.openBrackets, p.lines = [128]int{}, 0, 0, 0, 1
	}
	if start+1 < stop && s.src[start] == '[' && bytes.Contains(s.src[start:min(stop, start+maxWikiLink)], []byte("]:")) {
		if p.definitions++; p.definitions > maxDefinitions {
			s.maskByteAsText(start, "too many link definitions in a row")
		}
	}
	for i := start; i < stop; i++ {
		c := s.src[i]
		if !isSpanByte[c] {
			continue
		}
		switch c {
		case '`':
			i = s.limitBackticks(i, start, stop) - 1
		case '*', '_', '~', '=':
			end := i + 1
			for end < stop && s.src[end] == c {
				end++
			}
			if i > start { // at the start of a line it may be a fence, a rule or an underline
				s.limitDelimiterRun(p, i, end, stop)
			}
			i = end - 1
		case '[':
			s.scanResult.bracketCount++
			p.brackets++
			p.openBrackets++
			switch {
			case p.brackets > maxBrackets || p.brackets*p.lines > maxBracketLines:
				s.maskByteAsText(i, "too many brackets in one paragraph")
			case p.openBrackets > maxOpenBrackets:
				s.maskByteAsText(i, "too many nested brackets")
			}
		case ']':
			p.openBrackets = max(p.openBrackets-1, 0)
			if i+1 < stop && s.src[i+1] == '(' && !s.hasLinkEnd(i+2) {
				s.maskAsText(i+1, i+2)
			}
		}
	}
}

// isSpanByte marks the bytes that open or close spans.
var isSpanByte = [256]bool{'`': true, '*': true, '_': true, '~': true, '=': true, '[': true, ']': true}

// limitBackticks masks the run of backticks at i if it is longer than those around code, and returns its end. A
// run at the start of a line may be a fence and stays.
func (s *scanner) limitBackticks(i, start, stop int) int {
	end := i + 1
	for end < stop && s.src[end] == '`' {
		end++
	}
	if i > start && end-i > maxBackticks {
		s.maskAsText(i, end)
		s.limitReason = "too many backticks in a row"
	}
	return end
}

// limitDelimiterRun counts source[start:stop], a run of delimiters (CommonMark 6.2) in a line that ends at
// lineStop. A run that can close an open one does so and costs nothing. goldmark searches for the others again
// and again, so they are masked from maxUnmatched on.
func (s *scanner) limitDelimiterRun(p *paragraphState, start, stop, lineStop int) {
	c, n := s.src[start], stop-start
	if (c == '~' || c == '=') && n > 2 {
		s.maskAsText(start, stop)
		return
	}
	before, _ := utf8.DecodeLastRune(s.src[max(0, start-4):start])
	after, _ := utf8.DecodeRune(s.src[stop:lineStop])
	if stop == lineStop {
		after = ' '
	}
	opens := !util.IsSpaceRune(after) && (!util.IsPunctRune(after) || util.IsSpaceRune(before) || util.IsPunctRune(before))
	closes := !util.IsSpaceRune(before) && (!util.IsPunctRune(before) || util.IsSpaceRune(after) || util.IsPunctRune(after))
	switch {
	case c == '_' && opens && closes && !util.IsPunctRune(before) && !util.IsPunctRune(after):
		return // inside a word
	case closes && p.openDelimiters[c] > 0:
		p.openDelimiters[c]--
		p.unmatched--
		return
	case !opens && !closes:
		return
	case opens:
		p.openDelimiters[c]++
	}
	if p.unmatched++; p.unmatched <= maxUnmatched {
		return
	}
	if opens {
		p.openDelimiters[c]--
	}
	p.unmatched--
	s.maskAsText(start, stop)
	s.limitReason = "too many unclosed emphasis marks in one paragraph"
}

// hasLinkEnd reports whether the address and title of a link that begin at offset end near enough. Distant
// ends, such as those of a picture in a data: address, are paid from a budget that is proportional to the
// source.
func (s *scanner) hasLinkEnd(offset int) bool {
	if s.nextParen < offset {
		if s.nextParen = bytes.IndexByte(s.src[offset:], ')') + offset; s.nextParen < offset {
			s.nextParen = len(s.src)
		}
	}
	if s.nextParen >= len(s.src) {
		return false
	}
	if distance := s.nextParen - offset; distance > maxAddress {
		if s.farBytes += distance; s.farBytes > 4*len(s.src) {
			return false
		}
	}
	v := s.src[offset:min(len(s.src), max(s.nextParen+1, offset+maxAddress))]
	return hasTitleEnd(v)
}

// hasTitleEnd reports whether a title in quotes that follows the address of a link ends. v begins with the address. White
// space must separate the two (CommonMark 6.3): the quote in (b's.md) is a character of the address.
func hasTitleEnd(v []byte) bool {
	v = bytes.TrimLeft(v, " \t\n")
	end := bytes.IndexAny(v, " \t\n")
	if len(v) > 0 && v[0] == '<' {
		if end = bytes.IndexByte(v, '>') + 1; end == 0 {
			return false
		}
	}
	if end < 0 {
		return true
	}
	title := bytes.TrimLeft(v[end:], " \t\n")
	if len(title) == 0 || title[0] != '"' && title[0] != '\'' {
		return true
	}
	return bytes.IndexByte(title[1:], title[0]) >= 0
}

// hugeTableEnd returns the end of the table whose delimiter row is source[start:stop], if the table is too
// large for memory, and 0 otherwise.
func (s *scanner) hugeTableEnd(p *paragraphState, start, stop int) int {
	row := s.src[start:stop]
	columns := bytes.Count(row, []byte("|"))
	if columns == 0 || p.isTable || len(bytes.Trim(row, " \t\r|:-")) > 0 {
		return 0
	}
	p.isTable = true
	rows, at := 0, stop+1
	for ; at < len(s.src); rows++ {
		end := lineEnd(s.src, at)
		if len(bytes.TrimSpace(s.src[at:end])) == 0 {
			break
		}
		at = end + 1
	}
	if rows*columns > maxCells {
		return at - 1
	}
	return 0
}
