package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// What no text exceeds. Beyond it goldmark is quadratic in time or memory, or
// nests deeper than a recursion should go; the source then stays visible as plain text.
const (
	maxContainers  = 40     // container markers on one line
	maxIndent      = 120    // columns before a container marker: a list needs two a level
	maxLoose       = 300    // delimiters of emphasis and the like in a paragraph that open or close nothing yet
	maxTicks       = 40     // backticks in a run: each length that has no end is looked for to the end of the paragraph
	maxBrackets    = 20000  // [ in a paragraph
	maxBracketed   = 10e6   // and times its lines, which goldmark goes through for each
	maxUnclosed    = 2000   // [ that wait for their ]: each that ends looks through all it holds for a link
	maxDefinitions = 5000   // of links in a row; of footnotes in a document; of terms in one, times four
	maxCells       = 300000 // columns times rows of a table
	maxAddress     = 2000   // bytes of the address and title of a link
)

// bound hides from goldmark the markers that go beyond the limits, in the lines
// that begin from start on and before an offset. It returns where the next one begins.
func (s *scanner) bound(start, offset int) int {
	for start < offset {
		stop := lineEnd(s.src, start)
		if s.tooLong(start, stop) {
			start = stop + 1
			continue
		}
		text, item := s.containers(start, stop)
		if text == stop || item {
			*s.paragraph = passage{}
		}
		line := s.src[text:stop]
		if len(line) > 1 && line[0] == ':' && isSpace(line[1]) {
			if s.terms++; s.terms > 4*maxDefinitions {
				s.limit(text, "too many definitions")
			}
		}
		if end := s.table(s.paragraph, text, stop); end > stop {
			s.plainly(s.before, end, "a table with too many cells, shown as it is written")
			start = end + 1
			continue
		}
		s.inlines(s.paragraph, text, stop)
		s.before, start = start, stop+1
	}
	return start
}

// limit hides one byte, so that it is text.
func (s *scanner) limit(i int, why string) {
	s.literal(i, i+1)
	s.limited = why
}

// literal hides bytes that mean nothing where they are.
func (s *scanner) literal(start, stop int) {
	s.own()
	for i := start; i < stop; i++ {
		if s.masked[i] = toMask[s.src[i]]; s.masked[i] == s.src[i] {
			s.masked[i] = blank
		}
	}
}

