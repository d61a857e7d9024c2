package tui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"quire/internal/catalog"
	"quire/internal/library"
	"quire/internal/note"
)

// on is the reader on a note of the small library, found by its title.
func on(t *testing.T, title string, change ...func(*Options)) *driver {
	t.Helper()
	return drive(t, notes(small()), change...).keys("ctrl+p", `"`+title+`"`, "enter")
}

// toLink presses tab until the link with this text has the focus.
func (d *driver) toLink(text string) *driver {
	d.t.Helper()
	for range 50 {
		if l, _, ok := d.m.focused(); ok && l.Text == text {
			return d
		}
		d.keys("tab")
	}
	d.t.Fatalf("tab never comes to %q:\n%s", text, d.text())
	return d
}

func TestQueryIsKeptOrRestored(t *testing.T) {
	d := drive(t, notes(small()))
	all := d.m.shelf.Len()
	d.keys("/", `"twin"`).sees("3 of", "best first")
	d.keys("esc")
	if d.m.query.Text() != "" || d.m.shelf.Len() != all {
		t.Errorf("esc does not restore: %q, %d notes", d.m.query.Text(), d.m.shelf.Len())
	}
	d.keys("/", `"#aws"`, "enter").sees("2 of")
	d.keys("/", `"deep"`).sees("1 of", "/ #aws deep").keys("esc").sees("/ #aws", "2 of")
	d.keys("esc")
	if d.m.query.Text() != "" || d.quit {
		t.Error("esc on the shelf clears the query, and never quits")
	}
	if d.keys("esc", "esc"); d.quit {
		t.Error("esc quits")
	}
	if d.keys("q"); !d.quit {
		t.Error("q on the shelf quits")
	}
}

func TestNothingFoundSaysWhatToTry(t *testing.T) {
	d := drive(t, notes(small()))
	d.keys("/", `"#aws zebra"`, "enter").sees("No note matches #aws zebra", "without zebra  2 notes", "esc clears")
	d.keys("enter").sees("No note matches") // nothing to open
}

func TestEmptyLibraryAndFailureAreScreens(t *testing.T) {
	drive(t, notes(nil)).sees("No notes in notes", "quire --tour").keys("enter", "t", "esc", "o", "esc", "ctrl+p", "esc", "/", `"x"`, "esc")

	fail := true
	d := drive(t, nil, func(o *Options) {
		o.Name = "posts"
		load := loader(notes(small()))
		o.Load = func(ctx context.Context, n func(int)) (*catalog.Catalog, error) {
			if fail {
				return nil, errors.New("permission denied")
			}
			return load(ctx, n)
		}
	})
	d.sees("posts", "cannot be read: permission denied", "r try again")
	fail = false
	d.keys("r").sees("The hub")
}

func TestReadingTakesItsTime(t *testing.T) {
	d := &driver{t: t, m: newModel(t.Context(), Options{Name: "posts", Load: loader(notes(small()))})}
	d.resize(80, 24)
	if strings.TrimSpace(d.text()) != "" {
		t.Errorf("nothing is said at first:\n%s", d.text())
	}
	d.m.library.read.n.Store(1204)
	d.hold = true
	d.send(waited{})
	d.sees("reading posts", "1,204 notes so far")
}

func TestPickerWritesTheQuery(t *testing.T) {
	d := drive(t, notes(small()))
	d.keys("t").sees("aws", "front end", "日本語")
	d.keys(`"aws"`, "space")
	if got := d.m.query.Text(); got != "#aws" {
		t.Fatalf("the query is %q", got)
	}
	d.sees("2 of").keys("ctrl+u", `"front"`)
	if _, y := d.find("▌   front end"); !strings.Contains(d.screen()[y], " 1 │") {
		t.Errorf("one note is left with both:\n%s", d.text())
	}
	d.keys("space").sees("1 of")
	d.keys("space") // without it
	if got := d.m.query.Text(); got != `#aws -#"front end"` {
		t.Errorf("the query is %q", got)
	}
	d.keys("enter")
	if d.m.focus != focusScreen || d.m.shelf.Len() != 1 {
		t.Errorf("enter closes and keeps: %d notes", d.m.shelf.Len())
	}
}

