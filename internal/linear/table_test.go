package linear

import (
	"strings"
	"testing"
)

const townTable = "# Towns\n\n| Name | Size (km²) | Note |\n|---|--:|---|\n| [Ada](b.md) | 20 | *old* |\n| Bor | 3 |  |\n| Cil | 100 | wet\x1b[2J |\n"

func TestTable_ShowsRowsAndSortsThem(t *testing.T) {
	files := map[string]string{"a.md": townTable, "b.md": "# Two\n\nSee [a](a.md).\n\n| x |\n|---|\n| 1 |\n\n| y | z |\n|---|---|\n| 1 | 2 |\n", "c.md": "# None\n"}
	for commands, want := range map[string][]string{
		"open a.md\ntable\n":               {"3 rows\n\nName: Ada[1]\nSize (km²): 20\nNote: old\n\nName: Bor\nSize (km²): 3\n\n"},
		"open a.md\ntable size\n":          {"3 rows, sorted by Size (km²) as numbers\n\nName: Bor\n", "3\n\nName: Ada[1]\n", "100\n"},
		"open a.md\ntable 1 -Size (km²)\n": {"as numbers, in reverse order\n\nName: Cil\n"},
		"open a.md\ntable 1 2\n":           {"sorted by Size (km²) as numbers\n"},
		"open a.md\ntable colour\n":        {"colour: no such column; the columns are Name, Size (km²), Note\n"},
		"open a.md\ntable 2\n":             {"which table? Give a number from 1 to 1.\n"},
		"open a.md\ntable\n1\n":            {"Two\n"}, // a number still follows the link of the page
		"open b.md\ntable\n2\n":            {"1. 1 row, 1 column: x\n2. 1 row, 2 columns: y, z\n", "1 row\n\ny: 1\nz: 2\n"},
		"open c.md\ntable\n":               {"no tables here\n"},
		"table\n":                          {"no note is open"},
	} {
		out, _ := runCommands(t, newLibrary(files), commands)
		for _, text := range want {
			if !strings.Contains(out, text) {
				t.Errorf("%q: no %q in\n%s", commands, text, out)
			}
		}
		if strings.Contains(out, "\x1b") {
			t.Errorf("%q: a control byte in %q", commands, out)
		}
	}
}
