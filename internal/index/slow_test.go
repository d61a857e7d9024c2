package index

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"quire/internal/query"
	"quire/internal/search"
	"quire/internal/search/searchtest"
)

// checkTyping compares the index with the scan for each prefix of the query as it is typed.
func checkTyping(t *testing.T, scan *searchtest.Library, x *Index, text string) int {
	t.Helper()
	q, err := query.Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	for end := len(text); end > 0; end-- {
		if end < len(text) && !utf8.RuneStart(text[end]) {
			continue
		}
		typed := q.WithLastAsPrefix()
		if end < len(text) {
			partly, _ := query.Parse(text[:end])
			typed = partly.WithLastAsPrefix()
		}
		if got, want := paths(x.hits(typed, search.Request{})), scan.Paths(typed); !slices.Equal(got, want) {
			t.Errorf("%s while typing: %d notes, the scan finds %d\n%s", typed, len(got), len(want), firstDifference(got, want))
			break
		}
	}
	got, want := paths(x.hits(q, search.Request{})), scan.Paths(q)
	if !slices.Equal(got, want) {
		t.Errorf("%s: %d notes, the scan finds %d\n%s", text, len(got), len(want), firstDifference(got, want))
	}
	return len(got)
}

func paths(hits []search.Hit) []string {
	var out []string
	for _, h := range hits {
		out = append(out, h.Path())
	}
	slices.Sort(out)
	return out
}

func firstDifference(got, want []string) string {
	var b strings.Builder
	for _, p := range got {
		if !slices.Contains(want, p) {
			b.WriteString("  more: " + p + "\n")
		}
	}
	for _, p := range want {
		if !slices.Contains(got, p) {
			b.WriteString("  less: " + p + "\n")
		}
	}
	return b.String()
}
