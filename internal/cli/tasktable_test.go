package cli

import (
	"bufio"
	"strings"
	"testing"
	"time"

	"quire/internal/note"
	"quire/internal/search"
	"quire/internal/theme"
)

// printTaskTable returns the table of tasks for a terminal of some width.
func printTaskTable(t *testing.T, width int, tasks ...noteTask) string {
	t.Helper()
	var out strings.Builder
	s := &streams{out: bufio.NewWriter(&out), outTTY: true}
	p := &taskPrinter{recordWriter: &recordWriter{streams: s, theme: theme.Plain(), table: table{width: width}}, today: time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC)}
	for _, task := range tasks {
		if err := p.addTask(task); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.flushNote(); err != nil {
		t.Fatal(err)
	}
	if err := s.out.Flush(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestTaskTable(t *testing.T) {
	a, b := note.Parse("a.md", []byte("# Garden\n")).Note, note.Parse("b.md", []byte("# Shed\n")).Note
	day := time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC)
	tasks := []noteTask{
		{search.NewHit(a, 0, 0), note.Task{Text: "sow the beans along the fence, where the peas were last year", Due: day, Line: 3}},
		{search.NewHit(a, 0, 0), note.Task{State: note.TaskDone, Text: "dig", Due: day, Line: 12}},
		{search.NewHit(b, 0, 0), note.Task{State: note.TaskStarted, Line: 4}},
		{search.NewHit(b, 0, 0), note.Task{State: note.TaskStarted, Text: "roof", Due: day, Line: 5}},
	}
	for width, want := range map[int]string{
		80: `Garden  a.md
     3  overdue 2026-01-31    sow the beans along the fence, where the peas were
                              last year
    12  done, due 2026-01-31  dig

Shed  b.md
     4  started
     5  started, overdue 2026-01-31  roof
`,
		40: `Garden  a.md
     3  overdue 2026-01-31
        sow the beans along the fence,
        where the peas were last year
    12  done, due 2026-01-31
        dig

Shed  b.md
     4  started
     5  started, overdue 2026-01-31
        roof
`,
	} {
		if got := printTaskTable(t, width, tasks...); got != want {
			t.Errorf("%d wide:\n%s\nwant:\n%s", width, got, want)
		}
	}
}
