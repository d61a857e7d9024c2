package tui

import (
	"image"

	tea "charm.land/bubbletea/v2"

	"quire/internal/theme"
	"quire/internal/tui/cells"
	"quire/internal/tui/textview"
)

// textOverlay is a text to read, or to confirm.
type textOverlay struct {
	text       textview.Model
	title      string
	twoColumns bool                                       // where there is room
	lines      func(under pageScreen, width int) []string // the text, wrapped to a width
	onConfirm  pageTask                                   // runs when the user agrees; nil for a text to read
	row        *rowText                                   // the row of a table that is shown, or nil
}

// newText returns a text; lines wraps it to a width.
func newText(m *session, title string, lines func(under pageScreen, width int) []string) textOverlay {
	text := textview.New()
	text.Keys = m.keys.text
	return textOverlay{title: title, lines: lines, text: text.Open(title, nil)}
}

func (o textOverlay) box(l layout) image.Rectangle {
	if o.twoColumns {
		return l.centreOverlay(wideOverlayWidth, o.text.Len()+2)
	}
	return l.centreOverlay(overlayWidth, o.text.Len()+2)
}

func (o textOverlay) layOut(under pageScreen) overlay {
	o.text = o.text.SetLines(o.lines(under, insideFrame(o.box(under.layout)).Dx()))
	o.text = o.text.Resize(insideFrame(o.box(under.layout)).Dy()) // the box is as high as the text
	return o
}

func (o textOverlay) content(_ int, g cells.Glyphs) overlayContent {
	above, below := o.text.HasMore()
	return overlayContent{title: o.title, remark: moreSigns(above, below, g), lines: o.text.Lines()}
}

func (o textOverlay) actions(k keyMap) []action {
	if o.onConfirm == nil {
		return k.textViewActions()
	}
	return k.confirmActions()
}

func (o textOverlay) update(_ pageScreen, msg tea.Msg) (overlay, []intent) {
	o.text = o.text.Update(msg)
	return o, nil
}

func (o textOverlay) scroll(lines int) overlay {
	o.text = o.text.Scroll(lines)
	return o
}

func (o textOverlay) click(pageScreen, image.Point) (overlay, []intent) { return o, nil }

func (o textOverlay) hints(under pageScreen) []keyHint {
	k := under.keys
	if o.onConfirm != nil {
		return []keyHint{{k.Yes, "open"}, {k.Leave, "cancel"}}
	}
	if above, below := o.text.HasMore(); above || below {
		return []keyHint{{o.text.Keys.Down, "scroll"}, {k.Leave, "close"}}
	}
	return []keyHint{{k.Leave, "close"}}
}

func (o textOverlay) setTheme(*theme.Theme) overlay { return o }

// confirm closes the text and runs the action that the user has confirmed.
func (o textOverlay) confirm(pageScreen) (overlay, []intent) {
	return o, []intent{closeTop{}, o.onConfirm}
}
