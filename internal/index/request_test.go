package index

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"quire/internal/query"
	"quire/internal/search"
)

// orderedPaths returns the paths of hits in their order.
func orderedPaths(hits []search.Hit) []string {
	var paths []string
	for _, h := range hits {
		paths = append(paths, h.Path())
	}
	return paths
}

// The index and the scan agree on every order, on the part that Offset and Limit name, on the total, and on the counts of
// tags, which do not depend on that part.
func TestSearch_OrderPartAndFacetsEqualScan(t *testing.T) {
	c := loadCorpus(t, "blog")
	queries := []string{"", "#aws", "-#aws", "#aws #serverless", "lambda", "date:2021", "is:untagged", "is:orphan", "zzzz"}
	if testing.Short() {
		queries = queries[1:3]
	}
	for _, text := range queries {
		q, err := query.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		for by := search.Date; by < search.SortCount; by++ {
			for _, part := range []search.Request{{}, {Limit: 3}, {Offset: 2, Limit: 3}, {Offset: 5}, {Offset: 1000}, {Reverse: true, Offset: 1, Limit: 4}} {
				r := part
				r.Query, r.Sort, r.Facets = q, by, []search.Facet{search.FacetTags}
				got, err := c.Search(t.Context(), r)
				if err != nil {
					t.Fatal(err)
				}
				want, _ := c.scan.Search(t.Context(), r)
				if got.Total != want.Total || !slices.Equal(orderedPaths(got.Hits), orderedPaths(want.Hits)) {
					t.Errorf("%q %+v: %d hits %v, the scan has %d %v", text, part, got.Total, orderedPaths(got.Hits), want.Total, orderedPaths(want.Hits))
				}
				if !slices.Equal(got.Facets[search.FacetTags], want.Facets[search.FacetTags]) {
					t.Errorf("%q %+v: tags %v, the scan has %v", text, part, got.Facets, want.Facets)
				}
			}
		}
	}
}

// A nested tag counts once for each tag that it is nested in, as a query for that tag finds its notes.
func TestSearch_TagTreeCountsWhatAQueryFinds(t *testing.T) {
	c := corpusOf(
		"a.md\n---\ntags: [Area/Home/Roof, area/garden, x / y]\n---\nleak",
		"b.md\n---\ntags: [area, /lone, deep//er, x]\n---\nleak",
		"c.md\n---\ntags: [area/home/, \"other/two words\", é/a, e/b]\n---\n",
	)
	for _, text := range []string{"", "leak", "-#area/home", "zzz"} {
		q, err := query.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		r := search.Request{Query: q, Facets: []search.Facet{search.FacetTagTree, search.FacetTags}}
		got, err := c.Search(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := c.scan.Search(t.Context(), r)
		for _, f := range r.Facets {
			if a, b := tagList(got.Facets[f]), tagList(want.Facets[f]); !strings.EqualFold(a, b) { // the scan spells as the hits do
				t.Errorf("%q: %v, the scan has %v", text, got.Facets[f], want.Facets[f])
			}
		}
		for _, tag := range got.Facets[search.FacetTagTree] {
			both := query.Query{Root: query.JoinAnd(q.Root, query.Tag{Name: tag.Value})}
			if found := len(c.hits(both, search.Request{})); found != tag.Notes && !strings.ContainsAny(tag.Value, "éE") {
				t.Errorf("%q: %s counts %d notes, and the query finds %d", text, tag.Value, tag.Notes, found)
			}
		}
	}
	if got := tagList(mustFacet(t, c, search.FacetTagTree)); !strings.HasPrefix(got, "area 3, Area/Home 2, ") {
		t.Errorf("%s", got)
	}
}

// mustFacet counts the values of a facet over all notes.
func mustFacet(t *testing.T, c corpus, f search.Facet) []search.ValueCount {
	t.Helper()
	found, err := c.Search(t.Context(), search.Request{Facets: []search.Facet{f}})
	if err != nil {
		t.Fatal(err)
	}
	return found.Facets[f]
}

// A part of ranked hits is the same part of all of them, in both directions.
func TestSearch_OffsetOfRankedHits(t *testing.T) {
	c := loadCorpus(t, "blog")
	q, _ := query.Parse("lambda")
	for _, reverse := range []bool{false, true} {
		all := c.hits(q, search.Request{Reverse: reverse})
		for _, offset := range []int{0, 1, 7, len(all), len(all) + 3} {
			for _, limit := range []int{0, 1, 5, len(all) + 1} {
				want := all[min(offset, len(all)):]
				if limit > 0 {
					want = want[:min(limit, len(want))]
				}
				if got := c.hits(q, search.Request{Reverse: reverse, Offset: offset, Limit: limit}); !slices.Equal(got, want) {
					t.Errorf("reverse %v, %d hits from %d: %v, want %v", reverse, limit, offset, orderedPaths(got), orderedPaths(want))
				}
			}
		}
	}
}

// IndexOf finds each hit by its path, and nothing else, with the numbers of an engine and without.
func TestResult_IndexOf(t *testing.T) {
	c := loadCorpus(t, "blog")
	q, _ := query.Parse("#aws")
	found, err := c.Search(t.Context(), search.Request{Query: q})
	if err != nil || found.Total == 0 || found.Total == len(c.scan.Notes) {
		t.Fatalf("%d hits, %v", found.Total, err)
	}
	unnumbered := found
	unnumbered.NumberOf = nil
	for _, p := range append(orderedPaths(found.Hits), "no/such.md", "", c.hits(query.Query{}, search.Request{Sort: search.Path})[0].Path()) {
		want := slices.Index(orderedPaths(found.Hits), p)
		if got, slow := found.IndexOf(p), unnumbered.IndexOf(p); got != want || slow != want {
			t.Errorf("%q is at %d and %d, want %d", p, got, slow, want)
		}
	}
	for _, n := range c.scan.Notes {
		if want := slices.Index(orderedPaths(found.Hits), n.Note.Path); found.IndexOf(n.Note.Path) != want {
			t.Errorf("%s is at %d, want %d", n.Note.Path, found.IndexOf(n.Note.Path), want)
		}
	}
}

// No question is answered once its context is done.
func TestSearch_EndsWithContext(t *testing.T) {
	c := corpusOf("a.md\n# A\n")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, found := c.Search(ctx, search.Request{})
	_, goTo := c.GoTo(ctx, "a", 1)
	_, tags := c.CountTags(ctx)
	_, tag := c.CountNotesWithTag(ctx, "a")
	_, headings := c.GoToHeading(ctx, "a", 1)
	for i, err := range []error{found, goTo, headings, tags, tag} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("question %d: %v", i, err)
		}
	}
}
