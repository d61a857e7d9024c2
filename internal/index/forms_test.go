package index

import (
	"fmt"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"quire/internal/links/profile"
	"quire/internal/query"
	"quire/internal/search"
	"quire/internal/testcorpus"
)

// formChecker compares an index with the scan.
type formChecker struct {
	corpus
	t     *testing.T
	saved query.Saved
	keys  []string // by which results are sorted and counted
	all   bool     // every order of every query; else one, another one for each query
	asked int
	found int
}

// formsDay is the day of the searches, from which modified files of loadForms are not far.
var formsDay = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

// isFormRead reports whether a note counts as read: each second one, in no order.
func isFormRead(h search.Hit) bool {
	f := fnv.New32()
	f.Write([]byte(h.Path()))
	return f.Sum32()%2 == 0
}

// orderRequests returns a request for every order.
func (c *formChecker) orderRequests() []search.Request {
	var all []search.Request
	for _, reverse := range []bool{false, true} {
		for by := search.Date; by < search.SortCount; by++ {
			all = append(all, search.Request{Sort: by, Reverse: reverse})
		}
		for _, key := range c.keys {
			all = append(all, search.Request{SortKey: key, Reverse: reverse})
		}
	}
	return all
}

// check compares what the index and the scan find for a query, as it stands and while it is typed.
func (c *formChecker) check(text string) {
	c.asked++
	q, _ := c.saved.Parse(text) // of a slip, the valid part
	facets := []search.Facet{search.FacetTags, search.FacetTagTree, search.FacetKeys}
	for _, key := range c.keys {
		facets = append(facets, search.FacetValues(key))
	}
	orders := c.orderRequests()
	if !c.all {
		orders = orders[c.asked%len(orders):][:1]
	}
	for i, r := range append(orders, search.Request{Typing: true}) {
		r.Query, r.Today, r.IsRead = q, formsDay, isFormRead
		if i == 0 {
			r.Facets = facets
		}
		got, err := c.Search(c.t.Context(), r)
		if err != nil {
			c.t.Errorf("%s: %v", text, err)
			return
		}
		want, _ := c.scan.Search(c.t.Context(), r)
		if difference := compareResults(got, want, r.Typing); difference != "" {
			c.t.Errorf("%s, %s, by %s %q, reversed %v, typing %v: %s", text, q, r.Sort, r.SortKey, r.Reverse, r.Typing, difference)
			return
		}
		if i == 0 && got.Total > 0 {
			c.found++
		}
	}
}

// compareResults says in what two results differ, or "". The order of ranked ones is the engine's own.
func compareResults(got, want search.Result, ranked bool) string {
	a, b := orderedPaths(got.Hits), orderedPaths(want.Hits)
	if ranked {
		slices.Sort(a)
		slices.Sort(b)
	}
	switch {
	case got.Total != want.Total || len(a) != got.Total:
		return fmt.Sprintf("%d notes, %d hits, the scan finds %d\n%s", got.Total, len(a), want.Total, firstDifference(a, b))
	case !slices.Equal(a, b):
		i := 0
		for a[i] == b[i] {
			i++
		}
		return fmt.Sprintf("hit %d is %s, the scan has %s\n%s", i, a[i], b[i], firstDifference(a, b))
	case got.Query.String() != want.Query.String():
		return fmt.Sprintf("searched for %s, the scan for %s", got.Query, want.Query)
	case fmt.Sprint(got.UnknownKeys) != fmt.Sprint(want.UnknownKeys):
		return fmt.Sprintf("the hints are %s, those of the scan %s", got.UnknownKeys, want.UnknownKeys)
	}
	for _, f := range slices.Sorted(maps.Keys(want.Facets)) {
		x, y := got.Facets[f], want.Facets[f]
		for i := range max(len(x), len(y)) {
			if i >= len(x) || i >= len(y) || x[i].Notes != y[i].Notes || !strings.EqualFold(x[i].Value, y[i].Value) {
				return fmt.Sprintf("counts of %s differ from value %d on: %v, those of the scan %v", f, i, x[i:min(len(x), i+3)], y[i:min(len(y), i+3)])
			}
		}
	}
	return ""
}

// Every form of a query, and mixtures of them, find the same notes as a scan of all notes, in the same order, with the same
// counts and hints; on every folder of $QUIRE_TEST_LIBRARIES too.
func TestSearch_EveryFormEqualsSlowScan(t *testing.T) {
	t.Parallel()
	if len(queryForms) < 150 {
		t.Errorf("only %d forms", len(queryForms))
	}
	testcorpus.Each(t, []string{testcorpus.Journal, testcorpus.Handbook, "blog", "vault"}, func(t *testing.T, name string) {
		checkForms(t, testcorpus.Path(t, name), corpusSites[name])
	})
	for _, root := range testcorpus.OtherLibraries() {
		t.Run(filepath.Base(root), func(t *testing.T) { checkForms(t, root, profile.Settings{}) })
	}
}

func checkForms(t *testing.T, root string, sites profile.Settings) {
	c := formChecker{corpus: loadFolder(t, root, sites, true), t: t}
	holes := fillHoles(c.scan)
	fill := strings.NewReplacer(holes.pairs()...)
	c.keys, c.all = holes.sortKeys(), len(c.scan.Notes) < 100
	c.saved = query.Saved{}
	for name, text := range savedForms {
		c.saved[name] = fill.Replace(text)
	}
	forms := queryForms
	if testing.Short() {
		forms = forms[:len(forms)/5]
	}
	for _, form := range forms {
		c.check(fill.Replace(form))
	}
	if len(c.scan.Notes) > 10 && c.found < len(forms)/3 {
		t.Errorf("only %d of %d queries find anything", c.found, len(forms))
	}
	random := rand.New(rand.NewPCG(7, 7))
	pick := func() string { return fill.Replace(forms[random.IntN(len(forms))]) }
	for range min(len(forms), 6000/(1+len(c.scan.Notes))) {
		mixture := []string{"%s %s", "%s OR %s", "-(%s) %s", "(%s OR %s) -#none", "%s -%s"}[random.IntN(5)]
		c.check(fmt.Sprintf(mixture, pick(), pick()))
	}
	t.Logf("%d notes: %d queries, %d of which find something", len(c.scan.Notes), c.asked, c.found)
}
