package reader

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/render"
	"quire/internal/testclock"
	"quire/internal/theme"
)

// onePage returns a page of one paragraph.
func onePage(text string) *render.Page {
	return render.New(render.Source{Note: &note.Note{}, Doc: markdown.Parse([]byte(text))}, render.Options{Theme: theme.Dark(), Width: 60})
}

// A block that is searched in parts has the same highlights on each line as one that is searched whole.
func TestHighlighter_PartsEqualWholeBlock(t *testing.T) {
	page := onePage(strings.Repeat("some words of a rather long paragraph, and more of the same ", 1500))
	lines := page.Block(0)
	if len(lines) < 4*partLines {
		t.Fatalf("only %d lines", len(lines))
	}
	for _, pattern := range []string{"words of a", "rather", "s"} {
		m := New(theme.Dark()).Resize(60, 40, 60).ShowPage(page, nil)
		m, cmd := m.Search(pattern)
		for cmd != nil {
			m, cmd = m.Update(cmd())
		}
		m = m.stepMatch(1).stepMatch(1)
		want := map[int][]string{}
		for i, found := range m.search.findInBlock(0, lines) {
			for _, p := range found.ranges {
				want[p.Line] = append(want[p.Line], fmt.Sprint(p.From, p.To, i == m.search.current))
			}
		}
		highlights := m.newHighlighter()
		for i := range lines {
			var got []string
			for _, s := range highlights.lineSpans(render.Pos{Line: i}) {
				got = append(got, fmt.Sprint(s.from, s.to, s.style == m.theme.MatchCurrent))
			}
			if fmt.Sprint(got) != fmt.Sprint(want[i]) {
				t.Fatalf("%q in line %d: %v, want %v", pattern, i, got, want[i])
			}
		}
	}
}

// A letter may match at every fourth byte of a megabyte.
func TestLines_AreQuickAmongManyMatches(t *testing.T) {
	page := onePage(strings.Repeat("a b ", 250_000))
	page.Block(0)
	m := New(theme.Dark()).Resize(60, 40, 60).ShowPage(page, nil).SetQueryWords([]string{"a"})
	tenFrames := func() {
		for range 10 {
			m.Lines()
		}
	}
	if took := testclock.Measure(tenFrames); took > 5*time.Second {
		t.Errorf("ten frames took %v", took)
	}
	m, cmd := m.Search("a")
	for cmd != nil {
		m, cmd = m.Update(cmd())
	}
	if _, all, done := m.MatchStatus(); all != 250_000 || !done {
		t.Errorf("%d matches, done %v", all, done)
	}
	if took := testclock.Measure(tenFrames); took > 5*time.Second {
		t.Errorf("ten frames of a search took %v", took)
	}
}
