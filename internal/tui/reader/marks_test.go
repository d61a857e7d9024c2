package reader

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"quire/internal/render"
	"quire/internal/theme"
	"quire/internal/tui/cells"
)

func TestPassageIsTheDensest(t *testing.T) {
	far := strings.Repeat("filler without any of it\n", 30)
	p := page("one here", far+"end", "one and\ntwo and one", far+"end", "two")
	for _, c := range []struct {
		words []string
		want  string
	}{
		{[]string{"one"}, "{2 1} true"},
		{[]string{"two", "one"}, "{2 1} true"},
		{[]string{"here"}, "{0 0} true"},
		{[]string{"and two"}, "{2 1} true"}, // over the end of a line
		{[]string{"zebra"}, "{0 0} false"},
		{nil, "{0 0} false"},
	} {
		at, ok := Passage(p, c.words)
		if got := fmt.Sprint(at, ok); got != c.want {
			t.Errorf("%q: %s, want %s", c.words, got, c.want)
		}
	}
	if m := read(p, 40, 9).Enter(render.Pos{Block: 2, Line: 1}); !strings.Contains(shown(m), "two and one") {
		t.Errorf("the passage is not in sight:\n%s", shown(m))
	}
	if m := read(p, 40, 9).Enter(render.Pos{Block: 1, Line: 3}); !strings.HasPrefix(shown(m), "one here") {
		t.Errorf("a passage on the first screen moves it:\n%s", shown(m))
	}
}

func TestMarksAreWalkedThrough(t *testing.T) {
	p := page("an event\nis driven", "other", "Event", "driven by events")
	m := read(p, 40, 12).Mark([]string{"event", "driven"})
	if m.Searching() != "" {
		t.Error("marks alone are no search")
	}
	if got := m.Lines()[0]; !strings.Contains(got, theme.Dark().Match.Render("event")) {
		t.Errorf("not marked: %q", got)
	}
	for want := range 6 {
		var cmd tea.Cmd
		m, cmd = m.Update(tea.KeyPressMsg{Code: 'n', Text: "n"})
		for cmd != nil {
			m, cmd = m.Update(cmd())
		}
		if at, all, done := m.Matches(); at != want%5+1 || all != 5 || !done {
			t.Fatalf("after %d keys: match %d of %d", want+1, at, all)
		}
	}
	if m.Searching() != "event driven" {
		t.Errorf("searching for %q", m.Searching())
	}
	m, _ = m.Search("") // the marks stay when the search ends
	if got := m.Lines()[0]; cells.Width(got) == len(got) {
		t.Errorf("not marked: %q", got)
	}
	m, _ = m.Update(tea.KeyPressMsg{Code: 'N', Text: "N"})
	if at, _, _ := m.Matches(); at != 5 {
		t.Errorf("back from the top is match %d", at)
	}
	if m = m.Show(p, nil); strings.Contains(m.View(), "\x1b[") {
		t.Error("another page has the marks")
	}
}
