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

// kept is a library on the disk, and the folder where it is remembered what was read of it.
type kept struct {
	t        *testing.T
	dir, xdg string
}

func keep(t *testing.T, files map[string]string) *kept {
	t.Helper()
	k := &kept{t, t.TempDir(), filepath.Join(t.TempDir(), "quire")}
	for name, text := range files {
		k.write(name, text, time.Now().Add(-time.Hour))
	}
	return k
}

func (k *kept) write(name, text string, changed time.Time) {
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

// open is a session; end writes what is remembered of it.
func (k *kept) open(change ...func(*Options)) *driver {
	k.t.Helper()
	l, err := library.Open(k.dir)
	if err != nil {
		k.t.Fatal(err)
	}
	k.t.Cleanup(func() { l.Close() })
	memory := state.Open(k.xdg, l.Root)
	return drive(k.t, l, append([]func(*Options){func(o *Options) { o.Memory = memory }}, change...)...)
}

func (d *driver) end() {
	d.t.Helper()
	d.m.noted()
	if err := d.m.opts.Memory.Flush(time.Second); err != nil {
		d.t.Fatal(err)
	}
}

func long(title string) string {
	return "---\ntitle: " + title + "\ntags: [long]\n---\n## One\n\n" + strings.Repeat("Words of one.\n\n", 40) +
		"## Two\n\n" + strings.Repeat("Words of two.\n\n", 20) + "Just here.\n\n" + strings.Repeat("More of two.\n\n", 40) + "[b](b.md) and [two of b](b.md#two), [out](https://example.org/x)\n"
}

func TestANoteOpensWhereOneStopped(t *testing.T) {
	k := keep(t, map[string]string{"a.md": long("Alpha"), "b.md": long("Beta")})
	d := k.open()
	d.keys("enter").sees("Words of one").seesNot("where you left off")
	for !strings.Contains(d.screen()[2], "Just here") {
		d.keys("j")
	}
	top := d.screen()[2]
	d.keys("q", "enter").sees("where you left off; g goes to the top") // also in the same session
	d.end()

	d = k.open()
	if d.keys("enter"); d.screen()[2] != top {
		t.Errorf("%q is first, was %q", d.screen()[2], top)
	}
	d.sees("where you left off").keys("g").sees("Words of one")
	d.end()

	d = k.open() // at the beginning one is nowhere
	d.keys("enter").sees("Words of one").seesNot("where you left off")
	for !strings.Contains(d.screen()[2], "Just here") {
		d.keys("j")
	}
	d.end()
	k.write("a.md", strings.Replace(long("Alpha"), "## Two", "## New\n\nText.\n\n## Two\n\nA new beginning.\n", 1), time.Now())
	for _, size := range [][2]int{{120, 36}, {60, 20}, {30, 12}} {
		d = k.open()
		d.resize(size[0], size[1]).keys("enter")
		if !strings.Contains(strings.Join(d.screen()[:6], "\n"), "Just here") {
			t.Errorf("at %v:\n%s", size, d.text())
		}
	}
	k.write("a.md", strings.ReplaceAll(long("Alpha"), "## Two", "## Other"), time.Now())
	d = k.open()
	d.keys("enter").sees("two.") // the heading is gone: about as far down
}

// A long note, whose beginning is shown while the rest is read, is not too short for the place.
func TestALongNoteOpensWhereOneStopped(t *testing.T) {
	var text strings.Builder
	text.WriteString("# Long\n\n")
	for i := range 20000 {
		fmt.Fprintf(&text, "Paragraph %d of many that go on.\n\n", i)
	}
	k := keep(t, map[string]string{"long.md": text.String()})
	d := k.open()
	d.keys("enter", "G").sees("Paragraph 19999")
	d.end()
	k.open().keys("enter").sees("Paragraph 19999", "where you left off").keys("g").sees("Paragraph 0 of")
}

func TestWhoComesForSomethingElseIsNotTakenThere(t *testing.T) {
	k := keep(t, map[string]string{"a.md": long("Alpha"), "b.md": long("Beta")})
	d := k.open()
	d.keys("ctrl+p", `"beta"`, "enter", "G", "q", "ctrl+p", `"alpha"`, "enter", "G")
	d.keys("tab", "enter").sees("Beta", "where you left off") // by a link to the note
	d.keys("backspace", "tab", "enter").sees("Words of two").seesNot("where you left off")
	d.keys("q", "/", `"beta"`, "enter", "enter").sees("Words of one").seesNot("where you left off")
	d.keys("q", "esc", "ctrl+p", `"beta"`, "enter", "G", "backspace", "]").sees("100 %") // back is exactly where one was
}

func TestWhatIsNew(t *testing.T) {
	k := keep(t, map[string]string{"a.md": "---\ntitle: Alpha\n---\nx\n", "b.md": "---\ntitle: Beta\n---\ny\n"})
	d := k.open().seesNot("•", "◦") // a library that is opened first
	d.keys("/", `"is:unread"`, "enter").sees("Alpha", "Beta").keys("esc", "enter", "i").sees("reading", "read").keys("esc", "q")
	d.end()
	k.write("c.md", "---\ntitle: Gamma\n---\nz\n", time.Now().Add(time.Minute))
	k.write("a.md", "---\ntitle: Alpha\n---\nx, changed\n", time.Now().Add(time.Minute))
	d = k.open().sees("◦▌ Alpha", "•  Gamma", "   Beta")
	d.keys("/", `"is:unread"`, "enter").sees("3 of 3")
	d.keys("esc", "enter", "i").sees("read").keys("esc", "q").sees(" ▌ Alpha")
	d.keys("/", `"is:unread"`, "enter").sees("2 of 3").seesNot("Alpha", "✓")
	d.keys("g", "N").sees("✓▌ ", "2 of 3").keys("N").seesNot("✓").keys("enter", "q").sees("✓▌ ", "2 of 3") // it stays, and says that it was read
	d.keys("r").sees("1 of 3").seesNot("✓").keys("esc").seesNot("✓")
	d.keys("g", "j", "N").keys("k")
	d.keys("g", "N").sees("•▌ Alpha", "unread again: Alpha").keys("N").sees(" ▌ Alpha", "taken for read: Alpha").keys("N")
	d.end()
	k.open().sees("•▌ Alpha", "•  Gamma").keys("j", "N").sees(" ▌ Beta").keys("/", `"-is:unread"`, "enter").sees("1 of 3", "Beta")
}

func TestBookmarks(t *testing.T) {
	k := keep(t, map[string]string{"a.md": long("Alpha"), "b.md": long("Beta")})
	d := k.open()
	d.keys("'").sees("no bookmarks yet; m on a page sets one").keys("m").sees("m is for a page")
	d.keys("enter")
	for !strings.Contains(d.screen()[2], "Just here") {
		d.keys("j")
	}
	d.keys("m").sees("bookmark set; ' lists them all").keys("j", "m").sees("bookmark set") // the first is out of sight
	d.keys("k", "m").sees("2 bookmarks removed").keys("m", "q", "j", "enter", "m", "q")
	d.end()
	d = k.open()
	d.keys("'").sees("bookmarks", "Alpha › Two", "Just here.", "Beta", "ctrl+x remove")
	d.keys(`"just"`).seesNot("Beta ›").keys("enter")
	if !strings.Contains(d.screen()[2], "Just here") {
		t.Errorf("the bookmark leads elsewhere:\n%s", d.text())
	}
	d.seesNot("where you left off").keys("g", "'").keys("down", "enter") // within the page
	if !strings.Contains(d.screen()[2], "Just here") {
		t.Errorf("the bookmark leads elsewhere:\n%s", d.text())
	}
	d.keys("backspace").sees("Words of one")
	d.keys("'", "ctrl+x").sees("Just here").seesNot("Beta › One")
	if err := os.Remove(filepath.Join(k.dir, "a.md")); err != nil {
		t.Fatal(err)
	}
	d.keys("esc", "q", "r", "'").sees("Alpha", "gone").keys("enter").sees("a.md is gone")
	d.keys("'", "ctrl+x").sees("no bookmarks are left")
}

func TestContinue(t *testing.T) {
	k := keep(t, map[string]string{"a.md": long("Alpha"), "b.md": long("Beta"), "c.md": "---\ntitle: Gamma\n---\nz\n"})
	d := k.open().seesNot("continues")
	d.keys("c").sees("nothing was read here before")
	d.keys("/", `"#long"`, "enter", "o", "down", "down", "enter", "g", "enter", "G")
	title := d.m.open.src.Note.Title
	d.end()
	d = k.open().sees("c continues: "+title+" · #long", "by title")
	if d.m.screen != screenShelf || len(d.m.results.found.hits) != 3 {
		t.Error("the shelf is not as it always is")
	}
	d.keys("j").seesNot("continues").keys("c").sees(title, "where you left off", "1 of 2 · #long").keys("q").sees("oldest first", "#long")
	d.end()
	d = k.open().sees("continues: ").keys("c")
	if d.m.screen != screenShelf || d.m.query.Text() != "#long" || d.m.selected().Title != title {
		t.Errorf("it was left on the shelf:\n%s", d.text())
	}
	d = k.open().sees("continues: ") // who only looks in changes nothing
	d.keys("j", "k")
	d.end()
	k.open().sees("continues: " + title).keys("q")
	if d = k.open(func(o *Options) { o.Note = "c.md" }); d.m.open.path != "c.md" {
		t.Error(d.m.open.path)
	}
	d.seesNot("continues")
}

func TestVisitedLinksAreRemembered(t *testing.T) {
	k := keep(t, map[string]string{"a.md": long("Alpha"), "b.md": long("Beta")})
	d := k.open()
	d.keys("ctrl+p", `"alpha"`, "enter", "G", "tab", "enter", "backspace", "tab", "tab", "O", "enter")
	d.end()
	d = k.open()
	d.keys("ctrl+p", `"alpha"`, "enter", "G")
	if v := d.m.visitedLinks(); len(v) != 3 {
		t.Errorf("%v", v)
	}
}

// Without a memory every key says so, and nothing else is different.
func TestWithoutAMemory(t *testing.T) {
	d := drive(t, notes(small()))
	d.keys("N").sees("nothing is remembered").keys("c").sees("nothing is remembered").keys("'").sees("nothing is remembered")
	d.keys("enter", "m").sees("nothing is remembered").keys("'").sees("nothing is remembered")
}

// A notice says once that nothing can be written.
func TestAMemoryThatCannotBeWritten(t *testing.T) {
	k := keep(t, map[string]string{"a.md": long("Alpha")})
	if err := os.WriteFile(k.xdg, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	d := k.open()
	d.keys("enter", "G")
	d.send(rememberNow{})
	d.sees("what you read is not remembered").keys("k")
	d.send(rememberNow{})
	d.seesNot("what you read is not remembered")
}

// Once a second at most something is written, and nothing while nothing happens.
func TestNothingIsWrittenAtRest(t *testing.T) {
	k := keep(t, map[string]string{"a.md": long("Alpha")})
	d := k.open()
	d.keys("enter", "j", "j")
	if !d.m.stirring {
		t.Error("nothing will be written")
	}
	d.send(rememberNow{})
	if d.m.stirring || d.m.opts.Memory.Dirty() {
		t.Error("it goes on")
	}
}

// A bookmark whose text is gone says so, in a note without a heading too.
func TestABookmarkWhoseTextIsGone(t *testing.T) {
	text := strings.Repeat("Filler text.\n\n", 40)
	k := keep(t, map[string]string{"a.md": "---\ntitle: Alpha\n---\n" + text + "What is marked.\n\n" + text})
	d := k.open().keys("enter", "/", `"marked"`, "enter", "esc")
	for !strings.Contains(d.screen()[2], "What is marked") {
		d.keys("j")
	}
	d.keys("m").sees("bookmark set").keys("q")
	k.write("a.md", "---\ntitle: Alpha\n---\nLittle is left.\n", time.Now())
	d.keys("r", "'", "enter").sees("Little is left", "that place is gone; this is the top")
	k.write("a.md", "---\ntitle: Alpha\n---\nNew.\n\n"+text+"What is marked.\n\n"+text, time.Now().Add(time.Minute))
	d.keys("q", "r", "'", "enter").seesNot("gone", "no longer here")
	if !strings.Contains(d.screen()[2], "What is marked") {
		t.Errorf("the bookmark leads elsewhere:\n%s", d.text())
	}
}
