package links

import (
	"crypto/sha256"
	"fmt"
)

// Graph says where all links of a library lead, so that a later Resolver of the same library need not resolve them again. It
// holds as long as the notes, the assets and the site are the same.
type Graph struct {
	Inputs string // a checksum of the assets, the links to notes and the site
	Edges  []Edge // of all links, in the order of the notes and of Details.Links
}

// Graph returns the link graph of the library, for UseGraph. The caller must not change it.
func (r *Resolver) Graph() Graph { return Graph{r.inputChecksum(), r.linkGraph().edges} }

// UseGraph gives the resolver a way to load the graph of the same notes, which it calls at most once, when the links are
// needed; the caller must compare the notes. A graph that is invalid or of other assets or another site is ignored. Call
// it before anything uses the links: it is not safe for concurrent use.
func (r *Resolver) UseGraph(load func() (Graph, error)) { r.loadGraph = load }

// inputChecksum returns a checksum of the number of notes, the assets, the symbolic links to notes and the site. The links
// may change while all notes stay the same.
func (r *Resolver) inputChecksum() string {
	h := sha256.New()
	fmt.Fprintf(h, "%d %q %q", len(r.notes), r.sites.Fingerprint(), r.assets)
	for i, n := range r.notes {
		if len(n.OtherPaths) > 0 {
			fmt.Fprintf(h, " %d %q", i, n.OtherPaths)
		}
	}
	return string(h.Sum(nil))
}

// loadEdges returns the edges of count links from the graph that UseGraph was given, or false if there is none that is
// valid.
func (r *Resolver) loadEdges(count int) ([]Edge, bool) {
	if r.loadGraph == nil {
		return nil, false
	}
	g, err := r.loadGraph()
	if err != nil || len(g.Edges) != count || g.Inputs != r.inputChecksum() {
		return nil, false
	}
	for _, e := range g.Edges {
		if e.To < -1 || int(e.To) >= len(r.notes) || e.Status >= Unresolved {
			return nil, false
		}
	}
	return g.Edges, true
}
