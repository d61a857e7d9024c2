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
	"quire/internal/render"
)

// openNote opens a note of the small library by its title.
func openNote(t *testing.T, title string, change ...func(*Options)) *driver {
	t.Helper()
	return drive(t, notes(sampleLibrary()), change...).keys("ctrl+p", `"`+title+`"`, "enter")
}

// focusLink presses tab until the link with this text is selected.
func (d *driver) focusLink(text string) *driver {
	d.t.Helper()
	for range 50 {
		if l, _, ok := d.m.page.currentLink(); ok && l.Text == text {
			return d
		}
		d.keys("tab")
	}
	d.t.Fatalf("tab never reaches %q:\n%s", text, d.text())
	return d
}

func TestQuery_EnterAppliesAndEscRestores(t *testing.T) {
	d := drive(t, notes(sampleLibrary()))
	all := d.m.shelf.list.Len()
	d.keys("/", `"twin"`).sees("3 of", "best match first")
	d.keys("esc")
	if d.m.shelf.query.Text() != "" || d.m.shelf.list.Len() != all {
		t.Errorf("esc does not restore: %q, %d notes", d.m.shelf.query.Text(), d.m.shelf.list.Len())
	}
	d.keys("/", `"#aws"`, "enter").sees("2 of")
	d.keys("/", `"deep"`).sees("1 of", "/ #aws deep").keys("esc").sees("/ #aws", "2 of")
	d.keys("esc")
	if d.m.shelf.query.Text() != "" || d.quit {
		t.Error("esc on the shelf must clear the query, and never quit")
	}
	if d.keys("esc", "esc"); d.quit {
		t.Error("esc quits")
	}
	if d.keys("q"); !d.quit {
		t.Error("q on the shelf must quit")
	}
}

func TestShelf_NoMatchesSuggestsShorterQuery(t *testing.T) {
	d := drive(t, notes(sampleLibrary()))
	d.keys("/", `"#aws zebra"`, "enter").sees("No notes match #aws zebra", "without zebra  2 notes", "esc clears")
	d.keys("enter").sees("No notes match") // nothing to open
}

func TestStart_ExplainsEmptyOrUnreadableLibrary(t *testing.T) {
	drive(t, notes(nil)).sees("No notes in notes", "quire --tour").keys("enter", "t", "esc", "o", "esc", "ctrl+p", "esc", "/", `"x"`, "esc")

	fail := true
	d := drive(t, nil, func(o *Options) {
		o.Name = "posts"
		load := loadFunc(notes(sampleLibrary()))
		o.Live = &fakeLive{load: func(ctx context.Context) (catalog.Library, error) {
			if fail {
				return nil, errors.New("permission denied")
			}
			return load(ctx)
		}}
	})
	d.sees("posts", "cannot be read: permission denied", "r try again")
	fail = false
	d.keys("r").sees("The hub")
}

func TestStart_SlowLoadShowsProgress(t *testing.T) {
	d := &driver{t: t, hold: true, m: New(t.Context(), Options{Name: "posts", Live: newFakeLive(notes(sampleLibrary()))})}
	d.resize(80, 24)
	if strings.TrimSpace(d.text()) != "" {
		t.Errorf("want an empty screen at first:\n%s", d.text())
	}
	d.m.library.progress.noteCount.Store(1204)
	d.hold = true
	d.send(slowLoadMsg{})
	d.sees("loading posts", "1,204 notes so far")
}

func TestSortOrder_OldestFirst(t *testing.T) {
	d := drive(t, notes(sampleLibrary()))
	d.keys("o", `"oldest"`, "enter").sees("oldest first")
	if got := d.m.shelf.results.found.Hits[0].Title(); got != "輻の記事 The spoke" {
		t.Errorf("the first note is %q, want the oldest", got)
	}
}

func TestFollow_EveryKindOfLink(t *testing.T) {
	d := openNote(t, "the hub")
	d.focusLink("the spoke").sees("→ 輻の記事 The spoke › Deep").keys("enter")
	if d.m.page.open.path != "spoke.md" || !strings.Contains(strings.Join(d.screen()[2:4], ""), "Deep") && !strings.Contains(d.text(), "Deep text") {
		t.Errorf("a link with a heading must lead to it:\n%s", d.text())
	}
	d.keys("backspace").focusLink("Twin").sees("? 2 notes have this name").keys("enter").sees("which note?", "a/Twin.md", "b/Twin.md")
	d.keys("down", "enter")
	if d.m.page.open.path != "b/Twin.md" {
		t.Errorf("chose the second note, but %s opened", d.m.page.open.path)
	}
	d.keys("h").focusLink("gone").sees("✗", "did you mean").keys("enter").sees("Did you mean", "spoke.md").keys("enter")
	if d.m.page.open.path != "spoke.md" {
		t.Errorf("the suggestion led to %s", d.m.page.open.path)
	}
	d.keys("[").focusLink("file").sees("pic.png").keys("enter").sees("is a file")
	d.focusLink("bad").sees("✗").keys("enter")
	d.focusLink("self").keys("enter")
	if d.m.page.open.path != "hub.md" || !strings.Contains(d.text(), "a long line of code") {
		t.Errorf("a link to a heading of this note must jump:\n%s", d.text())
	}
	if d.keys("backspace"); d.m.page.open.path != "hub.md" || d.m.screen != screenPage {
		t.Error("back from a jump must stay on the page")
	}
}

