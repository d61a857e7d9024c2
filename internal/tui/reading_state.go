package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"quire/internal/note"
	"quire/internal/render"
	"quire/internal/search"
	"quire/internal/state"
	"quire/internal/tui/reader"
)

// How often the state file is written while something changes, and how long a write waits for the lock of another process.
const (
	saveInterval        = time.Second
	saveLockTimeout     = 500 * time.Millisecond
	exitSaveLockTimeout = time.Second
)

// stateSaver says when the state is saved, and what was read last. The state itself is shared and in Options.State.
type stateSaver struct {
	isScheduled bool   // a saveStateMsg is on its way
	hasFailed   bool   // a save has failed, and the user was warned
	lastNote    string // path of the note that was opened last, or empty
}

// schedule debounces saving: it makes sure that a save is due within saveInterval. While nothing happens, nothing is scheduled.
func (s stateSaver) schedule(store *state.Store, after func(time.Duration, tea.Msg) tea.Cmd) (stateSaver, tea.Cmd) {
	if store == nil || s.isScheduled {
		return s, nil
	}
	s.isScheduled = true
	return s, after(saveInterval, saveStateMsg{})
}

// save returns a command that writes the state file, if anything has changed.
func (s stateSaver) save(store *state.Store) (stateSaver, tea.Cmd) {
	s.isScheduled = false
	if !store.IsDirty() {
		return s, nil
	}
	return s, func() tea.Msg { return stateSavedMsg{store.Flush(saveLockTimeout)} }
}

// handleSaved returns the warning that the state file could not be written, once per session, or "".
func (s stateSaver) handleSaved(err error) (next stateSaver, warning string) {
	if err == nil || s.hasFailed {
		return s, ""
	}
	s.hasFailed = true
	return s, "bookmarks and read notes were not saved: " + err.Error()
}

// recordNote records the path of a note that was opened. The document outside the library, without a path, is none.
func (s stateSaver) recordNote(path string) stateSaver {
	if path != "" {
		s.lastNote = path
	}
	return s
}

// scheduleSave makes sure that what a handler in Update has changed is saved soon.
func scheduleSave(m Model, cmd tea.Cmd) (Model, tea.Cmd) {
	var save tea.Cmd
	m.saver, save = m.saver.schedule(m.opts.State, m.effects.after)
	return m, tea.Batch(cmd, save)
}

// saveState saves what has changed, with the place where the next session resumes.
func (m Model) saveState() (Model, tea.Cmd) {
	var cmd tea.Cmd
	m = m.recordSession()
	m.saver, cmd = m.saver.save(m.opts.State)
	return m, cmd
}

// recordSession stores the position in the open note and the query, order and note of the shelf, for the next session.
func (m Model) recordSession() Model {
	if m.opts.State == nil {
		return m
	}
	m.page.open.page = m.page.open.page.WithoutLayout(nil) // the program ends: nothing waits for layout any more
	m.page = m.page.recordPosition()
	last := m.saver.lastNote
	if last == "" && m.shelf.query.Text() == "" || m.screen.isStarting() {
		return m // nothing was done yet: keep the previous session
	}
	shelf := state.Session{
		Query: m.shelf.query.Text(), Sort: m.shelf.order.sort.String(), Reverse: m.shelf.order.reverse,
		Note: last, NoteOpen: m.screen == screenPage && m.page.open.path == last,
	}
	if shelf.Note != "" {
		shelf.Title = m.page.noteTitle(shelf.Note)
	}
	m.opts.State.SetSession(shelf)
	return m
}

// recordPosition stores the position in the open note. At the top of the note it clears the position.
func (m pageScreen) recordPosition() pageScreen {
	if !m.open.shown || m.open.path == "" || m.opts.State == nil {
		return m
	}
	var p state.Position
	if at := m.reader.Anchor(); at.Block > 0 || at.Offset > 0 || at.BlankLines > 0 {
		p = toPosition(reader.ToSectionAnchor(m.open.page, at), at.Block, m.open.page.BlockCount())
	}
	if m.lacking.IsEmpty() { // otherwise the position is not known yet, and this will be called again
		m.opts.State.SetPosition(m.open.path, p)
	}
	return m
}

