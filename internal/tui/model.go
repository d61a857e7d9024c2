package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"quire/internal/catalog"
	"quire/internal/render"
	"quire/internal/text"
	"quire/internal/tui/cells"
	"quire/internal/tui/loader"
)

// screen says what fills the window.
type screen uint8

const (
	screenReading screen = iota // the library is loading for the first time
	screenFailed                // the library could not be loaded
	screenOpening               // the library, or a preview of it, is loaded, and the start page is rendering
	screenShelf
	screenPage
)

// Model is the state of the program: what the screens share, the screens, and what lies over them. It is a value: a method that
// changes it returns the changed copy.
type Model struct {
	*session
	screen   screen
	page     pageScreen
	shelf    shelfScreen
	overlays overlayStack
	notice   notice

	startup startup
	history history
	// queryBeforeList is the query that was in force on the page whose link led to the shelf.
	queryBeforeList string

	keyQueue keyQueue
	waiting  waitingMessages
	// layoutRounds counts how often the first of the waiting messages has waited.
	layoutRounds int
	saver        stateSaver
}

// startup names the note to open once the library is loaded.
type startup struct{ note, heading string }

// libraryState holds the library and the progress of loading it.
type libraryState struct {
	catalog.Library
	generation int           // counts the catalogs that were loaded
	state      catalog.State // handled last
	loadSeq    int           // number of the latest load that has ended; results of older ones are dropped
	reportSeq  int           // number of the load whose end is reported to the user; 0 for none
	isSlow     bool          // loading has taken long enough to show progress
	progress   *loadProgress
	undated    bool // no note has a date, so the default order is by title
	err        error
}

// notice is a message in the bottom line, shown until the next key.
type notice struct {
	text      string
	isError   bool
	showHints bool // the key hints are shown beside it
}

// New returns the program before its first message: a Bubble Tea model over o and its host, to be run once, by Run. Models
// share nothing that changes, so that one process may run many at a time. The work of the model ends with ctx.
func New(ctx context.Context, o Options) Model {
	look := o.Theme
	if look == nil {
		look = guessTheme(o.Host)
	}
	look = ensureVisibleFocus(look.WithASCII(o.ASCII).WithCells(text.PaintedWcwidth), o.Host)
	keys, _ := defaultKeyMap().applySettings(o.Keys) // the caller has reported invalid keys already
	shared := &session{ctx: ctx, opts: o, keys: keys, host: o.Host, effects: newEffects(), theme: look, glyphs: cells.GlyphsFor(look.ASCII), lacking: new(render.Lacking)}
	shared.library.progress = new(loadProgress)
	shared.library.Library = catalog.Empty()
	pages := loader.New(ctx) // the copies of the screens share its queue
	m := Model{
		session: shared, page: newPageScreen(shared, pages), shelf: newShelfScreen(shared, pages), notice: notice{text: o.Notice},
		startup: startup{o.Note, o.Heading},
	}
	if o.Growing != nil && o.Notice == "" {
		m.notice = notice{text: growingNotice, showHints: true}
	}
	return m
}

// Init waits for the library and asks the terminal for its background colour.
func (m Model) Init() tea.Cmd {
	var cmds []tea.Cmd
	if (m.opts.Theme == nil || m.opts.Theme.HasVariant()) && !m.theme.Plain {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	if m.opts.Live != nil {
		cmds = append(cmds, m.awaitLibrary(), m.effects.after(slowLoadDelay, slowLoadMsg{0}))
	} else {
		cmds = append(cmds, func() tea.Msg { return libraryLoadedMsg{seq: 0, catalog: catalog.Empty(), undated: true} })
	}
	if m.opts.Growing != nil {
		cmds = append(cmds, m.awaitDocument())
	}
	return tea.Batch(cmds...)
}

// slowLoadDelay is the time that loading may take before the screen shows progress.
const slowLoadDelay = 200 * time.Millisecond
