package tui

import (
	"strings"
	"testing"
)

func TestNotice_KeyWithoutEffectSaysSo(t *testing.T) {
	d := drive(t, notes(sampleLibrary()))
	d.keys("x").sees("x does nothing here; ? shows all keys").keys("B").sees("B works on a page; enter opens the note").keys("esc").sees("q quits")
	d.keys("r").sees("reloaded: 7 notes")
	d = openNote(t, "empty").keys("tab").sees("this note has no links").keys("o").sees("this note has no headings").seesNot("type to narrow")
	d.keys("B").sees("no backlinks").keys("t").sees("this note has no tags").keys("n").sees("no search yet").keys("%").sees("% does nothing here")
}

func TestTab_WrapsAndSaysSo(t *testing.T) {
	d := openNote(t, "the hub").keys("tab", "shift+tab").sees("wrapped to the last link: → 輻の記事").keys("tab").sees("wrapped to the first link: →")
	openNote(t, "spoke").keys("tab", "tab").sees("the only link: → The hub")
	if l, _, ok := d.m.page.currentLink(); !ok || l.Text != "the spoke" {
		t.Errorf("the focus is on %q", l.Text)
	}
}

func TestVisitedLinks_LeadToOpenedNotes(t *testing.T) {
	d := openNote(t, "the hub").focusLink("the spoke")
	if len(d.m.page.visitedLinks()) != 0 {
		t.Error("links are visited before any was followed")
	}
	d.keys("enter", "h")
	for i := range d.m.page.visitedLinks() {
		if got := d.m.page.open.src.Targets[i].Path; got != "spoke.md" {
			t.Errorf("%q was not visited", got)
		}
	}
	if len(d.m.page.visitedLinks()) != 2 {
		t.Errorf("visited links: %v", d.m.page.visitedLinks())
	}
}

func TestHints_NarrowWindowKeepsHelp(t *testing.T) {
	d := drive(t, notes(sampleLibrary())).resize(40, 12)
	if !strings.HasSuffix(d.foot(), "? help") {
		t.Errorf("%q", d.foot())
	}
}

// TestSmallestWindow_ListsShowItems holds that every list shows an item in the smallest window.
func TestSmallestWindow_ListsShowItems(t *testing.T) {
	d := drive(t, notes(sampleLibrary())).resize(20, 5)
	d.keys("t").sees("aws").keys("esc", "ctrl+p").sees("The hub").keys("esc", "o").sees("best mat", "newest").keys("esc", "?").sees("open")
	openNote(t, "the hub").resize(20, 5).keys("o").sees("Start", "End").keys("esc", "tab", "p").sees("Deep").keys("esc", "i").sees("Twin:")
	d = drive(t, notes(sampleLibrary())).resize(20, 5).keys("t").click(5, 3)
	if got := d.m.shelf.query.Text(); got != `#"front end"` {
		t.Errorf("a click on the second row chose %q", got)
	}
}

func TestHelp_TwoColumnsInWideWindow(t *testing.T) {
	d := drive(t, notes(sampleLibrary())).keys("?")
	if _, y := d.find("the shelf"); !strings.Contains(d.screen()[y], "the page") {
		t.Errorf("one column:\n%s", d.text())
	}
	for _, w := range []int{108, 104, 96} {
		for _, line := range d.m.layOutHelp(d.m.screen == screenPage, w) {
			if strings.Contains(line, "…") {
				t.Errorf("cut at %d: %s", w, line)
			}
		}
	}
}
