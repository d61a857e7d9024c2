package reader

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"quire/internal/render"
	"quire/internal/text"
	"quire/internal/theme"
)

func TestFindPassage_FindsTheDensest(t *testing.T) {
	far := strings.Repeat("filler without any of it\n", 30)
	p := newFakePage("one here", far+"end", "one and\ntwo and one", far+"end", "two")
	for _, c := range []struct {
		words []string
		want  string
	}{
		{[]string{"one"}, "{2 1} true"},
		{[]string{"two", "one"}, "{2 1} true"},
		{[]string{"here"}, "{0 0} true"},
		{[]string{"and two"}, "{2 1} true"}, // across a line end
		{[]string{"zebra"}, "{0 0} false"},
		{nil, "{0 0} false"},
	} {
		at, ok := FindPassage(p, c.words)
		if got := fmt.Sprint(at, ok); got != c.want {
			t.Errorf("%q: %s, want %s", c.words, got, c.want)
		}
	}
	if m := newReader(p, 40, 9).ScrollToPassage(render.Pos{Block: 2, Line: 1}); !strings.Contains(plainView(m), "two and one") {
		t.Errorf("the passage is off the screen:\n%s", plainView(m))
	}
	if m := newReader(p, 40, 9).ScrollToPassage(render.Pos{Block: 1, Line: 3}); !strings.HasPrefix(plainView(m), "one here") {
		t.Errorf("scrolled although the first screen shows the passage:\n%s", plainView(m))
	}
}

func TestQueryWords_NextMatchSearchesForThem(t *testing.T) {
	p := newFakePage("an event\nis driven", "other", "Event", "driven by events")
	m := newReader(p, 40, 12).SetQueryWords([]string{"event", "driven"})
	if m.SearchPattern() != "" {
		t.Error("words of a query started a search")
	}
	if got := m.Lines()[0]; !strings.Contains(got, theme.Dark().Match.Render("event")) {
		t.Errorf("not highlighted: %q", got)
	}
	for want := range 6 {
		m = finishSearch(m.Update(tea.KeyPressMsg{Code: 'n', Text: "n"}))
		if at, all, done := m.MatchStatus(); at != want%5+1 || all != 5 || !done {
			t.Fatalf("after %d keys: match %d of %d", want+1, at, all)
		}
	}
	if m.SearchPattern() != "event driven" {
		t.Errorf("searching for %q", m.SearchPattern())
	}
	m, _ = m.Search("") // the words stay highlighted
	if got := m.Lines()[0]; text.Wcwidth.Width(got) == len(got) {
		t.Errorf("not highlighted: %q", got)
	}
	m = finishSearch(m.Update(tea.KeyPressMsg{Code: 'N', Text: "N"}))
	if at, _, _ := m.MatchStatus(); at != 5 {
		t.Errorf("the match before the top is %d, want 5", at)
	}
	if m = m.ShowPage(p, nil); strings.Contains(m.View(), "\x1b[") {
		t.Error("another page still has highlights")
	}
}
