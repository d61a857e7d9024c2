package note

import (
	"testing"
	"time"
)

func TestParse_DateFromFrontMatter(t *testing.T) {
	for _, c := range []struct {
		header, want string
		problems     int
	}{
		{"date: {created: 2024-01-02, updated: 2024-03-04}", "2024-01-02", 0},
		{"date:\n  updated: 2024-03-04\n  created: 2024-01-02 10:30:00", "2024-01-02", 0},
		{"date: {updated: 2024-03-04}", "", 1},
		{"date: {created: soon}", "", 1},
		{"date: {created: }\ncreated: 2024-05-06", "2024-05-06", 0},
		{"date: \"[[2024-01-02]]\"", "2024-01-02", 0},
		{"date: \"[[Days/2024-01-02|yesterday]]\"", "2024-01-02", 0},
		{"date: \"[[Some note]]\"", "", 1},
	} {
		p := Parse("a.md", []byte("---\n"+c.header+"\n---\n"))
		got := ""
		if !p.Note.Date.IsZero() {
			got = p.Note.Date.Format(time.DateOnly)
		}
		if got != c.want || len(p.Details.Problems) != c.problems {
			t.Errorf("%q: %q, %v", c.header, got, p.Details.Problems)
		}
	}
}
