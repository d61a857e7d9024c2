// Package query turns what was typed into a tree, and a tree back into text.
//
// It is the one language of everything that searches: the shelf's query line,
// list, search, tags and show --query. The package knows nothing of notes and
// finds none: what a tree matches is decided by whoever walks it (see package
// index). It must never import another package of quire.
//
//	"#aws -(draft OR is:draft)"
//	      |  Parse
//	      v
//	And{ Tag{aws}, Not{ Or{ Word{draft}, State(draft) } } }
//	      |  String
//	      v
//	"#aws -(draft OR is:draft)"
//
// The grammar, loosest first:
//
//	or    = and { "OR" and }            OR in capitals
//	and   = { term }                    a space is and; it binds tighter than OR
//	term  = "-" term | "(" or ")" | leaf
//	leaf  = word | quoted | "#" value | name ":" value
//	value = word | quoted               a * after either: begins with
//
// A ( groups only where a term begins, and a ) that closes a ( of the same word
// belongs to the word: #whisk(e)y needs no quotes. In quotes \" and \\ stand for
// the quote and the backslash.
package query

// Query is what was asked for. The zero Query matches everything.
type Query struct {
	Root Node // nil matches everything
}

// IsZero reports whether q matches everything because it asks for nothing.
func (q Query) IsZero() bool { return q.Root == nil }

// Node is one part of a query. The family is closed: And, Or, Not, Word, Phrase,
// Tag, Field, Date, After, Before, State, LinksTo, From.
//
// What Parse returns is in normal form: And and Or have at least two children,
// no And is a child of And and no Or a child of Or.
type Node interface{ node() }

type (
	// And matches what all of its parts match.
	And []Node
	// Or matches what at least one of its parts matches.
	Or []Node
	// Not matches what X does not match.
	Not struct{ X Node }

	// Word is a word anywhere in a note. It is as typed and may hold several words in
	// the sense of an index (event-driven), which then stand next to one another.
	Word struct {
		Text   string
		Prefix bool // words that begin with Text match as well
	}
	// Phrase is words that stand next to one another in this order.
	Phrase struct {
		Text   string
		Prefix bool // the last word may go on
	}
	// Tag is a tag or one nested in it: a matches a/b.
	Tag struct {
		Name   string // without #
		Prefix bool   // tags that begin with Name match as well
	}
	// Field is words in one field of a note.
	Field struct {
		Name   FieldName
		Text   string
		Prefix bool // the last word may go on
	}

	// Date is the days from the first of From to the last of To. A zero
	// Day leaves that end open; both are never zero.
	Date struct{ From, To Day }
	// After is the days after the last day of its period: after:2021 begins with 2022.
	After struct{ Day Day }
	// Before is the days before the first day of its period.
	Before struct{ Day Day }

	// LinksTo is the notes that link to Note, which is named in any way that a command line may name a note.
	LinksTo struct{ Note string }
	// From is the notes that Note links to.
	From struct{ Note string }
)

// State is a yes-or-no fact about a note.
type State uint8

// The states that is: and has: ask for.
const (
	Draft    State = iota // is:draft
	Orphan                // is:orphan: no other note links to it
	Untagged              // is:untagged
	Unread                // is:unread: not opened in the reader as it is now
	Broken                // has:broken: a link that leads nowhere
	Problem               // has:problem
)

// FieldName is a field that can be searched on its own.
type FieldName uint8

// The fields.
const (
	Title FieldName = iota
	Author
	Path
	Series
	Lang
)

func (And) node()     {}
func (Or) node()      {}
func (Not) node()     {}
func (Word) node()    {}
func (Phrase) node()  {}
func (Tag) node()     {}
func (Field) node()   {}
func (Date) node()    {}
func (After) node()   {}
func (Before) node()  {}
func (State) node()   {}
func (LinksTo) node() {}
func (From) node()    {}

// All joins nodes with and, in normal form; nil parts ask for nothing.
func All(nodes ...Node) Node {
	flat := make(And, 0, len(nodes))
	for _, n := range nodes {
		switch n := n.(type) {
		case nil:
		case And:
			flat = append(flat, n...)
		default:
			flat = append(flat, n)
		}
	}
	switch len(flat) {
	case 0:
		return nil
	case 1:
		return flat[0]
	}
	return flat
}

// Any joins nodes with or, in normal form; nil parts are left out.
func Any(nodes ...Node) Node {
	flat := make(Or, 0, len(nodes))
	for _, n := range nodes {
		switch n := n.(type) {
		case nil:
		case Or:
			flat = append(flat, n...)
		default:
			flat = append(flat, n)
		}
	}
	switch len(flat) {
	case 0:
		return nil
	case 1:
		return flat[0]
	}
	return flat
}

// Typing is q while its end is still being typed: the last word, phrase, tag or
// field value matches as a prefix.
func (q Query) Typing() Query { return Query{openEnd(q.Root)} }

func openEnd(n Node) Node {
	switch n := n.(type) {
	case And:
		return append(append(And{}, n[:len(n)-1]...), openEnd(n[len(n)-1]))
	case Or:
		return append(append(Or{}, n[:len(n)-1]...), openEnd(n[len(n)-1]))
	case Not:
		// What is excluded must not grow with each letter: -a would hide nearly everything.
		return n
	case Word:
		n.Prefix = true
		return n
	case Phrase:
		n.Prefix = true
		return n
	case Tag:
		n.Prefix = true
		return n
	case Field:
		n.Prefix = true
		return n
	}
	return n
}
