package reader

import (
	"strings"
	"testing"

	"quire/internal/render"
	"quire/internal/theme"
)

// A word that a line breaks at a soft hyphen is found as any other, without the hyphen.
func TestSearch_FindsHyphenatedWords(t *testing.T) {
	page := onePage(strings.Repeat("die Donau\u00addampf\u00adschiff\u00adfahrts\u00adgesell\u00adschaft und one/\u200btwo ", 20))
	broken := 0
	for _, asWords := range []bool{true, false} {
		m := New(theme.Dark()).Resize(60, 40, 60).ShowPage(page, nil)
		const word = "Donaudampfschifffahrtsgesellschaft"
		if asWords {
			m = m.SetQueryWords([]string{strings.ToLower(word)})
		} else {
			found, cmd := m.Search(word)
			for cmd != nil {
				found, cmd = found.Update(cmd())
			}
			if _, all, _ := found.MatchStatus(); all != 20 {
				t.Errorf("%d matches, want 20", all)
			}
			m = found
		}
		var marked strings.Builder
		highlights := m.newHighlighter()
		for i, l := range page.Block(0) {
			for _, s := range highlights.lineSpans(render.Pos{Line: i}) {
				marked.WriteString(l.Text()[s.from:s.to])
			}
			if strings.HasSuffix(l.Text(), "-") {
				broken++
			}
		}
		if got := marked.String(); got != strings.Repeat(word, 20) {
			t.Errorf("as words %v: marked %q", asWords, got)
		}
	}
	if broken == 0 {
		t.Error("no word is broken")
	}
}
