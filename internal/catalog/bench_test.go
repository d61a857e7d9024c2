//go:build unix

package catalog

import (
	"context"
	"os"
	"runtime"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"quire/internal/library"
)

// TestMeasureLargeLibrary logs how long it takes to load the library in the folder $QUIRE_BENCH_LIBRARY with and without a
// snapshot. The snapshot is saved in $QUIRE_BENCH_CACHE if that is set; if it exists there already, only loading from it
// is measured.
func TestMeasureLargeLibrary(t *testing.T) {
	dir := os.Getenv("QUIRE_BENCH_LIBRARY")
	if dir == "" {
		t.Skip("QUIRE_BENCH_LIBRARY is not set")
	}
	l, err := library.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ctx, cache := context.Background(), Cache{Dir: os.Getenv("QUIRE_BENCH_CACHE")}
	if cache.Dir == "" {
		cache.Dir = t.TempDir()
	}
	var c *Catalog
	measure := func(what string, f func() (*Catalog, error)) {
		c = nil
		runtime.GC()
		start, before := time.Now(), cpuTime()
		if c, err = f(); err != nil {
			t.Fatal(what, err)
		}
		t.Logf("%-28s %8v, CPU %8v  %d notes, %d changed", what, time.Since(start).Round(time.Millisecond/10),
			(cpuTime() - before).Round(time.Millisecond/10), len(c.contents.Notes), c.changedCount)
	}
	path, _, _ := cache.snapshotFile(l)
	if _, err := os.Stat(path); err != nil {
		measure("preview, no snapshot", func() (*Catalog, error) { return LoadPreview(ctx, l, Options{}) })
		measure("load, no snapshot", func() (*Catalog, error) { return Load(ctx, l, Options{}) })
		full := c
		measure("save", func() (*Catalog, error) { return full, full.SaveSnapshot(ctx, cache) })
	}
	for range 3 {
		measure("preview of the newest", func() (*Catalog, error) { return LoadPreview(ctx, l, Options{Cache: cache, NewestFirst: true}) })
		measure("preview, snapshot", func() (*Catalog, error) { return LoadPreview(ctx, l, Options{Cache: cache}) })
		measure("load, snapshot, no index", func() (*Catalog, error) { return Load(ctx, l, Options{Cache: cache, NoIndex: true}) })
		measure("load, snapshot", func() (*Catalog, error) { return Load(ctx, l, Options{Cache: cache}) })
		full := c
		measure("load from catalog", func() (*Catalog, error) { return Load(ctx, l, Options{Previous: full}) })
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("heap in use: %d MB", m.HeapAlloc>>20)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	text := int64(0)
	for _, n := range c.contents.Notes {
		text += n.Size
	}
	t.Logf("snapshot: %d MB, %.2f times the text", info.Size()>>20, float64(info.Size())/float64(text))
}

// cpuTime returns the user and system time that this process has used.
func cpuTime() time.Duration {
	var u unix.Rusage
	if unix.Getrusage(unix.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
