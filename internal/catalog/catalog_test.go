package catalog

import (
	"context"
	"strings"
	"testing"

	"quire/internal/library"
	"quire/internal/testcorpus"
)

// openCorpus opens a test library, or skips the test if it is missing.
func openCorpus(tb testing.TB, name string) *library.Library {
	tb.Helper()
	l, err := library.Open(testcorpus.Path(tb, name))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { l.Close() })
	return l
}

// BenchmarkLoad measures loading a library from its files, with its index.
func BenchmarkLoad(b *testing.B) {
	for _, name := range []string{"blog", "vault"} {
		b.Run(name, func(b *testing.B) {
			l := openCorpus(b, name)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Load(context.Background(), l, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func TestOpen_ResolvesLinksOfJournal(t *testing.T) {
	c, err := Load(context.Background(), openCorpus(t, testcorpus.Journal), Options{})
	if err != nil {
		t.Fatal(err)
	}
	backlinks := map[string]int{"_posts/2021-03-01-a-first-starter.md": 6, "_posts/2021-09-05-what-steam-does.md": 3, "_posts/2021-12-24-stollen.md": 1, "archive.md": 1, "_drafts/untitled-idea.md": 0}
	for path, truth := range testcorpus.ReadTruth(t, testcorpus.Journal) {
		source, _, err := c.OpenNote(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if source.Note.Title != strings.ReplaceAll(truth.Title, "-", " ") || len(source.Targets) != len(truth.Links) {
			t.Errorf("%s: title %q, %d targets for %d links", path, source.Note.Title, len(source.Targets), len(truth.Links))
		}
		if want, ok := backlinks[path]; ok && source.Backlinks != want {
			t.Errorf("%s: %d backlinks, want %d", path, source.Backlinks, want)
		}
	}
}

func TestOpen_ResolvesLinksAndBacklinks(t *testing.T) {
	l := openCorpus(t, "blog")
	c, err := Load(context.Background(), l, Options{})
	if err != nil {
		t.Fatal(err)
	}
	const path = "_posts/2021-12-07-reinvent-2021.md"
	source, parsed, err := c.OpenNote(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if source.Note.Title != "re:Invent 2021" || len(source.Targets) != len(parsed.Doc.Links()) || source.Backlinks != 8 {
		t.Errorf("title %q, %d targets for %d links, %d backlinks", source.Note.Title, len(source.Targets), len(parsed.Doc.Links()), source.Backlinks)
	}
	if _, _, err := c.OpenNote(t.Context(), "_posts/none.md"); err == nil {
		t.Error("a missing note was opened")
	}
}

// BenchmarkLoadPreview measures loading what the first rows on the screen need.
func BenchmarkLoadPreview(b *testing.B) {
	l := openCorpus(b, "blog")
	for b.Loop() {
		if _, err := LoadPreview(context.Background(), l, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// A preview shows the same title, date and front matter tags as a complete catalog.
func TestPreview_AgreesWithLoad(t *testing.T) {
	testcorpus.Each(t, []string{testcorpus.Journal, testcorpus.Handbook, "blog", "vault"}, func(t *testing.T, name string) {
		l := openCorpus(t, name)
		quick, err := LoadPreview(context.Background(), l, Options{})
		if err != nil {
			t.Fatal(err)
		}
		full, err := Load(context.Background(), l, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if !quick.partial || full.partial || len(quick.contents.Notes) != len(full.contents.Notes) {
			t.Fatalf("%s: %d notes in the preview, %d loaded", name, len(quick.contents.Notes), len(full.contents.Notes))
		}
		for i, n := range full.contents.Notes {
			if g := quick.contents.Notes[i]; g.Path != n.Path || g.Title != n.Title || !g.Date.Equal(n.Date.Time) || len(g.Tags) > len(n.Tags) {
				t.Errorf("%s: preview %q %v %v, loaded %q %v %v", n.Path, g.Title, g.Date, g.Tags, n.Title, n.Date, n.Tags)
			}
		}
	})
}
