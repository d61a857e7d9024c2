package render

import (
	"fmt"
	"strings"
	"testing"

	"quire/internal/note"
	"quire/internal/theme"
)

// A long table is laid out in several blocks, shows every cell, and looks like one table.
func TestLongTable_LosesNoRow(t *testing.T) {
	var src strings.Builder
	src.WriteString("before\n\n| n | link | text |\n|--:|---|---|\n")
	for i := range 1000 {
		fmt.Fprintf(&src, "| %d | [to %d](x%d.md) | some words%s |\n", i, i, i, strings.Repeat(" more", i/900*i%7))
	}
	src.WriteString("\nafter\n")
	n := note.Parse("x.md", []byte(src.String()))
	for _, width := range []int{60, 30, 12, 4} {
		p := New(newSource(n), Options{Theme: theme.Plain(), Width: width})
		if p.BlockCount() < 10 || p.BlockCount() > 20 {
			t.Errorf("%d blocks", p.BlockCount())
		}
		var text []string
		for i := range p.BlockCount() {
			for j, l := range p.Block(i) {
				checkLine(t, fmt.Sprintf("%d cells, block %d, line %d", width, i, j), l, p)
				text = append(text, l.Text())
			}
		}
		all := strings.Join(text, "\n")
		joined := keepLetters(all)
		for i := range 1000 {
			if !strings.Contains(joined, fmt.Sprintf("to%d", i)) {
				t.Fatalf("at %d cells: row %d is missing:\n%.2000s", width, i, all)
			}
		}
		if width == 60 && (strings.Count(all, "──") != 1 && strings.Count(all, " n  ") != 1 || strings.Contains(all, "\n\n0") || !strings.Contains(all, "\n\nafter")) {
			t.Errorf("looks like several tables, or has gaps:\n%.3000s", all)
		}
		if pos, ok := p.LinkPos(777); !ok || !strings.Contains(p.Block(pos.Block)[pos.Line].Text(), "to") {
			t.Errorf("at %d cells link 777 is at %v, %v", width, pos, ok)
		}
		if line := p.SourceLineAt(p.PosOfSourceLine(500)); line != 500 {
			t.Errorf("line 500 is at line %d", line)
		}
	}
}
