package tui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"quire/internal/note"
	"quire/internal/tui/fault"
)

// GrowingDocument is a document outside the library that is still being written, such as a pipe whose writer is slow.
type GrowingDocument interface {
	// Next waits until there is more of the document than it returned last, and returns all of it. isComplete: there will
	// be no more, and Next is not called again. An error, too, ends the document.
	Next(ctx context.Context) (doc *note.Parsed, isComplete bool, err error)
}

// documentGrownMsg is a new version of the document outside the library.
type documentGrownMsg struct {
	document   *note.Parsed
	isComplete bool
	err        error
}

// growingNotice is shown until the document is complete or the user types.
const growingNotice = "reading standard input…"

// awaitDocument returns a command that waits for more of the document.
func (m *session) awaitDocument() tea.Cmd {
	ctx, growing := m.ctx, m.opts.Growing
	return fault.Catch("reading the document", func() tea.Msg {
		doc, isComplete, err := growing.Next(ctx)
		return documentGrownMsg{doc, isComplete, err}
	}, func(err error) tea.Msg { return documentGrownMsg{err: err} })
}

// handleDocumentGrown shows what the document has become. The reader stays at the same position in it.
func (m pageScreen) handleDocumentGrown(msg documentGrownMsg) (pageScreen, tea.Cmd) {
	var cmds [2]tea.Cmd
	if msg.document != nil {
		m.document = msg.document
		m.documentVersion++
		m, cmds[0] = m.refresh()
	}
	if msg.err != nil || msg.isComplete {
		m = m.ask(endNotice(growingNotice))
	}
	switch {
	case errors.Is(msg.err, context.Canceled):
	case msg.err != nil:
		m = m.ask(say{text: "standard input: " + msg.err.Error(), isError: true})
	case !msg.isComplete:
		cmds[1] = m.awaitDocument()
	}
	return m, tea.Batch(cmds[:]...)
}
