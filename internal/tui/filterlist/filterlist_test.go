package filterlist

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/text"
	"quire/internal/theme"
)

func openList(n, detail int) Model {
	items := make([]Item, n)
	for i := range items {
		items[i] = Item{Label: fmt.Sprintf("item %d", i), Remark: "2021-12-07", Indent: i % 3}
		for d := range detail {
			items[i].Detail = append(items[i].Detail, fmt.Sprintf("detail %d of %d", d, i))
		}
	}
	return New(theme.Dark()).Resize(30, 12).Open("things", "nothing here", items, 0, FilterByWords)
}

func renderText(m Model) string {
	lines, _ := m.Lines()
	return ansi.Strip(strings.Join(lines, "\n"))
}

func TestMoveSelection_StaysVisible(t *testing.T) {
	for _, detail := range []int{0, 1, 3} {
		m := openList(20, detail)
		for _, code := range []rune{tea.KeyDown, tea.KeyDown, tea.KeyPgDown, tea.KeyPgDown, tea.KeyDown, tea.KeyUp, tea.KeyPgUp, tea.KeyUp} {
			for range 5 {
				m, _, _ = m.Update(tea.KeyPressMsg{Code: code})
				lines, _ := m.Lines()
				if !strings.Contains(renderText(m)+"\n", fmt.Sprintf("item %d ", m.Selected())) {
					t.Fatalf("item %d is not visible:\n%s", m.Selected(), renderText(m))
				}
				for _, l := range lines {
					if text.Wcwidth.Width(l) > 30 || len(lines) > 12 {
						t.Fatalf("%d lines, %q", len(lines), l)
					}
				}
			}
		}
	}
}

func TestUpdate_TypingFiltersItems(t *testing.T) {
	m := openList(20, 1)
	for _, c := range "item 17" {
		m, _, _ = m.Update(tea.KeyPressMsg{Code: c, Text: string(c)})
	}
	if m.Selected() != 17 {
		t.Errorf("item %d is selected:\n%s", m.Selected(), renderText(m))
	}
	m, chosen, _ := m.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	if !chosen {
		t.Error("enter does not choose")
	}
	m, _, _ = m.Update(tea.KeyPressMsg{Code: 'z', Text: "z"})
	if m.Selected() != -1 || !strings.Contains(renderText(m), "no matches") {
		t.Errorf("%s", renderText(m))
	}
	if _, chosen, _ = m.Update(tea.KeyPressMsg{Code: tea.KeyEnter}); chosen {
		t.Error("enter chooses without a match")
	}
	if got := renderText(openList(0, 0)); !strings.Contains(got, "nothing here") {
		t.Errorf("%s", got)
	}
}

func TestClick_SelectsItemOnRow(t *testing.T) {
	m := openList(20, 1)
	lines := strings.Split(renderText(m), "\n")
	for row, line := range lines {
		got, hit := m.Click(row)
		var want int
		if _, err := fmt.Sscanf(strings.TrimLeft(line, " ▌"), "item %d", &want); err == nil && (!hit || got.Selected() != want) {
			t.Errorf("row %d is item %d, want %d", row, got.Selected(), want)
		}
	}
	if _, hit := m.Click(0); hit {
		t.Error("a click on the text selects an item")
	}
	if _, hit := m.Click(99); hit {
		t.Error("a click below the items selects an item")
	}
}

func TestSplitRow_LabelAndRemark(t *testing.T) {
	for _, c := range []struct {
		room, label  int
		remark, want string
		left         int
	}{
		{30, 10, "2024-11-06", "2024-11-06", 18},
		{30, 90, "2024-11-06", "2024-11-06", 18},
		{14, 90, "2024-11-06", "", 14}, // a date that is cut would say nothing
		{30, 4, "a/long/path/to/Twin.md", "a/long/path/to/Twin.md", 6},
		{30, 4, "a/much/longer/path/to/Twin.md", "a/much/longer/path/to/T…", 4},
		{30, 40, "", "", 30},
	} {
		if left, remark := New(theme.Plain()).splitRow(c.room, c.label, c.remark, "…"); left != c.left || remark != c.want {
			t.Errorf("%+v: %d %q", c, left, remark)
		}
	}
}
