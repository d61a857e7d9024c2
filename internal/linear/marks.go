package linear

import (
	"slices"
	"strings"
	"time"

	"quire/internal/note"
	"quire/internal/render"
	"quire/internal/state"
)

// patience is how long the end of the reading waits for another one who writes down what is remembered.
const patience = 500 * time.Millisecond

// remembers says whether anything is remembered, and says so where nothing is.
func (s *session) remembers() bool {
	if s.Memory == nil {
		s.fail("nothing is remembered of this library")
	}
	return s.Memory != nil
}

// mark sets a bookmark at the screen that was printed last.
func (s *session) mark(string) {
	switch {
	case !s.remembers():
	case s.page.path == "":
		s.fail("only notes of a library can be marked")
	default:
		s.Memory.Mark(state.Bookmark{Path: s.page.path, Place: s.page.placeOf(s.page.shown), Title: s.page.src.Note.Title, Text: s.page.textAt(s.page.shown)})
		s.say("bookmark set; marks lists them all")
	}
}

// marks offers the bookmarks, the newest first; -N removes one.
func (s *session) marks(string) {
	if !s.remembers() {
		return
	}
	marks := s.Memory.Bookmarks()
	if len(marks) == 0 {
		s.fail("no bookmarks yet; mark sets one in a note")
		return
	}
	items := make([]string, len(marks))
	for i, b := range marks {
		items[i] = b.Title
		if s.Links.Note(b.Path) == nil {
			items[i] += ", gone"
		}
		if b.Text != "" && b.Text != b.Title {
			items[i] += ": " + b.Text
		}
	}
	s.offer("", items, choice{what: "bookmark",
		do: func(i int) { s.open(marks[i].Path, entry{mark: &marks[i].Place}) },
		not: func(i int) {
			s.Memory.Unmark(marks[i])
			s.say("bookmark removed")
		},
	})
}

// unread has the open note count as unread again.
func (s *session) unread(string) {
	if s.remembers() && s.page.path != "" {
		s.Memory.SetRead(s.page.path, stampOf(s.page.src.Note), false)
		s.say("unread again")
	}
}

// wasRead answers is:unread.
func (s *session) wasRead(n *note.Note) bool {
	return s.Memory != nil && s.Memory.Standing(n.Path, stampOf(n)) == state.Read
}

func stampOf(n *note.Note) state.Stamp {
	at := state.Stamp{Size: n.Size}
	if !n.Modified.IsZero() {
		at.Modified = n.Modified.UnixNano()
	}
	return at
}

// placeOf is a line of the page in terms that outlive an edit: so many blocks below a heading.
func (p *page) placeOf(at render.Pos) state.Place {
	place := state.Place{Blocks: at.Block, Share: float64(at.Block) / float64(max(p.Blocks(), 1))}
	if anchor := p.HeadingAbove(at); anchor != "" {
		if head, ok := p.HeadingPos(anchor); ok {
			place.Heading, place.Blocks = anchor, at.Block-head.Block
		}
	}
	return place
}

// atPlace is the beginning of the block of a place. When its heading is gone, it is so far into the note as it was.
func (p *page) atPlace(place state.Place) render.Pos {
	block := place.Blocks
	if place.Heading != "" {
		if head, ok := p.HeadingPos(place.Heading); ok {
			block += head.Block
		} else {
			block = int(place.Share * float64(p.Blocks()))
		}
	}
	return render.Pos{Block: min(max(block, 0), max(p.Blocks()-1, 0))}
}

// textAt is the first text at or after a place of the page, as far as a bookmark tells it.
func (p *page) textAt(at render.Pos) string {
	for range 10 {
		line, here, ok := p.line(at)
		if text := strings.TrimSpace(line.Text()); text != "" || !ok {
			if sign, rest, cut := strings.Cut(text, " "); cut && strings.Trim(sign, "#") == "" {
				return rest // of a heading without styles
			}
			return text
		}
		at = render.Pos{Block: here.Block, Line: here.Line + 1}
	}
	return ""
}

// withMemory are the commands where something is remembered.
func withMemory(all []command) []command {
	i := slices.IndexFunc(all, func(c command) bool { return c.word == "edit" })
	return slices.Insert(all, i,
		command{"mark", "m", "", "a bookmark at this place", onPage, (*session).mark},
		command{"marks", "'", "", "the bookmarks; -N removes one", anywhere, (*session).marks},
		command{"unread", "", "", "this note counts as unread again", onPage, (*session).unread},
	)
}
