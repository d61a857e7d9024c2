package tui

import (
	"image"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"quire/internal/theme"
	"quire/internal/tui/cells"
)

// overlay is what lies over the page or the shelf: a list, a text, the page that a link leads to, or the map of nearby notes.
// It is a value that knows neither the root nor the screens, but for the look of the page under it.
type overlay interface {
	// box returns the rectangle of the overlay, its frame included.
	box(l layout) image.Rectangle
	// layOut lays the overlay out for the window and the look of the page under it, which a text may describe.
	layOut(under pageScreen) overlay
	// content returns what to draw, in the given number of cells.
	content(width int, g cells.Glyphs) overlayContent
	// actions lists the actions of the program while the overlay is open. Other messages go to update.
	actions(k keyMap) []action
	update(under pageScreen, msg tea.Msg) (overlay, []intent)
	// scroll scrolls a text by lines, or a list by one item in the direction of lines.
	scroll(lines int) overlay
	// click handles a click on a cell of the content.
	click(under pageScreen, at image.Point) (overlay, []intent)
	hints(under pageScreen) []keyHint
	setTheme(look *theme.Theme) overlay
}

// overlayContent is what stands within the frame of an overlay, and on its upper edge.
type overlayContent struct {
	title, remark string
	lines         []string
	cursor        *image.Point // in cells of the content; nil if hidden
}

// overlayStack holds the open overlays; only the last is drawn and gets keys. It is never modified, only replaced.
type overlayStack []overlay

// top returns the overlay that gets the keys, or nil.
func (s overlayStack) top() overlay {
	if len(s) == 0 {
		return nil
	}
	return s[len(s)-1]
}

// push returns the stack with another overlay on top.
func (s overlayStack) push(o overlay) overlayStack { return append(s[:len(s):len(s)], o) }

// pop returns the stack without its top.
func (s overlayStack) pop() overlayStack { return s[:max(len(s)-1, 0)] }

// replaceTop returns the stack with another overlay in place of its top.
func (s overlayStack) replaceTop(o overlay) overlayStack { return s.pop().push(o) }

// topOverlay returns the overlay that gets the keys if it is of a kind.
func topOverlay[T overlay](m Model) (T, bool) {
	o, ok := m.overlays.top().(T)
	return o, ok
}

// layOut lays all open overlays out for the current window and look, over a page.
func (s overlayStack) layOut(under pageScreen) overlayStack {
	all := make(overlayStack, len(s))
	for i, o := range s {
		all[i] = o.setTheme(under.theme).layOut(under)
	}
	return all
}

// touchVisible lets the page that the top overlay shows list the blocks that View needs.
func (s overlayStack) touchVisible() {
	if o, ok := s.top().(peekOverlay); ok {
		o.page.TouchVisible()
	}
}

// isBare reports whether the keys go to the screen itself: no overlay is open, and no line is being edited.
func (m Model) isBare() bool {
	return len(m.overlays) == 0 && !(m.screen == screenShelf && m.shelf.isTyping) && !(m.screen == screenPage && m.page.mode != modeRead)
}

// showScreen shows a screen without overlays.
func (m Model) showScreen(s screen) Model {
	m.screen, m.overlays = s, nil
	m.page.mode, m.shelf.isTyping = modeRead, false
	m.page.shelfUnseen = m.page.shelfUnseen && s != screenShelf
	return m
}

// closeOverlay closes the top overlay.
func closeOverlay(m Model) (Model, tea.Cmd) { return m.carryOut(closeTop{}) }

// onTop returns an action on the top overlay, if it is of a kind.
func onTop[T overlay](run func(o T, under pageScreen) (overlay, []intent)) func(Model) (Model, tea.Cmd) {
	return func(m Model) (Model, tea.Cmd) {
		return m.onOverlay(func(o overlay, under pageScreen) (overlay, []intent) {
			if o, ok := o.(T); ok {
				return run(o, under)
			}
			return o, nil
		})
	}
}

// closeActions returns the actions that close an overlay by the given keys.
func closeActions(keys ...key.Binding) []action {
	actions := make([]action, len(keys))
	for i, k := range keys {
		actions[i] = action{k, closeOverlay}
	}
	return actions
}

// click passes a click to the top overlay. A click beside the overlay closes it.
func (s overlayStack) click(under pageScreen, at image.Point) (overlay, []intent) {
	o := s.top()
	box := o.box(under.layout)
	if !at.In(box) {
		return o, []intent{closeTop{}}
	}
	return o.click(under, at.Sub(insideFrame(box).Min))
}

// draw draws the top overlay, with its frame, on the rows of the screen. It returns the rows and the position of the
// cursor, nil when hidden.
func (s overlayStack) draw(m *session, rows []string) ([]string, *image.Point) {
	o := s.top()
	box := o.box(m.layout)
	in := insideFrame(box)
	c := o.content(in.Dx(), m.glyphs)
	title, remark := cells.CutText(m.theme.Cells, c.title, box.Dx(), m.glyphs.Tail), m.theme.Cells.Cut(c.remark, box.Dx(), m.glyphs.Tail)
	frame := cells.Box(m.theme.Cells, m.glyphs.Border, m.theme.Bold.Render(title), m.theme.Dim.Render(remark), c.lines, box.Dx(), box.Dy(), m.theme.Border.Render, m.glyphs.Tail)
	x := box.Min.X
	if x > 0 { // a space keeps the text below from touching the frame
		x--
		for i := range frame {
			frame[i] = " " + frame[i] + " "
		}
	}
	if c.cursor != nil {
		at := c.cursor.Add(in.Min)
		c.cursor = &at
	}
	return cells.Overlay(m.theme.Cells, rows, frame, x, box.Min.Y, m.layout.window.Dx()), c.cursor
}

// moreSigns says with signs whether a text goes on above and below what is shown.
func moreSigns(above, below bool, g cells.Glyphs) string {
	return strings.TrimSpace(signIf(above, g.Up) + " " + signIf(below, g.Down))
}

func signIf(shown bool, sign string) string {
	if shown {
		return sign
	}
	return ""
}

// stepOf returns the direction of a number of lines.
func stepOf(lines int) int {
	if lines < 0 {
		return -1
	}
	return 1
}
