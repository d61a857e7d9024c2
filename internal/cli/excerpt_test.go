package cli

import (
	"strings"
	"testing"
	"time"

	"quire/internal/testclock"
	"quire/internal/text"
	"quire/internal/theme"
)

// An excerpt begins and ends between two clusters and fits the line.
func TestFormatExcerpt_CutsNoCluster(t *testing.T) {
	l := &matchPrinter{recordWriter: &recordWriter{streams: &streams{env: func(string) string { return "" }}, theme: theme.Plain()}}
	for _, cluster := range append(clusters, "e\u0301", "👍🏽") {
		for n := range 8 {
			line := strings.Repeat(cluster, 60) + strings.Repeat("a", n) + "needle" + strings.Repeat(cluster, 60)
			at := strings.Index(line, "needle")
			got := l.formatExcerpt(matchJSON{Text: line, Spans: [][2]int{{at, at + len("needle")}}})
			if w := text.Wcwidth.Width(got); w > 80-9 {
				t.Errorf("%+q: %d cells: %s", cluster, w, got)
			}
			rest := strings.NewReplacer(cluster, "", "needle", "", "a", "", "…", "", " ", "").Replace(got)
			if rest != "" || !strings.Contains(got, "needle") {
				t.Errorf("%+q: the excerpt holds parts of a cluster, %+q: %s", cluster, rest, got)
			}
		}
	}
}

// A line may have a megabyte before its match and after it, also of characters that take no cell.
func TestFormatExcerpt_CostsWhatTheWindowHolds(t *testing.T) {
	l := &matchPrinter{recordWriter: &recordWriter{streams: &streams{env: func(string) string { return "" }}, theme: theme.Plain()}}
	for _, unit := range []string{"a", "\u0301", "語", "word ", "\ufffd"} {
		long := strings.Repeat(unit, 1_000_000/len(unit))
		line := long + " needle " + long
		at := len(long) + 1
		var got string
		took := testclock.Measure(func() { got = l.formatExcerpt(matchJSON{Text: line, Spans: [][2]int{{at, at + len("needle")}}}) })
		if took > 5*time.Second { // measuring from each character anew took minutes
			t.Errorf("%q: %v", unit, took)
		}
		if !strings.Contains(got, "needle") || text.Wcwidth.Width(got) > 80 || len(got) > 10_000 || !strings.HasSuffix(got, "…") {
			t.Errorf("%q: %d cells, %d bytes: %.200s", unit, text.Wcwidth.Width(got), len(got), got)
		}
	}
}
