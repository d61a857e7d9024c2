package tui

import (
	"fmt"
	"strings"
	"testing"

	"quire/internal/tui/tableview"
)

// tableLibrary has a note with a table that is wider than the text, between words with links.
func tableLibrary() map[string]string {
	var rows strings.Builder
	for i := range 60 {
		fmt.Fprintf(&rows, "| [Town %d](town%d.md) | %d | %d.%d MiB | 20%02d-01-02 | %s | A remark about the town with the number %d |\n",
			i, i%2, (i*37)%60*100, i%7, i%10, (i*7)%60, []string{"**open**", "`closed`", "日本語"}[i%3], i)
	}
	return map[string]string{
		"towns.md": "# Towns\n\nSome words with [a link](town0.md).\n\n## The list\n\n| Name | Visitors | Size | Since | State | Remark |\n|---|--:|--:|---|---|---|\n" +
			rows.String() + "\nThe [end](town1.md).\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
		"town0.md": "# Town zero\n\nhome\n",
		"town1.md": "# Town one\n\nhome\n",
	}
}

// driveTable starts the program with the table open alone.
func driveTable(t *testing.T, change ...func(*Options)) *driver {
	t.Helper()
	change = append([]func(*Options){func(o *Options) { o.Note = "towns.md" }}, change...)
	return drive(t, notes(tableLibrary()), change...).keys("tab", "tab").sees("table: 60 rows, 6 columns", "enter open the table").keys("enter").sees("The list", "row 1 of 60")
}

// tableRows returns the first words of the rows of the table on the screen.
func (d *driver) tableRows(n int) string {
	var rows []string
	for _, line := range d.screen() {
		if i := strings.Index(line, "Town "); i >= 0 && strings.HasPrefix(line, "│") && len(rows) < n {
			rows = append(rows, strings.Fields(line[i:])[1])
		}
	}
	return strings.Join(rows, " ")
}

func TestTable_TakesTheWindowAndIsAStopBetweenLinks(t *testing.T) {
	d := drive(t, notes(tableLibrary()), func(o *Options) { o.Note = "towns.md" })
	x, _ := d.find("Name")
	text, _ := d.find("Some words")
	if x >= text {
		t.Errorf("the table begins at %d, the text at %d", x, text)
	}
	d.keys("tab").sees("→ Town zero").keys("tab").sees("table: 60 rows").keys("tab").sees("→ Town zero").keys("shift+tab", "shift+tab").sees("→ Town zero")
	d.keys("shift+tab", "shift+tab").sees("→ Town one") // the table that fits is no stop
	d.resize(60, 30).keys("g", "tab", "tab").sees("table: 60 rows")
}

func TestTable_ScrollsWithItsHeadAndFirstColumn(t *testing.T) {
	d := driveTable(t).resize(50, 16)
	d.keys("G").sees("Name", "Town 59", "row 60 of 60").seesNot("Town 1 ").keys("$").sees("Remark", "Town 59", "column 6 of 6").seesNot("Visitors")
	d.keys("0", "g").sees("Visitors", "Town 0", "row 1 of 60", "column 1 of 6").keys("j", "down", "l", "right").sees("row 3 of 60 · column 3 of 6")
	d.keys("h", "left", "k", "up").sees("row 1 of 60 · column 1 of 6").keys("space").seesNot("row 1 of").keys("b").sees("row 1 of 60")
	d.keys("d", "d", "u", "u").sees("row 1 of 60")
	d.send(wheel(1, 10, 8))
	d.sees("row 4 of 60").keys("esc", "enter").resize(50, 16)
	for range 18 { // farther than what was rendered ahead
		d.send(wheel(1, 10, 8))
	}
	if d.sees("row 55 of 60"); !strings.Contains(d.text(), "▌ Town 54") {
		t.Error(d.text())
	}
	d.keys("g", "j", "j", "j")
	d.click(d.find("2.2 MiB")).sees("row 3 of 60 · column 3 of 6")
}

func TestTable_SortsByAColumnReversesAndRestores(t *testing.T) {
	d := driveTable(t)
	for _, c := range []struct{ keys, rows, says string }{
		{"l s", "0 13 26 39 52", "sorted as numbers"}, {"s", "47 34 21 8 55", "sorted as numbers"}, {"s", "0 1 2 3 4", "row 1 of 60"},
		{"l l o", "0 43 26 9 52", "sorted as dates"}, {"h o", "0 7 14 21 28", "sorted as numbers"}, {"l l s", "0 3 6 9 12", "sorted as text"},
	} {
		d.keys(strings.Fields(c.keys)...).sees(c.says)
		if c.keys == "l l s" {
			continue // which of three scripts comes first is not the point
		}
		if got := d.tableRows(5); c.keys != "h o" && got != c.rows {
			t.Errorf("%s: %s, want %s", c.keys, got, c.rows)
		}
	}
	d.keys("esc").keys("enter").sees("row 1 of 60").seesNot("sorted")
}

func TestTable_FindsTextAndGoesToMatches(t *testing.T) {
	d := driveTable(t).keys("/", `"number 1"`).sees("row 2 of 60", "match 1 of 11").keys("enter", "n").sees("row 11 of 60", "match 2 of 11").keys("N", "N").sees("row 20 of 60", "match 11 of 11")
	d.keys("esc").seesNot("match").sees("row 20 of 60").keys("/", `"nowhere"`).sees("no matches").keys("esc").sees("row 20 of 60").seesNot("no matches")
	d.keys("n").sees("no search yet").keys("esc").seesNot("The list ─")
	d.keys("enter", "l", "s", "/", `"Town 13"`, "enter").sees("row 2 of 60", "match 1 of 1") // in the order shown
}

