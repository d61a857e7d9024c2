package reader

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/markdown"
	"quire/internal/render"
	"quire/internal/text"
	"quire/internal/theme"
)

// fakePage is a page of plain lines. Text in brackets is a link; links are numbered from 0. requested holds the blocks that
// were asked for.
type fakePage struct {
	blocks    [][]render.Line
	links     int
	requested map[int]bool
}

// newFakePage returns a page with one block per text. All blocks but the first start with a blank line.
func newFakePage(blocks ...string) *fakePage {
	f := &fakePage{requested: map[int]bool{}}
	for i, b := range blocks {
		var lines []render.Line
		if i > 0 {
			lines = append(lines, render.Line{})
		}
		for text := range strings.SplitSeq(b, "\n") {
			var l render.Line
			for text != "" {
				before, rest, ok := strings.Cut(text, "[")
				l.Runs = append(l.Runs, render.Run{Text: before, Link: render.NoLink})
				if !ok {
					break
				}
				label, after, _ := strings.Cut(rest, "]")
				l.Runs = append(l.Runs, render.Run{Text: label, Link: f.links})
				f.links++
				text = after
			}
			lines = append(lines, l)
		}
		f.blocks = append(f.blocks, lines)
	}
	return f
}

func (f *fakePage) BlockCount() int        { return len(f.blocks) }
func (f *fakePage) Links() []markdown.Link { return make([]markdown.Link, f.links) }
func (f *fakePage) FocusOrder() []int {
	stops := make([]int, f.links)
	for i := range stops {
		stops[i] = i
	}
	return stops
}
func (f *fakePage) Block(i int) []render.Line {
	f.requested[i] = true
	return f.blocks[i]
}

func (f *fakePage) LinkPos(link int) (render.Pos, bool) {
	for b, lines := range f.blocks {
		for i, l := range lines {
			for _, r := range l.Runs {
				if r.Link == link {
					return render.Pos{Block: b, Line: i}, true
				}
			}
		}
	}
	return render.Pos{}, false
}

// newReader returns a reader that shows p on w by h cells.
func newReader(p Page, w, h int) Model {
	return New(theme.Dark()).Resize(w, h, w).ShowPage(p, nil)
}

// plainView returns the view without styles and trailing blank space.
func plainView(m Model) string {
	return strings.TrimRight(ansi.Strip(m.View()), "\n ")
}

// longPage returns a page of n blocks of three lines, with a link in every fifth.
func longPage(n int) *fakePage {
	var blocks []string
	for i := range n {
		text := fmt.Sprintf("block %d\nsecond line\nthird line", i)
		if i%5 == 4 {
			text = fmt.Sprintf("block %d\nwith [link %d] in it\nthird line", i, i)
		}
		blocks = append(blocks, text)
	}
	return newFakePage(blocks...)
}

func TestView_RequestsOnlyVisibleBlocks(t *testing.T) {
	p := longPage(1000)
	m := newReader(p, 40, 20)
	m = m.Scroll(10)
	m.View()
	if len(p.requested) > 12 {
		t.Errorf("%d blocks requested for one screen", len(p.requested))
	}
}

// Restoring an anchor gives the same view and the same anchor, whatever happened in between.
func TestAnchor_RoundTrips(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	m := newReader(longPage(60), 40, 9)
	for range 2000 {
		switch r.IntN(5) {
		case 0:
			m = m.Scroll(r.IntN(40) - 20)
		case 1:
			m, _ = m.FocusNext(1 - 2*r.IntN(2))
		case 2:
			m = m.setTop(m.lastPos())
		case 3:
			m = m.Resize(40, 1+r.IntN(20), 40)
		case 4:
			m = m.ScrollTo(render.Pos{Block: r.IntN(60), Line: r.IntN(4)})
		}
		at, view := m.Anchor(), m.View()
		other := m.Scroll(13).RestoreAnchor(at)
		if other.Anchor() != at || other.View() != view {
			t.Fatalf("%+v is restored as %+v", at, other.Anchor())
		}
		if strings.Count(view, "\n") != m.height-1 {
			t.Fatalf("%d lines, want %d", strings.Count(view, "\n")+1, m.height)
		}
	}
}

