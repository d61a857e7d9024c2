package state

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"quire/internal/testclock"
	"quire/internal/userfile"
)

// openStore opens the file of a library as another process would.
func openStore(t *testing.T, dir, root string) *Store {
	t.Helper()
	s := Open(dir, root)
	if s == nil {
		t.Fatal("Open returned nil")
	}
	return s
}

func flush(t *testing.T, s *Store) {
	t.Helper()
	if err := s.Flush(testclock.Patience); err != nil {
		t.Fatal(err)
	}
}

func statePath(dir, root string) string {
	return filepath.Join(dir, userfile.PathKey(root).FileName()+".json")
}

func TestStore_ReadsBackWhatWasFlushed(t *testing.T) {
	dir, root := filepath.Join(t.TempDir(), "quire"), t.TempDir()
	a := openStore(t, dir, root)
	odd := "a\xff.md"
	place := Position{Heading: "two", Blocks: 3, Fingerprint: 7, Offset: 12, Fraction: 0.25}
	a.SetPosition("a.md", place)
	a.SetPosition(odd, place)
	a.SetRead("a.md", Stamp{10, 20}, true)
	a.RecordVisit("https://example.org/")
	a.AddBookmark(Bookmark{Path: odd, Position: place, Title: "A", Text: "the line"})
	a.SetSession(Session{Query: "#aws", Sort: "date", Note: odd, Title: "A", NoteOpen: true})
	if !a.IsDirty() {
		t.Error("not dirty after changes")
	}
	flush(t, a)
	if a.IsDirty() {
		t.Error("still dirty after Flush")
	}
	b := openStore(t, dir, root)
	for _, path := range []string{"a.md", odd} {
		if p, ok := b.Position(path); !ok || p != place {
			t.Errorf("%q: %+v, %v", path, p, ok)
		}
	}
	if b.ReadStatus("a.md", Stamp{10, 20}) != StatusRead || !b.HasVisited("https://example.org/") || !b.WasOpened("a.md") || b.WasOpened("b.md") {
		t.Error("read status or visited address is lost")
	}
	marks := b.Bookmarks()
	if len(marks) != 1 || marks[0].Path != odd || marks[0].Text != "the line" || marks[0].Position != place {
		t.Errorf("%+v", marks)
	}
	if last, ok := b.LastSession(); !ok || last != (Session{Query: "#aws", Sort: "date", Note: odd, Title: "A", NoteOpen: true}) {
		t.Errorf("%+v, %v", last, ok)
	}
	b.RemoveBookmark(marks[0])
	b.SetPosition("a.md", Position{})
	flush(t, b)
	c := openStore(t, dir, root)
	if _, ok := c.Position("a.md"); ok || len(c.Bookmarks()) > 0 {
		t.Error("a removed entry is back")
	}
	if runtime.GOOS != "windows" {
		for name, want := range map[string]os.FileMode{dir: 0o700, statePath(dir, root): 0o600} {
			if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
				t.Errorf("%s: %v, %v", name, info.Mode(), err)
			}
		}
	}
}

func TestReadStatus_FollowsStampAndSetRead(t *testing.T) {
	s := openStore(t, t.TempDir(), t.TempDir())
	old, later := Stamp{5, 1000}, Stamp{5, time.Now().Add(time.Hour).UnixNano()}
	for _, step := range []struct {
		do   func()
		at   Stamp
		want ReadStatus
	}{
		{func() {}, old, StatusUnseen},
		{func() {}, later, StatusNew},
		{func() { s.SetRead("n", later, true) }, later, StatusRead},
		{func() {}, old, StatusChanged},
		{func() { s.SetRead("n", old, false) }, old, StatusNew},
		{func() { s.SetRead("n", old, true) }, old, StatusRead},
	} {
		step.do()
		if got := s.ReadStatus("n", step.at); got != step.want {
			t.Errorf("%v: %d, want %d", step.at, got, step.want)
		}
	}
}