// The table in view opens without being selected, at the row at the top of the window; so does one that fits the text.
func TestTable_InViewOpensAtItsRow(t *testing.T) {
	d := drive(t, notes(tableLibrary()), func(o *Options) { o.Note = "towns.md" }).keys("w").sees("row 1 of 60").keys("esc")
	d.keys("d").seesNot("Some words")
	top := strings.Fields(d.screen()[2])[1]
	d.keys("w").sees("The list", "▌ Town "+top).keys("esc", "G").resize(120, 10).keys("G", "w").sees("│ ▌ 1  2").keys("esc")
	if drive(t, notes(tableLibrary()), func(o *Options) { o.Note = "town0.md" }).keys("w").sees("no table in view"); len(d.m.overlays) > 0 {
		t.Error("something is open")
	}
	huge := drive(t, notes(map[string]string{"n.md": "# Huge\n\n" + writeRows(120_000, 3)}), func(o *Options) { o.Note = "n.md" }).keys("G", "w")
	huge.sees("row 119,9")
}

func TestTable_FollowsLinksAndComesBack(t *testing.T) {
	d := driveTable(t).keys("tab").sees("row 2 of 60").keys("tab", "l", "shift+tab").sees("row 3 of 60").keys("enter").sees("Town zero", "home")
	d.keys("backspace").sees("Towns").seesNot("row 3").sees("Town 2", "→ Town zero")
	driveTable(t).keys("j", "enter").sees("Town one", "home")
	driveTable(t).keys("G", "tab").sees("row 1 of 60").keys("shift+tab").sees("row 60 of 60")
}

func TestTable_ShowsTheWholeRow(t *testing.T) {
	d := driveTable(t).resize(40, 20).keys("G", "$", "enter").sees("row 60 of 60", "Visitors: 2300", "State: 日本語", "the number 59")
	d.keys("esc").sees("column 6 of 6").keys("i").sees("Visitors: 2300").resize(60, 20).sees("Visitors: 2300").keys("q", "q").sees("Towns").seesNot("column 6 of 6")
}

func TestTable_CopiesCellsAndTheWholeTable(t *testing.T) {
	d := driveTable(t).keys("l", "y").sees("copied 0")
	if d.copied != "0" {
		t.Errorf("copied %q", d.copied)
	}
	d.keys("s", "Y").sees("copied the table: 60 rows, tab-separated")
	lines := strings.Split(d.copied, "\n")
	if len(lines) != 62 || lines[0] != "Name\tVisitors\tSize\tSince\tState\tRemark" || !strings.HasPrefix(lines[2], "Town 13\t100\t6.3 MiB\t") {
		t.Errorf("copied %d lines: %q", len(lines), lines[:3])
	}
}

func TestTable_ClosesAtTheSamePlace(t *testing.T) {
	for _, closes := range []string{"esc", "q"} {
		d := drive(t, notes(tableLibrary()), func(o *Options) { o.Note = "towns.md" }).keys("tab", "tab")
		before := d.text()
		if d.keys("enter", "G", "s", closes); d.text() != before {
			t.Errorf("after %s:\n%s\nbefore:\n%s", closes, d.text(), before)
		}
	}
	driveTable(t).keys("?").sees("sort by the column", "copy the table").keys("esc").sees("row 1 of 60").keys("x").sees("x does nothing here")
}

// An order that has been overtaken by another question is not shown.
func TestTable_DropsAnswersToEarlierQuestions(t *testing.T) {
	for _, reversed := range []bool{false, true} {
		d := driveTable(t)
		d.hold = true
		d.keys("l", "s", "s")
		if d.release(reversed); d.tableRows(3) != "47 34 21" {
			t.Errorf("reversed %v: %s", reversed, d.tableRows(3))
		}
	}
}

// A search that another has replaced says nothing, not even that it has ended.
func TestTable_DropsEarlierSearches(t *testing.T) {
	for _, reversed := range []bool{false, true} {
		d := driveTable(t).keys("/")
		d.hold = true
		d.keys(`"number 59"`)
		d.release(reversed)
		d.sees("row 60 of 60", "match 1 of 1").seesNot("context")
	}
}

// While cells are rendered the table stays as it was.
func TestTable_ShowsNoRowBeforeItsCells(t *testing.T) {
	d := driveTable(t).resize(50, 16)
	d.hold = true
	before := d.tableRows(9)
	if d.keys("G"); d.tableRows(9) != before {
		t.Errorf("%s, before %s", d.tableRows(9), before)
	}
	if d.release(false); !strings.HasSuffix(d.tableRows(9), "59") {
		t.Error(d.tableRows(9))
	}
}

func TestTable_KeepsItsLookWhenTheThemeChanges(t *testing.T) {
	d := driveTable(t)
	before := d.text()
	if d.send(nonKeyMessages()["light ground"]); d.text() != before {
		t.Errorf("%s\nbefore\n%s", d.text(), before)
	}
	if o, ok := topOverlay[tableOverlay](d.m); !ok || o.view.Cells() == (tableview.Model{}).Cells() {
		t.Error("the table is not open")
	}
}
