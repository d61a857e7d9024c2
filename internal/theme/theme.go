// Package theme defines every colour and style of quire: for pages, for the screen around them and for the output of
// commands. No other package names a colour.
//
// There are three voices: bold for names (titles, the selected row), plain for reading, dim for help (dates, counts,
// hints), and one accent colour for what can be acted on now. A theme never says anything by colour alone: each kind of
// link, the focus and the selected row differ by an attribute or a glyph too.
//
// The package uses Glamour for its style files: users may write a theme as one, and every theme is one too, for package
// render.
package theme

import (
	"charm.land/glamour/v2/ansi"

	"quire/internal/text"
)

// Theme holds the styles of everything that is shown. It never changes after it is built, so goroutines may share it.
type Theme struct {
	Name  string
	Dark  bool // for a dark background
	Plain bool // every Style is zero: no escape sequence is emitted
	ASCII bool // the locale is not UTF-8: glyphs are ASCII
	// Cells counts the cells that a text takes where the theme is shown. The zero value suits any output.
	Cells text.WidthMethod

	// Voices.
	Text, Bold, Dim, Accent Style

	// The page.
	Title                      Style    // the note's title in its header
	Headings                   [6]Style // by level, from H1
	Emph, Strong, Strike, Mark Style
	Code, Kbd                  Style // in a line of text
	CodeBlock, CodeLabel       Style
	QuoteText, QuoteBar        Style
	Bullet, Rule               Style
	TableHead, TableRule       Style
	Footnote                   Style
	Note, Tip, Warning, Danger Style // callouts, by class
	Link, LinkExternal         Style
	LinkBroken, LinkAmbiguous  Style
	LinkVisited                Style

	// What is drawn over the page, and lists.
	Focus        Style // the focused link
	Hint         Style // a link hint
	Match        Style // a search match
	MatchCurrent Style // the current search match
	Selected     Style // the selected row's text
	Cursor       Style // the bar of the selected row, the prompt of the query line
	Border       Style // of overlays
	Error        Style
	Include      Style // + in the tag picker
	Exclude      Style // − in the tag picker

	// Glamour is the same theme as a Glamour style, for what Glamour renders; its CodeBlock.Chroma styles code.
	Glamour ansi.StyleConfig
}

// Heading returns the style of a heading. Levels count from 1; others are clamped to 1 to 6.
func (t *Theme) Heading(level int) Style { return t.Headings[min(max(level, 1), 6)-1] }

// Callout returns the style of a callout's label and bar. kind is the word in [!kind], in any case. Kinds that neither
// Obsidian nor GitHub documents look like a note.
func (t *Theme) Callout(kind string) Style {
	switch calloutClass(kind) {
	case classTip:
		return t.Tip
	case classWarning:
		return t.Warning
	case classDanger:
		return t.Danger
	case classQuiet:
		return t.QuoteBar
	}
	return t.Note
}

// WithASCII returns t with ASCII glyphs on or off. ASCII is for terminals whose locale is not UTF-8.
func (t *Theme) WithASCII(ascii bool) *Theme {
	if t.ASCII == ascii {
		return t
	}
	c := *t
	c.ASCII = ascii
	return &c
}

// WithCells returns t for an output that counts the cells of a text with m.
func (t *Theme) WithCells(m text.WidthMethod) *Theme {
	if t.Cells == m {
		return t
	}
	c := *t
	c.Cells = m
	return &c
}

// class groups callout kinds that share a colour.
type class uint8

const (
	classNote class = iota
	classTip
	classWarning
	classDanger
	classQuiet
)
