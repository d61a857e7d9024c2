package query

import (
	"fmt"
	"strings"
	"time"
)

// Day is a day, a month or a year of the calendar that the note's author wrote: there are no zones in it.
// The zero Day is none.
type Day struct {
	Year  int // 1 to 9999
	Month int // 1 to 12; 0 for the whole year
	Day   int // 1 to 31; 0 for the whole month
}

// IsZero reports whether d is no day.
func (d Day) IsZero() bool { return d == Day{} }

// First is the first day of the period at midnight UTC.
func (d Day) First() time.Time {
	return time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, time.UTC)
}

// Next is the first day after the period at midnight UTC.
func (d Day) Next() time.Time {
	switch {
	case d.Month == 0:
		return d.First().AddDate(1, 0, 0)
	case d.Day == 0:
		return d.First().AddDate(0, 1, 0)
	}
	return d.First().AddDate(0, 0, 1)
}

// String is the day as it is typed: 2021, 2021-12 or 2021-12-07.
func (d Day) String() string {
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

// parseDay reads as much of a day as is complete; rest is what it could not read.
func parseDay(s string) (d Day, rest string) {
	year, rest, ok := number(s, 4)
	if !ok || year == 0 {
		return Day{}, s
	}
	d.Year = year
	month, after, ok := number(strings.TrimPrefix(rest, "-"), 2)
	if !ok || rest[0] != '-' || month < 1 || month > 12 {
		return d, rest
	}
	d.Month, rest = month, after
	day, after, ok := number(strings.TrimPrefix(rest, "-"), 2)
	if !ok || rest[0] != '-' || day < 1 || day > daysIn(d) {
		return d, rest
	}
	d.Day = day
	return d, after
}

func daysIn(month Day) int { return month.Next().AddDate(0, 0, -1).Day() }

// number reads exactly n digits.
func number(s string, n int) (v int, rest string, ok bool) {
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

const dateForms = "a date is 2021, 2021-12 or 2021-12-07"

// date reads date:DAY, date:DAY..DAY, date:DAY.. and date:..DAY.
func (p *parser) date(start int) Node {
	v := p.plain()
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
		p.fail(start, p.pos-start, dateForms+", and 2021-06..2022 means from one to the other")
	}
	switch {
	case d == (Date{}):
		return nil
	case !d.From.IsZero() && !d.To.IsZero() && !d.From.First().Before(d.To.Next()):
		p.fail(start, p.pos-start, "this range ends before it begins")
		return nil
	}
	return d
}

func day(node func(Day) Node) func(*parser, int) Node {
	return func(p *parser, start int) Node {
		d, rest := parseDay(p.plain())
		if rest != "" || d.IsZero() {
			p.fail(start, p.pos-start, dateForms)
		}
		if d.IsZero() {
			return nil
		}
		return node(d)
	}
}
