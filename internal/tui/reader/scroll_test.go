package reader

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestScroll_VisitsEveryLineOnce(t *testing.T) {
	p := longPage(12)
	m := newReader(p, 40, 7)
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
		t.Fatalf("%d lines, want %d", got, all)
	}
	// At the end the last line of the page stays at the bottom of the screen.
	if !strings.HasSuffix(plainView(m), "block 11\nsecond line\nthird line") || m.Percent() != 100 {
		t.Errorf("at the end:\n%s\n%d%%", plainView(m), m.Percent())
	}
	for range all {
		m = m.Scroll(-1)
	}
	if !strings.HasPrefix(plainView(m), "block 0\n") {
		t.Errorf("at the top:\n%s", plainView(m))
	}
	for i := 0; i < all-7; i++ {
		if seen[i] != strings.SplitN(ansi.Strip(m.View()), "\n", 2)[0] {
			t.Fatalf("line %d differs on the way back down", i)
		}
		m = m.Scroll(1)
	}
}

func TestPercent_UsesLineCounts(t *testing.T) {
	m := newReader(newFakePage("one", "two\n"+strings.Repeat("line\n", 95)+"end", "last"), 40, 10)
	m = m.SetLineCounts([]int{0, 1, 99, 101})
	if got := m.Percent(); got != 9 {
		t.Errorf("10 of 101 lines give %d%%", got)
	}
	if m.FitsScreen() || !newReader(newFakePage("one"), 40, 10).FitsScreen() || m.setTop(m.lastPos()).FitsScreen() {
		t.Error("Whole is true for a page that does not fit the screen, or false for one that does")
	}
	if got := m.setTop(m.lastPos()).Percent(); got != 100 {
		t.Errorf("the end gives %d%%", got)
	}
	if got := m.Scroll(50).Percent(); got != 59 {
		t.Errorf("60 of 101 lines give %d%%", got)
	}
}

func TestShiftColumns_ScrollsLongLinesSideways(t *testing.T) {
	m := newReader(newFakePage("0123456789abcdefghij", "short"), 10, 5)
	if got := plainView(m); !strings.HasPrefix(got, "012345678…") {
		t.Errorf("%q", got)
	}
	for range 5 {
		m = m.shiftColumns(8)
	}
	if got := plainView(m); !strings.HasPrefix(got, "abcdefghij\n\nshort") {
		t.Errorf("%q", got)
	}
	if got := plainView(m.shiftColumns(-80)); !strings.HasPrefix(got, "012345678…") {
		t.Errorf("%q", got)
	}
}
