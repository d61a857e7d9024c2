package library

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/fstest"

	"quire/internal/note"
)

// scanTree scans a tree whose root can be listed; skipped is sorted.
func scanTree(t *testing.T, tree tree) *scan {
	t.Helper()
	s := &scan{tree: tree, visit: func(*note.Parsed) {}, parse: note.Parse}
	if err := s.walkTree(context.Background()); err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(s.skipped, func(a, b Skipped) int { return strings.Compare(a.Path, b.Path) })
	return s
}

// faultyTree is a tree in which some paths cannot be opened, with the given errors.
type faultyTree struct {
	tree
	errs map[string]error
}

func (t faultyTree) openFolder(path string) (folder, error) {
	if err := t.errs[path]; err != nil {
		return nil, &fs.PathError{Op: "open", Path: path, Err: err}
	}
	f, err := t.tree.openFolder(path)
	return faultyFolder{f, path, t.errs}, err
}

type faultyFolder struct {
	folder
	path string
	errs map[string]error
}

func (f faultyFolder) readFile(name string) (fileContent, error) {
	if err := f.errs[strings.TrimPrefix(f.path+"/"+name, "./")]; err != nil {
		return fileContent{}, err
	}
	return f.folder.readFile(name)
}

func TestScan_TellsSystemFaultsFromRules(t *testing.T) {
	files := fstest.MapFS{"a.md": {Data: []byte("x")}, "b.md": {Data: []byte("x")}, "sub/c.md": {Data: []byte("x")}, "sub/.gitignore": {Data: []byte("d.md")}}
	for _, test := range []struct {
		err    error
		failed bool
	}{
		{syscall.EACCES, true},
		{syscall.EPERM, true},
		{syscall.EIO, true},
		{syscall.ESTALE, true},
		{syscall.EMFILE, true},
		{syscall.ENFILE, true},
		{fs.ErrPermission, true},
		{syscall.ELOOP, false},
		{errNotRegular, false},
		{errOutside, false},
	} {
		for _, path := range []string{"b.md", "sub", "sub/.gitignore"} {
			s := scanTree(t, faultyTree{fsTree{files}, map[string]error{path: test.err}})
			if len(s.skipped) != 1 || s.skipped[0].Path != path || s.skipped[0].Unreadable != test.failed || s.skipped[0].Reason == "" {
				t.Errorf("%s: %v: %+v", path, test.err, s.skipped)
			}
			if path != "sub" && !slices.ContainsFunc(s.notes, func(e loadedNote) bool { return e.note.Path == "a.md" }) {
				t.Errorf("%s: %v: a readable note is missing", path, test.err)
			}
		}
	}
	for _, gone := range []error{syscall.ENOENT, fs.ErrNotExist} {
		if s := scanTree(t, faultyTree{fsTree{files}, map[string]error{"b.md": gone, "sub": gone}}); len(s.skipped) > 0 {
			t.Errorf("%v: %+v", gone, s.skipped)
		}
	}
}

// limitedTree is a tree of which at most limit files and folders can be open at once.
type limitedTree struct {
	tree
	openCount *atomic.Int32
	limit     int32
}

// acquire counts a file as open, or fails if the limit is reached.
func (t limitedTree) acquire() error {
	if t.openCount.Add(1) > t.limit {
		t.openCount.Add(-1)
		return syscall.EMFILE
	}
	return nil
}

func (t limitedTree) openFolder(path string) (folder, error) {
	if err := t.acquire(); err != nil {
		return nil, &fs.PathError{Op: "open", Path: path, Err: err}
	}
	f, err := t.tree.openFolder(path)
	return limitedFolder{f, t}, err
}

type limitedFolder struct {
	folder
	tree limitedTree
}

func (f limitedFolder) readFile(name string) (fileContent, error) {
	if err := f.tree.acquire(); err != nil {
		return fileContent{}, err
	}
	defer f.tree.openCount.Add(-1)
	return f.folder.readFile(name)
}

func (f limitedFolder) Close() error {
	f.tree.openCount.Add(-1)
	return f.folder.Close()
}

// If a folder and a file in it can be open at the same time, every note is read, however many folders there are, and
// ignore files still apply.
func TestScan_ReadsEveryNoteWithFewDescriptors(t *testing.T) {
	files := fstest.MapFS{}
	for i := range 12 {
		for j := range 3 * filesPerJob {
			files[fmt.Sprintf("d%d/e%d/n%d.md", i, i%3, j)] = &fstest.MapFile{Data: []byte("x")}
		}
		files[fmt.Sprintf("d%d/.gitignore", i)] = &fstest.MapFile{Data: []byte("no.md")}
		files[fmt.Sprintf("d%d/no.md", i)] = &fstest.MapFile{Data: []byte("x")}
	}
	for limit := int32(2); limit < 6; limit++ {
		for range 5 {
			open := new(atomic.Int32)
			s := scanTree(t, limitedTree{fsTree{files}, open, limit})
			if len(s.notes) != 12*3*filesPerJob || len(s.skipped) > 0 {
				t.Fatalf("limit %d: %d notes of %d, skipped %v", limit, len(s.notes), 12*3*filesPerJob, s.skipped)
			}
			if open.Load() != 0 {
				t.Fatalf("%d files are left open", open.Load())
			}
		}
	}
	// With a limit of 1 no note can be read, which is reported.
	s := scanTree(t, limitedTree{fsTree{files}, new(atomic.Int32), 1})
	unread := (&Contents{Skipped: s.skipped}).UnreadableFiles()
	if len(s.notes) != 0 || len(unread) == 0 {
		t.Errorf("%d notes, %d reported as unreadable", len(s.notes), len(unread))
	}
}

func TestIsSystemFault_FindsWrappedError(t *testing.T) {
	err := fmt.Errorf("reading: %w", &fs.PathError{Op: "read", Path: "a", Err: syscall.EIO})
	if !isSystemFault(err) || isSystemFault(errors.New("too long")) || isSystemFault(nil) {
		t.Error("system faults are not distinguished from other errors")
	}
}
