package tui

import (
	"image"

	tea "charm.land/bubbletea/v2"

	"quire/internal/note"
	"quire/internal/render"
	"quire/internal/tui/cells"
	"quire/internal/tui/loader"
	"quire/internal/tui/querybar"
	"quire/internal/tui/reader"
)

// pageScreen is the page: the open note, the search in it, its links, folds, footnotes and pictures. It is a value.
type pageScreen struct {
	*session
	reader      reader.Model
	open        openPage
	mode        pageMode
	finder      querybar.Model // the search line
	searchStart reader.Anchor  // where the search in the page started
	images      imageCache
	visited     map[string]bool // paths and addresses; never modified, only replaced
	recent      []string        // paths of the notes read last in this session, the latest first; never modified, only replaced
	document    *note.Parsed    // a document outside the library, or nil
	shelfUnseen bool            // the reader was started with a page, and has shown no shelf since

	documentVersion int // counts the versions of a document that grows

	loader      loader.Loader // of the open note, and of what a link leads to
	destination destination   // of the note that is loading, or was loaded last
	question    pageRequest   // about the open note, whose answer is awaited

	said notice   // for the bottom line; the root takes it
	asks []intent // the root carries them out
}

// pageMode says what the keys do on the page.
type pageMode uint8

const (
	modeRead  pageMode = iota
	modeFind           // they edit the search line
	modeHints          // they choose a link by its letters
)

// openPage is the note on the page.
type openPage struct {
	shown    bool
	path     string
	src      render.Source
	page     *render.Page
	key      loader.Key
	isHead   bool // only the first part of the note is there
	hitIndex int  // its index in the hits, or -1
}

// newPageScreen returns a page without a note.
func newPageScreen(s *session, pages loader.Loader) pageScreen {
	m := pageScreen{session: s, loader: pages, reader: reader.New(s.theme), finder: querybar.New("/", s.theme), document: s.opts.Document}
	m.reader.Keys = s.keys.page
	return m
}

// Update handles a key that is not an action of the program, a paste, or the answer to a command of the page's own.
func (m pageScreen) Update(msg tea.Msg) (pageScreen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		switch m.mode {
		case modeFind:
			return m.updateFind(msg)
		case modeHints:
			return m.handleHintKey(msg)
		}
		return m.handlePageKey(msg)
	case tea.PasteMsg:
		if m.mode == modeFind {
			return m.updateFind(msg)
		}
		return m, nil
	case loader.LinesCountedMsg:
		return m.continueCounting(msg)
	case documentGrownMsg:
		return m.handleDocumentGrown(msg)
	case browserStartedMsg:
		return m.handleBrowserStarted(msg)
	case viewerStartedMsg:
		return m.handleViewerStarted(msg)
	}
	if next, cmd, handled := m.updateImages(msg); handled {
		return next, cmd
	}
	_, _, wasDone := m.reader.MatchStatus()
	var cmd tea.Cmd
	m.reader, cmd = m.reader.Update(msg) // continues a search in the page
	if !wasDone && m.mode == modeRead {  // enter could not say yet that there is no match
		m = m.reportNoMatch()
	}
	return m, cmd
}

// handlePageKey passes a key to the page, and says why when the key has no visible effect.
func (m pageScreen) handlePageKey(k tea.KeyPressMsg) (pageScreen, tea.Cmd) {
	keys := m.reader.Keys
	switch {
	case matchesKey(k, keys.NextLink):
		return m.focusNextLink(1), nil
	case matchesKey(k, keys.PrevLink):
		return m.focusNextLink(-1), nil
	case matchesKey(k, keys.NextMatch, keys.PrevMatch) && m.reader.SearchPattern() == "" && !m.reader.HasQueryWords():
		return m.showNotice("no search yet; " + m.firstKeyLabel(m.keys.Find) + " searches in the page"), nil
	case !matchesKey(k, keys.Bindings()...):
		return m.showNotice(m.explainUnknownKey(k)), nil
	}
	var cmd tea.Cmd
	m.reader, cmd = m.reader.Update(k)
	return m.reportNoMatch(), cmd
}

// setLook adopts the theme of the session.
func (m pageScreen) setLook() pageScreen {
	m.reader, m.finder = m.reader.SetTheme(m.theme), m.finder.SetTheme(m.theme)
	return m
}

// resize adopts the layout of the session.
func (m pageScreen) resize() pageScreen {
	l := m.layout
	m.reader = m.reader.Resize(l.page.Dx(), l.page.Dy(), l.measure)
	if m.mode == modeHints { // the labels belong to the old lines
		m = m.hideLinkHints()
	}
	return m
}

// hasShelf reports whether there is a shelf to go back to. For a document outside the library, an empty library does not
// count.
func (m pageScreen) hasShelf() bool {
	return m.opts.Live != nil && (m.document == nil || m.library.Status().Notes > 0)
}

// endsReader reports whether leaving the page ends the reader: there is no shelf, or the user has not seen it yet and would not
// know what it is.
func (m pageScreen) endsReader() bool { return m.shelfUnseen || !m.hasShelf() }

// describeLeaving says for the key hints what leaving the page does.
func (m pageScreen) describeLeaving() string {
	if m.endsReader() {
		return "quit"
	}
	return "shelf"
}

func (m pageScreen) showNotice(text string) pageScreen {
	m.said = notice{text: text}
	return m
}

func (m pageScreen) showError(text string) pageScreen {
	m.said = notice{text: text, isError: true}
	return m
}

// leave goes to the shelf, or quits.
func (m pageScreen) leave() (pageScreen, tea.Cmd) {
	if m.endsReader() {
		return m, tea.Quit
	}
	return m.ask(leaveToShelf{}), nil
}

// entry returns the history entry for the present position.
func (m pageScreen) entry() historyEntry {
	return historyEntry{path: m.open.path, anchor: m.reader.Anchor()}
}

// View returns the rows of the window with the page, above a bottom line or the search line while it is edited, and the position
// of the cursor, which is nil when hidden.
func (m pageScreen) View(at shelfPlace, bottom string) (rows []string, cursor *image.Point) {
	l := m.layout
	rows = make([]string, l.window.Dy())
	putLine(rows, l.top, m.renderPageHead(l.top.Dx(), at))
	copy(rows[l.page.Min.Y:l.page.Max.Y], m.reader.Lines())
	if m.mode == modeFind {
		line, column := m.finder.View(l.bottom.Dx(), "search in the page; case-sensitive if it has capitals")
		putLine(rows, l.bottom, cells.Justify(m.theme.Cells, line, m.theme.Dim.Render(m.describeMatches()), l.bottom.Dx(), 2, m.glyphs.Tail))
		return rows, &image.Point{X: l.bottom.Min.X + max(column, 0), Y: l.bottom.Min.Y}
	}
	putLine(rows, l.bottom, bottom)
	if at, ok := m.reader.FocusedLinkCell(); ok && m.theme.Plain && m.mode == modeRead { // as in lynx, since the terminal may support no attributes
		cursor = &image.Point{X: l.page.Min.X + at.X, Y: l.page.Min.Y + at.Y}
	}
	return rows, cursor
}
