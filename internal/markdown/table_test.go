package markdown

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// readTable returns the text of the first rows of a table, the head first.
func readTable(t *Table, rows int) [][]string {
	var all [][]string
	for r := -1; r < min(t.Rows(), rows); r++ {
		var row []string
		for c := range t.Columns() {
			row = append(row, t.Cell(r, c))
		}
		if whole := t.Row(r); !slices.Equal(row, whole) {
			row = append(row, "differs from", fmt.Sprint(whole))
		}
		all = append(all, row)
	}
	return all
}

func TestTables_GiveTextAlignmentAndLinksOfEachCell(t *testing.T) {
	d := Parse([]byte("a\n\n| Name | Size |  |\n|:-----|-----:|:-:|\n| [one](x.md) **b** | `1 kB` | &amp; |\n| two \\| 2 |\n\n> | q |\n> |---|\n> | [w](y.md) |\n\n<table><tr><th>h<td>i</table>\n"))
	all := d.Tables()
	if len(all) != 3 {
		t.Fatalf("%d tables", len(all))
	}
	if got, want := fmt.Sprint(readTable(all[0], 9)), "[[Name Size ] [one b 1 kB &] [two | 2  ]]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if a := []Alignment{all[0].Alignment(0), all[0].Alignment(1), all[0].Alignment(2), all[0].Alignment(3)}; !slices.Equal(a, []Alignment{AlignLeft, AlignRight, AlignCenter, AlignNone}) {
		t.Errorf("alignments %v", a)
	}
	if l := all[0].CellLinks(0, 0); len(l) != 1 || d.Links()[l[0]].Dest != "x.md" || len(all[0].CellLinks(0, 1)) > 0 || len(all[0].CellLinks(7, 7)) > 0 {
		t.Errorf("links %v", l)
	}
	if at := all[0].RowOffset(1); !strings.HasPrefix(strings.TrimLeft(string(d.Source[at:]), "| "), "two") {
		t.Errorf("row 1 at %.10q", d.Source[at:])
	}
	if got, want := fmt.Sprint(readTable(all[1], 9), readTable(all[2], 9)), "[[q] [w]] [[h i]]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// A table that is too large for the tree gives the same texts as one that is not.
func TestTables_GiveCellsOfATableWithTooManyCells(t *testing.T) {
	const rows = "| Name | N |\n|:--|--:|\n| *one* \\| `x` | 1 |\n two | 2\n| three |\n| four | 4 | 5 |\n"
	many := strings.Repeat("| more | 7 |\n", maxCells/2)
	d := Parse([]byte("# title\n\nwords\n\n" + rows + many + "\nafter\n"))
	all := d.Tables()
	if len(all) != 1 || all[0].IsParsed() || all[0].Rows() != 4+maxCells/2 || all[0].Columns() != 2 {
		t.Fatalf("%d tables", len(all))
	}
	if got, want := fmt.Sprint(readTable(all[0], 5)), "[[Name N] [one | x 1] [two 2] [three ] [four 4 | 5] [more 7]]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if all[0].Alignment(1) != AlignRight || all[0].Cell(all[0].Rows()-1, 0) != "more" || all[0].Cell(all[0].Rows(), 0) != "" || all[0].Cell(0, 2) != "" {
		t.Error("alignment or ends are wrong")
	}
}

func TestTables_HaveNoControlBytes(t *testing.T) {
	many := strings.Repeat("| \x1b[31m | &#27; |\n", maxCells/2+1)
	for _, src := range []string{"| a\x1b[2J | b |\n|---|---|\n| \x1b]0;x\x07 | &#x9b;1m |\n", "| a\x1b[2J | b |\n|---|---|\n" + many} {
		d := Parse([]byte(src))
		for r := -1; r < 1; r++ {
			for c := range 2 {
				if s := d.Tables()[0].Cell(r, c); strings.ContainsAny(s, "\x1b\x07") || strings.ContainsRune(s, 0x9b) || s == "" {
					t.Errorf("cell %d, %d is %q", r, c, s)
				}
			}
		}
	}
}

func TestTables_OfHostileShapeAreRead(t *testing.T) {
	for name, src := range map[string]string{
		"many columns": strings.Repeat("|x", 20000) + "|\n" + strings.Repeat("|-", 20000) + "|\n" + strings.Repeat("|y", 20000) + "|\n",
		"many cells":   strings.Repeat("|x", 20000) + "|\n" + strings.Repeat("|-", 20000) + "|\n" + strings.Repeat(strings.Repeat("|y", 20000)+"|\n", 20),
		"long cell":    "|a|b|\n|-|-|\n|" + strings.Repeat("long ", 100000) + "|2|\n",
		"pipes":        "|||||||\n|-|-|-|-|-|-|\n||||||||||||||||\n",
		"backslashes":  "|a|b|\n|-|-|\n|\\|\\|\\|\\|\n",
	} {
		tables := Parse([]byte(src)).Tables()
		if len(tables) != 1 || tables[0].Rows() == 0 {
			t.Errorf("%s: %d tables", name, len(tables))
			continue
		}
		for r := -1; r <= min(tables[0].Rows(), 3); r++ {
			for c := 0; c <= tables[0].Columns(); c += max(tables[0].Columns()/7, 1) {
				tables[0].Cell(r, c)
				tables[0].CellLinks(r, c)
			}
			if len(tables[0].Row(r)) != tables[0].Columns() {
				t.Errorf("%s: row %d has another length", name, r)
			}
		}
	}
}
