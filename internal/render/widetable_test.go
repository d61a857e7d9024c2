package render

import (
	"slices"
	"strings"
	"testing"

	"quire/internal/note"
	"quire/internal/theme"
)

// wideTable has a row of five columns whose cells are about 30 cells wide each.
const wideTable = "| First column of the table | Second column of the table | Third column of the table | Fourth column of the table | Fifth |\n|---|---|---|---|---|\n" +
	"| a cell as wide as its head | another cell of this width | [a link](x.md) among words | a cell as wide as its head | [y](y.md) |\n"

const narrowTable = "| a | b |\n|---|---|\n| [in](z.md) | 2 |\n"

func newTablePage(src string, width, tableWidth int) *Page {
	return New(newSource(note.Parse("n.md", []byte(src))), Options{Theme: theme.Plain(), Width: width, TableWidth: tableWidth, OpensTables: true})
}

func pageLines(p *Page) []Line {
	var lines []Line
	for i := range p.BlockCount() {
		lines = append(lines, p.Block(i)...)
	}
	return lines
}

func TestWideTable_TakesMoreThanTheText(t *testing.T) {
	src := "words\n\n" + wideTable + "\n" + narrowTable + "\nafter\n"
	for _, c := range []struct{ tableWidth, width, outdent int }{{0, 80, 0}, {80, 80, 0}, {100, 100, 10}, {119, 119, 19}, {200, 119, 19}} {
		widest, outdent := 0, 0
		for _, l := range pageLines(newTablePage(src, 80, c.tableWidth)) {
			widest = max(widest, l.Width(0))
			if strings.Contains(l.Text(), "First") {
				outdent = l.Outdent
			} else if l.Outdent != 0 && (strings.Contains(l.Text(), "words") && !strings.Contains(l.Text(), "link") || strings.Contains(l.Text(), "after") || strings.Contains(l.Text(), "in ")) {
				t.Errorf("in %d cells %q begins left of the text", c.tableWidth, l.Text())
			}
		}
		if widest > c.width || widest < c.width-12 || outdent > c.outdent || outdent < c.outdent-5 {
			t.Errorf("in %d cells it is %d wide and begins %d left, want %d and %d", c.tableWidth, widest, outdent, c.width, c.outdent)
		}
	}
}

// Long cells alone do not widen a table beyond lines that are pleasant to read.
func TestWideTable_KeepsProseInShortLines(t *testing.T) {
	src := "| Name | Meaning |\n|---|---|\n| a | " + strings.Repeat("many words of prose ", 20) + "|\n"
	for _, l := range pageLines(newTablePage(src, 80, 200)) {
		if l.Width(0) > 80 || l.Outdent > 0 {
			t.Errorf("%q", l.Text())
		}
	}
	for _, l := range pageLines(newTablePage("- item\n\n  "+strings.ReplaceAll(wideTable, "\n", "\n  ")+"\n", 80, 200)) {
		if l.Width(0) > 80 || l.Outdent > 0 {
			t.Errorf("in a list: %q", l.Text())
		}
	}
}

// Only tables that do not fit the text can have the focus, in the order of the text.
func TestWideTable_IsAStopBetweenLinks(t *testing.T) {
	p := newTablePage("[one](o.md)\n\n"+narrowTable+"\n"+wideTable+"\n[end](e.md)\n\n> [!note]- Folded\n> [f](f.md)\n\n"+wideTable, 80, 100)
	var names []string
	for _, n := range p.FocusOrder() {
		if l, _, ok := p.Link(n); ok {
			names = append(names, l.Text)
		} else if table := p.TableAt(n); table != nil {
			names = append(names, "table of "+table.Head(4))
			if at, ok := p.LinkPos(n); !ok || !strings.Contains(p.Block(at.Block)[at.Line].Text(), "First column") {
				t.Errorf("the table is at %v, %v", at, ok)
			}
			if _, isFold := p.FoldState(n); isFold {
				t.Error("the table is a fold")
			}
		} else {
			names = append(names, "other")
		}
	}
	want := []string{"one", "in", "table of Fifth", "a link", "y", "end", "f", "table of Fifth", "a link", "y"}
	if !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
	if p.HasWideTables() != true || newTablePage(narrowTable, 80, 0).HasWideTables() {
		t.Error("HasWideTables is wrong")
	}
}

func TestWideTable_WithoutHeadsIsAStopToo(t *testing.T) {
	for _, head := range []string{"| | | |\n", "| | [x](x.md) | |\n"} {
		p := newTablePage(head+"|---|---|---|\n| "+strings.Repeat("wide ", 20)+" | b | c |\n", 80, 100)
		stops := p.FocusOrder()
		if at, ok := p.LinkPos(stops[0]); p.TableAt(stops[0]) == nil || !ok || at.Line > 1 {
			t.Errorf("%q: stops %v, the first at %v, %v", head, stops, at, ok)
		}
	}
}

// A table that fits no window says how large it is, where it has the focus.
func TestWideTable_SaysHowLargeItIs(t *testing.T) {
	many := "|" + strings.Repeat(" head |", 40) + "\n|" + strings.Repeat("---|", 40) + "\n" + strings.Repeat("|"+strings.Repeat(" cell |", 40)+"\n", 2)
	huge := "| a | b |\n|---|---|\n" + strings.Repeat("| 1 | 2 |\n", 200_000)
	for src, want := range map[string]string{many: "table: 2 rows, 40 columns", huge: "table: 200,000 rows, 2 columns"} {
		p := newTablePage("words\n\n"+src, 80, 100)
		order := p.FocusOrder()
		if len(order) != 1 || p.TableAt(order[0]) == nil {
			t.Fatalf("stops: %v", order)
		}
		if at, ok := p.LinkPos(order[0]); !ok || p.Block(at.Block)[at.Line].Text() != want {
			t.Errorf("at %v, %v: %q", at, ok, p.Block(at.Block)[at.Line].Text())
		}
	}
}
