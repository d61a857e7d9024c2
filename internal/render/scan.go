package render

import (
	"image/color"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"quire/internal/safe"
	"quire/internal/theme"
)

// span is a stretch of text of a leaf before it is broken into lines.
// The text lineBreak is a line break that the author asked for.
type span struct {
	text   string
	style  theme.Style
	link   int
	offset int  // in the body, of the source line that the text stands in
	whole  bool // no line breaks in it, unless it is longer than a line
}

const lineBreak = "\n"

// Marks are our own notes to ourselves in the text that goes through Glamour:
// hyperlinks whose address is "kind:number". Glamour passes them on untouched, since a
// hyperlink has no width. No note can forge one: its text holds no ESC. They are
// digits alone, so that a style that turns text to upper case leaves them alone.
type markKind byte

const (
	markLink   markKind = '1' // a link begins; the number is its index
	markStyle  markKind = '2' // a style begins; the number is a layer
	markEnd    markKind = '3' // the last link or style ends
	markSource markKind = '4' // what follows stands at this offset of the body
	markBreak  markKind = '5' // a line break
	markSign   markKind = '6' // the sign of a link's kind begins; the number is the link's
)

const markPrefix = "\x1b]8;;"

func appendMark(b []byte, kind markKind, n int) []byte {
	b = append(b, markPrefix...)
	b = append(b, byte(kind), ':')
	b = strconv.AppendInt(b, int64(n), 10)
	return append(b, '\a')
}

// scanner turns what Glamour wrote into spans, and is the gate that nothing
// else passes: of escape sequences only styles and our own marks are
// understood, and none is kept; all other text goes through package safe.
type scanner struct {
	style func(kind markKind, n int) theme.Style // of a link or a layer
	sgr   map[string]theme.Style                 // styles met so far, by their sequence
	// state
	spans  []span
	base   theme.Style
	pen    theme.Style
	layers []layer
	link   int
	offset int
}

type layer struct {
	style theme.Style
	link  int // the link outside of it
}

// scan appends the spans of out, in the style base where nothing says otherwise.
func (s *scanner) scan(out []byte, base theme.Style, offset int) []span {
	s.spans, s.base, s.pen, s.layers, s.link, s.offset = nil, base, theme.Style{}, s.layers[:0], NoLink, offset
	text := string(out) // one copy; all spans are parts of it
	for text != "" {
		i := strings.IndexByte(text, 0x1b)
		if i < 0 {
			s.text(text)
			break
		}
		s.text(text[:i])
		text = text[i:]
		seq, _, n, _ := ansi.DecodeSequence(text, 0, nil)
		if n <= 0 {
			break
		}
		s.sequence(seq)
		text = text[n:]
	}
	return s.spans
}

func (s *scanner) text(t string) {
	if t == "" {
		return
	}
	style := s.base.Over(s.pen)
	for _, l := range s.layers {
		style = style.Over(l.style)
	}
	s.add(span{text: safe.Text(t), style: style, link: s.link, offset: s.offset})
}

func (s *scanner) add(p span) {
	if n := len(s.spans); n > 0 {
		if q := &s.spans[n-1]; len(q.text) < maxJoined && q.text != lineBreak && p.text != lineBreak && q.style == p.style && q.link == p.link && q.offset == p.offset {
			q.text += p.text
			return
		}
	}
	s.spans = append(s.spans, p)
}

func (s *scanner) sequence(seq string) {
	if kind, n, ok := parseMark(seq); ok {
		s.mark(kind, n)
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
		s.pen = style // Glamour writes each style whole, and a reset after it
	}
}

func (s *scanner) mark(kind markKind, n int) {
	switch kind {
	case markLink, markSign, markStyle:
		s.layers = append(s.layers, layer{s.style(kind, n), s.link})
		if kind != markStyle {
			s.link = n
		}
	case markEnd:
		if k := len(s.layers); k > 0 {
			s.link = s.layers[k-1].link
			s.layers = s.layers[:k-1]
		}
	case markSource:
		s.offset = n
	case markBreak:
		s.add(span{text: lineBreak, link: NoLink, offset: s.offset})
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

// parseSGR reads the parameters of a style sequence that starts from no style.
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
			attribute(&st, n)
		case n == 38 || n == 48:
			c, used := extendedColor(nums[i+1:])
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

func attribute(st *theme.Style, n int) {
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

// extendedColor reads what follows 38 or 48, and says how many numbers that was.
func extendedColor(nums []int) (color.Color, int) {
	switch {
	case len(nums) >= 2 && nums[0] == 5:
		return ansi.IndexedColor(uint8(nums[1])), 2 //nolint:gosec // a palette index
	case len(nums) >= 4 && nums[0] == 2:
		return color.RGBA{R: uint8(nums[1]), G: uint8(nums[2]), B: uint8(nums[3]), A: 0xff}, 4 //nolint:gosec // 0 to 255
	}
	return nil, len(nums)
}
