// Package render turns a note into a page: lines of styled text, with the position of each link, heading and source
// line.
//
//	tree ──blocks──▶ containers (ours) ──leaves──▶ Glamour ──scan──▶ spans ──wrap──▶ lines
//
// The package lays out lists, quotes, callouts, tables, code and other containers itself. Leaves, which are pieces of
// text without a block inside, go through Glamour one by one. A scanner turns Glamour's output into spans and lets
// nothing else through, so that no byte of a note reaches a terminal as a control character. Blocks are laid out on
// demand, since a note may be huge and a screen shows forty lines of it.
//
// Glamour styles a leaf: it writes text, emphasis, strikethrough and code in the styles of its configuration, which is
// package theme's. It parses, measures and wraps nothing, because it cannot carry links, hanging indents or long
// documents. Chroma splits code into tokens, which get the styles of the same configuration.
//
// No other package renders with Glamour. This one must never read a file, resolve a link or write to a terminal.
package render

import (
	"sync"
	"time"

	"github.com/yuin/goldmark/ast"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/match"
	"quire/internal/note"
	"quire/internal/theme"
)

// Source holds what a page is made from.
type Source struct {
	Note *note.Note
	// Details returns the details of Note, the same at each call. If it is nil, Note.Details is used.
	Details func() *note.Details
	Doc     *markdown.Document
	// BodyLine is the line of the file where Doc.Source starts, counted from 1; 0 means 1.
	BodyLine int
	// Targets holds the resolved links of Doc: Targets[i] belongs to Doc.Links()[i]. Without it links look unresolved.
	Targets []links.Target
	// Backlinks is the number of notes that link here, for the header.
	Backlinks int
	// IsContinuation says that Doc is not the first part of the note.
	IsContinuation bool
	// NumberOffset is the number of links in the parts of the note before Doc, for a page that numbers its links.
	NumberOffset int
	// Embeds are the notes to show in place of links, by the index of the link in Doc.
	Embeds map[int]*Embed
	// Verbatim says that the text is not Markdown but code or plain text, as the extension of the note's path says.
	Verbatim bool
}

// Options control how a page looks.
type Options struct {
	Theme  *theme.Theme
	Width  int  // cells of the text column; 0 never wraps
	Header bool // put title, date, author and tags before the text
	// Now is the reader's time, for saying whether a note of a knowledge bundle is out of date. The zero time says nothing about it.
	Now           time.Time
	NumberLinks   bool // put [1] and so on after each link, for pipes
	ShowAddresses bool // put the address in parentheses after a link whose text is not the address
	SayKinds      bool // put "(broken)", "(outside)", "(folder)" after such links, for screen readers
	NoLinkSigns   bool // put no signs or brackets at links
	// Pictures says how to show pictures that are alone on their line; nil shows them as text.
	Pictures *Pictures
	// Foldable lets the user fold callouts that the note marks as foldable, and details. Otherwise all are unfolded.
	Foldable bool
	// FoldOverrides are the numbers of the folds whose state differs from the one in the note.
	FoldOverrides map[int]bool
	// Sources says which formulas and diagrams are shown as written.
	Sources Sources
	// TableWidth is how many cells a table may take that needs more than Width; 0 means Width.
	TableWidth int
	// OpensTables gives tables that are wider than the text a number, so that they can have the focus and be opened alone.
	OpensTables bool
}

// Line is one line of a page. It is at most Options.Width cells wide, unless it is code or part of a table.
type Line struct {
	Runs   []Run
	Source int  // line of the file that it was made from, counted from 1; 0: none
	Code   bool // code is never wrapped and may be wider than the page
	// ContinuesRow says that the line belongs to the same row of a table as the line before.
	ContinuesRow bool
	// Outdent is how many cells left of the text the line begins, as part of a table that is wider than the text.
	Outdent int
	// Picture is the row of a picture that belongs on the line, or nil.
	Picture *PictureRow
}

// Run is text with one style and one link. It contains no control characters.
type Run struct {
	Text  string
	Style theme.Style
	Link  int // number of a link, footnote jump or fold of the page, or NoLink
	// IsDecoration says that the text is none of the note's: a bullet, a bar, the sign or number of a link.
	IsDecoration bool
	// ContinuesWord says that the text goes on in the next line, or in the next line of the table's cell, without a space.
	ContinuesWord bool
	Column        int // of a table's cell, from 1; 0 outside of tables
}

// NoLink is the Link of a run without a link.
const NoLink = -1

// Pos is a position on a page: a line of a block. Blocks are laid out on demand, so the number of a line within the
// whole page is unknown until all blocks are laid out.
type Pos struct{ Block, Line int }

// Page is a note laid out for one width and theme. It is safe for concurrent use.
type Page struct {
	src   Source
	doc   *markdown.Document
	opts  Options
	theme *theme.Theme
	width int

	blocks       []block
	title        ast.Node // heading that the header shows, or nil
	hasDrawings  func() bool
	focusTargets // what can have the focus besides the document's own links

	*layoutState
	lacking *Lacking // if set, the page lays nothing out; see WithoutLayout
}