func TestFocusNext_VisitsLinksAndWraps(t *testing.T) {
	m := newReader(longPage(40), 40, 10)
	tab := func(step, want int, wantWrapped bool) {
		t.Helper()
		var wrapped bool
		if m, wrapped = m.FocusNext(step); m.FocusedLink() != want || wrapped != wantWrapped {
			t.Fatalf("link %d has the focus, wrapped %v; want %d, %v", m.FocusedLink(), wrapped, want, wantWrapped)
		}
		if !strings.Contains(plainView(m), fmt.Sprintf("link %d ", want*5+4)) {
			t.Fatalf("link %d is off the screen:\n%s", want, plainView(m))
		}
	}
	for want := range 8 {
		tab(1, want, false)
	}
	tab(1, 0, true)
	tab(-1, 7, true)
	tab(-1, 6, false)
	// After scrolling, tab starts with the links on the screen, else with the next link in its direction.
	m = m.setTop(render.Pos{}).dropHiddenFocus()
	if m.FocusedLink() != render.NoLink {
		t.Error("a link off the screen has the focus")
	}
	tab(-1, 7, true)
	m = m.setTop(render.Pos{}).dropHiddenFocus()
	tab(1, 0, false)
	m = m.setTop(m.lastPos()).FocusLink(render.NoLink)
	m.height = 2 // no link on the screen
	m = m.setTop(m.lastPos())
	tab(-1, 7, false)
	m = m.setTop(m.lastPos()).dropHiddenFocus()
	tab(1, 0, true)

	bare := newReader(newFakePage("no link"), 40, 10)
	if next, wrapped := bare.FocusNext(1); next.FocusedLink() != render.NoLink || wrapped {
		t.Error("a page without links has a focus")
	}
}

func TestVisitedLinks_HaveTheirStyle(t *testing.T) {
	m := newReader(newFakePage("a [seen] b [new]"), 40, 5).SetVisitedLinks(map[int]bool{0: true})
	look := theme.Dark()
	if view := m.View(); !strings.Contains(view, look.LinkVisited.Render("seen")) || strings.Contains(view, look.LinkVisited.Render("new")) {
		t.Errorf("%q", view)
	}
	if view := m.FocusLink(0).View(); strings.Contains(view, look.LinkVisited.SGR()+"seen") {
		t.Error("a visited link hides the focus")
	}
}

func TestLinkAt_FindsLinkUnderCell(t *testing.T) {
	m := New(theme.Dark()).Resize(40, 5, 20).ShowPage(newFakePage("ab [日本] cd [x]"), nil)
	for x, want := range map[int]int{9: -1, 10: -1, 13: 0, 16: 0, 17: -1, 21: 1, 22: -1} {
		if got := m.LinkAt(x, 0); got != want {
			t.Errorf("column %d: link %d, want %d", x, got, want)
		}
	}
	if m.LinkAt(13, 1) != render.NoLink || m.LinkAt(13, -1) != render.NoLink {
		t.Error("a link is found on other rows")
	}
}

func TestSearch_MatchesAcrossLineEnds(t *testing.T) {
	p := newFakePage("an event\ndriven life", "Event Driven", "event-driven", "event  \n   driven")
	for pattern, want := range map[string]int{"event driven": 3, "Event Driven": 1, "EVENT": 0, "event": 4, "life": 1, "zebra": 0, "  ": 0} {
		m, cmd := newReader(p, 40, 10).Search(pattern)
		for cmd != nil {
			m, cmd = m.Update(cmd())
		}
		if _, all, done := m.MatchStatus(); all != want || !done {
			t.Errorf("%q: %d matches, done %v, want %d", pattern, all, done, want)
		}
	}
}

// slowPage takes a millisecond for each block, like a long note.
type slowPage struct{ Page }

func (s slowPage) Block(i int) []render.Line {
	time.Sleep(time.Millisecond) // the slowness that the test is about
	return s.Page.Block(i)
}

