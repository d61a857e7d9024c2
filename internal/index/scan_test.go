package index

import (
	"maps"
	"slices"
	"testing"

	"quire/internal/links"
	"quire/internal/links/profile"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/search"
	"quire/internal/search/searchtest"
	"quire/internal/testcorpus"
)

var blogQueries = []string{
	"lambda", "powertools", `"cell based"`, "event driven", "event-driven", `"event driven"`, "dynamodb stream", "re:Invent 2021", "don't",
	"the", "a", "i", `"in the"`, `"of the"`, "café", "https", "next.js", "Node.js OR python", "c++", "-lambda", "lambda -serverless",
	"lambda -(serverless OR #aws)", "s3 OR sqs OR sns", "(s3 OR sqs) -sns", "--lambda", "lamb*", `"guide to serv"*`, "zzzz", "zzzz OR lambda",
	"reinvent-2021", "reinvent", "gtbwsa", "gtbwsa-chap*", `"->"`, `"- ["`, "[ ]", "?", "$", `"..."`, "...", "=>", "&&", "lambda &", "-?", `"():"`, "title:-", "title:?", `"}}}"`, "===", "’", "…", "=== OR %", `"reinvent building"`, "-reinvent-2021 #aws", "title:reinvent",
	"#aws", "#aws #serverless", "#aws -#meta", "#dev OR #ops", `#"front end"`, "#c++", "#whisk(e)y", "#AWS", "#a*", "#none", `#"guide to building with serverless aws" lambda`,
	"title:lambda", `title:"re:Invent"`, "title:a*", `title:"building a"`, "-title:the", "author:thomas", "author:tho*", "author:nobody", "path:_posts/2021-12", "path:README", "lang:en",
	"date:2021", "date:2021-12", "date:2021-12-06", "date:2021-06..2022", "date:..2019", "date:2023..", "after:2021", "before:2019-06", "-date:2018..", "after:2021-12 before:2022-03",
	"is:draft", "is:orphan", "is:untagged", "has:broken", "has:problem", "is:unread", "is:todo", "-is:orphan #aws", "is:draft OR has:broken",
	"/lambdas?$/", "/lambda.*timeout/", "#aws /dynamo ?db/", "-/lambda/ #aws", `/20[12]\d-\d\d/ OR #meta`, `(serverless OR /S3/) -(#aws /the/)`, `/^\s*[-*] .*\bsqs\b/`, "/^$/ title:the", "/re:Invent/ links:reinvent-2021",
	"links:reinvent-2021", "from:reinvent-2021", `links:"Projects And Services"`, "links:nowhere", "links:reinvent-2021 lambda", "-links:gtbwsa-chapter-1-introduction #serverless",
	"layout:post", "LAYOUT:default,page", "-layout:post", "has:redirect_from", "-has:redirect_from #aws", "comments:true", "featured:false", "has:hidden OR has:featured", "description:TBD", "description:disc*", `"date":2021-10`, `"date":>2021-10-04`, `extra.date:2021-10-04`, "extra.author:thomas", "extra.tags:aws", "tags:aws,ops -tags:dev", "tags:serv*", `tags:"front end"`, "-has:author", "has:layout lambda", "layout:post re:Invent", "layuot:post", "has:auth*", "lambda:function", "title:lambda layout:post date:2021",
}

var vaultQueries = []string{
	"obsidian", "sync", `"core plugin"`, "plug*", `"command pal"*`, "#tag", "#snake_case", "#y1984", "title:format", `title:"Security and privacy"`, "security -publish",
	"is:untagged", "is:orphan", "has:broken", "has:problem", "is:todo", "date:2021", "-date:2021", "links:Settings", `links:"Command palette"`, "from:Home", "path:Plugins/", "path:plugins -template",
	"css OR html", "(css OR html) plugins", "e", "ev*", "eve*", `"you can"`, "hasTag", "naïve OR naive", "ctrl", "⌘", "`", "file.ext", "→", `"⌘ p"`, "-→", "→ css", "[[", "![[", `"[ ]"`, "%%", "title:,", "→→", "author:-",
	"mobile:true", "mobile:TRUE,false", "-mobile:true", "publish:true", "has:publish", "-has:publish", "has:cssclasses", "cssclasses:soft-embed", "cssclasses:list-c*", "permalink:2fa", "permalink:a*", "has:description -has:aliases", `aliases:"Local vault"`, "aliases:local*", "description:canvas*", "permalink:>s", "permalink:a..b", "mobil:true", "mobile:true sync", "has:mob*",
}

var journalQueries = []string{
	"starter", "start*", `"a first"`, `"first starter"`, "oven OR rye", "-oven", "rye -summer", "#sourdough", "#rye #summer", "#sourdough -#patience", `#"repairs & parts"`, "#s*",
	"title:rye", `title:"rye in"`, "title:a*", "author:velt", "lang:de", "path:_posts/2021", "date:2021", "date:2021-06", "after:2021-06 before:2022", "-date:2021..",
	"/rye|oven/ -#rye", `/\d+ ?°c/`, "/Größe|größe/", "/first.*starter/", "is:draft", "is:orphan", "is:untagged", "has:broken", "is:todo", "links:a-first-starter", "links:stollen", "from:glossary", "brotbuchse", "größe", "strasse", "œuvre", "パン", "🥖", "c++", "240", "15 °C", "?", `"no.5"`, "the", `"in the"`, "zzzz", "b*",
	"has:date", "-has:date", `"date":2021`, "tags:rye", "has:author -tags:rye", "extra.lang:de", "starter:rye", "has:redirect_from OR has:permalink",
}

