package catalog

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"quire/internal/links"
	"quire/internal/search"
)

// quickOpener opens a library anew for each question, as each command does.
type quickOpener struct {
	dir     string
	cache   Cache
	checked int // see openQuick
	loads   int // how often the library had to be loaded
	opened  int
}

// open returns the library as a command opens it.
func (q *quickOpener) open(tb testing.TB) Library {
	tb.Helper()
	l := openLibrary(tb, q.dir)
	q.opened++
	load := func() (Library, error) {
		q.loads++
		return Load(context.Background(), l, Options{Cache: q.cache, NoIndex: true})
	}
	if quick, ok := openQuick(l, Options{Cache: q.cache}, load, q.checked); ok {
		return quick
	}
	c, err := load()
	mustSucceed(tb, err)
	return c
}

// checkQuickAnswers checks that the answers about the note at a path are those of a library that was loaded from the files.
func checkQuickAnswers(tb testing.TB, name string, q *quickOpener, want *Catalog, path string) {
	tb.Helper()
	ctx := context.Background()
	differ := func(what string, got, want any) {
		tb.Helper()
		if !reflect.DeepEqual(got, want) {
			tb.Fatalf("%s: %s of %s:\n%+v\nwant\n%+v", name, what, path, got, want)
		}
	}
	n, err := want.Note(ctx, path)
	if err != nil {
		_, gotErr := q.open(tb).Note(ctx, path)
		if !errors.Is(gotErr, search.ErrNoNote) {
			tb.Fatalf("%s: a note at %s: %v", name, path, gotErr)
		}
		t, err := q.open(tb).ResolveName(ctx, path)
		wanted, _ := want.ResolveName(ctx, path)
		differ("the name", comparableTarget(t, err), comparableTarget(wanted, nil))
		return
	}
	for _, typed := range []string{path, n.ID, n.Slug, n.Title, n.Slug + "#head-7", n.Path + "#nowhere", strings.ToUpper(n.Title)} {
		got, err := q.open(tb).ResolveName(ctx, typed)
		wanted, wantErr := want.ResolveName(ctx, typed)
		differ("the name "+typed, comparableTarget(got, err), comparableTarget(wanted, wantErr))
	}
	source, parsed, err := q.open(tb).OpenNote(ctx, path)
	mustSucceed(tb, err)
	wantSource, wantParsed, err := want.OpenNote(ctx, path)
	mustSucceed(tb, err)
	differ("the text", string(parsed.Body), string(wantParsed.Body))
	differ("the number of backlinks", source.Backlinks, wantSource.Backlinks)
	differ("the targets", withoutSimilar(source.Targets), withoutSimilar(wantSource.Targets))

	gotLinks, err := q.open(tb).Links(ctx, path)
	mustSucceed(tb, err)
	wantLinks, err := want.Links(ctx, path)
	mustSucceed(tb, err)
	differ("the links", gotLinks, wantLinks)
	differ("the backlinks", listBacklinks(tb, q.open(tb), path), listBacklinks(tb, want, path))
}

// comparableTarget returns what a command uses of the target of a name.
func comparableTarget(t links.Target, err error) string {
	return fmt.Sprint(t.Status, " ", t.Path, "#", t.Heading, " ", t.MissingHeading, " ", t.Candidates, " ", err)
}

// withoutSimilar returns targets without what a Quick leaves out, because no page shows it.
func withoutSimilar(targets []links.Target) []links.Target {
	out := []links.Target{}
	for _, t := range targets {
		if t.Status == links.Broken {
			t.Suggestion = ""
		}
		out = append(out, t)
	}
	return out
}

func listBacklinks(tb testing.TB, l Library, path string) (out []string) {
	tb.Helper()
	back, err := l.Backlinks(context.Background(), path)
	mustSucceed(tb, err)
	for _, b := range back {
		out = append(out, fmt.Sprint(b.From.Path(), " ", b.From.Title(), " ", b.LinkIndex))
	}
	return out
}

// After each of the edits, a library that is not loaded gives the same answers as a loaded one.
func TestQuick_GivesSameAnswersAfterEdits(t *testing.T) {
	t.Parallel()
	dir := makeLibrary(t)
	q := &quickOpener{dir: dir, cache: Cache{Dir: filepath.Join(t.TempDir(), "cache")}, checked: maxCheckedNotes}
	saveSnapshot(t, loadCatalog(t, openLibrary(t, dir), Options{}), q.cache)
	for _, e := range edits {
		e.do(t, dir)
		want := loadCatalog(t, openLibrary(t, dir), Options{})
		for _, path := range []string{"d0/n000.md", "d2/n005.md", "d1/n001.md", "d2/n002.md", "d2/called.md", "d0/n009.md", "d0/n012.md", "d0/n015.md", "d9/new.md", "d0/n024.md", "link.md"} {
			checkQuickAnswers(t, e.name, q, want, path)
		}
		if e.name == "nothing" && q.loads > q.opened/4 { // for names that are written otherwise, and those of no note
			t.Errorf("the library was loaded %d of %d times although nothing had changed", q.loads, q.opened)
		}
	}
}

