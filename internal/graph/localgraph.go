package graph

import (
	"context"

	"quire/internal/search"
)

// LocalGraph holds the notes around a centre: those that link to it and those that it links to, each with the notes
// one step further. Within each side a note occurs once, as near to the centre as possible, so that a side is a tree
// even where the links have cycles.
type LocalGraph struct {
	Centre search.Hit
	in     []branch // notes that link to the centre
	out    []branch // notes that it links to
}

// branch is a note one step from the centre, with the notes one step behind it.
type branch struct {
	note     search.Hit
	children []search.Hit
}

// NewLocalGraph finds the notes around centre, two steps deep.
func NewLocalGraph(ctx context.Context, centre search.Hit, web LinkSource) (*LocalGraph, error) {
	in, err := buildTree(ctx, centre, web.NotesLinkingTo)
	if err != nil {
		return nil, err
	}
	out, err := buildTree(ctx, centre, targetNotes(web))
	if err != nil {
		return nil, err
	}
	return &LocalGraph{centre, in, out}, nil
}

// buildTree returns the branches of one side; next gives the notes one step away from a note.
func buildTree(ctx context.Context, centre search.Hit, next nextFunc) ([]branch, error) {
	near, err := next(ctx, centre.Path())
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{centre.Path(): true}
	branches := make([]branch, len(near))
	for i, n := range near {
		seen[n.Path()] = true
		branches[i].note = n
	}
	for i := range branches {
		far, err := next(ctx, branches[i].note.Path())
		if err != nil {
			return nil, err
		}
		for _, n := range far {
			if !seen[n.Path()] {
				seen[n.Path()] = true
				branches[i].children = append(branches[i].children, n)
			}
		}
	}
	return branches, nil
}

// LinkCounts returns how many notes link to the centre, and how many it links to.
func (s *LocalGraph) LinkCounts() (in, out int) { return len(s.in), len(s.out) }

// childrenLimit is the most children that a branch shows.
const childrenLimit = 8

// maxChildren returns how many children each branch may show so that all branches fit into rows. It is at least 1,
// since a single child may be on the branch's own row. The function count returns the rows that a branch with next
// children takes.
func maxChildren(branches []branch, rows int, count func(next int) int) int {
	for limit := childrenLimit; limit > 1; limit-- {
		sum := 0
		for _, b := range branches {
			sum += count(min(len(b.children), limit))
		}
		if sum <= rows {
			return limit
		}
	}
	return 1
}
