package query

import (
	"errors"
	"strings"
	"time"
)

// DueHelp says how ParseDue accepts a date.
const DueHelp = "a date is 2026, 2026-12, 2026-12-07, today, tomorrow, yesterday, week, month, year or 10d 3w 2m 1y (from today on so long); today..2026-12 is a range"

// ParseDue parses a span of days by which something is due: a date, a word, a length of time from today on, or a range of these.
// It lasts from the day from up to the day before end; a zero time leaves that side open. today is the reader's calendar day, in
// whatever zone; the results are in UTC.
func ParseDue(s string, today time.Time) (from, end time.Time, err error) {
	first, last, isRange := strings.Cut(strings.ToLower(strings.TrimSpace(s)), "..")
	year, month, day := today.Date()
	today = time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	ok := true
	if first != "" || !isRange {
		from, end, ok = parseDueDays(first, today)
	}
	if isRange {
		if end = (time.Time{}); last != "" && ok {
			_, end, ok = parseDueDays(last, today)
		}
	}
	switch {
	case !ok || isRange && first == "" && last == "":
		return from, end, errors.New("no such date")
	case !from.IsZero() && !end.IsZero() && !from.Before(end):
		return from, end, errors.New("the range ends before it starts")
	}
	return from, end, nil
}

// parseDueDays parses what ParseDue does, without ranges. today is midnight in UTC. A length of time is counted as in queries, but
// from today on: what is due lies ahead, as what has been written lies behind.
func parseDueDays(s string, today time.Time) (from, end time.Time, ok bool) {
	switch s {
	case "tomorrow":
		return today.AddDate(0, 0, 1), today.AddDate(0, 0, 2), true
	case "yesterday":
		return today.AddDate(0, 0, -1), today, true
	}
	n, unit, ok := countRelative(s)
	if !ok {
		p, rest := parseDay(s)
		return p.Start(), p.End(), rest == "" && !p.IsZero()
	}
	switch unit {
	case 'd':
		end = today.AddDate(0, 0, n)
	case 'w':
		end = today.AddDate(0, 0, 7*n)
	case 'm':
		end = monthsBefore(today, -n)
	case 'y':
		end = monthsBefore(today, -12*n)
	}
	return today, end.AddDate(0, 0, 1), true
}
