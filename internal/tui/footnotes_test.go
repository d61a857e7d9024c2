package tui

import (
	"strings"
	"testing"
)

// notesWithFootnotes holds a note with two footnotes; the first has two references.
var notesWithFootnotes = map[string]string{"a.md": "# A\n\nFirst claim[^x] and [a link](b.md).\n\n[^x]: The *source* of it, see [other](b.md).\n\n    A second paragraph.\n\n" +
	strings.Repeat("Filler.\n\n", 60) + "Again[^x], and another[^y].\n\n[^y]: Short.\n", "b.md": "# B\n"}

func TestFootnote_FollowAndReturn(t *testing.T) {
	d := drive(t, notes(notesWithFootnotes)).resize(80, 24)
	d.keys("ctrl+p", `"A"`, "enter", "tab")
	if !strings.Contains(d.foot(), "→ footnote 1: The source of it, see other.") {
		t.Fatalf("the first stop is not the footnote: %s", d.foot())
	}
	anchor, screen := d.m.page.reader.Anchor(), d.text()
	d.keys("enter").sees("¹ The source of it", "A second paragraph.", "→ back to the text")
	d.keys("backspace")
	if d.m.page.reader.Anchor() != anchor || d.text() != screen {
		t.Errorf("backspace does not restore the position:\n%s", d.text())
	}
	d.keys("]").sees("→ back to the text")
	d.keys("enter") // the way back works like backspace, and forward returns here
	if d.m.page.reader.Anchor() != anchor || d.text() != screen {
		t.Errorf("the way back does not restore the position:\n%s", d.text())
	}
	d.keys("]").sees("A second paragraph.")

	// Without a reference in the history, the way back leads to the first reference to the footnote.
	d = drive(t, notes(notesWithFootnotes)).resize(80, 24).keys("ctrl+p", `"A"`, "enter", "G", "tab")
	for !strings.Contains(d.foot(), "back to the text") {
		d.keys("tab")
	}
	d.keys("enter").sees("First claim")
	if !strings.Contains(d.foot(), "footnote 1") {
		t.Errorf("the reference is not selected: %s", d.foot())
	}
	d.keys("backspace").sees("A second paragraph.")
}

func TestFootnote_ReturnsToReferenceThatWasFollowed(t *testing.T) {
	d := drive(t, notes(notesWithFootnotes)).resize(80, 24)
	d.keys("ctrl+p", `"A"`, "enter", "/", `"Again"`, "enter", "tab")
	if !strings.Contains(d.foot(), "footnote 1") {
		t.Fatalf("the reference is not selected: %s", d.foot())
	}
	anchor := d.m.page.reader.Anchor()
	d.keys("enter", "enter")
	if d.m.page.reader.Anchor() != anchor {
		t.Errorf("back leads to %+v, want %+v", d.m.page.reader.Anchor(), anchor)
	}
}

func TestFootnote_Peek(t *testing.T) {
	d := drive(t, notes(notesWithFootnotes)).resize(80, 24)
	d.keys("ctrl+p", `"A"`, "enter", "tab", "p").sees("footnote 1", "The source of it, see other.", "A second paragraph.", "First claim")
	d.keys("p").seesNot("A second paragraph.")
	d.keys("p", "enter").sees("A second paragraph.", "→ back to the text")
}

func TestFootnote_ByHintAndMouse(t *testing.T) {
	d := drive(t, notes(notesWithFootnotes)).resize(80, 24)
	d.keys("ctrl+p", `"A"`, "enter", "f", "a").sees("→ back to the text")
	d.keys("backspace")
	x, y := d.find("¹")
	d.click(x, y).sees("→ back to the text")
	x, y = d.find("↩")
	d.click(x, y).sees("First claim")
	if d.m.history.behind.size != 0 {
		t.Errorf("there and back leaves %d entries in the history", d.m.history.behind.size)
	}
}

// Tab follows the order on the page: links in footnotes come last, wherever the note defines the footnote.
func TestFootnote_TabFollowsPageOrder(t *testing.T) {
	d := drive(t, notes(notesWithFootnotes)).resize(80, 24)
	d.keys("ctrl+p", `"A"`, "enter")
	var got []string
	for range 8 {
		d.keys("tab")
		foot, _, _ := strings.Cut(d.foot(), "  ")
		got = append(got, strings.TrimSpace(foot))
	}
	want := []string{"→ footnote 1: The source of it, see other.", "→ B", "→ footnote 1: The source of it, see other.", "→ footnote 2: Short.", "→ B", "→ back to the text", "→ back to the text", "wrapped to the first link: → footnote 1: The source of it, see other."}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
