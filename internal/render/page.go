// Package render turns a note into a page: rows of cells with their styles, and where on
// it each link, heading and source line is.
//
//	tree ──blocks──▶ containers (ours) ──leaves──▶ Glamour ──scan──▶ spans ──wrap──▶ lines
//
// Lists, quotes, callouts, tables, code and the rest are laid out here. The
// leaves, stretches of text without a block in them, go through Glamour one by
// one; one scan turns what comes back into spans and lets nothing else through, so that
// no byte of a note reaches a terminal as a control. Blocks are laid out when they are
// asked for, since a note may be huge and a screen shows forty lines of it.
//
// It is the only room that knows Glamour. It must never read a file, resolve a link
// or write to a terminal.
package render

import (
	"sync"

	"github.com/yuin/goldmark/ast"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/theme"
)

// Source is what a page is made from.
type Source struct {
	Note *note.Note
	// Details gives those of Note, the same each time; nil stands for Note.Details.
	Details func() *note.Details
	Doc     *markdown.Document
	// BodyLine is the line of the file where Doc.Source starts, from 1; 0 means 1.
	BodyLine int
	// Targets says where each link of Doc leads: Targets[i] belongs to Doc.Links()[i].
	// Nil leaves every link looking like one whose end is not known.
	Targets []links.Target
	// Backlinks is the number of notes that link here, for the header.
	Backlinks int
	// Follows says that Doc is not the first part of the note, and Numbered how many links the parts before it have: see Options.Numbers.
	Follows  bool
	Numbered int
	// Embeds are the notes to be shown in the stead of links, by the number of the link in Doc.
	Embeds map[int]*Embed
	// Verbatim says that the text is not Markdown, but what the extension of the note's path says: see note.ParseText.
	Verbatim bool
}

// Options decide how a page looks.
type Options struct {
	Theme   *theme.Theme
	Width   int  // cells of the text column; 0 never wraps
	Header  bool // title, date, author, tags before the text
	Numbers bool // a [1] after each link, for pipes; see Page.Numbered
	Inline  bool // the address of each link after it, in parentheses, where the text does not say it
	Words   bool // "(broken)" after a link that leads nowhere, for whoever hears the page
	Bare    bool // links are their text alone, without a sign of their kind
	// Pictures are those that stand alone on their line; nil shows each as a line of text.
	Pictures *Pictures
	// Foldable makes callouts and details that say so fold; Turned are those, by their number, that are
	// not as the note has them. Without it all are unfolded.
	Foldable bool
	Turned   map[int]bool
}

// Line is one row of a page. It is at most Options.Width cells wide, unless it is code.
type Line struct {
	Runs   []Run
	Source int  // line of the file that it was made from, from 1; 0 for none
	Code   bool // a line of code, which is never wrapped and may be wider than the page
	// Picture is the part of a picture that belongs on the line; nil for none.
	Picture *Strip
}

// Run is a stretch of cells of one style and one link. Text holds no control.
type Run struct {
	Text  string
	Style theme.Style
	Link  int // index into Document.Links, a jump as in Document.Stops, a number of the page beyond these, or NoLink
}

// NoLink is Run.Link where there is none.
const NoLink = -1

// Pos is a place on a page: a line of a block. Blocks are laid out on demand,
// so the number of a line on the whole page is not known until all are.
type Pos struct{ Block, Line int }

// Page is a note laid out for one width and theme. Goroutines may share it.
type Page struct {
	src   Source
	doc   *markdown.Document
	opts  Options
	theme *theme.Theme
	width int

	blocks []block
	title  ast.Node // the heading that the header shows, or nil
	extras          // what can have the focus besides the document's own links

	mu      sync.Mutex // guards all below
	glamour *glamour
	scratch []byte
	syntax  *syntax
	cache   cache
	tables  map[ast.Node]columnsOf // the long ones
	found   struct {               // the links of the block that was looked at last
		block int
		line  map[int]int
	}
	order []int // blocks by their offset
	stops []int
}

// endless is the width of a page that never wraps.
const endless = 1 << 30

// New makes a page; nothing is laid out yet. A source without a note or a
// document, and options without a theme, make a page of what there is.
func New(src Source, o Options) *Page {
	if src.Doc == nil {
		src.Doc = markdown.Parse(nil)
	}
	if src.Note == nil {
		src.Note = &note.Note{}
	}
	if src.Details == nil {
		src.Details = sync.OnceValue(src.Note.Details)
	}
	if o.Theme == nil {
		o.Theme = theme.Plain()
	}
	p := &Page{src: src, doc: src.Doc, opts: o, theme: o.Theme, width: o.Width}
	if p.width <= 0 {
		p.width = endless
	}
	p.split()
	p.findExtras()
	return p
}

// Blocks is how many blocks the page has.
func (p *Page) Blocks() int { return len(p.blocks) }

// Block lays out the i-th block. Its first line is blank where a blank line parts it
// from the one before. The page is all blocks, one after the other. The lines are not to be changed.
func (p *Page) Block(i int) []Line {
	if i < 0 || i >= len(p.blocks) {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.block(i)
}

func (p *Page) block(i int) []Line {
	if lines, ok := p.cache.get(i); ok {
		return lines
	}
	if p.glamour == nil {
		p.glamour = newGlamour(p.theme, p.markedStyle)
	}
	lines := p.layout(p.blocks[i])
	p.cache.put(i, lines)
	return lines
}

// Len is the number of lines of the whole page, which is laid out for it.
func (p *Page) Len() int {
	n := 0
	for i := range p.blocks {
		n += len(p.Block(i))
	}
	return n
}

// Links are the links of the document itself, by the numbers that runs carry; see Link for those of embedded notes.
func (p *Page) Links() []markdown.Link { return p.doc.Links() }

// Stops are the links, jumps, folds and links of embedded notes, by the numbers that runs carry, in the order in which they are read.
func (p *Page) Stops() []int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stops == nil {
		p.stops = p.withExtras(p.doc.Stops())
	}
	return p.stops
}

// Jump is the jump that a run's number stands for.
func (p *Page) Jump(link int) (markdown.Jump, bool) {
	i := link - len(p.doc.Links())
	if i < 0 || i >= len(p.doc.Jumps()) {
		return markdown.Jump{}, false
	}
	return p.doc.Jumps()[i], true
}

// Numbered are the links that carry a number, in the order of their numbers from 1.
func (p *Page) Numbered() []int {
	out := make([]int, len(p.doc.Links()))
	for i := range out {
		out[i] = i
	}
	for i, e := range p.all {
		if e.embed != nil {
			out = append(out, p.first()+i)
		}
	}
	return out
}

// cache keeps the lines of the blocks used last, in two generations: when the young one
// is full, it becomes the old one, and what is still used moves over.
type cache struct {
	young, old map[int][]Line
	lines      int // in young
}

// cachedLines bounds a generation; a screen is about fifty.
const cachedLines = 8192

func (c *cache) get(i int) ([]Line, bool) {
	if lines, ok := c.young[i]; ok {
		return lines, true
	}
	lines, ok := c.old[i]
	if ok {
		c.put(i, lines)
	}
	return lines, ok
}

func (c *cache) put(i int, lines []Line) {
	if c.young == nil || c.lines > cachedLines {
		c.young, c.old, c.lines = map[int][]Line{}, c.young, 0
	}
	c.young[i] = lines
	c.lines += len(lines) + 1
}