// Two stores with one file keep each other's entries, and the last write of each entry wins.
func TestFlush_MergesTwoProcesses(t *testing.T) {
	dir, root := t.TempDir(), t.TempDir()
	a, b := openStore(t, dir, root), openStore(t, dir, root)
	place := func(n int) Position { return Position{Blocks: n} }
	a.SetPosition("only a", place(1))
	b.SetPosition("only b", place(2))
	a.SetPosition("both", place(3))
	b.SetPosition("both", place(4))
	a.AddBookmark(Bookmark{Path: "x", Text: "of a"})
	b.SetRead("x", Stamp{1, 1}, true)
	flush(t, b)
	flush(t, a)
	c := openStore(t, dir, root)
	for path, want := range map[string]int{"only a": 1, "only b": 2, "both": 4} {
		for name, s := range map[string]*Store{"opened later": c, "wrote last": a} {
			if p, ok := s.Position(path); !ok || p.Blocks != want {
				t.Errorf("%s, %s: %+v, %v", name, path, p, ok)
			}
		}
	}
	if len(c.Bookmarks()) != 1 || c.ReadStatus("x", Stamp{1, 1}) != StatusRead {
		t.Error("an entry of one store is lost")
	}
	a.RemoveBookmark(c.Bookmarks()[0])
	flush(t, a)
	b.RecordVisit("https://example.org") // b has never seen the bookmark, c still has it
	flush(t, b)
	c.RecordVisit("https://example.com")
	flush(t, c)
	if d := openStore(t, dir, root); len(d.Bookmarks()) != 0 || !d.HasVisited("https://example.org") || !d.HasVisited("https://example.com") {
		t.Errorf("removed bookmark is back or an address is lost: %+v", d.Bookmarks())
	}
}

