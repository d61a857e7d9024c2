package tui

import (
	"fmt"
	"testing"
)

// v on the page draws the notes around it; one moves among them, centres another one, goes back and opens.
func TestAroundNote(t *testing.T) {
	d := drive(t, notes(map[string]string{
		"hub.md": "# The hub\n[[one]] [[two]]\n", "one.md": "# One\n[[three]]\n", "two.md": "# Two\n", "three.md": "# Three\n[[hub]]\n", "in.md": "# Inward\n[[hub]]\n",
		"lone.md": "# Lone\nno link\n",
	}))
	d.keys("ctrl+p", `"the hub"`, "enter", "v")
	d.sees("around this note", "links here · 2", "links to · 2", "Inward", "One", "Two", "Three")
	d.keys("l", "j", "j", "v") // the lower of the two, and what lies around it
	d.sees("Two", "links here · 1", "it links to no note")
	d.keys("backspace").sees("links to · 2")
	d.keys("esc").seesNot("links to · 2").sees("The hub")
	d.keys("v", "h", "enter")
	d.seesNot("links to").sees("notes › Three")
	d.keys("backspace").sees("The hub") // from where one opened it
	d.keys("ctrl+p", `"lone"`, "enter", "v").sees("no note links here", "it links to no note")
	d.keys("v", "enter").seesNot("no note links here").sees("no link")
}

// The library is read again while the picture is open: what was asked of the old one is dropped.
func TestAroundStale(t *testing.T) {
	d := drive(t, notes(map[string]string{"hub.md": "# The hub\n[[one]]\n", "one.md": "# One\n"}))
	d.keys("ctrl+p", `"the hub"`, "enter")
	for _, size := range [][2]int{{120, 36}, {80, 24}, {40, 12}, {20, 5}} {
		d.resize(size[0], size[1])
		d.keys("v", "l", "j")
		d.send(surroundingsFound{state: -1, path: "hub.md", how: centreMoved})
		d.keys("r", "k", "esc")
		if d.m.focus != focusScreen {
			t.Error(fmt.Sprint(size), "esc does not close the picture")
		}
	}
}

// Down from the middle goes into a column, and only what does something is offered.
func TestAroundFromTheMiddle(t *testing.T) {
	d := drive(t, notes(map[string]string{"hub.md": "# The hub\n[[one]]\n", "one.md": "# One\n", "in.md": "# Inward\n[[hub]]\n", "lone.md": "# Lone\n"}))
	d.keys("ctrl+p", `"the hub"`, "enter", "v", "v").sees("in the middle already")
	d.keys("j")
	if n := d.m.around.Selected(); n == nil || n.Path != "in.md" {
		t.Errorf("j selects %+v", n)
	}
	d.sees("v around it")
	d.keys("esc", "ctrl+p", `"one"`, "enter", "esc", "ctrl+p", `"lone"`, "enter", "v").seesNot("around it", "left", "right", "down")
	d.keys("j", "k").sees("around this note", "close")
}
