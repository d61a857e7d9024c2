package catalog

import (
	"context"
	"os"
	"testing"

	"quire/internal/library"
)

const corpora = "../../../shared/corpora/"

func open(tb testing.TB, name string) *library.Library {
	tb.Helper()
	if _, err := os.Stat(corpora + name); err != nil {
		tb.Skip("no ../shared/corpora: the real libraries are not here")
	}
	l, err := library.Open(corpora + name)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { l.Close() })
	return l
}

// BenchmarkLoad is the whole way from a folder to a catalog that can be searched.
func BenchmarkLoad(b *testing.B) {
	for _, name := range []string{"blog", "vault"} {
		b.Run(name, func(b *testing.B) {
			l := open(b, name)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Load(context.Background(), l, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func TestOpenIsTheNoteAsItIsNow(t *testing.T) {
	l := open(t, "blog")
	c, err := Load(context.Background(), l, Options{})
	if err != nil {
		t.Fatal(err)
	}
	const path = "_posts/2021-12-07-reinvent-2021.md"
	source, parsed, err := c.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if source.Note.Title != "re:Invent 2021" || len(source.Targets) != len(parsed.Doc.Links()) || source.Backlinks != 8 {
		t.Errorf("title %q, %d targets for %d links, %d notes link here", source.Note.Title, len(source.Targets), len(parsed.Doc.Links()), source.Backlinks)
	}
	if _, _, err := c.Open("_posts/none.md"); err == nil {
		t.Error("a note that is not there opens")
	}
}

// BenchmarkGlance is the way to the first rows on the screen.
func BenchmarkGlance(b *testing.B) {
	l := open(b, "blog")
	for b.Loop() {
		if _, err := Glance(context.Background(), l, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// What a glance shows of a note is what loading it shows, but for what only its text can tell.
func TestGlanceAgreesWithLoad(t *testing.T) {
	for _, name := range []string{"blog", "vault"} {
		l := open(t, name)
		quick, err := Glance(context.Background(), l, Options{})
		if err != nil {
			t.Fatal(err)
		}
		full, err := Load(context.Background(), l, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if !quick.Partial || full.Partial || len(quick.Notes) != len(full.Notes) {
			t.Fatalf("%s: %d notes at a glance, %d loaded", name, len(quick.Notes), len(full.Notes))
		}
		for i, n := range full.Notes {
			if g := quick.Notes[i]; g.Path != n.Path || g.Title != n.Title || !g.Date.Equal(n.Date.Time) || len(g.Tags) > len(n.Tags) {
				t.Errorf("%s: at a glance %q %v %v, loaded %q %v %v", n.Path, g.Title, g.Date, g.Tags, n.Title, n.Date, n.Tags)
			}
		}
	}
}
