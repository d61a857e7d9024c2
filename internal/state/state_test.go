package state

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"quire/internal/private"
)

// reader opens what is remembered of a library as another process would.
func reader(t *testing.T, dir, root string) *Store {
	t.Helper()
	s := Open(dir, root)
	if s == nil {
		t.Fatal("nothing is remembered")
	}
	return s
}

func flush(t *testing.T, s *Store) {
	t.Helper()
	if err := s.Flush(time.Second); err != nil {
		t.Fatal(err)
	}
}

func stateFile(dir, root string) string {
	return filepath.Join(dir, private.PathKeyOf(root).Name()+".json")
}

func TestWhatIsRememberedComesBack(t *testing.T) {
	dir, root := filepath.Join(t.TempDir(), "quire"), t.TempDir()
	a := reader(t, dir, root)
	odd := "a\xff.md"
	place := Place{Heading: "two", Blocks: 3, Print: 7, Offset: 12, Share: 0.25}
	a.SetPlace("a.md", place)
	a.SetPlace(odd, place)
	a.SetRead("a.md", Stamp{10, 20}, true)
	a.Visit("https://example.org/")
	a.Mark(Bookmark{Path: odd, Place: place, Title: "A", Text: "the line"})
	a.SetShelf(Shelf{Query: "#aws", Sort: "date", Note: odd, Title: "A", Open: true})
	if !a.Dirty() {
		t.Error("nothing is to be written")
	}
	flush(t, a)
	if a.Dirty() {
		t.Error("what was written is to be written again")
	}
	b := reader(t, dir, root)
	for _, path := range []string{"a.md", odd} {
		if p, ok := b.Place(path); !ok || p != place {
			t.Errorf("%q: %+v, %v", path, p, ok)
		}
	}
	if b.Standing("a.md", Stamp{10, 20}) != Read || !b.Visited("https://example.org/") || !b.Opened("a.md") || b.Opened("b.md") {
		t.Error("what was read is forgotten")
	}
	marks := b.Bookmarks()
	if len(marks) != 1 || marks[0].Path != odd || marks[0].Text != "the line" || marks[0].Place != place {
		t.Errorf("%+v", marks)
	}
	if last, ok := b.Last(); !ok || last != (Shelf{Query: "#aws", Sort: "date", Note: odd, Title: "A", Open: true}) {
		t.Errorf("%+v, %v", last, ok)
	}
	b.Unmark(marks[0])
	b.SetPlace("a.md", Place{})
	flush(t, b)
	c := reader(t, dir, root)
	if _, ok := c.Place("a.md"); ok || len(c.Bookmarks()) > 0 {
		t.Error("what was removed is back")
	}
	if runtime.GOOS != "windows" {
		for name, want := range map[string]os.FileMode{dir: 0o700, stateFile(dir, root): 0o600} {
			if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
				t.Errorf("%s: %v, %v", name, info.Mode(), err)
			}
		}
	}
}

func TestStanding(t *testing.T) {
	s := reader(t, t.TempDir(), t.TempDir())
	old, later := Stamp{5, 1000}, Stamp{5, time.Now().Add(time.Hour).UnixNano()}
	for _, step := range []struct {
		do   func()
		at   Stamp
		want Standing
	}{
		{func() {}, old, Unseen},
		{func() {}, later, New},
		{func() { s.SetRead("n", later, true) }, later, Read},
		{func() {}, old, Changed},
		{func() { s.SetRead("n", old, false) }, old, New},
		{func() { s.SetRead("n", old, true) }, old, Read},
	} {
		step.do()
		if got := s.Standing("n", step.at); got != step.want {
			t.Errorf("%v: %d, want %d", step.at, got, step.want)
		}
	}
}

