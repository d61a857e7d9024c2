package links

import (
	"errors"
	"slices"
	"testing"
)

// A loaded graph equals the graph that resolving all links yields. A graph of another library, or an invalid
// graph, is ignored.
func TestUseGraph_IgnoresOtherLibraries(t *testing.T) {
	lib := libraryFiles{
		"a.md": "[b](b.md) [web](https://mine.example/b) [no](no.md) [[c]]", "b.md": "[a](a.md#x) [pic](p.png) [[b]]",
		"c.md": "---\npermalink: /b\n---\n[[a]] [[A]] <https://mine.example/zz>",
	}
	site := testSite{Hosts: []string{"mine.example"}}
	with := func(site testSite, assets ...string) *Resolver {
		return newResolver(lib.resolver(testSite{}).notes, assets, site)
	}
	kept := with(site, "p.png").Graph()
	count := len(kept.Edges)
	loads := func(g Graph, err error) func() (Graph, error) { return func() (Graph, error) { return g, err } }
	for _, r := range []*Resolver{with(site, "p.png"), with(site), with(testSite{}, "p.png")} {
		r.UseGraph(loads(kept, nil))
		fits := len(r.assets) == 1 && len(r.sites.At(0).Hosts) == 1
		if _, ok := r.loadEdges(count); ok != fits {
			t.Errorf("%v %v: loaded is %v", r.assets, r.sites.At(0).Profile, ok)
		}
	}
	for name, r := range map[string]func() *Resolver{
		"the same": func() *Resolver { return with(site, "p.png") }, "no asset": func() *Resolver { return with(site) },
		"another site": func() *Resolver { return with(testSite{}, "p.png") },
	} {
		want := r()
		changed := func(i int, e Edge) Graph {
			g := Graph{kept.Inputs, slices.Clone(kept.Edges)}
			g.Edges[i] = e
			return g
		}
		for what, load := range map[string]func() (Graph, error){
			"kept": loads(kept, nil), "none": nil, "unreadable": loads(kept, errors.New("no")),
			"shorter":           loads(Graph{kept.Inputs, kept.Edges[:count-1]}, nil),
			"longer":            loads(Graph{kept.Inputs, append(slices.Clone(kept.Edges), Edge{})}, nil),
			"of a missing note": loads(changed(0, Edge{To: 3, Status: Note}), nil),
			"of note -2":        loads(changed(0, Edge{To: -2}), nil),
			"of another status": loads(changed(count-1, Edge{To: -1, Status: 255}), nil),
			"of other inputs":   loads(Graph{"", kept.Edges}, nil),
		} {
			got := r()
			got.UseGraph(load)
			if !slices.Equal(got.linkGraph().edges, want.linkGraph().edges) || !slices.Equal(got.linkGraph().backlinks, want.linkGraph().backlinks) {
				t.Errorf("%s, %s: %v, want %v", name, what, got.linkGraph().edges, want.linkGraph().edges)
			}
		}
	}
}
