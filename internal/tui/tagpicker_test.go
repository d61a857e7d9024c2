package tui

import (
	"strings"
	"testing"
)

func TestPicker_UpdatesQuery(t *testing.T) {
	d := drive(t, notes(sampleLibrary()))
	d.keys("t").sees("aws", "front end", "日本語")
	d.keys(`"aws"`, "space")
	if got := d.m.shelf.query.Text(); got != "#aws" {
		t.Fatalf("the query is %q", got)
	}
	d.sees("2 of").keys("ctrl+u", `"front"`)
	if _, y := d.find("▌   front end"); !strings.Contains(d.screen()[y], " 1 │") {
		t.Errorf("want 1 note with both tags:\n%s", d.text())
	}
	d.keys("space").sees("1 of")
	d.keys("space") // exclude
	if got := d.m.shelf.query.Text(); got != `#aws -#"front end"` {
		t.Errorf("the query is %q", got)
	}
	d.keys("enter")
	if !d.m.isBare() || d.m.shelf.list.Len() != 1 {
		t.Errorf("enter must close and keep the choice: %d notes", d.m.shelf.list.Len())
	}
}

func TestPicker_TabSwitchesAllAndAny(t *testing.T) {
	d := drive(t, notes(sampleLibrary()))
	d.keys("t", `"front"`, "space", "ctrl+u", `"日"`, "space").sees("0 of", "match all")
	d.keys("tab").sees("2 of", "match any")
	if got := d.m.shelf.query.Text(); got != `#"front end" OR #日本語` && got != `(#"front end" OR #日本語)` {
		t.Errorf("the query is %q", got)
	}
	d.keys("esc", "t").sees("match any") // the picker reads the mode from the query
	d.keys("ctrl+x", "esc")
	if d.m.shelf.query.Text() != "" {
		t.Errorf("the query is %q", d.m.shelf.query.Text())
	}
}

// A tag typed beside alternatives applies in both modes, and the picker shows it.
func TestPicker_KeepsTagsBesideAlternatives(t *testing.T) {
	d := drive(t, notes(sampleLibrary())).keys("/", `"#aws (#"front end" OR #日本語) hub"`, "enter", "t").sees("+ aws", "match any")
	typed := d.m.shelf.query.Text()
	d.keys("tab")
	if got := d.m.shelf.query.Text(); got != `#aws #"front end" #日本語 hub*` {
		t.Errorf("with all: %q", got)
	}
	if d.keys("tab"); d.m.shelf.query.Text() != typed {
		t.Errorf("back to any: %q, want %q", d.m.shelf.query.Text(), typed)
	}
	d.keys("tab", `"aws"`, "space")
	if got := d.m.shelf.query.Text(); got != `#"front end" #日本語 -#aws hub*` {
		t.Errorf("excluded: %q", got)
	}
}

func TestPicker_EnterIncludesSelectedTag(t *testing.T) {
	d := drive(t, notes(sampleLibrary()))
	d.keys("t", `"aws"`, "enter").sees("/ #aws", "2 of")
}
