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
	"quire/internal/links/profile"
)

const (
	// debounceDelay is how long no event must come before a change is reported, since editors and sync programs write in
	// several steps. A change is reported after maxDebounceDelay at the latest.
	debounceDelay    = 150 * time.Millisecond
	maxDebounceDelay = time.Second
)

// Watch watches the library until ctx is done. It calls changed after files have been added, removed or written, in a
// goroutine of its own and never concurrently; bursts of changes are debounced. It returns as soon as the folders are
// listed, and all later changes are reported. If the system cannot watch the folders, for instance because there are too
// many of them, Watch calls slow once and checks the files every few seconds instead.
//
// An embedded library never changes. Errors are those of Load.
func (l *Library) Watch(ctx context.Context, changed, slow func()) error {
	if l.embedded != nil {
		return nil
	}
	w, err := fsnotify.NewWatcher()
	if err != nil {
		slow()
		return l.startPolling(ctx, pollInterval, changed)
	}
	v := watcher{Watcher: w, library: l, changed: changed, watched: map[string]bool{}}
	if err := v.watchFolders(ctx); err != nil {
		w.Close()
		if errors.Is(err, errTooManyFolders) {
			slow()
			return l.startPolling(ctx, pollInterval, changed)
		}
		return l.loadError(err)
	}
	go func() {
		giveUp := v.run(ctx)
		w.Close()
		if giveUp {
			slow()
			l.pollChanges(ctx, pollState{interval: pollInterval, seed: maphash.MakeSeed()}, changed)
		}
	}()
	return nil
}

// errTooManyFolders means that the system refuses to watch more folders.
var errTooManyFolders = errors.New("too many folders to watch")

// watcher watches the folders of a library and debounces the system's events.
type watcher struct {
	*fsnotify.Watcher
	library *Library
	changed func()
	watched map[string]bool // absolute paths of the folders being watched
}

// run handles events until ctx is done. It returns true if the system cannot watch the library any longer.
func (v *watcher) run(ctx context.Context) (giveUp bool) {
	timer := time.NewTimer(0)
	if !timer.Stop() {
		<-timer.C
	}
	var first time.Time // when the first change since the last report came; zero if there was no change
	for {
		select {
		case <-ctx.Done():
			return false
		case _, ok := <-v.Errors:
			if !ok {
				return true
			}
			// Events were lost: any file may have changed.
			if first.IsZero() {
				first = time.Now()
			}
			timer.Reset(debounceDelay)
		case e, ok := <-v.Events:
			if !ok {
				return true
			}
			if !v.isRelevant(e) {
				continue
			}
			if first.IsZero() {
				first = time.Now()
			}
			timer.Reset(max(0, min(debounceDelay, maxDebounceDelay-time.Since(first))))
		case <-timer.C:
			first = time.Time{}
			err := v.watchFolders(ctx)
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

// isRelevant reports whether an event may have changed the Contents. It also forgets folders that were removed or renamed.
func (v *watcher) isRelevant(e fsnotify.Event) bool {
	name := filepath.Base(e.Name)
	if e.Name == v.library.Root && e.Has(fsnotify.Remove|fsnotify.Rename) {
		return true
	}
	if v.watched[e.Name] && e.Has(fsnotify.Remove|fsnotify.Rename) {
		delete(v.watched, e.Name)
	}
	isLoaded := IsNote(name) || isSettingsFile(name)
	if name[0] == '.' && !slices.Contains(ignoreFiles[:], name) {
		return false
	}
	if e.Has(fsnotify.Create | fsnotify.Remove | fsnotify.Rename) {
		return true
	}
	// Other files only matter when their names change. Chmod matters because it can make a note readable.
	return isLoaded && e.Has(fsnotify.Write|fsnotify.Chmod)
}

// isSettingsFile reports whether a file called name may affect how the library is loaded.
func isSettingsFile(name string) bool {
	if name == config.LibraryFile || slices.Contains(ignoreFiles[:], name) {
		return true
	}
	return profile.IsSettingsFile(name)
}

// watchFolders scans the library, watches the folders that are not watched yet and stops watching those that are gone.
func (v *watcher) watchFolders(ctx context.Context) error {
	s := &scan{tree: v.library.currentTree(), single: v.library.single}
	s.rules, _ = v.library.readParentRules()
	if err := s.walkTree(ctx); err != nil {
		return err
	}
	current := make(map[string]bool, len(s.folders))
	for _, dir := range s.folders {
		current[v.library.AbsPath(dir)] = true
	}
	// Remove old watches first: the system keeps the watch of a renamed folder under its old name.
	for abs := range v.watched {
		if !current[abs] {
			_ = v.Remove(abs) // fails if the system has removed the watch already
			delete(v.watched, abs)
		}
	}
	for abs := range current {
		if v.watched[abs] {
			continue
		}
		err := v.Add(abs)
		switch {
		case err == nil:
			v.watched[abs] = true
		case !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission):
			return errTooManyFolders
		}
	}
	return nil
}
