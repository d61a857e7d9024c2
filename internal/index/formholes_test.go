package index

import (
	"cmp"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/search/searchtest"
)

// formHoles maps the name of each hole of queryForms to what fills it.
type formHoles map[string]string

// pairs returns what a strings.Replacer takes. A hole in upper case is filled in upper case.
func (h formHoles) pairs() []string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(h)) {
		all = append(all, "{"+name+"}", h[name], "{"+strings.ToUpper(name)+"}", strings.ToUpper(h[name]))
	}
	return all
}

// sortKeys returns keys of the front matter to sort by, each once.
func (h formHoles) sortKeys() []string {
	var keys []string
	for _, hole := range []string{"key", "numkey", "datekey", "nestedkey"} {
		if key := strings.Trim(h[hole], `"`); !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// set fills a hole with the first text that is not empty.
func (h formHoles) set(name string, texts ...string) { h[name] = cmp.Or(texts...) }

// fillHoles finds in a library what the holes of queryForms stand for: the commonest tags, keys, values, words. What a library
// does not have is filled with what it never finds.
func fillHoles(l *searchtest.Library) formHoles {
	h := formHoles{}
	h.fillWords(l)
	h.fillTags(l)
	h.fillKeys(l)
	h.fillDates(l)
	h.fillLinks(l)
	return h
}

// sortByCount returns the keys of counts, the largest count first, ties by name.
func sortByCount(counts map[string]int) []string {
	return slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
}

// at returns the i-th of texts, or "".
func at(texts []string, i int) string {
	if i < len(texts) {
		return texts[i]
	}
	return ""
}

// firstRunes returns the first n letters of a text.
func firstRunes(s string, n int) string {
	runes := []rune(s)
	return string(runes[:min(n, len(runes))])
}

// quote returns a text as one value of a query.
func quote(s string) string {
	if plainValue.MatchString(s) || s == "" {
		return s
	}
	return `"` + strings.NewReplacer(`"`, " ", `\`, " ", "\n", " ").Replace(s) + `"`
}

var (
	plainValue = regexp.MustCompile(`^[\pL\pN_-]+$`)
	wordRun    = regexp.MustCompile(`\pL{4,}`)
	accented   = regexp.MustCompile(`[a-zA-Z]+[é-ÿ][a-zA-Z]+`)
	unspaced   = regexp.MustCompile(`[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]{2,4}`)
)

func (h formHoles) fillWords(l *searchtest.Library) {
	words, phrases, titles, special := map[string]int{}, map[string]int{}, map[string]int{}, map[*regexp.Regexp]map[string]int{accented: {}, unspaced: {}}
	for _, p := range l.Notes {
		plain := p.Doc.PlainText()
		seen := map[string]bool{}
		for _, w := range wordRun.FindAllString(strings.ToLower(plain), -1) {
			if !seen[w] {
				seen[w] = true
				words[w]++
			}
		}
		for line := range strings.Lines(plain) {
			if f := strings.Fields(line); len(f) > 2 {
				phrases[strings.ReplaceAll(strings.Join(f[:3], " "), `"`, "")]++
			}
		}
		for x, counts := range special {
			for _, s := range x.FindAllString(plain, -1) {
				counts[s]++
			}
		}
		for _, w := range wordRun.FindAllString(p.Note.Title, -1) {
			titles[strings.ToLower(w)]++
		}
	}
	common, often := sortByCount(words), sortByCount(phrases)
	h.set("word", at(common, 2), "word")
	h.set("word2", at(common, len(common)/60), "second")
	h.set("word3", at(common, len(common)/20), "third")
	h.set("rare", at(common, len(common)/3), "rare")
	h.set("pre", firstRunes(h["word2"], 2))
	h.set("pre2", firstRunes(h["rare"], 3))
	h.set("phrase3", at(often, len(often)/2), "a b c")
	h.set("phrase", strings.Join(strings.Fields(h["phrase3"])[:2], " "))
	h.set("titleword", at(sortByCount(titles), 0), "title")
	h.set("titlepre", firstRunes(h["titleword"], 2))
	h.set("title", strings.ReplaceAll(l.Notes[len(l.Notes)/2].Note.Title, `"`, ""), "Title")
	h.set("accented", at(sortByCount(special[accented]), 0), "crème")
	h.set("folded", strings.NewReplacer("é", "e", "è", "e", "ü", "u", "ö", "o", "ä", "a", "ñ", "n").Replace(h["accented"]))
	h.set("cjk", at(sortByCount(special[unspaced]), 0), "世界")
}

func (h formHoles) fillTags(l *searchtest.Library) {
	tags, spaced, nested, folders := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	for _, p := range l.Notes {
		for _, tag := range p.Note.Tags {
			tag = strings.TrimSpace(tag)
			tags[tag]++
			if strings.Contains(tag, " ") {
				spaced[tag]++
			}
			if strings.Contains(strings.Trim(tag, "/"), "/") {
				nested[tag]++
			}
		}
		folders[path.Dir(p.Note.Path)]++
	}
	common := sortByCount(tags)
	h.set("tag", quote(at(common, 0)), "tagless")
	h.set("tag2", quote(at(common, 1)), "tagless2")
	h.set("tagpre", firstRunes(strings.Trim(h["tag"], `"`), 1), "t")
	h.set("spacetag", quote(at(sortByCount(spaced), 0)), `"two words"`)
	tag := cmp.Or(at(sortByCount(nested), 0), "area/home")
	h.set("nested", quote(tag))
	h.set("parent", quote(tag[:strings.LastIndexByte(tag, '/')]), "area")
	h.set("folder", quote(at(sortByCount(folders), 0)))
}

// fillKeys picks the commonest keys, with the commonest values of each, and one with numbers, dates and nested keys if there are.
func (h formHoles) fillKeys(l *searchtest.Library) {
	counts, values := map[string]int{}, map[string]map[string]int{}
	for _, p := range l.Notes {
		for key, list := range p.Note.FieldValues() {
			counts[key]++
			for v := range list.All() {
				if values[key] == nil {
					values[key] = map[string]int{}
				}
				if len(v) < 60 {
					values[key][v]++
				}
			}
		}
	}
	common := slices.DeleteFunc(sortByCount(counts), func(key string) bool { return len(values[key]) == 0 || strings.ContainsAny(key, "\"\n") })
	varied := slices.DeleteFunc(slices.Clone(common), func(key string) bool { return isOwnField(key) || len(values[key]) < 2 || strings.Contains(key, " ") })
	for i, hole := range []string{"key", "key2", "key3", "key4"} {
		key := cmp.Or(at(varied, i), at(common, i), "nokey")
		all := sortByCount(values[key])
		h.set(hole, quoteKey(key))
		h.set(hole+"value", quote(at(all, 0)), "x")
		if i == 0 {
			h.set("value", h["keyvalue"])
			h.set("value2", quote(at(all, 1)), "y")
			h.set("valuepre", firstRunes(strings.Trim(h["value"], `"`), 1), "x")
			h.set("keypre", firstRunes(strings.Trim(h["key"], `"`), 2))
			h.set("keytypo", strings.Trim(h["key"], `"`)+"x")
		}
	}
	h.set("numkey", "nonumber")
	h.set("num", "3")
	h.set("datekey", "nodate")
	h.set("nestedkey", "no.nested")
	h.set("nestedvalue", "x")
	for _, key := range slices.Backward(common) {
		all := sortByCount(values[key])
		middle := all[len(all)/2]
		if _, ok := note.ParseDate(middle); ok && !isOwnField(key) {
			h.set("datekey", quoteKey(key))
		} else if numbers.MatchString(middle) {
			h.set("numkey", quoteKey(key))
			h.set("num", middle)
		}
		if strings.Contains(key, ".") {
			h.set("nestedkey", quoteKey(key))
			h.set("nestedvalue", quote(all[0]), "x")
		}
	}
	h.set("outerkey", quoteKey(strings.Split(strings.Trim(h["nestedkey"], `"`), ".")[0]))
	h.set("author", quote(at(sortByCount(values["author"]), 0)), "somebody")
}

var numbers = regexp.MustCompile(`^[0-9]{1,6}$`)

// isOwnField reports whether a query asks for something else than the key when it names it.
func isOwnField(key string) bool {
	q, _ := query.Parse(key + ":2021")
	_, ok := q.Root.(query.KeyValue)
	return !ok
}

// quoteKey returns a key as it is written before a colon.
func quoteKey(key string) string {
	if isOwnField(key) {
		return `"` + key + `"`
	}
	return key
}

func (h formHoles) fillDates(l *searchtest.Library) {
	months := map[string]int{}
	days := map[string]string{}
	for _, p := range l.Notes {
		if d := p.Note.Date; !d.IsZero() {
			months[d.Format("2006-01")]++
			days[d.Format("2006-01")] = d.Format("2006-01-02")
		}
	}
	h.set("month", at(sortByCount(months), 0), "2021-06")
	h.set("year", h["month"][:4])
	h.set("day", days[h["month"]], "2021-06-15")
}

// fillLinks picks the note with the most links to it, and that with the most links.
func (h formHoles) fillLinks(l *searchtest.Library) {
	to, from := map[string]int{}, map[string]int{}
	for _, p := range l.Notes {
		for _, t := range l.Resolver.Targets(p.Note) {
			if t.Status == links.Note && t.Path != p.Note.Path {
				to[t.Path]++
				from[p.Note.Path]++
			}
		}
	}
	linked, linking := cmp.Or(at(sortByCount(to), 0), "none.md"), cmp.Or(at(sortByCount(from), 0), "none.md")
	h.set("linkedpath", linked)
	h.set("linkingpath", linking)
	h.set("linked", quote(strings.TrimSuffix(path.Base(linked), ".md")))
	h.set("linking", quote(strings.TrimSuffix(path.Base(linking), ".md")))
}
