package tui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// paragraphs returns a note of n paragraphs.
func paragraphs(n int) string {
	var b strings.Builder
	b.WriteString("# Long\n\n")
	for i := range n {
		fmt.Fprintf(&b, "Paragraph %d of it.\n\n", i)
	}
	return b.String()
}

// withoutFirstCount lets pages come with the lines of one screen alone, as those of long notes do on a slow machine.
func (d *driver) withoutFirstCount() *driver {
	d.m.page.loader = d.m.page.loader.SetFirstCountTime(0)
	return d
}

// handle passes a message to the program without running the command that it returns.
func (d *driver) handle(msg tea.Msg) tea.Cmd {
	d.t.Helper()
	next, cmd := d.m.Update(msg)
	d.m = next.(Model)
	d.checkFits()
	return cmd
}

// A key that needs lines which are not laid out changes nothing until a command has laid them out. Keys after it wait.
func TestUpdate_WaitsForBlocksThatAreNotLaidOut(t *testing.T) {
	d := drive(t, notes(map[string]string{"long.md": paragraphs(3000)})).withoutFirstCount().keys("enter")
	before := d.text()
	cmd := d.handle(press("G"))
	if len(d.m.waiting) != 1 || d.text() != before {
		t.Fatalf("%d messages wait; the screen:\n%s", len(d.m.waiting), d.text())
	}
	if d.handle(press("k")); d.text() != before {
		t.Fatalf("a later key did not wait:\n%s", d.text())
	}
	d.run(cmd)
	d.sees("Paragraph 2998 of it.").seesNot("Paragraph 2999 of it.")
	if len(d.m.waiting) != 0 {
		t.Errorf("%d messages still wait", len(d.m.waiting))
	}
}

// Esc drops what the user waits for, and nothing else.
func TestUpdate_EscapeDropsKeysThatWaitForBlocks(t *testing.T) {
	d := drive(t, notes(map[string]string{"long.md": paragraphs(3000)})).withoutFirstCount().keys("enter")
	before := d.text()
	cmd := d.handle(press("G"))
	d.handle(press("k"))
	d.handle(tea.WindowSizeMsg{Width: 100, Height: 30})
	d.handle(press("esc"))
	d.run(cmd)
	if d.keys("j", "k"); d.m.layout.window.Dx() != 100 || d.m.page.reader.TopPos().Block != 0 || len(d.m.waiting) != 0 {
		t.Errorf("was\n%s\nis\n%s", before, d.text())
	}
}

// A page whose message needs more blocks at once than a page keeps is laid out on the spot rather than for ever.
func TestUpdate_NeverWaitsForBlocksForEver(t *testing.T) {
	d := drive(t, notes(map[string]string{"long.md": paragraphs(40)})).keys("enter")
	d.m.layoutRounds = maxLayoutRounds
	d.m.page.open.page = d.m.page.open.page.WithFoldOverrides(map[int]bool{1: true})
	d.m.page.reader, _ = d.m.page.reader.ReplacePage(d.m.page.open.page, nil)
	if d.handle(press("G")); len(d.m.waiting) != 0 {
		t.Fatal("the key waits")
	}
	d.sees("Paragraph 39 of it.")
}

// layOutRounds presses a key and returns how often it had to wait for blocks.
func (d *driver) layOutRounds(name string) int {
	d.t.Helper()
	cmd, n := d.handle(press(name)), 0
	for ; len(d.m.waiting) > 0 && n <= maxLayoutRounds; n++ {
		cmd = d.handle(cmd())
	}
	d.run(cmd)
	return n
}

