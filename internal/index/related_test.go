package index

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/search"
	"quire/internal/testcorpus"
)

// relatedTo returns the notes that are related to the note at a path, each with its reasons.
func (c corpus) relatedTo(t *testing.T, path string, limit int) []search.Related {
	t.Helper()
	p, err := c.scan.ParseNote(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	found, err := c.Related(t.Context(), p, limit)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func describeRelated(found []search.Related) string {
	var lines []string
	for _, r := range found {
		lines = append(lines, fmt.Sprintf("%s: %s", r.ID(), strings.Join(r.Reasons(), " · ")))
	}
	return strings.Join(lines, "\n")
}

func TestRelated_GivesReasons(t *testing.T) {
	c := corpusOf(
		"kelp.md\n---\ntitle: Drying kelp\ntags: [shore, food/sea]\n---\nKelp dries on racks. [Racks](racks.md). Winter Larder keeps it.\n",
		"dulse.md\n---\ntitle: Dulse\ntags: [shore]\n---\nDulse dries like kelp, on racks.\n",
		"racks.md\n---\ntitle: Building racks\n---\nAsh and twine. See [hooks](hooks.md).\n",
		"hooks.md\n# Hooks\n\nBent wire.\n",
		"larder.md\n---\ntitle: Winter Larder\n---\nJars and crocks.\n",
		"letters.md\n# Letters\n\nI read about drying kelp yesterday.\n",
		"nets.md\n# Nets\n\nMended at [building racks](racks.md).\n",
		"town.md\n# Town\n\nNothing of the sort.\n",
	)
	const want = `letters: Drying, kelp · mentions this note
dulse: kelp, dries · #shore
racks: racks · linked
hooks: Building racks is between them
nets: racks · both link to Building racks
larder: Larder, Winter · mentioned here`
	got := describeRelated(c.relatedTo(t, "kelp.md", 0))
	if sortLines(got) != sortLines(want) {
		t.Errorf("got\n%s\nwant, in any order,\n%s", got, want)
	}
	if got := describeRelated(c.relatedTo(t, "town.md", 0)); got != "" {
		t.Errorf("related to a note that has nothing in common with others:\n%s", got)
	}
}

func sortLines(s string) string {
	lines := strings.Split(s, "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// The words of scripts without blanks are bigrams in the index; readers get whole ones.
func TestRelated_JoinsBigramsInReasons(t *testing.T) {
	c := corpusOf("a.md\n# 一\n\n数据库的索引\n", "b.md\n# 二\n\n关于数据库\n", "c.md\n# 三\n\n别的\n")
	if got := describeRelated(c.relatedTo(t, "a.md", 0)); got != "b: 数据库" {
		t.Errorf("%s", got)
	}
}

func TestRelated_UnknownNoteAndDoneContext(t *testing.T) {
	c := corpusOf("a.md\n# A\n\nsome words\n", "b.md\n# B\n\nsome words\n")
	if _, err := c.Related(t.Context(), note.Parse("gone.md", []byte("some words")), 0); !errors.Is(err, search.ErrNoNote) {
		t.Errorf("a note that is not in the index: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Related(ctx, c.scan.Notes[0], 0); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that is done: %v", err)
	}
}

// Every reason is true in the eyes of the scan, which looks at each note.
func TestRelated_ReasonsAreTrue(t *testing.T) {
	names := []string{testcorpus.Journal, testcorpus.Handbook, "blog", "vault"}
	if testing.Short() {
		names = names[:2]
	}
	testcorpus.Each(t, names, func(t *testing.T, name string) {
		c := loadCorpus(t, name)
		for i, p := range c.scan.Notes {
			if len(c.scan.Notes) > 50 && i%15 != 0 { // the scan is slow
				continue
			}
			all, err := c.scan.Related(t.Context(), p.Note.Path, 0)
			if err != nil {
				t.Fatal(err)
			}
			known := map[string]search.Related{}
			for _, r := range all {
				known[r.Path()] = r
			}
			c.checkRelated(t, p, known)
		}
	})
}

// checkRelated checks what is related to p against what the scan knows about all notes.
func (c corpus) checkRelated(t *testing.T, p *note.Parsed, known map[string]search.Related) {
	found := c.relatedTo(t, p.Note.Path, 10)
	if len(found) > 10 {
		t.Errorf("%s: %d notes, at most 10 were asked for", p.Note.Path, len(found))
	}
	seen := map[string]bool{p.Note.Path: true}
	for i, r := range found {
		k := known[r.Path()]
		if seen[r.Path()] {
			t.Errorf("%s is related to itself, or twice: %s", p.Note.Path, r.Path())
		}
		seen[r.Path()] = true
		if i > 0 && r.Score() > found[i-1].Score() || r.Score() <= 0 {
			t.Errorf("%s: score %v at %d", p.Note.Path, r.Score(), i)
		}
		if r.IsLinked != k.IsLinked || r.IsInSeries != k.IsInSeries || r.IsInFolder != k.IsInFolder || r.IsMentioned && !k.IsMentioned || r.MentionsThis && !k.MentionsThis {
			t.Errorf("%s: %s: %+v\nthe scan says\n%+v", p.Note.Path, r.Path(), r, k)
		}
		for _, tag := range r.Tags {
			if !slices.ContainsFunc(k.Tags, func(other string) bool { return note.FoldName(other) == note.FoldName(tag) }) {
				t.Errorf("%s: %s has no tag %s", p.Note.Path, r.Path(), tag)
			}
		}
		for _, n := range r.Neighbours {
			if !slices.ContainsFunc(k.Neighbours, func(o search.CommonNeighbour) bool { return o.Path() == n.Path() && o.Direction == n.Direction }) {
				t.Errorf("%s: %s has no common neighbour %s (%d)", p.Note.Path, r.Path(), n.Path(), n.Direction)
			}
		}
		for _, term := range r.Terms {
			hits := orderedPaths(c.hits(query.Query{Root: query.Phrase{Text: term}}, search.Request{}))
			if !slices.Contains(hits, r.Path()) || !slices.Contains(hits, p.Note.Path) {
				t.Errorf("%s: %s: not both have %s", p.Note.Path, r.Path(), term)
			}
		}
	}
}
