package tui

import (
	"strings"
	"testing"
)

// The preview begins at the passage that a query asks for, and what it asks for is marked, there and on the page.
func TestPreviewBeginsAtThePassage(t *testing.T) {
	far := strings.Repeat("A paragraph that says nothing of it.\n\n", 60)
	d := drive(t, notes(map[string]string{
		"a.md": "---\ntitle: First\n---\n" + far + "The owl sat with another owl.\n\n" + far + "The heron stood.\n",
		"b.md": "---\ntitle: Second\n---\nNothing here.\n",
	}))
	d.resize(160, 30)
	d.seesNot("The owl sat").keys("/", `"owl`)
	d.sees("The owl sat").seesNot("The heron stood")
	d.keys("backspace", "backspace", "backspace", `"heron`).sees("The heron stood").seesNot("The owl sat")
	if !strings.Contains(d.painted(), d.m.look.Match.Render("heron")) {
		t.Errorf("the word is not marked in the preview:\n%q", d.painted())
	}
	d.keys("enter", "enter").sees("The heron stood", "First") // the page begins there too
	if !strings.Contains(d.painted(), d.m.look.Match.Render("heron")) {
		t.Errorf("the word is not marked where the page begins:\n%q", d.painted())
	}
	d.keys("n").sees("The heron stood", "1 of 1")
	if !strings.Contains(d.painted(), d.m.look.MatchCurrent.Render("heron")) {
		t.Errorf("the word is not marked on the page:\n%q", d.painted())
	}
	d.keys("esc", "esc").sees("1 of 2") // ends the search, then leads to the shelf
	d.keys("esc").sees("2 notes").seesNot("The heron stood")
}

// painted is the window with its colours.
func (d *driver) painted() string {
	lines, _ := d.m.lines()
	return strings.Join(lines, "\n")
}
