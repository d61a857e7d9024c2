package query

import (
	"fmt"
	"strings"
	"time"
)

// Period is a calendar day, month or year as a note's author wrote it, or a day that is counted from the day of the search.
// It has no time zone. The zero value means that there is no date.
type Period struct {
	Year  int // 1 to 9999
	Month int // 1 to 12; 0 for the whole year
	Day   int // 1 to 31; 0 for the whole month

	Relative string // as typed, in lower case, such as today or 7d; the rest is then 0. See OnDay
}

// IsZero reports whether d holds no date.
func (d Period) IsZero() bool { return d == Period{} }

// Start returns the first day of the period, at midnight UTC. The period must not be relative.
func (d Period) Start() time.Time {
	return time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, time.UTC)
}

// End returns the first day after the period, at midnight UTC. The period must not be relative.
func (d Period) End() time.Time {
	switch {
	case d.Month == 0:
		return d.Start().AddDate(1, 0, 0)
	case d.Day == 0:
		return d.Start().AddDate(0, 1, 0)
	}
	return d.Start().AddDate(0, 0, 1)
}

// String formats d as it is typed: 2021, 2021-12, 2021-12-07 or 7d. The zero value is "".
func (d Period) String() string {
	switch {
	case d.IsZero(), d.Relative != "":
		return d.Relative
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// parseDay parses the longest valid date at the start of s: 2021-12-x yields 2021-12. rest is the unparsed remainder.
func parseDay(s string) (d Period, rest string) {
	year, rest, ok := parseDigits(s, 4)
	if !ok || year == 0 {
		return Period{}, s
	}
	d.Year = year
	month, after, ok := parseDigits(strings.TrimPrefix(rest, "-"), 2)
	if !ok || rest[0] != '-' || month < 1 || month > 12 {
		return d, rest
	}
	d.Month, rest = month, after
	day, after, ok := parseDigits(strings.TrimPrefix(rest, "-"), 2)
	if !ok || rest[0] != '-' || day < 1 || day > daysInMonth(d) {
		return d, rest
	}
	d.Day = day
	return d, after
}

// ParsePeriod parses a date as it is typed: 2021, 2021-12 or 2021-12-07.
func ParsePeriod(s string) (Period, bool) {
	d, rest := parseDay(s)
	return d, rest == "" && !d.IsZero()
}

func daysInMonth(month Period) int { return month.End().AddDate(0, 0, -1).Day() }

// parseDigits parses exactly n ASCII digits at the start of s.
func parseDigits(s string, n int) (v int, rest string, ok bool) {
	if len(s) < n {
		return 0, s, false
	}
	for i := range n {
		if s[i] < '0' || s[i] > '9' {
			return 0, s, false
		}
		v = v*10 + int(s[i]-'0')
	}
	return v, s[n:], true
}

const dateHelp = "dates are written 2021, 2021-12 or 2021-12-07, or counted from today: " + relativeHelp

// rangeFieldParser returns the parser of a field whose value is PERIOD, FROM..TO, FROM.. or ..TO, which node turns into a Node.
func rangeFieldParser(node func(from, to Period) Node) fieldParser {
	return func(p *parser, start int) Node {
		v := p.parseLiteralValue()
		from, to, bad := parseRange(v)
		if bad || from.IsZero() && to.IsZero() {
			p.failAt(start, p.pos-start, dateHelp+"; 2021-06..2022 is a range")
		}
		switch {
		case from.IsZero() && to.IsZero():
			return nil
		case endsBeforeStart(from, to):
			p.failAt(start, p.pos-start, "the range ends before it starts")
			return nil
		}
		return node(from, to)
	}
}

// parseRange parses the longest valid range at the start of v; bad reports whether v is anything else.
func parseRange(v string) (from, to Period, bad bool) {
	first, second, isRange := strings.Cut(v, "..")
	rest := ""
	if first != "" || !isRange {
		from, rest = parsePeriod(first)
	}
	switch {
	case !isRange && from.isSpan():
		to = Period{Relative: relativeToday}
	case !isRange:
		to = from
	case second != "":
		var restOfSecond string
		to, restOfSecond = parsePeriod(second)
		rest += restOfSecond
	}
	return from, to, rest != ""
}

// writeRange writes a range as parseRange reads it.
func writeRange(b *strings.Builder, from, to Period) {
	b.WriteString(from.String())
	if from != to && !(from.isSpan() && to.Relative == relativeToday) {
		b.WriteString(".." + to.String())
	}
}

// endsBeforeStart reports whether a range with two ends is certainly empty.
func endsBeforeStart(from, to Period) bool {
	if from.IsZero() || to.IsZero() || (from.Relative == "") != (to.Relative == "") {
		return false
	}
	someDay := time.Date(2001, 7, 1, 0, 0, 0, 0, time.UTC) // relative ends compare alike on any day
	return !from.OnDay(someDay).Start().Before(to.OnDay(someDay).End())
}

// dateFieldParser returns the parser of a field whose value is a single date, which node turns into a Node.
func dateFieldParser(node func(Period) Node) fieldParser {
	return func(p *parser, start int) Node {
		d, rest := parsePeriod(p.parseLiteralValue())
		if rest != "" || d.IsZero() {
			p.failAt(start, p.pos-start, dateHelp)
		}
		if d.IsZero() {
			return nil
		}
		return node(d)
	}
}