// A note whose text was edited is shown without loading the library, as long as no name, heading or link in it changed.
func TestQuick_EditedTextNeedsNoLoading(t *testing.T) {
	t.Parallel()
	dir := makeLibrary(t)
	for _, checked := range []int{0, maxCheckedNotes} {
		q := &quickOpener{dir: dir, cache: Cache{Dir: filepath.Join(t.TempDir(), "cache")}, checked: checked}
		writeFile(t, dir+"/d0/n003.md", noteText(3))
		saveSnapshot(t, loadCatalog(t, openLibrary(t, dir), Options{}), q.cache)
		writeFile(t, dir+"/x", strings.Replace(noteText(3), "Some words", "\n\nSome quite different words", 1))
		mustSucceed(t, os.Rename(dir+"/x", dir+"/d0/n003.md")) // as editors do, which changes the stamp of the folder
		writeFile(t, dir+"/d0/.n003.md.swp", "")
		checkQuickAnswers(t, "edited", q, loadCatalog(t, openLibrary(t, dir), Options{}), "d0/n003.md")
		before := q.loads
		if source, _, err := q.open(t).OpenNote(context.Background(), "d0/n003.md"); err != nil || len(source.Targets) != 2 || q.loads > before {
			t.Errorf("checking %d notes: loaded %d times, %v", checked, q.loads-before, err)
		}
		writeFile(t, dir+"/d0/n003.md", noteText(3)+"\n[[n007]]\n")
		checkQuickAnswers(t, "one more link", q, loadCatalog(t, openLibrary(t, dir), Options{}), "d0/n003.md")
		if q.loads == before {
			t.Error("the library was not loaded for a note with another link")
		}
	}
}

// structuralEdit changes which files a library has, or how it is read.
func structuralEdit(tb testing.TB, r *rand.Rand, dir string) string {
	tb.Helper()
	note := func() string { return fmt.Sprintf("%s/d%d/n%03d.md", dir, r.IntN(3), r.IntN(testNotes)) }
	switch r.IntN(12) {
	case 0:
		file := fmt.Sprintf("%s/d%d/made%d.md", dir, r.IntN(4), r.IntN(9))
		writeFile(tb, file, fmt.Sprintf("---\ntitle: Note %d of the sea\naliases: [n%03d]\n---\n[[n%03d]]\n", r.IntN(9), r.IntN(testNotes), r.IntN(testNotes)))
		return "made " + file
	case 1:
		file := note()
		_ = os.Remove(file) // it may be gone already
		return "removed " + file
	case 2:
		from, to := note(), note()
		_ = os.Rename(from, to)
		return "renamed " + from + " to " + to
	case 3:
		from, to := fmt.Sprintf("%s/d%d", dir, r.IntN(4)), fmt.Sprintf("%s/d%d", dir, r.IntN(4))
		_ = os.Rename(from, to) // fails unless the second is empty or not there
		return "renamed " + from + " to " + to
	case 4:
		writeFile(tb, dir+"/d0/.ignore", fmt.Sprintf("n%03d.md\nn01*\n", r.IntN(testNotes)))
		return "ignored"
	case 5:
		_ = os.Remove(dir + "/d0/.ignore")
		return "ignored no more"
	case 6:
		writeFile(tb, dir+"/quire.toml", fmt.Sprintf("hosts = [\"h%d.example\"]\n", r.IntN(3)))
		return "other settings"
	case 7:
		writeFile(tb, dir+"/_config.yml", fmt.Sprintf("title: x\npermalink: /p%d/:title/\n", r.IntN(3)))
		return "Jekyll"
	case 8:
		_ = os.Remove(dir + "/_config.yml")
		return "no generator"
	case 9:
		file := note()
		_ = os.Symlink(filepath.Base(note()), strings.TrimSuffix(file, ".md")+"-link.md")
		return "symbolic link beside " + file
	case 10:
		for _, file := range []string{"one.png", "d1/one.md"} {
			if r.IntN(2) == 0 {
				writeFile(tb, dir+"/"+file, "# x\n")
			} else {
				_ = os.Remove(dir + "/" + file)
			}
		}
		return "one more or less"
	}
	writeFile(tb, dir+"/d1/.x.swp", "x")
	return "a hidden file"
}

