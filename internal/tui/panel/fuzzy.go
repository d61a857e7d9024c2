package panel

import (
	"strings"
	"unicode/utf8"

	"github.com/sahilm/fuzzy"

	"quire/internal/tui/cells"
)

type labels []Item

func (l labels) String(i int) string { return l[i].Label }
func (l labels) Len() int            { return len(l) }

// Fuzzy leaves the items whose label holds the letters of the text in their order, the closest first.
func Fuzzy(items []Item, text string) []Match {
	text = strings.Join(strings.Fields(text), "")
	if text == "" {
		return narrowByWords(items, "")
	}
	var out []Match
	for _, found := range fuzzy.FindFrom(text, labels(items)) {
		m := Match{Item: found.Index}
		for _, at := range found.MatchedIndexes {
			_, size := utf8.DecodeRuneInString(found.Str[at:])
			if n := len(m.Spans); n > 0 && m.Spans[n-1].To == at {
				m.Spans[n-1].To = at + size
				continue
			}
			m.Spans = append(m.Spans, cells.Span{From: at, To: at + size})
		}
		out = append(out, m)
	}
	return out
}
