package tui

import (
	"fmt"
	"strings"
	"testing"

	"quire/internal/tui/reader"
)

// A page can open at a line of the file, which is unfolded and near the top.
func TestNavigate_ToLineOfFile(t *testing.T) {
	var text strings.Builder
	text.WriteString("# Long\n\n<details><summary>more</summary>\n\n- hidden item\n\n</details>\n\n")
	for i := range 200 {
		fmt.Fprintf(&text, "- item %d\n", i)
	}
	d := drive(t, notes(map[string]string{"long.md": text.String(), "other.md": "# Other\n"}))
	open := func(line int) *driver {
		m, cmd := d.m.carryOut(goToNote{"long.md", destination{anchor: reader.StartAnchor, line: line}})
		d.m = m
		d.run(cmd)
		return d
	}
	open(5).sees("hidden item")
	for _, item := range []int{0, 77, 150} {
		open(9 + item)
		if _, y := d.find(fmt.Sprintf("item %d", item)); y > 4 && item < 150 {
			t.Errorf("item %d is on row %d:\n%s", item, y, d.text())
		}
	}
	d.resize(40, 12).sees("item 150").keys("h").sees("item 77")
}