// Many stores in one process share only the file, and write at any time.
func TestFlush_ConcurrentStoresLoseNothing(t *testing.T) {
	dir, root := t.TempDir(), t.TempDir()
	const readers, each = 6, 25
	var all sync.WaitGroup
	for i := range readers {
		all.Go(func() {
			s := Open(dir, root)
			for j := range each {
				s.SetPosition(fmt.Sprintf("%d/%d", i, j), Position{Blocks: j + 1})
				if err := s.Flush(testclock.Patience); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	s := openStore(t, dir, root)
	for i := range readers {
		for j := range each {
			if p, ok := s.Position(fmt.Sprintf("%d/%d", i, j)); !ok || p.Blocks != j+1 {
				t.Errorf("%d/%d is lost", i, j)
			}
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*"+userfile.TempSuffix)); len(left) > 0 {
		t.Errorf("temporary files are left: %q", left)
	}
}

// An invalid file is moved aside and counts as empty; a file of a newer version is left unchanged.
func TestOpen_MovesInvalidFilesAside(t *testing.T) {
	good := fmt.Sprintf(`{"version":1,"root":%q,"since":5,"places":{"a":{"at":7,"value":{"blocks":2}}}}`, "ROOT")
	for name, c := range map[string]struct {
		text               string
		loaded, movedAside bool
	}{
		"good":          {good, true, false},
		"empty":         {"", false, true},
		"half":          {good[:len(good)/2], false, true},
		"other root":    {strings.ReplaceAll(good, "ROOT", "/else"), false, true},
		"no version":    {"{}", false, true},
		"unknown field": {strings.Replace(good, `"since"`, `"sinse"`, 1), false, true},
		"newer version": {`{"version":3,"whatever":[1]}`, false, false},
		"null tables":   {strings.Replace(good, `{"a":{"at":7,"value":{"blocks":2}}}`, "null", 1), false, false},
		"wrong type":    {strings.Replace(good, `"blocks":2`, `"blocks":"2"`, 1), false, true},
		"too long":      {good + strings.Repeat(" ", maxFileBytes), false, true},
		"deep":          {strings.Repeat("[", 1<<20), false, true},
	} {
		t.Run(name, func(t *testing.T) {
			dir, root := t.TempDir(), t.TempDir()
			file := statePath(dir, root)
			text := strings.ReplaceAll(c.text, "ROOT", root)
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			s := openStore(t, dir, root)
			if _, ok := s.Position("a"); ok != c.loaded {
				t.Errorf("entry loaded: %v", ok)
			}
			s.SetPosition("b", Position{Blocks: 9})
			flush(t, s)
			aside, err := os.ReadFile(file + ".odd")
			if moved := err == nil && string(aside) == text; moved != c.movedAside {
				t.Errorf("moved aside: %v, %v", moved, err)
			}
			now, _ := os.ReadFile(file)
			if later := name == "newer version"; bytes.Equal(now, []byte(text)) != later {
				t.Errorf("%s", now)
			} else if later {
				return
			}
			if p, _ := openStore(t, dir, root).Position("b"); p.Blocks != 9 {
				t.Error("the change was not written")
			}
		})
	}
}

// The file and its folder may be deleted while they are in use.
func TestFlush_RecreatesDeletedFolder(t *testing.T) {
	dir, root := filepath.Join(t.TempDir(), "q"), t.TempDir()
	s := openStore(t, dir, root)
	s.SetPosition("a", Position{Blocks: 1})
	flush(t, s)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	s.SetPosition("b", Position{Blocks: 2})
	flush(t, s)
	if p, ok := openStore(t, dir, root).Position("a"); !ok || p.Blocks != 1 {
		t.Error("an older entry was not written again")
	}
}

func TestStore_WithoutFolderOrRootStoresNothing(t *testing.T) {
	for _, s := range []*Store{nil, Open("", t.TempDir()), Open(t.TempDir(), "")} {
		s.SetPosition("a", Position{Blocks: 1})
		s.SetRead("a", Stamp{}, true)
		s.RecordVisit("b")
		s.AddBookmark(Bookmark{Path: "a"})
		s.SetSession(Session{Query: "q"})
		if _, ok := s.LastSession(); ok || s.IsDirty() || s.HasVisited("b") || len(s.Bookmarks()) > 0 || s.Flush(0) != nil || s.ReadStatus("a", Stamp{}) != StatusUnseen {
			t.Error("a store without a file holds something")
		}
	}
}

// After a failed write the change is kept for the next Flush.
func TestFlush_StaysDirtyAfterError(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "file", "below")
	if err := os.WriteFile(filepath.Dir(dir), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := openStore(t, dir, t.TempDir())
	s.SetPosition("a", Position{Blocks: 1})
	if err := s.Flush(testclock.Patience); err == nil || !s.IsDirty() {
		t.Error(err)
	}
	if err := os.Remove(filepath.Dir(dir)); err != nil {
		t.Fatal(err)
	}
	flush(t, s)
}

// Texts from a file cannot control a terminal, whoever wrote the file.
func TestOpen_SanitizesTexts(t *testing.T) {
	dir, root := t.TempDir(), t.TempDir()
	bad := `\u001b]52;c;x\u0007\u202e\u009b`
	text := fmt.Sprintf(`{"version":1,"root":%q,"since":5,"bookmarks":{"k":{"at":7,"value":{"path":"a.md","place":{"blocks":-99999999999,"share":7},"title":"%s","text":"%s"}}},`+
		`"shelf":{"":{"at":8,"value":{"query":"%s","title":"%s","note":"a.md"}}}}`, root, bad, strings.Repeat(bad, 100), bad, bad)
	if err := os.WriteFile(statePath(dir, root), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s := openStore(t, dir, root)
	last, _ := s.LastSession()
	marks := s.Bookmarks()
	if len(marks) != 1 || last.Note != "a.md" {
		t.Fatalf("%+v, %+v", marks, last)
	}
	for _, shown := range []string{marks[0].Title, marks[0].Text, last.Query, last.Title} {
		if strings.ContainsFunc(shown, func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x202e }) || shown == "" {
			t.Errorf("%q", shown)
		}
	}
	if p := marks[0].Position; p.Blocks < -1<<30 || p.Fraction != 0 {
		t.Errorf("%+v", p)
	}
}

func TestRecentlyRead_LatestFirst(t *testing.T) {
	dir, root := t.TempDir()+"/state", t.TempDir()
	s := openStore(t, dir, root)
	for _, path := range []string{"a.md", "b.md", "c\xff.md", "a.md"} {
		s.RecordOpened(path, Stamp{Size: 1})
	}
	s.SetRead("d.md", Stamp{Size: 1}, false) // marked unread
	s.SetRead("b.md", Stamp{Size: 1}, true)  // read already: not read again
	flush(t, s)
	want := []string{"a.md", "c\xff.md", "b.md"}
	for _, s := range []*Store{s, openStore(t, dir, root)} {
		if got := s.RecentlyRead(10); !slices.Equal(got, want) {
			t.Errorf("%q", got)
		}
		if got := s.RecentlyRead(2); !slices.Equal(got, want[:2]) {
			t.Errorf("the first two are %q", got)
		}
		if s.ReadStatus("a.md", Stamp{Size: 1}) != StatusRead {
			t.Error("an opened note is not read")
		}
	}
	var none *Store
	if none.RecordOpened("a.md", Stamp{}); none.RecentlyRead(3) != nil {
		t.Error("a store without a file remembers")
	}
}
