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

// pickerRows returns the rows of the open picker with a title from the top, with their signs and counts.
func (d *driver) pickerRows(title string) []string {
	d.t.Helper()
	var rows []string
	_, y := d.find(title)
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

func (d *driver) wantRows(title, want string) *driver {
	d.t.Helper()
	if got := strings.Join(d.pickerRows(title), ", "); got != want {
		d.t.Errorf("the rows are %q, want %q", got, want)
	}
	return d
}

func (d *driver) wantTagRows(want string) *driver {
	d.t.Helper()
	return d.wantRows("tags ─", want)
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
	want := strings.Join(d.pickerRows("tags ─"), ", ")
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

// fieldLibrary is a library whose notes have fields of their own.
func fieldLibrary() map[string]string {
	return map[string]string{
		"1.md": "---\nstatus: draft\nowner: Ann\nms.topic: how-to\n---\nleak",
		"2.md": "---\nstatus: in review\nowner: Bo\n---\nleak",
		"3.md": "---\nstatus: draft\nowner: [Ann, Bo]\n---\ndry",
		"4.md": "---\nstatus: done\n---\ndry",
		"5.md": "none",
	}
}

func TestPicker_SecondPageChoosesValuesOfFields(t *testing.T) {
	d := drive(t, notes(fieldLibrary())).resize(72, 20)
	d.keys("/", `"leak"`, "enter", "t").sees("ctrl+t fields").keys("ctrl+t").sees("fields ─", "ctrl+t tags", "notes matching leak")
	d.wantRows("fields ─", "status 2, owner 2, ms.topic 1")
	d.keys(`"stat"`, "enter").sees("status:", "notes matching leak").wantRows("status ─", "draft 1, in review 1, done 0")
	d.keys("down", "space").wantRows("status ─", "draft 0, + in review 1, done 0").sees(`notes whose status is "in review", matching leak`, "1 of 5")
	if got := d.m.shelf.query.Text(); got != `status:"in review" leak*` {
		t.Errorf("the query is %q", got)
	}
	d.keys("space").wantRows("status ─", "draft 1, − in review 1, done 0").sees("not")
	if got := d.m.shelf.query.Text(); got != `-status:"in review" leak*` {
		t.Errorf("the query is %q", got)
	}
	// The picker finds the choice in the query again, from the keys too.
	d.keys("esc", "t", "ctrl+t", `"STATUS"`, "space").wantRows("status ─", "− in review 1, draft 1, done 0")
	d.keys("ctrl+t").wantRows("fields ─", "status 1, owner 1, ms.topic 1").keys("ctrl+t").sees("tags ─", "match all").keys("ctrl+t", "esc")
	d.keys("t", "ctrl+t", `"topic"`, "enter", "space").keys("enter").sees("1 of 5")
	if got := d.m.shelf.query.Text(); got != `ms.topic:how-to -status:"in review" leak*` || len(d.m.overlays) > 0 {
		t.Errorf("the query is %q", got)
	}
	d.keys("t", "ctrl+t", `"owner"`, "enter", "ctrl+x").keys("esc", "t", "ctrl+t", `"topic"`, "enter", "ctrl+x", "esc")
	if got := d.m.shelf.query.Text(); got != `-status:"in review" leak*` {
		t.Errorf("cleared: %q", got)
	}
}

// Keys that are typed ahead wait for the lists that they act on, and a click opens a key and chooses a value.
func TestPicker_SecondPageWaitsAndIsClicked(t *testing.T) {
	d := drive(t, notes(fieldLibrary())).resize(72, 20)
	d.hold = true
	d.keys("t", "ctrl+t", "down", "enter", "space", "enter")
	for len(d.held) > 0 {
		d.release(false)
	}
	if got := d.m.shelf.query.Text(); got != "owner:Ann" {
		t.Errorf("the query is %q:\n%s", got, d.text())
	}
	d.keys("t", "ctrl+t")
	d.click(d.find("status"))
	d.sees("status ─")
	d.click(d.find("draft"))
	if got := d.m.shelf.query.Text(); got != "status:draft owner:Ann" {
		t.Errorf("the query is %q", got)
	}
}

func TestPicker_SecondPageWithoutFrontMatter(t *testing.T) {
	d := drive(t, notes(map[string]string{"a.md": "text", "b.md": "text"}))
	d.keys("t", "ctrl+t").sees("no matching fields").keys("enter", "space", "ctrl+t").sees("no matching tags").keys("esc")
	if !d.m.isBare() {
		t.Error("the picker is open")
	}
}
