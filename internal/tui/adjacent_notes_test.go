package tui

import (
	"strings"
	"testing"
)

func TestPageHints_NameAdjacentNotes(t *testing.T) {
	long := strings.Repeat("Filler.\n\n", 40)
	d := drive(t, notes(map[string]string{"a.md": "# Alpha\n\n" + long, "b.md": "# Beta\n\n" + long, "c.md": "# Gamma with a title that goes on and on and on\n\n" + long}))
	d.keys("j", "enter")
	for _, c := range []struct {
		width int
		keys  string
		want  string
	}{
		{140, "g", "K Alpha   J Gamma with a title that goes on and on and on"},
		{110, "g", "K Alpha   J Gamma with a title"},
		{80, "g", "J next note"},
		{80, "G", "K Alpha   J Gamma with a title that goes"},
		{40, "G", "K Alpha   J Gamma with a"},
	} {
		d.resize(c.width, 20).keys(c.keys)
		if !strings.Contains(d.foot(), c.want) {
			t.Errorf("width %d, key %s: %q", c.width, c.keys, d.foot())
		}
	}
	d.resize(80, 20).keys("J", "G")
	if !strings.Contains(d.foot(), "K Beta") || strings.Contains(d.foot(), "J ") {
		t.Errorf("at the last note: %q", d.foot())
	}
	d.resize(20, 6).keys("K", "G")
	d.keys("/", `"filler"`, "enter") // a search has its own hints
	if strings.Contains(d.resize(120, 20).foot(), "Alpha") {
		t.Errorf("while searching: %q", d.foot())
	}
}
