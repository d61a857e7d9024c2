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

	"quire/internal/index"
	"quire/internal/library"
	"quire/internal/note"
	"quire/internal/private"
	"quire/internal/query"
)

// The libraries of these tests are small; cache keeps them nevertheless.
const notesOfTest = 120

func write(tb testing.TB, path, text string) {
	tb.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		tb.Fatal(err)
	}
}

func text(i int) string {
	return fmt.Sprintf("---\ntitle: Note %d of the sea\ndate: 2021-01-%02d\ntags: [a%d, b]\n---\n# Head %d\n\nSome words %d, [[n%03d]] and [one](../d1/n%03d.md#head-1). Lantern café 日本語\n", i, i%28+1, i%7, i, i%13, i/2, i/3)
}

// settled makes a library whose files are old enough to be known by their stamps.
func settled(tb testing.TB) string {
	tb.Helper()
	dir := filepath.Join(tb.TempDir(), "posts")
	for i := range notesOfTest {
		write(tb, fmt.Sprintf("%s/d%d/n%03d.md", dir, i%3, i), text(i))
	}
	time.Sleep(2200 * time.Millisecond)
	return dir
}

func opened(tb testing.TB, dir string) *library.Library {
	tb.Helper()
	l, err := library.Open(dir)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { l.Close() })
	return l
}

