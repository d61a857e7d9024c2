package cli

import (
	"context"
	"fmt"
	"os"

	"quire/internal/catalog"
)

// snapshotCache returns where snapshots are stored. The zero Cache, which stores nothing, means that the user
// disabled the cache or that the program cannot identify its own build.
func (o *options) snapshotCache() catalog.Cache {
	dir, maker := o.host.CacheDir, buildID()
	if !o.cfg.Cache || maker == "" {
		return catalog.Cache{}
	}
	return catalog.Cache{Dir: dir, Program: maker}
}

// buildID identifies this executable: another build may parse notes differently, and must not read this build's
// snapshots. It is empty when the executable cannot be found.
func buildID() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	return fmt.Sprint(path, "\x00", programVersion(), "\x00", info.Size(), " ", info.ModTime().UnixNano())
}

// scheduleSnapshot saves a snapshot of c after all output has been written, if c has changed enough to be worth it.
func (o *options) scheduleSnapshot(ctx context.Context, c *catalog.Catalog, cache catalog.Cache) {
	if !c.HasIndex() || !c.IsWorthSaving(c.ChangedCount()) {
		return
	}
	o.afterOutput = append(o.afterOutput, func() {
		_ = c.SaveSnapshot(ctx, cache) // without a snapshot the next start only takes longer
	})
}
