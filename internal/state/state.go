// Package state stores what the user did in a library: the position in each note, which notes are read, the visited
// addresses, the bookmarks, and the last list and note.
//
//	the screen ──put──▶ Store, in memory ──Flush──▶ lock ─ read ─ merge ─ write ─ rename
//	the screen ◀─get──                   ◀──what another process has written meanwhile──┘
//
// Each library has one small JSON file, in a folder that only the user can look into. The last write of each entry
// wins, and deleting an entry is a write as well; so several processes with the same library lose nothing to each
// other. An invalid file counts as no file and is moved aside, not lost. A file of a later format version is left
// unchanged.
//
// The package knows only the paths of notes, and shows nothing. The user may delete its files at any time. Text from it
// reaches a screen only through package safe.
package state

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"quire/internal/safe"
)

// Position says where in a note the user stopped: so many blocks below a heading, and so far into that block. It survives
// edits of the note.
type Position struct {
	Heading     string  `json:"heading,omitempty"` // anchor; "" above the first heading
	Blocks      int     `json:"blocks,omitempty"`
	Fingerprint uint32  `json:"print,omitempty"`  // hash of the block's text
	Offset      int     `json:"offset,omitempty"` // characters into the block
	BlankLines  int     `json:"blank,omitempty"`  // blank lines after those characters
	Fraction    float64 `json:"share,omitempty"`  // part of the note above the position, 0 to 1; used when the heading is gone
}

// Stamp identifies one version of a file by its size in bytes and its modification time in nanoseconds since 1970.
type Stamp struct {
	Size     int64 `json:"size,omitempty"`
	Modified int64 `json:"modified,omitempty"`
}

// NewStamp returns the stamp of a file of a size in bytes. A zero modified means that the time is unknown.
func NewStamp(size int64, modified time.Time) Stamp {
	s := Stamp{Size: size}
	if !modified.IsZero() {
		s.Modified = modified.UnixNano()
	}
	return s
}

// Bookmark is a position in a note that the user has marked.
type Bookmark struct {
	Path     string   `json:"path"` // of the note
	Position Position `json:"place"`
	Title    string   `json:"title,omitempty"` // of the note when the bookmark was set
	Text     string   `json:"text,omitempty"`  // the line at the position
	Created  int64    `json:"-"`               // nanoseconds since 1970
}

// Session holds what a later session restores: the query and order of the list of notes, and the note that was read last.
type Session struct {
	Query    string `json:"query,omitempty"`
	Sort     string `json:"sort,omitempty"` // as on the command line
	Reverse  bool   `json:"reverse,omitempty"`
	Note     string `json:"note,omitempty"` // path
	Title    string `json:"title,omitempty"`
	NoteOpen bool   `json:"open,omitempty"` // the note was on the screen when the session ended
}

// ReadStatus says whether the user has read a note, and whether it has changed since.
type ReadStatus uint8

// A note that was there before the library was first opened, and was never opened itself, is unseen. Every note that is
// not read counts as unread.
const (
	StatusUnseen  ReadStatus = iota
	StatusNew                // it came or changed after the library was first opened, or the user marked it unread
	StatusChanged            // it was read, and has changed since
	StatusRead
)

// readRecord stores which version of a note was read.
type readRecord struct {
	Stamp
	Unread bool `json:"unread,omitempty"` // the user marked the note unread
}

// content is all that a file stores about a library.
type content struct {
	Version   int               `json:"version"`
	Root      string            `json:"root"`            // the library's path, for people who look into the file
	Since     int64             `json:"since"`           // when it was first opened, in nanoseconds since 1970
	Session   table[Session]    `json:"shelf,omitempty"` // at most one entry, with key ""
	Positions table[Position]   `json:"places,omitempty"`
	Reads     table[readRecord] `json:"readings,omitempty"`
	Visited   table[struct{}]   `json:"visited,omitempty"` // addresses outside the library
	Bookmarks table[Bookmark]   `json:"bookmarks,omitempty"`
	Queries   table[struct{}]   `json:"queries,omitempty"` // that the user has typed
}

