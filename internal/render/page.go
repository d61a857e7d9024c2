package render

import (
	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/theme"
)

// Source is what a page is made from.
type Source struct {
	Note *note.Note
	Doc  *markdown.Document
	// Targets says where each link of Doc leads: Targets[i] belongs to Doc.Links()[i].
	// Nil leaves every link looking like one whose end is not known.
	Targets []links.Target
	// Backlinks is the number of notes that link here, for the header.
	Backlinks int
}

// Options decide how a page looks.
type Options struct {
	Theme *theme.Theme
	Width int  // cells of the text column; 0 never wraps
	Header bool // title, date, author, tags before the text
	Numbers bool // a [1] after each link, for pipes
}

// Line is one row of a page. It is at most Options.Width cells wide, unless it is code.
type Line struct {
	Runs   []Run
	Source int // line of the file that it was made from, from 1; 0 for none
	Code   bool // a line of code, which is never wrapped and may be wider than the page
}

// Run is a stretch of cells of one style and one link. Text holds no control.
type Run struct {
	Text  string
	Style theme.Style
	Link  int // index into Document.Links, or NoLink
}

// NoLink is Run.Link where there is none.
const NoLink = -1

// Pos is a place on a page: a line of a block. Blocks are laid out on demand,
// so the number of a line on the whole page is not known until all are.
type Pos struct{ Block, Line int }
