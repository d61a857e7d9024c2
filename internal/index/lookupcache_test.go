package index

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"testing"

	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/search"
	"quire/internal/testcorpus"
	"quire/internal/text"
)

// Typing a query key by key finds the same hits as searching at once with an empty cache.
func TestLookupCache_ChangesNoAnswer(t *testing.T) {
	testcorpus.Each(t, []string{testcorpus.Journal, "blog"}, func(t *testing.T, name string) {
		queries := map[string][]string{"blog": blogQueries, testcorpus.Journal: journalQueries}[name]
		checkTypingCache(t, loadCorpus(t, name), queries)
	})
}

func checkTypingCache(t *testing.T, c corpus, queries []string) {
	t.Helper()
	texts := append([]string{
		`"in the cloud" lambda`, `title:"how to use"`, `"a b" "a b c"`, "the OR of OR and", `-"in the" aws`, `"lambda function in" -the`, `"東京 に" go`,
	}, queries...)
	for _, text := range texts {
		for end := 1; end <= len(text); end++ {
			for _, sort := range []search.Sort{search.Auto, search.Title} {
				q, _ := query.Parse(text[:end])
				got := fmt.Sprint(c.hits(q, search.Request{Typing: true, Sort: sort}))
				warm := c.lookups.entries
				c.lookups.entries = nil
				if want := fmt.Sprint(c.hits(q, search.Request{Typing: true, Sort: sort})); got != want {
					t.Errorf("%q by %v: %.200s after the keys before it, %.200s without", text[:end], sort, got, want)
				}
				c.lookups.entries = warm
			}
		}
	}
}

func TestLookupCache_IsBounded(t *testing.T) {
	x := &Index{}
	r := &x.lookups
	found := func(bytes int) func() (*int, int) { return func() (*int, int) { return &bytes, bytes } }
	for i := range 3 * maxCacheEntries {
		getOrCompute(x, fmt.Sprint("small", i), found(1))
		if getOrCompute(x, "small0", found(7)); i > 0 && *getOrCompute(x, "small0", found(8)) != 1 {
			t.Fatal("what was asked for all the time is not kept")
		}
	}
	if len(r.entries) != maxCacheEntries {
		t.Errorf("%d things are kept", len(r.entries))
	}
	for i := range 10 {
		getOrCompute(x, fmt.Sprint("large", i), found(maxEntryBytes))
	}
	if len(r.entries) != 3 || r.entries[2].key != "large9" {
		t.Errorf("%d large ones are kept, the last is %s", len(r.entries), r.entries[len(r.entries)-1].key)
	}
	getOrCompute(x, "too large", found(maxEntryBytes+1))
	if r.get("too large") != nil || len(r.entries) != 3 {
		t.Error("one that is too large took the place of others")
	}
}

// unreliable is a postings file that sometimes cannot be read.
type unreliable struct {
	bytes []byte
	fails bool
}

func (u *unreliable) ReadAt(b []byte, at int64) (int, error) {
	if u.fails {
		return 0, errors.New("no")
	}
	return bytes.NewReader(u.bytes).ReadAt(b, at)
}

// An answer that is incomplete because of a read error is not given again once reading works.
func TestLookupCache_DropsAnswersAfterReadErrors(t *testing.T) {
	c := corpusOf("a.md\nSome words of a text\n", "b.md\nOther words of a text\n")
	var file bytes.Buffer
	words := c.Segments()
	if err := words.WriteBodies(bufio.NewWriter(&file)); err != nil {
		t.Fatal(err)
	}
	source := &unreliable{bytes: file.Bytes()}
	words.ReadFrom(source)
	for _, q := range []string{"words", `"words of a text"`, `"words of a te"*`} {
		source.fails = true
		if got := c.find(q, search.Request{}); got != "" {
			t.Fatalf("%s is in %s", q, got)
		}
		source.fails = false
		if got := c.find(q, search.Request{}); got != "a b" {
			t.Errorf("%s is in %q", q, got)
		}
	}
	if !words.HasReadError() {
		t.Error("nobody will know")
	}
}

// The cache holds the starts of a phrase in all segments, also in a library that changed often and so has many.
func TestLookupCache_HoldsStartsOfManySegments(t *testing.T) {
	const segments = 12
	var all []*note.Parsed
	x := NewBuilder().Build(nil, nil)
	for i := range segments {
		all = append(all, note.Parse(fmt.Sprintf("n%02d.md", i), []byte("Some words of a text\n")))
		b := NewBuilder().ReuseSegments(x.Segments())
		b.Add(all[i])
		x = b.Build(notesOf(all), nil)
	}
	if len(x.segments) != segments {
		t.Fatalf("%d segments", len(x.segments))
	}
	q, _ := query.Parse(`"words of a te`)
	if hits := x.hits(q, search.Request{Typing: true}); len(hits) != segments {
		t.Fatalf("%d hits", len(hits))
	}
	for _, g := range x.segments {
		for _, part := range []string{"head", "body"} {
			if s := (&searcher{Index: x}); s.startsCacheFor(part, g)(text.TokenizeQuery("words of a", false), nil) == nil {
				t.Errorf("the %s of the segment at %d is looked through again", part, g.base)
			}
		}
	}
}
