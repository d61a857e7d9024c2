// Package searchtest helps to test what asks a search.Library. Only tests import it.
package searchtest

import (
	"context"

	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/search"
)

// Web says which note links to which, from a resolver. It implements what package graph asks.
type Web struct{ Resolver *links.Resolver }

// NotesLinkedFrom returns the notes that the note at a path links to.
func (w Web) NotesLinkedFrom(_ context.Context, path string) ([]search.Neighbour, error) {
	var out []search.Neighbour
	for _, n := range w.Resolver.NotesLinkedFrom(path) {
		out = append(out, search.Neighbour{Hit: search.NewHit(n.Note, 0, 0), LinkCount: n.LinkCount})
	}
	return out, nil
}

// NotesLinkingTo returns the notes that link to the note at a path.
func (w Web) NotesLinkingTo(_ context.Context, path string) ([]search.Hit, error) {
	return NewHits(w.Resolver.NotesLinkingTo(path)), nil
}

// NewHits returns notes as hits without a score.
func NewHits(notes []*note.Note) []search.Hit {
	hits := make([]search.Hit, len(notes))
	for i, n := range notes {
		hits[i] = search.NewHit(n, 0, 0)
	}
	return hits
}
