package index

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/query"
)

func tagList(tags []TagCount) string {
	var list []string
	for _, t := range tags {
		list = append(list, fmt.Sprint(t.Tag, " ", t.Notes))
	}
	return strings.Join(list, ", ")
}

// made makes a corpus from files: path, newline, content.
func made(files ...string) corpus {
	c := corpus{slow: slow{cache: map[*note.Parsed][]slowText{}}}
	for _, f := range files {
		path, text, _ := strings.Cut(f, "\n")
		c.slow.notes = append(c.slow.notes, note.Parse(path, []byte(text)))
	}
	slices.SortFunc(c.slow.notes, func(a, b *note.Parsed) int { return strings.Compare(a.Note.Path, b.Note.Path) })
	c.slow.links = links.New(notesOf(c.slow.notes), nil, links.Site{})
	b := NewBuilder()
	addAll(b, c.slow.notes)
	c.Index = b.Build(notesOf(c.slow.notes), c.slow.links)
	return c
}

func (c corpus) find(text string, o Options) string {
	q, err := query.Parse(text)
	if err != nil {
		return err.Error()
	}
	var names []string
	for _, h := range c.Search(q, o) {
		names = append(names, h.Note.ID)
	}
	return strings.Join(names, " ")
}

func TestSmall(t *testing.T) {
	c := made(
		"a.md\n---\ntitle: The Café\ndate: 2021-10-04 09:00:02\ntags: [Food/Soup, café]\nauthor: Ann Øye\nlang: en-GB\n---\n日本語のスープ. The end.\n\nOf the line. [b](b.md) [x](gone.md)\n",
		"b.md\n---\ntitle: Go\ndate: 2021-10-04 09:00:10\ntags: [food, Food/soup]\naliases: [Golang]\nlang: en\n---\nC++ and google, a cafe.\n",
		"c/c.md\n---\ntitle: Chapter 10\ndate: 2021-10-04\ntags: [FOOD]\nseries: Deep Things\ndraft: true\n---\nC# x. Golang is go.\n",
		"c/d.md\n---\ntitle: Chapter 2\ntags: [foo]\n---\n[self](d.md) the end of it\n",
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
		{"is:draft", "c/c"}, {"is:orphan", "a c/c c/d"}, {"is:untagged", ""}, {"is:unread", "b a c/c c/d"}, {"has:broken", "a"}, {"has:problem", ""},
		{"links:b", "a"}, {"from:a", "b"}, {"links:nothing", ""}, {"links:c/d", ""}, {"from:c/d", ""},
		{"& cafe", "a b"}, {"-& cafe", "a b"}, {"&", "b a c/c c/d"}, {"cafe OR &", "a b"}, {"", "b a c/c c/d"},
		{"-(cafe OR c#)", "c/d"}, {"--cafe", "b a"}, {"#food -is:draft go", "b"},
	} {
		if got := c.find(q.text, Options{}); got != q.want {
			t.Errorf("%s finds %q, want %q", q.text, got, q.want)
		}
		if q.text != "" && !strings.Contains(q.text, "oye") && !strings.Contains(q.text, "&") { // the scan knows no ø, and no signs
			c.check(t, c.Index, q.text)
		}
	}
	if got, want := tagList(c.Tags(nil)), "food 2, Food/Soup 2, café 1, foo 1"; got != want {
		t.Errorf("tags: %s, want %s", got, want)
	}
	for _, o := range []struct {
		Options
		want string
	}{
		{Options{Sort: Date}, "b a c/c c/d"}, {Options{Sort: Date, Reverse: true}, "c/c a b c/d"},
		{Options{Sort: Title}, "c/d c/c b a"}, {Options{Sort: Title, Reverse: true}, "a b c/c c/d"},
		{Options{Sort: Path, Limit: 2}, "a b"}, {Options{Sort: Path, Reverse: true}, "c/d c/c b a"},
		{Options{Read: func(n *note.Note) bool { return n.ID == "a" }, Limit: 3}, "b a c/c"},
	} {
		if got := c.find("", o.Options); got != o.want {
			t.Errorf("%+v: %q, want %q", o.Options, got, o.want)
		}
	}
	if got := c.find("is:unread", Options{Read: func(n *note.Note) bool { return n.ID == "a" }}); got != "b c/c c/d" {
		t.Errorf("is:unread finds %q", got)
	}
	if got := c.find("go", Options{Typing: true, Limit: 1}); got != "b" {
		t.Errorf("typing go finds %q first", got)
	}
}
