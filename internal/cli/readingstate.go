package cli

import (
	"sync"

	"quire/internal/search"
	"quire/internal/state"
)

// openState opens the saved reading state of the library in the folder root. It is nil when the user turned it off, by
// setting or flag.
func (o *options) openState(root string) *state.Store {
	if !o.cfg.State || o.noState {
		return nil
	}
	return state.Open(o.host.StateDir, root)
}

// readPredicate returns the function that answers is:unread for the library in the folder root. It opens the saved state
// only on its first call.
func (o *options) readPredicate(root string) func(search.Hit) bool {
	open := sync.OnceValue(func() *state.Store { return o.openState(root) })
	return func(h search.Hit) bool {
		return open().ReadStatus(h.Path(), state.NewStamp(h.Size(), h.Modified())) == state.StatusRead
	}
}