func loaded(tb testing.TB, l *library.Library, o Options) *Catalog {
	tb.Helper()
	c, err := Load(context.Background(), l, o)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func saved(tb testing.TB, c *Catalog, to Cache) {
	tb.Helper()
	if err := c.Save(context.Background(), to); err != nil {
		tb.Fatal(err)
	}
}

var questions = []string{"", "lantern", "cafe", "words 3", `"some words"`, "#a3", "#b -#a1", "title:7", "is:orphan", "has:broken", "la*", "日本", "date:2021-01-05", "changed", "new", "is:untagged", "nothing"}

// unpacked is a note with its details, wherever they are kept.
func unpacked(n *note.Note) any {
	whole, d := *n, n.Details()
	whole.SetDetails(d)
	return struct {
		note.Note
		note.Details
	}{whole, *d}
}

// sameAnswers holds a catalog against one that was made without a snapshot.
func sameAnswers(tb testing.TB, what string, got, want *Catalog) {
	tb.Helper()
	if len(got.Notes) != len(want.Notes) || !slices.Equal(got.Assets, want.Assets) || !reflect.DeepEqual(got.Skipped, want.Skipped) {
		tb.Errorf("%s: %d notes %v %v, without a snapshot %d %v %v", what, len(got.Notes), got.Assets, got.Skipped, len(want.Notes), want.Assets, want.Skipped)
		return
	}
	for i, n := range want.Notes {
		if g, w := unpacked(got.Notes[i]), unpacked(n); !reflect.DeepEqual(g, w) {
			tb.Errorf("%s: %s is\n%+v\nwithout a snapshot\n%+v", what, n.Path, g, w)
		}
		if g, w := paths(got.Links.Linkers(n.Path)), paths(want.Links.Linkers(n.Path)); !slices.Equal(g, w) {
			tb.Errorf("%s: %s is linked by %v, without a snapshot by %v", what, n.Path, g, w)
		}
	}
	if want.Index == nil {
		return
	}
	for _, q := range questions {
		if g, w := hits(tb, got, q), hits(tb, want, q); !slices.Equal(g, w) {
			tb.Errorf("%s: %q finds\n%v\nwithout a snapshot\n%v", what, q, g, w)
		}
	}
	if g, w := got.Index.Tags(nil), want.Index.Tags(nil); !slices.Equal(g, w) {
		tb.Errorf("%s: tags %v, without a snapshot %v", what, g, w)
	}
}

func paths(notes []*note.Note) (all []string) {
	for _, n := range notes {
		all = append(all, n.Path)
	}
	return all
}

func hits(tb testing.TB, c *Catalog, text string) (out []string) {
	tb.Helper()
	q, err := query.Parse(text)
	if err != nil {
		tb.Fatal(err)
	}
	for _, h := range c.Index.Search(q, index.Options{}) {
		out = append(out, fmt.Sprintf("%s %.4f", h.Note.Path, h.Score))
	}
	return out
}

// edits are what can happen to the files of a library, one after another.
var edits = []struct {
	name    string
	changed int // notes read or gone
	do      func(tb testing.TB, dir string)
}{
	{"nothing", 0, func(testing.TB, string) {}},
	{"changed", 1, func(tb testing.TB, dir string) { write(tb, dir+"/d0/n000.md", "# Changed\n\n[[n005]] lantern #new\n") }},
	{"added", 2, func(tb testing.TB, dir string) { write(tb, dir+"/d9/new.md", "# New\n\n[[n007]]\n") }},
	{"removed", 3, func(tb testing.TB, dir string) { check(tb, os.Remove(dir+"/d1/n001.md")) }},
	{"renamed", 4, func(tb testing.TB, dir string) { check(tb, os.Rename(dir+"/d2/n002.md", dir+"/d2/called.md")) }},
	{"two exchanged", 6, func(tb testing.TB, dir string) {
		check(tb, os.Rename(dir+"/d0/n003.md", dir+"/x"))
		check(tb, os.Rename(dir+"/d0/n006.md", dir+"/d0/n003.md"))
		check(tb, os.Rename(dir+"/x", dir+"/d0/n006.md"))
	}},
	{"same size and time", 7, func(tb testing.TB, dir string) {
		path := dir + "/d0/n009.md"
		info, err := os.Stat(path)
		check(tb, err)
		write(tb, path, strings.ReplaceAll(text(9), "Lantern", "nretnaL"))
		check(tb, os.Chtimes(path, info.ModTime(), info.ModTime()))
	}},
	{"replaced by an older one", 8, func(tb testing.TB, dir string) {
		path := dir + "/d0/n012.md"
		write(tb, dir+"/x", strings.ReplaceAll(text(12), "Lantern", "Changed"))
		check(tb, os.Chtimes(dir+"/x", time.Unix(0, 0), time.Unix(0, 0)))
		check(tb, os.Rename(dir+"/x", path))
	}},
	{"ignored", 11, func(tb testing.TB, dir string) { write(tb, dir+"/d0/.ignore", "n015.md\nn018.md\nn021.md\n") }},
	{"a folder gone", -1, func(tb testing.TB, dir string) { check(tb, os.RemoveAll(dir+"/d1")) }},
	{"linked", -1, func(tb testing.TB, dir string) { check(tb, os.Symlink("d0/n024.md", dir+"/link.md")) }},
}

func check(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// Whatever has happened to the files since: the answers are those of a library that is read anew, from a snapshot that
// is as old as the library, from one that is made after each edit, and from the catalog before.
func TestAnswersAreThoseWithoutASnapshot(t *testing.T) {
	t.Parallel()
	dir := settled(t)
	l := opened(t, dir)
	old, young := Cache{Dir: filepath.Join(t.TempDir(), "old")}, Cache{Dir: filepath.Join(t.TempDir(), "young")}
	first := loaded(t, l, Options{})
	saved(t, first, old)
	saved(t, first, young)
	before := first
	for _, e := range edits {
		e.do(t, dir)
		want := loaded(t, l, Options{})
		got := loaded(t, l, Options{Cache: old})
		sameAnswers(t, e.name, got, want)
		if e.changed >= 0 && got.Changed > e.changed {
			t.Errorf("%s: %d notes were read or are gone", e.name, got.Changed)
		}
		sameAnswers(t, e.name+", without an index", loaded(t, l, Options{Cache: old, NoIndex: true}), loaded(t, l, Options{NoIndex: true}))
		got = loaded(t, l, Options{Cache: young})
		sameAnswers(t, e.name+", kept each time", got, want)
		saved(t, got, young)
		before = loaded(t, l, Options{Since: before})
		sameAnswers(t, e.name+", since", before, want)
	}
}

// Many small changes do not make the index a heap of crumbs.
func TestManyChanges(t *testing.T) {
	t.Parallel()
	dir := settled(t)
	l := opened(t, dir)
	c := loaded(t, l, Options{})
	r := rand.New(rand.NewPCG(5, 6))
	cache := Cache{Dir: t.TempDir()}
	for i := range 60 {
		write(t, fmt.Sprintf("%s/d0/n%03d.md", dir, 3*r.IntN(notesOfTest/3)), fmt.Sprintf("# Changed\n\nnew %d lantern [[n%03d]]\n", i, i))
		if i%2 == 0 {
			c = loaded(t, l, Options{Since: c})
		} else {
			c = loaded(t, l, Options{Cache: cache})
		}
		saved(t, c, cache)
	}
	sameAnswers(t, "after 60 changes", c, loaded(t, l, Options{}))
}

func TestRootsAreToldApart(t *testing.T) {
	t.Parallel()
	dir := settled(t)
	cache := Cache{Dir: t.TempDir()}
	l := opened(t, dir)
	saved(t, loaded(t, l, Options{}), cache)
	moved := filepath.Join(filepath.Dir(dir), "elsewhere")
	check(t, os.Rename(dir, moved))
	write(t, dir+"/n.md", "# New\n")
	for _, d := range []string{dir, moved} {
		l := opened(t, d)
		got := loaded(t, l, Options{Cache: cache})
		sameAnswers(t, d, got, loaded(t, l, Options{}))
		if got.Changed != len(got.Notes) {
			t.Errorf("%s: %d of %d notes were read", d, got.Changed, len(got.Notes))
		}
		saved(t, got, cache)
	}
	if all, _ := filepath.Glob(cache.Dir + "/*.snapshot"); len(all) != 3 {
		t.Errorf("%d snapshots of three roots", len(all))
	}
	other := cache
	other.Maker = "another build"
	l = opened(t, moved)
	if got := loaded(t, l, Options{Cache: other}); got.Changed != len(got.Notes) {
		t.Errorf("another program's snapshot was used: %d of %d notes were read", got.Changed, len(got.Notes))
	}
}

func TestGlanceIsTheShelf(t *testing.T) {
	t.Parallel()
	l := opened(t, settled(t))
	cache := Cache{Dir: t.TempDir()}
	c := loaded(t, l, Options{})
	saved(t, c, cache)
	quick, err := Glance(context.Background(), l, Options{Cache: cache})
	check(t, err)
	if !quick.Partial || !slices.Equal(paths(quick.Notes), paths(c.Notes)) {
		t.Fatalf("%d notes at a glance", len(quick.Notes))
	}
	for _, q := range []string{"", "#a3", "title:7", "date:2021-01-05"} {
		if g, w := hits(t, quick, q), hits(t, c, q); len(g) != len(w) {
			t.Errorf("%q: %d at a glance, not %d", q, len(g), len(w))
		}
	}
	if err := quick.Save(context.Background(), cache); err == nil {
		t.Error("a glance was kept")
	}
}

// Several that read and write at once do not disturb each other.
func TestAtOnce(t *testing.T) {
	t.Parallel()
	dir := settled(t)
	l := opened(t, dir)
	cache := Cache{Dir: t.TempDir()}
	want := loaded(t, l, Options{})
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
				sameAnswers(t, "at once", c, want)
				_ = c.Save(context.Background(), cache) // one may take another's file for abandoned before it is locked
			}
		})
	}
	done.Wait()
	got := loaded(t, l, Options{Cache: cache})
	sameAnswers(t, "afterwards", got, want)
	if got.Changed != 0 {
		t.Errorf("the last snapshot is of no use: %d notes were read", got.Changed)
	}
	leftovers(t, cache)
}

func leftovers(tb testing.TB, cache Cache) {
	tb.Helper()
	if all, _ := filepath.Glob(cache.Dir + "/*" + private.Leftover); len(all) > 0 {
		tb.Errorf("left behind: %v", all)
	}
}
