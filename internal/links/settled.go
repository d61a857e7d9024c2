package links

import (
	"iter"

	"quire/internal/note"
)

// SettledTargets resolves all links of a note, which has them in its details, like Targets. But it does not look for files with
// similar names for the broken ones: that takes far longer than all the rest.
func (r *Resolver) SettledTargets(n *note.Note, all []note.Link) []Target {
	b := &batch{source: n, suggestionsLeft: maxSuggestions, skipSimilar: true}
	targets := make([]Target, len(all))
	for i, l := range all {
		targets[i] = r.resolveLink(b, l.Link)
	}
	return targets
}

// BacklinksByIndex returns an iterator over the links from other notes to a note: the number of the linking note and the index
// of the link in it. Notes are numbered by path.
func (r *Resolver) BacklinksByIndex(n int) iter.Seq2[int, int] {
	g := r.linkGraph()
	return func(yield func(int, int) bool) {
		for _, b := range g.backlinks[g.firstBacklink[n]:g.firstBacklink[n+1]] {
			if !yield(int(b.note), int(b.link)) {
				return
			}
		}
	}
}

// EdgesByIndex returns the targets of the links of a note, as far as the graph tells them. Callers must not change them.
func (r *Resolver) EdgesByIndex(n int) []Edge {
	g := r.linkGraph()
	return g.edges[g.firstEdge[n]:g.firstEdge[n+1]]
}
