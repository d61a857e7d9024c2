package query

import (
	"testing"
	"time"
)

func TestOnDay_CountsFromToday(t *testing.T) {
	for _, c := range []struct{ today, in, want string }{
		{"2024-03-31", "date:today", "date:2024-03-31"},
		{"2024-03-01", "date:yesterday", "date:2024-02-29"},
		{"2024-03-31", "date:7d", "date:2024-03-24..2024-03-31"},
		{"2024-03-31", "date:week", "date:2024-03-24..2024-03-31"},
		{"2024-03-31", "date:2w", "date:2024-03-17..2024-03-31"},
		{"2024-03-31", "date:month", "date:2024-02-29..2024-03-31"},
		{"2023-03-31", "modified:1m", "modified:2023-02-28..2023-03-31"},
		{"2024-02-29", "date:1y", "date:2023-02-28..2024-02-29"},
		{"2024-02-29", "date:year", "date:2023-02-28..2024-02-29"},
		{"2024-01-15", "date:13m..1w", "date:2022-12-15..2024-01-08"},
		{"2024-01-15", "after:week -before:3d", "after:2024-01-08 -before:2024-01-12"},
		{"2024-01-15", "(a OR date:2021..today)", "a OR date:2021..2024-01-15"},
		{"2024-01-15", "date:9999y", "date:0001-01-01..2024-01-15"},
		{"2024-01-15", "date:2021 after:2020-05", "date:2021 after:2020-05"},
		{"2024-01-15", "", ""},
	} {
		today, err := time.Parse(time.DateOnly, c.today)
		if err != nil {
			t.Fatal(err)
		}
		q, err := Parse(c.in)
		if err != nil {
			t.Fatal(err)
		}
		if got := q.OnDay(today).String(); got != c.want {
			t.Errorf("%s on %s: %s, want %s", c.in, c.today, got, c.want)
		}
		if q.String() != c.in && c.in[0] != '(' {
			t.Errorf("OnDay changed %q to %q", c.in, q)
		}
	}
}

// A day is the user's, whatever the time of day and the zone.
func TestOnDay_UsesCalendarDayOfZone(t *testing.T) {
	q, _ := Parse("date:today")
	late := time.Date(2024, 1, 15, 23, 59, 0, 0, time.FixedZone("east", 14*3600))
	if got := q.OnDay(late).String(); got != "date:2024-01-15" {
		t.Error(got)
	}
}
