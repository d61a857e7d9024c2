//go:build unix

package private

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestALockIsHeldByOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	unlock, err := Lock(path, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Lock(path, 20*time.Millisecond); err == nil || !strings.Contains(err.Error(), "held by another") {
		t.Errorf("two have it: %v", err)
	}
	got := make(chan error)
	go func() {
		again, err := Lock(path, 10*time.Second)
		if err == nil {
			again()
		}
		got <- err
	}()
	unlock()
	if err := <-got; err != nil {
		t.Error(err)
	}
}

func TestALockThatIsALinkIsNotTaken(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "target")
	if err := os.Symlink(target, filepath.Join(dir, "lock")); err != nil {
		t.Skip(err)
	}
	if _, err := Lock(filepath.Join(dir, "lock"), 0); err == nil {
		t.Error("a link was followed")
	}
	if _, err := os.Lstat(target); err == nil {
		t.Error("a file was made behind a link")
	}
}

func TestFoldersAndFilesOfOnesOwn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	if err := MakeFolder(dir); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	link := filepath.Join(filepath.Dir(dir), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Skip(err)
	}
	if err := MakeFolder(link); err == nil {
		t.Error("a link was taken for a folder of one's own")
	}
	f, err := Create(filepath.Join(dir, "x"))
	if err != nil {
		t.Fatal(err)
	}
	if info, err := f.Stat(); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if RemoveLeftovers(dir); !there(f.Name()) {
		t.Error("a file was removed while it was written")
	}
	f.Close()
	if RemoveLeftovers(dir); there(f.Name()) {
		t.Error("a leftover is left")
	}
	if err := os.Symlink(filepath.Join(dir, "none"), filepath.Join(dir, "l")); err != nil {
		t.Skip(err)
	}
	for _, name := range []string{"l", "."} {
		if _, err := Open(filepath.Join(dir, name)); err == nil {
			t.Errorf("%s was opened", name)
		}
	}
}

func there(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func TestKeys(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	if KeyOf(a) == KeyOf(b) || PathKeyOf(a) == PathKeyOf(b) || PathKeyOf(a) == KeyOf(a) {
		t.Error("keys do not tell folders apart")
	}
	was, path := KeyOf(a), PathKeyOf(a)
	if err := os.Rename(a, a+"-old"); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(a, 0o700); err != nil {
		t.Fatal(err)
	}
	if KeyOf(a) == was || PathKeyOf(a) != path {
		t.Error("another folder in the place of one")
	}
	if n := PathKeyOf(a).Name(); len(n) != 32 || strings.ContainsAny(n, "/.") {
		t.Error(n)
	}
}
