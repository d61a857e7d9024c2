package index

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"quire/internal/links/profile"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/search"
	"quire/internal/search/searchtest"
	"quire/internal/testcorpus"
)

type corpus struct {
	scan *searchtest.Library // the oracle of the index, with which it shares only the query tree
	*Index
}

var corpusSites = map[string]profile.Settings{
	"blog":  {Hosts: []string{"thomasstep.com", "thomasstep.dev"}, Permalinks: []string{"/blog/:title"}},
	"vault": {Hosts: []string{"help.obsidian.md"}},

	testcorpus.Journal: {Hosts: []string{testcorpus.JournalHost}, Permalinks: []string{testcorpus.JournalPermalink}},
}

var loaded sync.Map // name -> corpus

// loadCorpus reads and indexes a corpus once. Two goroutines add the notes, as a library does. Tests must not modify it.
func loadCorpus(t testing.TB, name string) corpus {
	t.Helper()
	if c, ok := loaded.Load(name); ok {
		return c.(corpus)
	}
	c := readCorpus(t, name)
	loaded.Store(name, c)
	return c
}

func readCorpus(t testing.TB, name string) corpus {
	t.Helper()
	return loadFolder(t, testcorpus.Path(t, name), corpusSites[name], false)
}

// loadFolder reads and indexes the notes of a folder. If they are to be stamped, each was modified at a time of its own, in the
// months before formsDay; else when is unknown.
func loadFolder(t testing.TB, root string, sites profile.Settings, stamp bool) corpus {
	t.Helper()
	var parsed []*note.Parsed
	var assets []string
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(root, p)
		if rel = filepath.ToSlash(rel); !strings.HasSuffix(rel, ".md") {
			assets = append(assets, rel)
			return nil
		}
		raw, err := os.ReadFile(p)
		parsed = append(parsed, note.Parse(rel, raw))
		if stamp {
			parsed[len(parsed)-1].Note.Modified = formsDay.Add(-time.Duration(len(parsed)*37%1500) * 90 * time.Minute)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	c := corpus{scan: searchtest.NewLibrary(parsed, assets, profile.FromSettings(sites))}
	b := NewBuilder().UseTexts(scanTexts{c.scan})
	b.prefixLimit = min(200, len(c.scan.Notes)/2) // so that these few notes have broad prefixes
	addAll(b, c.scan.Notes)
	c.Index = b.Build(notesOf(c.scan.Notes), c.scan.Resolver)
	return c
}

func notesOf(parsed []*note.Parsed) []*note.Note {
	var notes []*note.Note
	for _, p := range parsed {
		notes = append(notes, p.Note)
	}
	return notes
}

func addAll(b *Builder, notes []*note.Parsed) {
	var done sync.WaitGroup
	for half := range 2 {
		done.Go(func() {
			for i := half; i < len(notes); i += 2 {
				b.Add(notes[i])
			}
		})
	}
	done.Wait()
}

func (c corpus) count(t *testing.T, text string) int {
	q, err := query.Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return len(c.hits(q, search.Request{}))
}

// The expected counts are those of the truth files and of grep.
func TestSearch_JournalAndHandbookCounts(t *testing.T) {
	for name, counts := range map[string]map[string]int{
		testcorpus.Journal: {
			"": 17, "path:_posts/": 11, "path:_drafts/": 2, "#sourdough": 5, "#rye #summer": 2, "#sourdough -#patience": 4, `#"repairs & parts"`: 1, "#unterwegs": 1,
			"is:untagged": 5, "date:2021": 8, "date:2021-06": 2, "after:2021": 3, "has:broken": 1, "author:velt": 2, "lang:de": 1, "is:draft": 2,
			"links:a-first-starter": 6, "from:mistakes": 0, `"nail varnish"`: 1, "title:rye": 2, "brotbuchse": 1, "levain": 2,
		},
		testcorpus.Handbook: {
			"": 18, "#boat": 3, "#howto": 4, "#howto #safety": 1, "#weather": 3, "is:untagged": 2, "links:Moorings": 3, "has:broken": 2, "path:Rules/": 3, `"rabbit comes"`: 1, "title:\"this year\"": 1,
		},
	} {
		c := loadCorpus(t, name)
		for text, want := range counts {
			if got := c.count(t, text); got != want {
				t.Errorf("%s: %s: %d notes, want %d", name, text, got, want)
			}
		}
	}
}

// The expected counts come from shared/corpora/FACTS.md, counted without quire.
func TestSearch_BlogCounts(t *testing.T) {
	c := loadCorpus(t, "blog")
	for text, want := range map[string]int{
		"": 193, "path:_posts/": 166, "path:_drafts/": 9,
		"#aws #serverless": 36, "#aws -#meta": 52, "#dev OR #ops": 119, `#"front end"`: 12, "#c++": 3, "#whisk(e)y": 1,
		"is:untagged": 25, "date:2021-12": 10, "date:2021": 80, "is:orphan": 124,
		"lambda": 58, "powertools": 3, `"cell based"`: 4, "links:reinvent-2021": 8, "from:reinvent-2021": 8,
	} {
		if got := c.count(t, text); got != want {
			t.Errorf("%s: %d notes, want %d", text, got, want)
		}
	}
}

// The expected counts are of the front matter as a YAML parser reads it, and of lines as a search by a regular expression in
// another language finds them.
func TestSearch_FrontMatterAndLineCounts(t *testing.T) {
	for name, counts := range map[string]map[string]int{
		"blog": {
			"layout:post": 168, "-layout:post": 25, "layout:default,page": 16, "has:redirect_from": 22, "-has:description": 46, "description:TBD": 7,
			"has:redirect_from layout:post -tags:dev": 10, `"date":2021-10`: 18, `"date":>2021-10-04`: 0, "redirect_to:https*": 18, "tags:aws,ops -tags:dev": 41,
			"tags:serv*": 39, "has:featured OR has:hidden OR has:comments": 1, "/dynamo ?db.*lambda/": 7, "/^## .*architecture/": 6, "/[0-9]{4}-[0-9]{2}/": 10, "/Settings/": 2,
		},
		"vault": {
			"mobile:true": 48, "-mobile:true": 125, "mobile:true,false": 56, "has:publish -has:description": 0, "cssclasses:soft-embed": 22, "cssclasses:list-c*": 11,
			"permalink:plugins*": 29, "has:aliases mobile:false": 8, `aliases:""`: 12, "aliases:local*": 2, "path:Plugins/": 28, `/> \[!tip\]/`: 54, "/Settings/": 77,
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := loadCorpus(t, name)
			for text, want := range counts {
				if got := c.count(t, text); got != want {
					t.Errorf("%s: %d notes, want %d", text, got, want)
				}
			}
		})
	}
}

