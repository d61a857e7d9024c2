package userfile

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// writeReplacement writes text in place of the file at path; writeErr is what the caller says of the writing.
func writeReplacement(t *testing.T, path, text string, writeErr error) error {
	t.Helper()
	r, err := CreateReplacement(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.WriteString(text); err != nil {
		t.Fatal(err)
	}
	return r.Commit(writeErr)
}

// checkFiles checks which files dir holds, by name, and what each says.
func checkFiles(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if w, ok := want[e.Name()]; err != nil || !ok || string(text) != w {
			t.Errorf("%s: %q, %v", e.Name(), text, err)
		}
	}
	if len(entries) != len(want) {
		t.Errorf("%d files, want %d", len(entries), len(want))
	}
}

func TestReplacement_ReplacesWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x")
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	diskFull := errors.New("disk full")
	if err := writeReplacement(t, path, "ha", diskFull); !errors.Is(err, diskFull) {
		t.Error(err)
	}
	checkFiles(t, dir, map[string]string{"x": "old"})
	if err := writeReplacement(t, path, "new", nil); err != nil {
		t.Error(err)
	}
	checkFiles(t, dir, map[string]string{"x": "new"})
	if info, err := os.Stat(path); runtime.GOOS != "windows" && (err != nil || info.Mode().Perm() != 0o600) {
		t.Errorf("mode %v, %v: want 0600, not that of the replaced file", info.Mode(), err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "folder", "in"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := writeReplacement(t, filepath.Join(dir, "folder"), "new", nil); err == nil {
		t.Error("a folder was replaced")
	}
	if err := os.RemoveAll(filepath.Join(dir, "folder")); err != nil {
		t.Fatal(err)
	}
	checkFiles(t, dir, map[string]string{"x": "new"})
}

func TestReplacement_ReplacesSymlink(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "target")
	if err := os.WriteFile(target, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, filepath.Join(dir, "link")); err != nil {
		t.Skip(err)
	}
	if err := writeReplacement(t, filepath.Join(dir, "link"), "new", nil); err != nil {
		t.Error(err)
	}
	checkFiles(t, dir, map[string]string{"link": "new", "target": "old"})
}
