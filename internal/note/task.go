package note

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"quire/internal/markdown"
)

// Task is an item of a list that the note's author means to do, or has done.
type Task struct {
	State TaskState
	Text  string    // visible text on a single line, without the box
	Due   time.Time // midnight UTC of the day by which it is to be done; zero if the text names none
	Line  int       // in the file, from 1
}

// Describe says in words how far a task is, and by when it is or was due, for a reader whose calendar shows today.
func (t Task) Describe(today time.Time) string {
	if t.Due.IsZero() {
		return t.State.String()
	}
	due := "due "
	if t.IsOverdue(today) {
		due = "overdue "
	}
	return strings.TrimPrefix(t.State.String()+", "+due+t.Due.Format(time.DateOnly), "open, ")
}

// Compare puts tasks that are still to be done before the others, and among them what is due first before the rest. Else it is 0.
func (t Task) Compare(other Task) int {
	switch {
	case t.State.IsOpen() != other.State.IsOpen():
		if t.State.IsOpen() {
			return -1
		}
		return 1
	case !t.State.IsOpen():
		return 0
	case t.Due.IsZero() != other.Due.IsZero():
		return -t.Due.Compare(other.Due)
	}
	return t.Due.Compare(other.Due)
}

// IsOverdue reports whether a task is open and was due before the day that is written in today, whatever its zone.
func (t Task) IsOverdue(today time.Time) bool {
	year, month, day := today.Date()
	return t.State.IsOpen() && !t.Due.IsZero() && t.Due.Before(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// TaskState says how far a task is.
type TaskState uint8

// The states of tasks.
const (
	TaskOpen TaskState = iota
	TaskStarted
	TaskWaiting
	TaskScheduled
	TaskImportant
	TaskQuestion
	TaskStarred
	TaskForwarded // moved to another list
	TaskQuote
	TaskCancelled
	TaskDone
	TaskStateCount // number of states
)

// taskStates holds the name of each state, and its marks: GFM (5.3) has two, themes of Obsidian agree on the others, and the
// words are those of Logseq (https://docs.logseq.com/#/page/tasks).
var taskStates = [TaskStateCount]struct {
	name  string
	marks []string
}{
	TaskOpen: {"open", []string{" ", "TODO", "LATER"}}, TaskStarted: {"started", []string{"/", "DOING", "NOW", "IN-PROGRESS"}},
	TaskWaiting: {"waiting", []string{"WAITING", "WAIT"}}, TaskScheduled: {"scheduled", []string{"<"}},
	TaskImportant: {"important", []string{"!"}}, TaskQuestion: {"question", []string{"?"}}, TaskStarred: {"starred", []string{"*"}},
	TaskForwarded: {"forwarded", []string{">"}}, TaskQuote: {"quote", []string{`"`}},
	TaskCancelled: {"cancelled", []string{"-", "CANCELED", "CANCELLED"}}, TaskDone: {"done", []string{"x", "DONE"}},
}

// String returns the state as a word. Scripts rely on the words.
func (s TaskState) String() string { return taskStates[s].name }

// IsOpen reports whether a task in this state is still to be done where it stands.
func (s TaskState) IsOpen() bool { return s < TaskForwarded }

// logseqTaskWords are the words with which tasks begin in Logseq.
var logseqTaskWords = func() (words []string) {
	for _, s := range taskStates {
		for _, mark := range s.marks {
			if len(mark) > 1 {
				words = append(words, mark)
			}
		}
	}
	return words
}()

// taskStateOf returns the state that a mark stands for.
func taskStateOf(mark string) TaskState {
	for s, state := range taskStates {
		if slices.Contains(state.marks, mark) {
			return TaskState(s)
		}
	}
	return TaskOpen
}

// dueDate matches a day by which something is to be done: 📅 2026-01-31 (the plugin Tasks of Obsidian), @due(2026-01-31),
// due:2026-01-31 (todo.txt), [due:: 2026-01-31] (Dataview), DEADLINE: <2026-01-31 Sat> (Logseq, Org mode).
var dueDate = regexp.MustCompile(`(?i)(?:[📅📆🗓]\x{fe0f}?|(?:^|[^\pL\pN_])(?:@due[\s(]|@?(?:due|deadline)::?))[\s<(\[]*(\d{4}-\d\d-\d\d)(?:T|\b)`)

// findDueDate returns the first day that a text names as the one by which it is due, or the zero time.
func findDueDate(text string) time.Time {
	for _, m := range dueDate.FindAllStringSubmatch(text, -1) {
		if d, ok := parseDate(m[1]); ok {
			return d.Time
		}
	}
	return time.Time{}
}

// taskWords returns the words that begin a task in the program for which the notes were written.
func (o Options) taskWords() []string {
	if o.LogseqNames {
		return logseqTaskWords
	}
	return nil
}

// countTasks adds the tasks of a document to the counts of the note.
func (n *Note) countTasks(d *markdown.Document, words []string) {
	for _, t := range d.Tasks(words) {
		n.TaskCount++
		if taskStateOf(t.Mark).IsOpen() {
			n.OpenTaskCount++
		}
	}
}

// Tasks returns the tasks of the note, in order. Those of a note that was parsed in parts are not known.
func (p *Parsed) Tasks() []Task {
	found := p.Doc.Tasks(p.taskWords)
	if len(found) == 0 {
		return nil
	}
	slices.SortStableFunc(found, func(a, b markdown.Task) int { return a.Offset - b.Offset }) // footnotes come last in the tree
	lines := newLineTable(p.Body, p.BodyLine)
	tasks := make([]Task, len(found))
	for i, t := range found {
		line, _ := lines.lineColumn(t.Offset)
		tasks[i] = Task{taskStateOf(t.Mark), t.Text, findDueDate(t.Prose), line}
	}
	return tasks
}
