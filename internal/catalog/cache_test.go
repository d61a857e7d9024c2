package catalog

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"quire/internal/library"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/search"
	"quire/internal/userfile"
)

// testNotes is the number of notes in the library of makeLibrary.
const testNotes = 120

func writeFile(tb testing.TB, path, text string) {
	tb.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		tb.Fatal(err)
	}
}

// noteText returns the text of the i-th note.
func noteText(i int) string {
	return fmt.Sprintf("---\ntitle: Note %d of the sea\ndate: 2021-01-%02d\ntags: [a%d, b]\n---\n# Head %d\n\nSome words %d, [[n%03d]] and [one](../d1/n%03d.md#head-1). Lantern café 日本語\n", i, i%28+1, i%7, i, i%13, i/2, i/3)
}

// makeLibrary writes a library whose files are old enough for their stamps to be trusted.
func makeLibrary(tb testing.TB) string {
	tb.Helper()
	dir := filepath.Join(tb.TempDir(), "posts")
	for i := range testNotes {
		writeFile(tb, fmt.Sprintf("%s/d%d/n%03d.md", dir, i%3, i), noteText(i))
	}
	time.Sleep(2200 * time.Millisecond) // no program can set back the time of a file's last change (ctime)
	return dir
}

func openLibrary(tb testing.TB, dir string) *library.Library {
	tb.Helper()
	l, err := library.Open(dir)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { l.Close() })
	return l
}