func TestPickerAllOrAny(t *testing.T) {
	d := drive(t, notes(small()))
	d.keys("t", `"front"`, "space", "ctrl+u", `"日"`, "space").sees("0 of", "all of them")
	d.keys("tab").sees("2 of", "any of them")
	if got := d.m.query.Text(); got != `#"front end" OR #日本語` && got != `(#"front end" OR #日本語)` {
		t.Errorf("the query is %q", got)
	}
	d.keys("esc", "t").sees("any of them") // it is read from the query again
	d.keys("ctrl+x", "esc")
	if d.m.query.Text() != "" {
		t.Errorf("the query is %q", d.m.query.Text())
	}
}

// A tag that was typed beside alternatives is in force in either mode, and to be seen in the picker.
func TestPickerKeepsWhatIsBesideAlternatives(t *testing.T) {
	d := drive(t, notes(small())).keys("/", `"#aws (#"front end" OR #日本語) hub"`, "enter", "t").sees("+ aws", "any of them")
	typed := d.m.query.Text()
	d.keys("tab")
	if got := d.m.query.Text(); got != `#aws #"front end" #日本語 hub` {
		t.Errorf("all of them: %q", got)
	}
	if d.keys("tab"); d.m.query.Text() != typed {
		t.Errorf("and any again: %q, not %q", d.m.query.Text(), typed)
	}
	d.keys("tab", `"aws"`, "space")
	if got := d.m.query.Text(); got != `#"front end" #日本語 -#aws hub` {
		t.Errorf("without it: %q", got)
	}
}

func TestATagAndEnterIsEnough(t *testing.T) {
	d := drive(t, notes(small()))
	d.keys("t", `"aws"`, "enter").sees("/ #aws", "2 of")
}

func TestSortOrder(t *testing.T) {
	d := drive(t, notes(small()))
	d.keys("o", `"oldest"`, "enter").sees("oldest first")
	if got := d.m.results.found.hits[0].Note.Title; got != "輻の記事 The spoke" {
		t.Errorf("the oldest is %q", got)
	}
}

func TestLinksOfEveryKind(t *testing.T) {
	d := on(t, "the hub")
	d.toLink("the spoke").sees("→ 輻の記事 The spoke › Deep").keys("enter")
	if d.m.open.path != "spoke.md" || !strings.Contains(strings.Join(d.screen()[2:4], ""), "Deep") && !strings.Contains(d.text(), "Deep text") {
		t.Errorf("a link with a heading leads to it:\n%s", d.text())
	}
	d.keys("backspace").toLink("Twin").sees("? 2 notes are called so").keys("enter").sees("which one?", "a/Twin.md", "b/Twin.md")
	d.keys("down", "enter")
	if d.m.open.path != "b/Twin.md" {
		t.Errorf("the second one was chosen, and %s opened", d.m.open.path)
	}
	d.keys("h").toLink("gone").sees("✗", "did you mean").keys("enter").sees("Did you mean", "spoke.md").keys("enter")
	if d.m.open.path != "spoke.md" {
		t.Errorf("the suggestion led to %s", d.m.open.path)
	}
	d.keys("[").toLink("file").sees("pic.png").keys("enter").sees("is a file")
	d.toLink("bad").sees("✗").keys("enter")
	d.toLink("self").keys("enter")
	if d.m.open.path != "hub.md" || !strings.Contains(d.text(), "a long line of code") {
		t.Errorf("a link to a heading of this note jumps:\n%s", d.text())
	}
	if d.keys("backspace"); d.m.open.path != "hub.md" || d.m.screen != screenPage {
		t.Error("back from a jump is on the same page")
	}
}

func TestBrowserOnlyAfterTheAddressWasShown(t *testing.T) {
	d := on(t, "the hub").toLink("out")
	d.keys("enter").sees("https://example.org/a?b=c", "O opens it")
	if len(d.ran) != 0 {
		t.Fatal("enter started something")
	}
	d.keys("O").sees("open in the browser", "https://example.org/a?b=c").keys("esc")
	if len(d.ran) != 0 {
		t.Fatal("esc started something")
	}
	d.keys("O", "enter")
	if want := [][]string{{"firefox", "https://example.org/a?b=c"}}; fmt.Sprint(d.ran) != fmt.Sprint(want) {
		t.Errorf("started %v", d.ran)
	}
	d.toLink("bad").keys("O").seesNot("open in the browser")
}

func TestCopying(t *testing.T) {
	d := on(t, "the hub").keys("y", "y")
	if d.copy != "hub.md" {
		t.Errorf("copied %q", d.copy)
	}
	d.toLink("out").keys("y").sees("the link").keys("y")
	if d.copy != "https://example.org/a?b=c" || d.system != d.copy {
		t.Errorf("copied %q, and to the system %q", d.copy, d.system)
	}
	d.keys("f", "A")
	if d.copy != "spoke.md#deep" {
		t.Errorf("an upper-case label copies its address: %q", d.copy)
	}
	d.keys("q", "y").sees("copied hub.md")
}

