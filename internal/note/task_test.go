package note

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// taskLines returns the tasks of a note, one a line: line, state, due date and text.
func taskLines(p *Parsed) string {
	var lines []string
	for _, t := range p.Tasks() {
		due := "-"
		if !t.Due.IsZero() {
			due = t.Due.Format("2006-01-02")
		}
		lines = append(lines, fmt.Sprint(t.Line, " ", t.State, " ", due, " ", t.Text))
	}
	return strings.Join(lines, "\n")
}

func TestParsed_Tasks(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"two states of GFM", "- [ ] sow\n- [x] dig\n- [X] rake\n", "1 open - sow\n2 done - dig\n3 done - rake"},
		{"states of themes", "- [/] a\n- [-] b\n- [>] c\n- [<] d\n- [!] e\n- [?] f\n- [*] g\n- [\"] h\n",
			"1 started - a\n2 cancelled - b\n3 forwarded - c\n4 scheduled - d\n5 important - e\n6 question - f\n7 starred - g\n8 quote - h"},
		{"every kind of list", "* [ ] a\n\n+ [ ] b\n\n1. [x] c\n2) [ ] d\n", "1 open - a\n3 open - b\n5 done - c\n6 open - d"},
		{"front matter before it", "---\ntitle: x\n---\n\n- [ ] a\n", "5 open - a"},
		{"nested, in a quote and in a callout", "- [ ] a\n  - [x] b\n    text\n> - [ ] c\n\n> [!note]\n> - [ ] d\n", "1 open - a\n2 done - b text\n4 open - c\n7 open - d"},
		{"wrapped, with markup", "- [ ] *mow* the\n  [lawn](x.md) `now`\n\n  And more.\n", "1 open - mow the lawn now"},
		{"in code", "```\n- [ ] a\n```\n\n    - [ ] b\n\n`- [ ] c`\n", ""},
		{"no task", "[ ] a\n\n- [x](y)\n- [ ]x\n- a [ ] b\n- TODO c\n- [1] d\n", ""},
		{"of a comment", "<!--\n- [ ] a\n-->\n\n%%\n- [ ] b\n%%\n", ""},
		{"HTML", "<ul><li><input type=\"checkbox\" checked> a</li>\n<li><input type=checkbox> b</li></ul>\n", "1 done - a\n2 open - b"},
		{"in a footnote", "x[^1]\n\n[^1]: n\n\n    - [ ] a\n\n- [ ] b\n", "5 open - a\n7 open - b"},
	} {
		if got := taskLines(Parse("a.md", []byte(c.text))); got != c.want {
			t.Errorf("%s:\n%s\nwant:\n%s", c.name, got, c.want)
		}
	}
}

func TestParsed_TasksOfLogseq(t *testing.T) {
	o := Options{LogseqNames: true, LogseqProperties: true}
	text := "- TODO [#A] call\n  DEADLINE: <2026-01-31 Sat>\n  id:: 1\n- DOING b\n- DONE c\n- CANCELED d\n- WAITING e\n- LATER f\n- TODOs g\n- [ ] h\n\t- NOW **i** j\n"
	want := "1 open 2026-01-31 [#A] call\n4 started - b\n5 done - c\n6 cancelled - d\n7 waiting - e\n8 open - f\n10 open - h\n11 started - i j"
	if got := taskLines(o.Parse("a.md", []byte(text))); got != want {
		t.Errorf("%s\nwant:\n%s", got, want)
	}
}

func TestFindDueDate(t *testing.T) {
	for text, want := range map[string]string{
		"a 📅 2026-01-31": "2026-01-31", "a 📅2026-01-31 ✅ 2026-02-01": "2026-01-31", "📆️ 2026-01-31": "2026-01-31",
		"a @due(2026-01-31)": "2026-01-31", "@due(2026-01-31 10:00) b": "2026-01-31", "a @due 2026-01-31": "2026-01-31",
		"due:2026-01-31": "2026-01-31", "a Due: 2026-01-31T10:00": "2026-01-31", "(due:2026-01-31)": "2026-01-31",
		"[due:: 2026-01-31]": "2026-01-31", "(due:: 2026-01-31)": "2026-01-31", "DEADLINE: <2026-01-31 Sat>": "2026-01-31",
		"due:2026-02-30 due:2026-03-01": "2026-03-01",
		"a ➕ 2026-01-31":                "", "⏳ 2026-01-31": "", "due 2026-01-31": "", "overdue:2026-01-31": "", "a_due:2026-01-31": "",
		"due:2026-01-311": "", "due:2026-13-01": "", "SCHEDULED: <2026-01-31 Sat>": "", "2026-01-31": "", "due:": "",
	} {
		got := ""
		if d := findDueDate(text); !d.IsZero() {
			got = d.Format("2006-01-02")
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"- [ ] explain `due:2026-01-31`\n":              "1 open - explain due:2026-01-31",
		"- [ ] pay 📅 [[2026-01-31]]\n":                  "1 open 2026-01-31 pay 📅 2026-01-31",
		"- [ ] a\n  due:2026-01-31\n  - due:2026-02-01": "1 open 2026-01-31 a due:2026-01-31",
	} {
		if got := taskLines(Parse("a.md", []byte(text))); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestTask_IsOverdue(t *testing.T) {
	day := time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC)
	west := time.FixedZone("", -11*3600)
	for _, c := range []struct {
		task  Task
		today time.Time
		want  bool
	}{
		{Task{Due: day}, time.Date(2026, 1, 31, 23, 59, 0, 0, west), false},
		{Task{Due: day}, time.Date(2026, 2, 1, 0, 0, 0, 0, west), true},
		{Task{Due: day, State: TaskDone}, time.Date(2026, 2, 1, 0, 0, 0, 0, west), false},
		{Task{}, day, false},
	} {
		if got := c.task.IsOverdue(c.today); got != c.want {
			t.Errorf("%v on %v: %v", c.task, c.today, got)
		}
	}
}

// The counts of a note are the numbers of its tasks, in whichever way it is parsed.
func TestParse_CountsTasks(t *testing.T) {
	text := strings.Repeat("- [ ] a\n- [x] b\n- [-] c\n\nSome text to fill the part.\n\n", 12000)
	for _, p := range []*Parsed{DefaultOptions().Parse("a.md", []byte(text)), DefaultOptions().ParseInParts("a.md", []byte(text))} {
		if p.Note.TaskCount != 36000 || p.Note.OpenTaskCount != 12000 {
			t.Errorf("%d tasks, %d open", p.Note.TaskCount, p.Note.OpenTaskCount)
		}
	}
}

// checkTasks checks that the counts of a note are those of its tasks, and that these are on lines of the file.
func checkTasks(t *testing.T, p *Parsed, lines int) {
	t.Helper()
	open := 0
	for _, task := range p.Tasks() {
		if task.State.IsOpen() {
			open++
		}
		if task.Line < 1 || task.Line > lines || task.State.String() == "" || strings.Contains(task.Text, "\n") {
			t.Errorf("task %+v in %d lines", task, lines)
		}
	}
	if int(p.Note.TaskCount) != len(p.Tasks()) || int(p.Note.OpenTaskCount) != open {
		t.Errorf("%d tasks, %d open; counted are %d, %d", len(p.Tasks()), open, p.Note.TaskCount, p.Note.OpenTaskCount)
	}
}
