package note

import (
	"strings"
	"time"
)

// ParseDate parses a date as the front matter of a note may write it.
func ParseDate(s string) (Date, bool) { return parseDate(s) }

// parseDate parses a date as people, Jekyll, Hugo, YAML and TOML write it. A time without a zone is in UTC, so
// that the order of notes never depends on the machine. The day must exist: 2024-02-30 and 9999-99-99 are not
// dates. Forms whose meaning depends on the country, such as 01/02/2006, are not accepted either.
func parseDate(s string) (Date, bool) {
	s = strings.Join(strings.Fields(s), " ")
	d, ok := isoDate(s)
	if !ok {
		d, ok = monthNameDate(s)
	}
	return d, ok && !d.IsZero()
}

// isoDate parses the forms that begin with the year: RFC 3339, the basic format of ISO 8601, YAML's timestamps
// with their one-digit parts, and dates with slashes or dots.
func isoDate(s string) (d Date, ok bool) {
	p := dateScanner{s: s}
	year, n := p.scanNumber(4, 4)
	if n == 0 {
		return d, false
	}
	separator := p.scanByte("-/.")
	short := 1
	if separator == 0 {
		short = 2 // 20240102
	}
	month, m := p.scanNumber(short, 2)
	if m == 0 || separator != 0 && p.scanByte(string(separator)) == 0 {
		return d, false
	}
	day, n := p.scanNumber(short, 2)
	if n == 0 {
		return d, false
	}
	var clock [3]int
	var nanos int
	zone := time.UTC
	if p.s != "" {
		if p.scanByte("Tt ") == 0 {
			return d, false
		}
		if clock, nanos, ok = p.scanClock(); !ok {
			return d, false
		}
		if zone, ok = p.scanZone(); !ok {
			return d, false
		}
		d.HasTime = true
	}
	d.Time = time.Date(year, time.Month(month), day, clock[0], clock[1], clock[2], nanos, zone)
	// time.Date normalises a day that does not exist into the next month. Then this is not a date.
	y, mo, da := d.Date()
	return d, y == year && int(mo) == month && da == day
}

// dateScanner scans the parts of a date from the front of s.
type dateScanner struct{ s string }

// scanNumber scans between least and most digits. n is the number of digits, 0 when there are too few.
func (p *dateScanner) scanNumber(least, most int) (value, n int) {
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

// scanByte scans a single byte of a set. It returns 0 when s begins with another byte.
func (p *dateScanner) scanByte(set string) byte {
	if p.s == "" || strings.IndexByte(set, p.s[0]) < 0 {
		return 0
	}
	c := p.s[0]
	p.s = p.s[1:]
	return c
}

// scanClock scans a time of day: hours and minutes, with optional seconds and fractions.
func (p *dateScanner) scanClock() (clock [3]int, nanos int, ok bool) {
	hour, n := p.scanNumber(1, 2)
	if n == 0 || p.scanByte(":") == 0 {
		return clock, 0, false
	}
	minute, n := p.scanNumber(2, 2)
	if n == 0 {
		return clock, 0, false
	}
	second := 0
	if p.scanByte(":") != 0 {
		if second, n = p.scanNumber(2, 2); n == 0 {
			return clock, 0, false
		}
		if p.scanByte(".,") != 0 {
			value, n := p.scanNumber(1, 9)
			if n == 0 {
				return clock, 0, false
			}
			for ; n < 9; n++ {
				value *= 10
			}
			nanos = value
			for p.scanByte("0123456789") != 0 { // drop what is finer than a nanosecond
			}
		}
	}
	return [3]int{hour, minute, second}, nanos, hour < 24 && minute < 60 && second < 60
}

// scanZone scans the rest, which must be a zone: nothing, Z, UTC, GMT, or an offset such as +02, -0700 or
// +5:30.
func (p *dateScanner) scanZone() (*time.Location, bool) {
	p.scanByte(" ")
	switch strings.ToUpper(p.s) {
	case "", "Z", "UTC", "GMT":
		return time.UTC, true
	}
	sign := p.scanByte("+-")
	hours, n := p.scanNumber(1, 2)
	if sign == 0 || n == 0 {
		return nil, false
	}
	minutes := 0
	colon := p.scanByte(":") != 0
	if colon || p.s != "" {
		if minutes, n = p.scanNumber(2, 2); n == 0 {
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

// dayLayouts and clockLayouts are the forms that name the month, the most frequent first.
var (
	dayLayouts   = []string{"January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006", "January 2 2006", "Jan 2 2006", "2-Jan-2006"}
	clockLayouts = []string{"15:04", "15:04:05", "3:04 PM", "3:04PM", "3:04:05 PM", "15:04 -0700", "15:04:05 -0700", "15:04 MST", "15:04:05 MST"}
)

// monthNameDate parses the forms that name the month, with or without the weekday.
func monthNameDate(s string) (Date, bool) {
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
			t, err := time.ParseInLocation(day+" "+clock, s, time.UTC) // Parse would know the names of the local zone
			if err == nil && hasRealZone(t) {
				return Date{Time: withoutZoneName(t), HasTime: true}, true
			}
		}
	}
	return Date{}, false
}

// isWeekday reports whether s is the English name of a weekday or its first three letters.
func isWeekday(s string) bool {
	for day := time.Sunday; day <= time.Saturday; day++ {
		if strings.EqualFold(s, day.String()) || strings.EqualFold(s, day.String()[:3]) {
			return true
		}
	}
	return false
}

// hasRealZone reports whether the zone of t is real. For a name that it does not know, Go makes up a zone.
func hasRealZone(t time.Time) bool {
	name, offset := t.Zone()
	return name == "" || name == "UTC" || name == "GMT" || offset != 0
}

// withoutZoneName returns t in UTC or in a zone without a name.
func withoutZoneName(t time.Time) time.Time {
	_, offset := t.Zone()
	if offset == 0 {
		return t.UTC()
	}
	return t.In(time.FixedZone("", offset))
}

// dateFromName parses the day at the beginning of a file name, as Jekyll's posts and daily notes have it:
// 2021-12-07-title, 2021-12-7-title, "2021-12-07 title" or 2021-12-07.
func dateFromName(name string) (d Date, ok bool) {
	n := dayPrefixLen(name)
	if n == 0 || len(name) > n && strings.IndexByte("- _.T", name[n]) < 0 {
		return d, false
	}
	d, ok = isoDate(name[:n])
	d.FromName = true
	return d, ok && !d.IsZero()
}

// dayPrefixLen returns the length of the YYYY-MM-DD or YYYY-M-D with which s begins, or 0. Jekyll allows both in the names
// of posts. The parts of the first form may be any digits; the second must be a day that exists, since 2024-1-99 is more
// likely a number of another kind.
func dayPrefixLen(s string) int {
	p := dateScanner{s: s}
	if _, n := p.scanNumber(4, 4); n == 0 || p.scanByte("-") == 0 {
		return 0
	}
	_, month := p.scanNumber(1, 2)
	if month == 0 || p.scanByte("-") == 0 {
		return 0
	}
	_, day := p.scanNumber(1, 2)
	if day == 0 {
		return 0
	}
	n := len(s) - len(p.s)
	if month < 2 || day < 2 {
		if _, ok := isoDate(s[:n]); !ok || p.scanByte("0123456789") != 0 {
			return 0
		}
	}
	return n
}
