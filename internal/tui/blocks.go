package tui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"quire/internal/render"
	"quire/internal/tui/fault"
	"quire/internal/tui/loader"
)

// The screen lays no block of a page out itself, which may take a second. A message whose handling needs a block that is not
// laid out changes nothing yet: it waits until a command has laid the block out, and is handled then.
//
//	message ─▶ handle ─▶ all blocks there: the new Model
//	             ▲   └─▶ some lacking: the old Model, and a command ─┐
//	             └───────────────── blocksLaidOutMsg ◀───────────────┘

// waitingMessages holds the messages that wait for blocks, in the order in which they came: the first waits for blocks, the others
// for the first. It is never modified, only replaced.
type waitingMessages []tea.Msg

// add returns the queue with another message at its end.
func (w waitingMessages) add(msg tea.Msg) waitingMessages { return append(slices.Clip(w), msg) }

// without returns the queue without the messages of a kind.
func (w waitingMessages) without(isKind func(tea.Msg) bool) waitingMessages {
	return slices.DeleteFunc(slices.Clone(w), isKind)
}

// replaceFirst returns the queue with other messages in place of its first.
func (w waitingMessages) replaceFirst(msgs ...tea.Msg) waitingMessages {
	return append(msgs, w[1:]...)
}

// failFirst returns the queue without its first message, whose blocks cannot be laid out: without it, nothing asks for them again.
// What has to go on after the message goes on: keys wait for a page, or for the reason why there is none, and stopsLibrary says
// that the next state of the library must be awaited.
func (w waitingMessages) failFirst(why error) (rest waitingMessages, stopsLibrary bool) {
	if len(w) == 0 {
		return w, false
	}
	if page, ok := w[0].(loader.LoadedMsg); ok && page.Err == nil {
		return w.replaceFirst(loader.LoadedMsg{Key: page.Key, Err: why}), false
	}
	_, stopsLibrary = w[0].(libraryStateMsg)
	return w.replaceFirst(), stopsLibrary
}

// blocksLaidOutMsg brings the lines of blocks that a message waits for.
type blocksLaidOutMsg struct {
	lines render.Lines
	err   error
}

func (m blocksLaidOutMsg) Failure() error { return m.err }

// handleWhenLaidOut handles a message, or keeps it if blocks are lacking.
func (m Model) handleWhenLaidOut(msg tea.Msg) (Model, tea.Cmd) {
	if laidOut, ok := msg.(blocksLaidOutMsg); ok {
		return m.handleBlocksLaidOut(laidOut)
	}
	if len(m.waiting) > 0 && !m.keys.isUrgent(msg) {
		m.waiting = m.waiting.add(msg)
		return m, nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok && key.Matches(k, m.keys.Leave) && slices.ContainsFunc(m.waiting, m.page.isUserRequest) {
		m.waiting = m.waiting.without(m.page.isUserRequest) // the others are handled later, since they report what has happened
		return m.queueKey(k)
	}
	next, cmd, layOut := m.attempt(msg)
	if layOut != nil {
		next.waiting = next.waiting.add(msg)
		return next, layOut
	}
	return next, cmd
}

// maxLayoutRounds bounds how often a message waits for blocks. One that needs more blocks at once than a page keeps would wait for
// ever; its blocks are laid out on the spot.
const maxLayoutRounds = 32

// attempt handles a message. If blocks are lacking, it returns m unchanged and the command that lays them out.
func (m Model) attempt(msg tea.Msg) (next Model, cmd, layOut tea.Cmd) {
	m.lacking.Reset(m.layoutRounds >= maxLayoutRounds)
	next, cmd = m.update(msg)
	next, keys := next.replayKeys() // they may have waited for this message
	cmd = tea.Batch(cmd, keys)
	next = next.collectNotices()
	next.touchVisible()
	wanted, ok := m.lacking.Take()
	if !ok {
		next.layoutRounds = 0
		return next, cmd, nil
	}
	m.layoutRounds++
	rows := 2 * m.layout.page.Dy()
	return m, nil, fault.Catch("laying out a page", func() tea.Msg { return blocksLaidOutMsg{lines: wanted.LayOut(rows)} },
		func(err error) tea.Msg { return blocksLaidOutMsg{err: err} })
}

// touchVisible lets the pages on the screen list the blocks that View needs.
func (m Model) touchVisible() {
	switch m.screen {
	case screenPage:
		m.page.reader.TouchVisible()
	case screenShelf:
		m.shelf.preview.TouchVisible()
	}
	m.overlays.touchVisible()
}

// handleBlocksLaidOut keeps the lines and handles the messages that waited for them, until one of them has to wait again.
func (m Model) handleBlocksLaidOut(msg blocksLaidOutMsg) (Model, tea.Cmd) {
	var cmds []tea.Cmd
	if msg.err != nil {
		m = m.showError(msg.err.Error())
		var stopsLibrary bool
		if m.waiting, stopsLibrary = m.waiting.failFirst(msg.err); stopsLibrary {
			cmds = append(cmds, m.awaitLibrary())
		}
	} else {
		msg.lines.Keep()
	}
	for len(m.waiting) > 0 {
		next, cmd, layOut := m.attempt(m.waiting[0])
		if layOut != nil {
			return next, tea.Batch(append(cmds, layOut)...)
		}
		next.waiting = m.waiting[1:]
		m = next
		cmds = append(cmds, cmd)
	}
	return m, tea.Batch(cmds...)
}

// isUrgent reports whether a message must not wait for blocks: quit, and what ends the waiting.
func (k keyMap) isUrgent(msg tea.Msg) bool {
	pressed, ok := msg.(tea.KeyPressMsg)
	return ok && (key.Matches(pressed, k.Leave) || key.Matches(pressed, actionBindings(k.globalActions())...))
}

// isUserRequest reports whether a message is an input, or the note that the user wants to open.
func (m pageScreen) isUserRequest(msg tea.Msg) bool {
	switch msg := msg.(type) {
	case tea.KeyPressMsg, tea.MouseMsg, tea.PasteMsg:
		return true
	case loader.LoadedMsg:
		return msg.Key.Slot == loader.Page && m.isOpening()
	}
	return false
}