func TestOpenOutside_ShowsAddressFirst(t *testing.T) {
	d := openNote(t, "the hub").focusLink("out")
	d.keys("enter").sees("https://example.org/a?b=c", "O opens in the browser")
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
	d.focusLink("bad").keys("O").seesNot("open in the browser")
}

func TestCopy_PathAndLink(t *testing.T) {
	d := openNote(t, "the hub").keys("y", "y")
	if d.copied != "hub.md" {
		t.Errorf("copied %q", d.copied)
	}
	d.focusLink("out").keys("y").sees("link").keys("y")
	if d.copied != "https://example.org/a?b=c" || d.copiedToSystem != d.copied {
		t.Errorf("copied %q, and to the system %q", d.copied, d.copiedToSystem)
	}
	d.keys("f", "A")
	if d.copied != "spoke.md#deep" {
		t.Errorf("an upper-case label must copy its address: %q", d.copied)
	}
	d.keys("q", "y").sees("copied hub.md")
}

func TestLinkHints_FollowOrCancel(t *testing.T) {
	d := openNote(t, "the hub").keys("f").sees("a-z follow").keys("a")
	if d.m.page.open.path != "spoke.md" {
		t.Errorf("the first label led to %s", d.m.page.open.path)
	}
	d.keys("h", "f", "esc")
	if d.m.page.reader.HasHints() || d.m.screen != screenPage {
		t.Error("esc must only remove the labels")
	}
	d.keys("f", "1")
	if d.m.page.reader.HasHints() {
		t.Error("any other key must remove the labels")
	}
}

func TestNextNote_WalksTheShelf(t *testing.T) {
	d := drive(t, notes(sampleLibrary())).keys("/", `"#aws"`, "enter", "enter").sees("1 of 2", "#aws")
	d.keys("K").sees("this is the first of 2 notes")
	d.keys("J").sees("2 of 2").keys("J").sees("this is the last of 2 notes")
	d.keys("ctrl+p", `"family"`, "enter").sees("not on the shelf")
	d.keys("K").sees("1 of 2") // continues from the last note on the shelf
	d.keys("q")
	if d.m.shelf.selectedNote().Path() != d.m.shelf.results.lastPath {
		t.Errorf("the shelf must select the note that was read last, not %s", d.m.shelf.selectedNote().Path())
	}
	d.keys("]")
	if d.m.screen != screenPage || d.m.page.open.path != d.m.shelf.results.lastPath {
		t.Error("forward from the shelf must lead to the last page")
	}
}

func TestFindInPage_MovesBetweenMatches(t *testing.T) {
	d := openNote(t, "the hub")
	at := d.m.page.reader.Anchor()
	d.keys("/", `"paragraph"`).sees("1 of 30").keys("enter", "n").sees("2 of 30").keys("N", "N").sees("30 of 30")
	d.keys("esc")
	if d.m.page.reader.SearchPattern() != "" || d.m.screen != screenPage {
		t.Error("esc must end the search first")
	}
	d.keys("esc")
	if d.m.screen != screenShelf {
		t.Error("the next esc must lead to the shelf")
	}
	d.keys("]", "g", "/", `"PARAGRAPH"`).sees("no matches").keys("esc")
	if d.m.page.reader.Anchor() != at {
		t.Errorf("esc must restore the position: %+v", d.m.page.reader.Anchor())
	}
	d.keys("/", `"longenough"`, "ctrl+u", `"page."`, "enter").sees("of 30")
	d.keys("/", `"zebra"`, "enter").sees("no matches for zebra in this note")
}

func TestOutline_JumpsToHeading(t *testing.T) {
	d := openNote(t, "the hub").keys("o").sees("outline", "Start", "End").keys(`"end"`, "enter")
	if !strings.Contains(d.text(), "a long line of code") {
		t.Errorf("the outline must lead to the heading:\n%s", d.text())
	}
	if d.keys("backspace"); d.m.page.reader.Anchor().Block != 0 {
		t.Error("back must restore the position")
	}
}

