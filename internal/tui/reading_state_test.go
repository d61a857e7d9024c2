package tui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"quire/internal/library"
	"quire/internal/state"
)

// diskLibrary is a library on disk, with a folder for its saved state.
type diskLibrary struct {
	t        *testing.T
	dir, xdg string
}

// newDiskLibrary writes files that were last modified an hour ago.
func newDiskLibrary(t *testing.T, files map[string]string) *diskLibrary {
	t.Helper()
	k := &diskLibrary{t, t.TempDir(), filepath.Join(t.TempDir(), "quire")}
	for name, text := range files {
		k.write(name, text, time.Now().Add(-time.Hour))
	}
	return k
}

func (k *diskLibrary) write(name, text string, changed time.Time) {
	k.t.Helper()
	file := filepath.Join(k.dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		k.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		k.t.Fatal(err)
	}
	if err := os.Chtimes(file, changed, changed); err != nil {
		k.t.Fatal(err)
	}
}

// open starts a session; driver.saveSession writes its state.
func (k *diskLibrary) open(change ...func(*Options)) *driver {
	k.t.Helper()
	l, err := library.Open(k.dir)
	if err != nil {
		k.t.Fatal(err)
	}
	k.t.Cleanup(func() { l.Close() })
	store := state.Open(k.xdg, l.Root)
	return drive(k.t, l, append([]func(*Options){func(o *Options) { o.State = store }}, change...)...)
}

// saveSession records the position and writes the state file.
func (d *driver) saveSession() {
	d.t.Helper()
	d.m.recordSession()
	if err := d.m.opts.State.Flush(time.Second); err != nil {
		d.t.Fatal(err)
	}
}

// longNote returns a note with two sections, longer than any window of the tests.
func longNote(title string) string {
	return "---\ntitle: " + title + "\ntags: [long]\n---\n## One\n\n" + strings.Repeat("Words of one.\n\n", 40) +
		"## Two\n\n" + strings.Repeat("Words of two.\n\n", 20) + "Just here.\n\n" + strings.Repeat("More of two.\n\n", 40) + "[b](b.md) and [two of b](b.md#two), [out](https://example.org/x)\n"
}

func TestResume_RestoresPosition(t *testing.T) {
	k := newDiskLibrary(t, map[string]string{"a.md": longNote("Alpha"), "b.md": longNote("Beta")})
	d := k.open()
	d.keys("enter").sees("Words of one").seesNot("where you left off")
	for !strings.Contains(d.screen()[2], "Just here") {
		d.keys("j")
	}
	top := d.screen()[2]
	d.keys("q", "enter").sees("where you left off; g goes to the top") // within the same session too
	d.saveSession()

	d = k.open()
	if d.keys("enter"); d.screen()[2] != top {
		t.Errorf("the first line is %q, was %q", d.screen()[2], top)
	}
	d.sees("where you left off").keys("g").sees("Words of one")
	d.saveSession()

	d = k.open() // the top of a note is no saved position
	d.keys("enter").sees("Words of one").seesNot("where you left off")
	for !strings.Contains(d.screen()[2], "Just here") {
		d.keys("j")
	}
	d.saveSession()
	k.write("a.md", strings.Replace(longNote("Alpha"), "## Two", "## New\n\nText.\n\n## Two\n\nA new beginning.\n", 1), time.Now())
	for _, size := range [][2]int{{120, 36}, {60, 20}, {30, 12}} {
		d = k.open()
		d.resize(size[0], size[1]).keys("enter")
		if !strings.Contains(strings.Join(d.screen()[:6], "\n"), "Just here") {
			t.Errorf("at %v:\n%s", size, d.text())
		}
	}
	k.write("a.md", strings.ReplaceAll(longNote("Alpha"), "## Two", "## Other"), time.Now())
	d = k.open()
	d.keys("enter").sees("two.") // the heading is gone: estimated position
}

// A long note, whose beginning is shown while the rest is rendered, opens at a position in the rest.
func TestResume_RestoresPositionInLongNote(t *testing.T) {
	var text strings.Builder
	text.WriteString("# Long\n\n")
	for i := range 20000 {
		fmt.Fprintf(&text, "Paragraph %d of many that go on.\n\n", i)
	}
	k := newDiskLibrary(t, map[string]string{"long.md": text.String()})
	d := k.open()
	d.keys("enter", "G").sees("Paragraph 19999")
	d.saveSession()
	k.open().keys("enter").sees("Paragraph 19999", "where you left off").keys("g").sees("Paragraph 0 of")
}

