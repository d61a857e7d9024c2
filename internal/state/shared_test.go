package state

import (
	"os"
	"sync"
	"testing"

	"quire/internal/testclock"
)

// A newer version of quire takes over the file while sessions use their stores: nothing more is written, and the file stays.
func TestFlush_LeavesFileOfNewerVersion(t *testing.T) {
	dir, root := t.TempDir(), t.TempDir()
	const newer = `{"version":3}`
	s := openStore(t, dir, root)
	s.SetPosition("a.md", Position{Blocks: 1})
	flush(t, s)
	if err := os.WriteFile(statePath(dir, root), []byte(newer), 0o600); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for i := range 4 { // the screen asks IsDirty while Flush runs
		all.Go(func() {
			s.SetPosition("a.md", Position{Blocks: i + 2})
			if s.IsDirty() {
				_ = s.Flush(testclock.Patience)
			}
			s.IsDirty()
		})
	}
	all.Wait()
	if err := s.Flush(testclock.Patience); err != nil || s.IsDirty() {
		t.Errorf("after the other version has written: %v, dirty %v", err, s.IsDirty())
	}
	if text, err := os.ReadFile(statePath(dir, root)); err != nil || string(text) != newer {
		t.Errorf("the file holds %q, %v", text, err)
	}
}
