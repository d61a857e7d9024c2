package index

import (
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"quire/internal/query"
	"quire/internal/search"
	"quire/internal/testcorpus"
	"quire/internal/text"
)

// minTableQueries is how many queries the table has for a library that is not very small.
const minTableQueries = 150

// queryTable returns queries of every form of the language, about what a library has: its commonest tags, keys, values and words.
func queryTable(t *testing.T, c corpus) []string {
	t.Helper()
	out := []string{
		"is:draft", "is:orphan", "is:untagged", "is:unread", "is:todo", "has:broken", "has:problem", "-is:orphan", "is:orphan OR is:draft", "-(is:orphan is:untagged)",
		"date:2019", "date:2021-03", "date:2018..2020", "date:..2017", "date:2022..", "after:2020", "before:2020-06", "-date:2020..", "date:today", "date:week", "date:10y", "after:5y", "before:1y", "modified:7d", "modified:2000", "-modified:year",
		"the", "a*", `"in the"`, `"of the"*`, "-the", "the -and", "zzzqqq", "zzzqqq OR the", "(the OR a) -of", "--the", "c++", "?", `"..."`, "=>", "->", "https", "1", "2*", "é", "ö*", "ß", "ﬁle", "日", "ไทย", "한", "अ*", "و", "и",
		"/the/", "/[0-9]{4}-[0-9]{2}/", `/^#+ .*\bthe\b/`, "/THE/", "-/the/", "/the/ -/and/", "(/zzz/ OR the)", `/\$[a-z]+/`,
		"has:title", "-has:title", "has:nosuchkey", "nosuchkey:x", "titel:x", "has:t*", "title:the", "title:a*", `title:"the a"`, "-title:a", "path:a", "path:docs/", "author:a*", "lang:en", "series:a", "links:nowhere", "from:nowhere",
	}
	add := func(format string, values ...any) { out = append(out, fmt.Sprintf(format, values...)) }
	counts, err := c.scan.CountTags(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	tags := topValues(counts, 5)
	for i, tag := range tags {
		written, ok := query.FormatTag(tag)
		if !ok {
			continue
		}
		next, _ := query.FormatTag(tags[(i+1)%len(tags)])
		add("#%s", written)
		add("-#%s", written)
		add("tag:%s the", written)
		add("#%s #%s", written, next)
		add("#%s OR #%s", written, next)
		add("#%s -#%s", written, next)
		add("#%s", strings.ToUpper(written))
		add("#%s*", firstRunes(strings.Trim(written, `"`), 2))
	}
	keys, err := c.scan.CountKeys(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range topValues(keys, 8) {
		written, ok := query.FormatKey(key)
		if !ok {
			written = "extra." + key
		}
		add("has:%s", mustFormatValue(t, "has", key))
		add("-has:%s the", mustFormatValue(t, "has", key))
		add("%s:*", written)
		add(`%s:""`, written)
		add("%s:>2020 the", written)
		add("%s:<=m", written)
		add("%s:a..n", written)
		add("%s:>=10", written)
		add("%s:<today", written)
		values := topValues(countValues(c, key), 2)
		for i, value := range values {
			v, ok := query.FormatValue(key, value)
			if !ok || len(v) > 100 {
				continue
			}
			add("%s:%s", written, v)
			add("-%s:%s", written, v)
			add("%s:%s,%s", strings.ToUpper(written), v, mustFormatValue(t, key, values[(i+1)%len(values)]))
			add("%s:%s", written, firstRunes(strings.Trim(v, `"`), 1)+"*")
			add("the %s:%s OR is:orphan", written, v)
		}
	}
	step := max(len(c.scan.Notes)/12, 1)
	for i := 0; i < len(c.scan.Notes); i += step {
		n := c.scan.Notes[i].Note
		words := strings.FieldsFunc(text.Head(n.Title, 80), func(r rune) bool { return strings.ContainsRune(` "()/:#@*\-`, r) })
		if len(words) == 0 {
			continue
		}
		first, last := words[0], words[len(words)-1]
		add("%s", query.Quote(first))
		add("%s*", query.Quote(firstRunes(first, 3)))
		add("%s", query.Quote(strings.Join(words, " ")))
		add("title:%s %s", query.Quote(first), query.Quote(last))
		add("%s -%s", query.Quote(last), query.Quote(first))
		add("links:%s", query.Quote(n.Path))
		add("from:%s", query.Quote(n.Path))
		add("path:%s", query.Quote(filepath.ToSlash(filepath.Dir(n.Path))))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// topValues returns the most common values that a line can hold.
func topValues(counts []search.ValueCount, most int) []string {
	counts = slices.Clone(counts)
	slices.SortStableFunc(counts, func(a, b search.ValueCount) int { return cmp.Compare(b.Notes, a.Notes) })
	var out []string
	for _, c := range counts {
		if len(out) < most && len(c.Value) < 100 && !strings.ContainsAny(c.Value, "\n\r\t\x00") {
			out = append(out, c.Value)
		}
	}
	return out
}

// countValues counts the values of a key without the index.
func countValues(c corpus, key string) []search.ValueCount {
	counts := map[string]int{}
	for _, p := range c.scan.Notes {
		for k, values := range p.Note.FieldValues() {
			if k == key {
				for v := range values.All() {
					counts[v]++
				}
			}
		}
	}
	var out []search.ValueCount
	for _, v := range slices.Sorted(maps.Keys(counts)) {
		out = append(out, search.ValueCount{Value: v, Notes: counts[v]})
	}
	return out
}

func mustFormatValue(t *testing.T, field, value string) string {
	t.Helper()
	written, ok := query.FormatValue(field, value)
	if !ok {
		return `"x"`
	}
	return written
}

func firstRunes(s string, n int) string {
	runes := []rune(s)
	return string(runes[:min(n, len(runes))])
}

// Queries of every form, about what each library has, give the same notes in the same order, the same total and the same counts
// as a scan of all notes; also while the last word is typed. QUIRE_TEST_LIBRARIES names further libraries.
func TestSearch_TableOfQueriesEqualsScan(t *testing.T) {
	names := []string{testcorpus.Journal, testcorpus.Handbook, "blog", "vault"}
	if testing.Short() {
		names = names[:2]
	}
	testcorpus.Each(t, names, func(t *testing.T, name string) { compareTable(t, loadCorpus(t, name)) })
	for _, dir := range testcorpus.OtherLibraries() {
		t.Run(filepath.Base(dir), func(t *testing.T) { compareTable(t, readLibrary(t, dir, filepath.Base(dir))) })
	}
}

// compareTable compares the index of a library with the scan for each query of its table, in every order in turn.
func compareTable(t *testing.T, c corpus) {
	t.Helper()
	table := queryTable(t, c)
	if len(table) < minTableQueries && len(c.scan.Notes) > 20 {
		t.Errorf("only %d queries", len(table))
	}
	if len(table) >= 2*minTableQueries { // the scan takes its time
		half := table[:0]
		for i := 0; i < len(table); i += 2 {
			half = append(half, table[i])
		}
		table = half
	}
	orders := []search.Sort{search.Date, search.Title, search.Path, search.Modified} // the scan does not rank as the index does
	found, facets := 0, []search.Facet{search.FacetTags, search.FacetTagTree, search.FacetKeys}
	for i, line := range table {
		q, err := query.Parse(line)
		if err != nil {
			t.Errorf("%s: %v", line, err)
			continue
		}
		for _, r := range []search.Request{
			{Query: q, Sort: orders[i%len(orders)], Reverse: i%2 == 1, Facets: facets[i%3 : i%3+1]},
			{Query: q, Typing: true, Sort: search.Date, Limit: 7, Offset: i % 3},
			{Query: q},
		} {
			got, err := c.Index.Search(t.Context(), r)
			if err != nil {
				t.Errorf("%s: %v", line, err)
				continue
			}
			want, err := c.scan.Search(t.Context(), r)
			if err != nil {
				t.Errorf("%s: the scan: %v", line, err)
				continue
			}
			if r.Sort == search.Auto {
				slices.SortFunc(got.Hits, func(a, b search.Hit) int { return strings.Compare(a.Path(), b.Path()) })
				slices.SortFunc(want.Hits, func(a, b search.Hit) int { return strings.Compare(a.Path(), b.Path()) })
			}
			if !slices.Equal(orderedPaths(got.Hits), orderedPaths(want.Hits)) || got.Total != want.Total {
				t.Errorf("%s by %v: %d notes, the scan finds %d\n%s", line, r.Sort, got.Total, want.Total, firstDifference(orderedPaths(got.Hits), orderedPaths(want.Hits)))
			}
			if fmt.Sprint(got.UnknownKeys) != fmt.Sprint(want.UnknownKeys) || got.Query.String() != want.Query.String() {
				t.Errorf("%s is understood as %s, unknown %v; by the scan as %s, %v", line, got.Query, got.UnknownKeys, want.Query, want.UnknownKeys)
			}
			for _, f := range r.Facets {
				if !slices.Equal(got.Facets[f], want.Facets[f]) {
					t.Errorf("%s counts %s as %.300v, the scan as %.300v", line, f, got.Facets[f], want.Facets[f])
				}
			}
			if r.Sort == search.Auto && got.Total > 0 {
				found++
			}
		}
	}
	t.Logf("%d notes, %d queries, %d of which find some", len(c.scan.Notes), len(table), found)
}
