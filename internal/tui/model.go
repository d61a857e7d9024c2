package tui

import (
	"context"
	"os/exec"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"quire/internal/catalog"
	"quire/internal/index"
	"quire/internal/library"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/render"
	"quire/internal/state"
	"quire/internal/theme"
	"quire/internal/tui/around"
	"quire/internal/tui/cells"
	"quire/internal/tui/panel"
	"quire/internal/tui/picker"
	"quire/internal/tui/querybar"
	"quire/internal/tui/reader"
	"quire/internal/tui/sheet"
	"quire/internal/tui/shelf"
)

// screen is what fills the window.
type screen uint8

const (
	screenReading screen = iota // the library is being read for the first time
	screenFailed                // it could not be
	screenOpening               // the library is there, or some of it, and the page to begin with is not yet
	screenShelf
	screenPage
)

// focus is who gets the keys.
type focus uint8

const (
	focusScreen focus = iota
	focusQuery        // the query line of the shelf
	focusFind         // the search line of the page
	focusHints        // links are labelled
	focusPicker
	focusPanel
	focusSheet
	focusPeek
	focusConfirm
	focusAround // the picture of the notes around one
)

// Model is the program. It is a value: each method that changes it returns another.
type Model struct {
	program
	window
	shelfPlace
	pagePlace
	floating
}

// program is what the screen works with.
type program struct {
	ctx     context.Context
	opts    Options
	start   startup
	keys    keyMap
	library libraryState
	queue   []tea.KeyPressMsg // typed ahead of an answer
	system  system
	turns   *turns // shared by all copies
	memory
	rest
}

// memory is what is on its way to what is remembered, which is shared and in Options.
type memory struct {
	stirring  bool   // it will be written in a moment
	forgetful bool   // it could not be, and that was said
	lastRead  string // path of the note that was opened last; empty for none
}

// window is what is shown where, and how it looks.
type window struct {
	screen screen
	focus  focus
	layout layout
	look   *theme.Theme
	glyphs cells.Glyphs
	notice notice
}

// shelfPlace is the shelf, with the query line above it and the preview beside it.
type shelfPlace struct {
	shelf   shelf.Model
	preview reader.Model
	query   querybar.Model
	order   order
	results results
}

// pagePlace is the page, and the way that led to it.
type pagePlace struct {
	reader   reader.Model
	finder   querybar.Model // the search line
	open     opened
	document *note.Parsed // what is read besides the library
	trail    trail
	visited  map[string]bool // paths and addresses where one has been; never changed, only replaced
	pages    pages
	gallery  gallery
	typed    string // of a link's label
}

// floating is what can lie over either place; the focus says which of them does.
type floating struct {
	picker picker.Model
	panel  panel.Model
	sheet  sheet.Model
	peek   reader.Model
	around around.Model
	float  float
}

// startup is what is still to be done once the library is there.
type startup struct {
	note, heading string
	document      *note.Parsed
}

// libraryState is the library, and the reading of it.
type libraryState struct {
	*catalog.Catalog
	state   int  // grows with each catalog
	seq     int  // of the load that was asked for last
	told    int  // seq of the load whose end is told; 0 for none
	waiting bool // for long enough to say so
	read    *counter
	undated bool // no note has a date, and then none is newer than another
	err     error
}

// results are what is on the shelf, and the question that it answers.
type results struct {
	asked, answered question
	found           found
	grown           bool   // more of the library is known than when the question before was answered
	reselect        string // path of the note to select when the answer comes; empty: the first
	last            string // path of the note of the set that was read last
	at              int    // its number in the hits; -1 for none
}

// opened is the note that is on the page.
type opened struct {
	shown bool
	path  string
	src   render.Source
	page  *render.Page
	in    int // its number in the hits; -1 when it is not among them
}

// pages are the pages that were asked for, and what happens when they come.
type pages struct {
	want      [spots]pageKey
	asked     [spots]bool // and not answered yet
	landing   landing
	previewed pageMade // what the preview shows
	peekAt    string   // the heading at which one peeks
}

// landing is where a page that was asked for is entered.
type landing struct {
	at      reader.Place
	heading string
	link    int // one more than the link to be focused; 0 for none
	notice  string
	trail   trail
	relay   bool         // the same note as before, at the same place
	resume  bool         // where one stopped reading, rather than at the beginning
	again   bool         // also when words are searched for, which a note is else entered for
	mark    *state.Place // a bookmark
}

