//go:build unix

package userfile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFolders_OwnedByUserAndCleanedUp(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	if err := MakePrivateDir(dir); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	link := filepath.Join(filepath.Dir(dir), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Skip(err)
	}
	if err := MakePrivateDir(link); err == nil {
		t.Error("a symlink was accepted as a private folder")
	}
	f, err := CreateReplacement(filepath.Join(dir, "x"))
	if err != nil {
		t.Fatal(err)
	}
	if info, err := f.Stat(); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if RemoveStaleTempFiles(dir); !fileExists(f.Name()) {
		t.Error("clean-up removed a file that is still open")
	}
	f.Close()
	if RemoveStaleTempFiles(dir); fileExists(f.Name()) {
		t.Error("clean-up kept a file that was closed")
	}
	if err := os.Symlink(filepath.Join(dir, "none"), filepath.Join(dir, "l")); err != nil {
		t.Skip(err)
	}
	for _, name := range []string{"l", "."} {
		if _, err := Open(filepath.Join(dir, name)); err == nil {
			t.Errorf("Open opened %s", name)
		}
	}
}

func fileExists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func TestKeys_TellFoldersApart(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	if FolderKey(a) == FolderKey(b) || PathKey(a) == PathKey(b) || PathKey(a) == FolderKey(a) {
		t.Error("keys of two folders are equal")
	}
	folderKey, pathKey := FolderKey(a), PathKey(a)
	if err := os.Rename(a, a+"-old"); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(a, 0o700); err != nil {
		t.Fatal(err)
	}
	if FolderKey(a) == folderKey || PathKey(a) != pathKey {
		t.Error("after replacing the folder: want another folder key and the same path key")
	}
	if n := PathKey(a).FileName(); len(n) != 32 || strings.ContainsAny(n, "/.") {
		t.Error(n)
	}
}
