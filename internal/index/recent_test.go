package index

import (
	"fmt"
	"testing"

	"quire/internal/query"
)

// What is kept from the keys before changes no answer.
func TestTypedAsAskedAtOnce(t *testing.T) {
	c := load(t, "blog")
	texts := append([]string{
		`"in the cloud" lambda`, `title:"how to use"`, `"a b" "a b c"`, "the OR of OR and", `-"in the" aws`, `"lambda function in" -the`, `"東京 に" go`,
	}, blogQueries...)
	for _, text := range texts {
		for end := 1; end <= len(text); end++ {
			for _, sort := range []Sort{Auto, Title} {
				q, _ := query.Parse(text[:end])
				got := fmt.Sprint(c.Search(q, Options{Typing: true, Sort: sort}))
				warm := c.recent.things
				c.recent.things = nil
				if want := fmt.Sprint(c.Search(q, Options{Typing: true, Sort: sort})); got != want {
					t.Errorf("%q by %v: %.200s after the keys before it, %.200s without", text[:end], sort, got, want)
				}
				c.recent.things = warm
			}
		}
	}
}

func TestRecentIsBounded(t *testing.T) {
	var r recent
	found := func(bytes int) func() (*int, int) { return func() (*int, int) { return &bytes, bytes } }
	for i := range 3 * recentThings {
		recall(&r, fmt.Sprint("small", i), found(1))
		if recall(&r, "small0", found(7)); i > 0 && *recall(&r, "small0", found(8)) != 1 {
			t.Fatal("what was asked for all the time is not kept")
		}
	}
	if len(r.things) != recentThings {
		t.Errorf("%d things are kept", len(r.things))
	}
	for i := range 10 {
		recall(&r, fmt.Sprint("large", i), found(recentOne))
	}
	if len(r.things) != 3 || r.things[2].key != "large9" {
		t.Errorf("%d large ones are kept, the last is %s", len(r.things), r.things[len(r.things)-1].key)
	}
	recall(&r, "too large", found(recentOne+1))
	if r.get("too large") != nil || len(r.things) != 3 {
		t.Error("one that is too large took the place of others")
	}
}
