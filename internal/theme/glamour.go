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

// glamour says the theme in Glamour's terms. Prefixes, margins and indents are
// left empty: quire lays containers out itself and asks Glamour for the words only.
func (t *Theme) glamour(p palette) ansi.StyleConfig {
	var c ansi.StyleConfig
	for i, h := range []*ansi.StyleBlock{&c.H1, &c.H2, &c.H3, &c.H4, &c.H5, &c.H6} {
		h.StylePrimitive = primitive(t.Headings[i])
	}
	c.Emph, c.Strong, c.Strikethrough = primitive(t.Emph), primitive(t.Strong), primitive(t.Strike)
	c.Code.StylePrimitive = primitive(t.Code)
	c.Link, c.LinkText = primitive(t.Link), primitive(t.Link)
	c.Image, c.ImageText = primitive(t.Dim), primitive(t.Dim)
	c.HorizontalRule = primitive(t.Rule)
	c.Table.StylePrimitive = primitive(Style{})
	c.CodeBlock.StylePrimitive = primitive(t.CodeBlock)
	if t.Plain {
		return c
	}
	fg := func(c color.Color, bold, italic bool) ansi.StylePrimitive {
		return primitive(Style{Fg: c, Bold: bold, Italic: italic})
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

func primitive(s Style) ansi.StylePrimitive {
	yes := true
	on := func(b bool) *bool {
		if b {
			return &yes
		}
		return nil
	}
	return ansi.StylePrimitive{
		Color: colorString(s.Fg), BackgroundColor: colorString(s.Bg),
		Bold: on(s.Bold), Faint: on(s.Faint), Italic: on(s.Italic), Underline: on(s.Underline), CrossedOut: on(s.Strike), Inverse: on(s.Reverse),
	}
}

// colorString is a colour as Glamour's style files write it: "#rrggbb", or the number of one of the sixteen.
func colorString(c color.Color) *string {
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

// styleOf reads a primitive of a Glamour style file.
func styleOf(p ansi.StylePrimitive) Style {
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

// FromGlamour makes a theme from a Glamour style file: what the file names
// looks as it says, the rest as in base.
func FromGlamour(name string, data []byte, base *Theme) (*Theme, error) {
	var c ansi.StyleConfig
	if err := json.Unmarshal(data, &c); err != nil {
		return nil, fmt.Errorf("%s: not a Glamour style: %w", name, err)
	}
	t := *base
	t.Name = name
	set := func(dst *Style, p ansi.StylePrimitive) {
		if s := styleOf(p); s != (Style{}) {
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
	t.Glamour = t.glamour(palette{})
	t.Glamour.CodeBlock.Chroma = base.Glamour.CodeBlock.Chroma
	if chroma != nil {
		t.Glamour.CodeBlock.Chroma = chroma
	}
	return &t, nil
}
