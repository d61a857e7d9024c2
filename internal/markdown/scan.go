package markdown

import (
	"bytes"
	"sort"

	"github.com/yuin/goldmark/parser"
)

// pieceKind is what the scan found between braces.
type pieceKind uint8

const (
	hidden     pieceKind = iota // {% if %}, {% comment %} … {% endcomment %}, {:.class}: no content
	expression                  // {{ x }}, {{< shortcode >}}: shown as written
	address                     // {% post_url x %}, {{< ref "x" >}}: a link when it stands in prose
)

// piece is a stretch of one line of the source that is not Markdown.
type piece struct {
	start, stop int
	kind        pieceKind
}

// scanned is what the scan hands to the inline parsers.
type scanned struct {
	masked   []byte  // as long as the source; the source itself when there is nothing to hide
	pieces   []piece // in order, apart
	plain    []stretch
	limited  string
	brackets int // [ so far
}

var scanKey = parser.NewContextKey()

// at is the piece that begins at offset.
func (s *scanned) at(offset int) (piece, bool) {
	i := sort.Search(len(s.pieces), func(i int) bool { return s.pieces[i].start >= offset })
	if i < len(s.pieces) && s.pieces[i].start == offset {
		return s.pieces[i], true
	}
	return piece{}, false
}

// within are the pieces that begin in source[start:stop].
func (s *scanned) within(start, stop int) []piece {
	i := sort.Search(len(s.pieces), func(i int) bool { return s.pieces[i].start >= start })
	j := sort.Search(len(s.pieces), func(i int) bool { return s.pieces[i].start >= stop })
	return s.pieces[i:max(i, j)]
}

// scanner goes once over the source, line by line.
type scanner struct {
	scanned
	src       []byte
	fence     fence
	inHTML    bool   // probably in an HTML block: a blank line would end it
	comment   bool   // between {% comment %} and {% endcomment %}
	raw       int    // up to this offset is {% raw %}
	end       string // the tag that ends the {% highlight %} which is open
	until     int    // up to this offset is a tag of several lines
	hopeless  map[string]bool
	paren     int // the next ) that bound has found
	footnotes int // definitions so far
	far       int // how far ends of links were looked for, in all

	braces    bool     // there are some at all
	done      int      // where the next line begins that was not looked at
	paragraph *passage // what the limits count
	before    int      // where the line before begins
	terms     int
}

func newScanner(src []byte) *scanner {
	return &scanner{scanned: scanned{masked: src}, src: src, braces: bytes.IndexByte(src, '{') >= 0, paragraph: &passage{}}
}

// upTo looks at the lines that begin before an offset: it finds what is no Markdown there and hides it.
func (s *scanner) upTo(offset int) {
	from := s.done
	if s.braces {
		for start := from; start < offset; {
			stop := lineEnd(s.src, start)
			s.line(start, stop)
			start = stop + 1
		}
	}
	s.done = s.bound(from, offset)
}

// lineEnd is the offset of the \n that ends the line at start, or len(src).
func lineEnd(src []byte, start int) int {
	if i := bytes.IndexByte(src[start:], '\n'); i >= 0 {
		return start + i
	}
	return len(src)
}

func (s *scanner) line(start, stop int) {
	line := s.src[start:stop]
	body := trimPrefix(line)
	if s.highlight(start, stop) || !s.comment && s.fence.line(body) {
		return
	}
	switch {
	case len(body) == 0:
		s.inHTML = false
	case len(body) > 1 && body[0] == '<' && body[1] != ' ':
		s.inHTML = true
	}
	first, inTag := len(s.pieces), start < s.until
	s.tags(start, stop)
	// Jekyll leaves an empty line of such a one, so that is what the parser sees; but not where
	// that would end a block of HTML, nor where the line may be code.
	indented := bytes.HasPrefix(line, []byte("    ")) || bytes.HasPrefix(line, []byte("\t"))
	if !s.inHTML && !indented && !inTag && s.onlyHidden(s.pieces[first:], start, stop) {
		s.pieces = s.pieces[:first]
		s.fill(start, stop, ' ')
	}
}