var handbookQueries = []string{
	"wind", "wi*", `"right of"`, "#boat", "#boat/small", "#howto #safety", "#weather OR #rule", "-#howto", "title:wind", `title:"tie a"`, "path:Rules/", "path:boats",
	"is:untagged", "is:orphan", "has:broken", "is:todo", "-is:todo", "date:2023", "-date:2023", "links:Moorings", "links:Skiff", `links:"Right of way"`, "from:Home", "skiff", "e*", "s*", "or", "rabbit -boat", "(rabbit OR horse) loop", "ærø", "aero", "かもめ", "[[", "112", "->", "1998",
	"has:since", "since:>1990", "role:*", "has:role OR has:aliases", "tags:howto,safety", "-has:tags", "sinse:1998",
}

// Each query, and each prefix of it as it is typed, finds the same notes as a scan of all notes.
func TestSearch_EqualsSlowScan(t *testing.T) {
	corpusQueries := map[string][]string{"blog": blogQueries, "vault": vaultQueries, testcorpus.Journal: journalQueries, testcorpus.Handbook: handbookQueries}
	testcorpus.Each(t, slices.Sorted(maps.Keys(corpusQueries)), func(t *testing.T, name string) {
		queries := corpusQueries[name]
		if testing.Short() {
			queries = queries[:len(queries)/5]
		}
		c := loadCorpus(t, name)
		found := 0
		for _, text := range queries {
			if checkTyping(t, c.scan, c.Index, text) > 0 {
				found++
			}
		}
		if found < len(queries)/2 {
			t.Errorf("%s: only %d of %d queries find anything", name, found, len(queries))
		}
		if len(c.segments[0].body().prefixes) == 0 && !testing.Short() { // few queries may ask for no broad one
			t.Errorf("%s: no prefix is broad, so that way is not tested", name)
		}
	})
}

// An index built from an older one and the changed notes answers like one built from scratch.
func TestBuilder_FromOlderIndexEqualsFreshBuild(t *testing.T) {
	testcorpus.Each(t, []string{testcorpus.Journal, "blog"}, checkRebuild)
}

func checkRebuild(t *testing.T, name string) {
	c := loadCorpus(t, name)
	all := slices.Clone(c.scan.Notes)
	old := len(all) / 2
	half := NewBuilder()
	addAll(half, all[:old])
	x := half.Build(notesOf(all[:old]), c.scan.Resolver)

	changed := note.Parse(all[3].Note.Path, []byte("---\ntags: [fresh]\n---\nnothing but zebras\n"))
	all[3] = changed
	next := NewBuilder().ReuseSegments(x.Segments())
	addAll(next, append(slices.Clone(all[old:]), changed))
	kept := append(slices.Clone(all[:old/2]), all[old/2+3:]...) // three notes are gone
	r := links.New(notesOf(kept), nil, profile.FromSettings(corpusSites[name]))
	x = next.Build(notesOf(kept), r)

	s := searchtest.NewLibrary(kept, nil, profile.FromSettings(corpusSites[name]))
	for _, text := range []string{"zebras", "#fresh", "lambda", "-lambda", "starter", "rye OR oven", "the", `"in the"`, "title:lambda", "path:_posts/2021", "is:orphan", "e*", "date:2021"} {
		checkTyping(t, s, x, text)
	}
	if x.Total() != len(kept) {
		t.Errorf("%d notes, want %d", x.Total(), len(kept))
	}
}

// Scores do not depend on the segment of a note.
func TestSearch_ScoresDoNotDependOnSegments(t *testing.T) {
	queries := map[string][]string{
		"blog":             {"lambda", "event driven", `"cell based" OR s3`, "title:building", "serverless -lambda", "a*"},
		testcorpus.Journal: {"starter", "rye oven OR steam", `"a first" OR rye`, "title:rye", "sourdough OR bread -rye", "a*"},
	}
	testcorpus.Each(t, slices.Sorted(maps.Keys(queries)), func(t *testing.T, name string) { checkSegments(t, name, queries[name]) })
}

func checkSegments(t *testing.T, name string, queries []string) {
	c := loadCorpus(t, name)
	one := NewBuilder()
	for _, p := range c.scan.Notes {
		one.Add(p) // one at a time may still alternate between writers
	}
	x := one.Build(notesOf(c.scan.Notes), c.scan.Resolver)
	for _, text := range queries {
		q, err := query.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		a, b := c.hits(q, search.Request{}), x.hits(q, search.Request{})
		if len(a) == 0 || len(a) != len(b) {
			t.Fatalf("%s: %d and %d hits", text, len(a), len(b))
		}
		for i := range a {
			if a[i].Path() != b[i].Path() || a[i].Score()-b[i].Score() > 1e-4 || b[i].Score()-a[i].Score() > 1e-4 {
				t.Fatalf("%s: hit %d is %s %g and %s %g", text, i, a[i].Path(), a[i].Score(), b[i].Path(), b[i].Score())
			}
		}
		for _, limit := range []int{1, 2, 7, len(a)} {
			limit = min(limit, len(a))
			if got := c.hits(q, search.Request{Limit: limit}); !slices.Equal(got, a[:limit]) {
				t.Errorf("%s: the first %d are not the first of all", text, limit)
			}
		}
	}
}
