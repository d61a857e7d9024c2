package tui

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"quire/internal/links"
	"quire/internal/markdown"
)

func listLibrary() map[string]string {
	return map[string]string{
		"hub.md":         "# Hub\n\nSee [the talks](talks/), [plans](plans), [logo](../static/logo.png) and [passwords](../../../etc/passwd).\n",
		"talks/one.md":   "# Talk one\n\nA [way up](../hub.md).\n",
		"talks/two.md":   "# Talk two\n",
		"other.md":       "# Other\n\n#talks\n",
		"plans/hull.pdf": "%PDF",
	}
}

func openListLibrary(t *testing.T) *driver {
	return drive(t, notes(listLibrary())).keys("ctrl+p", `"Hub"`, "enter")
}

// A link to a folder shows the shelf filtered by the folder; back leads to the page, and the filter from before is in force
// again.
func TestFollow_FolderFiltersShelf(t *testing.T) {
	d := openListLibrary(t).focusLink("the talks").sees("the talks≡", "≡ talks/ (a folder)", "enter list the notes")
	d.keys("enter").sees("/ path:talks/", "2 of 4", "Talk one", "Talk two", "goes back to the page")
	d.keys("j").sees("⌫ back").keys("backspace").sees("See the talks", "≡ talks/ (a folder)")
	if q := d.m.shelf.query.Text(); q != "" {
		t.Errorf("the query %q is in force on the page, want none", q)
	}
	d.keys("]").sees("/ path:talks/", "2 of 4") // forward
	d.keys("h").sees("See the talks").keys("q").sees("4 notes").keys("backspace").sees("nothing to go back to")
}

// The history remembers the list with its query as it was left.
func TestHistory_RemembersListOfLink(t *testing.T) {
	d := openListLibrary(t).focusLink("the talks").keys("enter", "/", `"two"`, "enter").sees("/ path:talks/ two", "1 of 4")
	d.keys("enter").sees("Talk two").keys("h").sees("/ path:talks/ two", "1 of 4")
	d.keys("h").sees("See the talks").keys("]").sees("/ path:talks/ two").keys("]").sees("› Talk two")
	d.keys("h", "h").sees("See the talks")
	d.send(mouseForward())
	d.sees("/ path:talks/ two").send(mouseBack())
	d.sees("See the talks")
}

func TestFollow_ListKeepsFilterOfPage(t *testing.T) {
	d := drive(t, notes(listLibrary())).keys("/", `"hub"`, "enter", "enter").focusLink("the talks").keys("enter").sees("/ path:talks/")
	d.keys("backspace").sees("See the talks").keys("q").sees("/ hub")
}

// What quire cannot follow says what it is.
func TestFollow_OutsideAndListsWithoutQuery(t *testing.T) {
	d := openListLibrary(t).focusLink("plans").sees("≡ plans/: a folder without notes").seesNot("list the notes")
	d.keys("enter").sees("≡ plans/: a folder without notes")
	d.focusLink("logo").sees("logo⊘", "⊘ ../static/logo.png is outside the opened folder").keys("enter").sees("is outside the opened folder")
	d.keys("O").sees("is outside the opened folder").keys("p").sees("is outside the opened folder").keys("i").sees("2 outside", "2 folder").keys("esc")
	d.focusLink("passwords").keys("enter", "O", "p").sees("⊘ ../../../etc/passwd is outside the opened folder")
	if len(d.ran) > 0 {
		t.Errorf("started %v", d.ran)
	}
}

func TestFollow_Generated(t *testing.T) {
	d := openListLibrary(t)
	d.m, _ = d.m.onPage(func(p pageScreen) (pageScreen, tea.Cmd) {
		return p.followList(markdown.Link{Dest: "/feed.xml"}, links.Target{Status: links.Generated})
	})
	d.m = d.m.collectNotices()
	d.sees("≡ the site generator makes this page; it is not a note")
	follow := func() {
		m, cmd := d.m.onPage(func(p pageScreen) (pageScreen, tea.Cmd) {
			return p.followList(markdown.Link{Dest: "/tags/talks/"}, links.Target{Status: links.Generated, Query: "#talks"})
		})
		d.m = m
		d.run(cmd)
	}
	follow()
	d.sees("/ #talks", "1 of 4", "Other")
	d.keys("backspace").sees("See the talks")
	if hints := d.m.joinHints(d.m.page.linkKeyHints(links.Target{Status: links.Generated, Query: "#talks"})); hints == "" {
		t.Error("no hints for the list of a tag")
	}
}

// A document that is read without a library has no shelf to filter.
func TestFollow_ListWithoutShelf(t *testing.T) {
	d := drive(t, nil)
	d.m, _ = d.m.onPage(func(p pageScreen) (pageScreen, tea.Cmd) {
		return p.followList(markdown.Link{Dest: "talks/"}, links.Target{Status: links.Folder, Path: "talks/", Query: "path:talks/"})
	})
	d.m = d.m.collectNotices()
	if d.m.screen == screenPage || d.m.isListVisit() {
		t.Error("followed a folder without a shelf")
	}
}
