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
	"quire/internal/testcorpus"
)

// corpusPath returns the path of a test library or of a folder in it, or skips the test if it is missing.
func corpusPath(t testing.TB, name string) string {
	t.Helper()
	name, below, _ := strings.Cut(name, "/")
	return filepath.Join(testcorpus.Path(t, name), filepath.FromSlash(below))
}

func openLibrary(t testing.TB, dir string) *Library {
	t.Helper()
	l, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

func loadLibrary(t testing.TB, l *Library) *Contents {
	t.Helper()
	c, err := l.Load(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestLoad_CorporaCounts(t *testing.T) {
	for _, test := range []struct {
		dir           string
		notes, assets int
	}{
		{"blog", 193, -1},
		{"blog/_posts", 166, 0},
		{"vault", 173, -1},
		{testcorpus.Journal, 17, 3},
		{testcorpus.Journal + "/_posts", 11, 0},
		{testcorpus.Handbook, 18, 2},
	} {
		t.Run(test.dir, func(t *testing.T) { checkCounts(t, test.dir, test.notes, test.assets) })
	}
}

// checkCounts loads a library and compares the numbers of its notes and assets. With -1 it does not compare the assets.
func checkCounts(t *testing.T, dir string, notes, assets int) {
	t.Helper()
	var visits atomic.Int64
	c, err := openLibrary(t, corpusPath(t, dir)).Load(context.Background(), func(p *note.Parsed) { visits.Add(1) })
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Notes) != notes || int(visits.Load()) != notes {
		t.Errorf("%s: %d notes, %d visits, want %d", dir, len(c.Notes), visits.Load(), notes)
	}
	if assets >= 0 && len(c.Assets) != assets {
		t.Errorf("%s: assets %q", dir, c.Assets)
	}
	if len(c.Skipped) > 0 {
		t.Errorf("%s: skipped %v", dir, c.Skipped)
	}
	if !slices.IsSortedFunc(c.Notes, func(a, b *note.Note) int { return strings.Compare(a.Path, b.Path) }) {
		t.Errorf("%s: not sorted", dir)
	}
}

func TestLoad_BlogSiteAndStamps(t *testing.T) {
	testcorpus.Each(t, []string{testcorpus.Journal, "blog"}, func(t *testing.T, name string) {
		host := map[string]string{"blog": "thomasstep.com", testcorpus.Journal: testcorpus.JournalHost}[name]
		checkSiteAndStamps(t, name, host)
	})
}

// checkSiteAndStamps checks the settings of a Jekyll blog, and the sizes and times of its notes.
func checkSiteAndStamps(t *testing.T, name, host string) {
	t.Helper()
	c := loadLibrary(t, openLibrary(t, corpusPath(t, name)))
	if !slices.Equal(c.Sites.At(0).Hosts, []string{host}) || c.Sites.At(0).BasePath != "" {
		t.Errorf("site %+v", c.Sites.At(0).Profile)
	}
	for _, n := range c.Notes {
		info, err := os.Stat(filepath.Join(corpusPath(t, name), filepath.FromSlash(n.Path)))
		if err != nil || n.Size != info.Size() || !n.Modified.Equal(info.ModTime()) {
			t.Fatalf("%s: size %d, modified %v; on disk %v (%v)", n.Path, n.Size, n.Modified, info, err)
		}
	}
}

// Every file with the name of a note is listed or skipped with a reason, whatever it contains.
func TestLoad_HostileFolderLosesNoNote(t *testing.T) {
	testcorpus.Each(t, []string{testcorpus.Rough, "hostile"}, func(t *testing.T, name string) { checkListed(t, corpusPath(t, name)) })
}

// checkListed checks that each note of a folder, and of its EXPECT.json if there is one, is listed or skipped.
func checkListed(t *testing.T, dir string) {
	t.Helper()
	c := loadLibrary(t, openLibrary(t, dir))
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
	if os.IsNotExist(err) {
		return
	}
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
			dir := corpusPath(b, name)
			if name == "tldr" {
				dir = os.Getenv("QUIRE_BENCH_DIR") // tldr.tar.gz unpacked
				if dir == "" {
					b.Skip("QUIRE_BENCH_DIR is not set")
				}
			}
			l := openLibrary(b, dir)
			b.ReportAllocs()
			notes := 0
			for b.Loop() {
				notes = len(loadLibrary(b, l).Notes)
			}
			b.ReportMetric(float64(notes), "notes")
		})
	}
}

// BenchmarkWalkTree measures listing a library without reading notes.
func BenchmarkWalkTree(b *testing.B) {
	l := openLibrary(b, corpusPath(b, "blog"))
	for b.Loop() {
		s := &scan{tree: l.currentTree()}
		if err := s.walkTree(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReadFiles measures reading all notes without parsing them.
func BenchmarkReadFiles(b *testing.B) {
	dir := os.Getenv("QUIRE_BENCH_DIR")
	if dir == "" {
		dir = corpusPath(b, "blog")
	}
	l := openLibrary(b, dir)
	t := l.currentTree()
	s := &scan{tree: t}
	if err := s.walkTree(context.Background()); err != nil {
		b.Fatal(err)
	}
	byFolder := map[string][]string{}
	for _, name := range s.noteFiles {
		dir, base := path.Split(name)
		byFolder[path.Clean(dir)] = append(byFolder[path.Clean(dir)], base)
	}
	for b.Loop() {
		for dir, names := range byFolder {
			f, err := t.openFolder(dir)
			if err != nil {
				b.Fatal(err)
			}
			for _, name := range names {
				if _, err := f.readFile(name); err != nil {
					b.Fatal(err)
				}
			}
			f.Close()
		}
	}
}
