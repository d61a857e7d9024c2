package filterlist

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/match"
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

func TestLines_AsideTakesWhatTheLabelLeaves(t *testing.T) {
	for _, c := range []struct {
		Item
		want string
	}{
		{Item{Label: "Title", Aside: Aside{Text: "folder/"}}, "▌ Title  folder/            "},
		{Item{Label: "Title", Aside: Aside{Text: "a/very/long/way/to/folder/"}}, "▌ Title  …ong/way/to/folder/"},
		{Item{Label: "A title of nearly all room", Aside: Aside{Text: "folder/"}}, "▌ A title of nearly all room"},
		{Item{Label: "A title of nearly all room", Spans: []match.Span{}, Aside: Aside{Text: "alias xy", IsReason: true}}, "▌ A title of near…  alias xy"},
		{Item{Label: "Title", Aside: Aside{Text: "some/long/path/to/the.md", Spans: []match.Span{{Start: 0, End: 4}}, IsReason: true}}, "▌ Title  some/long/path/to/…"},
		{Item{Label: "Title", Aside: Aside{Text: "some/long/path/to/the.md", Spans: []match.Span{{Start: 18, End: 21}}, IsReason: true}}, "▌ Title  …e/long/path/to/the"},
		{Item{Label: "A label in which the match is late", Spans: []match.Span{{Start: 30, End: 34}}}, "▌ …n which the match is late"},
	} {
		m := New(theme.Dark()).Resize(28, 4).Open("", "", []Item{c.Item}, 0, KeepAll)
		lines, _ := m.Lines()
		if got := ansi.Strip(lines[2]); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
		for w := 1; w < 40; w++ {
			lines, _ := m.Resize(w, 4).Lines()
			for _, l := range lines {
				if text.Wcwidth.Width(l) > w {
					t.Errorf("width %d: %q", w, l)
				}
			}
		}
	}
}

// A span that a search has found within an emoji marks all of it: a style within it would tear it apart.
func TestLines_MarksWholeClusters(t *testing.T) {
	family := "👩\u200d👩\u200d👧"
	item := Item{Label: "a " + family + " b", Spans: []match.Span{{Start: 6, End: 9}, {Start: 2, End: 3}, {Start: 90, End: 95}}}
	lines, _ := New(theme.Dark()).Resize(28, 4).Open("", "", []Item{item}, 0, KeepAll).Lines()
	if !strings.Contains(lines[2], theme.Dark().Selected.Over(theme.Dark().Match).Render(family)) {
		t.Errorf("%q", lines[2])
	}
}

// A text of any length costs as much as a line.
func TestCutAround_LongText(t *testing.T) {
	long := strings.Repeat("日本語 ", 1<<18)
	m := New(theme.Dark()).Resize(30, 4)
	start := time.Now()
	for range 100 {
		for _, spans := range [][]match.Span{nil, {{Start: 0, End: 3}}, {{Start: len(long) - 4, End: len(long) - 1}}} {
			if got, _ := m.cutAround(long, spans, 20); text.Wcwidth.Width(got) > 20 {
				t.Fatalf("%q", got)
			}
		}
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("300 cuts took %v", took)
	}
}
