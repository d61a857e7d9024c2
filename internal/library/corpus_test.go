package library

import (
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"quire/internal/note"
)

// corpus returns the path of test data that is kept beside the repository.
func corpus(t testing.TB, name string) string {
	t.Helper()
	shared := filepath.Join("..", "..", "..", "shared")
	if _, err := os.Stat(shared); err != nil {
		t.Skip("no ../shared beside the repository: corpora are not tested")
	}
	return filepath.Join(shared, "corpora", filepath.FromSlash(name))
}

func open(t testing.TB, dir string) *Library {
	t.Helper()
	l, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

func load(t testing.TB, l *Library) *Contents {
	t.Helper()
	c, err := l.Load(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCorporaCounts(t *testing.T) {
	for _, test := range []struct {
		dir           string
		notes, assets int
	}{
		{"blog", 193, -1},
		{"blog/_posts", 166, 0},
		{"vault", 173, -1},
	} {
		var visits atomic.Int64
		c, err := open(t, corpus(t, test.dir)).Load(context.Background(), func(p *note.Parsed) { visits.Add(1) })
		if err != nil {
			t.Fatal(err)
		}
		if len(c.Notes) != test.notes || int(visits.Load()) != test.notes {
			t.Errorf("%s: %d notes, %d visits, want %d", test.dir, len(c.Notes), visits.Load(), test.notes)
		}
		if test.assets >= 0 && len(c.Assets) != test.assets {
			t.Errorf("%s: assets %q", test.dir, c.Assets)
		}
		if len(c.Skipped) > 0 {
			t.Errorf("%s: skipped %v", test.dir, c.Skipped)
		}
		if !slices.IsSortedFunc(c.Notes, func(a, b *note.Note) int { return strings.Compare(a.Path, b.Path) }) {
			t.Errorf("%s: not sorted", test.dir)
		}
	}
}

func TestBlogSite(t *testing.T) {
	c := load(t, open(t, corpus(t, "blog")))
	if !slices.Equal(c.Site.Hosts, []string{"thomasstep.com"}) || !slices.Equal(c.Site.Permalinks, []string{"/blog/:title"}) || c.Site.BasePath != "" {
		t.Errorf("site %+v", c.Site)
	}
	for _, n := range c.Notes {
		info, err := os.Stat(filepath.Join(corpus(t, "blog"), filepath.FromSlash(n.Path)))
		if err != nil || n.Size != info.Size() || !n.Modified.Equal(info.ModTime()) {
			t.Fatalf("%s: size %d, modified %v; on disk %v (%v)", n.Path, n.Size, n.Modified, info, err)
		}
	}
}

// Every file that is named as a note is listed or told to be skipped, whatever is in it.
func TestHostileFolder(t *testing.T) {
	dir := corpus(t, "hostile")
	c := load(t, open(t, dir))
	listed := map[string]bool{}
	for _, n := range c.Notes {
		listed[n.Path] = true
	}
	for _, s := range c.Skipped {
		listed[s.Path] = true
	}
	files := 0
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !IsNote(e.Name()) {
			return err
		}
		files++
		if rel, _ := filepath.Rel(dir, path); !listed[filepath.ToSlash(rel)] {
			t.Errorf("%s is lost", rel)
		}
		return nil
	})
	if err != nil || files == 0 {
		t.Fatalf("%d files: %v", files, err)
	}
	var expect []struct{ File string }
	text, err := os.ReadFile(filepath.Join(dir, "EXPECT.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &expect); err != nil {
		t.Fatal(err)
	}
	for _, e := range expect {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(e.File))); err == nil && IsNote(e.File) && !listed[e.File] {
			t.Errorf("%s is lost", e.File)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for _, name := range []string{"blog", "vault", "tldr"} {
		b.Run(name, func(b *testing.B) {
			dir := corpus(b, name)
			if name == "tldr" {
				dir = os.Getenv("QUIRE_BENCH_DIR") // tldr.tar.gz unpacked
				if dir == "" {
					b.Skip("QUIRE_BENCH_DIR is not set")
				}
			}
			l := open(b, dir)
			b.ReportAllocs()
			notes := 0
			for b.Loop() {
				notes = len(load(b, l).Notes)
			}
			b.ReportMetric(float64(notes), "notes")
		})
	}
}

// BenchmarkNames walks without reading.
func BenchmarkNames(b *testing.B) {
	l := open(b, corpus(b, "blog"))
	for b.Loop() {
		s := &scan{tree: l.tree()}
		if err := s.run(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRead reads without parsing.
func BenchmarkRead(b *testing.B) {
	dir := os.Getenv("QUIRE_BENCH_DIR")
	if dir == "" {
		dir = corpus(b, "blog")
	}
	l := open(b, dir)
	t := l.tree()
	s := &scan{tree: t}
	if err := s.run(context.Background()); err != nil {
		b.Fatal(err)
	}
	byFolder := map[string][]string{}
	for _, name := range s.files {
		dir, base := path.Split(name)
		byFolder[path.Clean(dir)] = append(byFolder[path.Clean(dir)], base)
	}
	for b.Loop() {
		for dir, names := range byFolder {
			f, err := t.folder(dir)
			if err != nil {
				b.Fatal(err)
			}
			for _, name := range names {
				if _, err := f.read(name); err != nil {
					b.Fatal(err)
				}
			}
			f.Close()
		}
	}
}
