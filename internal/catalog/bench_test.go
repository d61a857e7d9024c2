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

// TestMeasure measures a large library, whose folder QUIRE_BENCH_LIBRARY names, with and without a snapshot. When
// QUIRE_BENCH_CACHE names a folder its snapshot is kept there, and the library is not read when there is one already.
func TestMeasure(t *testing.T) {
	dir := os.Getenv("QUIRE_BENCH_LIBRARY")
	if dir == "" {
		t.Skip("QUIRE_BENCH_LIBRARY names no folder")
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
	timed := func(what string, f func() (*Catalog, error)) {
		c = nil
		runtime.GC()
		start, before := time.Now(), processorTime()
		if c, err = f(); err != nil {
			t.Fatal(what, err)
		}
		t.Logf("%-28s %8v, of the processors %8v  %d notes, %d changed", what, time.Since(start).Round(time.Millisecond/10),
			(processorTime() - before).Round(time.Millisecond/10), len(c.Notes), c.Changed)
	}
	path, _, _ := cache.place(l)
	if _, err := os.Stat(path); err != nil {
		timed("glance, no snapshot", func() (*Catalog, error) { return Glance(ctx, l, Options{}) })
		timed("load, no snapshot", func() (*Catalog, error) { return Load(ctx, l, Options{}) })
		full := c
		timed("save", func() (*Catalog, error) { return full, full.Save(ctx, cache) })
	}
	for range 3 {
		timed("glance at the newest", func() (*Catalog, error) { return Glance(ctx, l, Options{Cache: cache, Newest: true}) })
		timed("glance, snapshot", func() (*Catalog, error) { return Glance(ctx, l, Options{Cache: cache}) })
		timed("load, snapshot, no index", func() (*Catalog, error) { return Load(ctx, l, Options{Cache: cache, NoIndex: true}) })
		timed("load, snapshot", func() (*Catalog, error) { return Load(ctx, l, Options{Cache: cache}) })
		full := c
		timed("load since", func() (*Catalog, error) { return Load(ctx, l, Options{Since: full}) })
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("%d MB of the heap in use", m.HeapAlloc>>20)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	text := int64(0)
	for _, n := range c.Notes {
		text += n.Size
	}
	t.Logf("snapshot %d MB, %.2f of the text", info.Size()>>20, float64(info.Size())/float64(text))
}

// processorTime is what this process has had of the processors.
func processorTime() time.Duration {
	var u unix.Rusage
	if unix.Getrusage(unix.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
