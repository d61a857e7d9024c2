package theme

import (
	"image/color"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Style holds the colours and attributes of a run of cells. It is comparable, so that equal neighbours can be joined.
// The zero value is the terminal's own look and emits no escape byte.
type Style struct {
	Fg, Bg                                          color.Color // nil: the terminal's own
	Bold, Faint, Italic, Underline, Strike, Reverse bool
}

// Over lays o on s: colours that o has replace those of s, attributes add up.
func (s Style) Over(o Style) Style {
	if o.Fg != nil {
		s.Fg = o.Fg
	}
	if o.Bg != nil {
		s.Bg = o.Bg
	}
	s.Bold = s.Bold || o.Bold
	s.Faint = s.Faint || o.Faint
	s.Italic = s.Italic || o.Italic
	s.Underline = s.Underline || o.Underline
	s.Strike = s.Strike || o.Strike
	s.Reverse = s.Reverse || o.Reverse
	return s
}

// SGR returns the escape sequence that switches the style on, or "" for the zero style.
func (s Style) SGR() string {
	if s == (Style{}) {
		return ""
	}
	var a ansi.Style
	if s.Bold {
		a = a.Bold()
	}
	if s.Faint {
		a = a.Faint()
	}
	if s.Italic {
		a = a.Italic(true)
	}
	if s.Underline {
		a = a.Underline(true)
	}
	if s.Reverse {
		a = a.Reverse(true)
	}
	if s.Strike {
		a = a.Strikethrough(true)
	}
	if s.Fg != nil {
		a = a.ForegroundColor(s.Fg)
	}
	if s.Bg != nil {
		a = a.BackgroundColor(s.Bg)
	}
	return a.String()
}

// Render returns text in this style, with a reset behind it. The text must not hold line ends.
func (s Style) Render(text string) string {
	on := s.SGR()
	if on == "" || text == "" {
		return text
	}
	var b strings.Builder
	b.Grow(len(on) + len(text) + 3)
	b.WriteString(on)
	b.WriteString(text)
	b.WriteString(ansi.ResetStyle)
	return b.String()
}
