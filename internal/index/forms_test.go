package index

import (
	"fmt"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"os"
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

// librariesVar is the environment variable that lists further folders, as in $PATH, whose notes the forms of queries are asked.
const librariesVar = "QUIRE_TEST_LIBRARIES"

// savedForms are the saved queries that queryForms name.
var savedForms = query.Saved{"mine": `#{tag} -is:draft`, "both": `@mine OR {word}`, "recent": "date:2m OR modified:2w", "long name": "has:{key}"}

// queryForms are the forms of queries. A hole is filled with what a library has; see fillHoles.
var queryForms = strings.Split(strings.TrimSpace(`
{word}
{word} {word2}
{word2} {rare}
{rare}
{RARE}
{word} {word2} {word3}
{word}*
{pre}*
{pre2}*
{pre}* {word2}
"{phrase}"
"{phrase}"*
"{phrase3}"
"{word} {word}"
"{rare}"
{title}
"{title}"
{titleword} {word}
{word}-{word2}
{word}.{word2}
{word}_{word2}
don't
the
a
e*
zzzzqqq
zzzzqqq OR {word}
?
->
=>
[[
[ ]
"():"
...
…
c++
C#
.net
→
✓
⌘
🥖
©
日本
日本語
の
日本*
ภาษา
ไทย
中文 OR 日本
한국어
العربية
हिन्दी
русский
cafe
café
CAFÉ
strasse
straße
æther OR aether
œuvre
ﬁle
İstanbul
{accented}
{folded}
{cjk}
{cjk}*
-{cjk}
#{tag}
#{TAG}
#{tag} #{tag2}
#{tag} -#{tag2}
#{tag} OR #{tag2}
-#{tag}
#{tagpre}*
#{spacetag}
-#{spacetag}
#{nested}
#{parent}
#{parent}/
#{parent}/*
tag:{tag}
tag:{spacetag}
-tag:{tag2}
#none
#none OR #{tag}
#{tag} {word}
#{tag} -{word}
title:{titleword}
title:{titlepre}*
title:"{title}"
title:the
-title:{titleword}
title:?
title:{titleword} {word}
author:{author}
author:a*
author:nobody
series:a*
lang:en
lang:e*
path:{folder}
path:{folder} {word}
-path:{folder}
path:.md
path:/
path:é
{key}:{value}
{KEY}:{value}
{key}:{VALUE}
{key}:{value},{value2}
{key}:{value2}
-{key}:{value}
{key}:{valuepre}*
{key}:{valuepre}*,zzz
{key}:"{value}"*
{key}:>{value}
{key}:>={value}
{key}:<{value}
{key}:<={value}
{key}:{value}..{value2}
{key}:..{value}
{key}:{value}..
{key}:""
{key}:*
{key2}:{key2value}
{key2}:<{key2value}
{key3}:{key3value}
{key3}:>={key3value}
{key3}:"" OR -has:{key3}
{key4}:{key4value}
-{key4}:{key4value} {word}
{key}:{value} {key2}:{key2value}
{key}:{value} OR {key2}:{key2value}
({key}:{value} OR {key2}:{key2value}) -{key3}:{key3value}
extra.{key}:{value}
extra.{key2}:*
{key}:{value} {word}
{key}:{value} #{tag}
has:{key}
has:{KEY}
-has:{key}
has:{key2} -has:{key3}
has:{key4}
has:{keypre}*
has:extra.{key}
has:nosuchkey
-has:nosuchkey
has:title
has:date
has:tags
has:{nestedkey}
has:{outerkey}
{nestedkey}:{nestedvalue}
-{nestedkey}:{nestedvalue}
{nestedkey}:>{nestedvalue}
{outerkey}:{nestedvalue}
{outerkey}:*
{numkey}:{num}
{numkey}:{num}.0
{numkey}:>{num}
{numkey}:>={num}
{numkey}:<{num}
{numkey}:<={num}
{numkey}:{num}..
{numkey}:0..{num}
{numkey}:-5..1e3
{numkey}:>{num} {numkey}:<99999
{numkey}:{num},0,1
-{numkey}:>{num}
{datekey}:{day}
{datekey}:{month}
{datekey}:{year}
{datekey}:>{year}
{datekey}:>={month}
{datekey}:<{month}
{datekey}:<={day}
{datekey}:{year}..{year}
{datekey}:..{month}
{datekey}:>1y
{datekey}:<today
{datekey}:{year},{word}
date:{year}
date:{month}
date:{day}
date:{month}..{year}
date:..{month}
date:{month}..
date:{day}..{day}
-date:{year}
-date:2000..
after:{month}
before:{month}
after:{day}
before:{day}
after:{year}
after:{month} before:{day}
date:today
date:yesterday
date:week
date:month
date:year
date:7d
date:30w
date:18m
date:5y
date:5y..1y
after:2y
before:1y
after:2y before:3m
modified:today
modified:yesterday
modified:week
modified:7d
modified:3w
modified:2m..1w
modified:2026
modified:2026-05
modified:..2026-04
modified:2026-05-01..
-modified:month
is:draft
-is:draft
is:orphan
-is:orphan
is:untagged
-is:untagged #{tag}
is:unread
-is:unread
is:todo
-is:todo
has:broken
-has:broken
has:problem
-has:problem
is:orphan is:untagged
is:draft OR has:broken OR has:problem
is:orphan {word}
links:{linked}
links:"{linkedpath}"
-links:{linked}
links:{linked} {word}
links:nowhere
links:a*
from:{linking}
from:"{linkingpath}"
-from:{linking}
from:nowhere
from:{linking} -is:orphan
from:{linking} OR links:{linked}
/{word}/
/{WORD}/
/{word}|{word2}/
/{word}.*{word2}/
/^#+ .*{titleword}/
/\b{pre}\w+ing\b/
/^$/
/^\s*[-*] /
/[0-9]{4}-[0-9]{2}/
/(?i){word}\s+{word2}/
/https?:\/\/[a-z.]+/
/\p{Han}/
/[^\x00-\x7f]/
/./
/$^x/
-/{word}/
/{word}/ #{tag}
/{word}/ -/{word2}/
/{rare}/ OR {key}:{value}
/etc/passwd
/{word}/{word2}
{word} OR {word2}
{word} OR {word2} OR {rare}
{word} OR -{word2}
{word} -{word2}
-{word}
-{word} -{word2}
-({word} OR {word2})
-({word} {word2})
--{word}
-(-{word})
({word} OR {word2}) ({word3} OR {rare})
(({word}))
({word} ({word2} OR (#{tag} -{rare})))
{word} or {word2}
OR {word}
-"{phrase}"
-{pre}*
#{tag} ({word} OR title:{titleword}) -{word2}
@mine
@MINE {word}
-@mine
@both
@both -@mine
(@both OR #{tag2}) {word}
@recent
@nobody
@"long name"
me@example.org
{keytypo}:{value}
{keytypo}:{value} {word}
-{keytypo}:{value}
nosuch:{word}
nosuch:>3
nosuch:1..2
nosuch.key:x
re:Invent
lambda:function
12:30
http://example.com
https://example.com/{word}
title:
#
"
(
)
-
/(/
date:
date:2021-13
date:{year}x
is:nothing
has:
{key}:
{key}:>
{word} AND {word2}
{word} NOT {word2}
*
{word}**
"{word}
{word})
#"{word}
\
{word}:{word2}
::
:{word}
{word}:
title:#{tag}
`), "\n")

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
	for _, root := range filepath.SplitList(os.Getenv(librariesVar)) {
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
	if len(c.scan.Notes) > 10 && c.found < len(forms)/2 {
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
