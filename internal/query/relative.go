package query

import (
	"strconv"
	"strings"
	"time"
)

// relativeToday is the relative period that is the day of the search.
const relativeToday = "today"

const relativeHelp = "today, yesterday, week, month, year, 7d, 3w, 2m, 1y"

// relativeNames maps names of relative periods to their counted forms.
var relativeNames = map[string]string{relativeToday: "0d", "yesterday": "1d", "week": "1w", "month": "1m", "year": "1y"}

// maxRelativeDigits bounds the count of a relative period.
const maxRelativeDigits = 4

// parsePeriod parses a relative period, or else the longest valid date at the start of s: 2021-12-x yields 2021-12. rest is
// the unparsed remainder.
func parsePeriod(s string) (d Period, rest string) {
	relative := strings.ToLower(s)
	if _, _, ok := countRelative(relative); ok {
		return Period{Relative: relative}, ""
	}
	return parseDay(s)
}

// countRelative returns how many units of days (d), weeks (w), months (m) or years (y) before the day of the search a
// relative period is.
func countRelative(s string) (n int, unit byte, ok bool) {
	if counted, ok := relativeNames[s]; ok {
		s = counted
	}
	digits := len(s) - 1
	if digits < 1 || digits > maxRelativeDigits || strings.Trim(s[:digits], "0123456789") != "" || !strings.Contains("dwmy", s[digits:]) {
		return 0, 0, false
	}
	n, err := strconv.Atoi(s[:digits])
	return n, s[digits], err == nil
}

// isSpan reports whether d, alone in date:, stands for all days from it to today: a week, not yesterday.
func (d Period) isSpan() bool {
	return d.Relative != "" && d.Relative != relativeToday && d.Relative != "yesterday"
}

// OnDay returns d if it is not relative, and else the day that it is when today is the day of the search: 7d is the day a
// week before, 1m the same day of the month before or that month's last.
func (d Period) OnDay(today time.Time) Period {
	n, unit, ok := countRelative(d.Relative)
	if !ok {
		return d
	}
	t := time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)
	switch unit {
	case 'd':
		t = t.AddDate(0, 0, -n)
	case 'w':
		t = t.AddDate(0, 0, -7*n)
	case 'm':
		t = monthsBefore(t, n)
	case 'y':
		t = monthsBefore(t, 12*n)
	}
	if t.Year() < 1 {
		return Period{Year: 1, Month: 1, Day: 1}
	}
	return Period{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
}

// monthsBefore returns the same day of the month n months before t, or the last day of that month if it is shorter.
func monthsBefore(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month()-time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1)
}

// OnDay returns q with dates in place of its relative ones, for a search on the day of today. The zero time is the present.
func (q Query) OnDay(today time.Time) Query {
	if today.IsZero() {
		today = time.Now()
	}
	return Query{replaceLeaves(q.Root, func(n Node) Node {
		switch n := n.(type) {
		case Date:
			return Date{n.From.OnDay(today), n.To.OnDay(today)}
		case Modified:
			return Modified{n.From.OnDay(today), n.To.OnDay(today)}
		case After:
			return After{n.Period.OnDay(today)}
		case KeyValue:
			n.today = today
			return n
		case Before:
			return Before{n.Period.OnDay(today)}
		}
		return n
	})}
}
