package linear

import (
	"slices"
	"strings"
	"time"

	"quire/internal/note"
	"quire/internal/render"
	"quire/internal/search"
	"quire/internal/state"
)

// flushTimeout is how long Run waits at its end for another process that is writing the state.
const flushTimeout = 500 * time.Millisecond

// requireMemory reports whether bookmarks and read notes are kept, and prints a message if not.
func (s *session) requireMemory() bool {
	if s.Memory == nil {
		s.fail("bookmarks and read notes are not saved for this library")
	}
	return s.Memory != nil
}

// setBookmark sets a bookmark at the top of the screen printed last.
func (s *session) setBookmark(string) {
	switch {
	case !s.requireMemory():
	case s.page.path == "":
		s.fail("only notes in a library can be bookmarked")
	default:
		s.Memory.AddBookmark(state.Bookmark{Path: s.page.path, Position: s.page.persistentPosition(s.page.screenTop), Title: s.page.source.Note.Title, Text: s.page.bookmarkText(s.page.screenTop)})
		s.printText("bookmark set; marks lists bookmarks")
	}
}

// listBookmarks lists the bookmarks, newest first: N opens bookmark N, -N removes it.
func (s *session) listBookmarks(string) {
	if !s.requireMemory() {
		return
	}
	bookmarks := s.Memory.Bookmarks()
	if len(bookmarks) == 0 {
		s.fail("no bookmarks yet; mark sets a bookmark in a note")
		return
	}
	items := make([]string, len(bookmarks))
	for i, b := range bookmarks {
		items[i] = b.Title
		if _, ok := s.library.Lookup(b.Path); !ok {
			items[i] += ", gone"
		}
		if b.Text != "" && b.Text != b.Title {
			items[i] += ": " + b.Text
		}
	}
	s.offerMenu("", items, menu{noun: "bookmark",
		choose: func(i int) { s.openNote(bookmarks[i].Path, destination{bookmark: &bookmarks[i].Position}) },
		exclude: func(i int) {
			s.Memory.RemoveBookmark(bookmarks[i])
			s.printText("bookmark removed")
		},
	})
}

// markUnread marks the open note as unread.
func (s *session) markUnread(string) {
	if s.requireMemory() && s.page.path != "" {
		s.Memory.SetRead(s.page.path, noteStamp(s.page.source.Note), false)
		s.printText("marked unread")
	}
}

// isRead reports whether the user has read a note in its current version. Queries use it for is:unread.
func (s *session) isRead(h search.Hit) bool {
	return s.Memory != nil && s.Memory.ReadStatus(h.Path(), state.NewStamp(h.Size(), h.Modified())) == state.StatusRead
}

// noteStamp returns what identifies the version of a note's file.
func noteStamp(n *note.Note) state.Stamp { return state.NewStamp(n.Size, n.Modified) }

// persistentPosition converts a position on the page into one that survives edits: a number of blocks below a heading.
func (p *page) persistentPosition(at render.Pos) state.Position {
	position := state.Position{Blocks: at.Block, Fraction: float64(at.Block) / float64(max(p.BlockCount(), 1))}
	if anchor := p.HeadingAbove(at); anchor != "" {
		if head, ok := p.HeadingPos(anchor); ok {
			position.Heading, position.Blocks = anchor, at.Block-head.Block
		}
	}
	return position
}

// restorePosition returns the start of the block that a saved position names. If its heading is gone, it uses the saved
// fraction of the note.
func (p *page) restorePosition(position state.Position) render.Pos {
	block := position.Blocks
	if position.Heading != "" {
		if head, ok := p.HeadingPos(position.Heading); ok {
			block += head.Block
		} else {
			block = int(position.Fraction * float64(p.BlockCount()))
		}
	}
	return render.Pos{Block: min(max(block, 0), max(p.BlockCount()-1, 0))}
}

// bookmarkText returns the text that a bookmark at the position at shows: the first of the next 10 lines that is not blank.
func (p *page) bookmarkText(at render.Pos) string {
	for range 10 {
		line, pos, ok := p.nextLine(at)
		if text := strings.TrimSpace(line.Text()); text != "" || !ok {
			if marker, rest, cut := strings.Cut(text, " "); cut && strings.Trim(marker, "#") == "" {
				return rest // a heading, which has a marker without styles
			}
			return text
		}
		at = render.Pos{Block: pos.Block, Line: pos.Line + 1}
	}
	return ""
}

// withBookmarkCommands inserts the commands for bookmarks and unread notes before edit.
func withBookmarkCommands(commands []command) []command {
	i := slices.IndexFunc(commands, func(c command) bool { return c.name == "edit" })
	return slices.Insert(commands, i,
		command{"mark", "m", "", "set a bookmark at this place", needsPage, (*session).setBookmark},
		command{"marks", "'", "", "list the bookmarks; N goes to bookmark N, -N removes it", anywhere, (*session).listBookmarks},
		command{"unread", "", "", "mark this note unread", needsPage, (*session).markUnread},
	)
}