func TestResume_OnlyWithoutOtherDestination(t *testing.T) {
	k := newDiskLibrary(t, map[string]string{"a.md": longNote("Alpha"), "b.md": longNote("Beta")})
	d := k.open()
	d.keys("ctrl+p", `"beta"`, "enter", "G", "q", "ctrl+p", `"alpha"`, "enter", "G")
	d.keys("tab", "enter").sees("Beta", "where you left off") // a link without a heading resumes
	d.keys("backspace", "tab", "enter").sees("Words of two").seesNot("where you left off")
	d.keys("q", "/", `"beta"`, "enter", "enter").sees("Words of one").seesNot("where you left off")
	d.keys("q", "esc", "ctrl+p", `"beta"`, "enter", "G", "backspace", "]").sees("100%") // back restores the exact position
}

func TestReadStatus_MarksNewAndChangedNotes(t *testing.T) {
	k := newDiskLibrary(t, map[string]string{"a.md": "---\ntitle: Alpha\n---\nx\n", "b.md": "---\ntitle: Beta\n---\ny\n"})
	d := k.open().seesNot("•", "◦") // the first time, nothing is new
	d.keys("/", `"is:unread"`, "enter").sees("Alpha", "Beta").keys("esc", "enter", "i").sees("reading", "read").keys("esc", "q")
	d.saveSession()
	k.write("c.md", "---\ntitle: Gamma\n---\nz\n", time.Now().Add(time.Minute))
	k.write("a.md", "---\ntitle: Alpha\n---\nx, changed\n", time.Now().Add(time.Minute))
	d = k.open().sees("◦▌ Alpha", "•  Gamma", "   Beta")
	d.keys("/", `"is:unread"`, "enter").sees("3 of 3")
	d.keys("esc", "enter", "i").sees("read").keys("esc", "q").sees(" ▌ Alpha")
	d.keys("/", `"is:unread"`, "enter").sees("2 of 3").seesNot("Alpha", "✓")
	d.keys("g", "N").sees("✓▌ ", "2 of 3").keys("N").seesNot("✓").keys("enter", "q").sees("✓▌ ", "2 of 3") // it stays on the shelf, marked as read
	d.keys("r").sees("1 of 3").seesNot("✓").keys("esc").seesNot("✓")
	d.keys("g", "j", "N").keys("k")
	d.keys("g", "N").sees("•▌ Alpha", "marked unread: Alpha").keys("N").sees(" ▌ Alpha", "marked read: Alpha").keys("N")
	d.saveSession()
	k.open().sees("•▌ Alpha", "•  Gamma").keys("j", "N").sees(" ▌ Beta").keys("/", `"-is:unread"`, "enter").sees("1 of 3", "Beta")
}

func TestBookmarks(t *testing.T) {
	k := newDiskLibrary(t, map[string]string{"a.md": longNote("Alpha"), "b.md": longNote("Beta")})
	d := k.open()
	d.keys("'").sees("no bookmarks yet; m on a page sets a bookmark").keys("m").sees("m works on a page")
	d.keys("enter")
	for !strings.Contains(d.screen()[2], "Just here") {
		d.keys("j")
	}
	d.keys("m").sees("bookmark set; ' lists bookmarks").keys("j", "m").sees("bookmark set") // the first bookmark is not in the viewport
	d.keys("k", "m").sees("2 bookmarks removed").keys("m", "q", "j", "enter", "m", "q")
	d.saveSession()
	d = k.open()
	d.keys("'").sees("bookmarks", "Alpha › Two", "Just here.", "Beta", "ctrl+x remove")
	d.keys(`"just"`).seesNot("Beta ›").keys("enter")
	if !strings.Contains(d.screen()[2], "Just here") {
		t.Errorf("the bookmark opens another position:\n%s", d.text())
	}
	d.seesNot("where you left off").keys("g", "'").keys("down", "enter") // within the open page
	if !strings.Contains(d.screen()[2], "Just here") {
		t.Errorf("the bookmark opens another position:\n%s", d.text())
	}
	d.keys("backspace").sees("Words of one")
	d.keys("'", "ctrl+x").sees("Just here").seesNot("Beta › One")
	if err := os.Remove(filepath.Join(k.dir, "a.md")); err != nil {
		t.Fatal(err)
	}
	d.keys("esc", "q", "r", "'").sees("Alpha", "gone").keys("enter").sees("a.md no longer exists")
	d.keys("'", "ctrl+x").sees("no bookmarks left")
}