// Of two readers neither takes from the other what it does not know, and the newest word on each thing counts.
func TestTwoReadersLoseNothing(t *testing.T) {
	dir, root := t.TempDir(), t.TempDir()
	a, b := reader(t, dir, root), reader(t, dir, root)
	place := func(n int) Place { return Place{Blocks: n} }
	a.SetPlace("only a", place(1))
	b.SetPlace("only b", place(2))
	a.SetPlace("both", place(3))
	b.SetPlace("both", place(4))
	a.Mark(Bookmark{Path: "x", Text: "of a"})
	b.SetRead("x", Stamp{1, 1}, true)
	flush(t, b)
	flush(t, a)
	c := reader(t, dir, root)
	for path, want := range map[string]int{"only a": 1, "only b": 2, "both": 4} {
		for name, s := range map[string]*Store{"the next": c, "the one who wrote last": a} {
			if p, ok := s.Place(path); !ok || p.Blocks != want {
				t.Errorf("%s, %s: %+v, %v", name, path, p, ok)
			}
		}
	}
	if len(c.Bookmarks()) != 1 || c.Standing("x", Stamp{1, 1}) != Read {
		t.Error("what one of them did is lost")
	}
	a.Unmark(c.Bookmarks()[0])
	flush(t, a)
	b.Visit("https://example.org") // b still has no bookmark, c still has it
	flush(t, b)
	c.Visit("https://example.com")
	flush(t, c)
	if d := reader(t, dir, root); len(d.Bookmarks()) != 0 || !d.Visited("https://example.org") || !d.Visited("https://example.com") {
		t.Errorf("what was removed is back: %+v", d.Bookmarks())
	}
}

