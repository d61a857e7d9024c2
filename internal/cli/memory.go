package cli

import (
	"sync"

	"quire/internal/config"
	"quire/internal/library"
	"quire/internal/note"
	"quire/internal/state"
)

// memory is what is remembered of a library; nil when nothing is to be.
func (o *shared) memory(l *library.Library) *state.Store {
	if !o.cfg.State || o.noState {
		return nil
	}
	return state.Open(config.StateDir(o.env), l.Root)
}

// wasRead answers is:unread for a library. What is remembered is read when it is first asked for.
func (o *shared) wasRead(l *library.Library) func(*note.Note) bool {
	open := sync.OnceValue(func() *state.Store { return o.memory(l) })
	return func(n *note.Note) bool {
		at := state.Stamp{Size: n.Size}
		if !n.Modified.IsZero() {
			at.Modified = n.Modified.UnixNano()
		}
		return open().Standing(n.Path, at) == state.Read
	}
}
