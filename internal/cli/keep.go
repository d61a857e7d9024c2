package cli

import (
	"context"
	"fmt"
	"os"
	"sync"
	"time"

	"quire/internal/catalog"
	"quire/internal/config"
	"quire/internal/library"
)

// cache is where snapshots are kept, unless the user wants none.
func (o *shared) cache() catalog.Cache {
	dir, maker := config.CacheDir(o.env), maker()
	if !o.cfg.Cache || maker == "" {
		return catalog.Cache{}
	}
	return catalog.Cache{Dir: dir, Maker: maker}
}

// maker is this very program: another build of it may read notes in another way.
func maker() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	return fmt.Sprint(path, "\x00", version(), "\x00", info.Size(), " ", info.ModTime().UnixNano())
}

// keepAfterwards keeps a snapshot of c when the answer has been given.
func (o *shared) keepAfterwards(ctx context.Context, c *catalog.Catalog, cache catalog.Cache) {
	if c.Index == nil || !c.Worth(c.Changed) {
		return
	}
	o.afterwards = append(o.afterwards, func() {
		_ = c.Save(ctx, cache) // what cannot be kept is made again
	})
}

// kept is a library that stays open: it is read again when files have changed, which costs in proportion to those
// files, and kept for the next time, beside what it is read for.
type kept struct {
	library *library.Library
	cache   catalog.Cache
	writing context.Context
	giveUp  func() // writing
	warm    func(*catalog.Catalog)
	quits   chan struct{} // closed by who quits: nothing will be asked any more

	mu      sync.Mutex
	last    *catalog.Catalog
	changed int  // notes, since the last snapshot
	saving  bool // one at a time
	done    sync.WaitGroup
}

func newKept(ctx context.Context, l *library.Library, cache catalog.Cache) *kept {
	k := &kept{library: l, cache: cache, warm: warm, quits: make(chan struct{})}
	k.writing, k.giveUp = context.WithCancel(context.WithoutCancel(ctx)) // who quits has not changed the notes
	return k
}

// load reads what has changed.
func (k *kept) load(ctx context.Context, o catalog.Options) (*catalog.Catalog, error) {
	k.mu.Lock()
	o.Cache, o.Since = k.cache, k.last
	k.mu.Unlock()
	c, err := catalog.Load(ctx, k.library, o)
	if err == nil {
		c.Index.Settle() // else that, what comes next and the answers to keys would share the processors
		k.keep(c)
	}
	return c, err
}

// keep makes ready what will be asked of c, and keeps it then: not both at once, because somebody may be typing. For one who
// quits only the latter is done.
func (k *kept) keep(c *catalog.Catalog) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.last = c
	k.changed += c.Changed
	ready := make(chan struct{})
	go func() {
		k.warm(c)
		close(ready)
	}()
	if k.saving || !c.Worth(k.changed) {
		return
	}
	k.changed, k.saving = 0, true
	k.done.Go(func() {
		select {
		case <-ready:
		case <-k.quits:
		}
		_ = c.Save(k.writing, k.cache) // what cannot be kept is made again
		k.mu.Lock()
		k.saving = false
		k.mu.Unlock()
	})
}

// keeping reports whether what was read is still being kept.
func (k *kept) keeping() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.saving
}

// patience is how long a reader who quits waits for what is being written.
const patience = time.Second

// close waits for a snapshot that is being written, though not for long.
func (k *kept) close() {
	close(k.quits)
	timer := time.AfterFunc(patience, k.giveUp)
	k.done.Wait()
	timer.Stop()
	k.giveUp()
}