// Many readers that write at any time, in one process and through files alone.
func TestManyReadersAtOnce(t *testing.T) {
	dir, root := t.TempDir(), t.TempDir()
	const readers, each = 6, 25
	var all sync.WaitGroup
	for i := range readers {
		all.Go(func() {
			s := Open(dir, root)
			for j := range each {
				s.SetPlace(fmt.Sprintf("%d/%d", i, j), Place{Blocks: j + 1})
				if err := s.Flush(10 * time.Second); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	s := reader(t, dir, root)
	for i := range readers {
		for j := range each {
			if p, ok := s.Place(fmt.Sprintf("%d/%d", i, j)); !ok || p.Blocks != j+1 {
				t.Errorf("%d/%d is lost", i, j)
			}
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*"+private.Leftover)); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

// What is odd is put aside and does not count; what a later quire wrote is left as it is.
func TestOddFiles(t *testing.T) {
	good := fmt.Sprintf(`{"version":1,"root":%q,"since":5,"places":{"a":{"at":7,"value":{"blocks":2}}}}`, "ROOT")
	for name, c := range map[string]struct {
		text        string
		kept, moved bool
	}{
		"good":           {good, true, false},
		"empty":          {"", false, true},
		"half":           {good[:len(good)/2], false, true},
		"another's":      {strings.ReplaceAll(good, "ROOT", "/else"), false, true},
		"no version":     {"{}", false, true},
		"unknown field":  {strings.Replace(good, `"since"`, `"sinse"`, 1), false, true},
		"a later one":    {`{"version":2,"whatever":[1]}`, false, false},
		"null tables":    {strings.Replace(good, `{"a":{"at":7,"value":{"blocks":2}}}`, "null", 1), false, false},
		"another's type": {strings.Replace(good, `"blocks":2`, `"blocks":"2"`, 1), false, true},
		"too long":       {good + strings.Repeat(" ", maxFile), false, true},
		"deep":           {strings.Repeat("[", 1<<20), false, true},
	} {
		t.Run(name, func(t *testing.T) {
			dir, root := t.TempDir(), t.TempDir()
			file := stateFile(dir, root)
			text := strings.ReplaceAll(c.text, "ROOT", root)
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			s := reader(t, dir, root)
			if _, ok := s.Place("a"); ok != c.kept {
				t.Errorf("kept: %v", ok)
			}
			s.SetPlace("b", Place{Blocks: 9})
			flush(t, s)
			aside, err := os.ReadFile(file + ".odd")
			if moved := err == nil && string(aside) == text; moved != c.moved {
				t.Errorf("put aside: %v, %v", moved, err)
			}
			now, _ := os.ReadFile(file)
			if later := name == "a later one"; bytes.Equal(now, []byte(text)) != later {
				t.Errorf("%s", now)
			} else if later {
				return
			}
			if p, _ := reader(t, dir, root).Place("b"); p.Blocks != 9 {
				t.Error("nothing was written")
			}
		})
	}
}

// A file may be deleted while it is in use, and the folder too.
func TestDeletingIsSafe(t *testing.T) {
	dir, root := filepath.Join(t.TempDir(), "q"), t.TempDir()
	s := reader(t, dir, root)
	s.SetPlace("a", Place{Blocks: 1})
	flush(t, s)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	s.SetPlace("b", Place{Blocks: 2})
	flush(t, s)
	if p, ok := reader(t, dir, root).Place("a"); !ok || p.Blocks != 1 {
		t.Error("what is known is not written again")
	}
}

func TestNothingIsRemembered(t *testing.T) {
	for _, s := range []*Store{nil, Open("", t.TempDir()), Open(t.TempDir(), "")} {
		s.SetPlace("a", Place{Blocks: 1})
		s.SetRead("a", Stamp{}, true)
		s.Visit("b")
		s.Mark(Bookmark{Path: "a"})
		s.SetShelf(Shelf{Query: "q"})
		if _, ok := s.Last(); ok || s.Dirty() || s.Visited("b") || len(s.Bookmarks()) > 0 || s.Flush(0) != nil || s.Standing("a", Stamp{}) != Unseen {
			t.Error("something is remembered")
		}
	}
}

// What cannot be written is still there for the next time, and said.
func TestAFolderThatCannotBeMade(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "file", "below")
	if err := os.WriteFile(filepath.Dir(dir), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := reader(t, dir, t.TempDir())
	s.SetPlace("a", Place{Blocks: 1})
	if err := s.Flush(time.Second); err == nil || !s.Dirty() {
		t.Error(err)
	}
	if err := os.Remove(filepath.Dir(dir)); err != nil {
		t.Fatal(err)
	}
	flush(t, s)
}

// Nothing that a terminal obeys comes out of a file, whoever wrote it.
func TestTextsAreHarmless(t *testing.T) {
	dir, root := t.TempDir(), t.TempDir()
	bad := `\u001b]52;c;x\u0007\u202e\u009b`
	text := fmt.Sprintf(`{"version":1,"root":%q,"since":5,"bookmarks":{"k":{"at":7,"value":{"path":"a.md","place":{"blocks":-99999999999,"share":7},"title":"%s","text":"%s"}}},`+
		`"shelf":{"":{"at":8,"value":{"query":"%s","title":"%s","note":"a.md"}}}}`, root, bad, strings.Repeat(bad, 100), bad, bad)
	if err := os.WriteFile(stateFile(dir, root), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s := reader(t, dir, root)
	last, _ := s.Last()
	marks := s.Bookmarks()
	if len(marks) != 1 || last.Note != "a.md" {
		t.Fatalf("%+v, %+v", marks, last)
	}
	for _, shown := range []string{marks[0].Title, marks[0].Text, last.Query, last.Title} {
		if strings.ContainsFunc(shown, func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x202e }) || shown == "" {
			t.Errorf("%q", shown)
		}
	}
	if p := marks[0].Place; p.Blocks < -1<<30 || p.Share != 0 {
		t.Errorf("%+v", p)
	}
}

func TestTheOldestIsForgotten(t *testing.T) {
	now := time.Unix(1_700_000_000, 0)
	tab := table[int]{}
	for i := range 100 {
		tab.put(number(i), i, now.Add(time.Duration(i)*time.Second))
	}
	tab.drop("99", now.Add(-2*mourned))
	e := tab["99"]
	e.At = now.Add(-2 * mourned).UnixNano()
	tab["99"] = e
	tab.trim(now, 10)
	keys := []string{}
	for k := range tab {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	if want := []string{"89", "90", "91", "92", "93", "94", "95", "96", "97", "98"}; !slices.Equal(keys, want) {
		t.Errorf("%q", keys)
	}
	for i := range 50 { // all at one moment
		tab[fmt.Sprint("x", i)] = entry[int]{At: now.Add(time.Hour).UnixNano()}
	}
	if tab.trim(now, 20); len(tab) != 20 {
		t.Errorf("%d", len(tab))
	}
	if tab.trim(now, 0); len(tab) != 0 {
		t.Errorf("%d", len(tab))
	}
}

// A file has room for all that is remembered at most, or the oldest is left out.
func TestFilesAreBounded(t *testing.T) {
	now := time.Now()
	c := empty("/r", now)
	for i := range 3000 {
		c.Readings.put(strings.Repeat("long", 1000)+number(i), reading{}, now.Add(time.Duration(i)))
	}
	text, err := encode(c.clone(), now)
	if err != nil || len(text) > maxFile || len(text) < maxFile/8 {
		t.Errorf("%d bytes, %v", len(text), err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"version":1,"root":"/r","since":5,"places":{"a":{"at":7,"value":{"blocks":2,"share":0.5}}},"shelf":null}`))
	r := rand.New(rand.NewPCG(1, 2))
	f.Add([]byte(fmt.Sprint(r.Int64())))
	f.Fuzz(func(t *testing.T, text []byte) {
		file := &file{root: "/r"}
		c, err := file.decode(text, time.Now())
		if err != nil {
			return
		}
		again, err := encode(c.clone(), time.Unix(0, 0))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.decode(again, time.Now()); err != nil {
			t.Errorf("%s: %v", again, err)
		}
	})
}
