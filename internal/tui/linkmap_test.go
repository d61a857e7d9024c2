package tui

import (
	"fmt"
	"testing"
)

// TestLinkMap_MoveCentreAndOpen opens the link map, moves in it, centres another note, goes back and opens a
// note.
func TestLinkMap_MoveCentreAndOpen(t *testing.T) {
	d := drive(t, notes(map[string]string{
		"hub.md": "# The hub\n[[one]] [[two]]\n", "one.md": "# One\n[[three]]\n", "two.md": "# Two\n", "three.md": "# Three\n[[hub]]\n", "in.md": "# Inward\n[[hub]]\n",
		"lone.md": "# Lone\nno link\n",
	}))
	d.keys("ctrl+p", `"the hub"`, "enter", "v")
	d.sees("nearby notes", "links here · 2", "links to · 2", "Inward", "One", "Two", "Three")
	d.keys("l", "j", "j", "v") // selects and centres the lower of the two
	d.sees("Two", "links here · 1", "no links to notes")
	d.keys("backspace").sees("links to · 2")
	d.keys("esc").seesNot("links to · 2").sees("The hub")
	d.keys("v", "h", "enter")
	d.seesNot("links to").sees("notes › Three")
	d.keys("backspace").sees("The hub") // the page from which the map was opened
	d.keys("ctrl+p", `"lone"`, "enter", "v").sees("no backlinks", "no links to notes")
	d.keys("v", "enter").seesNot("no backlinks").sees("no link")
}

// TestLinkMap_StaleAnswerIsDropped holds that an answer for an older state of the library is dropped while the
// map is open.
func TestLinkMap_StaleAnswerIsDropped(t *testing.T) {
	d := drive(t, notes(map[string]string{"hub.md": "# The hub\n[[one]]\n", "one.md": "# One\n"}))
	d.keys("ctrl+p", `"the hub"`, "enter")
	for _, size := range [][2]int{{120, 36}, {80, 24}, {40, 12}, {20, 5}} {
		d.resize(size[0], size[1])
		d.keys("v", "l", "j")
		d.send(linkMapFoundMsg{generation: -1, path: "hub.md", reason: centreSelected})
		d.keys("r", "k", "esc")
		if !d.m.isBare() {
			t.Error(fmt.Sprint(size), "esc does not close the map")
		}
	}
}

// TestLinkMap_FromCentreOffersWhatMoves holds that down moves from the centre into a column, and that the hints
// name only keys with an effect.
func TestLinkMap_FromCentreOffersWhatMoves(t *testing.T) {
	d := drive(t, notes(map[string]string{"hub.md": "# The hub\n[[one]]\n", "one.md": "# One\n", "in.md": "# Inward\n[[hub]]\n", "lone.md": "# Lone\n"}))
	d.keys("ctrl+p", `"the hub"`, "enter", "v", "v").sees("already in the centre")
	d.keys("j")
	o, _ := topOverlay[mapOverlay](d.m)
	if n := o.linkMap.SelectedNote(); n.IsZero() || n.Path() != "in.md" {
		t.Errorf("j selects %+v", n)
	}
	d.sees("v centre")
	d.keys("esc", "ctrl+p", `"one"`, "enter", "esc", "ctrl+p", `"lone"`, "enter", "v").seesNot("v centre", "left", "right", "down")
	d.keys("j", "k").sees("nearby notes", "close")
}
