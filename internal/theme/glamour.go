package theme

import (
	"encoding/json"
	"fmt"
	"image/color"
	"strconv"

	"charm.land/glamour/v2/ansi"
	"charm.land/lipgloss/v2"
	xansi "github.com/charmbracelet/x/ansi"
)

// glamourStyle converts the theme to a Glamour style. Prefixes, margins and indents stay empty, because quire lays out
// containers itself and uses Glamour for the text of leaf blocks only.
func (t *Theme) glamourStyle(p palette) ansi.StyleConfig {
	var c ansi.StyleConfig
	for i, h := range []*ansi.StyleBlock{&c.H1, &c.H2, &c.H3, &c.H4, &c.H5, &c.H6} {
		h.StylePrimitive = toPrimitive(t.Headings[i])
	}
	c.Emph, c.Strong, c.Strikethrough = toPrimitive(t.Emph), toPrimitive(t.Strong), toPrimitive(t.Strike)
	c.Code.StylePrimitive = toPrimitive(t.Code)
	c.Link, c.LinkText = toPrimitive(t.Link), toPrimitive(t.Link)
	c.Image, c.ImageText = toPrimitive(t.Dim), toPrimitive(t.Dim)
	c.HorizontalRule = toPrimitive(t.Rule)
	c.Table.StylePrimitive = toPrimitive(Style{})
	c.CodeBlock.StylePrimitive = toPrimitive(t.CodeBlock)
	if t.Plain {
		return c
	}
	fg := func(c color.Color, bold, italic bool) ansi.StylePrimitive {
		return toPrimitive(Style{Fg: c, Bold: bold, Italic: italic})
	}
	c.CodeBlock.Chroma = &ansi.Chroma{
		Comment: fg(p.comment, false, true), CommentPreproc: fg(p.comment, false, false),
		Keyword: fg(p.keyword, false, false), KeywordReserved: fg(p.keyword, false, false),
		KeywordNamespace: fg(p.keyword, false, false), KeywordType: fg(p.function, false, false),
		Operator: fg(p.dim, false, false), Punctuation: fg(p.dim, false, false),
		Name: fg(p.name, false, false), NameBuiltin: fg(p.function, false, false), NameTag: fg(p.keyword, false, false),
		NameAttribute: fg(p.function, false, false), NameClass: fg(p.function, true, false), NameConstant: fg(p.number, false, false),
		NameDecorator: fg(p.number, false, false), NameFunction: fg(p.function, false, false),
		LiteralNumber: fg(p.number, false, false), LiteralDate: fg(p.number, false, false),
		LiteralString: fg(p.literal, false, false), LiteralStringEscape: fg(p.number, false, false),
		GenericDeleted: fg(p.danger, false, false), GenericInserted: fg(p.tip, false, false),
		GenericEmph: fg(nil, false, true), GenericStrong: fg(nil, true, false), GenericSubheading: fg(p.dim, false, false),
	}
	return c
}

// toPrimitive converts a Style to a primitive of a Glamour style.
func toPrimitive(s Style) ansi.StylePrimitive {
	yes := true
	on := func(b bool) *bool {
		if b {
			return &yes
		}
		return nil
	}
	return ansi.StylePrimitive{
		Color: formatColor(s.Fg), BackgroundColor: formatColor(s.Bg),
		Bold: on(s.Bold), Faint: on(s.Faint), Italic: on(s.Italic), Underline: on(s.Underline), CrossedOut: on(s.Strike), Inverse: on(s.Reverse),
	}
}

// formatColor formats a colour as Glamour's style files do: "#rrggbb", or the number of one of the sixteen basic colours. A nil
// colour is nil.
func formatColor(c color.Color) *string {
	if c == nil {
		return nil
	}
	var s string
	if n, ok := c.(xansi.BasicColor); ok {
		s = strconv.Itoa(int(n))
	} else {
		r, g, b, _ := c.RGBA()
		s = fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
	}
	return &s
}

// FromPrimitive converts a primitive of a Glamour style file to a Style.
func FromPrimitive(p ansi.StylePrimitive) Style {
	on := func(b *bool) bool { return b != nil && *b }
	s := Style{
		Bold: on(p.Bold), Faint: on(p.Faint), Italic: on(p.Italic), Underline: on(p.Underline),
		Strike: on(p.CrossedOut), Reverse: on(p.Inverse),
	}
	if p.Color != nil {
		s.Fg = lipgloss.Color(*p.Color)
	}
	if p.BackgroundColor != nil {
		s.Bg = lipgloss.Color(*p.BackgroundColor)
	}
	return s
}

// FromGlamour builds a theme from the JSON of a Glamour style file. Whatever the file leaves open comes from base. The
// error says that data is no Glamour style.
func FromGlamour(name string, data []byte, base *Theme) (*Theme, error) {
	var c ansi.StyleConfig
	if err := json.Unmarshal(data, &c); err != nil {
		return nil, fmt.Errorf("%s: not a Glamour style: %w", name, err)
	}
	t := *base
	t.Name = name
	set := func(dst *Style, p ansi.StylePrimitive) {
		if s := FromPrimitive(p); s != (Style{}) {
			*dst = s
		}
	}
	set(&t.Text, c.Document.StylePrimitive)
	for i, h := range []ansi.StyleBlock{c.H1, c.H2, c.H3, c.H4, c.H5, c.H6} {
		set(&t.Headings[i], c.Heading.StylePrimitive)
		set(&t.Headings[i], h.StylePrimitive)
	}
	t.Title = t.Headings[0]
	set(&t.Emph, c.Emph)
	set(&t.Strong, c.Strong)
	set(&t.Strike, c.Strikethrough)
	set(&t.Code, c.Code.StylePrimitive)
	set(&t.Link, c.LinkText)
	set(&t.LinkExternal, c.Link)
	set(&t.QuoteText, c.BlockQuote.StylePrimitive)
	set(&t.Rule, c.HorizontalRule)
	set(&t.CodeBlock, c.CodeBlock.StylePrimitive)
	chroma := c.CodeBlock.Chroma
	t.Glamour = t.glamourStyle(palette{})
	t.Glamour.CodeBlock.Chroma = base.Glamour.CodeBlock.Chroma
	if chroma != nil {
		t.Glamour.CodeBlock.Chroma = chroma
	}
	return &t, nil
}
