package index

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/query"
)

const corpora = "../../../shared/corpora"

type corpus struct {
	slow
	*Index
}

var corpusSites = map[string]links.Site{
	"blog":  {Hosts: []string{"thomasstep.com", "thomasstep.dev"}, Permalinks: []string{"/blog/:title"}},
	"vault": {Hosts: []string{"help.obsidian.md"}},
}

var loaded sync.Map // name -> corpus

// load reads a corpus, once; the notes are added by two goroutines, as a library does. It must not be changed.
func load(t testing.TB, name string) corpus {
	t.Helper()
	if c, ok := loaded.Load(name); ok {
		return c.(corpus)
	}
	c := read(t, name)
	loaded.Store(name, c)
	return c
}

func read(t testing.TB, name string) corpus {
	t.Helper()
	root := filepath.Join(corpora, name)
	if _, err := os.Stat(root); err != nil {
		t.Skipf("no corpora beside the repository: %v", err)
	}
	c := corpus{slow: slow{cache: map[*note.Parsed][]slowText{}}}
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
		c.slow.notes = append(c.slow.notes, note.Parse(rel, raw))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(c.slow.notes, func(a, b *note.Parsed) int { return strings.Compare(a.Note.Path, b.Note.Path) })
	c.slow.links = links.New(notesOf(c.slow.notes), assets, corpusSites[name])
	b := NewBuilder()
	b.broadAt = 200 // so that these few notes have broad prefixes
	addAll(b, c.slow.notes)
	c.Index = b.Build(notesOf(c.slow.notes), c.slow.links)
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
	return len(c.Search(q, Options{}))
}

// The figures were counted apart from this program.
func TestBlogFigures(t *testing.T) {
	c := load(t, "blog")
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

func TestBlogTags(t *testing.T) {
	c := load(t, "blog")
	for query_, want := range map[string]string{
		"": `dev 89, aws 65, ops 56, javascript 49, serverless 39, meta 35, databases 20, guide to building with serverless aws 19, ` +
			`go 13, front end 12, concept dump 7, containers 7, entrepreneurship 7, python 7, startup 7, security 6, travel 5, ` +
			`ios 4, swift 4, c++ 3, ruby 3, hobbies 1, whisk(e)y 1`,
		"path:_posts/": `dev 87, aws 63, ops 54, javascript 47, serverless 37, meta 33, databases 19, guide to building with serverless aws 18, ` +
			`go 12, front end 11, concept dump 6, entrepreneurship 6, startup 6, containers 5, python 5, security 5, ios 3, swift 3, travel 3, c++ 1, ruby 1`,
	} {
		q, _ := query.Parse(query_)
		if got := tagList(c.Tags(c.Search(q, Options{}))); got != want {
			t.Errorf("tags of %q:\n%s\nwant\n%s", query_, got, want)
		}
	}
	if a, b := tagList(c.Tags(nil)), tagList(c.Tags(c.Search(query.Query{}, Options{}))); a != b {
		t.Errorf("all tags are\n%s\nthose of all notes\n%s", a, b)
	}
}
