package tui

import (
	"strings"
	"testing"
)

// annotated is a note with two footnotes, the first of which is referred to twice.
var annotated = map[string]string{"a.md": "# A\n\nFirst claim[^x] and [a link](b.md).\n\n[^x]: The *source* of it, see [other](b.md).\n\n    A second paragraph.\n\n" +
	strings.Repeat("Filler.\n\n", 60) + "Again[^x], and another[^y].\n\n[^y]: Short.\n", "b.md": "# B\n"}

func TestAFootnoteAndBack(t *testing.T) {
	d := drive(t, notes(annotated)).resize(80, 24)
	d.keys("ctrl+p", `"A"`, "enter", "tab")
	if !strings.Contains(d.foot(), "→ footnote 1: The source of it, see other.") {
		t.Fatalf("the first stop is not the footnote: %s", d.foot())
	}
	place, screen := d.m.reader.Place(), d.text()
	d.keys("enter").sees("¹ The source of it", "A second paragraph.", "→ back to the text")
	d.keys("backspace")
	if d.m.reader.Place() != place || d.text() != screen {
		t.Errorf("backspace is not where one was:\n%s", d.text())
	}
	d.keys("]").sees("→ back to the text")
	d.keys("enter") // the sign leads back as well, and is ahead again
	if d.m.reader.Place() != place || d.text() != screen {
		t.Errorf("the sign is not where one was:\n%s", d.text())
	}
	d.keys("]").sees("A second paragraph.")

	// The sign of a footnote that one did not come to by its number leads to the first place that refers to it.
	d = drive(t, notes(annotated)).resize(80, 24).keys("ctrl+p", `"A"`, "enter", "G", "tab")
	for !strings.Contains(d.foot(), "back to the text") {
		d.keys("tab")
	}
	d.keys("enter").sees("First claim")
	if !strings.Contains(d.foot(), "footnote 1") {
		t.Errorf("the number has no focus: %s", d.foot())
	}
	d.keys("backspace").sees("A second paragraph.")
}

func TestTheSecondReferenceIsReturnedTo(t *testing.T) {
	d := drive(t, notes(annotated)).resize(80, 24)
	d.keys("ctrl+p", `"A"`, "enter", "/", `"Again"`, "enter", "tab")
	if !strings.Contains(d.foot(), "footnote 1") {
		t.Fatalf("the number has no focus: %s", d.foot())
	}
	place := d.m.reader.Place()
	d.keys("enter", "enter")
	if d.m.reader.Place() != place {
		t.Errorf("back is %+v, was %+v", d.m.reader.Place(), place)
	}
}

func TestPeekingAtAFootnote(t *testing.T) {
	d := drive(t, notes(annotated)).resize(80, 24)
	d.keys("ctrl+p", `"A"`, "enter", "tab", "p").sees("footnote 1", "The source of it, see other.", "A second paragraph.", "First claim")
	d.keys("p").seesNot("A second paragraph.")
	d.keys("p", "enter").sees("A second paragraph.", "→ back to the text")
}

func TestAFootnoteByHintAndByMouse(t *testing.T) {
	d := drive(t, notes(annotated)).resize(80, 24)
	d.keys("ctrl+p", `"A"`, "enter", "f", "a").sees("→ back to the text")
	d.keys("backspace")
	x, y := d.find("¹")
	d.click(x, y).sees("→ back to the text")
	x, y = d.find("↩")
	d.click(x, y).sees("First claim")
	if d.m.trail.behind.n != 0 {
		t.Errorf("there and back leaves %d places behind", d.m.trail.behind.n)
	}
}

// Tab goes through the page as it is read: a footnote's links come last, though it is written in the middle.
func TestTabIsInTheOrderOfThePage(t *testing.T) {
	d := drive(t, notes(annotated)).resize(80, 24)
	d.keys("ctrl+p", `"A"`, "enter")
	var got []string
	for range 8 {
		d.keys("tab")
		foot, _, _ := strings.Cut(d.foot(), "  ")
		got = append(got, strings.TrimSpace(foot))
	}
	want := []string{"→ footnote 1: The source of it, see other.", "→ B", "→ footnote 1: The source of it, see other.", "→ footnote 2: Short.", "→ B", "→ back to the text", "→ back to the text", "round to the first link: → footnote 1: The source of it, see other."}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
