package linear

import (
	"strings"
	"testing"
)

func TestOpen_ListsNotesReadLastAndHeadings(t *testing.T) {
	files := map[string]string{
		"a/kelp.md": "---\ntitle: Kelp\n---\n## Drying on racks\nHung in the wind.\n",
		"dulse.md":  "---\ntitle: Dulse\n---\n## Racks and lines\nLies flat.\n",
		"town.md":   "---\ntitle: Town\n---\nNobody there.\n",
	}
	out, _ := runCommands(t, newLibrary(files), "open\nopen Kelp\nopen Town\nopen\n1\nopen @racks\n1\nopen @nowhere\n")
	for _, want := range []string{"You have read no other", "read last:", "1. Kelp, a/kelp.md", "Drying on racks, Kelp, a\n", "Racks and lines, Dulse\n", "@nowhere: no such note"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	if strings.Count(out, "Hung in the wind.") != 2 || strings.Contains(out, "Town, town.md") { // by name and by number; the open note is not offered
		t.Error(out)
	}
}
