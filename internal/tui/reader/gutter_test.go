package reader

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"quire/internal/render"
	"quire/internal/text"
)

// During a search the right edge shows where on the page the matches and the screen are.
func TestGutter_ShowsMatchesAndScreen(t *testing.T) {
	var blocks []string
	for i := range 100 {
		text := "words"
		if i == 10 || i == 11 || i == 75 {
			text = "needle"
		}
		blocks = append(blocks, text)
	}
	m := newReader(newFakePage(blocks...), 40, 20)
	edge := func(m Model) string {
		var b strings.Builder
		for _, l := range m.Lines() {
			if w := text.Wcwidth.Width(l); w > 40 {
				t.Fatalf("a row is %d cells wide", w)
			}
			last := " "
			if l = ansi.Strip(l); text.Wcwidth.Width(l) == 40 {
				last = text.Wcwidth.CutLeft(l, 1, "")
			}
			b.WriteString(last)
		}
		return strings.TrimRight(b.String(), " ")
	}
	if got := edge(m); got != "" {
		t.Errorf("edge without a search: %q", got)
	}
	m, cmd := m.Search("needle")
	for cmd != nil {
		m, cmd = m.Update(cmd())
	}
	above := []int{0}
	for i := range 100 {
		above = append(above, above[i]+len(m.page.Block(i)))
	}
	m = m.SetLineCounts(above).setTop(render.Pos{})
	if got := edge(m); strings.Count(got, "•")+strings.Count(got, "◆") != 2 || !strings.Contains(got, "◆") || len([]rune(got)) != 16 {
		t.Errorf("edge: %q", got)
	}
	if got := edge(m.stepMatch(-1)); !strings.HasSuffix(got, "◆") {
		t.Errorf("edge at the last match: %q", got)
	}
	if got := edge(newReader(newFakePage("needle"), 40, 20)); got != "" {
		t.Errorf("edge of a page that fits the screen: %q", got)
	}
}
