package catalog

import (
	"path/filepath"
	"testing"
	"time"
)

// countChanges returns how many notes a Live has read for a library that it published.
func countChanges(l Library) int { return l.(*Catalog).ChangedCount() }

// A Live reads all notes once, then only changed ones. The snapshot that it saved spares the next run from reading the rest.
func TestLive_ReloadsOnlyChangedNotes(t *testing.T) {
	t.Parallel()
	const notes = 2500
	l, cache := openFolder(t, notes), Cache{Dir: filepath.Join(t.TempDir(), "quire"), Program: "test"}
	time.Sleep(2200 * time.Millisecond) // a file that changed in the last two seconds is always read again, and no program can set back its ctime
	live := NewLive(l, LiveOptions{Cache: cache, WarmUp: true})
	stop := runLive(t, live)
	state := awaitState(t, live.Subscribe(), func(s State) bool { return s.LoadCount == 1 })
	if n := countChanges(state.Library); n != notes || state.NotesRead != notes {
		t.Errorf("the first load read %d notes and counted %d", n, state.NotesRead)
	}
	writeNote(t, l.Root, "n0000.md", "# Changed\n")
	c, err := live.Subscribe().WaitForLoad(t.Context(), live.Reload())
	if err != nil || countChanges(c) != 1 {
		t.Errorf("after one change the load read %d notes, %v", countChanges(c), err)
	}
	stop()
	live.FinishSaving(patience)
	if all, _ := filepath.Glob(cache.Dir + "/*.snapshot"); len(all) != 1 {
		t.Fatalf("files in the cache: %v", all)
	}
	next := NewLive(l, LiveOptions{Cache: cache})
	runLive(t, next)
	if c, err := next.Subscribe().WaitForLoad(t.Context(), 1); err != nil || countChanges(c) != 1 {
		t.Errorf("the next run read %d notes, %v", countChanges(c), err)
	}
}

// A user who quits right after loading does not wait for the warm-up, and the snapshot is still saved.
func TestLive_FinishSavingDoesNotWaitForWarmUp(t *testing.T) {
	t.Parallel()
	cache := Cache{Dir: filepath.Join(t.TempDir(), "quire"), Program: "test"}
	live := NewLive(openFolder(t, 100), LiveOptions{Cache: cache, WarmUp: true})
	never := make(chan struct{})
	defer close(never)
	live.warmUp = func(*Catalog) { <-never }
	stop := runLive(t, live)
	if _, err := live.Subscribe().WaitForLoad(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	if state, _ := live.currentState(); !state.Saving {
		t.Error("the snapshot is not waiting to be saved")
	}
	stop()
	live.FinishSaving(patience)
	if all, _ := filepath.Glob(cache.Dir + "/*.snapshot"); len(all) != 1 {
		t.Errorf("snapshots in the cache: %v", all)
	}
}
