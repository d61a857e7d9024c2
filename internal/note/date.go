package note

import (
	"strings"
	"time"
)

// parseDate reads a date as people, Jekyll, Hugo, YAML and TOML write it. A
// time without a zone is UTC, so that an order never depends on the machine.
// The day must exist: 2024-02-30 and 9999-99-99 are no dates. Forms that mean
// one day here and another there, such as 01/02/2006, are none either.
func parseDate(s string) (Date, bool) {
	s = strings.Join(strings.Fields(s), " ")
	d, ok := isoDate(s)
	if !ok {
		d, ok = writtenDate(s)
	}
	return d, ok && !d.IsZero()
}

// isoDate reads the forms that begin with the year: RFC 3339, ISO 8601's basic
// day, YAML's timestamps with their one-digit parts, and those with slashes.
func isoDate(s string) (d Date, ok bool) {
	p := digits{s: s}
	year, n := p.number(4, 4)
	if n == 0 {
		return d, false
	}
	separator := p.any("-/.")
	short := 1
	if separator == 0 {
		short = 2 // 20240102
	}
	month, m := p.number(short, 2)
	if m == 0 || separator != 0 && p.any(string(separator)) == 0 {
		return d, false
	}
	day, n := p.number(short, 2)
	if n == 0 {
		return d, false
	}
	var clock [3]int
	var nanos int
	zone := time.UTC
	if p.s != "" {
		if p.any("Tt ") == 0 {
			return d, false
		}
		if clock, nanos, ok = p.clock(); !ok {
			return d, false
		}
		if zone, ok = p.zone(); !ok {
			return d, false
		}
		d.HasTime = true
	}
	d.Time = time.Date(year, time.Month(month), day, clock[0], clock[1], clock[2], nanos, zone)
	// time.Date carries what is too much over into the next month; then it was no date.
	y, mo, da := d.Date()
	return d, y == year && int(mo) == month && da == day
}

// digits reads the parts of a date off the front of a string.
type digits struct{ s string }

// number reads between least and most digits; n is how many there were, 0 when
// they are too few.
func (p *digits) number(least, most int) (value, n int) {
	for n < len(p.s) && n < most && p.s[n] >= '0' && p.s[n] <= '9' {
		value = value*10 + int(p.s[n]-'0')
		n++
	}
	if n < least {
		return 0, 0
	}
	p.s = p.s[n:]
	return value, n
}

// any takes one byte of a set; it is 0 when another stands there.
func (p *digits) any(set string) byte {
	if p.s == "" || strings.IndexByte(set, p.s[0]) < 0 {
		return 0
	}
	c := p.s[0]
	p.s = p.s[1:]
	return c
}

func (p *digits) clock() (clock [3]int, nanos int, ok bool) {
	hour, n := p.number(1, 2)
	if n == 0 || p.any(":") == 0 {
		return clock, 0, false
	}
	minute, n := p.number(2, 2)
	if n == 0 {
		return clock, 0, false
	}
	second := 0
	if p.any(":") != 0 {
		if second, n = p.number(2, 2); n == 0 {
			return clock, 0, false
		}
		if p.any(".,") != 0 {
			value, n := p.number(1, 9)
			if n == 0 {
				return clock, 0, false
			}
			for ; n < 9; n++ {
				value *= 10
			}
			nanos = value
			for p.any("0123456789") != 0 { // finer than a nanosecond
			}
		}
	}
	return [3]int{hour, minute, second}, nanos, hour < 24 && minute < 60 && second < 60
}

// zone reads the rest: nothing, Z, UTC, GMT, or an offset such as +02, -0700 or +5:30.
func (p *digits) zone() (*time.Location, bool) {
	p.any(" ")
	switch strings.ToUpper(p.s) {
	case "", "Z", "UTC", "GMT":
		return time.UTC, true
	}
	sign := p.any("+-")
	hours, n := p.number(1, 2)
	if sign == 0 || n == 0 {
		return nil, false
	}
	minutes := 0
	colon := p.any(":") != 0
	if colon || p.s != "" {
		if minutes, n = p.number(2, 2); n == 0 {
			return nil, false
		}
	}
	if p.s != "" || hours > 14 || minutes > 59 {
		return nil, false
	}
	offset := hours*3600 + minutes*60
	if sign == '-' {
		offset = -offset
	}
	if offset == 0 {
		return time.UTC, true
	}
	return time.FixedZone("", offset), true
}

// dayLayouts and clockLayouts are the forms with the month's name, in the order of
// how often they are met.
var (
	dayLayouts   = []string{"January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006", "January 2 2006", "Jan 2 2006", "2-Jan-2006"}
	clockLayouts = []string{"15:04", "15:04:05", "3:04 PM", "3:04PM", "3:04:05 PM", "15:04 -0700", "15:04:05 -0700", "15:04 MST", "15:04:05 MST"}
)

// writtenDate reads the forms that name the month, with or without the weekday.
func writtenDate(s string) (Date, bool) {
	if len(s) > 64 {
		return Date{}, false
	}
	if weekday, rest, ok := strings.Cut(s, " "); ok && isWeekday(strings.TrimSuffix(weekday, ",")) {
		s = rest
	}
	for _, layout := range dayLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return Date{Time: t}, true
		}
	}
	for _, day := range dayLayouts {
		for _, clock := range clockLayouts {
			t, err := time.ParseInLocation(day+" "+clock, s, time.UTC) // Parse knows the names of this machine's zone
			if err == nil && knownZone(t) {
				return Date{Time: stable(t), HasTime: true}, true
			}
		}
	}
	return Date{}, false
}

func isWeekday(s string) bool {
	for day := time.Sunday; day <= time.Saturday; day++ {
		if strings.EqualFold(s, day.String()) || strings.EqualFold(s, day.String()[:3]) {
			return true
		}
	}
	return false
}

// knownZone refuses the zones that Go made up for a name that it does not know.
func knownZone(t time.Time) bool {
	name, offset := t.Zone()
	return name == "" || name == "UTC" || name == "GMT" || offset != 0
}

// stable is a time in UTC or in a zone without a name.
func stable(t time.Time) time.Time {
	_, offset := t.Zone()
	if offset == 0 {
		return t.UTC()
	}
	return t.In(time.FixedZone("", offset))
}

// nameDate is the day that a file name begins with, as Jekyll's posts and daily
// notes do: 2021-12-07-title, "2021-12-07 title", 2021-12-07.
func nameDate(name string) (d Date, ok bool) {
	if !startsWithDay(name) || len(name) > 10 && strings.IndexByte("- _.T", name[10]) < 0 {
		return d, false
	}
	d, ok = isoDate(name[:10])
	d.FromName = true
	return d, ok && !d.IsZero()
}

// startsWithDay reports whether s has the shape of YYYY-MM-DD at its start.
func startsWithDay(s string) bool {
	if len(s) < 10 {
		return false
	}
	for i, c := range []byte(s[:10]) {
		if dash := i == 4 || i == 7; dash && c != '-' || !dash && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}