func TestHintsFollow(t *testing.T) {
	d := on(t, "the hub").keys("f").sees("a-z follow").keys("a")
	if d.m.open.path != "spoke.md" {
		t.Errorf("the first label led to %s", d.m.open.path)
	}
	d.keys("h", "f", "esc")
	if d.m.reader.Hinting() || d.m.screen != screenPage {
		t.Error("esc takes the labels away, no more")
	}
	d.keys("f", "1")
	if d.m.reader.Hinting() {
		t.Error("another key takes the labels away")
	}
}

func TestWalkingTheSet(t *testing.T) {
	d := drive(t, notes(small())).keys("/", `"#aws"`, "enter", "enter").sees("1 of 2", "#aws")
	d.keys("K").sees("this is the first note of 2")
	d.keys("J").sees("2 of 2").keys("J").sees("this is the last note of 2")
	d.keys("ctrl+p", `"family"`, "enter").sees("not on the shelf")
	d.keys("K").sees("1 of 2") // from where one left the set
	d.keys("q")
	if d.m.selected().Path != d.m.results.last {
		t.Errorf("the shelf selects the note that was read last, not %s", d.m.selected().Path)
	}
	d.keys("]")
	if d.m.screen != screenPage || d.m.open.path != d.m.results.last {
		t.Error("forward from the shelf leads to the page one left")
	}
}

func TestFindInPage(t *testing.T) {
	d := on(t, "the hub")
	at := d.m.reader.Place()
	d.keys("/", `"paragraph"`).sees("1 of 30").keys("enter", "n").sees("2 of 30").keys("N", "N").sees("30 of 30")
	d.keys("esc")
	if d.m.reader.Searching() != "" || d.m.screen != screenPage {
		t.Error("esc ends the search first")
	}
	d.keys("esc")
	if d.m.screen != screenShelf {
		t.Error("then it leads to the shelf")
	}
	d.keys("]", "g", "/", `"PARAGRAPH"`).sees("no match").keys("esc")
	if d.m.reader.Place() != at {
		t.Errorf("esc comes back to where one was: %+v", d.m.reader.Place())
	}
	d.keys("/", `"longenough"`, "ctrl+u", `"page."`, "enter").sees("of 30")
	d.keys("/", `"zebra"`, "enter").sees("no zebra in this note")
}

func TestOutlineJumps(t *testing.T) {
	d := on(t, "the hub").keys("o").sees("outline", "Start", "End").keys(`"end"`, "enter")
	if !strings.Contains(d.text(), "a long line of code") {
		t.Errorf("the outline leads to the heading:\n%s", d.text())
	}
	if d.keys("backspace"); d.m.reader.Place().Block != 0 {
		t.Error("back leads to where one was")
	}
}

func TestBacklinksWithTheirSentences(t *testing.T) {
	d := on(t, "spoke").keys("B").sees("links here from 1 note", "The hub", "To the spoke, to Twin")
	d.keys("enter")
	if l, _, ok := d.m.focused(); !ok || d.m.open.path != "hub.md" || l.Dest != "spoke.md#deep" {
		t.Errorf("a backlink leads to its place: %s, %+v", d.m.open.path, l)
	}
	on(t, "ill").keys("B").sees("no note links here")
}

func TestPeek(t *testing.T) {
	d := on(t, "the hub").toLink("the spoke").keys("p").sees("Deep text", "The hub").keys("esc").seesNot("Deep text")
	if d.m.open.path != "hub.md" {
		t.Error("one peeks without leaving")
	}
	if d.keys("p", "enter"); d.m.open.path != "spoke.md" {
		t.Error("enter goes on to it")
	}
	if d.keys("h"); d.m.open.path != "hub.md" {
		t.Error("and back leads back")
	}
}

func TestInfoShowsEverything(t *testing.T) {
	on(t, "ill").keys("i").sees("problem", "line")
	on(t, "the hub").keys("i").sees("front end", "words", "1 broken", "1 external", "spok.md", "hub.md")
}

func TestTagsOfTheNote(t *testing.T) {
	on(t, "the hub").keys("t").sees("tags of this note", "front end").keys(`"front"`, "enter").sees(`/ #"front end"`, "1 of")
}

