package tui

import (
	"strings"
	"testing"
)

// The preview starts at the passage that matches the query best, and its words are highlighted there and on the page.
func TestPreview_StartsAtMatchingPassage(t *testing.T) {
	far := strings.Repeat("A paragraph that says nothing of it.\n\n", 60)
	d := drive(t, notes(map[string]string{
		"a.md": "---\ntitle: First\n---\n" + far + "The owl sat with another owl.\n\n" + far + "The heron stood.\n",
		"b.md": "---\ntitle: Second\n---\nNothing here.\n",
	}))
	d.resize(160, 30)
	d.seesNot("The owl sat").keys("/", `"owl`)
	d.sees("The owl sat").seesNot("The heron stood")
	d.keys("backspace", "backspace", "backspace", `"heron`).sees("The heron stood").seesNot("The owl sat")
	if !strings.Contains(d.styledText(), d.m.theme.Match.Render("heron")) {
		t.Errorf("the word is not highlighted in the preview:\n%q", d.styledText())
	}
	d.keys("enter", "enter").sees("The heron stood", "First") // the page starts there too
	if !strings.Contains(d.styledText(), d.m.theme.Match.Render("heron")) {
		t.Errorf("the word is not highlighted at the start of the page:\n%q", d.styledText())
	}
	d.keys("n").sees("The heron stood", "1 of 1")
	if !strings.Contains(d.styledText(), d.m.theme.MatchCurrent.Render("heron")) {
		t.Errorf("the match is not highlighted on the page:\n%q", d.styledText())
	}
	d.keys("esc", "esc").sees("1 of 2") // the first ends the search, the second goes to the shelf
	d.keys("esc").sees("2 notes").seesNot("The heron stood")
}

// styledText returns the text of the window with its escape sequences.
func (d *driver) styledText() string {
	lines, _ := d.m.renderLines()
	return strings.Join(lines, "\n")
}
