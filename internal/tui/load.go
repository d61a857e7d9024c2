package tui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"quire/internal/catalog"
	"quire/internal/numbers"
	"quire/internal/search"
	"quire/internal/tui/fault"
	"quire/internal/tui/reader"
)

// LiveLibrary delivers the states of the library that the shelf shows. *catalog.Subscription implements it.
type LiveLibrary interface {
	// Next waits for a state that it has not returned yet. It fails when ctx is done or no newer state will come.
	Next(ctx context.Context) (catalog.State, error)
	// Reload asks for a load and returns at once. When that load has ended, State.LoadCount is at least the number
	// returned.
	Reload() (loadCount int)
}

// loadProgress counts the notes that were read so far. awaitLibrary writes it while View reads it.
type loadProgress struct{ noteCount atomic.Int64 }

// awaitLibrary returns a command that waits until the library has changed, for ever if it does not. Only one such command
// runs at a time.
func (m *session) awaitLibrary() tea.Cmd {
	ctx, live, progress, last := m.ctx, m.opts.Live, m.library.progress, m.library.state
	columns := m.opts.keyColumns()
	return fault.Catch("following the library", func() tea.Msg {
		for {
			state, err := live.Next(ctx)
			if err != nil {
				return nil
			}
			progress.noteCount.Store(int64(state.NotesRead))
			if msg := compareStates(ctx, last, state); msg.isNews {
				if msg.catalog != nil {
					msg.columnWidths = measureColumns(ctx, msg.catalog, columns)
				}
				return msg
			}
		}
	}, func(err error) tea.Msg { return libraryStateMsg{state: last, err: err} }) // the answer to which waits again
}

// compareStates returns what is new in a state of the library since the last one.
func compareStates(ctx context.Context, last, now catalog.State) libraryStateMsg {
	msg := libraryStateMsg{state: now}
	if now.Library != last.Library {
		msg.catalog, msg.undated = now.Library, isUndated(ctx, now.Library)
	}
	if msg.err = now.Err; now.LoadCount == last.LoadCount {
		msg.err = nil
	}
	if p, ok := errors.AsType[*catalog.PanicError](msg.err); ok {
		msg.err = &fault.Fault{Activity: p.Activity, Cause: p.Cause, Stack: p.Stack}
	}
	msg.isNews = msg.catalog != nil || msg.err != nil || now.Polling != last.Polling || now.WatchErr != nil && last.WatchErr == nil
	return msg
}

// handleLibraryState shows what is new in a state of the library, and waits for the next one.
func (m Model) handleLibraryState(msg libraryStateMsg) (Model, tea.Cmd) {
	m = m.ownSession()
	last, now := m.library.state, msg.state
	m.library.state = now
	switch {
	case now.WatchErr != nil && last.WatchErr == nil:
		m = m.showError("cannot watch files: " + now.WatchErr.Error() + "; " + m.firstKeyLabel(m.keys.Reload) + " reloads")
	case now.Polling && !last.Polling:
		m = m.showError("too many files to watch; checking every few seconds")
	}
	var cmds [3]tea.Cmd
	seq := now.LoadCount
	if msg.err != nil { // the catalog is that of an earlier load
		seq--
	}
	switch {
	case msg.catalog == nil:
	case msg.catalog.Status().Partial:
		m, cmds[0] = m.handlePartialLoaded(partialLoadedMsg{msg.catalog, msg.undated, msg.columnWidths})
	default:
		m, cmds[0] = m.handleLibraryLoaded(libraryLoadedMsg{seq: seq, catalog: msg.catalog, undated: msg.undated, columnWidths: msg.columnWidths})
	}
	if msg.err != nil {
		m, cmds[1] = m.handleLibraryLoaded(libraryLoadedMsg{seq: now.LoadCount, err: msg.err})
	}
	cmds[2] = m.awaitLibrary()
	return m, tea.Batch(cmds[:]...)
}

// isUndated reports whether no note of c has a date.
func isUndated(ctx context.Context, c search.Searcher) bool {
	newest, err := c.Search(ctx, search.Request{Sort: search.Date, Limit: 1}) // undated notes come last
	return err == nil && (len(newest.Hits) == 0 || newest.Hits[0].Date().IsZero())
}

// handlePartialLoaded shows a preview of the library, unless it is empty or the library has been loaded already.
func (m Model) handlePartialLoaded(msg partialLoadedMsg) (Model, tea.Cmd) {
	isGrowing := m.library.Status().Loading
	if msg.catalog.Status().Notes == 0 || m.screen != screenReading && !isGrowing {
		return m, nil
	}
	m.shelf.results.libraryGrew = isGrowing
	return m.handleLibraryLoaded(libraryLoadedMsg{seq: m.library.loadSeq, catalog: msg.catalog, undated: msg.undated, columnWidths: msg.columnWidths})
}

