package tui

import (
	"strings"
	"testing"
)

func TestKeysThatDoNothingSaySo(t *testing.T) {
	d := drive(t, notes(small()))
	d.keys("x").sees("x does nothing here; ? shows every key").keys("B").sees("B is for a page; enter opens one").keys("esc").sees("q quits")
	d.keys("r").sees("read again: 7 notes")
	d = on(t, "empty").keys("tab").sees("this page has no links").keys("o").sees("this note has no headings").seesNot("type to narrow")
	d.keys("B").sees("no note links here").keys("t").sees("this note has no tags").keys("n").sees("nothing is searched for").keys("%").sees("% does nothing here")
}

func TestTabGoesRoundAndSaysSo(t *testing.T) {
	d := on(t, "the hub").keys("tab", "shift+tab").sees("round to the last link: → 輻の記事").keys("tab").sees("round to the first link: →")
	on(t, "spoke").keys("tab", "tab").sees("the only link: → The hub")
	if l, _, ok := d.m.focused(); !ok || l.Text != "the spoke" {
		t.Errorf("the focus is on %q", l.Text)
	}
}

func TestVisitedLinksAreThoseToWhereOneHasBeen(t *testing.T) {
	d := on(t, "the hub").toLink("the spoke")
	if len(d.m.visitedLinks()) != 0 {
		t.Error("nothing was visited yet")
	}
	d.keys("enter", "h")
	for i := range d.m.visitedLinks() {
		if got := d.m.open.src.Targets[i].Path; got != "spoke.md" {
			t.Errorf("%q was not visited", got)
		}
	}
	if len(d.m.visitedLinks()) != 2 {
		t.Errorf("visited are %v", d.m.visitedLinks())
	}
}

func TestHelpIsAmongTheHintsOfANarrowWindow(t *testing.T) {
	d := drive(t, notes(small())).resize(40, 12)
	if !strings.HasSuffix(d.foot(), "? help") {
		t.Errorf("%q", d.foot())
	}
}

// In the smallest window each list shows something to choose.
func TestListsShowTheirItemsInTheSmallestWindow(t *testing.T) {
	d := drive(t, notes(small())).resize(20, 5)
	d.keys("t").sees("aws").keys("esc", "ctrl+p").sees("The hub").keys("esc", "o").sees("best mat", "newest").keys("esc", "?").sees("open")
	on(t, "the hub").resize(20, 5).keys("o").sees("Start", "End").keys("esc", "tab", "p").sees("Deep").keys("esc", "i").sees("Twin:")
	d = drive(t, notes(small())).resize(20, 5).keys("t").click(5, 3)
	if got := d.m.query.Text(); got != `#"front end"` {
		t.Errorf("a click on the second row chose %q", got)
	}
}

func TestHelpHasTwoColumnsWhereThereIsRoom(t *testing.T) {
	d := drive(t, notes(small())).keys("?")
	if _, y := d.find("the shelf"); !strings.Contains(d.screen()[y], "the page") {
		t.Errorf("one column:\n%s", d.text())
	}
	for _, w := range []int{108, 104, 96} {
		for _, line := range d.m.helpText(w) {
			if strings.Contains(line, "…") {
				t.Errorf("cut at %d: %s", w, line)
			}
		}
	}
}
