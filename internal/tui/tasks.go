package tui

import (
	"cmp"
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"quire/internal/note"
	"quire/internal/search"
	"quire/internal/tui/fault"
	"quire/internal/tui/tasklist"
)

// Bounds of the list of tasks, so that it opens in no time and stays small whatever the library is. quire tasks has no bounds.
const (
	maxTaskNotes  = 2000 // notes that are read
	maxTasks      = 5000
	taskBatchSize = 64 // notes that are read before the list shows them
)

// taskSearch is a question for the tasks of some notes. It is never modified, and its answers carry its address.
type taskSearch struct {
	ctx       context.Context
	library   search.Store
	shelf     []search.Hit // the notes on the shelf
	open      search.Hit   // the note on the page, whose tasks come first; may be zero
	document  *note.Parsed // the text outside the library that is on the page, or nil
	today     time.Time
	isPartial bool // the tasks of some notes are not known yet
	isRefresh bool // the list shows the answer once it is complete, in place of an older one
}

// foundTask is a task of the list.
type foundTask struct {
	note.Task
	path  string
	item  tasklist.Item
	order int // of the note among those that were read
}

// tasksReadMsg is a part of the answer to a taskSearch: all tasks that were found so far, in the order of the list. Before the
// first part there are no hits.
type tasksReadMsg struct {
	of     *taskSearch
	hits   []search.Hit // the notes with tasks, in the order in which they are read
	unread int          // further notes with tasks, which are too many
	tasks  []foundTask
	read   int // number of hits that were read
	err    error
}

// Failure returns the error of the command, if it failed.
func (m tasksReadMsg) Failure() error { return m.err }

// isComplete reports whether nothing is left to read.
func (m tasksReadMsg) isComplete() bool { return m.read >= len(m.hits) || len(m.tasks) >= maxTasks }

// listTasks is the intent to list the tasks of the notes on the shelf, and of the open note before them.
type listTasks struct {
	open     search.Hit   // may be zero
	document *note.Parsed // the open text outside the library, or nil
}

func (i listTasks) carryOut(m Model) (Model, tea.Cmd) {
	s := &taskSearch{
		ctx: m.ctx, library: m.library.Library, shelf: m.shelf.results.found.Hits, open: i.open, document: i.document,
		today: m.effects.now(), isPartial: m.library.Status().Partial,
	}
	return m.carryOut(openOver{newTaskOverlay(m.session, s, m.shelf.results.current.text)}, run(s.readNext(tasksReadMsg{})))
}

// openTasks lists the tasks of the notes on the shelf.
func (m shelfScreen) openTasks() (shelfScreen, tea.Cmd) { return m.ask(listTasks{}), nil }

// openTasks lists the tasks of the open note, and of the notes on the shelf.
func (m pageScreen) openTasks() (pageScreen, tea.Cmd) {
	if m.open.path == "" {
		return m.ask(listTasks{document: m.document}), nil
	}
	open, _ := m.library.Lookup(m.open.path)
	return m.ask(listTasks{open: open}), nil
}

// repeat returns the same question about a library that has changed, and the notes that are on the shelf now.
func (s *taskSearch) repeat(under pageScreen, shelf []search.Hit) *taskSearch {
	next := *s
	next.library, next.shelf, next.today, next.isPartial = under.library.Library, shelf, under.effects.now(), under.library.Status().Partial
	next.isRefresh = true
	if next.document != nil {
		next.document = under.document
	}
	if !next.open.IsZero() {
		next.open, _ = under.library.Lookup(s.open.Path())
	}
	return &next
}

// findNotes returns the notes to read: the open one, then those with open tasks, then the others with tasks.
func (s *taskSearch) findNotes() (hits []search.Hit, unread int) {
	if !s.open.IsZero() && s.open.TaskCount() > 0 {
		hits = append(hits, s.open)
	}
	for _, hasOpen := range []bool{true, false} {
		for _, h := range s.shelf {
			switch {
			case h.TaskCount() == 0 || h.OpenTaskCount() > 0 != hasOpen || h.Path() == s.open.Path():
			case len(hits) < maxTaskNotes:
				hits = append(hits, h)
			default:
				unread++
			}
		}
	}
	return hits, unread
}

// readNext returns a command that reads some more notes and adds their tasks to those that were found before.
func (s *taskSearch) readNext(before tasksReadMsg) tea.Cmd {
	return fault.Catch("listing tasks", func() tea.Msg { return s.read(before) }, func(err error) tea.Msg { return tasksReadMsg{of: s, err: err} })
}

// read does the work of readNext. A note that cannot be read has no tasks: the page says why when it is opened.
func (s *taskSearch) read(m tasksReadMsg) tasksReadMsg {
	all := slices.Clip(m.tasks)
	if m.of == nil {
		m.of = s
		m.hits, m.unread = s.findNotes()
		if s.document != nil {
			all = s.addTasks(all, s.document, "", s.document.Note.Title, -1)
		}
	}
	for end := min(m.read+taskBatchSize, len(m.hits)); m.read < end && s.ctx.Err() == nil; m.read++ {
		h := m.hits[m.read]
		if p, err := s.library.ParseNote(s.ctx, h.Path()); err == nil {
			all = s.addTasks(all, p, h.Path(), h.Title(), m.read)
		}
	}
	slices.SortStableFunc(all, s.compare)
	m.tasks = all[:min(len(all), maxTasks)]
	return m
}

// addTasks adds the tasks of a note.
func (s *taskSearch) addTasks(all []foundTask, p *note.Parsed, path, title string, order int) []foundTask {
	for _, t := range p.Tasks() {
		tone := tasklist.Closed
		switch {
		case t.IsOverdue(s.today):
			tone = tasklist.Overdue
		case t.State.IsOpen():
			tone = tasklist.Open
		}
		all = append(all, foundTask{t, path, tasklist.NewItem(t.Describe(s.today), t.Text, title, tone), order})
	}
	return all
}

// compare puts open tasks first, then those of the note on the page, then what is due first, then the order of the notes.
func (s *taskSearch) compare(a, b foundTask) int {
	if on := s.open.Path(); a.State.IsOpen() == b.State.IsOpen() && (a.path == on) != (b.path == on) {
		if a.path == on {
			return -1
		}
		return 1
	}
	return cmp.Or(a.Task.Compare(b.Task), cmp.Compare(a.order, b.order))
}

// explainNone says why a search has found no tasks.
func (s *taskSearch) explainNone(query string) string {
	switch {
	case s.isPartial:
		return "tasks are not known until all notes are loaded"
	case query != "":
		return "no tasks in the notes on the shelf"
	}
	return "no tasks in these notes: a task is an item of a list that begins with [ ]"
}