// tags finds the pieces of one line.
func (s *scanner) tags(start, stop int) {
	i := start
	if s.comment {
		end := s.closing("{%", "endcomment", start, stop)
		if end < 0 {
			s.hide(start, stop)
			return
		}
		s.comment = false
		s.hide(start, end)
		i = end
	}
	if i < s.until {
		s.hide(i, min(s.until, stop))
		i = s.until
	}
	inCode, seen := false, start
	for i < stop {
		j := bytes.IndexByte(s.src[i:stop], '{')
		if j < 0 {
			return
		}
		i += j
		inCode = inCode != oddTicks(s.src[seen:i])
		seen = i
		escaped := i > start && s.src[i-1] == '\\'
		if !inCode && !escaped {
			i = s.tag(i, stop)
			seen = i
		} else {
			i++
		}
	}
}

// tag looks at the { at offset i of a line and returns where to go on.
func (s *scanner) tag(i, stop int) int {
	t, ok := readTag(s.src, i, stop)
	if !ok && i >= s.raw {
		return s.longTag(i, stop)
	}
	if !ok {
		return i + 1
	}
	if i < s.raw {
		if t.name == "endraw" {
			s.add(piece{i, t.stop, hidden})
			s.raw = 0
			return t.stop
		}
		return i + 1
	}
	switch {
	case t.name == "raw" && t.liquid && s.find("{%", "endraw", t.stop) >= 0:
		s.raw = s.find("{%", "endraw", t.stop)
	case t.name == "comment" && t.liquid && s.find("{%", "endcomment", t.stop) >= 0:
		end := s.closing("{%", "endcomment", t.stop, stop)
		if end < 0 {
			s.comment = true
			end = stop
		}
		t.stop = end
	}
	kind := t.kind()
	if kind == hidden {
		s.hide(i, min(t.stop, stop))
	} else {
		s.add(piece{i, t.stop, kind})
	}
	return t.stop
}

// find is the offset after the next {% name %}, or -1. What was once not found is not looked for again.
func (s *scanner) find(open, name string, from int) int {
	if s.hopeless[name] {
		return -1
	}
	if end := s.closing(open, name, from, len(s.src)); end >= 0 {
		return end
	}
	if s.hopeless == nil {
		s.hopeless = map[string]bool{}
	}
	s.hopeless[name] = true
	return -1
}

// closing is the offset after {% name %} in source[from:stop], or -1. The tag begins with open.
func (s *scanner) closing(open, name string, from, stop int) int {
	for from < stop {
		i := bytes.Index(s.src[from:stop], []byte(open))
		if i < 0 {
			return -1
		}
		from += i
		if t, ok := readTag(s.src, from, lineEnd(s.src[:min(len(s.src), from+maxTag)], from)); ok && t.name == name {
			return t.stop
		}
		from += 2
	}
	return -1
}

// own makes the masked copy, when something is to be hidden for the first time.
func (s *scanner) own() {
	if len(s.src) > 0 && &s.masked[0] == &s.src[0] {
		s.masked = bytes.Clone(s.src)
	}
}

func (s *scanner) fill(start, stop int, b byte) {
	s.own()
	for i := start; i < stop; i++ {
		s.masked[i] = b
	}
}

// hide makes source[start:stop] a piece without content. It begins with a
// brace, because that is what calls the inline parser.
func (s *scanner) hide(start, stop int) {
	for start < stop && (s.src[start] == ' ' || s.src[start] == '\t') {
		start++
	}
	if start >= stop {
		return
	}
	s.fill(start, stop, blank)
	s.masked[start] = '{'
	s.pieces = append(s.pieces, piece{start, stop, hidden})
}

// add hides the special bytes of a piece that has content or may be an address.
func (s *scanner) add(p piece) {
	if p.kind == hidden {
		s.hide(p.start, p.stop)
		return
	}
	s.own()
	for i := p.start; i < p.stop; i++ {
		s.masked[i] = toMask[s.src[i]]
	}
	s.pieces = append(s.pieces, p)
}

// onlyHidden reports whether a line holds hidden pieces and nothing else.
func (s *scanner) onlyHidden(pieces []piece, start, stop int) bool {
	if len(pieces) == 0 {
		return false
	}
	at := start
	for _, p := range append(pieces[:len(pieces):len(pieces)], piece{start: stop, stop: stop}) {
		if p.kind != hidden || len(bytes.TrimSpace(s.src[at:p.start])) > 0 {
			return false
		}
		at = p.stop
	}
	return true
}

// oddTicks reports whether v holds an odd number of runs of backticks: it opens or closes a code span.
func oddTicks(v []byte) bool {
	odd := false
	for i, c := range v {
		if c == '`' && (i == 0 || v[i-1] != '`') {
			odd = !odd
		}
	}
	return odd
}
