package library

import (
	"context"
	"hash/maphash"
	"slices"
	"strings"
	"time"

	"quire/internal/config"
	"quire/internal/links/profile"
)

// pollInterval is the pause between two checks of the files, where the system cannot watch them. Checks that take long
// happen less often.
const pollInterval = 2 * time.Second

// pollState holds the settings of polling and the fingerprint of the last check.
type pollState struct {
	interval time.Duration
	seed     maphash.Seed
	last     uint64
}

// startPolling takes a first fingerprint and then polls in a goroutine until ctx is done.
func (l *Library) startPolling(ctx context.Context, interval time.Duration, changed func()) error {
	p := pollState{interval: interval, seed: maphash.MakeSeed()}
	p.last = l.fingerprint(ctx, p.seed)
	go l.pollChanges(ctx, p, changed)
	return ctx.Err()
}

// pollChanges checks the files every p.interval until ctx is done, and calls changed when they differ from the last check.
// It pauses for at least 20 times as long as a check takes, so that polling uses at most 5% of the time.
func (l *Library) pollChanges(ctx context.Context, p pollState, changed func()) {
	wait := p.interval
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
		start := time.Now()
		current := l.fingerprint(ctx, p.seed)
		if ctx.Err() != nil {
			return
		}
		if current != p.last {
			changed()
		}
		p.last = current
		wait = max(p.interval, 20*time.Since(start))
	}
}

// fingerprint returns a hash that changes when a note or settings file is written or a file appears or disappears. It is 0
// if the library cannot be scanned.
func (l *Library) fingerprint(ctx context.Context, seed maphash.Seed) uint64 {
	t := l.currentTree()
	s := &scan{tree: t, single: l.single}
	s.rules, _ = l.readParentRules()
	if s.walkTree(ctx) != nil {
		return 0
	}
	for _, list := range [][]string{s.noteFiles, s.assets, s.symlinks} {
		slices.Sort(list)
	}
	var h maphash.Hash
	h.SetSeed(seed)
	for _, path := range append(s.assets, s.symlinks...) {
		h.WriteString(path)
		h.WriteByte(0)
	}
	for _, path := range append(s.noteFiles, settingsFiles()...) {
		info, err := t.stat(path)
		if err != nil {
			continue
		}
		h.WriteString(path)
		maphash.WriteComparable(&h, info.Size())
		maphash.WriteComparable(&h, info.ModTime().UnixNano())
	}
	return h.Sum64()
}

// settingsFiles returns the paths of the files in the root that affect how the library is loaded.
func settingsFiles() []string {
	files := append([]string{config.LibraryFile}, ignoreFiles[:]...)
	for _, name := range profile.SettingsFiles() {
		if !strings.Contains(name, "*") {
			files = append(files, name)
		}
	}
	return files
}