func TestSearch_LongSearchRunsBesideKeys(t *testing.T) {
	m, cmd := newReader(slowPage{longPage(200)}, 40, 10).Search("block 9")
	if _, _, done := m.MatchStatus(); done || cmd == nil {
		t.Fatal("the whole page was searched within Update")
	}
	slices := 0
	for cmd != nil {
		slices++
		m = m.Scroll(1) // keys work between the time slices
		m, cmd = m.Update(cmd())
	}
	if _, all, done := m.MatchStatus(); all != 11 || !done || slices < 2 {
		t.Errorf("%d matches in %d time slices", all, slices)
	}
	// A late message of an ended search changes nothing.
	m, _ = m.Search("")
	if m, cmd = m.Update(scanMsg{seq: 1}); cmd != nil || m.SearchPattern() != "" {
		t.Error("an ended search continues")
	}
}

// finishSearch runs all time slices of a search.
func finishSearch(m Model, cmd tea.Cmd) Model {
	for cmd != nil {
		m, cmd = m.Update(cmd())
	}
	return m
}

func TestStepMatch_WrapsAround(t *testing.T) {
	m := finishSearch(newReader(longPage(20), 40, 6).Search("third"))
	order := []int{}
	for range 3 {
		at, _, _ := m.MatchStatus()
		order = append(order, at)
		m = m.stepMatch(-1)
	}
	if fmt.Sprint(order) != "[1 20 19]" {
		t.Errorf("order %v", order)
	}
}

func TestHints_LabelEveryLinkOnce(t *testing.T) {
	var b strings.Builder
	for i := range 40 {
		fmt.Fprintf(&b, "[l%d] ", i)
	}
	for _, text := range []string{"one [a] two [b] three", b.String()} {
		m, ok := newReader(newFakePage(text), 400, 3).ShowHints()
		if !ok {
			t.Fatal("no hints")
		}
		for _, l := range m.hintLabels {
			narrowed := m
			link := render.NoLink
			for _, c := range l.text {
				narrowed, link = narrowed.NarrowHints(string(c))
			}
			if link != l.link {
				t.Errorf("hint %s leads to link %d, want %d", l.text, link, l.link)
			}
		}
		if _, link := m.NarrowHints("!"); link != render.NoLink {
			t.Error("! completes a hint")
		}
	}
}

func TestLines_FitTheWidth(t *testing.T) {
	wide := newFakePage(strings.Repeat("日本語 code ", 30)+"[link]", "short [l]")
	for w := 1; w < 60; w++ {
		m := New(theme.Dark()).Resize(w, 6, min(w, 30)).ShowPage(wide, nil).shiftColumns(9)
		m, _ = m.FocusLink(0).ShowHints()
		m, _ = m.Search("code")
		for _, l := range m.Lines() {
			if got := text.Wcwidth.Width(l); got > w {
				t.Fatalf("width %d: a line of %d: %q", w, got, l)
			}
		}
	}
}

func TestModel_EmptyPagesDoNotPanic(t *testing.T) {
	for _, m := range []Model{New(theme.Dark()), New(theme.Dark()).Resize(10, 3, 10), newReader(newFakePage(), 10, 3), newReader(newFakePage("x"), 0, 0)} {
		m, _ = m.Scroll(3).FocusNext(1)
		m, _ = m.FocusNext(-1)
		m = m.ScrollTo(render.Pos{Block: 9, Line: 9}).RestoreAnchor(Anchor{Block: 7, Offset: 3, Link: 2}).stepMatch(1).shiftColumns(3)
		m, _ = m.Search("x")
		m, _ = m.ShowHints()
		m.View()
		m.Percent()
		m.SourceLine()
	}
}

func TestCountNonSpace_EqualsDecoding(t *testing.T) {
	for r := rune(1); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		want := 3
		if unicode.IsSpace(r) {
			want = 2
		}
		if got := countNonSpace("a" + string(r) + "語"); got != want {
			t.Fatalf("%U: %d, want %d", r, got, want)
		}
	}
}
