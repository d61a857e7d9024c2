// Package theme holds every colour and style of quire, for the page, the
// screen around it and the shell. Nothing else names a colour.
//
// There are three voices: bold for what names things, plain for reading, dim for
// what helps; and one accent for what can be acted on now. A theme never
// says anything by colour alone: each kind of link, the focus and the
// selected row differ by an attribute or a glyph too.
package theme

import (
	"charm.land/glamour/v2/ansi"
)

// Theme is a complete look. It is made once and only read afterwards.
type Theme struct {
	Name  string
	Dark  bool // made for a dark ground
	Plain bool // no escape sequence is ever needed: every Style is zero
	ASCII bool // the locale is not UTF-8: glyphs are ASCII

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
	Note, Tip, Warning, Danger Style // callouts, by what they are for
	Link, LinkExternal         Style
	LinkBroken, LinkAmbiguous  Style
	LinkVisited                Style

	// What lies over it.
	Focus        Style // the focused link
	Hint         Style // a link hint
	Match        Style // a search match
	MatchCurrent Style // the search match one is at
	Selected     Style // the selected row's text
	Cursor       Style // its bar, the query line's prompt
	Border       Style // of what floats
	Error        Style
	Include      Style // + in the tag picker
	Exclude      Style // − in the tag picker

	// Glamour is the same look in Glamour's terms, for what Glamour renders, and for code by
	// Glamour.CodeBlock.Chroma.
	Glamour ansi.StyleConfig
}

// Heading is the style of a heading; level counts from 1 and may be anything.
func (t *Theme) Heading(level int) Style { return t.Headings[min(max(level, 1), 6)-1] }

// Callout is the style of a callout's label and bar. Kind is what stands in
// [!kind], in any case; Obsidian's and GitHub's kinds are known, others look like a note.
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

// WithASCII is the theme for a terminal whose locale is not UTF-8.
func (t *Theme) WithASCII(ascii bool) *Theme {
	if t.ASCII == ascii {
		return t
	}
	c := *t
	c.ASCII = ascii
	return &c
}

type class uint8

const (
	classNote class = iota
	classTip
	classWarning
	classDanger
	classQuiet
)
