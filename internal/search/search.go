// Package search holds the question that a reader asks of a library and the answer to it: what is searched for, in which
// order and how much of it, and the hits with their counts. The shelf, the pickers, the line-by-line reader and the
// commands ask through it and know no engine.
//
//	query.Query ──▶ Request ──▶ Searcher ──▶ Result: hits, total, facets
//	                              │
//	                              └ package index, or another engine
//
// The package holds interfaces and values and finds nothing itself. An engine may wait for a disk or a network: whatever may
// wait takes a context and returns an error. Nothing of one user is part of an engine; what a user has read comes with the
// Request.
package search

import (
	"context"
	"errors"
	"strings"
	"time"

	"quire/internal/query"
)

// Searcher answers questions about all notes of a library. It is safe for concurrent use.
type Searcher interface {
	// Search returns the notes that match a request. A query that asks for nothing matches all notes.
	Search(ctx context.Context, r Request) (Result, error)
	// GoTo returns the notes whose title, alias, slug or path matches text best, best first, at most limit of them (0: all). An
	// empty text matches all notes, newest first.
	GoTo(ctx context.Context, text string, limit int) ([]NameHit, error)
	// GoToHeading returns the headings of all notes that contain each word of text, or something that begins so, best first,
	// at most limit of them (0: all). An empty text matches all headings, those of the newest notes first. Of very many
	// headings that match, an engine may leave out those of the oldest notes before it ranks them.
	GoToHeading(ctx context.Context, text string, limit int) ([]HeadingHit, error)
	// CountTags returns all tags of the library with the number of notes that have each, most common first.
	CountTags(ctx context.Context) ([]ValueCount, error)
	// CountKeys returns all keys of the front matter with the number of notes that have each, most common first.
	CountKeys(ctx context.Context) ([]ValueCount, error)
	// CountNotesWithTag returns the number of notes with a tag, ignoring case. A note tagged a/b counts for a/b only.
	CountNotesWithTag(ctx context.Context, tag string) (int, error)
}

// Request is a search.
type Request struct {
	Query query.Query
	// Typing makes the last word of the query a prefix, since it is still being typed.
	Typing bool
	Sort   Sort
	// SortKey sorts by the values of a key of the front matter instead: numbers, then dates, then texts, notes without a value
	// last. Notes with the same value are in the order Date, as all are if no note has the key.
	SortKey string
	Reverse bool // reverse order; undated notes stay last
	Offset  int  // number of hits to leave out at the start
	Limit   int  // maximum number of hits; 0 for all
	// Facets lists the fields whose values are to be counted over all hits, whatever Offset and Limit are.
	Facets []Facet
	// Today is the day from which the query's relative dates count, in the user's time zone. Zero is the present.
	Today time.Time
	// IsRead reports whether the user has read the current version of a note, for is:unread. Nil means that nothing was
	// read. An engine may call it for every note of the library.
	IsRead func(Hit) bool
}

// Facet is a field of notes whose values a search can count: FacetTags, FacetKeys, or the values of a key.
type Facet string

const (
	// FacetTags counts the tags of notes. A note tagged a/b counts for a/b only.
	FacetTags Facet = "#"
	// FacetTagTree counts tags as a query for them matches: a note tagged a/b/c counts also for a/b and a, once for each.
	FacetTagTree Facet = "#/"
	// FacetKeys counts the keys of the front matter; see note.Note.FieldValues for how nested ones are named.
	FacetKeys Facet = "has"

	valuesPrefix = "key:"
)

// FacetValues counts the values of a key of the front matter. Values that differ only in case are one value.
func FacetValues(key string) Facet { return Facet(valuesPrefix + key) }

// Key returns the key whose values f counts, or "" for another facet.
func (f Facet) Key() string {
	key, _ := strings.CutPrefix(string(f), valuesPrefix)
	if len(key) == len(f) {
		return ""
	}
	return key
}

// ValueCount is a value of a field, such as a tag, with the number of notes that have it.
type ValueCount struct {
	Value string // the most common spelling
	Notes int
}

// Result is the answer to a Request.
type Result struct {
	Hits  []Hit
	Total int // number of hits without Offset and Limit
	// Query is what was searched for: with text in place of key:value where no note has the key, and with the last word as a
	// prefix if the request was Typing.
	Query query.Query
	// UnknownKeys holds the keys of the query that no note has.
	UnknownKeys []UnknownKey
	// Facets holds the counts that the request asked for, most common value first, ties by name.
	Facets map[Facet][]ValueCount
	// NumberOf returns the number that NewHit was given for the hit with a path; it is not ok for a path that cannot be among
	// the hits. It is nil if the engine does not number its hits. It must not wait.
	NumberOf func(path string) (number uint32, ok bool)
}

// IndexOf returns the position of a note among the hits, or -1. It does not wait. With NumberOf it takes some 50 µs for
// 100,000 hits; without, it reads the path of every hit.
func (r Result) IndexOf(path string) int {
	if r.NumberOf == nil {
		for i, h := range r.Hits {
			if h.Path() == path {
				return i
			}
		}
		return -1
	}
	number, ok := r.NumberOf(path)
	if !ok {
		return -1
	}
	for i := range r.Hits {
		if r.Hits[i].number == number {
			return i
		}
	}
	return -1
}

// ErrNoSearch is returned by every search of a library that was loaded without what searching needs.
var ErrNoSearch = errors.New("the library was loaded without its search index")
