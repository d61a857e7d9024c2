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

// blockState holds the messages that wait for blocks.
type blockState struct {
	layoutRounds int
	waiting      []tea.Msg // in the order in which they came; the first waits for blocks, the others for the first
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
	if len(m.waiting) > 0 && !m.isUrgent(msg) {
		m.waiting = append(slices.Clip(m.waiting), msg)
		return m, nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok && key.Matches(k, m.keys.Leave) && m.isUserWaiting() {
		return m.stopWaiting().queueKey(k)
	}
	next, cmd, layOut := m.attempt(msg)
	if layOut != nil {
		next.waiting = append(slices.Clip(next.waiting), msg)
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
	if o, ok := topOverlay[peekOverlay](m); ok {
		o.page.TouchVisible()
	}
}

// handleBlocksLaidOut keeps the lines and handles the messages that waited for them, until one of them has to wait again.
func (m Model) handleBlocksLaidOut(msg blocksLaidOutMsg) (Model, tea.Cmd) {
	var cmds []tea.Cmd
	if msg.err != nil {
		var cmd tea.Cmd
		m, cmd = m.showError(msg.err.Error()).dropFirstWaiting(msg.err)
		cmds = append(cmds, cmd)
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

// dropFirstWaiting drops the message whose blocks cannot be laid out: without it, nothing asks for them again. What has to go on
// after the message goes on.
func (m Model) dropFirstWaiting(why error) (Model, tea.Cmd) {
	if len(m.waiting) == 0 {
		return m, nil
	}
	first, others := m.waiting[0], m.waiting[1:]
	m.waiting = others
	switch first := first.(type) {
	case libraryStateMsg:
		return m, m.awaitLibrary()
	case loader.LoadedMsg:
		if first.Err == nil { // keys wait for the page, or for the reason why there is none
			m.waiting = append([]tea.Msg{loader.LoadedMsg{Key: first.Key, Err: why}}, others...)
		}
	}
	return m, nil
}

// isUrgent reports whether a message must not wait for blocks: quit, and what ends the waiting.
func (m Model) isUrgent(msg tea.Msg) bool {
	k, ok := msg.(tea.KeyPressMsg)
	return ok && (key.Matches(k, m.keys.Leave) || key.Matches(k, actionBindings(m.keys.globalActions())...))
}

// isUserWaiting reports whether what the user has asked for waits for blocks.
func (m Model) isUserWaiting() bool { return slices.ContainsFunc(m.waiting, m.isUserRequest) }

// stopWaiting drops what the user has asked for. Other messages are handled later, since they report what has happened.
func (m Model) stopWaiting() Model {
	m.waiting = slices.DeleteFunc(slices.Clone(m.waiting), m.isUserRequest)
	return m
}

// isUserRequest reports whether a message is an input, or the page that the user wants to open.
func (m Model) isUserRequest(msg tea.Msg) bool {
	switch msg := msg.(type) {
	case tea.KeyPressMsg, tea.MouseMsg, tea.PasteMsg:
		return true
	case loader.LoadedMsg:
		return msg.Key.Slot == loader.Page && m.isOpening()
	}
	return false
}
