package reader

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"quire/internal/markdown"
	"quire/internal/render"
	"quire/internal/theme"
	"quire/internal/tui/cells"
)

// fake is a page of blocks of plain lines; [n] in a line is link n.
type fake struct {
	blocks [][]render.Line
	links  int
	laid   map[int]bool
}

func page(blocks ...string) *fake {
	f := &fake{laid: map[int]bool{}}
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

func (f *fake) Blocks() int            { return len(f.blocks) }
func (f *fake) Links() []markdown.Link { return make([]markdown.Link, f.links) }
func (f *fake) Stops() []int {
	stops := make([]int, f.links)
	for i := range stops {
		stops[i] = i
	}
	return stops
}
func (f *fake) Block(i int) []render.Line {
	f.laid[i] = true
	return f.blocks[i]
}

func (f *fake) LinkPos(link int) (render.Pos, bool) {
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

func read(p Page, w, h int) Model {
	return New(theme.Dark()).Resize(w, h, w).Show(p, nil)
}

func shown(m Model) string {
	return strings.TrimRight(ansi.Strip(m.View()), "\n ")
}

// long is a page of n blocks of three lines, with a link in every fifth.
func long(n int) *fake {
	var blocks []string
	for i := range n {
		text := fmt.Sprintf("block %d\nsecond line\nthird line", i)
		if i%5 == 4 {
			text = fmt.Sprintf("block %d\nwith [link %d] in it\nthird line", i, i)
		}
		blocks = append(blocks, text)
	}
	return page(blocks...)
}

func TestScrollingGoesThroughEveryLineOnce(t *testing.T) {
	p := long(12)
	m := read(p, 40, 7)
	all := 0
	for _, b := range p.blocks {
		all += len(b)
	}
	var seen []string
	for range all + 5 {
		seen = append(seen, strings.SplitN(ansi.Strip(m.View()), "\n", 2)[0])
		m = m.Scroll(1)
	}
	if got := len(seen) - 5; got != all {
		t.Fatal(got)
	}
	// The last line on the screen is the last of the page, and it stays.
	if !strings.HasSuffix(shown(m), "block 11\nsecond line\nthird line") || m.Percent() != 100 {
		t.Errorf("at the end:\n%s\n%d %%", shown(m), m.Percent())
	}
	for range all {
		m = m.Scroll(-1)
	}
	if !strings.HasPrefix(shown(m), "block 0\n") {
		t.Errorf("at the top:\n%s", shown(m))
	}
	for i := 0; i < all-7; i++ {
		if seen[i] != strings.SplitN(ansi.Strip(m.View()), "\n", 2)[0] {
			t.Fatalf("line %d differs on the second way", i)
		}
		m = m.Scroll(1)
	}
}

func TestOnlyWhatIsShownIsLaidOut(t *testing.T) {
	p := long(1000)
	m := read(p, 40, 20)
	m = m.Scroll(10)
	m.View()
	if len(p.laid) > 12 {
		t.Errorf("%d blocks were laid out for one screen", len(p.laid))
	}
}

// Any two ways to a place show the same, and a place comes back to itself.
func TestPlacesComeBack(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	m := read(long(60), 40, 9)
	for range 2000 {
		switch r.IntN(5) {
		case 0:
			m = m.Scroll(r.IntN(40) - 20)
		case 1:
			m, _ = m.Tab(1 - 2*r.IntN(2))
		case 2:
			m = m.goTo(m.end())
		case 3:
			m = m.Resize(40, 1+r.IntN(20), 40)
		case 4:
			m = m.GoTo(render.Pos{Block: r.IntN(60), Line: r.IntN(4)})
		}
		at, view := m.Place(), m.View()
		other := m.Scroll(13).At(at)
		if other.Place() != at || other.View() != view {
			t.Fatalf("%+v comes back as %+v", at, other.Place())
		}
		if strings.Count(view, "\n") != m.height-1 {
			t.Fatalf("%d lines, want %d", strings.Count(view, "\n")+1, m.height)
		}
	}
}

func TestTabGoesThroughTheLinksAndRound(t *testing.T) {
	m := read(long(40), 40, 10)
	tab := func(by, want int, wantRound bool) {
		t.Helper()
		var round bool
		if m, round = m.Tab(by); m.Link() != want || round != wantRound {
			t.Fatalf("link %d has the focus, round %v; want %d, %v", m.Link(), round, want, wantRound)
		}
		if !strings.Contains(shown(m), fmt.Sprintf("link %d ", want*5+4)) {
			t.Fatalf("link %d is out of sight:\n%s", want, shown(m))
		}
	}
	for want := range 8 {
		tab(1, want, false)
	}
	tab(1, 0, true)
	tab(-1, 7, true)
	tab(-1, 6, false)
	// Scrolled away, tab begins with what is on the screen, else with what is next on the way.
	m = m.goTo(render.Pos{}).dropHidden()
	if m.Link() != render.NoLink {
		t.Error("a link out of sight has the focus")
	}
	tab(-1, 7, true)
	m = m.goTo(render.Pos{}).dropHidden()
	tab(1, 0, false)
	m = m.goTo(m.end()).Focus(render.NoLink)
	m.height = 2 // no link in sight
	m = m.goTo(m.end())
	tab(-1, 7, false)
	m = m.goTo(m.end()).dropHidden()
	tab(1, 0, true)

	bare := read(page("no link"), 40, 10)
	if next, round := bare.Tab(1); next.Link() != render.NoLink || round {
		t.Error("a page without links has a focus")
	}
}

func TestPercentIsOfTheLinesOnceTheyAreCounted(t *testing.T) {
	m := read(page("one", "two\n"+strings.Repeat("line\n", 95)+"end", "last"), 40, 10)
	m = m.Counted([]int{0, 1, 99, 101})
	if got := m.Percent(); got != 9 {
		t.Errorf("10 of 101 lines are %d %%", got)
	}
	if m.Whole() || !read(page("one"), 40, 10).Whole() || m.goTo(m.end()).Whole() {
		t.Error("only a page that is all on the screen is whole")
	}
	if got := m.goTo(m.end()).Percent(); got != 100 {
		t.Errorf("the end is %d %%", got)
	}
	if got := m.Scroll(50).Percent(); got != 59 {
		t.Errorf("60 of 101 lines are %d %%", got)
	}
}

func TestVisitedLinksLookSo(t *testing.T) {
	m := read(page("a [seen] b [new]"), 40, 5).Visited(map[int]bool{0: true})
	look := theme.Dark()
	if view := m.View(); !strings.Contains(view, look.LinkVisited.Render("seen")) || strings.Contains(view, look.LinkVisited.Render("new")) {
		t.Errorf("%q", view)
	}
	if view := m.Focus(0).View(); strings.Contains(view, look.LinkVisited.SGR()+"seen") {
		t.Error("the focus is not seen on a visited link")
	}
}

func TestLinkUnderTheMouse(t *testing.T) {
	m := New(theme.Dark()).Resize(40, 5, 20).Show(page("ab [日本] cd [x]"), nil)
	for x, want := range map[int]int{9: -1, 10: -1, 13: 0, 16: 0, 17: -1, 21: 1, 22: -1} {
		if got := m.LinkAt(x, 0); got != want {
			t.Errorf("at %d is link %d, want %d", x, got, want)
		}
	}
	if m.LinkAt(13, 1) != render.NoLink || m.LinkAt(13, -1) != render.NoLink {
		t.Error("other rows have no link")
	}
}

func TestSearchFindsAcrossLineEnds(t *testing.T) {
	p := page("an event\ndriven life", "Event Driven", "event-driven", "event  \n   driven")
	for pattern, want := range map[string]int{"event driven": 3, "Event Driven": 1, "EVENT": 0, "event": 4, "life": 1, "zebra": 0, "  ": 0} {
		m, cmd := read(p, 40, 10).Search(pattern)
		for cmd != nil {
			m, cmd = m.Update(cmd())
		}
		if _, all, done := m.Matches(); all != want || !done {
			t.Errorf("%q: %d matches, done %v, want %d", pattern, all, done, want)
		}
	}
}

// slow is a page whose blocks take their time, as those of a long note do.
type slow struct{ Page }

func (s slow) Block(i int) []render.Line {
	time.Sleep(time.Millisecond)
	return s.Page.Block(i)
}

func TestALongSearchGoesOnBesideTheKeys(t *testing.T) {
	m, cmd := read(slow{long(200)}, 40, 10).Search("block 9")
	if _, _, done := m.Matches(); done || cmd == nil {
		t.Fatal("all is searched before the key is answered")
	}
	turns := 0
	for cmd != nil {
		turns++
		m = m.Scroll(1) // keys are answered between the turns
		m, cmd = m.Update(cmd())
	}
	if _, all, done := m.Matches(); all != 11 || !done || turns < 2 {
		t.Errorf("%d matches in %d turns", all, turns)
	}
	// A late turn of an ended search changes nothing.
	m, _ = m.Search("")
	if m, cmd = m.Update(scanned{seq: 1}); cmd != nil || m.Searching() != "" {
		t.Error("a search that was ended goes on")
	}
}

func TestMatchesGoRound(t *testing.T) {
	m, _ := read(long(20), 40, 6).Search("third")
	order := []int{}
	for range 3 {
		at, _, _ := m.Matches()
		order = append(order, at)
		m = m.Match(-1)
	}
	if fmt.Sprint(order) != "[1 20 19]" {
		t.Errorf("%v", order)
	}
}

func TestHintsNameEveryLinkOnce(t *testing.T) {
	var b strings.Builder
	for i := range 40 {
		fmt.Fprintf(&b, "[l%d] ", i)
	}
	for _, text := range []string{"one [a] two [b] three", b.String()} {
		m, any := read(page(text), 400, 3).Hint()
		if !any {
			t.Fatal("no hints")
		}
		for _, l := range m.labels {
			found := m
			link := render.NoLink
			for _, c := range l.text {
				found, link = found.Hinted(string(c))
			}
			if link != l.link {
				t.Errorf("%s leads to %d, want %d", l.text, link, l.link)
			}
		}
		if _, link := m.Hinted("!"); link != render.NoLink {
			t.Error("! is no label")
		}
	}
}

func TestEveryLineFits(t *testing.T) {
	wide := page(strings.Repeat("日本語 code ", 30)+"[link]", "short [l]")
	for w := 1; w < 60; w++ {
		m := New(theme.Dark()).Resize(w, 6, min(w, 30)).Show(wide, nil).Shift(9)
		m, _ = m.Focus(0).Hint()
		m, _ = m.Search("code")
		for _, l := range m.Lines() {
			if got := cells.Width(l); got > w {
				t.Fatalf("width %d: a line of %d: %q", w, got, l)
			}
		}
	}
}

func TestLongLinesAreShiftedIntoSight(t *testing.T) {
	m := read(page("0123456789abcdefghij", "short"), 10, 5)
	if got := shown(m); !strings.HasPrefix(got, "012345678…") {
		t.Errorf("%q", got)
	}
	for range 5 {
		m = m.Shift(8)
	}
	if got := shown(m); !strings.HasPrefix(got, "abcdefghij\n\nshort") {
		t.Errorf("%q", got)
	}
	if got := shown(m.Shift(-80)); !strings.HasPrefix(got, "012345678…") {
		t.Errorf("%q", got)
	}
}

func TestNothingToShow(t *testing.T) {
	for _, m := range []Model{New(theme.Dark()), New(theme.Dark()).Resize(10, 3, 10), read(page(), 10, 3), read(page("x"), 0, 0)} {
		m, _ = m.Scroll(3).Tab(1)
		m, _ = m.Tab(-1)
		m = m.GoTo(render.Pos{Block: 9, Line: 9}).At(Place{Block: 7, Offset: 3, Link: 2}).Match(1).Shift(3)
		m, _ = m.Search("x")
		m, _ = m.Hint()
		m.View()
		m.Percent()
		m.Source()
	}
}
