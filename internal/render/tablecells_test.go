package render

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"quire/internal/testclock"
	"quire/internal/theme"
)

// openTable returns the cells of the first table of a note.
func openTable(t testing.TB, src string) *TableCells {
	t.Helper()
	p := newTablePage(src, 80, 0)
	tables := p.doc.Tables()
	if len(tables) == 0 {
		t.Fatalf("no table in %.100q", src)
	}
	return p.TableCells(tables[0])
}

func cellText(c *TableCells, row, column int) string {
	return Line{Runs: c.Runs(row, column)}.Text()
}

func TestTableCells_ShowStylesAndLinksOnOneLine(t *testing.T) {
	c := openTable(t, "| **Head** | b |\n|---|---|\n| one<br>two [x](x.md) `code` | 日本語 👩‍👩‍👧 &amp; |\n")
	if got := cellText(c, 0, 0); got != "one / two [x]✗ code" {
		t.Errorf("%q", got)
	}
	if got := cellText(c, 0, 1); got != "日本語 👩‍👩‍👧 &" {
		t.Errorf("%q", got)
	}
	link := NoLink
	for _, r := range c.Runs(0, 0) {
		if strings.Contains(r.Text, "x") {
			link = r.Link
		}
	}
	if link != 0 || cellText(c, 7, 7) != "" || cellText(c, -1, 0) != "Head" {
		t.Errorf("link %d, %q", link, cellText(c, -1, 0))
	}
	if w := c.Widths(); len(w) != 2 || w[0] != 19 {
		t.Errorf("widths %v", w)
	}
	if styled := c.WithTheme(theme.Dark()).Runs(-1, 0); !styled[0].Style.Bold {
		t.Errorf("the head in another theme is %+v", styled)
	}
}

func TestTableCells_RecordLosesNothing(t *testing.T) {
	long := strings.Repeat("many words ", 1000) + "end"
	var all []string
	for _, l := range openTable(t, "| Name | Text |\n|---|---|\n| a | "+long+" |\n").Record(0, 60) {
		if l.Width(0) > 60 {
			t.Errorf("%q is too wide", l.Text())
		}
		all = append(all, strings.TrimSpace(l.Text()))
	}
	if got := strings.Join(all, " "); got != "Name: a Text: "+long {
		t.Errorf("%.100q … %q", got, got[max(len(got)-100, 0):])
	}
}

// A table with too many cells looks the same, cell by cell.
func TestTableCells_ShowMarkdownOfATableThatIsNotParsed(t *testing.T) {
	c := openTable(t, "| a | b |\n|---|---|\n| *x* [y](y.md) | \x1b[2J |\n"+strings.Repeat("| 1 | 2 |\n", 200_000))
	if c.Table.IsParsed() || cellText(c, 0, 0) != "x y" || strings.Contains(cellText(c, 0, 1), "\x1b") || cellText(c, 100_000, 1) != "2" {
		t.Errorf("%q %q", cellText(c, 0, 0), cellText(c, 0, 1))
	}
	for _, r := range c.Runs(0, 0) {
		if r.Link != NoLink {
			t.Errorf("%+v has a link", r)
		}
	}
}

// What a frame shows costs less than a frame, whatever the cells hold.
func TestTableCells_CostLittleWhateverTheyHold(t *testing.T) {
	for name, src := range map[string]string{
		"long text":     "| a |\n|---|\n| " + strings.Repeat("word ", 200_000) + "|\n",
		"long link":     "| a |\n|---|\n| [" + strings.Repeat("word ", 200_000) + "](x.md) |\n",
		"long emphasis": "| a |\n|---|\n| *" + strings.Repeat("word ", 200_000) + "e* |\n",
		"long unparsed": "| a | b |\n|---|---|\n| " + strings.Repeat("`word` ", 20_000) + "| c |\n" + strings.Repeat("| 1 | 2 |\n", 200_000),
		"many links":    "| a |\n|---|\n| " + strings.Repeat("[x](y.md) ", 2000) + "|\n",
		"wide":          strings.Repeat("|x", 20_000) + "|\n" + strings.Repeat("|-", 20_000) + "|\n" + strings.Repeat("|y", 20_000) + "|\n",
	} {
		c := openTable(t, src)
		c.Runs(0, 0)
		best := time.Hour
		for range 3 {
			best = min(best, testclock.Measure(func() { c.Runs(0, 0) }))
		}
		if !testing.Short() && best > 24*time.Millisecond { // with the race detector everything takes longer
			t.Errorf("%s: a cell takes %v", name, best)
		}
		if text := cellText(c, 0, 0); len(text) > 3*maxCellBytes || text == "" {
			t.Errorf("%s: %s", name, fmt.Sprintf("%d bytes", len(text)))
		}
	}
}
