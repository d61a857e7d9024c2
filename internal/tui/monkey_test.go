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

// The long runs, with what they were told:
//
//	go test ./internal/tui -run 'Monkey|Resizes|Walk' -monkey 1000000 -resizes 10000 -walk 100000 -v -timeout 30m
var (
	monkeyKeys = flag.Int("monkey", 1500, "keys that the monkey presses")
	monkeySeed = flag.Uint64("seed", 0, "its seed; 0 is another one each time")
	resizes    = flag.Int("resizes", 300, "sizes of the window, one after the other")
	walkLinks  = flag.Int("walk", 1200, "links that are followed to and fro")
)

// shorter is a number of things to do, or with -short enough of them for the race detector, which takes ten times as long over each.
func shorter(n int) int {
	if testing.Short() {
		return n / 8
	}
	return n
}

// weight is the memory in use after a collection, and how many goroutines there are.
type weight struct {
	heap       uint64
	goroutines int
}

func weigh() weight {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return weight{m.HeapAlloc, runtime.NumGoroutine()}
}

// heavier holds that what was weighed when warm has not grown by more than a tenth and some.
func heavier(t *testing.T, warm weight) {
	t.Helper()
	now := weigh()
	t.Logf("heap %d KB when warm, %d KB at the end; goroutines %d, %d", warm.heap>>10, now.heap>>10, warm.goroutines, now.goroutines)
	if now.heap > warm.heap+warm.heap/10+4<<20 {
		t.Errorf("the heap grows: %d KB, %d KB", warm.heap>>10, now.heap>>10)
	}
	if now.goroutines > warm.goroutines+4 {
		t.Errorf("goroutines grow: %d, %d", warm.goroutines, now.goroutines)
	}
}

// mind is a random mind for the monkey, whose seed is told.
func mind(t *testing.T) *rand.Rand {
	seed := *monkeySeed
	if seed == 0 {
		seed = uint64(time.Now().UnixNano()) //nolint:gosec // any will do
	}
	t.Logf("-seed %d", seed)
	return rand.New(rand.NewPCG(seed, 1))
}

// TestMonkey presses any keys on a library of hostile notes: no panic, every screen
// fits its window and holds nothing that a terminal would obey, and nothing grows.
func TestMonkey(t *testing.T) {
	files := small()
	_ = filepath.WalkDir("../../../shared/corpora/hostile", func(path string, e os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".md") {
			if b, err := os.ReadFile(path); err == nil && len(b) < 20000 {
				files["hostile/"+filepath.Base(path)] = string(b)
			}
		}
		return nil
	})
	r := mind(t)
	memory := state.Open(filepath.Join(t.TempDir(), "q"), t.TempDir())
	d := drive(t, notes(files), func(o *Options) { o.Memory = memory })
	var warm weight
	all := shorter(*monkeyKeys)
	for i := range all {
		if i == all/5 {
			warm = weigh()
		}
		switch n := r.IntN(200); {
		case n < 2:
			d.resize(1+r.IntN(200), 1+r.IntN(60))
		case n < 6:
			d.click(r.IntN(130), r.IntN(40))
		case n < 7:
			d.send(filesChanged{})
		case n < 8:
			d.send(tea.PasteMsg{Content: "#aws\x1b[31m 日本 \u202e"})
		case n < 60 && d.m.focus != focusScreen:
			d.keys("esc")
		default:
			d.keys(everyKey[r.IntN(len(everyKey))])
		}
		if i%50 == 0 {
			d.judged(fmt.Sprintf("after %d keys", i))
			d.ran = nil
		}
		if d.quit = false; t.Failed() {
			t.Fatalf("after %d keys", i)
		}
	}
	heavier(t, warm)
}

// TestResizes goes through windows from one cell to 400 by 1000. The last one shows what a fresh start in it shows.
func TestResizes(t *testing.T) {
	r := mind(t)
	d := drive(t, notes(small())).keys("ctrl+p", `"the hub"`, "enter")
	var warm weight
	all := shorter(*resizes)
	for i := range all {
		if i == all/5 {
			warm = weigh()
		}
		w, h := 1+r.IntN(400), 1+r.IntN(60)
		if i%20 == 0 {
			h = 1 + r.IntN(1000)
		}
		d.resize(w, h)
	}
	d.resize(400, 1000).resize(1, 1).resize(90, 30)
	fresh := drive(t, notes(small()))
	fresh.resize(90, 30).keys("ctrl+p", `"the hub"`, "enter")
	if d.text() != fresh.text() {
		t.Errorf("after all sizes:\n%s\nfresh:\n%s", d.text(), fresh.text())
	}
	heavier(t, warm)
}

// TestWalk follows a link to and fro. The trail is bounded, and back still works.
func TestWalk(t *testing.T) {
	d := drive(t, notes(map[string]string{"a.md": "# A\n\n[to b](b.md)\n", "b.md": "# B\n\n[to a](a.md)\n"})).keys("enter")
	var warm weight
	all := shorter(*walkLinks)
	for i := range all {
		if i == all/5 {
			warm = weigh()
		}
		d.keys("tab", "enter")
	}
	here := d.m.open.path
	if d.keys("backspace"); d.m.open.path == here {
		t.Errorf("back stays at %s", here)
	}
	heavier(t, warm)
	if d.m.trail.behind.n > 2*longest {
		t.Errorf("the trail is %d places long", d.m.trail.behind.n)
	}
}
