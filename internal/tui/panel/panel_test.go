package panel

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/theme"
	"quire/internal/tui/cells"
)

func open(n, detail int) Model {
	items := make([]Item, n)
	for i := range items {
		items[i] = Item{Label: fmt.Sprintf("item %d", i), Remark: "2021-12-07", Indent: i % 3}
		for d := range detail {
			items[i].Detail = append(items[i].Detail, fmt.Sprintf("detail %d of %d", d, i))
		}
	}
	return New(theme.Dark()).Resize(30, 12).Open("things", "nothing here", items, 0, Words)
}

func text(m Model) string {
	lines, _ := m.Lines()
	return ansi.Strip(strings.Join(lines, "\n"))
}

func TestSelectedItemIsAlwaysInSight(t *testing.T) {
	for _, detail := range []int{0, 1, 3} {
		m := open(20, detail)
		for _, code := range []rune{tea.KeyDown, tea.KeyDown, tea.KeyPgDown, tea.KeyPgDown, tea.KeyDown, tea.KeyUp, tea.KeyPgUp, tea.KeyUp} {
			for range 5 {
				m, _ = m.Update(tea.KeyPressMsg{Code: code})
				lines, _ := m.Lines()
				if !strings.Contains(text(m)+"\n", fmt.Sprintf("item %d ", m.Selected())) {
					t.Fatalf("item %d is out of sight:\n%s", m.Selected(), text(m))
				}
				for _, l := range lines {
					if cells.Width(l) > 30 || len(lines) > 12 {
						t.Fatalf("%d lines, %q", len(lines), l)
					}
				}
			}
		}
	}
}

func TestTypingNarrows(t *testing.T) {
	m := open(20, 1)
	for _, c := range "item 17" {
		m, _ = m.Update(tea.KeyPressMsg{Code: c, Text: string(c)})
	}
	if m.Selected() != 17 {
		t.Errorf("item %d is selected:\n%s", m.Selected(), text(m))
	}
	m, chosen := m.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	if !chosen {
		t.Error("enter chooses")
	}
	m, _ = m.Update(tea.KeyPressMsg{Code: 'z', Text: "z"})
	if m.Selected() != -1 || !strings.Contains(text(m), "nothing like that") {
		t.Errorf("%s", text(m))
	}
	if _, chosen = m.Update(tea.KeyPressMsg{Code: tea.KeyEnter}); chosen {
		t.Error("enter chooses what is not there")
	}
	if got := text(open(0, 0)); !strings.Contains(got, "nothing here") {
		t.Errorf("%s", got)
	}
}

func TestClickFindsItsItem(t *testing.T) {
	m := open(20, 1)
	lines := strings.Split(text(m), "\n")
	for row, line := range lines {
		got, hit := m.Click(row)
		var want int
		if _, err := fmt.Sscanf(strings.TrimLeft(line, " ▌"), "item %d", &want); err == nil && (!hit || got.Selected() != want) {
			t.Errorf("row %d is item %d, want %d", row, got.Selected(), want)
		}
	}
	if _, hit := m.Click(0); hit {
		t.Error("the text is no item")
	}
	if _, hit := m.Click(99); hit {
		t.Error("below the items is none")
	}
}

func TestLabelAndRemarkShareTheRow(t *testing.T) {
	for _, c := range []struct {
		room, label  int
		remark, want string
		left         int
	}{
		{30, 10, "2024-11-06", "2024-11-06", 18},
		{30, 90, "2024-11-06", "2024-11-06", 18},
		{14, 90, "2024-11-06", "", 14}, // a date that is cut says nothing
		{30, 4, "a/long/path/to/Twin.md", "a/long/path/to/Twin.md", 6},
		{30, 4, "a/much/longer/path/to/Twin.md", "a/much/longer/path/to/T…", 4},
		{30, 40, "", "", 30},
	} {
		if left, remark := shared(c.room, c.label, c.remark, "…"); left != c.left || remark != c.want {
			t.Errorf("%+v: %d %q", c, left, remark)
		}
	}
}
