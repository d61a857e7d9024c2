package tui

import (
	"context"

	"quire/internal/host"
	"quire/internal/render"
	"quire/internal/theme"
	"quire/internal/tui/cells"
)

// session is what belongs to one reader and what the screens share: the settings, the machine, the library, and how the window
// is laid out and looks. All copies of a Model share it, so it is only modified after Model.ownSession.
type session struct {
	ctx     context.Context
	opts    Options
	keys    keyMap
	host    host.Host
	effects effects
	library libraryState
	layout  layout
	lacking *render.Lacking // where the pages on the screen list the blocks they lack
	theme   *theme.Theme
	glyphs  cells.Glyphs
}

// ownSession gives the root and both screens a copy of the session that no other copy of the Model shares, to be changed.
func (m Model) ownSession() Model {
	s := *m.session
	m.session, m.page.session, m.shelf.session = &s, &s, &s
	return m
}