// contentEdit writes a note in place.
func contentEdit(tb testing.TB, r *rand.Rand, dir string) string {
	tb.Helper()
	k := r.IntN(testNotes)
	file := fmt.Sprintf("%s/d%d/n%03d.md", dir, k%3, k)
	info, err := os.Stat(file)
	if err != nil {
		return "nothing"
	}
	text := noteText(k)
	switch r.IntN(5) {
	case 0:
		text = strings.ReplaceAll(text, "Lantern", "nretnaL")
	case 1:
		text = strings.Replace(text, fmt.Sprintf("Note %d", k), fmt.Sprintf("Note %d", r.IntN(testNotes)), 1)
	case 2:
		text += fmt.Sprintf("\n[[n%03d]] and [gone](gone%d.md)\n", r.IntN(testNotes), k)
	case 3:
		text = strings.Replace(text, "# Head", "# Other head", 1)
	}
	writeFile(tb, file, text)
	if r.IntN(2) == 0 {
		mustSucceed(tb, os.Chtimes(file, info.ModTime(), info.ModTime()))
	}
	return "wrote " + file
}

// Whatever happens to the files, the answers are those of a library loaded without a snapshot. In a library in which not every
// note is checked, this holds for all but notes written in place.
func TestQuick_GivesSameAnswersAfterRandomEdits(t *testing.T) {
	t.Parallel()
	for _, checked := range []int{0, maxCheckedNotes} {
		t.Run(fmt.Sprint(checked), func(t *testing.T) {
			t.Parallel()
			dir := makeLibrary(t)
			q := &quickOpener{dir: dir, cache: Cache{Dir: filepath.Join(t.TempDir(), "cache")}, checked: checked}
			saveSnapshot(t, loadCatalog(t, openLibrary(t, dir), Options{}), q.cache)
			seed := rand.Uint64() //nolint:gosec // a random test
			r := rand.New(rand.NewPCG(seed, 1))
			rounds := 16
			if testing.Short() {
				rounds = 6
			}
			checkQuickAnswers(t, "at first", q, loadCatalog(t, openLibrary(t, dir), Options{}), "d0/n003.md")
			if q.loads > q.opened/4 {
				t.Errorf("the library was loaded %d of %d times although nothing had changed", q.loads, q.opened)
			}
			var done []string
			for i := range rounds {
				if checked > 0 && r.IntN(2) == 0 {
					done = append(done, contentEdit(t, r, dir))
				} else {
					done = append(done, structuralEdit(t, r, dir))
				}
				want := loadCatalog(t, openLibrary(t, dir), Options{})
				all := notePaths(want.contents.Notes)
				for range 3 {
					path := fmt.Sprintf("d%d/n%03d.md", r.IntN(3), r.IntN(testNotes))
					if r.IntN(3) > 0 && len(all) > 0 {
						path = all[r.IntN(len(all))]
					}
					checkQuickAnswers(t, fmt.Sprintf("seed %d: %s", seed, strings.Join(done, ", ")), q, want, path)
				}
				if i%5 == 4 {
					saveSnapshot(t, loadCatalog(t, openLibrary(t, dir), Options{Cache: q.cache}), q.cache)
					done = append(done, "saved")
				}
			}
		})
	}
}

// A directory that is damaged, cut short or of another program is as good as none.
func TestQuick_DamagedDirectoryIsNotUsed(t *testing.T) {
	t.Parallel()
	dir := makeLibrary(t)
	q := &quickOpener{dir: dir, cache: Cache{Dir: filepath.Join(t.TempDir(), "cache")}}
	want := loadCatalog(t, openLibrary(t, dir), Options{})
	saveSnapshot(t, want, q.cache)
	files, err := filepath.Glob(q.cache.Dir + "/*.directory")
	if err != nil || len(files) != 1 {
		t.Fatalf("directories: %v, %v", files, err)
	}
	whole, err := os.ReadFile(files[0])
	mustSucceed(t, err)
	r := rand.New(rand.NewPCG(3, 4))
	for i := range 60 {
		damaged := append([]byte(nil), whole...)
		switch {
		case i%3 == 0:
			damaged = damaged[:r.IntN(len(damaged))]
		default:
			damaged[r.IntN(len(damaged))] ^= byte(1 + r.IntN(255))
		}
		mustSucceed(t, os.WriteFile(files[0], damaged, 0o600))
		checkQuickAnswers(t, "damaged", q, want, fmt.Sprintf("d%d/n%03d.md", i%3, i))
	}
	mustSucceed(t, os.WriteFile(files[0], whole, 0o600))
	q.cache.Program = "another build"
	before := q.loads
	checkQuickAnswers(t, "another build", q, want, "d0/n000.md")
	if q.loads == before {
		t.Error("the directory of another program was used")
	}
}