// notice is what the bottom line says until the next key.
type notice struct {
	text  string
	bad   bool
	offer bool // it leaves room for what else can be done
}

// system is what the program does outside of itself; tests replace it.
type system struct {
	exec  func(*exec.Cmd, tea.ExecCallback) tea.Cmd
	start func(*exec.Cmd) error
	after func(time.Duration, tea.Msg) tea.Cmd
	// firstFrame is how long the first screen is given before the library is read.
	firstFrame time.Duration
	giveBack   func()             // memory, to the system
	copy       func(string) error // to the system's clipboard, where there is one
	env        func(string) string
	goos       string
}

func newModel(ctx context.Context, o Options) Model {
	look := o.Theme
	if look == nil {
		look = assumed(o.Env)
	}
	look = onScreen(look.WithASCII(o.ASCII), o.Env)
	m := Model{
		program:    program{ctx: ctx, opts: o, start: startup{o.Note, o.Heading, o.Document}, keys: defaultKeys(), system: realSystem(o.Env), turns: newTurns()},
		window:     window{look: look, glyphs: cells.GlyphsFor(look.ASCII), notice: notice{text: o.Notice}},
		shelfPlace: shelfPlace{shelf: shelf.New(look), preview: reader.New(look), query: querybar.New("/", look).Set(o.Query), order: order{o.Sort, o.Reverse}},
		pagePlace:  pagePlace{reader: reader.New(look), finder: querybar.New("/", look)},
		floating:   floating{picker: picker.New(look, note.Fold), panel: panel.New(look), sheet: sheet.New(), peek: reader.New(look), around: around.New(look)},
	}
	m.results.at = -1
	m.library.read = new(counter)
	m.library.Catalog = emptyCatalog()
	m.shelf = m.shelf.Tagged(o.Columns == nil || slices.Contains(o.Columns, "tags"))
	m, _ = m.rebound(o.Keys) // what cannot be was told before
	return m
}

// assumed is the look until the terminal tells its background, which some never do: dark, as most are, unless
// COLORFGBG, which rxvt and its heirs set, names a light ground. A terminal that knows no attributes gets none.
func assumed(env []string) *theme.Theme {
	if valueOf(env, "TERM") == "dumb" {
		return theme.Plain()
	}
	ground := valueOf(env, "COLORFGBG")
	if ground = ground[strings.LastIndexByte(ground, ';')+1:]; ground == "7" || ground == "15" {
		return theme.Light()
	}
	return theme.Dark()
}

// onScreen is a look in which the focus can be seen: where there are no colours, every terminal that can show a screen can reverse.
func onScreen(look *theme.Theme, env []string) *theme.Theme {
	if !look.Plain && valueOf(env, "NO_COLOR") == "" {
		return look
	}
	c := *look
	reverse := theme.Style{Reverse: true}
	c.Focus, c.Hint, c.MatchCurrent = reverse, reverse, reverse
	c.Match, c.Selected = theme.Style{Underline: true}, theme.Style{Bold: true}
	return &c
}

// valueOf is the value of a variable, the last one that is given.
func valueOf(environ []string, name string) string {
	for i := len(environ) - 1; i >= 0; i-- {
		if value, ok := strings.CutPrefix(environ[i], name+"="); ok {
			return value
		}
	}
	return ""
}

// emptyCatalog stands for the library until there is one, and where there is none.
func emptyCatalog() *catalog.Catalog {
	r := links.New(nil, nil, links.Site{})
	return &catalog.Catalog{
		Library: library.FromFS("", nil), Contents: &library.Contents{}, Links: r, Index: index.NewBuilder().Build(nil, r),
	}
}

// hasShelf says whether there is a library to go back to. Behind a document, one without a note is none.
func (m Model) hasShelf() bool {
	return m.opts.Load != nil && (m.document == nil || len(m.library.Notes) > 0)
}

// Init asks for the library and for the terminal's background.
func (m Model) Init() tea.Cmd {
	var cmds []tea.Cmd
	if (m.opts.Theme == nil || m.opts.Theme.Suits()) && !m.look.Plain {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	if m.opts.Load != nil {
		cmds = append(cmds, m.firstRead(), m.system.after(slow, waited{0}))
	} else {
		cmds = append(cmds, func() tea.Msg { return libraryLoaded{seq: 0, catalog: emptyCatalog()} })
	}
	return tea.Batch(cmds...)
}

// slow is how long something may take before the screen speaks of it.
const slow = 200 * time.Millisecond