// containers hides the markers of a line that nest too deep. It returns where the
// text of the line begins, and whether a list item or footnote does.
func (s *scanner) containers(start, stop int) (text int, item bool) {
	depth := 0
	for i := start; i < stop; {
		n := marker(s.src[i:min(stop, i+12)])
		if n == 0 && s.src[i] == '[' {
			if n = footnoteMarker(s.src[i:stop]); n > 0 {
				if s.footnotes++; s.footnotes > maxDefinitions {
					s.limit(i, "too many footnotes")
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
			s.limit(i, "lists or quotes that nest too deep")
			return i, item
		}
		item = item || s.src[i] != '>'
		i += n
	}
	return stop, item
}

// footnoteMarker is the length of [^x]: at the start of line, or 0.
func footnoteMarker(line []byte) int {
	if len(line) < 5 || line[1] != '^' {
		return 0
	}
	i := bytes.IndexByte(line[:min(len(line), maxWiki)], ']')
	if i < 3 || i+1 >= len(line) || line[i+1] != ':' {
		return 0
	}
	return i + 2
}

// passage is what a paragraph, an item or a row of a table holds so far.
type passage struct {
	open        [128]int // delimiters that wait for their end, by character
	loose       int      // their sum, and those that end nothing
	brackets    int
	nested      int // brackets that wait for their end
	lines       int
	definitions int
	size        int // bytes
	isTable     bool
}

// inlines hides what opens or closes spans, once a passage holds more of it than any text.
func (s *scanner) inlines(p *passage, start, stop int) {
	p.lines++
	if p.isTable { // each row is of its own
		p.open, p.loose, p.brackets, p.nested, p.lines = [128]int{}, 0, 0, 0, 1
	}
	if start+1 < stop && s.src[start] == '[' && bytes.Contains(s.src[start:min(stop, start+maxWiki)], []byte("]:")) {
		if p.definitions++; p.definitions > maxDefinitions {
			s.limit(start, "too many definitions of links in a row")
		}
	}
	for i := start; i < stop; i++ {
		c := s.src[i]
		if !opensSpan[c] {
			continue
		}
		switch c {
		case '`':
			i = s.ticks(i, start, stop) - 1
		case '*', '_', '~', '=':
			end := i + 1
			for end < stop && s.src[end] == c {
				end++
			}
			if i > start { // what begins a line may be a fence, a rule or an underline
				s.delimiter(p, i, end, stop)
			}
			i = end - 1
		case '[':
			s.scanned.brackets++
			p.brackets++
			p.nested++
			switch {
			case p.brackets > maxBrackets || p.brackets*p.lines > maxBracketed:
				s.limit(i, "too many brackets in one paragraph")
			case p.nested > maxUnclosed:
				s.limit(i, "too many brackets within brackets")
			}
		case ']':
			p.nested = max(p.nested-1, 0)
			if i+1 < stop && s.src[i+1] == '(' && !s.closes(i+2) {
				s.literal(i+1, i+2)
			}
		}
	}
}

// opensSpan are the bytes that open or close spans.
var opensSpan = [256]bool{'`': true, '*': true, '_': true, '~': true, '=': true, '[': true, ']': true}

// ticks hides a run of backticks that is longer than those of code, and returns its end. What begins a line may be a fence.
func (s *scanner) ticks(i, start, stop int) int {
	end := i + 1
	for end < stop && s.src[end] == '`' {
		end++
	}
	if i > start && end-i > maxTicks {
		s.literal(i, end)
		s.limited = "too many backticks in a row"
	}
	return end
}

// delimiter counts one run of delimiters: one that can close what is open does, and costs nothing.
// Others are what goldmark searches again and again.
func (s *scanner) delimiter(p *passage, start, stop, lineStop int) {
	c, n := s.src[start], stop-start
	if (c == '~' || c == '=') && n > 2 {
		s.literal(start, stop)
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
	case closes && p.open[c] > 0:
		p.open[c]--
		p.loose--
		return
	case !opens && !closes:
		return
	case opens:
		p.open[c]++
	}
	if p.loose++; p.loose <= maxLoose {
		return
	}
	if opens {
		p.open[c]--
	}
	p.loose--
	s.literal(start, stop)
	s.limited = "too many emphasis marks without an end in one paragraph"
}

// closes reports whether the address and title of a link that begin at offset
// end near enough. Far ends, as of a picture in a data: address, are paid from a budget in proportion to the source.
func (s *scanner) closes(offset int) bool {
	if s.paren < offset {
		if s.paren = bytes.IndexByte(s.src[offset:], ')') + offset; s.paren < offset {
			s.paren = len(s.src)
		}
	}
	if s.paren >= len(s.src) {
		return false
	}
	if far := s.paren - offset; far > maxAddress {
		if s.far += far; s.far > 4*len(s.src) {
			return false
		}
	}
	v := s.src[offset:min(len(s.src), max(s.paren+1, offset+maxAddress))]
	if v[0] == '<' {
		return bytes.IndexByte(v, '>') > 0
	}
	for _, quote := range []byte{'"', '\''} {
		open := bytes.IndexByte(v[:s.paren-offset], quote)
		if open >= 0 && bytes.IndexByte(v[open+1:], quote) < 0 {
			return false
		}
	}
	return true
}

// table is the end of a table that begins with the delimiter row source[start:stop] and would not fit into memory, or 0.
func (s *scanner) table(p *passage, start, stop int) int {
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
