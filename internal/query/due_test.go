package query

import (
	"testing"
	"time"
)

func TestParseDue(t *testing.T) {
	today := time.Date(2026, 3, 31, 23, 30, 0, 0, time.FixedZone("", -9*3600))
	for s, want := range map[string]string{
		"2026-04-01": "2026-04-01 2026-04-02", "2026-04": "2026-04-01 2026-05-01", "2027": "2027-01-01 2028-01-01",
		"today": "2026-03-31 2026-04-01", "Tomorrow": "2026-04-01 2026-04-02", "yesterday": "2026-03-30 2026-03-31",
		"0d": "2026-03-31 2026-04-01", "7d": "2026-03-31 2026-04-08", "week": "2026-03-31 2026-04-08", "2w": "2026-03-31 2026-04-15",
		"1m": "2026-03-31 2026-05-01", "year": "2026-03-31 2027-04-01",
		"..today": "- 2026-04-01", "tomorrow..": "2026-04-01 -", "2026-04..2026-06": "2026-04-01 2026-07-01", "today..7d": "2026-03-31 2026-04-08",
		"": "no such date", "..": "no such date", "soon": "no such date", "2026-13": "no such date", "2026-02-30": "no such date", "d": "no such date", "7": "no such date",
		"7dd": "no such date", "-7d": "no such date", "99999999999d": "no such date", "today..soon": "no such date", "soon..": "no such date",
		"tomorrow..today": "the range ends before it starts",
	} {
		from, end, err := ParseDue(s, today)
		got := formatDay(from) + " " + formatDay(end)
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%q: %s, want %s", s, got, want)
		}
	}
}

func formatDay(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.Format(time.DateOnly)
}
