package index

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"quire/internal/query"
	"quire/internal/search"
)

// workshop is a small library with front matter of every kind.
var workshop = []string{
	"lathe.md\n---\ntitle: Lathe\nStatus: In Review\nrating: 4\ndue: 2026-03-01\nowner: [Zoë, Bo]\nms.topic: how-to\nmenu: {main: {weight: 20}}\n---\nA lathe turns. status:final is written here.\n",
	"saw.md\n---\ntitle: Saw\nstatus: draft\nrating: 3.5\ndue: 2026-03-15T08:00:00Z\nowner: bo\nms.topic: concept\nfrom: Anvil & Sons\nversion: 1.10\n---\nre:Invent the saw.\n",
	"vice.md\n---\ntitle: Vice\nstatus: Draft\nrating: 10\ndue: March 20, 2026\nowner: []\nauthors:\n  - {name: Ann, since: 2019}\n  - {name: Bo, since: 2021-05}\nversion: \"1.1\"\n---\nHolds.\n",
	"file.md\n---\ntitle: File\nstatus:\nrating: high\ndue: someday\nauthors: [Cy]\nextra: {colour: red, from: nowhere}\n\"due date\": 2026-04\n---\nSmooth.\n",
	"rag.md\nA rag, with no front matter at all.\n",
	"glue.md\n---\ntitle: Glue\nstatus: in  review\npublished: true\nrating: -2\nnote: |\n  two\n  lines\nbroken: yes\nlist: [[1, 2], 3]\n---\nSticks.\n",
}

func TestSearch_KeysOfFrontMatter(t *testing.T) {
	c := corpusOf(workshop...)
	for _, q := range []struct{ text, want string }{
		{"status:draft", "saw vice"}, {"STATUS:DRAFT", "saw vice"}, {"status:draf", ""}, {"status:dra*", "saw vice"}, {`status:"in review"`, "glue lathe"}, {`status:"in"*,draft`, "glue lathe saw vice"},
		{"status:draft,final", "saw vice"}, {"-status:draft", "file glue lathe rag"}, {`status:""`, "file"}, {"status:", "file glue lathe saw vice"}, {"status:draft rating:>5", "vice"},
		{"has:status", "file glue lathe saw vice"}, {"-has:status", "rag"}, {"has:owner", "lathe saw vice"}, {`owner:""`, "vice"}, {"has:rating -status:draft", "file glue lathe"}, {`has:"due date"`, "file"}, {`"due date":2026`, "file"},
		{"rating:4", "lathe"}, {"rating:4.0", "lathe"}, {`rating:"4.0"`, ""}, {"rating:>3", "lathe saw vice"}, {"rating:>=4", "lathe vice"}, {"rating:<4", "glue saw"}, {"rating:<=3.5", "glue saw"}, {"rating:3..5", "lathe saw"}, {"rating:..0", "glue"}, {"rating:5..", "vice"}, {"rating:high", "file"}, {"rating:>5,high", "file vice"}, {"rating:>high", ""}, {"rating:<i", "file glue lathe saw vice"},
		{"version:1.1", "saw vice"}, {`version:"1.1"`, "vice"}, {`version:"1.10"`, "saw"},
		{"due:2026-03-01", "lathe"}, {"due:2026-03", "lathe saw vice"}, {"due:2026", "lathe saw vice"}, {"due:<2026-03-15", "lathe"}, {"due:<=2026-03-15", "lathe saw"}, {"due:>2026-03-01", "saw vice"}, {"due:2026-03-10..2026-03", "saw vice"}, {"due:>2026-03", ""}, {"due:someday", "file"}, {"due:some*", "file"},
		{"owner:zoe", "lathe"}, {"owner:bo", "lathe saw"}, {"owner:zoe,bo", "lathe saw"}, {"ms.topic:how-to", "lathe"}, {"has:ms.topic", "lathe saw"}, {"has:ms", "lathe saw"}, {"menu.main.weight:20", "lathe"}, {"menu.main.weight:>5", "lathe"}, {"has:menu", "lathe"}, {"has:menu.main", "lathe"}, {"has:men", ""}, {"has:men*", "lathe"},
		{"authors.name:bo", "vice"}, {"authors.since:>2020", "vice"}, {"authors:cy", "file"}, {"has:authors", "file vice"}, {"list:2", "glue"}, {"list:3", "glue"}, {"published:true", "glue"}, {`note:"two lines"`, "glue"},
		// An operator of the language wins over a key of its name, unless extra. or quotes say otherwise.
		{"from:lathe", ""}, {"extra.from:nowhere", "file"}, {`"from":"anvil & sons"`, "saw"}, {"extra.colour:red", "file"}, {"extra.status:draft", "saw vice"}, {"has:broken", ""}, {"has:extra.broken", "glue"},
		// A key that no note has makes text of the whole.
		{"re:Invent", "saw"}, {"staus:draft", ""}, {"-staus:draft", "file glue lathe rag saw vice"}, {`stat:"us"`, ""}, {"has:staus", ""}, {"saw re:Inv*", "saw"}, {"the:saw", "saw"},
		{"(status:draft OR #x) rating:>5", "vice"}, {"status:draft,", "saw vice"}, {"status:,", "file glue lathe saw vice"}, {"title:saw status:draft", "saw"},
	} {
		if got := c.find(q.text, search.Request{Sort: search.Path}); got != q.want {
			t.Errorf("%s finds %q, want %q", q.text, got, q.want)
		}
		checkTyping(t, c.scan, c.Index, q.text)
	}
}

