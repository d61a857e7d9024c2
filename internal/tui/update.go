package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/theme"
)

// Update takes a message, and has drawn what has come into sight by it.
func (m Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	next, cmd := m.update(msg)
	shown, ok := next.(Model)
	if !ok {
		return next, cmd
	}
	shown.turns.want(&shown.pages.want)
	shown, draw := shown.hang()
	if draw == nil {
		return shown, cmd
	}
	return shown, tea.Batch(cmd, draw)
}

// update is the table of contents: one method for each message.
func (m Model) update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return stirred(m.touch().pressed(msg))
	case tea.PasteMsg:
		if m = m.touch(); m.layout.small {
			return m, nil
		}
		return m.delegate(msg)
	case tea.MouseMsg:
		return stirred(m.touch().pointed(msg))
	case tea.WindowSizeMsg:
		return m.resized(msg.Width, msg.Height)
	case tea.BackgroundColorMsg:
		return m.lit(msg.IsDark())
	case libraryGlanced:
		return m.glanced(msg)
	case libraryLoaded:
		return m.loaded(msg)
	case searched:
		return m.answered(msg)
	case pageMade:
		return stirred(m.made(msg))
	case backlinksFound:
		return m.linkedBy(msg)
	case surroundingsFound:
		return m.surrounded(msg)
	case goToFound:
		return m.wentThrough(msg)
	}
	return m.told(msg)
}

// told takes the messages that only tell that something has happened.
func (m Model) told(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case filesChanged:
		return m.reload()
	case watchFailed:
		return m.warn("changes of files are not noticed: " + msg.err.Error() + "; " + m.keyOf(m.keys.Reload) + " reads again"), nil
	case waited:
		return m.waited(msg)
	case settleNow:
		return m.settled(msg)
	case pageCounted:
		return m.counted(msg)
	case pictureDrawn:
		return m.drew(msg)
	case tea.ColorProfileMsg:
		return m.coloured(msg.Profile)
	case tea.TerminalVersionMsg:
		return m.named(msg.Name)
	case rememberNow:
		return m.remember()
	case remembered:
		return m.remembered(msg)
	case commandFailed:
		return m.warn(msg.err.Error()), nil
	case watchSlow:
		return m.warn("the system has no more watches: files are looked at every few seconds instead"), nil
	}
	return m.toldOutside(msg)
}

// toldOutside takes the messages about other programs, and what is for the page.
func (m Model) toldOutside(msg tea.Msg) (Model, tea.Cmd) {
	switch msg := msg.(type) {
	case editorClosed:
		return m.edited(msg)
	case browserStarted:
		return m.browsed(msg)
	case fileLookedAt:
		return m.lookedAt(msg)
	case viewerStarted:
		return m.viewed(msg)
	}
	var cmd tea.Cmd
	m.reader, cmd = m.reader.Update(msg) // a search in the page goes on
	return m, cmd
}

// resized lays everything out for another window, and asks for pages of another width.
func (m Model) resized(w, h int) (Model, tea.Cmd) {
	m.layout = layoutFor(w, h, m.opts.Measure)
	l := m.layout
	m.shelf = m.shelf.Resize(l.rows.Dx(), l.rows.Dy())
	m.reader = m.reader.Resize(l.page.Dx(), l.page.Dy(), l.measure)
	m.preview = m.preview.Resize(l.preview.Dx(), l.preview.Dy(), l.preview.Dx())
	m = m.refloated()
	if m.focus == focusHints { // the labels are those of other lines
		m, _ = dismiss(m)
	}
	return m.relaid()
}

// relaid asks anew for every page that is shown, where its width or look has changed.
func (m Model) relaid() (Model, tea.Cmd) {
	var cmds [3]tea.Cmd
	if m.open.shown {
		m, cmds[0] = m.askAgain()
	}
	m, cmds[1] = m.askPreview()
	if m.focus == focusPeek {
		m, cmds[2] = m.askPeek(m.pages.want[onPeek].path)
	}
	return m, tea.Batch(cmds[:]...)
}

// lit takes the terminal's word for its background, unless a theme was asked for.
func (m Model) lit(dark bool) (Model, tea.Cmd) {
	if m.opts.Theme != nil && !m.opts.Theme.Suits() || m.look.Plain {
		return m, nil
	}
	look := theme.Light()
	if dark {
		look = theme.Dark()
	}
	if m.opts.Theme != nil {
		look = m.opts.Theme.On(dark)
	}
	if m.look.Name == look.Name && m.look.Dark == look.Dark {
		return m, nil
	}
	return m.restyled(onScreen(look.WithASCII(m.opts.ASCII), m.opts.Env)).relaid()
}

func (m Model) restyled(look *theme.Theme) Model {
	m.look = look
	m.shelf, m.query, m.finder = m.shelf.Restyle(look), m.query.Restyle(look), m.finder.Restyle(look)
	m.reader, m.preview, m.peek = m.reader.Restyle(look), m.preview.Restyle(look), m.peek.Restyle(look)
	m.picker, m.panel, m.around = m.picker.Restyle(look), m.panel.Restyle(look), m.around.Restyle(look)
	return m.refloated()
}

func (m Model) say(text string) Model {
	m.notice = notice{text: text}
	return m
}

func (m Model) warn(text string) Model {
	m.notice = notice{text: text, bad: true}
	return m
}
