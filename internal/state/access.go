package state

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Position returns where the user stopped in a note.
func (s *Store) Position(path string) (p Position, ok bool) {
	s.view(func(c *content) { p, ok = c.Positions.get(encodeKey(path)) })
	return p, ok
}

// SetPosition stores where the user stopped in a note. The zero value, the beginning of the note, deletes the entry.
func (s *Store) SetPosition(path string, p Position) {
	if old, ok := s.Position(path); ok == (p != Position{}) && old == p {
		return
	}
	s.update(func(c *content, now time.Time) {
		if p == (Position{}) {
			c.Positions.markDeleted(encodeKey(path), now)
			return
		}
		c.Positions.put(encodeKey(path), p, now)
	})
}

// ReadStatus returns whether the user has read the version of a note that stamp identifies.
func (s *Store) ReadStatus(path string, stamp Stamp) (status ReadStatus) {
	s.view(func(c *content) {
		r, known := c.Reads.get(encodeKey(path))
		switch {
		case !known && stamp.Modified > c.Since:
			status = StatusNew
		case !known:
			status = StatusUnseen
		case r.Unread:
			status = StatusNew
		case r.Stamp != stamp:
			status = StatusChanged
		default:
			status = StatusRead
		}
	})
	return status
}

// SetRead records that the version of a note that stamp identifies was read or, if read is false, that the user marked
// the note unread.
func (s *Store) SetRead(path string, stamp Stamp, read bool) {
	record := readRecord{stamp, !read}
	var same bool
	s.view(func(c *content) {
		old, ok := c.Reads.get(encodeKey(path))
		same = ok && old == record
	})
	if !same {
		s.update(func(c *content, now time.Time) { c.Reads.put(encodeKey(path), record, now) })
	}
}

// RecordOpened records that the user has opened a note, now, in the version that stamp identifies.
func (s *Store) RecordOpened(path string, stamp Stamp) {
	s.update(func(c *content, now time.Time) { c.Reads.put(encodeKey(path), readRecord{Stamp: stamp}, now) })
}

// RecentlyRead returns the paths of the notes that were read last, the latest first, at most n. Notes that the user has marked
// unread are not among them.
func (s *Store) RecentlyRead(n int) (paths []string) {
	type read struct {
		key  string
		time int64
	}
	var all []read
	s.view(func(c *content) {
		for key, e := range c.Reads {
			if !e.Deleted && !e.Value.Unread {
				all = append(all, read{key, e.Time})
			}
		}
	})
	slices.SortFunc(all, func(a, b read) int { return cmp.Or(cmp.Compare(b.time, a.time), strings.Compare(a.key, b.key)) })
	for _, r := range all[:min(n, len(all))] {
		paths = append(paths, decodeKey(r.key))
	}
	return paths
}

// RecordVisit records that the user has been at an address outside the library.
func (s *Store) RecordVisit(address string) {
	if s.HasVisited(address) {
		return
	}
	s.update(func(c *content, now time.Time) { c.Visited.put(encodeKey(address), struct{}{}, now) })
}

// HasVisited reports whether the user has been at an address.
func (s *Store) HasVisited(address string) (ok bool) {
	s.view(func(c *content) { _, ok = c.Visited.get(encodeKey(address)) })
	return ok
}

// WasOpened reports whether a note was ever opened.
func (s *Store) WasOpened(path string) (ok bool) {
	s.view(func(c *content) { _, ok = c.Reads.get(encodeKey(path)) })
	return ok
}

// Bookmarks returns all bookmarks, the newest first. Their titles and texts are safe to show; their paths are not.
func (s *Store) Bookmarks() (marks []Bookmark) {
	s.view(func(c *content) {
		for _, e := range c.Bookmarks {
			if !e.Deleted {
				b := e.Value
				b.Path, b.Created = decodeKey(b.Path), e.Time
				marks = append(marks, b)
			}
		}
	})
	sortNewestFirst(marks)
	return marks
}

// AddBookmark adds a bookmark, or replaces the one at the same position.
func (s *Store) AddBookmark(b Bookmark) {
	key := bookmarkKey(b.Path, b.Position)
	b.Path, b.Title, b.Text = encodeKey(b.Path), sanitizeText(b.Title), sanitizeText(b.Text)
	s.update(func(c *content, now time.Time) { c.Bookmarks.put(key, b, now) })
}

// RemoveBookmark removes a bookmark.
func (s *Store) RemoveBookmark(b Bookmark) {
	s.update(func(c *content, now time.Time) { c.Bookmarks.markDeleted(bookmarkKey(b.Path, b.Position), now) })
}

// LastSession returns what was stored when the library was last closed before this Store was opened, and whether there is
// anything.
func (s *Store) LastSession() (Session, bool) {
	if s == nil {
		return Session{}, false
	}
	<-s.ready
	return s.lastSession, s.hasLastSession
}

// SetSession stores the list and the note for the next session.
func (s *Store) SetSession(session Session) {
	if len(session.Query) > maxTextBytes {
		session.Query = "" // a shortened query would be a different query
	}
	session.Query, session.Title, session.Note = sanitizeText(session.Query), sanitizeText(session.Title), encodeKey(session.Note)
	var same bool
	s.view(func(c *content) {
		old, ok := c.Session.get("")
		same = ok && old == session
	})
	if !same {
		s.update(func(c *content, now time.Time) { c.Session.put("", session, now) })
	}
}

// AddQuery stores a query that the user has typed, as the newest. It ignores one that is too long or not safe to show.
func (s *Store) AddQuery(text string) {
	if text != "" && sanitizeText(text) == text {
		s.update(func(c *content, now time.Time) {
			c.Queries.put(text, struct{}{}, now)
			c.Queries.trim(now, maxQueries)
		})
	}
}

// Queries returns the queries that the user has typed, the newest first.
func (s *Store) Queries() []string {
	type query struct {
		text string
		time int64
	}
	var typed []query
	s.view(func(c *content) {
		for text, e := range c.Queries {
			if !e.Deleted {
				typed = append(typed, query{text, e.Time})
			}
		}
	})
	slices.SortFunc(typed, func(a, b query) int { return cmp.Or(cmp.Compare(b.time, a.time), strings.Compare(a.text, b.text)) })
	texts := make([]string, len(typed))
	for i, q := range typed {
		texts[i] = q.text
	}
	return texts
}
