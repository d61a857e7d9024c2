package render

import (
	"image/color"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"quire/internal/safe"
	"quire/internal/theme"
)

// span is text of a leaf before it is wrapped. The text lineBreak stands for a hard line break.
type span struct {
	text        string
	style       theme.Style
	link        int
	offset      int  // offset in the body of the source line
	unbreakable bool // lines do not break in it unless it is longer than a line

	isDecoration bool // see Run.IsDecoration
}

const lineBreak = "\n"

// markKind is the kind of a mark. Marks are annotations in the text that goes through Glamour, in the form of hyperlinks
// with the address "kind:number". Glamour passes them on unchanged, since a hyperlink has no width. A note cannot forge
// them, since its text contains no ESC. They consist of digits, so that a style with upper-case text does not change them.
type markKind byte

const (
	markLink   markKind = '1' // a link begins; the number is its index
	markStyle  markKind = '2' // a style begins; the number is a styleID
	markEnd    markKind = '3' // the last link or style ends
	markSource markKind = '4' // the offset of the following text in the body
	markBreak  markKind = '5' // a hard line break
	markSign   markKind = '6' // a link's sign begins; the number is that of the link

	markDecoration markKind = '7' // text begins that is none of the note's
)

const markPrefix = "\x1b]8;;"

func appendMark(b []byte, kind markKind, n int) []byte {
	b = append(b, markPrefix...)
	b = append(b, byte(kind), ':')
	b = strconv.AppendInt(b, int64(n), 10)
	return append(b, '\a')
}

// scanner turns Glamour's output into spans. Nothing else passes: it interprets only styles and our own marks, keeps no
// escape sequence, and passes all other text through package safe. A lineWrapper removes the places to break a line.
type scanner struct {
	style func(kind markKind, n int) theme.Style // returns the style that a mark starts
	sgr   map[string]theme.Style                 // parsed styles, by their sequence
	// state of one scan
	spans    []span
	base     theme.Style
	sgrStyle theme.Style
	layers   []openLayer
	link     int
	offset   int
}

// openLayer is a link or style that has begun and not ended.
type openLayer struct {
	style        theme.Style
	link         int // the enclosing link
	isDecoration bool
}

// scan returns the spans of out, with the style base as the default.
func (s *scanner) scan(out []byte, base theme.Style, offset int) []span {
	s.spans, s.base, s.sgrStyle, s.layers, s.link, s.offset = nil, base, theme.Style{}, s.layers[:0], NoLink, offset
	text := string(out) // one copy, which all spans share
	for text != "" {
		i := strings.IndexByte(text, 0x1b)
		if i < 0 {
			s.addText(text)
			break
		}
		s.addText(text[:i])
		text = text[i:]
		seq, _, n, _ := ansi.DecodeSequence(text, 0, nil)
		if n <= 0 {
			break
		}
		s.handleSequence(seq)
		text = text[n:]
	}
	return s.spans
}

func (s *scanner) addText(t string) {
	if t == "" {
		return
	}
	style, isDecoration := s.base.Over(s.sgrStyle), false
	for _, l := range s.layers {
		style, isDecoration = style.Over(l.style), isDecoration || l.isDecoration
	}
	s.addSpan(span{text: safe.Flow(t), style: style, link: s.link, offset: s.offset, isDecoration: isDecoration})
}

func (s *scanner) addSpan(p span) {
	if n := len(s.spans); n > 0 {
		if q := &s.spans[n-1]; len(q.text) < maxRunBytes && q.text != lineBreak && p.text != lineBreak && q.style == p.style && q.link == p.link && q.offset == p.offset && q.isDecoration == p.isDecoration {
			q.text += p.text
			return
		}
	}
	s.spans = append(s.spans, p)
}

func (s *scanner) handleSequence(seq string) {
	if kind, n, ok := parseMark(seq); ok {
		s.handleMark(kind, n)
		return
	}
	if len(seq) > 2 && seq[1] == '[' && seq[len(seq)-1] == 'm' {
		style, ok := s.sgr[seq]
		if !ok {
			style = parseSGR(seq[2 : len(seq)-1])
			if s.sgr == nil {
				s.sgr = map[string]theme.Style{}
			}
			s.sgr[seq] = style
		}
		s.sgrStyle = style // Glamour writes each style completely, and resets it afterwards
	}
}

func (s *scanner) handleMark(kind markKind, n int) {
	switch kind {
	case markLink, markSign, markStyle:
		s.layers = append(s.layers, openLayer{s.style(kind, n), s.link, kind == markSign})
		if kind != markStyle {
			s.link = n
		}
	case markDecoration:
		s.layers = append(s.layers, openLayer{theme.Style{}, s.link, true})
	case markEnd:
		if k := len(s.layers); k > 0 {
			s.link = s.layers[k-1].link
			s.layers = s.layers[:k-1]
		}
	case markSource:
		s.offset = n
	case markBreak:
		s.addSpan(span{text: lineBreak, link: NoLink, offset: s.offset})
	}
}

func parseMark(seq string) (markKind, int, bool) {
	const before = len(markPrefix)
	if len(seq) < before+4 || seq[:before] != markPrefix || seq[before+1] != ':' || seq[len(seq)-1] != '\a' {
		return 0, 0, false
	}
	n, err := strconv.Atoi(seq[before+2 : len(seq)-1])
	return markKind(seq[before]), n, err == nil
}

// parseSGR parses the parameters of an SGR sequence that starts from the default style.
func parseSGR(params string) theme.Style {
	var st theme.Style
	var nums []int
	for _, f := range strings.FieldsFunc(params, func(r rune) bool { return r == ';' || r == ':' }) {
		n, err := strconv.Atoi(f)
		if err != nil {
			return theme.Style{}
		}
		nums = append(nums, n)
	}
	for i := 0; i < len(nums); i++ {
		switch n := nums[i]; {
		case n == 0:
			st = theme.Style{}
		case n < 10:
			setAttribute(&st, n)
		case n == 38 || n == 48:
			c, used := parseExtendedColor(nums[i+1:])
			i += used
			if n == 38 {
				st.Fg = c
			} else {
				st.Bg = c
			}
		case n >= 30 && n <= 37:
			st.Fg = ansi.BasicColor(n - 30) //nolint:gosec // 0 to 7
		case n >= 40 && n <= 47:
			st.Bg = ansi.BasicColor(n - 40) //nolint:gosec // 0 to 7
		case n >= 90 && n <= 97:
			st.Fg = ansi.BasicColor(n - 82) //nolint:gosec // 8 to 15
		case n >= 100 && n <= 107:
			st.Bg = ansi.BasicColor(n - 92) //nolint:gosec // 8 to 15
		}
	}
	return st
}

func setAttribute(st *theme.Style, n int) {
	switch n {
	case 1:
		st.Bold = true
	case 2:
		st.Faint = true
	case 3:
		st.Italic = true
	case 4:
		st.Underline = true
	case 7:
		st.Reverse = true
	case 9:
		st.Strike = true
	}
}

// parseExtendedColor parses the parameters after 38 or 48, and returns how many it used.
func parseExtendedColor(nums []int) (color.Color, int) {
	switch {
	case len(nums) >= 2 && nums[0] == 5:
		return ansi.IndexedColor(uint8(nums[1])), 2 //nolint:gosec // a palette index
	case len(nums) >= 4 && nums[0] == 2:
		return color.RGBA{R: uint8(nums[1]), G: uint8(nums[2]), B: uint8(nums[3]), A: 0xff}, 4 //nolint:gosec // 0 to 255
	}
	return nil, len(nums)
}
