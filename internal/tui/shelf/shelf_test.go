package shelf

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/text"
	"quire/internal/theme"
)

type rows []Row

func (r rows) Len() int      { return len(r) }
func (r rows) Row(i int) Row { return r[i] }

var testRows = rows{
	{Title: "re:Invent 2021", Date: "2021-12-07", Tags: []string{"aws"}},
	{Title: "日本語のとても長い題名がここにあります", Date: "2021-12-06", Tags: []string{"aws", "dev", "serverless"}},
	{Title: "Guide", Tags: []string{"front end", "c++", "guide to building with serverless aws"}},
	{Title: "No tags at all, but a title that goes on and on and on and on and on and on", Date: "2020-01-01", Draft: true, HasProblem: true},
	{Title: "👩‍👩‍👧 family", Date: "2019-05-05", Tags: []string{"ops"}},
}

func renderTestRows(r rows, window, width int, marks ...string) []string {
	m := New(theme.Dark()).Resize(width, len(r)).SetRows(r, marks, 0)
	out := m.Lines(window)
	for i := range out {
		out[i] = ansi.Strip(out[i])
	}
	return out
}

func TestLines_ColumnsAlign(t *testing.T) {
	for w := 60; w < 130; w++ {
		for i, l := range renderTestRows(testRows, w, w) {
			if text.Wcwidth.Width(l) != w {
				t.Fatalf("width %d: row %d takes %d cells: %q", w, i, text.Wcwidth.Width(l), l)
			}
			if title := strings.Fields(testRows[i].Title)[0]; !strings.HasPrefix(ansi.Truncate(l, 15, ""), " ") || !strings.HasPrefix(text.Wcwidth.CutLeft(l, w-15, ""), title[:1]) {
				t.Fatalf("width %d: row %d has its title elsewhere: %q", w, i, l)
			}
		}
	}
}

func TestLines_NarrowWindowDropsColumns(t *testing.T) {
	for _, c := range []struct {
		window int
		want   string
	}{
		{70, " ▌ 2021-12-07  re:Invent 2021                                      aws"},
		{59, " ▌ 2021-12-07  re:Invent 2021                              "},
		{39, " ▌ re:Invent 2021                      "},
		{10, " ▌ re:Inv…"},
	} {
		if got := renderTestRows(testRows, c.window, c.window)[0]; got != c.want {
			t.Errorf("at %d: %q, want %q", c.window, got, c.want)
		}
	}
}

func TestLines_NoDateColumn(t *testing.T) {
	m := New(theme.Dark()).Resize(50, 1).ShowDates(false).SetRows(testRows[2:3], nil, 0)
	if got := ansi.Strip(m.Lines(80)[0]); !strings.HasPrefix(got, " ▌ Guide ") {
		t.Errorf("%q", got)
	}
}

func TestLines_TagsYieldToTitle(t *testing.T) {
	got := renderTestRows(testRows, 70, 70)
	for i, want := range map[int]string{
		1: "日本語のとても長い題名がここに",
		2: "front end · c++ …",
		3: "…  draft  !",
	} {
		if !strings.Contains(got[i], want) {
			t.Errorf("row %d: %q has no %q", i, got[i], want)
		}
	}
	if strings.HasSuffix(got[1], "serverless") || !strings.HasSuffix(got[1], "…") {
		t.Errorf("row 1 shows tags that have no room, or hides them silently: %q", got[1])
	}
}

func TestLines_HighlightsQueryWords(t *testing.T) {
	m := New(theme.Dark()).Resize(70, 1).SetRows(testRows[:1], []string{"INV"}, 0)
	mark := theme.Dark().Selected.Over(theme.Dark().Match).Render("Inv")
	if got := m.Lines(70)[0]; !strings.Contains(got, mark) {
		t.Errorf("%q has no %q", got, mark)
	}
}

func TestSelect_StaysVisible(t *testing.T) {
	many := make(rows, 100)
	m := New(theme.Dark()).Resize(40, 7).SetRows(many, nil, 0)
	for _, k := range []string{"j", "j", "G", "k", "u", "b", "g", "space", "d", "pgdown", "end", "home"} {
		m, _ = m.Update(keyPress(k))
		if i := m.Selected(); i < m.top || i >= m.top+7 || i < 0 || i > 99 {
			t.Fatalf("after %s: row %d of those from %d", k, i, m.top)
		}
	}
	m = m.Select(50).Scroll(30)
	if i := m.Selected(); i < m.top || i >= m.top+7 {
		t.Errorf("after the wheel: row %d of those from %d", i, m.top)
	}
	if m = m.SetRows(many[:3], nil, 99); m.Selected() != 2 || m.RowAt(2) != 2 || m.RowAt(3) != -1 || m.RowAt(-1) != -1 {
		t.Errorf("fewer rows: %d", m.Selected())
	}
	if m = m.SetRows(nil, nil, 4); m.Selected() != -1 {
		t.Errorf("no rows: %d", m.Selected())
	}
}

func keyPress(name string) tea.KeyPressMsg {
	named := map[string]rune{"space": tea.KeySpace, "pgdown": tea.KeyPgDown, "end": tea.KeyEnd, "home": tea.KeyHome}
	if code, ok := named[name]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	return tea.KeyPressMsg{Code: rune(name[0]), Text: name}
}
