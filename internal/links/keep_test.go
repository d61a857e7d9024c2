package links

import (
	"slices"
	"testing"
)

// What is recalled says of every note what following its links says, and what was kept of another library is not.
func TestRecall(t *testing.T) {
	lib := files{
		"a.md": "[b](b.md) [web](https://mine.example/b) [no](no.md) [[c]]", "b.md": "[a](a.md#x) [pic](p.png) [[b]]",
		"c.md": "---\npermalink: /b\n---\n[[a]] [[A]] <https://mine.example/zz>",
	}
	site := Site{Hosts: []string{"mine.example"}}
	with := func(site Site, assets ...string) *Resolver { return New(lib.resolver(Site{}).notes, assets, site) }
	kept := with(site, "p.png").Kept()
	edges := make([]edge, len(with(site).links().edges))
	for _, r := range []*Resolver{with(site, "p.png"), with(site), with(Site{}, "p.png")} {
		r.Recall(kept)
		if fits := len(r.assets) == 1 && len(r.site.Hosts) == 1; r.recalled(edges) != fits {
			t.Errorf("%v %v: used is %v", r.assets, r.site, !fits)
		}
	}
	for name, r := range map[string]func() *Resolver{
		"the same": func() *Resolver { return with(site, "p.png") }, "no asset": func() *Resolver { return with(site) },
		"another site": func() *Resolver { return with(Site{}, "p.png") },
	} {
		want := r()
		for _, kept := range [][]byte{kept, nil, kept[:len(kept)-1], append(slices.Clone(kept), 0), slices.Repeat([]byte{255}, len(kept))} {
			got := r()
			got.Recall(kept)
			if !slices.Equal(got.links().edges, want.links().edges) || !slices.Equal(got.links().backs, want.links().backs) {
				t.Errorf("%s: %v, want %v", name, got.links().edges, want.links().edges)
			}
		}
	}
}
