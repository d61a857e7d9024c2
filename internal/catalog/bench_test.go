package catalog

import (
	"context"
	"os"
	"runtime"
	"testing"
	"time"

	"quire/internal/library"
)

// TestMeasure measures a large library, whose folder QUIRE_BENCH_LIBRARY names, with and without a snapshot.
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
	ctx, cache := context.Background(), Cache{Dir: t.TempDir()}
	var c *Catalog
	timed := func(what string, f func() (*Catalog, error)) {
		c = nil
		runtime.GC()
		start := time.Now()
		if c, err = f(); err != nil {
			t.Fatal(what, err)
		}
		t.Logf("%-28s %8v  %d notes, %d changed", what, time.Since(start).Round(time.Millisecond/10), len(c.Notes), c.Changed)
	}
	timed("glance, no snapshot", func() (*Catalog, error) { return Glance(ctx, l, Options{}) })
	timed("load, no snapshot", func() (*Catalog, error) { return Load(ctx, l, Options{}) })
	full := c
	timed("save", func() (*Catalog, error) { return full, full.Save(ctx, cache) })
	for range 3 {
		timed("glance, snapshot", func() (*Catalog, error) { return Glance(ctx, l, Options{Cache: cache}) })
		timed("load, snapshot", func() (*Catalog, error) { return Load(ctx, l, Options{Cache: cache}) })
		timed("load, snapshot, no index", func() (*Catalog, error) { return Load(ctx, l, Options{Cache: cache, NoIndex: true}) })
		timed("load since", func() (*Catalog, error) { return Load(ctx, l, Options{Since: full}) })
	}
	path, _, _ := cache.place(l)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	text := int64(0)
	for _, n := range full.Notes {
		text += n.Size
	}
	t.Logf("snapshot %d MB, %.2f of the text", info.Size()>>20, float64(info.Size())/float64(text))
}
