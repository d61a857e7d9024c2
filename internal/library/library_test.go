package library

import (
	"context"
	"embed"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"quire/internal/note"
)

func TestOpen_ExplainsErrors(t *testing.T) {
	dir := t.TempDir()
	writeFiles(t, dir, map[string]string{"a.md": "x"})
	for _, test := range []struct {
		path, want string
		is         error
	}{
		{filepath.Join(dir, "none"), "no such file or folder", fs.ErrNotExist},
		{filepath.Join(dir, "a.md"), "not a folder", nil},
	} {
		_, err := Open(test.path)
		var open *OpenError
		if !errors.As(err, &open) || open.Reason != test.want || open.Path != test.path || open.Hint == "" {
			t.Errorf("%s: %#v", test.path, err)
		}
		if test.is != nil && !errors.Is(err, test.is) {
			t.Errorf("%s: %v is not %v", test.path, err, test.is)
		}
	}
}

func TestRead_StaysInLibrary(t *testing.T) {
	dir := t.TempDir()
	writeFiles(t, dir, map[string]string{"in/a.md": "text", "out.md": "secret"})
	l := openLibrary(t, filepath.Join(dir, "in"))
	if text, err := l.ReadFile("a.md"); err != nil || string(text) != "text" {
		t.Errorf("%q, %v", text, err)
	}
	for _, path := range []string{"../out.md", filepath.Join(dir, "out.md"), "a/../../out.md", "none.md", ".", "", "a.md/b"} {
		if text, err := l.ReadFile(path); err == nil {
			t.Errorf("%s: read %q", path, text)
		}
	}
	if got, want := l.AbsPath("x/y.md"), filepath.Join(dir, "in", "x", "y.md"); got != want {
		t.Errorf("Abs is %s", got)
	}
	p, err := l.ParseNote("a.md")
	if err != nil || p.Note.Path != "a.md" || p.Note.Size != 4 || p.Note.Modified.IsZero() {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestFromFS_LoadsEmbeddedLibrary(t *testing.T) {
	when := time.Date(2024, 1, 2, 3, 4, 5, 0, time.UTC)
	l := FromFS("tour", fstest.MapFS{
		"b.md":        {Data: []byte("# B"), ModTime: when},
		"sub/a.md":    {Data: []byte("# A")},
		"sub/pic.png": {Data: []byte("x")},
		".git/x.md":   {Data: []byte("x")},
		"quire.toml":  {Data: []byte("site = 'https://Example.org/docs/'\nhosts = ['old.example.org']")},
	})
	var visited []string
	var mu sync.Mutex
	c, err := l.Load(context.Background(), func(p *note.Parsed) {
		mu.Lock()
		defer mu.Unlock()
		visited = append(visited, p.Note.Path)
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(visited)
	if want := []string{"b.md", "sub/a.md"}; !slices.Equal(visited, want) {
		t.Errorf("visited %q", visited)
	}
	if len(c.Notes) != 2 || c.Notes[0].Path != "b.md" || !c.Notes[0].Modified.Equal(when) || c.Notes[0].Size != 3 {
		t.Errorf("notes %+v", c.Notes)
	}
	if want := []string{"quire.toml", "sub/pic.png"}; !slices.Equal(c.Assets, want) {
		t.Errorf("assets %q", c.Assets)
	}
	if !slices.Equal(c.Sites.At(0).Hosts, []string{"example.org", "old.example.org"}) || c.Sites.At(0).BasePath != "/docs" {
		t.Errorf("site %+v", c.Sites.At(0).Profile)
	}
	if text, err := l.ReadFile("sub/a.md"); err != nil || string(text) != "# A" {
		t.Errorf("%q, %v", text, err)
	}
	for _, path := range []string{"../x", "none.md", "sub"} {
		if _, err := l.ReadFile(path); err == nil {
			t.Errorf("%s was read", path)
		}
	}
	if l.AbsPath("b.md") != "" || l.Root != "" {
		t.Error("an embedded library has a path on disk")
	}
	if err := l.Watch(context.Background(), func() {}, func() {}); err != nil {
		t.Error(err)
	}
}

func TestLoad_EmptyLibrary(t *testing.T) {
	for _, l := range []*Library{FromFS("", nil), FromFS("", embed.FS{}), openLibrary(t, t.TempDir())} {
		c := loadLibrary(t, l)
		if len(c.Notes)+len(c.Assets)+len(c.Skipped) > 0 {
			t.Errorf("%+v", c)
		}
		if _, err := l.ReadFile("a.md"); !errors.Is(err, fs.ErrNotExist) {
			t.Error(err)
		}
	}
}

func TestLoad_StopsWhenCancelled(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{}
	for _, d := range "abcdefgh" {
		for _, f := range "abcdefghijklmnopqrstuvwxyz" {
			files[string(d)+"/"+string(f)+".md"] = "x"
		}
	}
	writeFiles(t, dir, files)
	ctx, cancel := context.WithCancel(context.Background())
	var once sync.Once
	c, err := openLibrary(t, dir).Load(ctx, func(*note.Parsed) { once.Do(cancel) })
	if !errors.Is(err, context.Canceled) || c != nil {
		t.Errorf("%v, %v", c, err)
	}
}

// If another folder replaces the root, it is loaded; if the root is gone, no note is returned.
func TestLoad_ReopensReplacedRoot(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "lib")
	writeFiles(t, dir, map[string]string{"a.md": "x"})
	l := openLibrary(t, dir)
	loadLibrary(t, l)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if c, err := l.Load(context.Background(), nil); err == nil && len(c.Notes) > 0 {
		t.Errorf("notes of a removed folder: %v", c.Notes)
	}
	writeFiles(t, dir, map[string]string{"b.md": "x"})
	if got := listedPaths(loadLibrary(t, l)); !slices.Equal(got, []string{"b.md"}) {
		t.Errorf("%q", got)
	}
}

func TestLoad_LongNoteIsTruncated(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "long.md")
	writeFiles(t, dir, map[string]string{"long.md": "---\ntitle: Long\n---\n" + strings.Repeat("a line of text\n", headSize/10), "short.md": "# x\n"})
	if err := os.Truncate(path, 4<<30); err != nil { // a sparse file
		t.Skip("no sparse files: ", err)
	}
	l := openLibrary(t, dir)
	c := loadLibrary(t, l)
	if got := listedPaths(c); !slices.Equal(got, []string{"long.md", "short.md"}) {
		t.Fatalf("%q", got)
	}
	n := c.Notes[0]
	if n.Size != 4<<30 || n.Title != "Long" || len(n.Details().Problems) != 1 || !strings.Contains(n.Details().Problems[0].Message, "4096 MB") {
		t.Errorf("size %d, title %q, problems %v", n.Size, n.Title, n.Details().Problems)
	}
	text, err := l.ReadFile("long.md")
	if err != nil || len(text) > headSize || len(text) < headSize-100 || text[len(text)-1] != '\n' {
		t.Errorf("%d bytes, %v", len(text), err)
	}
	f, err := l.OpenFile("long.md")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || info.Size() != 4<<30 {
		t.Errorf("%v, %v", info, err)
	}
	if len(c.Notes[1].Details().Problems) > 0 {
		t.Errorf("%v", c.Notes[1].Details().Problems)
	}
}

func TestReadSized_TruncatesLongFiles(t *testing.T) {
	for _, test := range []struct {
		text string
		size int64 // what the file claims
		want int
		cut  bool
	}{
		{"", 0, 0, false},
		{"hello", 5, 5, false},
		{"hello", 0, 5, false}, // as in /proc
		{"hello", 3, 5, false}, // has grown
		{"hello", 9, 5, false}, // has shrunk
		{strings.Repeat("x", 10_000), 1, 10_000, false},
		{strings.Repeat("x", headSize+9), maxNote + 1, headSize, true},
		{strings.Repeat("é", headSize), maxNote + 1, headSize - headSize%2, true},
		{strings.Repeat("x", maxNote+1), maxNote, headSize, true},
	} {
		for _, chunk := range []int{1 << 30, 100_000} {
			r := strings.NewReader(test.text)
			f, err := readSized(func(p []byte) (int, error) { return r.Read(p[:min(len(p), chunk)]) }, test.size, time.Time{})
			if err != nil || f.truncated != test.cut || len(f.data) > test.want || len(f.data) < test.want-4 || !test.cut && string(f.data) != test.text {
				t.Errorf("%.9q of %d claimed as %d: %d bytes, cut %v, %v", test.text, len(test.text), test.size, len(f.data), f.truncated, err)
			}
		}
	}
	boom := errors.New("boom")
	if _, err := readSized(func([]byte) (int, error) { return 0, boom }, 9, time.Time{}); !errors.Is(err, boom) {
		t.Error(err)
	}
}

// Unreadable files and folders are reported, and all other notes are read.
func TestScan_ReportsUnreadableFiles(t *testing.T) {
	tree := lockedTree{fsTree{fstest.MapFS{
		"a.md":        {Data: []byte("x")},
		"locked.md":   {Data: []byte("x")},
		"sub/b.md":    {Data: []byte("x")},
		"closed/c.md": {Data: []byte("x")},
		"gone.md":     {Data: []byte("x")},
	}}}
	s := &scan{tree: tree, visit: func(*note.Parsed) {}}
	if err := s.walkTree(context.Background()); err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(s.skipped, func(a, b Skipped) int { return strings.Compare(a.Path, b.Path) })
	want := []Skipped{{"closed", "permission denied", true}, {"locked.md", "permission denied", true}}
	if !slices.Equal(s.skipped, want) {
		t.Errorf("%v", s.skipped)
	}
	if len(s.notes) != 2 {
		t.Errorf("%d notes", len(s.notes))
	}
}

// lockedTree is a tree in which the folder closed and the files called locked.md and gone.md cannot be opened.
type lockedTree struct{ tree }

func (t lockedTree) openFolder(path string) (folder, error) {
	if path == "closed" {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrPermission}
	}
	f, err := t.tree.openFolder(path)
	return lockedFolder{f}, err
}

type lockedFolder struct{ folder }

func (f lockedFolder) readFile(name string) (fileContent, error) {
	switch name {
	case "locked.md":
		return fileContent{}, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	case "gone.md":
		return fileContent{}, fs.ErrNotExist
	}
	return f.folder.readFile(name)
}

func TestLocate_FindsRoot(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	writeFiles(t, dir, map[string]string{
		"plain/sub/a.md":           "",
		"repo/.git/":               "",
		"repo/docs/x/a.md":         "",
		"repo/docs/quire.toml":     "",
		"repo/other/a.md":          "",
		"blog/_config.yml":         "",
		"blog/_posts/2020-01-01.x": "",
		"vault/.obsidian/":         "",
		"vault/deep/er/a.md":       "",
	})
	for _, test := range []struct{ path, root, note string }{
		{"plain/sub/a.md", "plain/sub", "a.md"},
		{"plain/sub", "plain/sub", ""},
		{"repo/docs/x/a.md", "repo/docs", "x/a.md"},
		{"repo/other/a.md", "repo", "other/a.md"},
		{"blog/_posts/2020-01-01.x", "blog", "_posts/2020-01-01.x"},
		{"vault/deep/er/a.md", "vault", "deep/er/a.md"},
	} {
		root, path, err := Locate(filepath.Join(dir, filepath.FromSlash(test.path)))
		if err != nil || root != filepath.Join(dir, filepath.FromSlash(test.root)) || path != test.note {
			t.Errorf("%s: %s, %s, %v", test.path, root, path, err)
		}
	}
	if _, _, err := Locate(filepath.Join(dir, "none.md")); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}