func TestBacklinks_ShowSentencesAndOpenAtLink(t *testing.T) {
	d := openNote(t, "spoke").keys("B").sees("backlinks from 1 note", "The hub", "To the spoke, to Twin")
	d.keys("enter")
	if l, _, ok := d.m.page.currentLink(); !ok || d.m.page.open.path != "hub.md" || l.Dest != "spoke.md#deep" {
		t.Errorf("a backlink must open at its link: %s, %+v", d.m.page.open.path, l)
	}
	openNote(t, "ill").keys("B").sees("no backlinks")
}

func TestPeek_ShowsTargetWithoutLeaving(t *testing.T) {
	d := openNote(t, "the hub").focusLink("the spoke").keys("p").sees("Deep text", "The hub").keys("esc").seesNot("Deep text")
	if d.m.page.open.path != "hub.md" {
		t.Error("peek must not leave the page")
	}
	if d.keys("p", "enter"); d.m.page.open.path != "spoke.md" {
		t.Error("enter must open the target")
	}
	if d.keys("h"); d.m.page.open.path != "hub.md" {
		t.Error("back must return")
	}
}

func TestDetails_ShowProblemsAndCounts(t *testing.T) {
	openNote(t, "ill").keys("i").sees("problem", "line")
	openNote(t, "the hub").keys("i").sees("front end", "words", "1 broken", "1 external", "spok.md", "hub.md")
}

func TestNoteTags_EnterFiltersShelf(t *testing.T) {
	openNote(t, "the hub").keys("t").sees("tags of this note", "front end").keys(`"front"`, "enter").sees(`/ #"front end"`, "1 of")
}

// Esc takes away one thing at a time, and the page last.
func TestEscape_ClearsMessageLinkAndSearchBeforeThePage(t *testing.T) {
	d := openNote(t, "the hub").keys("/", `"paragraph"`, "enter", "tab", "X").sees("X does nothing here")
	if d.keys("esc").seesNot("does nothing"); d.m.page.reader.FocusedLink() == render.NoLink {
		t.Error("the first esc, which removes the message, also drops the link")
	}
	if d.keys("esc"); d.m.page.reader.FocusedLink() != render.NoLink || d.m.page.reader.SearchPattern() == "" {
		t.Error("the second esc does not drop the link alone")
	}
	if d.keys("esc"); d.m.page.reader.SearchPattern() != "" || d.m.screen != screenPage {
		t.Error("the third esc does not end the search alone")
	}
	d.keys("esc").sees("7 notes")
}

func TestStart_OpensNoteOrQuery(t *testing.T) {
	d := drive(t, notes(sampleLibrary()), func(o *Options) { o.Note, o.Heading = "hub.md", "end" }).sees("notes › The hub", "a long line of code")
	d.sees("q quit").keys("backspace").sees("7 notes").keys("enter").sees("q shelf").keys("q").sees("7 notes")
	drive(t, notes(sampleLibrary()), func(o *Options) { o.Query, o.Notice = "#aws", "welcome" }).sees("2 of 7", "/ #aws", "welcome").keys("j").seesNot("welcome")
}

// A reload picks up changed, new and deleted files, and keeps the position.
func TestReload_KeepsPositionWhenFilesChange(t *testing.T) {
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
	anchor := d.m.page.reader.Anchor()

	write("long.md", body(2))
	write("new.md", "# New")
	d.changeFiles()
	if d.m.page.reader.Anchor() != anchor {
		t.Errorf("the position moved: %+v, want %+v", d.m.page.reader.Anchor(), anchor)
	}
	d.keys("G").sees("Version 2").keys("q").sees("3 notes", "New")

	d.keys("/", `"long"`, "enter", "enter", "e")
	if want := []string{"vim", "+1", "--", filepath.Join(l.Root, "long.md")}; len(d.ran) != 1 || !slices.Equal(d.ran[0], want) {
		t.Errorf("started %v, want %v", d.ran, want)
	}
	if err := os.Remove(filepath.Join(dir, "long.md")); err != nil {
		t.Fatal(err)
	}
	d.changeFiles()
	d.sees("Long", "long.md no longer exists; the old text is still shown").keys("q").sees("No notes match")
}

func TestResize_KeepsTopLine(t *testing.T) {
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

// A note with thousands of broken links opens its details without delay.
func TestDetails_BoundListOfBrokenLinks(t *testing.T) {
	var text strings.Builder
	for i := range maxListedLinks + 1234 {
		fmt.Fprintf(&text, "[[nowhere %d]]\n", i)
	}
	d := drive(t, notes(map[string]string{"a.md": text.String()}))
	d.keys("enter", "i", "G")
	d.sees("and 1,234 more; run `quire check` to list them")
}
