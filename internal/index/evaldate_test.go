package index

import (
	"slices"
	"strings"
	"testing"
	"time"

	"quire/internal/query"
	"quire/internal/search"
)

// Both engines count relative dates from the day of the request, in notes' dates and in the times of files.
func TestSearch_RelativeDatesEqualScan(t *testing.T) {
	today := time.Date(2024, 3, 15, 9, 30, 0, 0, time.Local)
	texts := []string{"undated.md\n# Undated\n"}
	for _, date := range []string{"2024-03-16", "2024-03-15", "2024-03-14", "2024-03-08", "2024-03-07", "2024-02-15", "2024-02-14", "2023-03-15", "2023-03-14", "2021-01-01"} {
		texts = append(texts, date+".md\n---\ndate: "+date+"\n---\nnote\n")
	}
	c := corpusOf(texts...)
	for i, p := range c.scan.Notes {
		p.Note.Modified = p.Note.Date.Time
		if !p.Note.Date.IsZero() {
			y, m, d := p.Note.Date.Date()
			p.Note.Modified = time.Date(y, m, d, i*2, 59, 59, 0, time.Local)
		}
	}
	for text, want := range map[string]int{
		"today": 1, "yesterday": 1, "7d": 3, "week": 3, "1w": 3, "month": 5, "1m": 5, "year": 7, "1y": 7, "0d": 1,
		"..today": 9, "today..": 2, "..1m": 5, "month..week": 3, "2024": 7,
	} {
		for _, field := range []string{"date:", "modified:"} {
			q, err := query.Parse(field + text)
			if err != nil {
				t.Fatal(err)
			}
			r := search.Request{Query: q, Today: today}
			got, scanned := c.hits(q, r), mustSearch(t, c, r)
			if len(got) != want || !slices.Equal(orderedPaths(got), scanned) {
				t.Errorf("%s: %d notes, want %d; the scan finds %s", q, len(got), want, strings.Join(scanned, " "))
			}
		}
	}
	for text, want := range map[string]int{"after:today": 1, "after:yesterday": 2, "after:7d": 3, "before:7d": 6, "-before:week": 5, "before:today after:1y": 5} {
		q, _ := query.Parse(text)
		r := search.Request{Query: q, Today: today}
		if got, scanned := c.hits(q, r), mustSearch(t, c, r); len(got) != want || !slices.Equal(orderedPaths(got), scanned) {
			t.Errorf("%s: %d notes, want %d; the scan finds %s", text, len(got), want, strings.Join(scanned, " "))
		}
	}
}

// mustSearch returns what the scan finds, in order.
func mustSearch(t *testing.T, c corpus, r search.Request) []string {
	t.Helper()
	found, err := c.scan.Search(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return orderedPaths(found.Hits)
}