// reload is the intent to load the library again in the background. The screen keeps the old one until then. If the load is
// reported, a notice says when it is done.
type reload struct{ isReported bool }

func (i reload) carryOut(m Model) (Model, tea.Cmd) {
	if m.opts.Live == nil && i.isReported {
		return m.showNotice("no files to reload"), nil
	}
	if m.opts.Live == nil {
		return m, nil
	}
	m = m.ownSession()
	if seq := m.opts.Live.Reload(); i.isReported {
		m.library.reportSeq = seq
	}
	if m.screen == screenFailed { // back to the beginning
		m.screen, m.library.isSlow = screenReading, false
	}
	return m, nil
}

// reloadFailedPrefix begins the notice of a failed reload, by which the next successful load finds and clears it.
const reloadFailedPrefix = "cannot reload: "

// handleLibraryLoaded shows a loaded library, or why it could not be loaded. It drops the library if that of a newer load has arrived.
func (m Model) handleLibraryLoaded(msg libraryLoadedMsg) (Model, tea.Cmd) {
	if msg.seq < m.library.loadSeq {
		return m, nil
	}
	m = m.ownSession()
	m.library.loadSeq = msg.seq
	if msg.err != nil {
		if m.screen == screenReading || m.screen == screenFailed {
			m.screen, m.library.err = screenFailed, msg.err
			return m, nil
		}
		return m.showError(reloadFailedPrefix + msg.err.Error()), nil
	}
	oldNotice, status := m.library.Status().Notice, msg.catalog.Status()
	m.library.Library = msg.catalog
	m.library.generation++
	m.library.err = nil
	if strings.HasPrefix(m.notice.text, reloadFailedPrefix) {
		m = m.setNotice(notice{})
	}
	if m.library.reportSeq > 0 && m.library.reportSeq <= msg.seq {
		m.library.reportSeq = 0
		m = m.showNotice("reloaded: " + numbers.Count(status.Notes, "note", "notes"))
		oldNotice = ""
	}
	if status.Notice != oldNotice && status.Notice != "" {
		m = m.showNotice(status.Notice)
	}
	m.library.isSlow = m.library.isSlow && (status.Partial || m.screen.isStarting())
	m.library.undated = msg.undated
	m.shelf.list = m.shelf.list.ShowDates(m.shelf.hasDateColumn()).ShowFields(msg.columnWidths)
	first := m.screen == screenReading || m.screen == screenFailed
	if first {
		if m.screen = screenShelf; m.page.document != nil || m.startup.note != "" {
			m.screen = screenOpening
		}
	}
	var cmds [2]tea.Cmd
	picker, _ := topOverlay[tagOverlay](m)
	m.shelf, cmds[0] = m.shelf.repeatSearch(picker.facet)
	if first {
		m, cmds[1] = m.openStartPage()
	} else {
		m, cmds[1] = m.refreshPages()
	}
	return m, tea.Batch(cmds[:]...)
}

// hasDateColumn reports whether the shelf shows dates. The setting columns may ask for modification dates, which every note
// has, or for the dates of notes, which are shown only if a note has one.
func (m shelfScreen) hasDateColumn() bool {
	wanted := m.opts.Columns
	return slices.Contains(wanted, "modified") || !m.library.undated && (wanted == nil || slices.Contains(wanted, "date"))
}

// openStartPage opens the document or the note that the program was started with. Without either it offers to resume the
// last session.
func (m Model) openStartPage() (Model, tea.Cmd) {
	start := m.startup
	m.startup = startup{}
	m.page.shelfUnseen = m.screen == screenOpening
	switch {
	case m.page.document != nil:
		return m.requestPage("", destination{anchor: reader.StartAnchor})
	case start.note != "":
		return m.requestPage(start.note, destination{anchor: reader.StartAnchor, heading: start.heading, resume: start.heading == ""})
	}
	if m.notice.text == "" {
		m.shelf = m.shelf.offerResume()
	}
	return m, nil
}

// handleSlowLoad makes the screen show the progress of loading, and schedules the next update of the number shown.
func (m Model) handleSlowLoad(msg slowLoadMsg) (Model, tea.Cmd) {
	m = m.ownSession()
	if !m.screen.isStarting() && !m.library.Status().Partial {
		m.library.isSlow = false
		return m, nil
	}
	m.library.isSlow = true
	return m, m.effects.after(slowLoadDelay, msg)
}
