//go:build unix

package state

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"quire/internal/testclock"
)

// openAllButOne opens files until the process may open only one more. The returned function closes them.
func openAllButOne(t *testing.T) (closeAll func()) {
	t.Helper()
	const limit = 200
	var before syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &before); err != nil {
		t.Skip(err)
	}
	lower := before
	lower.Cur = limit
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &lower); err != nil {
		t.Skip(err)
	}
	var files []*os.File
	closeAll = func() {
		for _, f := range files {
			f.Close()
		}
		files = nil
		if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &before); err != nil {
			t.Error(err)
		}
	}
	for {
		f, err := os.Open(os.DevNull)
		if errors.Is(err, syscall.EMFILE) && len(files) > 0 {
			break
		}
		if err != nil {
			closeAll()
			t.Fatal(err)
		}
		files = append(files, f)
	}
	files[len(files)-1].Close()
	files = files[:len(files)-1]
	return closeAll
}

// A process with many sessions may run out of open files. A write fails then, and what another session has written stays.
func TestFlush_KeepsFileThatCannotBeOpenedNow(t *testing.T) {
	dir, root := filepath.Join(t.TempDir(), "quire"), t.TempDir()
	a, b := openStore(t, dir, root), openStore(t, dir, root)
	a.SetPosition("a.md", Position{Blocks: 1})
	b.SetPosition("b.md", Position{Blocks: 2})
	flush(t, b)
	closeAll := openAllButOne(t)
	err := a.Flush(testclock.Patience) // the lock file takes the last one
	closeAll()
	if !errors.Is(err, syscall.EMFILE) || !a.IsDirty() {
		t.Errorf("Flush without open files: %v", err)
	}
	flush(t, a)
	c := openStore(t, dir, root)
	for _, path := range []string{"a.md", "b.md"} {
		if _, ok := c.Position(path); !ok {
			t.Errorf("the position in %s is lost", path)
		}
	}
	if _, err := os.Lstat(statePath(dir, root) + ".odd"); err == nil {
		t.Error("a valid file was moved aside")
	}
}