// layoutState is what a page has laid out so far.
type layoutState struct {
	background func() *Page // a copy that commands lay out, made once, since it measures long tables

	mu         sync.Mutex // guards the fields below
	leaves     *leafRenderer
	scratch    []byte
	syntax     *syntaxStyles
	cache      lineCache
	longTables map[ast.Node]tableLayout // layouts of tables that are split into blocks
	linkLines  struct {                 // first line of each link in the block that was searched last
		block int
		line  map[int]int
	}
	blockOrder []int // block indexes, sorted by offset
	focusOrder []int
	changed    *Page // the answer of withView given last, or nil
	// sourceFinder finds the words of the query in formulas; nil until it is needed.
	sourceFinder *match.Finder
}

func newLayoutState(p *Page) *layoutState {
	return &layoutState{background: sync.OnceValue(func() *Page { return p.Copy() })}
}

// unlimitedWidth is the width of a page that never wraps.
const unlimitedWidth = 1 << 30

// New returns a page of which nothing is laid out yet. A missing note, document or theme is replaced by an empty note,
// an empty document or the plain theme.
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
	p.hasDrawings = sync.OnceValue(func() bool { return findDrawings(p.doc) })
	p.layoutState = newLayoutState(p)
	if p.width <= 0 {
		p.width = unlimitedWidth
	}
	p.splitBlocks()
	p.numberTargets()
	return p
}

// BlockCount returns the number of blocks on the page.
func (p *Page) BlockCount() int { return len(p.blocks) }

// Block returns the lines of block i, laid out if necessary. The first line is blank if a blank line separates the
// block from the previous one. All blocks one after the other are the page. The caller must not change the lines.
func (p *Page) Block(i int) []Line {
	if i < 0 || i >= len(p.blocks) {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.getBlock(i)
}

// getBlock returns the lines of block i, laid out if necessary. The caller holds mu.
func (p *Page) getBlock(i int) []Line {
	if lines, ok := p.cache.get(i); ok {
		return lines
	}
	if p.lacking != nil && !p.lacking.mayLayOut {
		p.lacking.add(p, i)
		return nil
	}
	if p.leaves == nil {
		p.leaves = newLeafRenderer(p.theme, p.styleForMark)
	}
	lines := p.layoutBlock(p.blocks[i])
	p.cache.put(i, lines)
	return lines
}

// LineCount returns the number of lines of the whole page. It lays out every block.
func (p *Page) LineCount() int {
	n := 0
	for i := range p.blocks {
		n += len(p.Block(i))
	}
	return n
}

// Links returns the links of the document itself, by their numbers in runs. It leaves out those of embedded notes.
func (p *Page) Links() []markdown.Link { return p.doc.Links() }

// FocusOrder returns the numbers of all links, footnote jumps and folds in reading order, including the links of embedded
// notes.
func (p *Page) FocusOrder() []int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.focusOrder == nil {
		p.focusOrder = p.orderTargets()
	}
	return p.focusOrder
}

// FootnoteJump returns the footnote jump with a number.
func (p *Page) FootnoteJump(link int) (markdown.FootnoteJump, bool) {
	i := link - len(p.doc.Links())
	if i < 0 || i >= len(p.doc.FootnoteJumps()) {
		return markdown.FootnoteJump{}, false
	}
	return p.doc.FootnoteJumps()[i], true
}

// LinksByNumber returns the links that carry a number on the page, in the order of these numbers, which start at 1.
func (p *Page) LinksByNumber() []int {
	out := make([]int, len(p.doc.Links()))
	for i := range out {
		out[i] = i
	}
	for i, e := range p.targets {
		if e.embed != nil {
			out = append(out, p.firstTargetNumber()+i)
		}
	}
	return out
}

// lineCache holds the lines of the blocks used last, in two generations: when the young one is full it replaces the old
// one, and blocks that are still in use move over.
type lineCache struct {
	young, old map[int][]Line
	youngLines int // in young
}

// A generation ends when it has this many lines (a screen has about fifty) and this many blocks: a screen may show parts
// of two blocks of any size, which must not evict each other.
const (
	maxYoungLines  = 8192
	minYoungBlocks = 8
)

func (c *lineCache) get(i int) ([]Line, bool) {
	if lines, ok := c.young[i]; ok {
		return lines, true
	}
	lines, ok := c.old[i]
	if ok {
		c.put(i, lines)
	}
	return lines, ok
}

func (c *lineCache) put(i int, lines []Line) {
	if c.young == nil || c.youngLines > maxYoungLines && len(c.young) >= minYoungBlocks {
		c.young, c.old, c.youngLines = map[int][]Line{}, c.young, 0
	}
	c.young[i] = lines
	c.youngLines += len(lines) + 1
}
