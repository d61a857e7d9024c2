package tui

import (
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"

	"quire/internal/catalog"
	"quire/internal/cores"
)

// many is a number of notes whose reading leaves enough behind to be worth giving back.
const many = 20_000

// atRest is how long nobody has done anything when memory is given back, which holds up whatever is done meanwhile.
const atRest = time.Second

// rest is what is known of when nobody does anything.
type rest struct {
	touched  int  // how often a key or the mouse was used
	settling bool // memory will be given back then
}

// touch says that somebody does something, who is to be answered before anything else is done.
func (m Model) touch() Model {
	m.touched++
	cores.Answer()
	return m
}

// settle sees to it that the memory that reading a large library took, twice what the library keeps, goes back to the system.
func (m Model) settle(c *catalog.Catalog) (Model, tea.Cmd) {
	if c.Partial || len(c.Notes) < many || m.settling {
		return m, nil
	}
	m.settling = true
	return m, m.system.after(atRest, settleNow{m.touched})
}

// settled gives memory back, or waits on where something was pressed meanwhile, or the library is still being kept.
func (m Model) settled(msg settleNow) (Model, tea.Cmd) {
	if msg.touched != m.touched || m.opts.Keeping != nil && m.opts.Keeping() {
		return m, m.system.after(atRest, settleNow{m.touched})
	}
	m.settling = false
	giveBack := m.system.giveBack
	return m, func() tea.Msg {
		giveBack()
		return nil
	}
}

// giveBack takes as long as there is memory, up to a second.
func giveBack() {
	debug.SetGCPercent(25) // the library itself does not grow: what comes and goes is small beside it
	debug.FreeOSMemory()
}