func TestTags_BlogCounts(t *testing.T) {
	c := loadCorpus(t, "blog")
	for query_, want := range map[string]string{
		"": `dev 89, aws 65, ops 56, javascript 49, serverless 39, meta 35, databases 20, guide to building with serverless aws 19, ` +
			`go 13, front end 12, concept dump 7, containers 7, entrepreneurship 7, python 7, startup 7, security 6, travel 5, ` +
			`ios 4, swift 4, c++ 3, ruby 3, hobbies 1, whisk(e)y 1`,
		"path:_posts/": `dev 87, aws 63, ops 54, javascript 47, serverless 37, meta 33, databases 19, guide to building with serverless aws 18, ` +
			`go 12, front end 11, concept dump 6, entrepreneurship 6, startup 6, containers 5, python 5, security 5, ios 3, swift 3, travel 3, c++ 1, ruby 1`,
	} {
		q, _ := query.Parse(query_)
		if got := tagList(c.tagsOfHits(q, search.Request{})); got != want {
			t.Errorf("tags of %q:\n%s\nwant\n%s", query_, got, want)
		}
	}
	if a, b := tagList(c.allTags()), tagList(c.tagsOfHits(query.Query{}, search.Request{})); a != b {
		t.Errorf("all tags are\n%s\nthose of all notes\n%s", a, b)
	}
}
