package index

import (
	"quire/internal/note"
	"quire/internal/query"
)

// noteStates holds the states that follow from a note alone, each with the question whether a note is in it. Their sets are made
// once.
var noteStates = map[query.State]func(*note.Note) bool{
	query.Draft:    func(n *note.Note) bool { return n.Draft },
	query.Untagged: func(n *note.Note) bool { return len(n.Tags) == 0 },
	query.Problem:  func(n *note.Note) bool { return n.ProblemCount > 0 },
	query.Todo:     func(n *note.Note) bool { return n.OpenTaskCount > 0 },
}

// evalState adds the notes in a state.
func (s *searcher) evalState(n query.State, to bitset) {
	switch n {
	case query.Orphan:
		to.or(s.orphans())
	case query.Broken:
		to.or(s.broken())
	case query.Unread:
		for _, i := range s.byPath {
			if s.read == nil || !s.read(s.newHit(i, 0)) {
				to.add(i)
			}
		}
	default:
		to.or(s.attributes().states[n])
	}
}
