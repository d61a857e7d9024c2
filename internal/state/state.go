// Package state remembers what a reader did in a library: where they stopped in
// each note, what they have read, where they have been, what they marked, and
// what was on the shelf last.
//
//	the screen ──put──▶ Store, in memory ──Flush──▶ lock ─ read ─ merge ─ write ─ rename
//	the screen ◀─get──                   ◀──what another reader has put meanwhile──┘
//
// All of it is in one small file per library, in a folder that only the user
// can look into. Of each thing that is remembered the newest word counts, also
// when it is that there is nothing any more; so several readers of one library
// lose nothing to each other. Whatever is odd about a file counts as no file,
// and is put aside, not lost; a file of a later version is left as it is.
//
// It knows no notes, only their paths, and shows nothing. Everything in it may
// be deleted at any time. No text goes from it to a screen but through package safe.
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

// Place is where in a note one is: so many blocks below a heading, and so far into that block.
type Place struct {
	Heading string  `json:"heading,omitempty"` // anchor; "" above the first
	Blocks  int     `json:"blocks,omitempty"`
	Print   uint32  `json:"print,omitempty"` // of the block's text
	Offset  int     `json:"offset,omitempty"`
	Blank   int     `json:"blank,omitempty"`
	Share   float64 `json:"share,omitempty"` // of the note that is above, 0 to 1, for when the heading is gone
}

// Stamp tells one version of a file from another: its size in bytes and its time of change in nanoseconds since 1970.
type Stamp struct {
	Size     int64 `json:"size,omitempty"`
	Modified int64 `json:"modified,omitempty"`
}

// Bookmark is a place that the reader has marked.
type Bookmark struct {
	Path  string `json:"path"` // of the note
	Place Place  `json:"place"`
	Title string `json:"title,omitempty"` // of the note when it was marked
	Text  string `json:"text,omitempty"`  // what stood there
	Made  int64  `json:"-"`               // nanoseconds since 1970
}

// Shelf is what was on the shelf, and which note was read last.
type Shelf struct {
	Query   string `json:"query,omitempty"`
	Sort    string `json:"sort,omitempty"` // as the command line names it
	Reverse bool   `json:"reverse,omitempty"`
	Note    string `json:"note,omitempty"` // path
	Title   string `json:"title,omitempty"`
	Open    bool   `json:"open,omitempty"` // the note was on the page when one left
}

// Standing is what a note is to the reader.
type Standing uint8

// A note is Unseen when it was there before quire was, and was never opened. All but Read are unread.
const (
	Unseen  Standing = iota
	New              // it came or changed after the library was first opened, or was put back among the unread
	Changed          // it was read, and is another one now
	Read
)

// reading is what is known of the reading of a note.
type reading struct {
	Stamp
	Unread bool `json:"unread,omitempty"` // by the reader's own word
}

// content is all that is remembered of a library.
type content struct {
	Version  int             `json:"version"`
	Root     string          `json:"root"`  // of the library, for people who look into the file
	Since    int64           `json:"since"` // when it was first opened
	Shelf    table[Shelf]    `json:"shelf,omitempty"`
	Places   table[Place]    `json:"places,omitempty"`
	Readings table[reading]  `json:"readings,omitempty"`
	Visited  table[struct{}] `json:"visited,omitempty"` // addresses outside
	Marks    table[Bookmark] `json:"bookmarks,omitempty"`
}

// How much is remembered at most; the oldest is forgotten first.
const (
	mostPlaces   = 2_000
	mostReadings = 10_000
	mostVisited  = 5_000
	mostMarks    = 2_000
	longestText  = 300 // bytes of a title or a line, for showing
	longestKey   = 4 << 10
)

func empty(root string, now time.Time) content {
	return content{
		Version: version, Root: root, Since: now.UnixNano(), Shelf: table[Shelf]{}, Places: table[Place]{},
		Readings: table[reading]{}, Visited: table[struct{}]{}, Marks: table[Bookmark]{},
	}
}

// merge takes from o what is newer there.
func (c *content) merge(o content) {
	if o.Since > 0 {
		c.Since = min(c.Since, o.Since)
	}
	c.Shelf.merge(o.Shelf)
	c.Places.merge(o.Places)
	c.Readings.merge(o.Readings)
	c.Visited.merge(o.Visited)
	c.Marks.merge(o.Marks)
}

// trim forgets the oldest of what is too much; share is how much of what is allowed is left.
func (c *content) trim(now time.Time, share int) {
	c.Shelf.trim(now, 1)
	c.Places.trim(now, mostPlaces/share)
	c.Readings.trim(now, mostReadings/share)
	c.Visited.trim(now, mostVisited/share)
	c.Marks.trim(now, mostMarks/share)
}

func (c *content) clone() content {
	o := *c
	o.Shelf, o.Places, o.Readings = maps.Clone(c.Shelf), maps.Clone(c.Places), maps.Clone(c.Readings)
	o.Visited, o.Marks = maps.Clone(c.Visited), maps.Clone(c.Marks)
	return o
}

// sound is a place within bounds that any page can look for.
func (p Place) sound() Place {
	const most = 1 << 30
	p.Blocks, p.Offset, p.Blank = max(min(p.Blocks, most), -most), max(min(p.Offset, most), 0), max(min(p.Blank, most), 0)
	if !(p.Share >= 0 && p.Share <= 1) { // also what is no number
		p.Share = 0
	}
	return p
}

// shown is text that may be shown: on one line, short, and without anything that a terminal obeys.
func shown(text string) string {
	if len(text) > longestText {
		text = text[:longestText]
		for len(text) > 0 && !utf8.RuneStart(text[len(text)-1]) {
			text = text[:len(text)-1]
		}
		text = strings.TrimRight(text[:max(len(text)-1, 0)], " ")
	}
	return safe.Text(strings.ToValidUTF8(text, "\ufffd"))
}

// markKey tells one bookmark from another.
func markKey(path string, p Place) string {
	var b strings.Builder
	b.WriteString(keyOf(path))
	for _, part := range []string{p.Heading, number(p.Blocks), number(p.Offset), number(p.Blank)} {
		b.WriteString("\x00" + part)
	}
	return b.String()
}

// newestFirst sorts bookmarks.
func newestFirst(marks []Bookmark) {
	slices.SortFunc(marks, func(a, b Bookmark) int {
		return cmp.Or(cmp.Compare(b.Made, a.Made), strings.Compare(a.Path, b.Path), strings.Compare(a.Text, b.Text))
	})
}
