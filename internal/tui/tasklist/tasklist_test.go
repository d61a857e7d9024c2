package tasklist

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/text"
	"quire/internal/theme"
)

func newTestList(n int) Model {
	items := make([]Item, n)
	for i := range items {
		items[i] = NewItem("open", fmt.Sprintf("task %d, which is about as long as the text of a task may well be", i), "Très long", Tone(i%3))
	}
	return New(theme.Dark(), "nothing here").SetItems(items, 0, "nothing here")
}

func typeText(m Model, s string) Model {
	for _, r := range s {
		m = m.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	return m
}

func TestUpdate_SelectionStaysVisible(t *testing.T) {
	for _, size := range [][2]int{{100, 20}, {40, 12}, {40, 3}, {16, 2}, {1, 1}} {
		m := newTestList(50).Resize(size[0], size[1])
		for _, k := range []string{"j", "j", "G", "k", "b", "g", "d", "u", " "} {
			m = m.Update(tea.KeyPressMsg{Code: []rune(k)[0], Text: k})
			lines, column := m.Lines("hint")
			if len(lines) > size[1] || column >= 0 {
				t.Fatalf("%v: %d lines, the cursor is in column %d", size, len(lines), column)
			}
			for _, l := range lines {
				if text.Wcwidth.Width(l) > size[0] {
					t.Fatalf("%v: %q", size, l)
				}
			}
			shown := ansi.Strip(strings.Join(lines, "\n"))
			if size[0] > 15 && !strings.Contains(shown, fmt.Sprintf("task %d,", m.Selected())) && size[1] > 2 {
				t.Fatalf("%v: after %q task %d is not visible:\n%s", size, k, m.Selected(), shown)
			}
		}
	}
}

func TestUpdate_LettersNarrowOnlyWhileTyping(t *testing.T) {
	m := newTestList(50).Resize(100, 20)
	if m = typeText(m, "x4"); m.Text() != "" || m.Selected() != 0 {
		t.Errorf("typed %q", m.Text())
	}
	m = typeText(m.StartTyping(), "tres 49")
	if m.Selected() != 49 || m.Text() != "tres 49" {
		t.Errorf("%q selects %d", m.Text(), m.Selected())
	}
	if lines, column := m.Lines("hint"); column != len("/ tres 49") || strings.Contains(lines[0], "hint") {
		t.Errorf("the cursor is in column %d of %q", column, lines[0])
	}
	if m = m.StopTyping(); m.Text() != "tres 49" || m.IsTyping() {
		t.Errorf("%q, typing: %v", m.Text(), m.IsTyping())
	}
	if m = m.ClearText(); m.Selected() != 49 {
		t.Errorf("then %d is selected", m.Selected())
	}
	m = typeText(m.StartTyping(), "zebra")
	if lines, _ := m.Lines(""); m.Selected() != -1 || !strings.Contains(strings.Join(lines, "\n"), "no matches") {
		t.Errorf("%d is selected: %q", m.Selected(), lines)
	}
}

func TestClick_SelectsItemOfRow(t *testing.T) {
	for _, c := range []struct{ width, row, want int }{{100, 2, 0}, {100, 5, 3}, {40, 2, 0}, {40, 3, 0}, {40, 4, 1}} {
		if m, hit := newTestList(50).Resize(c.width, 20).Click(c.row); !hit || m.Selected() != c.want {
			t.Errorf("%+v: %d", c, m.Selected())
		}
	}
	for _, row := range []int{-1, 0, 1, 19} {
		if _, hit := newTestList(3).Resize(100, 20).Click(row); hit {
			t.Errorf("a task on row %d", row)
		}
	}
}