// toPosition converts a position to the form of the state file. block and blocks give the fraction of the page above it.
func toPosition(s reader.SectionAnchor, block, blocks int) state.Position {
	return state.Position{
		Heading: s.Heading, Blocks: s.Blocks, Fingerprint: s.Fingerprint, Offset: s.Offset, BlankLines: s.BlankLines,
		Fraction: float64(block) / float64(max(blocks, 1)),
	}
}

// sectionAnchor converts a saved position to the form that the page is searched for.
func sectionAnchor(p state.Position) reader.SectionAnchor {
	return reader.SectionAnchor{Heading: p.Heading, Blocks: p.Blocks, Fingerprint: p.Fingerprint, Offset: p.Offset, BlankLines: p.BlankLines}
}

// findSavedPosition finds a saved position in a page. If the heading above it is gone, exact is false, and the position is
// estimated from the fraction of the page above it.
func findSavedPosition(page reader.Page, p state.Position) (at reader.Anchor, exact bool) {
	if at, ok := reader.FindAnchor(page, sectionAnchor(p)); ok {
		return at, true
	}
	at = reader.StartAnchor
	at.Block = int(p.Fraction * float64(page.BlockCount()))
	return at, false
}

// startPosition returns the saved position at which a note opens: a bookmark, or the last position if the destination asks to
// resume. The zero value stands for the top.
func (m pageScreen) startPosition(path string, d destination) (p state.Position) {
	switch {
	case d.bookmark != nil:
		return *d.bookmark
	case d.resume:
		p, _ = m.opts.State.Position(path)
	}
	return p
}

// restorePosition scrolls the open note to the start position of d, and says if that is a guess.
func (m pageScreen) restorePosition(d destination) pageScreen {
	p := m.startPosition(m.open.path, d)
	if p == (state.Position{}) {
		return m
	}
	at, exact := findSavedPosition(m.open.page, p)
	m.reader = m.reader.RestoreAnchor(at)
	switch {
	case d.bookmark != nil && (!exact || !reader.TextMatches(m.open.page, sectionAnchor(p), at)):
		if m.reader.TopPos() == (render.Pos{}) {
			return m.showNotice("the bookmarked text is gone; this is the top")
		}
		return m.showNotice("the bookmarked text is gone; it was about here")
	case d.bookmark == nil && d.notice == "" && !m.reader.FitsScreen():
		return m.showNotice("where you left off; " + m.firstKeyLabel(m.reader.Keys.Top) + " goes to the top")
	}
	return m
}

// noteStamp returns the size and modification time by which the state recognises a version of n.
func noteStamp(n *note.Note) state.Stamp {
	return state.NewStamp(n.Size, n.Modified)
}

// hitStamp returns the stamp of the version of a note that was found.
func hitStamp(h search.Hit) state.Stamp { return state.NewStamp(h.Size(), h.Modified()) }

// isReadFunc returns the predicate by which queries answer is:unread. memory may be nil.
func isReadFunc(store *state.Store) func(search.Hit) bool {
	return func(h search.Hit) bool { return store.ReadStatus(h.Path(), hitStamp(h)) == state.StatusRead }
}

// toggleRead marks the selected note unread, or read if it was unread.
func (m shelfScreen) toggleRead() (shelfScreen, tea.Cmd) {
	h := m.selectedNote()
	switch {
	case h.IsZero():
		return m, nil
	case m.opts.State == nil:
		return m.showNotice(m.explainStateOff()), nil
	}
	unread := m.opts.State.ReadStatus(h.Path(), hitStamp(h)) == state.StatusRead
	m.opts.State.SetRead(h.Path(), hitStamp(h), !unread)
	if unread {
		return m.showNotice("marked unread: " + h.Title()), nil
	}
	return m.showNotice("marked read: " + h.Title()), nil
}

// explainStateOff says why bookmarks and read notes are not saved: the library is not on disk, or the state is off.
func (m *session) explainStateOff() string {
	if m.library.Status().Root == "" {
		return "bookmarks and read notes are not saved for this library"
	}
	return "bookmarks and read notes are not saved: state is off"
}

// readStatusText describes whether the user has read n. It is empty without saved state.
func (m *session) readStatusText(n *note.Note) string {
	if m.opts.State == nil || n.Path == "" {
		return ""
	}
	return map[state.ReadStatus]string{
		state.StatusNew: "new", state.StatusChanged: "changed since you read it", state.StatusRead: "read", state.StatusUnseen: "not read yet",
	}[m.opts.State.ReadStatus(n.Path, noteStamp(n))]
}
