package index

import (
	"time"

	"quire/internal/query"
)

// evalDate adds the notes of a period. It compares calendar dates as written, without time zones.
func (s *searcher) evalDate(n query.Node, to bitset) {
	from, end := int32(1), int32(1<<31-1) // end is the day after the last
	switch n := n.(type) {
	case query.Date:
		if !n.From.IsZero() {
			from = dayNumber(n.From.Start())
		}
		if !n.To.IsZero() {
			end = dayNumber(n.To.End())
		}
	case query.After:
		from = dayNumber(n.Period.End())
	case query.Before:
		end = dayNumber(n.Period.Start())
	}
	for i, day := range s.attributes().days {
		if day >= from && day < end {
			to.add(uint32(i))
		}
	}
}

// evalModified adds the notes whose files were changed in a period of the local time zone.
func (s *searcher) evalModified(n query.Modified, to bitset) {
	midnight := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.Local) }
	var from, end time.Time
	if !n.From.IsZero() {
		from = midnight(n.From.Start())
	}
	if !n.To.IsZero() {
		end = midnight(n.To.End())
	}
	for _, i := range s.byPath {
		t := s.notes[i].Modified
		if !t.IsZero() && !t.Before(from) && (end.IsZero() || t.Before(end)) {
			to.add(i)
		}
	}
}
