package tui

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"quire/internal/catalog"
	"quire/internal/note"
	"quire/internal/tui/reader"
)

// counter is how many notes have been read so far; the loader counts, View looks.
type counter struct{ n atomic.Int64 }

// load reads the library.
func load(ctx context.Context, from func(context.Context, func(int)) (*catalog.Catalog, error), read *counter, seq int) tea.Cmd {
	return attempt("reading the library", func() tea.Msg {
		c, err := from(ctx, func(n int) { read.n.Store(int64(n)) })
		return libraryLoaded{seq, c, err}
	}, func(err error) tea.Msg { return libraryLoaded{seq, nil, err} })
}

// firstRead glances at the library, or reads it where there is no glance.
func (m Model) firstRead() tea.Cmd {
	if m.opts.Glance == nil {
		return load(m.ctx, m.opts.Load, m.library.read, 0)
	}
	ctx, glance := m.ctx, m.opts.Glance
	return attempt("glancing at the library", func() tea.Msg {
		c, err := glance(ctx)
		return libraryGlanced{c, err}
	}, func(err error) tea.Msg { return libraryGlanced{nil, err} })
}

// glanced shows what a glance saw, unless there is nothing or the library has been read meanwhile, and reads the library
// when the glance is over.
func (m Model) glanced(msg libraryGlanced) (Model, tea.Cmd) {
	var cmds [2]tea.Cmd
	if msg.err == nil && len(msg.catalog.Notes) > 0 && (m.screen == screenReading || m.library.Growing) {
		m.results.grown = m.library.Growing
		m, cmds[0] = m.loaded(libraryLoaded{seq: m.library.seq, catalog: msg.catalog})
	}
	if msg.err == nil && msg.catalog.Growing {
		cmds[1] = m.firstRead()
		return m, tea.Batch(cmds[:]...)
	}
	cmds[1] = load(m.ctx, m.opts.Load, m.library.read, m.library.seq)
	if pause := m.system.firstFrame; pause > 0 && cmds[0] != nil {
		now := cmds[1]
		cmds[1] = func() tea.Msg {
			time.Sleep(pause)
			return now()
		}
	}
	return m, tea.Batch(cmds[:]...)
}

// reload reads the library again, beside what is shown.
func (m Model) reload() (Model, tea.Cmd) {
	if m.opts.Load == nil {
		return m, nil
	}
	m.library.seq++
	if m.screen == screenFailed {
		m.screen, m.library.waiting = screenReading, false
	}
	return m, load(m.ctx, m.opts.Load, m.library.read, m.library.seq)
}

// reread is reload by hand, which says when it is done.
func (m Model) reread() (Model, tea.Cmd) {
	if m.opts.Load == nil {
		return m.say("there are no files to read again"), nil
	}
	m.library.told = m.library.seq + 1
	return m.reload()
}

const notRead = "not read again: "

// loaded takes a library that was read; a newer one may already have been asked for.
func (m Model) loaded(msg libraryLoaded) (Model, tea.Cmd) {
	if msg.seq != m.library.seq {
		return m, nil
	}
	if msg.err != nil {
		if m.screen == screenReading {
			m.screen, m.library.err = screenFailed, msg.err
			return m, nil
		}
		return m.warn(notRead + msg.err.Error()), nil
	}
	m.library.Catalog = msg.catalog
	m.library.state++
	m.library.err = nil
	if strings.HasPrefix(m.notice.text, notRead) {
		m.notice = notice{}
	}
	if m.library.told > 0 && m.library.told <= msg.seq {
		m.library.told = 0
		m = m.say("read again: " + plural(len(msg.catalog.Notes), "note", "notes"))
	}
	m.library.waiting = m.library.waiting && (msg.catalog.Partial || m.starting())
	m.library.undated = !slices.ContainsFunc(msg.catalog.Notes, func(n *note.Note) bool { return !n.Date.IsZero() })
	m.shelf = m.shelf.Dated(m.dated())
	first := m.screen == screenReading
	if first {
		if m.screen = screenShelf; m.start.document != nil || m.start.note != "" {
			m.screen = screenOpening
		}
		if msg.catalog.Notice != "" {
			m = m.say(msg.catalog.Notice)
		}
	}
	var cmds [3]tea.Cmd
	m, cmds[0] = m.ask(m.query.Text(), m.focus == focusQuery)
	if first {
		m, cmds[1] = m.begin()
	} else {
		m, cmds[1] = m.relaid()
	}
	m, cmds[2] = m.settle(msg.catalog)
	return m, tea.Batch(cmds[:]...)
}

// dated says whether the shelf has a column of dates: unless none is wanted, or none of the notes has one.
func (m Model) dated() bool {
	wanted := m.opts.Columns
	return slices.Contains(wanted, "modified") || !m.library.undated && (wanted == nil || slices.Contains(wanted, "date"))
}

// begin opens what was to be opened at the start.
func (m Model) begin() (Model, tea.Cmd) {
	start := m.start
	m.start = startup{}
	switch {
	case start.document != nil:
		m.document = start.document
		return m.askPage("", landing{at: reader.Start})
	case start.note != "":
		return m.askPage(start.note, landing{at: reader.Start, heading: start.heading, resume: start.heading == ""})
	}
	m = m.offer()
	return m.askPreview()
}

// waited asks the screen to speak of what takes its time, and looks again for the number that it shows.
func (m Model) waited(msg waited) (Model, tea.Cmd) {
	if !m.starting() && !m.library.Partial {
		m.library.waiting = false
		return m, nil
	}
	m.library.waiting = true
	return m, m.system.after(slow, msg)
}
