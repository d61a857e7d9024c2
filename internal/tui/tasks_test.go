package tui

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"quire/internal/library"
	"quire/internal/note"
)

func taskLibrary() map[string]string {
	return map[string]string{
		"garden.md": "# Garden\n\n" + strings.Repeat("A line about soil.\n\n", 60) + "- [ ] sow beans due:2026-02-03\n- [x] dig\n- [/] mow\n",
		"shed.md":   "---\ntags: [wood]\n---\n# Shed\n\n- [ ] roof 📅 2026-01-31\n- [-] rake\n- [ ] door due:2030-01-01\n",
		"empty.md":  "# Empty\n",
	}
}

// driveTasks starts the program on the first of February 2026.
func driveTasks(t *testing.T, l *library.Library, change ...func(*Options)) *driver {
	d := drive(t, l, change...)
	d.m.effects.now = func() time.Time { return time.Date(2026, 2, 1, 12, 0, 0, 0, time.UTC) }
	return d
}

// rowsWith returns the rows of the open overlay that hold a text, without the frame.
func (d *driver) rowsWith(texts ...string) []string {
	var rows []string
	for _, line := range d.screen() {
		if _, inside, ok := strings.Cut(line, "│"); ok {
			if slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(inside, text) }) {
				inside, _, _ = strings.Cut(inside, "│")
				rows = append(rows, strings.Join(strings.Fields(inside), " "))
			}
		}
	}
	return rows
}

func wantRows(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("rows\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

var taskWords = []string{"roof", "beans", "door", "mow", "dig", "rake"}

func TestTasks_OpenFirstByDueDate(t *testing.T) {
	d := driveTasks(t, notes(taskLibrary())).keys("T").sees("tasks", "1 overdue · 4 open · 2 closed", "enter open there", "e edit there")
	wantRows(t, d.rowsWith(taskWords...),
		"▌ overdue 2026-01-31 roof 📅 2026-01-31 Shed", "due 2026-02-03 sow beans due:2026-02-03 Garden", "due 2030-01-01 door due:2030-01-01 Shed",
		"started mow Garden", "done dig Garden", "cancelled rake Shed")
	d.keys("q").seesNot("overdue").keys("T", "T").seesNot("overdue").keys("T", "esc").seesNot("overdue")
}

// The list holds the notes of the query in force, and on the page those of the open note first.
func TestTasks_OfShelfAndOpenNote(t *testing.T) {
	d := driveTasks(t, notes(taskLibrary())).keys("/", `"#wood"`, "enter", "T").sees("tasks · #wood", "roof").seesNot("beans").keys("esc")
	d.keys("esc", "ctrl+p", `"garden"`, "enter", "T")
	wantRows(t, d.rowsWith(taskWords...), "▌ due 2026-02-03 sow beans due:2026-02-03 Garden", "started mow Garden", "overdue 2026-01-31 roof 📅 2026-01-31 Shed",
		"due 2030-01-01 door due:2030-01-01 Shed", "done dig Garden", "cancelled rake Shed")
	d = driveTasks(t, notes(taskLibrary())).keys("/", `"empty"`, "enter", "T").sees("no tasks in the notes on the shelf")
	d.keys("enter", "T").sees("no tasks in the notes on the shelf").seesNot("narrows")
	driveTasks(t, notes(map[string]string{"a.md": "- a\n"})).keys("T").sees("no tasks in these notes")
}

// openTaskFolder writes the notes to a folder and opens it.
func openTaskFolder(t *testing.T) (l *library.Library, dir string) {
	dir = t.TempDir()
	for name, text := range taskLibrary() {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	l, err := library.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l, dir
}

func TestTasks_EnterOpensPlaceAndEditorStartsThere(t *testing.T) {
	l, dir := openTaskFolder(t)
	d := driveTasks(t, l).keys("T", "j", "enter").sees("sow beans", "due 2026-02-03: sow beans")
	if d.m.page.open.path != "garden.md" {
		t.Errorf("opened %s", d.m.page.open.path)
	}
	d.keys("T", "e")
	if len(d.ran) != 1 || !slices.Contains(d.ran[0], "+123") || !slices.Contains(d.ran[0], filepath.Join(dir, "garden.md")) {
		t.Errorf("ran %q", d.ran)
	}
	d.sees("1 overdue", "▌ due 2026-02-03").keys("esc", "q").sees("3 notes")
}

// What has been ticked off in the editor moves to the end, and the selection stays where it is.
func TestTasks_ReadAgainAfterEditing(t *testing.T) {
	l, dir := openTaskFolder(t)
	d := driveTasks(t, l).keys("T", "j")
	text := strings.Replace(taskLibrary()["garden.md"], "[ ]", "[x]", 1) + "- [x] more\n"
	if err := os.WriteFile(filepath.Join(dir, "garden.md"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	d.changeFiles()
	d.sees("1 overdue · 3 open · 4 closed")
	wantRows(t, d.rowsWith("▌"), "▌ due 2030-01-01 door due:2030-01-01 Shed")
}

func TestTasks_NarrowByTyping(t *testing.T) {
	d := driveTasks(t, notes(taskLibrary())).keys("T", "/", `"GARDEN be"`).sees("sow beans", "enter keep").seesNot("roof")
	d.keys("esc").sees("roof", "sow beans")
	wantRows(t, d.rowsWith("▌"), "▌ due 2026-02-03 sow beans due:2026-02-03 Garden") // it stays selected
	d.keys("/", `"jets"`).sees("no matches").keys("enter").sees("/ jets", "open there").keys("enter", "e", "j").sees("no matches").keys("esc").sees("roof")
	d.keys("/", `"roof"`, "enter", "enter").sees("overdue 2026-01-31: roof")
}

// A library with more notes than the list reads says so, and shows the open tasks first.
func TestTasks_BoundedInLargeLibrary(t *testing.T) {
	files := map[string]string{}
	for i := range maxTaskNotes + 50 {
		files[fmt.Sprintf("a%04d.md", i)] = "- [x] done\n"
	}
	files["z.md"] = "- [ ] the open one\n"
	d := driveTasks(t, notes(files)).keys("T").sees("1 open · 1,999 closed · of the first 2,000 notes", "the open one")
	d.hold = true
	d.keys("q", "T").sees("reading the notes").keys("j", "enter", "e", "esc").seesNot("reading")
	d.release(false)
	d.seesNot("the open one")
}

func TestTasks_NarrowWindows(t *testing.T) {
	d := driveTasks(t, notes(taskLibrary())).keys("T")
	for _, size := range [][2]int{{80, 24}, {60, 14}, {40, 12}, {20, 5}} {
		d.resize(size[0], size[1]).sees("roof").keys("G").sees("rake").keys("g", "j").sees("beans").keys("g")
	}
}

func TestTasks_OfDocument(t *testing.T) {
	l := notes(taskLibrary())
	d := driveTasks(t, l, func(o *Options) { o.Document = note.Parse("stdin.md", []byte("# Doc\n\n- [ ] from the pipe\n")) })
	d.keys("T").sees("from the pipe").keys("enter").sees("open: from the pipe")
}
