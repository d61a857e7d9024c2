package note

import (
	"testing"
	"time"
)

func TestParseDate_AcceptsTheUsualForms(t *testing.T) {
	east := func(hours, minutes int) *time.Location { return time.FixedZone("", hours*3600+minutes*60) }
	day := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	clock := func(h, m, s, ns int, zone *time.Location) time.Time { return time.Date(2024, 1, 2, h, m, s, ns, zone) }
	tests := []struct {
		in      string
		want    time.Time // zero: no date
		hasTime bool
	}{
		{"2024-01-02", day(2024, 1, 2), false},
		{"2024-1-2", day(2024, 1, 2), false},
		{"2024/01/02", day(2024, 1, 2), false},
		{"2024.01.02", day(2024, 1, 2), false},
		{"20240102", day(2024, 1, 2), false},
		{"  2024-01-02  ", day(2024, 1, 2), false},
		{"2024-02-29", day(2024, 2, 29), false},
		{"2024-01-02T03:04:05Z", clock(3, 4, 5, 0, time.UTC), true},
		{"2024-01-02t03:04:05z", clock(3, 4, 5, 0, time.UTC), true},
		{"2024-01-02 03:04", clock(3, 4, 0, 0, time.UTC), true},
		{"2024-01-02  3:04:05", clock(3, 4, 5, 0, time.UTC), true},
		{"2024-01-02 03:04:05 UTC", clock(3, 4, 5, 0, time.UTC), true},
		{"2024-01-02 03:04:05 +0000", clock(3, 4, 5, 0, time.UTC), true},
		{"2024-01-02 03:04 -0700", clock(3, 4, 0, 0, east(-7, 0)), true},
		{"2024-01-02 03:04:05 -07:00", clock(3, 4, 5, 0, east(-7, 0)), true},
		{"2024-01-02 03:04:05 -7", clock(3, 4, 5, 0, east(-7, 0)), true},
		{"2024-01-02T03:04:05+05:30", clock(3, 4, 5, 0, east(5, 30)), true},
		{"2024-01-02T03:04:05.5+0530", clock(3, 4, 5, 500_000_000, east(5, 30)), true},
		{"2024-01-02T03:04:05.123456789+14:00", clock(3, 4, 5, 123456789, east(14, 0)), true},
		{"2024-01-02T03:04:05.1234567891234Z", clock(3, 4, 5, 123456789, time.UTC), true},
		{"1969-12-31T23:59:59Z", time.Date(1969, 12, 31, 23, 59, 59, 0, time.UTC), true},
		{"January 2, 2024", day(2024, 1, 2), false},
		{"Jan 2, 2024", day(2024, 1, 2), false},
		{"january 02, 2024", day(2024, 1, 2), false},
		{"2 January 2024", day(2024, 1, 2), false},
		{"2 Jan 2024", day(2024, 1, 2), false},
		{"2-Jan-2024", day(2024, 1, 2), false},
		{"Tuesday, January 2, 2024", day(2024, 1, 2), false},
		{"Tue, 02 Jan 2024 03:04:05 +0200", clock(3, 4, 5, 0, east(2, 0)), true},
		{"Tue, 02 Jan 2024 03:04:05 GMT", clock(3, 4, 5, 0, time.UTC), true},
		{"January 2, 2024 3:04 PM", clock(15, 4, 0, 0, time.UTC), true},
		{in: ""},
		{in: "soon"},
		{in: "2024"},
		{in: "2024-01"},
		{in: "9999-99-99"},
		{in: "2024-13-45"},
		{in: "2024-02-30"},
		{in: "2023-02-29"},
		{in: "0000-00-00"},
		{in: "292277026597-01-01"},
		{in: "01/02/2024"},
		{in: "2024-01/02"},
		{in: "2024-01-02x"},
		{in: "2024-01-02 25:00"},
		{in: "2024-01-02 10:60"},
		{in: "2024-01-02 10:00 +99:00"},
		{in: "2024-01-02 10:00 XYZ"},
		{in: "2024-01-02T"},
		{in: "2024-01-02 10"},
		{in: "2024-01-02 10:00:00."},
		{in: "١٢٣٤-٠١-٠٢"},
	}
	for _, test := range tests {
		got, ok := parseDate(test.in)
		if ok != !test.want.IsZero() {
			t.Errorf("%q: date %v %v", test.in, got.Time, ok)
			continue
		}
		if !ok {
			continue
		}
		_, offset := got.Zone()
		_, wanted := test.want.Zone()
		if !got.Equal(test.want) || offset != wanted || got.HasTime != test.hasTime || got.FromName {
			t.Errorf("%q: %v, time %v; want %v, time %v", test.in, got.Time, got.HasTime, test.want, test.hasTime)
		}
	}
}

func TestDateFromName(t *testing.T) {
	tests := []struct{ name, want string }{
		{"2021-12-07-reinvent-2021", "2021-12-07"},
		{"2021-12-07 A day", "2021-12-07"},
		{"2021-12-07", "2021-12-07"},
		{"2021-12-07_x", "2021-12-07"},
		{"2021-12-071", ""},
		{"2021-13-07-x", ""},
		{"9999-99-99-x", ""},
		{"a-2021-12-07", ""},
		{"2021-12", ""},
	}
	for _, test := range tests {
		got := ""
		if d, ok := dateFromName(test.name); ok {
			got = d.Format(time.DateOnly)
			if !d.FromName || d.HasTime {
				t.Errorf("%s: FromName %v, HasTime %v", test.name, d.FromName, d.HasTime)
			}
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// A date is the same on every machine, so that a snapshot remains valid elsewhere.
func TestParseDate_IgnoresTheLocalZone(t *testing.T) {
	here := time.Local
	defer func() { time.Local = here }()
	const summer, winter = 2 * 60 * 60, 60 * 60
	for _, zone := range []*time.Location{time.UTC, time.FixedZone("CET", winter), time.FixedZone("CEST", summer), time.FixedZone("GMT", 0)} {
		time.Local = zone
		for text, want := range map[string]string{
			"Jan 2, 2024 15:04 CET":          "",
			"Jul 2, 2024 15:04 CEST":         "",
			"Jan 2, 2024 15:04 GMT":          "2024-01-02T15:04:00Z",
			"Jan 2, 2024 15:04 UTC":          "2024-01-02T15:04:00Z",
			"Jan 2, 2024 15:04 +0100":        "2024-01-02T15:04:00+01:00",
			"Tue, 2 Jan 2024 15:04:05 PM":    "",
			"Tue, 2 Jan 2024 3:04 PM":        "2024-01-02T15:04:00Z",
			"2024-01-02 15:04:05 +02:00":     "2024-01-02T15:04:05+02:00",
			"Tue, 2 Jan 2024 15:04:05 GMT":   "2024-01-02T15:04:05Z",
			"Tue, 2 Jan 2024 15:04:05 -0500": "2024-01-02T15:04:05-05:00",
		} {
			got := ""
			if d, ok := parseDate(text); ok {
				got = d.Format(time.RFC3339)
				if d.Location() == time.Local && zone != time.UTC {
					t.Errorf("%s: %q is in the local zone", zone, text)
				}
			}
			if got != want {
				t.Errorf("%s: %q is %q, not %q", zone, text, got, want)
			}
		}
	}
}
