package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"quire/internal/markdown"
	"quire/internal/numbers"
	"quire/internal/tui/cells"
)

// currentFootnote returns the selected end of a footnote: its reference in the text, or the way back from its text.
func (m pageScreen) currentFootnote() (markdown.FootnoteJump, bool) {
	if !m.open.shown || m.open.page == nil {
		return markdown.FootnoteJump{}, false
	}
	return m.open.page.FootnoteJump(m.reader.FocusedLink())
}

// followFootnote goes from a reference to the footnote, or from the footnote back to the text.
func (m pageScreen) followFootnote(j markdown.FootnoteJump) (pageScreen, tea.Cmd) {
	if j.Back {
		return m.leaveFootnote(j.Footnote)
	}
	at, ok := m.open.page.FootnotePos(j.Footnote)
	if !ok {
		return m.showError("this footnote is not on the page"), nil
	}
	m = m.ask(leave(m.entry()))
	m.reader = m.reader.AlignTop(at)
	if back, ok := m.footnoteLink(j.Footnote, true); ok && m.reader.IsLinkVisible(back) {
		m.reader = m.reader.FocusLink(back) // so that enter goes back
	}
	return m, nil
}

// leaveFootnote goes back to the reference that led here, or else to the first reference to the footnote.
func (m pageScreen) leaveFootnote(number int) (pageScreen, tea.Cmd) {
	page := m.open.page
	isReference := func(previous historyEntry) bool {
		j, ok := page.FootnoteJump(previous.anchor.Link)
		return previous.path == m.open.path && ok && !j.Back && j.Footnote == number
	}
	return m.ask(goBackIf{isReference, func(m pageScreen) (pageScreen, tea.Cmd) { return m.goToReference(number) }}), nil
}

// goToReference goes to the first reference to a footnote.
func (m pageScreen) goToReference(number int) (pageScreen, tea.Cmd) {
	link, ok := m.footnoteLink(number, false)
	if !ok {
		return m.showNotice("no reference to this footnote on the page"), nil
	}
	m = m.ask(leave(m.entry()))
	m.reader = m.reader.FocusLink(link)
	return m, nil
}

// footnoteLink returns the first end of a footnote of the given kind, as the reader's link number.
func (m pageScreen) footnoteLink(number int, back bool) (link int, ok bool) {
	jumps := m.open.src.Doc.FootnoteJumps()
	i := slices.IndexFunc(jumps, func(j markdown.FootnoteJump) bool { return j.Footnote == number && j.Back == back })
	return len(m.open.src.Doc.Links()) + i, i >= 0
}

// maxFootnoteBytes bounds how much of a footnote the overlay shows; enter goes to the whole footnote.
const maxFootnoteBytes = 16 << 10

// peekFootnote shows a footnote over the page.
func (m pageScreen) peekFootnote(j markdown.FootnoteJump) (pageScreen, tea.Cmd) {
	if j.Back {
		return m.showNotice(m.describeFootnote(j)), nil
	}
	texts := m.open.src.Doc.FootnoteHead(j.Footnote, maxFootnoteBytes)
	o := newText(m.session, "footnote "+numbers.Format(j.Footnote), func(_ pageScreen, width int) []string {
		lines := []string{""}
		for _, text := range texts {
			lines = append(append(lines, cells.Wrap(m.theme.Cells, cells.LimitBytes(text, maxFootnoteBytes), width, 0, "")...), "")
		}
		return lines
	})
	o.onConfirm = func(m pageScreen) (pageScreen, tea.Cmd) { return m.followFootnote(j) }
	return m.ask(openOver{o}), nil
}

// footnoteStatusWidth bounds how many cells of a footnote the status line shows.
const footnoteStatusWidth = 60

// describeFootnote says where an end of a footnote leads, for the status line.
func (m pageScreen) describeFootnote(j markdown.FootnoteJump) string {
	if j.Back {
		return m.glyphs.Target + " back to the text"
	}
	text := m.glyphs.Target + " footnote " + numbers.Format(j.Footnote)
	if texts := m.open.src.Doc.FootnoteHead(j.Footnote, 8*footnoteStatusWidth); len(texts) > 0 {
		text += ": " + m.theme.Cells.Cut(texts[0], footnoteStatusWidth, m.glyphs.Tail)
	}
	return text
}
