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
	hits      []search.Hit // the notes with tasks, in the order in which they are read
	unread    int          // further notes with tasks, which are too many
	openPath  string       // the note on the page, whose tasks come first
	document  *note.Parsed // the text outside the library that is read in place of the notes, or nil
	today     time.Time
	isRefresh bool // the list shows the answer once it is complete, in place of an older one
}

// foundTask is a task of the list.
type foundTask struct {
	note.Task
	path  string
	item  tasklist.Item
	order int // of the note among those that were read
}

// tasksReadMsg is a part of the answer to a taskSearch: all tasks that were found so far, in the order of the list.
type tasksReadMsg struct {
	of    *taskSearch
	tasks []foundTask
	read  int // number of notes that were read
	err   error
}

// Failure returns the error of the command, if it failed.
func (m tasksReadMsg) Failure() error { return m.err }

// isComplete reports whether nothing is left to read.
func (m tasksReadMsg) isComplete() bool { return m.read >= len(m.of.hits) || len(m.tasks) >= maxTasks }

// newTaskSearch returns the question for the tasks of the notes on the shelf, and of the open note.
func (m Model) newTaskSearch() *taskSearch {
	s := &taskSearch{ctx: m.ctx, library: m.library.Library, today: m.effects.now()}
	if m.screen == screenPage {
		s.openPath = m.page.open.path
		if s.document = m.page.document; s.openPath != "" {
			s.document = nil
		}
		if h, ok := m.library.Lookup(s.openPath); ok && h.TaskCount() > 0 {
			s.hits = append(s.hits, h)
		}
	}
	for _, hasOpen := range []bool{true, false} {
		for _, h := range m.shelf.results.found.Hits {
			if h.TaskCount() > 0 && h.OpenTaskCount() > 0 == hasOpen && h.Path() != s.openPath {
				s.hits = append(s.hits, h)
			}
		}
	}
	if n := len(s.hits); n > maxTaskNotes {
		s.hits, s.unread = s.hits[:maxTaskNotes], n-maxTaskNotes
	}
	return s
}

// readNext returns a command that reads some more notes and adds their tasks to those that were found before.
func (s *taskSearch) readNext(before tasksReadMsg) tea.Cmd {
	return fault.Catch("listing tasks", func() tea.Msg { return s.read(before) }, func(err error) tea.Msg { return tasksReadMsg{of: s, read: len(s.hits), err: err} })
}

// read does the work of readNext. A note that cannot be read has no tasks: the page says why when it is opened.
func (s *taskSearch) read(before tasksReadMsg) tasksReadMsg {
	all, end := slices.Clip(before.tasks), min(before.read+taskBatchSize, len(s.hits))
	if s.document != nil && before.read == 0 {
		all = s.addTasks(all, s.document, "", s.document.Note.Title, -1)
	}
	for i := before.read; i < end && s.ctx.Err() == nil; i++ {
		h := s.hits[i]
		if p, err := s.library.ParseNote(s.ctx, h.Path()); err == nil {
			all = s.addTasks(all, p, h.Path(), h.Title(), i)
		}
	}
	slices.SortStableFunc(all, s.compare)
	return tasksReadMsg{of: s, tasks: all[:min(len(all), maxTasks)], read: end}
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

// compare puts open tasks first, then those of the open note, then what is due first, then the order of the notes.
func (s *taskSearch) compare(a, b foundTask) int {
	if a.State.IsOpen() == b.State.IsOpen() && (a.path == s.openPath) != (b.path == s.openPath) {
		if a.path == s.openPath {
			return -1
		}
		return 1
	}
	return cmp.Or(a.Task.Compare(b.Task), cmp.Compare(a.order, b.order))
}

// openTasks opens the list of the tasks of the notes on the shelf, and of the open note.
func (m Model) openTasks() (Model, tea.Cmd) {
	s := m.newTaskSearch()
	switch {
	case len(s.hits) > 0, s.document != nil && s.document.Note.TaskCount > 0:
		o := newTaskOverlay(m.session, s, m.shelf.results.current.text)
		return m.carryOut(openOver{o}, run(s.readNext(tasksReadMsg{of: s})))
	case m.library.Status().Partial:
		return m.showNotice("tasks are not known until all notes are loaded"), nil
	case m.shelf.results.current.text != "":
		return m.showNotice("no tasks in the notes on the shelf"), nil
	}
	return m.showNotice("no tasks in these notes: a task is an item of a list that begins with [ ]"), nil
}

// refreshTasks reads the tasks again for the list that is open, after the notes on the shelf have changed.
func (m Model) refreshTasks() (Model, tea.Cmd) {
	if _, ok := topOverlay[taskOverlay](m); !ok {
		return m, nil
	}
	s := m.newTaskSearch()
	s.isRefresh = true
	return updateTop[taskOverlay](m, tasksReadMsg{of: s, read: -1})
}