// A key that folds or unfolds waits for the lines of one page, not for those of a new page each time it is tried.
func TestUpdate_FoldsWaitForBlocksOfOnePage(t *testing.T) {
	folds := strings.Repeat("<details><summary>Sum</summary>\n\nhidden text\n\n</details>\n\nParagraph.\n\n", 30)
	d := drive(t, notes(map[string]string{"folds.md": "# Folds\n\n" + folds})).withoutFirstCount().keys("enter").seesNot("hidden text")
	if n := d.layOutRounds("z"); n == 0 || n > 3 {
		t.Errorf("z waited %d times", n)
	}
	d.sees("hidden text")
	if n := d.layOutRounds("/"); n == 0 || n > 3 {
		t.Errorf("the search line waited %d times", n)
	}
	d.keys(`"hidden"`).sees("1 of 30")
}

// While a key waits, the page keeps the lines of the blocks on the screen, however long the blocks are that the key asks for.
func TestUpdate_KeepsScreenWhileKeyWaits(t *testing.T) {
	var b strings.Builder
	b.WriteString("# Big\n\nThe first paragraph.\n\n")
	for range 60 {
		b.WriteString(strings.Repeat("Many words. ", 6000) + "\n\n")
	}
	d := drive(t, notes(map[string]string{"big.md": b.String() + "The last paragraph.\n"})).keys("enter").sees("The first paragraph.")
	for _, name := range []string{"G", "pgup", "g", "pgdown", "G"} {
		if n := d.layOutRounds(name); n > 3 {
			t.Errorf("%s waited %d times", name, n)
		}
	}
	d.sees("The last paragraph.")
}

// Keys that are typed ahead of the first match of a search are pressed in their order, also those that need no match.
func TestKeys_KeepOrderWhileSearchIsPending(t *testing.T) {
	d := drive(t, notes(map[string]string{"a.md": paragraphs(3), "b.md": "# Second\n"})).keys("enter").sees("Paragraph 1")
	d.hold = true
	d.keys("/", `"paragraph"`, "enter", "n", "J")
	if !d.m.page.reader.IsSearchPending() {
		t.Fatal("the search has found its match without a command")
	}
	d.sees("Paragraph 1")
	d.release(false)
	d.sees("Second").seesNot("no search yet")

	d.keys("K").sees("Paragraph 1")
	d.hold = true
	d.keys("/", `"paragraph"`, "enter", "n", "esc", "q")
	d.release(false)
	d.seesNot("works on a page").sees("2 notes")
}

// What is typed at once after the pattern of a search does the same as what is typed slowly.
func TestKeys_AfterPatternActOnMatch(t *testing.T) {
	if testing.Short() {
		t.Skip("with the race detector the first slice of a search does not get as far as the match")
	}
	library := map[string]string{"a.md": "# A\n\n[first](b.md)\n\n" + paragraphs(25) + "here [second](b.md)\n\n" + paragraphs(25), "b.md": "# B\n"}
	for _, keys := range [][]string{{"enter", "tab"}, {"enter", "m"}, {"enter", "j"}, {"enter", "n", "f"}} {
		for _, pattern := range []string{`"here"`, `"nowhere"`} {
			slow := drive(t, notes(library)).keys("enter", "/", pattern).keys(keys...)
			fast := drive(t, notes(library)).keys("enter")
			fast.hold = true
			fast.keys("/", pattern).keys(keys...)
			fast.release(false)
			if got, want := fast.text(), slow.text(); got != want {
				t.Errorf("%s, %v: typed at once:\n%s\ntyped slowly:\n%s", pattern, keys, got, want)
			}
		}
	}
}

// A step from the last match that is known waits for the next one while the search goes on.
func TestKeys_NextMatchWaitsForSearch(t *testing.T) {
	d := drive(t, notes(map[string]string{"a.md": "# A\n\nhere\n\n" + paragraphs(3000) + "here\n\n" + paragraphs(3000)})).keys("enter")
	d.hold = true
	d.keys("/", `"here"`, "enter", "n").release(false)
	d.sees("2 of 2").keys("n").sees("1 of 2")
	d.hold = true
	d.keys("/", `"here"`, "enter", "N").release(false)
	d.sees("2 of 2")
}
