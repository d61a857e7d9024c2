package search

import "quire/internal/note"

// NameHit is a note that GoTo found, with the name that matches what was typed.
type NameHit struct {
	Hit
	Kind  NameKind
	Name  string // as the note has it; for NameTitle its title
	Spans []Span // what matches in Name: in order, apart from each other, in whole characters; nil if nothing was typed
}

// NameKind says which name of a note matches.
type NameKind uint8

// The kinds of names. A name that several kinds share is the first of them.
const (
	NameTitle NameKind = iota
	NameAlias
	NameSlug // that the front matter sets, so that it is not in the path
	NamePath // with extension
)

// HeadingHit is a heading that GoToHeading found.
type HeadingHit struct {
	Hit     // the note
	Heading note.Heading
	Spans   []Span // what matches in the text of the heading, as in a NameHit
}

// Span is a range of bytes of a text.
type Span struct{ Start, End int }