func TestSearch_RelativeDatesOfKeys(t *testing.T) {
	c := corpusOf(workshop...)
	today := time.Date(2026, 3, 15, 20, 0, 0, 0, time.UTC)
	for text, want := range map[string]string{
		"due:today": "saw", "due:>today": "vice", "due:<=today": "lathe saw", "due:<today": "lathe", "due:3w": "lathe saw", "due:7d": "saw", "due:yesterday": "", "due:2w..": "lathe saw vice", "due:..2w": "lathe", "-due:>today has:due": "file lathe saw", "status:today": "",
	} {
		r := search.Request{Sort: search.Path, Today: today}
		if got := c.find(text, r); got != want {
			t.Errorf("%s finds %q, want %q", text, got, want)
		}
		r.Query, _ = query.Parse(text)
		if scan, _ := c.scan.Search(t.Context(), r); strings.ReplaceAll(strings.Join(orderedPaths(scan.Hits), " "), ".md", "") != want {
			t.Errorf("%s: the scan finds %v", text, orderedPaths(scan.Hits))
		}
	}
}

func TestSearch_UnknownKeysHaveHints(t *testing.T) {
	c := corpusOf(workshop...)
	for text, want := range map[string]string{
		"staus:draft":            "no key staus, did you mean status? searched as text",
		"has:staus":              "no key staus, did you mean status?",
		"has:brokn":              "no key brokn, did you mean broken?",
		"has:zebra":              "no key zebra",
		"titel:saw":              "no key titel, did you mean title? searched as text",
		"msx.topic:x -ratng:>3":  "no key msx.topic, did you mean ms.topic? searched as text; no key ratng, did you mean rating? searched as text",
		"re:Invent":              "",
		"std::vector 12:30":      "",
		"https://status.example": "",
		"status:draft has:menu":  "",
		"extra.status:draft":     "",
	} {
		q, err := query.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range []search.Searcher{c.Index, c.scan} {
			found, err := s.Search(t.Context(), search.Request{Query: q})
			var hints []string
			for _, u := range found.UnknownKeys {
				hints = append(hints, u.String())
			}
			if got := strings.Join(hints, "; "); got != want || err != nil {
				t.Errorf("engine %d, %s: hint %q, want %q (%v)", i, text, got, want, err)
			}
		}
	}
}

// What is searched for as text is in the query that a result names, which is what a page marks.
func TestSearch_ResultHasQueryAsUnderstood(t *testing.T) {
	c := corpusOf(workshop...)
	q, _ := query.Parse("saw re:Invent status:draft")
	found, err := c.Search(t.Context(), search.Request{Query: q})
	if got := found.Query.Words(); err != nil || !slices.Equal(got, []string{"saw", "re:Invent"}) || found.Total != 1 {
		t.Errorf("%d hits, words %q, %v", found.Total, got, err)
	}
}

