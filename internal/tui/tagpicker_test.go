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

// tagLibrary is a library in which the tags of a note about the garden are rare beside those of the house.
func tagLibrary() map[string]string {
	return map[string]string{
		"1.md": "---\ntags: [house, roof, area/home]\n---\nleak",
		"2.md": "---\ntags: [house, roof]\n---\nleak",
		"3.md": "---\ntags: [house, cellar]\n---\ndry",
		"4.md": "---\ntags: [garden, roses, area/out]\n---\ndry",
		"5.md": "---\ntags: [garden, roses, area/out, front yard]\n---\nleak",
	}
}

// tagRows returns the tags of the open picker from the top, with their signs and counts.
func (d *driver) tagRows() []string {
	d.t.Helper()
	var rows []string
	_, y := d.find("tags ─")
	for _, line := range d.screen()[y+4:] {
		_, row, ok := strings.Cut(line, "│ ")
		if !ok {
			break
		}
		row, _, _ = strings.Cut(row, " │")
		if row = strings.Trim(row, "▌ "); row != "" {
			rows = append(rows, strings.Join(strings.Fields(row), " "))
		}
	}
	return rows
}

func (d *driver) wantTagRows(want string) *driver {
	d.t.Helper()
	if got := strings.Join(d.tagRows(), ", "); got != want {
		d.t.Errorf("the rows are %q, want %q", got, want)
	}
	return d
}

func TestPicker_SortsByLiveCountWhenItOpensAndWhileTyping(t *testing.T) {
	d := drive(t, notes(tagLibrary())).resize(60, 24)
	d.keys("/", `"#garden"`, "enter", "t")
	d.wantTagRows("+ garden 2, area 2, area/out 2, roses 2, front yard 1, house 0, roof 0, area/home 0, cellar 0")
	// No row moves while tags are chosen, whatever the counts are.
	d.keys("space").wantTagRows("− garden 2, area 1, area/out 0, roses 0, front yard 0, house 3, roof 2, area/home 1, cellar 1")
	d.keys("space").wantTagRows("garden 2, area 3, area/out 2, roses 2, front yard 1, house 3, roof 2, area/home 1, cellar 1")
	d.keys(`"r"`).wantTagRows("area 3, area/out 2, garden 2, roof 2, roses 2, area/home 1, cellar 1, front yard 1")
	d.keys(`"oo"`, "space").sees("+ roof", "notes tagged roof", "type to narrow")
	d.wantTagRows("area 1, house 2, area/out 0, garden 0, + roof 2, roses 0, area/home 1, cellar 0, front yard 0")
	if _, y := d.find("▌ + roof"); y == 0 {
		t.Error("the tag is not selected")
	}
	d.keys("space").sees("notes not tagged roof").keys("esc")
	if got := d.m.shelf.query.Text(); got != "-#roof" {
		t.Errorf("the query is %q", got)
	}
}

// The counts of a picker that is opened again for the same query are those of the query, not of the library.
func TestPicker_OpenedAgainShowsLiveCounts(t *testing.T) {
	d := drive(t, notes(tagLibrary())).resize(60, 24)
	d.keys("/", `"#roses leak"`, "enter", "t")
	want := strings.Join(d.tagRows(), ", ")
	d.sees("notes tagged roses, matching leak").keys("esc", "t").wantTagRows(want)
}

func TestPicker_ChoosesTagThatOthersAreNestedIn(t *testing.T) {
	d := drive(t, notes(tagLibrary())).resize(60, 24)
	d.keys("t", `"area"`).wantTagRows("area 3, area/out 2, area/home 1").keys("space").sees("3 of 5", "notes tagged area")
	d.keys(`"yard"`, "space", "space").sees(`notes tagged area, but not "front yard"`, "2 of 5")
	d.keys("esc")
	if got := d.m.shelf.query.Text(); got != `#area -#"front yard"` {
		t.Errorf("the query is %q", got)
	}
}

// Keys that are typed before the counts of the query act on the rows that these sort.
func TestPicker_KeysWaitForTheFirstOrder(t *testing.T) {
	d := drive(t, notes(tagLibrary()))
	d.keys("t", "esc", "/", `"#garden"`, "enter")
	d.hold = true
	d.keys("t", "down", "space")
	d.release(false)
	if got := d.m.shelf.query.Text(); got != "#garden #area" {
		t.Errorf("the query is %q", got)
	}
}
