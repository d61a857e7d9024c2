package tui

import (
	"slices"
	"strings"
	"unicode"

	"quire/internal/links"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"quire/internal/tui/loader"
)

// handleKey dispatches a key: first to the global actions, then to the actions of what gets the keys, then to it.
func (m Model) handleKey(k tea.KeyPressMsg) (Model, tea.Cmd) {
	for _, a := range m.keys.globalActions() {
		if key.Matches(k, a.Binding) {
			return a.run(m)
		}
	}
	if m.layout.tooSmall { // keys act only on what can be seen
		if key.Matches(k, m.keys.Quit) {
			return m, tea.Quit
		}
		return m, nil
	}
	if m.mustWait(k) {
		return m.queueKey(k)
	}
	m, dismissed := m.dismissNotice(k)
	if dismissed {
		return m, nil
	}
	m = m.setNotice(notice{})
	for _, a := range m.focusActions() {
		if key.Matches(k, a.Binding) {
			return a.run(m)
		}
	}
	return m.forwardToFocus(k)
}

// mustWait reports whether the key depends on an answer that is still to come. Such a key is queued and pressed when the
// answer arrives, so typing ahead loses no key and never acts on the wrong note.
func (m Model) mustWait(k tea.KeyPressMsg) bool {
	list, isList := topOverlay[listOverlay](m)
	related, isRelated := topOverlay[relatedOverlay](m)
	tags, isPicker := topOverlay[tagOverlay](m)
	switch {
	case isList && list.isPending():
		return key.Matches(k, list.list.Keys.Choose) || len(m.keyQueue) > 0 && key.Matches(k, m.keys.Leave)
	case isRelated && related.isPending():
		return key.Matches(k, m.keys.filter.Choose)
	case isPicker && tags.picker.IsWaiting():
		return matchesKey(k, append(m.keys.tags.Bindings(), m.keys.Leave)...)
	case m.shelf.completion.isPending():
		return true
	case m.screen.isStarting(), m.page.question != pageRequest{}, m.page.isOpening():
		return true
	case m.screen == screenPage && len(m.overlays) == 0:
		if len(m.keyQueue) > 0 {
			k = m.keyQueue[0]
		}
		return m.page.needsMatch(k) || m.page.needsTarget(k)
	}
	return m.screen == screenShelf && m.isBare() && m.shelf.isSearching()
}

// isStarting reports whether the screen shows neither the shelf nor a page yet.
func (s screen) isStarting() bool { return s == screenReading || s == screenOpening }

// needsMatch reports whether what the key does depends on matches of the search in the page that are not found yet. A key that
// acts on the position waits until the near lines are searched, and no longer, since a note may be huge.
func (m pageScreen) needsMatch(k tea.KeyPressMsg) bool {
	switch {
	case m.mode == modeFind:
		return m.reader.IsSearchStarting() && key.Matches(k, m.keys.Apply)
	case matchesKey(k, m.reader.Keys.NextMatch):
		return m.reader.IsStepPending(1)
	case matchesKey(k, m.reader.Keys.PrevMatch):
		return m.reader.IsStepPending(-1)
	}
	return m.reader.IsSearchStarting() && !key.Matches(k, m.keys.Leave)
}

// needsTarget reports whether the key asks where the selected link leads while nobody knows, since the library or the page with
// its links is being read.
func (m pageScreen) needsTarget(k tea.KeyPressMsg) bool {
	_, t, ok := m.currentLink()
	isReading := m.library.Status().Partial && m.library.state.Err == nil || m.loader.IsPending(loader.Page)
	return ok && t.Status == links.Unresolved && isReading && m.mode == modeRead && key.Matches(k, m.keys.Follow, m.keys.Peek)
}

// keyQueue holds the keys typed while an answer is awaited. It is never modified, only replaced.
type keyQueue []tea.KeyPressMsg

// maxQueuedKeys bounds the keys that wait for an answer; further keys are dropped.
const maxQueuedKeys = 64

// add returns the queue with another key at its end.
func (q keyQueue) add(k tea.KeyPressMsg) keyQueue {
	if len(q) >= maxQueuedKeys {
		return q
	}
	return append(slices.Clip(q), k)
}

// contains reports whether one of the keys has a binding.
func (q keyQueue) contains(b key.Binding) bool {
	return slices.ContainsFunc(q, func(k tea.KeyPressMsg) bool { return key.Matches(k, b) })
}

// queueKey keeps a key until the answer that it depends on arrives. Esc cancels the wait instead, but not a wait for the first
// lines of a search, which nobody notices: there it follows the keys typed before it.
func (m Model) queueKey(k tea.KeyPressMsg) (Model, tea.Cmd) {
	if m.screen.isStarting() && key.Matches(k, m.keys.Quit) {
		return m, tea.Quit
	}
	isSecond := m.keyQueue.contains(m.keys.Leave)
	isShort := m.screen == screenPage && len(m.overlays) == 0 && !m.page.isOpening() && m.page.reader.IsSearchStarting()
	if key.Matches(k, m.keys.Leave) && (!isShort || isSecond) { // esc cancels the pending question and the queued keys
		m.keyQueue = nil
		if len(m.overlays) > 0 {
			return closeOverlay(m)
		}
		m.page.question, m.shelf.completion = pageRequest{}, queryCompletion{}
		var cmd tea.Cmd
		if m.screen != screenReading && m.page.isOpening() {
			m.page, cmd = m.page.cancelOpening()
		}
		switch {
		case m.screen == screenOpening && !m.page.hasShelf():
			return m, tea.Quit
		case m.screen == screenOpening:
			m = m.showScreen(screenShelf)
		}
		return m, cmd
	}
	m.keyQueue = m.keyQueue.add(k)
	return m, nil
}

// replayKeys presses the queued keys until the next one must wait again.
func (m Model) replayKeys() (Model, tea.Cmd) {
	var cmds []tea.Cmd
	for len(m.keyQueue) > 0 && !m.mustWait(m.keyQueue[0]) {
		k := m.keyQueue[0]
		m.keyQueue = m.keyQueue[1:]
		var cmd tea.Cmd
		m, cmd = m.handleKey(k)
		cmds = append(cmds, cmd)
	}
	return m, tea.Batch(cmds...)
}

// forwardToFocus passes a message to what gets the keys: the top overlay, or else the screen.
func (m Model) forwardToFocus(msg tea.Msg) (Model, tea.Cmd) {
	switch {
	case len(m.overlays) > 0:
		return m.onOverlay(func(o overlay, under pageScreen) (overlay, []intent) { return o.update(under, msg) })
	case m.screen == screenShelf:
		return m.onShelf(func(s shelfScreen) (shelfScreen, tea.Cmd) { return s.Update(msg) })
	case m.screen == screenPage:
		return m.onPage(func(p pageScreen) (pageScreen, tea.Cmd) { return p.Update(msg) })
	}
	return m, nil
}

// explainUnknownKey says that a key does nothing here. It returns "" for a key without a name.
func (m *session) explainUnknownKey(k tea.KeyPressMsg) string {
	if !isPrintable(k) {
		return ""
	}
	return k.String() + " does nothing here; " + m.firstKeyLabel(m.keys.Help) + " shows all keys"
}

// isPrintable reports whether the name of a key can be shown.
func isPrintable(k tea.KeyPressMsg) bool {
	name := k.String()
	return name != "" && !strings.ContainsFunc(name, unicode.IsControl)
}
