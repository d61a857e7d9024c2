package state

import "time"

// Place is where one stopped in a note.
func (s *Store) Place(path string) (p Place, ok bool) {
	s.look(func(c *content) { p, ok = c.Places.get(keyOf(path)) })
	return p, ok
}

// SetPlace remembers where one is in a note, or forgets it with the zero Place, which is the beginning.
func (s *Store) SetPlace(path string, p Place) {
	if was, ok := s.Place(path); ok == (p != Place{}) && was == p {
		return
	}
	s.change(func(c *content, now time.Time) {
		if p == (Place{}) {
			c.Places.drop(keyOf(path), now)
			return
		}
		c.Places.put(keyOf(path), p, now)
	})
}

// Standing is what a note is to the reader, in the version that the stamp tells.
func (s *Store) Standing(path string, now Stamp) (standing Standing) {
	s.look(func(c *content) {
		r, known := c.Readings.get(keyOf(path))
		switch {
		case !known && now.Modified > c.Since:
			standing = New
		case !known:
			standing = Unseen
		case r.Unread:
			standing = New
		case r.Stamp != now:
			standing = Changed
		default:
			standing = Read
		}
	})
	return standing
}

// SetRead remembers that a note was read in the version that the stamp tells, or that it is to be taken for unread.
func (s *Store) SetRead(path string, at Stamp, read bool) {
	is := reading{at, !read}
	var same bool
	s.look(func(c *content) {
		was, ok := c.Readings.get(keyOf(path))
		same = ok && was == is
	})
	if !same {
		s.change(func(c *content, now time.Time) { c.Readings.put(keyOf(path), is, now) })
	}
}

// Visit remembers that one has been at an address outside the library.
func (s *Store) Visit(address string) {
	if s.Visited(address) {
		return
	}
	s.change(func(c *content, now time.Time) { c.Visited.put(keyOf(address), struct{}{}, now) })
}

// Visited says whether one has been at an address.
func (s *Store) Visited(address string) (ok bool) {
	s.look(func(c *content) { _, ok = c.Visited.get(keyOf(address)) })
	return ok
}

// Opened says whether a note was ever opened.
func (s *Store) Opened(path string) (ok bool) {
	s.look(func(c *content) { _, ok = c.Readings.get(keyOf(path)) })
	return ok
}

// Bookmarks are all of them, the newest first. Their texts may be shown as they are; their paths may not.
func (s *Store) Bookmarks() (marks []Bookmark) {
	s.look(func(c *content) {
		for _, e := range c.Marks {
			if !e.Gone {
				b := e.Value
				b.Path, b.Made = pathOf(b.Path), e.At
				marks = append(marks, b)
			}
		}
	})
	newestFirst(marks)
	return marks
}

// Mark sets a bookmark.
func (s *Store) Mark(b Bookmark) {
	key := markKey(b.Path, b.Place)
	b.Path, b.Title, b.Text = keyOf(b.Path), shown(b.Title), shown(b.Text)
	s.change(func(c *content, now time.Time) { c.Marks.put(key, b, now) })
}

// Unmark removes a bookmark.
func (s *Store) Unmark(b Bookmark) {
	s.change(func(c *content, now time.Time) { c.Marks.drop(markKey(b.Path, b.Place), now) })
}

// Last is what was on the shelf when a reader of this library was left before this one was opened.
func (s *Store) Last() (Shelf, bool) {
	if s == nil {
		return Shelf{}, false
	}
	<-s.ready
	return s.last, s.had
}

// SetShelf remembers what is on the shelf.
func (s *Store) SetShelf(shelf Shelf) {
	if len(shelf.Query) > longestText {
		shelf.Query = "" // half a query would be another one
	}
	shelf.Query, shelf.Title, shelf.Note = shown(shelf.Query), shown(shelf.Title), keyOf(shelf.Note)
	var same bool
	s.look(func(c *content) {
		was, ok := c.Shelf.get("")
		same = ok && was == shelf
	})
	if !same {
		s.change(func(c *content, now time.Time) { c.Shelf.put("", shelf, now) })
	}
}
