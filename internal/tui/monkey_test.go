package tui

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"quire/internal/state"
)

// Sizes of the random tests. A long run:
//
//	go test ./internal/tui -run 'Monkey|Resizes|Walk' -monkey 1000000 -resizes 10000 -walk 100000 -v -timeout 30m
var (
	monkeyKeys = flag.Int("monkey", 1500, "number of keys to press")
	monkeySeed = flag.Uint64("seed", 0, "seed of the random tests; 0 picks a new one")
	resizes    = flag.Int("resizes", 300, "number of window sizes")
	walkLinks  = flag.Int("walk", 1200, "number of links to follow")
)

// scaleForShort returns n, or an eighth of it with -short: enough for the race detector, which is ten times slower.
func scaleForShort(n int) int {
	if testing.Short() {
		return n / 8
	}
	return n
}

// memoryUse holds the heap in use after a garbage collection and the number of goroutines.
type memoryUse struct {
	heap       uint64
	goroutines int
}

// measureMemory collects garbage and returns what is left.
func measureMemory() memoryUse {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return memoryUse{m.HeapAlloc, runtime.NumGoroutine()}
}

// checkNoGrowth fails if the heap has grown by more than a tenth and 4 MB since warm, or by more than 4 goroutines.
func checkNoGrowth(t *testing.T, warm memoryUse) {
	t.Helper()
	now := measureMemory()
	t.Logf("heap %d KB when warm, %d KB at the end; goroutines %d, %d", warm.heap>>10, now.heap>>10, warm.goroutines, now.goroutines)
	if now.heap > warm.heap+warm.heap/10+4<<20 {
		t.Errorf("the heap grows from %d KB to %d KB", warm.heap>>10, now.heap>>10)
	}
	if now.goroutines > warm.goroutines+4 {
		t.Errorf("goroutines grow from %d to %d", warm.goroutines, now.goroutines)
	}
}

// newSeededRand returns a random source and logs its seed, so that a failure can be repeated.
func newSeededRand(t *testing.T) *rand.Rand {
	seed := *monkeySeed
	if seed == 0 {
		seed = uint64(time.Now().UnixNano()) //nolint:gosec // no secret
	}
	t.Logf("-seed %d", seed)
	return rand.New(rand.NewPCG(seed, 1))
}

// doAnything presses a random key or does something else that a user may do.
func (d *driver) doAnything(r *rand.Rand) {
	d.t.Helper()
	switch n := r.IntN(200); {
	case n < 2:
		d.resize(1+r.IntN(200), 1+r.IntN(60))
	case n < 6:
		d.click(r.IntN(130), r.IntN(40))
	case n < 7:
		d.send(tea.PasteMsg{Content: "#aws\x1b[31m 日本 \u202e"})
	case n < 60 && !d.m.isBare():
		d.keys("esc")
	default:
		d.keys(allKeys[r.IntN(len(allKeys))])
	}
}

// TestMonkey_RandomKeysOnHostileNotes presses random keys on a library of hostile notes: nothing panics, every screen
// fits its window and holds no control sequences from notes, and memory does not grow.
func TestMonkey_RandomKeysOnHostileNotes(t *testing.T) {
	files := sampleLibrary()
	_ = filepath.WalkDir("../../../shared/corpora/hostile", func(path string, e os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".md") {
			if b, err := os.ReadFile(path); err == nil && len(b) < 20000 {
				files["hostile/"+filepath.Base(path)] = string(b)
			}
		}
		return nil
	})
	r := newSeededRand(t)
	store := state.Open(filepath.Join(t.TempDir(), "q"), t.TempDir())
	d := drive(t, notes(files), func(o *Options) { o.State = store })
	var warm memoryUse
	steps := scaleForShort(*monkeyKeys)
	for i := range steps {
		if i == steps/5 {
			warm = measureMemory()
		}
		if d.doAnything(r); r.IntN(200) == 0 {
			d.changeFiles()
		}
		if i%50 == 0 {
			d.checkSafe(fmt.Sprintf("after %d keys", i))
			d.ran = nil
		}
		if d.quit = false; t.Failed() {
			t.Fatalf("after %d keys", i)
		}
	}
	checkNoGrowth(t, warm)
}

// TestResizes_EndLikeFreshStart resizes the window between one cell and 400 by 1000. In the end the screen is the same as
// after a fresh start in that size.
func TestResizes_EndLikeFreshStart(t *testing.T) {
	r := newSeededRand(t)
	d := drive(t, notes(sampleLibrary())).keys("ctrl+p", `"the hub"`, "enter")
	var warm memoryUse
	steps := scaleForShort(*resizes)
	for i := range steps {
		if i == steps/5 {
			warm = measureMemory()
		}
		w, h := 1+r.IntN(400), 1+r.IntN(60)
		if i%20 == 0 {
			h = 1 + r.IntN(1000)
		}
		d.resize(w, h)
	}
	d.resize(400, 1000).resize(1, 1).resize(90, 30)
	fresh := drive(t, notes(sampleLibrary()))
	fresh.resize(90, 30).keys("ctrl+p", `"the hub"`, "enter")
	if d.text() != fresh.text() {
		t.Errorf("after resizing:\n%s\nfresh:\n%s", d.text(), fresh.text())
	}
	checkNoGrowth(t, warm)
}

// TestWalk_HistoryIsBounded follows a link back and forth. The history is bounded, and going back still works.
func TestWalk_HistoryIsBounded(t *testing.T) {
	d := drive(t, notes(map[string]string{"a.md": "# A\n\n[to b](b.md)\n", "b.md": "# B\n\n[to a](a.md)\n"})).keys("enter")
	var warm memoryUse
	steps := scaleForShort(*walkLinks)
	for i := range steps {
		if i == steps/5 {
			warm = measureMemory()
		}
		d.keys("tab", "enter")
	}
	here := d.m.page.open.path
	if d.keys("backspace"); d.m.page.open.path == here {
		t.Errorf("back does not leave %s", here)
	}
	checkNoGrowth(t, warm)
	if d.m.history.behind.size > 2*minKeptEntries {
		t.Errorf("the history has %d entries", d.m.history.behind.size)
	}
}
