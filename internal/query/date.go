package query

import (
	"fmt"
	"strings"
	"time"
)

// Period is a calendar day, month or year as a note's author wrote it. It has no time zone.
// The zero value means that there is no date.
type Period struct {
	Year  int // 1 to 9999
	Month int // 1 to 12; 0 for the whole year
	Day   int // 1 to 31; 0 for the whole month
}

// IsZero reports whether d holds no date.
func (d Period) IsZero() bool { return d == Period{} }

// Start returns the first day of the period, at midnight UTC.
func (d Period) Start() time.Time {
	return time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, time.UTC)
}

// End returns the first day after the period, at midnight UTC.
func (d Period) End() time.Time {
	switch {
	case d.Month == 0:
		return d.Start().AddDate(1, 0, 0)
	case d.Day == 0:
		return d.Start().AddDate(0, 1, 0)
	}
	return d.Start().AddDate(0, 0, 1)
}

// String formats d as it is typed: 2021, 2021-12 or 2021-12-07. The zero value is "".
func (d Period) String() string {
	switch {
	case d.IsZero():
		return ""
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

const dateHelp = "dates are written 2021, 2021-12 or 2021-12-07"

// parseDate parses the value of date: DAY, DAY..DAY, DAY.. or ..DAY. start is the offset of the field's name, for errors.
func (p *parser) parseDate(start int) Node {
	v := p.parseLiteralValue()
	from, to, isRange := strings.Cut(v, "..")
	var d Date
	bad := ""
	if from != "" || !isRange {
		d.From, bad = parseDay(from)
	}
	if !isRange {
		d.To = d.From
	} else if to != "" {
		var rest string
		d.To, rest = parseDay(to)
		bad += rest
	}
	if bad != "" || d == (Date{}) {
		p.failAt(start, p.pos-start, dateHelp+"; 2021-06..2022 is a range")
	}
	switch {
	case d == (Date{}):
		return nil
	case !d.From.IsZero() && !d.To.IsZero() && !d.From.Start().Before(d.To.End()):
		p.failAt(start, p.pos-start, "the range ends before it starts")
		return nil
	}
	return d
}

// dateFieldParser returns the parser of a field whose value is a single date, which node turns into a Node.
func dateFieldParser(node func(Period) Node) func(*parser, int) Node {
	return func(p *parser, start int) Node {
		d, rest := parseDay(p.parseLiteralValue())
		if rest != "" || d.IsZero() {
			p.failAt(start, p.pos-start, dateHelp)
		}
		if d.IsZero() {
			return nil
		}
		return node(d)
	}
}
