package index

import (
	"slices"
	"testing"

	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/query"
)

var blogQueries = []string{
	"lambda", "powertools", `"cell based"`, "event driven", "event-driven", `"event driven"`, "dynamodb stream", "re:Invent 2021", "don't",
	"the", "a", "i", `"in the"`, `"of the"`, "café", "https", "next.js", "Node.js OR python", "c++", "-lambda", "lambda -serverless",
	"lambda -(serverless OR #aws)", "s3 OR sqs OR sns", "(s3 OR sqs) -sns", "--lambda", "lamb*", `"guide to serv"*`, "zzzz", "zzzz OR lambda",
	"reinvent-2021", "reinvent", "gtbwsa", "gtbwsa-chap*", `"reinvent building"`, "-reinvent-2021 #aws", "title:reinvent",
	"#aws", "#aws #serverless", "#aws -#meta", "#dev OR #ops", `#"front end"`, "#c++", "#whisk(e)y", "#AWS", "#a*", "#none", `#"guide to building with serverless aws" lambda`,
	"title:lambda", `title:"re:Invent"`, "title:a*", `title:"building a"`, "-title:the", "author:thomas", "author:tho*", "author:nobody", "path:_posts/2021-12", "path:README", "lang:en",
	"date:2021", "date:2021-12", "date:2021-12-06", "date:2021-06..2022", "date:..2019", "date:2023..", "after:2021", "before:2019-06", "-date:2018..", "after:2021-12 before:2022-03",
	"is:draft", "is:orphan", "is:untagged", "has:broken", "has:problem", "is:unread", "-is:orphan #aws", "is:draft OR has:broken",
	"links:reinvent-2021", "from:reinvent-2021", `links:"Projects And Services"`, "links:nowhere", "links:reinvent-2021 lambda", "-links:gtbwsa-chapter-1-introduction #serverless",
}

var vaultQueries = []string{
	"obsidian", "sync", `"core plugin"`, "plug*", `"command pal"*`, "#tag", "#snake_case", "#y1984", "title:format", `title:"Security and privacy"`, "security -publish",
	"is:untagged", "is:orphan", "has:broken", "has:problem", "date:2021", "-date:2021", "links:Settings", `links:"Command palette"`, "from:Home", "path:Plugins/", "path:plugins -template",
	"css OR html", "(css OR html) plugins", "e", "ev*", "eve*", `"you can"`, "hasTag", "naïve OR naive", "ctrl", "⌘", "`", "file.ext",
}

// Every query, and every beginning of it while it is being typed, finds what a scan of all notes finds.
func TestAgainstScan(t *testing.T) {
	for name, queries := range map[string][]string{"blog": blogQueries, "vault": vaultQueries} {
		if testing.Short() {
			queries = queries[:len(queries)/5]
		}
		c := load(t, name)
		found := 0
		for _, text := range queries {
			if c.check(t, c.Index, text) > 0 {
				found++
			}
		}
		if found < len(queries)/2 {
			t.Errorf("%s: only %d of %d queries find anything", name, found, len(queries))
		}
		if len(c.segments[0].body().broad) == 0 {
			t.Errorf("%s: no prefix is broad, so that way is not tested", name)
		}
	}
}

// An index made from an older one, with the notes that changed, answers as one made anew.
func TestFrom(t *testing.T) {
	c := load(t, "blog")
	all := slices.Clone(c.slow.notes)
	half := NewBuilder()
	addAll(half, all[:100])
	x := half.Build(notesOf(all[:100]), c.slow.links)

	changed := note.Parse(all[3].Note.Path, []byte("---\ntags: [fresh]\n---\nnothing but zebras\n"))
	all[3] = changed
	next := NewBuilder().From(x)
	addAll(next, append(slices.Clone(all[100:]), changed))
	kept := append(slices.Clone(all[:50]), all[60:]...) // ten notes are gone
	r := links.New(notesOf(kept), nil, corpusSites["blog"])
	x = next.Build(notesOf(kept), r)

	s := slow{kept, r, map[*note.Parsed][]slowText{}}
	for _, text := range []string{"zebras", "#fresh", "lambda", "-lambda", "the", `"in the"`, "title:lambda", "path:_posts/2021", "is:orphan", "e*", "date:2021"} {
		s.check(t, x, text)
	}
	if x.Total() != len(kept) {
		t.Errorf("%d notes, want %d", x.Total(), len(kept))
	}
}

// Scores do not depend on which segment a note is in.
func TestRankingIsTheSameInAnySegments(t *testing.T) {
	c := load(t, "blog")
	one := NewBuilder()
	for _, p := range c.slow.notes {
		one.Add(p) // one at a time may still alternate between writers
	}
	x := one.Build(notesOf(c.slow.notes), c.slow.links)
	for _, text := range []string{"lambda", "event driven", `"cell based" OR s3`, "title:building", "serverless -lambda", "a*"} {
		q, err := query.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		a, b := c.Search(q, Options{}), x.Search(q, Options{})
		if len(a) == 0 || len(a) != len(b) {
			t.Fatalf("%s: %d and %d hits", text, len(a), len(b))
		}
		for i := range a {
			if a[i].Note.Path != b[i].Note.Path || a[i].Score-b[i].Score > 1e-4 || b[i].Score-a[i].Score > 1e-4 {
				t.Fatalf("%s: hit %d is %s %g and %s %g", text, i, a[i].Note.Path, a[i].Score, b[i].Note.Path, b[i].Score)
			}
		}
		for _, limit := range []int{1, 2, 7, len(a)} {
			if got := c.Search(q, Options{Limit: limit}); !slices.Equal(got, a[:limit]) {
				t.Errorf("%s: the first %d are not the first of all", text, limit)
			}
		}
	}
}
