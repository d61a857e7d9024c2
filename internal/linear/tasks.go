package linear

import (
	"slices"
	"time"

	"quire/internal/note"
	"quire/internal/numbers"
	"quire/internal/search"
)

// maxTaskNotes bounds how many notes are read for their tasks. The command quire tasks has no bound.
const maxTaskNotes = 2000

// noteTask is a task of the list, with its note.
type noteTask struct {
	note.Task
	path, title string
}

// listTasks lists the tasks of the notes in the list, or of the open note; a number opens the note at one of them.
func (s *session) listTasks(string) {
	tasks, unread := s.findTasks()
	if len(tasks) == 0 {
		s.fail("no tasks: a task is an item of a list that begins with [ ]")
		return
	}
	slices.SortStableFunc(tasks, func(a, b noteTask) int { return a.Task.Compare(b.Task) })
	today, items := time.Now(), make([]string, len(tasks))
	for i, t := range tasks {
		items[i] = t.Describe(today)
		if t.Text != "" {
			items[i] += ": " + t.Text
		}
		if s.page == nil {
			items[i] += ", " + t.title
		}
	}
	title := ""
	if unread > 0 {
		title = "the tasks of the first " + numbers.Format(maxTaskNotes) + " notes; query narrows the list"
	}
	s.offerMenu(title, items, menu{noun: "task", choose: func(i int) { s.openTask(tasks[i]) }})
}

// openTask opens the note of a task at its line.
func (s *session) openTask(t noteTask) {
	if t.path == "" {
		s.showDocument(destination{line: t.Line})
		return
	}
	s.openNote(t.path, destination{line: t.Line})
}

// findTasks returns the tasks of the open note, or of the notes in the list, and how many notes with tasks were not read because
// there are too many.
func (s *session) findTasks() (tasks []noteTask, unread int) {
	if s.page != nil && s.page.path == "" {
		return addTasks(nil, s.Document, "", s.Document.Note.Title), 0
	}
	var hits []search.Hit
	if s.page != nil {
		if h, ok := s.library.Lookup(s.page.path); ok {
			hits = append(hits, h)
		}
	} else {
		hits = slices.DeleteFunc(slices.Clone(s.found.Hits), func(h search.Hit) bool { return h.TaskCount() == 0 })
		slices.SortStableFunc(hits, func(a, b search.Hit) int { return min(b.OpenTaskCount(), 1) - min(a.OpenTaskCount(), 1) })
	}
	if len(hits) > maxTaskNotes {
		hits, unread = hits[:maxTaskNotes], len(hits)-maxTaskNotes
	}
	for _, h := range hits {
		p, err := s.library.ParseNote(s.ctx, h.Path())
		if err != nil {
			s.fail(err.Error())
			continue
		}
		tasks = addTasks(tasks, p, h.Path(), h.Title())
	}
	return tasks, unread
}

// addTasks adds the tasks of a note.
func addTasks(tasks []noteTask, p *note.Parsed, path, title string) []noteTask {
	for _, t := range p.Tasks() {
		tasks = append(tasks, noteTask{t, path, title})
	}
	return tasks
}
