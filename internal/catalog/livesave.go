package catalog

import (
	"context"
	"time"
)

// startWarmUp warms up c in the background, if the options ask for it. The returned channel is closed when that is done.
func (l *Live) startWarmUp(c *Catalog) (warmed <-chan struct{}) {
	done := make(chan struct{})
	if !l.options.WarmUp {
		close(done)
		return done
	}
	go func() {
		defer close(done)
		// A session that needs what panics here meets the panic again, and reports it.
		_ = recoverPanic("warming up the library", func() error { l.warmUp(c); return nil })
	}()
	return done
}

// claimSave reports whether a snapshot of c should be saved now: enough has changed since the last one, and none is being
// saved.
func (l *Live) claimSave(c *Catalog) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.unsavedChanges += c.changedCount
	if l.state.Saving || !c.IsWorthSaving(l.unsavedChanges) {
		return false
	}
	l.unsavedChanges = 0
	return true
}

// save saves a snapshot of c after warmed, because the user may be typing meanwhile. After the end of ctx, that of Run, it
// no longer waits for the warm-up.
func (l *Live) save(ctx context.Context, c *Catalog, warmed <-chan struct{}) {
	select {
	case <-warmed:
	case <-ctx.Done():
	}
	// Without a snapshot the next start only takes longer.
	_ = recoverPanic("saving a snapshot", func() error { return c.SaveSnapshot(l.saveContext, l.options.Cache) })
	l.publish(func(s *State) { s.Saving = false })
}

// cleanUpTime bounds the wait for a cancelled save to remove its temporary file. If that takes longer, the next save
// removes the file.
const cleanUpTime = 20 * time.Millisecond

// FinishSaving waits until no snapshot is being saved, but not longer than patience, and then cancels the save. Call it
// after the context of Run has ended.
func (l *Live) FinishSaving(patience time.Duration) {
	l.waitForSave(patience)
	l.cancelSave()
	l.waitForSave(cleanUpTime)
}

func (l *Live) waitForSave(patience time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	// The error only says that patience is over.
	_, _ = l.waitUntil(ctx, func(s *State) bool { return !s.Saving })
}
