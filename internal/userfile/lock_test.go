package userfile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"quire/internal/testclock"
)

func TestLock_WaitsForOtherHolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	unlock, err := Lock(path, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Lock(path, 20*time.Millisecond); err == nil || !strings.Contains(err.Error(), "another process holds the lock") {
		t.Errorf("second Lock while the first is held: %v", err)
	}
	result := make(chan error)
	go func() {
		unlock, err := Lock(path, testclock.Patience)
		if err == nil {
			unlock()
		}
		result <- err
	}()
	unlock()
	if err := <-result; err != nil {
		t.Error(err)
	}
}

func TestLock_RefusesSymlink(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "target")
	if err := os.Symlink(target, filepath.Join(dir, "lock")); err != nil {
		t.Skip(err)
	}
	if _, err := Lock(filepath.Join(dir, "lock"), 0); err == nil {
		t.Error("Lock followed a symlink")
	}
	if _, err := os.Lstat(target); err == nil {
		t.Error("Lock created the target of a symlink")
	}
}