func TestSearch_CountsKeysAndTheirValues(t *testing.T) {
	c := corpusOf(workshop...)
	for _, test := range []struct {
		query string
		facet search.Facet
		want  string
	}{
		{"", search.FacetKeys, "rating 5, status 5, title 5, due 4, owner 3, authors 1, authors.name 1, authors.since 1, broken 1, due date 1, extra.colour 1, extra.from 1, from 1, list 1, menu.main.weight 1, ms.topic 2, note 1, published 1, version 2"},
		{"rating:>3", search.FacetValues("status"), "draft 2, in review 1"},
		{"", search.FacetValues("STATUS"), "draft 2, in review 2"},
		{"", search.FacetValues("authors.name"), "Ann 1, Bo 1"},
		{"status:draft", search.FacetValues("owner"), "Bo 1"},
		{"", search.FacetValues("none"), ""},
		{"zzz", search.FacetKeys, ""},
	} {
		q, _ := query.Parse(test.query)
		r := search.Request{Query: q, Facets: []search.Facet{test.facet, search.FacetTags}, Limit: 1}
		got, err := c.Search(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		want := strings.Split(test.want, ", ")
		slices.SortStableFunc(want, func(a, b string) int {
			return cmp.Compare(b[strings.LastIndex(b, " "):], a[strings.LastIndex(a, " "):])
		})
		if list := tagList(got.Facets[test.facet]); list != strings.Join(want, ", ") {
			t.Errorf("%s, %s: %s, want %s", test.query, test.facet, list, strings.Join(want, ", "))
		}
		scan, _ := c.scan.Search(t.Context(), r)
		if !slices.Equal(got.Facets[test.facet], scan.Facets[test.facet]) {
			t.Errorf("%s, %s: %v, the scan has %v", test.query, test.facet, got.Facets, scan.Facets)
		}
	}
}

func TestSearch_SortsByKey(t *testing.T) {
	c := corpusOf(workshop...)
	for _, test := range []struct {
		key     string
		reverse bool
		want    string
	}{
		{"rating", false, "glue saw lathe vice file rag"},
		{"rating", true, "file vice lathe saw glue rag"},
		{"due", false, "lathe saw vice file glue rag"},
		{"STATUS", false, "saw vice glue lathe file rag"},
		{"none", false, "file glue lathe rag saw vice"},
	} {
		r := search.Request{SortKey: test.key, Reverse: test.reverse}
		if got := c.find("", r); got != test.want {
			t.Errorf("%s, reverse %v: %q, want %q", test.key, test.reverse, got, test.want)
		}
	}
}

// Random queries over keys and values that notes have find, count and sort as the slow scan does.
func TestSearch_RandomKeyQueriesEqualScan(t *testing.T) {
	c := corpusOf(workshop...)
	random := rand.New(rand.NewPCG(7, 11))
	pick := func(of ...string) string { return of[random.IntN(len(of))] }
	term := func() string {
		key := pick("status", "rating", "due", "owner", "ms.topic", "authors", "authors.since", "menu.main.weight", "version", "list", "Staus", "re", "extra.from", `"due date"`, "title")
		if pick("a", "b", "c", "d") == "a" {
			return "has:" + strings.TrimPrefix(key, "extra.")
		}
		value := pick("draft", "4", "3.5", "10", "2026-03", "2026-03-15", "2026", "2021", "bo", "zoë", "in", "1.1", "how-to", `"in review"`, `""`, "x")
		return key + ":" + pick("", "", ">", "<", ">=", "<=") + value + pick("", "", "", "*", ","+pick("4", "bo"), ".."+pick("2026", "9", ""))
	}
	rounds := 2000
	if testing.Short() {
		rounds = 300
	}
	for range rounds {
		text := pick("", "", "-") + term()
		for random.IntN(3) == 0 {
			text = pick(text+" "+term(), "("+text+" OR "+term()+" )", text+" -"+term())
		}
		q, err := query.Parse(text)
		if err != nil {
			continue // 2026*..9 and the like
		}
		r := search.Request{Query: q, Typing: random.IntN(2) == 0, Facets: []search.Facet{search.FacetKeys, search.FacetValues("status")}, SortKey: pick("", "rating", "due", "owner"), Reverse: random.IntN(2) == 0}
		if r.SortKey == "" {
			r.Sort = search.Path
		}
		got, err := c.Search(t.Context(), r)
		want, _ := c.scan.Search(t.Context(), r)
		if err != nil || !slices.Equal(orderedPaths(got.Hits), orderedPaths(want.Hits)) || fmt.Sprint(got.Facets, got.UnknownKeys, got.Query) != fmt.Sprint(want.Facets, want.UnknownKeys, want.Query) {
			t.Fatalf("%s %+v:\n%v %v\nthe scan has\n%v %v", text, r, orderedPaths(got.Hits), got.Facets, orderedPaths(want.Hits), want.Facets)
		}
		if back, err := query.Parse(got.Query.String()); err != nil || back.String() != got.Query.String() {
			t.Fatalf("%s is understood as %s, which prints as %s (%v)", text, got.Query, back, err)
		}
	}
}
