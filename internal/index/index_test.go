package index

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"quire/internal/links/profile"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/search"
	"quire/internal/search/searchtest"
)

// hits returns the hits of a request, with q as its query.
func (x *Index) hits(q query.Query, r search.Request) []search.Hit {
	r.Query = q
	found, err := x.Search(context.Background(), r)
	if err != nil {
		panic(err)
	}
	return found.Hits
}

// tagsOfHits counts the tags of the hits of a request, with q as its query.
func (x *Index) tagsOfHits(q query.Query, r search.Request) []search.ValueCount {
	r.Query, r.Facets = q, []search.Facet{search.FacetTags}
	found, err := x.Search(context.Background(), r)
	if err != nil {
		panic(err)
	}
	return found.Facets[search.FacetTags]
}

// allTags counts the tags of all notes.
func (x *Index) allTags() []search.ValueCount {
	tags, err := x.CountTags(context.Background())
	if err != nil {
		panic(err)
	}
	return tags
}

// goTo returns what GoTo finds.
func (x *Index) goTo(text string, limit int) []search.NameHit {
	hits, err := x.GoTo(context.Background(), text, limit)
	if err != nil {
		panic(err)
	}
	return hits
}

func tagList(tags []search.ValueCount) string {
	var list []string
	for _, t := range tags {
		list = append(list, fmt.Sprint(t.Value, " ", t.Notes))
	}
	return strings.Join(list, ", ")
}

// corpusOf returns a corpus of files, each given as path, newline, content.
func corpusOf(files ...string) corpus {
	var parsed []*note.Parsed
	for _, f := range files {
		path, text, _ := strings.Cut(f, "\n")
		parsed = append(parsed, note.Parse(path, []byte(text)))
	}
	c := corpus{scan: searchtest.NewLibrary(parsed, nil, profile.Sites{})}
	b := NewBuilder().UseTexts(scanTexts{c.scan})
	addAll(b, c.scan.Notes)
	c.Index = b.Build(notesOf(c.scan.Notes), c.scan.Resolver)
	return c
}

func (c corpus) find(text string, o search.Request) string {
	q, err := query.Parse(text)
	if err != nil {
		return err.Error()
	}
	var names []string
	for _, h := range c.hits(q, o) {
		names = append(names, h.ID())
	}
	return strings.Join(names, " ")
}

func TestSearch_SmallCorpus(t *testing.T) {
	c := corpusOf(
		"a.md\n---\ntitle: The Café\ndate: 2021-10-04 09:00:02\ntags: [Food/Soup, café]\nauthor: Ann Øye\nlang: en-GB\n---\n日本語のスープ. The end.\n\nOf the line. [b](b.md) [x](gone.md)\n",
		"b.md\n---\ntitle: Go\ndate: 2021-10-04 09:00:10\ntags: [food, Food/soup]\naliases: [Golang]\nlang: en\n---\nC++ and google, a cafe.\n",
		"c/c.md\n---\ntitle: Chapter 10\ndate: 2021-10-04\ntags: [FOOD]\nseries: Deep Things\ndraft: true\n---\nC# x. Golang is go.\n\n- [ ] done\n",
		"c/d.md\n---\ntitle: Chapter 2\ntags: [foo]\n---\n[self](d.md) the end of it\n\n- [x] done\n",
	)
	for _, q := range []struct{ text, want string }{
		{"cafe", "a b"}, {"CAFÉ", "a b"}, {"#cafe", "a"}, {"caf", ""}, {"caf*", "a b"},
		{"#food", "b a c/c"}, {"#food/soup", "b a"}, {"#food/", "b a c/c"}, {"#fo", ""}, {"#fo*", "b a c/c c/d"}, {"-#food", "c/d"},
		{"日本語", "a"}, {"本語", "a"}, {"語", "a"}, {"本", "a"}, {"日語", ""}, {"のス", "a"}, {`"日本語のスープ"`, "a"},
		{"c++", "b"}, {"c#", "c/c"}, {"c", "c/c b"}, {"golang", "b c/c"}, {"go", "b c/c"}, {"go*", "b c/c"},
		{`"the end"`, "c/d a"}, {`"end of"`, "c/d"}, {`"end of the"`, ""}, {`"go chapter"`, ""},
		{"title:chapter", "c/c c/d"}, {"title:golang", ""}, {"title:chap", ""}, {"title:chap*", "c/c c/d"}, {`title:"the cafe"`, "a"}, {`title:"chapter 1"*`, "c/c"},
		{"author:oye", "a"}, {`author:"ann oye"`, "a"}, {"author:an", ""}, {"author:an*", "a"},
		{"series:deep", "c/c"}, {"lang:en", "b a"}, {"lang:en-gb", "a"}, {"path:c/", "c/c c/d"}, {"path:C/D", "c/d"}, {"path:d.md", "c/d"}, {"-path:.md", ""},
		{"date:2021", "b a c/c"}, {"-date:2021", "c/d"}, {"date:2021-10-05..", ""}, {"before:2021-10-04", ""}, {"after:2021-10-03", "b a c/c"}, {"after:2021", ""},
		{"is:draft", "c/c"}, {"is:orphan", "a c/c c/d"}, {"is:untagged", ""}, {"is:unread", "b a c/c c/d"}, {"has:broken", "a"}, {"has:problem", ""}, {"is:todo", "c/c"},
		{"links:b", "a"}, {"from:a", "b"}, {"links:nothing", ""}, {"links:c/d", ""}, {"from:c/d", ""},
		{"& cafe", ""}, {"-& cafe", "a b"}, {"&", ""}, {"cafe OR &", "a b"}, {"", "b a c/c c/d"},
		{"-(cafe OR c#)", "c/d"}, {"--cafe", "b a"}, {"#food -is:draft go", "b"},
	} {
		if got := c.find(q.text, search.Request{}); got != q.want {
			t.Errorf("%s finds %q, want %q", q.text, got, q.want)
		}
		if q.text != "" && !strings.Contains(q.text, "oye") { // the scan knows no ø
			checkTyping(t, c.scan, c.Index, q.text)
		}
	}
	if got, want := tagList(c.allTags()), "food 2, Food/Soup 2, café 1, foo 1"; got != want {
		t.Errorf("tags: %s, want %s", got, want)
	}
	for _, o := range []struct {
		search.Request
		want string
	}{
		{search.Request{Sort: search.Date}, "b a c/c c/d"}, {search.Request{Sort: search.Date, Reverse: true}, "c/c a b c/d"},
		{search.Request{Sort: search.Title}, "c/d c/c b a"}, {search.Request{Sort: search.Title, Reverse: true}, "a b c/c c/d"},
		{search.Request{Sort: search.Path, Limit: 2}, "a b"}, {search.Request{Sort: search.Path, Reverse: true}, "c/d c/c b a"},
		{search.Request{IsRead: func(h search.Hit) bool { return h.ID() == "a" }, Limit: 3}, "b a c/c"},
	} {
		if got := c.find("", o.Request); got != o.want {
			t.Errorf("%+v: %q, want %q", o.Request, got, o.want)
		}
	}
	if got := c.find("is:unread", search.Request{IsRead: func(h search.Hit) bool { return h.ID() == "a" }}); got != "b c/c c/d" {
		t.Errorf("is:unread finds %q", got)
	}
	if got := c.find("go", search.Request{Typing: true, Limit: 1}); got != "b" {
		t.Errorf("typing go finds %q first", got)
	}
}
