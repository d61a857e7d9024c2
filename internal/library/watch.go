package library

import (
	"context"
	"errors"
	"hash/maphash"
	"io/fs"
	"path/filepath"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"

	"quire/internal/config"
)

const (
	// quiet is how long nothing must happen before a change is told: editors
	// and synchronisers write in several steps. A change is told after
	// patience at the latest.
	quiet    = 150 * time.Millisecond
	patience = time.Second
)

// Watch calls changed, from a goroutine of its own and never twice at once,
// after files of the library have come, gone or been written, until ctx is
// done. It returns as soon as the folders are listed; what changes afterwards
// is told. When the system has no more watches to give, or cannot watch, the
// files are looked at every few seconds instead, and slow is called once.
//
// An embedded library never changes. The error is that of Load.
func (l *Library) Watch(ctx context.Context, changed, slow func()) error {
	if l.embedded != nil {
		return nil
	}
	w, err := fsnotify.NewWatcher()
	if err != nil {
		slow()
		return l.startPolling(ctx, pollEvery, changed)
	}
	v := watcher{Watcher: w, library: l, changed: changed, watched: map[string]bool{}}
	if err := v.add(ctx); err != nil {
		w.Close()
		if errors.Is(err, errNoWatch) {
			slow()
			return l.startPolling(ctx, pollEvery, changed)
		}
		return l.loadError(err)
	}
	go func() {
		giveUp := v.run(ctx)
		w.Close()
		if giveUp {
			slow()
			l.poll(ctx, poller{every: pollEvery, seed: maphash.MakeSeed()}, changed)
		}
	}()
	return nil
}

// errNoWatch means that the system can watch no more folders.
var errNoWatch = errors.New("the system has no more watches")

// watcher listens to the system.
type watcher struct {
	*fsnotify.Watcher
	library *Library
	changed func()
	watched map[string]bool // absolute paths of folders
}

// run returns true when the system cannot go on watching.
func (v *watcher) run(ctx context.Context) (giveUp bool) {
	timer := time.NewTimer(0)
	if !timer.Stop() {
		<-timer.C
	}
	var first time.Time // of the changes that are not told yet
	for {
		select {
		case <-ctx.Done():
			return false
		case _, ok := <-v.Errors:
			if !ok {
				return true
			}
			// Events were lost: all may have changed.
			if first.IsZero() {
				first = time.Now()
			}
			timer.Reset(quiet)
		case e, ok := <-v.Events:
			if !ok {
				return true
			}
			if !v.matters(e) {
				continue
			}
			if first.IsZero() {
				first = time.Now()
			}
			timer.Reset(max(0, min(quiet, patience-time.Since(first))))
		case <-timer.C:
			first = time.Time{}
			err := v.add(ctx)
			if ctx.Err() != nil {
				return false
			}
			v.changed()
			if err != nil {
				return ctx.Err() == nil
			}
		}
	}
}

// matters tells whether an event can have changed the Contents.
func (v *watcher) matters(e fsnotify.Event) bool {
	name := filepath.Base(e.Name)
	if e.Name == v.library.Root && e.Has(fsnotify.Remove|fsnotify.Rename) {
		return true
	}
	if v.watched[e.Name] && e.Has(fsnotify.Remove|fsnotify.Rename) {
		delete(v.watched, e.Name)
	}
	known := IsNote(name) || isSettings(name)
	if name[0] == '.' && !slices.Contains(ignoreFiles[:], name) {
		return false
	}
	if e.Has(fsnotify.Create | fsnotify.Remove | fsnotify.Rename) {
		return true
	}
	// Of other files only the names count; a note that can be read again counts too.
	return known && e.Has(fsnotify.Write|fsnotify.Chmod)
}

func isSettings(name string) bool {
	if name == config.LibraryFile || slices.Contains(ignoreFiles[:], name) {
		return true
	}
	return slices.ContainsFunc(generators, func(g generator) bool { return slices.Contains(g.files, name) })
}

// add watches the folders that are not watched yet.
func (v *watcher) add(ctx context.Context) error {
	s := &scan{tree: v.library.tree(), rules: v.library.rulesAbove()}
	if err := s.run(ctx); err != nil {
		return err
	}
	now := make(map[string]bool, len(s.folders))
	for _, dir := range s.folders {
		now[v.library.Abs(dir)] = true
	}
	// What is gone goes first: a folder that was renamed keeps its watch in the
	// system, under the old name.
	for abs := range v.watched {
		if !now[abs] {
			_ = v.Remove(abs) // most likely not watched any more
			delete(v.watched, abs)
		}
	}
	for abs := range now {
		if v.watched[abs] {
			continue
		}
		err := v.Add(abs)
		switch {
		case err == nil:
			v.watched[abs] = true
		case !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission):
			return errNoWatch
		}
	}
	return nil
}