func TestContinue_RestoresLastSession(t *testing.T) {
	k := newDiskLibrary(t, map[string]string{"a.md": longNote("Alpha"), "b.md": longNote("Beta"), "c.md": "---\ntitle: Gamma\n---\nz\n"})
	d := k.open().seesNot("c resume")
	d.keys("c").sees("nothing to resume")
	d.keys("/", `"#long"`, "enter", "o", "down", "down", "enter", "g", "enter", "G")
	title := d.m.page.open.src.Note.Title
	d.saveSession()
	d = k.open().sees("c resume: "+title+" · #long", "by title")
	if d.m.screen != screenShelf || len(d.m.shelf.results.found.Hits) != 3 {
		t.Error("the shelf does not start with all notes")
	}
	d.keys("j").seesNot("c resume").keys("c").sees(title, "where you left off", "1 of 2 · #long").keys("q").sees("oldest first", "#long")
	d.saveSession()
	d = k.open().sees("c resume: ").keys("c")
	if d.m.screen != screenShelf || d.m.shelf.query.Text() != "#long" || d.m.shelf.selectedNote().Title() != title {
		t.Errorf("the session ended on the shelf:\n%s", d.text())
	}
	d = k.open().sees("c resume: ") // a session that opens no note keeps the last one
	d.keys("j", "k")
	d.saveSession()
	k.open().sees("c resume: " + title).keys("q")
	if d = k.open(func(o *Options) { o.Note = "c.md" }); d.m.page.open.path != "c.md" {
		t.Error(d.m.page.open.path)
	}
	d.seesNot("c resume")
}

func TestVisitedLinks_SurviveRestart(t *testing.T) {
	k := newDiskLibrary(t, map[string]string{"a.md": longNote("Alpha"), "b.md": longNote("Beta")})
	d := k.open()
	d.keys("ctrl+p", `"alpha"`, "enter", "G", "tab", "enter", "backspace", "tab", "tab", "O", "enter")
	d.saveSession()
	d = k.open()
	d.keys("ctrl+p", `"alpha"`, "enter", "G")
	if v := d.m.page.visitedLinks(); len(v) != 3 {
		t.Errorf("%v", v)
	}
}

// Without saved state, every key that needs it says so.
func TestStateOff_KeysSaySo(t *testing.T) {
	d := drive(t, notes(sampleLibrary()))
	d.keys("N").sees("bookmarks and read notes are not saved").keys("c").sees("bookmarks and read notes are not saved").keys("'").sees("bookmarks and read notes are not saved")
	d.keys("enter", "m").sees("bookmarks and read notes are not saved").keys("'").sees("bookmarks and read notes are not saved")
}

// A state file that cannot be written is reported once.
func TestStateNotWritable_SaidOnce(t *testing.T) {
	k := newDiskLibrary(t, map[string]string{"a.md": longNote("Alpha")})
	if err := os.WriteFile(k.xdg, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	d := k.open()
	d.keys("enter", "G")
	d.send(saveStateMsg{})
	d.sees("bookmarks and read notes were not saved").keys("k")
	d.send(saveStateMsg{})
	d.seesNot("bookmarks and read notes were not saved")
}

// A key schedules one save. While nothing happens, nothing is scheduled.
func TestScheduleSave_NothingWhileIdle(t *testing.T) {
	k := newDiskLibrary(t, map[string]string{"a.md": longNote("Alpha")})
	d := k.open()
	d.keys("enter", "j", "j")
	if !d.m.saver.isScheduled {
		t.Error("no save is scheduled")
	}
	d.send(saveStateMsg{})
	if d.m.saver.isScheduled || d.m.opts.State.IsDirty() {
		t.Error("a save is still scheduled")
	}
}

// A bookmark whose text is gone says so, also in a note without headings.
func TestBookmark_TextIsGone(t *testing.T) {
	text := strings.Repeat("Filler text.\n\n", 40)
	k := newDiskLibrary(t, map[string]string{"a.md": "---\ntitle: Alpha\n---\n" + text + "What is marked.\n\n" + text})
	d := k.open().keys("enter", "/", `"marked"`, "enter", "esc")
	for !strings.Contains(d.screen()[2], "What is marked") {
		d.keys("j")
	}
	d.keys("m").sees("bookmark set").keys("q")
	k.write("a.md", "---\ntitle: Alpha\n---\nLittle is left.\n", time.Now())
	d.keys("r", "'", "enter").sees("Little is left", "the bookmarked text is gone; this is the top")
	k.write("a.md", "---\ntitle: Alpha\n---\nNew.\n\n"+text+"What is marked.\n\n"+text, time.Now().Add(time.Minute))
	d.keys("q", "r", "'", "enter").seesNot("gone", "about here")
	if !strings.Contains(d.screen()[2], "What is marked") {
		t.Errorf("the bookmark opens another position:\n%s", d.text())
	}
}