// Upper bounds of what is stored. Beyond them the oldest entries are dropped.
const (
	maxPositions = 2_000
	maxReads     = 10_000
	maxVisited   = 5_000
	maxBookmarks = 2_000
	maxQueries   = 100
	maxTextBytes = 300 // of a title or a line that is shown
	maxKeyBytes  = 4 << 10
)

// newContent returns the content of a library that is opened for the first time.
func newContent(root string, now time.Time) content {
	return content{
		Version: formatVersion, Root: root, Since: now.UnixNano(), Session: table[Session]{}, Positions: table[Position]{},
		Reads: table[readRecord]{}, Visited: table[struct{}]{}, Bookmarks: table[Bookmark]{}, Queries: table[struct{}]{},
	}
}

// merge copies entries from o that are newer there.
func (c *content) merge(o content) {
	if o.Since > 0 {
		c.Since = min(c.Since, o.Since)
	}
	c.Session.merge(o.Session)
	c.Positions.merge(o.Positions)
	c.Reads.merge(o.Reads)
	c.Visited.merge(o.Visited)
	c.Bookmarks.merge(o.Bookmarks)
	c.Queries.merge(o.Queries)
}

// trim drops the oldest entries beyond the upper bounds, divided by divisor.
func (c *content) trim(now time.Time, divisor int) {
	c.Session.trim(now, 1)
	c.Positions.trim(now, maxPositions/divisor)
	c.Reads.trim(now, maxReads/divisor)
	c.Visited.trim(now, maxVisited/divisor)
	c.Bookmarks.trim(now, maxBookmarks/divisor)
	c.Queries.trim(now, maxQueries/divisor)
}

func (c *content) clone() content {
	o := *c
	o.Session, o.Positions, o.Reads = maps.Clone(c.Session), maps.Clone(c.Positions), maps.Clone(c.Reads)
	o.Visited, o.Bookmarks, o.Queries = maps.Clone(c.Visited), maps.Clone(c.Bookmarks), maps.Clone(c.Queries)
	return o
}

// clamp limits every field to a range that any page can look up.
func (p Position) clamp() Position {
	const limit = 1 << 30
	p.Blocks, p.Offset, p.BlankLines = max(min(p.Blocks, limit), -limit), max(min(p.Offset, limit), 0), max(min(p.BlankLines, limit), 0)
	if !(p.Fraction >= 0 && p.Fraction <= 1) { // also when it is NaN
		p.Fraction = 0
	}
	return p
}

// sanitizeText makes text safe to show: on one line, at most maxTextBytes long, valid UTF-8, and without control
// characters.
func sanitizeText(text string) string {
	if len(text) > maxTextBytes {
		text = text[:maxTextBytes]
		for len(text) > 0 && !utf8.RuneStart(text[len(text)-1]) {
			text = text[:len(text)-1]
		}
		text = strings.TrimRight(text[:max(len(text)-1, 0)], " ")
	}
	return safe.Text(strings.ToValidUTF8(text, "\ufffd"))
}

// bookmarkKey returns the key of the bookmark at a position; two bookmarks at one position are the same.
func bookmarkKey(path string, p Position) string {
	var b strings.Builder
	b.WriteString(encodeKey(path))
	for _, part := range []string{p.Heading, itoa(p.Blocks), itoa(p.Offset), itoa(p.BlankLines)} {
		b.WriteString("\x00" + part)
	}
	return b.String()
}

func sortNewestFirst(marks []Bookmark) {
	slices.SortFunc(marks, func(a, b Bookmark) int {
		return cmp.Or(cmp.Compare(b.Created, a.Created), strings.Compare(a.Path, b.Path), strings.Compare(a.Text, b.Text))
	})
}
