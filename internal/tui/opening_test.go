package tui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// opening is a program that has its library and waits for the page to begin with.
func opening(t *testing.T) (*driver, tea.Cmd) {
	l := notes(map[string]string{"a.md": "# Alpha\n\nThe text.\n", "b.md": "# Beta\n"})
	m := newModel(t.Context(), Options{Name: "test", Load: loader(l), Note: "a.md", Env: []string{"EDITOR=vim"}})
	d := &driver{t: t, m: m, hold: true}
	d.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	c, err := loader(l)(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	next, cmd := d.m.Update(libraryLoaded{catalog: c})
	d.m = next.(Model)
	return d, cmd
}

// Until the page that one began with is there, no shelf is shown and no key means anything on it.
func TestANoteToBeginWithIsWaitedFor(t *testing.T) {
	d, cmd := opening(t)
	d.seesNot("Beta", "2 notes")
	d.m.system.after = nil
	d.m.library.waiting = true
	d.sees("reading a.md")
	d.keys("/", `"text"`)
	if len(d.m.queue) != 5 || d.m.focus != focusScreen {
		t.Fatalf("%d keys wait, the focus is %d", len(d.m.queue), d.m.focus)
	}
	d.hold = false
	d.run(cmd)
	d.sees("The text.", "1 of 1")

	// Esc gives it up for the shelf, and the late page is not shown.
	d, cmd = opening(t)
	d.hold = false
	d.keys("esc")
	d.run(cmd)
	d.sees("Alpha", "Beta").seesNot("The text.")
	if d.m.screen != screenShelf {
		t.Error("the page is there")
	}

	// What cannot be read is told on the shelf.
	d = drive(t, notes(map[string]string{"b.md": "# Beta\n"}), func(o *Options) { o.Note = "gone.md" })
	d.sees("Beta", "gone.md is gone")
}