func loadCatalog(tb testing.TB, l *library.Library, o Options) *Catalog {
	tb.Helper()
	c, err := Load(context.Background(), l, o)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func saveSnapshot(tb testing.TB, c *Catalog, to Cache) {
	tb.Helper()
	if err := c.SaveSnapshot(context.Background(), to); err != nil {
		tb.Fatal(err)
	}
}

var testQueries = []string{"", "lantern", "cafe", "words 3", `"some words"`, "#a3", "#b -#a1", "title:7", "is:orphan", "has:broken", "la*", "日本", "date:2021-01-05", "changed", "new", "is:untagged", "nothing"}

// noteWithDetails returns n and its details in a form that can be compared, wherever the details are stored.
func noteWithDetails(n *note.Note) any {
	whole, d := *n, n.Details()
	whole.SetDetails(d)
	return struct {
		note.Note
		note.Details
	}{whole, *d}
}

// checkSameAnswers compares a catalog with one that was loaded without a snapshot: notes, links and search results.
func checkSameAnswers(tb testing.TB, what string, got, want *Catalog) {
	tb.Helper()
	if len(got.contents.Notes) != len(want.contents.Notes) || !slices.Equal(got.contents.Assets, want.contents.Assets) || !reflect.DeepEqual(got.contents.Skipped, want.contents.Skipped) {
		tb.Errorf("%s: %d notes %v %v, without a snapshot %d %v %v", what, len(got.contents.Notes), got.contents.Assets, got.contents.Skipped, len(want.contents.Notes), want.contents.Assets, want.contents.Skipped)
		return
	}
	for i, n := range want.contents.Notes {
		if g, w := noteWithDetails(got.contents.Notes[i]), noteWithDetails(n); !reflect.DeepEqual(g, w) {
			tb.Errorf("%s: %s is\n%+v\nwithout a snapshot\n%+v", what, n.Path, g, w)
		}
		if g, w := notePaths(got.links.NotesLinkingTo(n.Path)), notePaths(want.links.NotesLinkingTo(n.Path)); !slices.Equal(g, w) {
			tb.Errorf("%s: backlinks of %s: %v, without a snapshot %v", what, n.Path, g, w)
		}
	}
	if want.index == nil {
		return
	}
	for _, q := range testQueries {
		if g, w := searchHits(tb, got, q), searchHits(tb, want, q); !slices.Equal(g, w) {
			tb.Errorf("%s: %q finds\n%v\nwithout a snapshot\n%v", what, q, g, w)
		}
	}
	if g, w := tagCounts(tb, got), tagCounts(tb, want); !slices.Equal(g, w) {
		tb.Errorf("%s: tags %v, without a snapshot %v", what, g, w)
	}
}

func notePaths(notes []*note.Note) (all []string) {
	for _, n := range notes {
		all = append(all, n.Path)
	}
	return all
}

// tagCounts returns the tags of c with their counts.
func tagCounts(tb testing.TB, c *Catalog) []search.ValueCount {
	tb.Helper()
	tags, err := c.CountTags(context.Background())
	if err != nil {
		tb.Fatal(err)
	}
	return tags
}

func searchHits(tb testing.TB, c *Catalog, text string) (out []string) {
	tb.Helper()
	q, err := query.Parse(text)
	if err != nil {
		tb.Fatal(err)
	}
	found, err := c.Search(context.Background(), search.Request{Query: q})
	if err != nil {
		tb.Fatal(err)
	}
	for _, h := range found.Hits {
		out = append(out, fmt.Sprintf("%s %.4f", h.Path(), h.Score()))
	}
	return out
}

// edits lists changes to the files of a library, to be made in this order.
var edits = []struct {
	name    string
	changed int // upper bound of Catalog's count of changes since the first load; -1 if not checked
	do      func(tb testing.TB, dir string)
}{
	{"nothing", 0, func(testing.TB, string) {}},
	{"changed", 1, func(tb testing.TB, dir string) {
		writeFile(tb, dir+"/d0/n000.md", "# Changed\n\n[[n005]] lantern #new\n")
	}},
	{"added", 2, func(tb testing.TB, dir string) { writeFile(tb, dir+"/d9/new.md", "# New\n\n[[n007]]\n") }},
	{"removed", 3, func(tb testing.TB, dir string) { mustSucceed(tb, os.Remove(dir+"/d1/n001.md")) }},
	{"renamed", 4, func(tb testing.TB, dir string) { mustSucceed(tb, os.Rename(dir+"/d2/n002.md", dir+"/d2/called.md")) }},
	{"two swapped", 6, func(tb testing.TB, dir string) {
		mustSucceed(tb, os.Rename(dir+"/d0/n003.md", dir+"/x"))
		mustSucceed(tb, os.Rename(dir+"/d0/n006.md", dir+"/d0/n003.md"))
		mustSucceed(tb, os.Rename(dir+"/x", dir+"/d0/n006.md"))
	}},
	{"same size and time", 7, func(tb testing.TB, dir string) {
		path := dir + "/d0/n009.md"
		info, err := os.Stat(path)
		mustSucceed(tb, err)
		writeFile(tb, path, strings.ReplaceAll(noteText(9), "Lantern", "nretnaL"))
		mustSucceed(tb, os.Chtimes(path, info.ModTime(), info.ModTime()))
	}},
	{"replaced by an older one", 8, func(tb testing.TB, dir string) {
		path := dir + "/d0/n012.md"
		writeFile(tb, dir+"/x", strings.ReplaceAll(noteText(12), "Lantern", "Changed"))
		mustSucceed(tb, os.Chtimes(dir+"/x", time.Unix(0, 0), time.Unix(0, 0)))
		mustSucceed(tb, os.Rename(dir+"/x", path))
	}},
	{"ignored", 11, func(tb testing.TB, dir string) { writeFile(tb, dir+"/d0/.ignore", "n015.md\nn018.md\nn021.md\n") }},
	{"folder removed", -1, func(tb testing.TB, dir string) { mustSucceed(tb, os.RemoveAll(dir+"/d1")) }},
	{"symbolic link added", -1, func(tb testing.TB, dir string) { mustSucceed(tb, os.Symlink("d0/n024.md", dir+"/link.md")) }},
	{"another symbolic link", -1, func(tb testing.TB, dir string) { mustSucceed(tb, os.Symlink("../d0/n024.md", dir+"/d0/n777.md")) }},
	{"symbolic link leads elsewhere", -1, func(tb testing.TB, dir string) {
		mustSucceed(tb, os.Remove(dir+"/link.md"))
		mustSucceed(tb, os.Symlink("d0/n027.md", dir+"/link.md"))
	}},
	{"link to a link's name", -1, func(tb testing.TB, dir string) {
		writeFile(tb, dir+"/d9/new.md", "# New\n\n[[link]] [x](../d0/n777.md)\n")
	}},
	{"symbolic link removed", -1, func(tb testing.TB, dir string) { mustSucceed(tb, os.Remove(dir+"/link.md")) }},
}

func mustSucceed(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// After each edit a catalog gives the same answers as one loaded without a snapshot: loaded from a snapshot made before
// all edits, from a snapshot made after the previous edit, and from the previous catalog.
func TestLoad_SnapshotGivesSameAnswersAfterEdits(t *testing.T) {
	t.Parallel()
	dir := makeLibrary(t)
	l := openLibrary(t, dir)
	old, young := Cache{Dir: filepath.Join(t.TempDir(), "old")}, Cache{Dir: filepath.Join(t.TempDir(), "young")}
	first := loadCatalog(t, l, Options{})
	saveSnapshot(t, first, old)
	saveSnapshot(t, first, young)
	before := first
	for _, e := range edits {
		e.do(t, dir)
		want := loadCatalog(t, l, Options{})
		got := loadCatalog(t, l, Options{Cache: old})
		checkSameAnswers(t, e.name, got, want)
		if e.changed >= 0 && got.changedCount > e.changed {
			t.Errorf("%s: %d notes changed, want at most %d", e.name, got.changedCount, e.changed)
		}
		checkSameAnswers(t, e.name+", without an index", loadCatalog(t, l, Options{Cache: old, NoIndex: true}), loadCatalog(t, l, Options{NoIndex: true}))
		checkSameAnswers(t, e.name+", without texts", loadCatalog(t, l, Options{Cache: old, NoTexts: true}), want)
		got = loadCatalog(t, l, Options{Cache: young, NoTexts: true})
		checkSameAnswers(t, e.name+", saved each time", got, want)
		saveSnapshot(t, got, young)
		before = loadCatalog(t, l, Options{Previous: before})
		checkSameAnswers(t, e.name+", since", before, want)
	}
}

// Many small changes, each in an index segment of its own, do not change the answers.
func TestLoad_ManySmallChangesKeepAnswers(t *testing.T) {
	t.Parallel()
	dir := makeLibrary(t)
	l := openLibrary(t, dir)
	c := loadCatalog(t, l, Options{})
	r := rand.New(rand.NewPCG(5, 6))
	cache := Cache{Dir: t.TempDir()}
	for i := range 60 {
		writeFile(t, fmt.Sprintf("%s/d0/n%03d.md", dir, 3*r.IntN(testNotes/3)), fmt.Sprintf("# Changed\n\nnew %d lantern [[n%03d]]\n", i, i))
		if i%2 == 0 {
			c = loadCatalog(t, l, Options{Previous: c})
		} else {
			c = loadCatalog(t, l, Options{Cache: cache})
		}
		saveSnapshot(t, c, cache)
	}
	checkSameAnswers(t, "after 60 changes", c, loadCatalog(t, l, Options{}))
}

func TestCache_SeparatesRootsAndPrograms(t *testing.T) {
	t.Parallel()
	dir := makeLibrary(t)
	cache := Cache{Dir: t.TempDir()}
	l := openLibrary(t, dir)
	saveSnapshot(t, loadCatalog(t, l, Options{}), cache)
	moved := filepath.Join(filepath.Dir(dir), "elsewhere")
	mustSucceed(t, os.Rename(dir, moved))
	writeFile(t, dir+"/n.md", "# New\n")
	for _, d := range []string{dir, moved} {
		l := openLibrary(t, d)
		got := loadCatalog(t, l, Options{Cache: cache})
		checkSameAnswers(t, d, got, loadCatalog(t, l, Options{}))
		if got.changedCount != len(got.contents.Notes) {
			t.Errorf("%s: %d of %d notes were read, want all", d, got.changedCount, len(got.contents.Notes))
		}
		saveSnapshot(t, got, cache)
	}
	if all, _ := filepath.Glob(cache.Dir + "/*.snapshot"); len(all) != 3 {
		t.Errorf("%d snapshots of 3 roots", len(all))
	}
	other := cache
	other.Program = "another build"
	l = openLibrary(t, moved)
	if got := loadCatalog(t, l, Options{Cache: other}); got.changedCount != len(got.contents.Notes) {
		t.Errorf("another program's snapshot was used: %d of %d notes were read", got.changedCount, len(got.contents.Notes))
	}
}

func TestPreview_FromSnapshotListsAllNotes(t *testing.T) {
	t.Parallel()
	l := openLibrary(t, makeLibrary(t))
	cache := Cache{Dir: t.TempDir()}
	c := loadCatalog(t, l, Options{})
	saveSnapshot(t, c, cache)
	quick, err := LoadPreview(context.Background(), l, Options{Cache: cache})
	mustSucceed(t, err)
	if !quick.partial || !slices.Equal(notePaths(quick.contents.Notes), notePaths(c.contents.Notes)) {
		t.Fatalf("%d notes in the preview, want %d", len(quick.contents.Notes), len(c.contents.Notes))
	}
	for _, q := range []string{"", "#a3", "title:7", "date:2021-01-05"} {
		if g, w := searchHits(t, quick, q), searchHits(t, c, q); len(g) != len(w) {
			t.Errorf("%q: %d hits in the preview, want %d", q, len(g), len(w))
		}
	}
	if err := quick.SaveSnapshot(context.Background(), cache); err == nil {
		t.Error("a preview was saved")
	}
}

// Concurrent loads and saves do not disturb each other.
func TestCache_ConcurrentLoadsAndSaves(t *testing.T) {
	t.Parallel()
	dir := makeLibrary(t)
	l := openLibrary(t, dir)
	cache := Cache{Dir: t.TempDir()}
	want := loadCatalog(t, l, Options{})
	var done sync.WaitGroup
	for range 4 {
		done.Go(func() {
			l, err := library.Open(dir)
			if err != nil {
				t.Error(err)
				return
			}
			defer l.Close()
			for range 10 {
				c, err := Load(context.Background(), l, Options{Cache: cache})
				if err != nil {
					t.Error(err)
					return
				}
				checkSameAnswers(t, "concurrently", c, want)
				_ = c.SaveSnapshot(context.Background(), cache) // may fail: another saver can remove the temporary file before it is locked
			}
		})
	}
	done.Wait()
	got := loadCatalog(t, l, Options{Cache: cache})
	checkSameAnswers(t, "afterwards", got, want)
	if got.changedCount != 0 {
		t.Errorf("the last snapshot was not used: %d notes were read", got.changedCount)
	}
	checkNoTempFiles(t, cache)
}

// checkNoTempFiles checks that no temporary file is left in the cache.
func checkNoTempFiles(tb testing.TB, cache Cache) {
	tb.Helper()
	if all, _ := filepath.Glob(cache.Dir + "/*" + userfile.TempSuffix); len(all) > 0 {
		tb.Errorf("temporary files left behind: %v", all)
	}
}