func TestDocumentWithoutALibrary(t *testing.T) {
	d := drive(t, nil, func(o *Options) {
		o.Load, o.Document = nil, note.Parse("stdin.md", []byte("# Piped\n\nText with [a link](https://example.org) and [none](x.md).\n"))
	})
	d.sees("Piped", "Text with").keys("tab").sees("↗ https://example.org").keys("tab").sees("✗")
	if d.keys("esc", "backspace"); d.quit || d.m.screen != screenPage {
		t.Error("there is nothing to go back to")
	}
	d.keys("ctrl+p", "esc", "J", "B", "esc", "t", "esc", "e", "y", "r")
	if d.keys("q"); !d.quit {
		t.Error("q quits where there is no shelf")
	}
}

func TestBehindADocumentAnEmptyLibraryIsNone(t *testing.T) {
	d := drive(t, notes(nil), func(o *Options) { o.Document = note.Parse("stdin.md", []byte("# Piped\n")) })
	d.sees("Piped").seesNot("›")
	if d.keys("q"); !d.quit {
		t.Error("q quits where there is nothing behind")
	}
	d = drive(t, notes(small()), func(o *Options) {
		o.Document = note.Parse("stdin.md", []byte("# Piped\n\n[[The hub]] and [hub](hub.md)\n"))
	})
	d.sees("Piped").toLink("hub").keys("enter").sees("The hub").keys("h").sees("Piped").keys("q").sees("7 notes")
}

func TestStartsOnANoteOrAQuery(t *testing.T) {
	d := drive(t, notes(small()), func(o *Options) { o.Note, o.Heading = "hub.md", "end" }).sees("notes › The hub", "a long line of code")
	d.keys("q").sees("7 notes")
	drive(t, notes(small()), func(o *Options) { o.Query, o.Notice = "#aws", "welcome" }).sees("2 of 7", "/ #aws", "welcome").keys("j").seesNot("welcome")
}

// Files that change, appear and vanish are picked up, and the place is kept.
func TestLiveReload(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	body := func(n int) string {
		return "# Long\n\n" + strings.Repeat("A paragraph.\n\n", 60) + fmt.Sprintf("Version %d of the end.\n", n)
	}
	write("long.md", body(1))
	write("other.md", "# Other")
	l, err := library.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	d := drive(t, l).keys("ctrl+p", `"long"`, "enter", "d", "d")
	place := d.m.reader.Place()

	write("long.md", body(2))
	write("new.md", "# New")
	d.send(filesChanged{})
	if d.m.reader.Place() != place {
		t.Errorf("the place moved: %+v, want %+v", d.m.reader.Place(), place)
	}
	d.keys("G").sees("Version 2").keys("q").sees("3 notes", "New")

	d.keys("/", `"long"`, "enter", "enter", "e")
	if want := []string{"vim", "+1", "--", filepath.Join(l.Root, "long.md")}; len(d.ran) != 1 || !slices.Equal(d.ran[0], want) {
		t.Errorf("started %v, want %v", d.ran, want)
	}
	if err := os.Remove(filepath.Join(dir, "long.md")); err != nil {
		t.Fatal(err)
	}
	d.send(filesChanged{})
	d.sees("Long", "long.md is gone; this is how it was").keys("q").sees("No note matches")
}

func TestResizingKeepsTheLineThatIsRead(t *testing.T) {
	text := "# Long\n\n"
	for i := range 400 {
		text += fmt.Sprintf("word%d ", i)
	}
	d := drive(t, notes(map[string]string{"long.md": text + "\n\n" + strings.Repeat("more\n\n", 60)})).keys("enter")
	for range 12 {
		d.keys("j")
	}
	first := strings.Fields(d.screen()[2])[0]
	for _, w := range []int{40, 20, 63, 200, 33} {
		if d.resize(w, 36); !strings.Contains(d.screen()[2], first) {
			t.Errorf("at %d the first line is %q, without %s", w, d.screen()[2], first)
		}
	}
	if d.resize(120, 36); strings.Fields(d.screen()[2])[0] != first {
		t.Errorf("the first line is %q, not that of %s", d.screen()[2], first)
	}
}

// A note of thousands of broken links does not hold up the key.
func TestInfoTellsOfManyBrokenLinks(t *testing.T) {
	var text strings.Builder
	for i := range mostWrong + 1234 {
		fmt.Fprintf(&text, "[[nowhere %d]]\n", i)
	}
	d := drive(t, notes(map[string]string{"a.md": text.String()}))
	d.keys("enter", "i", "G")
	d.sees("and 1,234 more, which quire check tells")
}
