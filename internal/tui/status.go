package tui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"

	"quire/internal/numbers"
	"quire/internal/safe"
	"quire/internal/tui/cells"
)

// libraryName returns the library's name, safe to print.
func (m *session) libraryName() string {
	if name := m.library.Status().Name; name != "" {
		return safe.Text(name)
	}
	return safe.Text(m.opts.Name)
}

func (m *session) separator() string { return " " + m.glyphs.Dot + " " }

// shelfStatus returns the upper right of the shelf: how many of the notes match, and their order.
func (m shelfScreen) shelfStatus() string {
	status, matching := m.library.Status(), m.results.found.Total
	total := status.Notes
	text := numbers.Count(total, "note", "notes")
	if status.Unlisted > 0 && matching == total { // the other notes are about to be listed
		text = numbers.Format(total+status.Unlisted) + " notes"
	}
	if matching != total || m.results.current.text != "" {
		text = numbers.Format(matching) + " of " + numbers.Format(total)
	}
	if skipped := status.Skipped; skipped > 0 {
		text += m.separator() + numbers.Format(skipped) + " skipped"
	}
	return text + m.separator() + m.describeOrder()
}

func (m shelfScreen) describeOrder() string {
	if m.order == sortOrders[0].order {
		switch {
		case m.results.found.isRanked:
			return "best match first"
		case m.library.undated:
			return "by title"
		}
		return "newest first"
	}
	for _, o := range sortOrders {
		if o.order == m.order {
			return o.name
		}
	}
	return "by " + m.order.sort.String() + ", in reverse order"
}

// renderPageHead returns the top line of the page: the library and the title at the left, the progress at the
// right. It picks the longest form of the progress that leaves the title whole, or that takes at most half of
// the line.
func (m pageScreen) renderPageHead(w int, at shelfPlace) string {
	left := m.theme.Bold.Render(cells.CutText(m.theme.Cells, m.open.src.Note.Title, w, m.glyphs.Tail))
	if m.hasShelf() {
		left = m.theme.Dim.Render(m.libraryName()+" "+m.glyphs.Breadcrumb) + " " + left
	}
	room := max(w-m.theme.Cells.Width(left), w/2) - 2
	rights := m.describeProgress(w, at)
	right := rights[len(rights)-1]
	for _, r := range rights {
		if m.theme.Cells.Width(r) <= room {
			right = r
			break
		}
	}
	return cells.Justify(m.theme.Cells, left, m.theme.Dim.Render(right), w, 2, m.glyphs.Tail)
}

// describeProgress returns how far the reader is in the shelf and in the page, in several forms from the
// longest to the shortest.
func (m pageScreen) describeProgress(w int, at shelfPlace) []string {
	percent := fmt.Sprintf("%d%%", m.reader.Percent())
	if m.reader.FitsScreen() {
		percent = "all"
	}
	if !m.hasShelf() || at.count == 0 {
		return []string{percent}
	}
	index := "not on the shelf"
	if at.index >= 0 {
		index = numbers.Format(at.index+1) + " of " + numbers.Format(at.count)
	}
	forms := []string{index + m.separator() + percent, percent}
	if q := cells.CutText(m.theme.Cells, at.query, max(w/4, 8), m.glyphs.Tail); q != "" {
		forms = append([]string{index + m.separator() + q + m.separator() + percent}, forms...)
	}
	return forms
}

// noticeGap is the space in cells between a notice and the hints beside it.
const noticeGap = 6

// renderBottomLine returns the bottom line: the notice, the progress of loading, or what the screen says, and the key hints
// that fit beside it.
func (m Model) renderBottomLine(w int) string {
	if m.notice.text != "" {
		style := m.theme.Text
		if m.notice.isError {
			style = m.theme.Error
		}
		text := style.Render(cells.CutText(m.theme.Cells, m.notice.text, w, m.glyphs.Tail))
		if m.notice.showHints {
			return cells.Justify(m.theme.Cells, text, m.renderHints(m.currentKeyHints(), w-m.theme.Cells.Width(text)-noticeGap), w, noticeGap, m.glyphs.Tail)
		}
		return text
	}
	if text := m.library.describeLoading(); text != "" {
		text = m.theme.Dim.Render(text)
		return cells.Justify(m.theme.Cells, text, m.renderHints(m.currentKeyHints(), w-m.theme.Cells.Width(text)-3), w, 3, m.glyphs.Tail)
	}
	if m.screen == screenPage && m.isBare() {
		return m.page.statusLine(w, m.shelf.place(m.page.open.hitIndex).near)
	}
	return m.renderHints(m.currentKeyHints(), w)
}

// describeLoading says how far loading is while only a preview of the library is shown, once that has taken a while.
func (l libraryState) describeLoading() string {
	status := l.Status()
	switch {
	case !status.Partial || !l.isSlow:
		return ""
	case status.Loading:
		return numbers.Format(status.Notes) + " notes so far"
	}
	return "loading " + numbers.Format(int(l.progress.noteCount.Load())) + " of " + numbers.Format(status.Notes+status.Unlisted)
}

// statusLine returns the bottom line of the page: what is selected, the search, or the notes before and after, and the key hints
// that fit beside it.
func (m pageScreen) statusLine(w int, near []adjacentNote) string {
	if text, ok := m.describeFocus(); ok {
		text = cells.CutText(m.theme.Cells, text, w, m.glyphs.Tail)
		room := w - m.theme.Cells.Width(text) - 3
		return cells.Justify(m.theme.Cells, m.theme.Accent.Render(text), m.renderHints(m.hints(), room), w, 3, m.glyphs.Tail)
	}
	if m.reader.SearchPattern() != "" {
		text := m.theme.Cursor.Render("/") + " " + m.reader.SearchPattern() + "  " + m.theme.Dim.Render(m.describeMatches())
		return cells.Justify(m.theme.Cells, text, m.renderHints(m.hints(), w-m.theme.Cells.Width(text)-3), w, 3, m.glyphs.Tail)
	}
	return m.pageHints(w, near)
}

// describeMatches returns which match of the search in the page is current, and how many there are.
func (m pageScreen) describeMatches() string {
	at, all, done := m.reader.MatchStatus()
	switch {
	case m.reader.SearchPattern() == "":
		return ""
	case !done:
		return numbers.Format(all) + " so far"
	case all == 0:
		return "no matches"
	case at == 0:
		return numbers.Count(all, "match", "matches")
	}
	return fmt.Sprintf("%s of %s", numbers.Format(at), numbers.Format(all))
}

// keyHint names a key and its effect, in as few letters as possible.
type keyHint struct {
	key    key.Binding
	effect string
}

// hintGap is the space in cells between two hints.
const hintGap = 3

// renderHints draws key hints: at most seven, and no more than fit in w cells.
func (m *session) renderHints(hints []keyHint, w int) string {
	for n := min(len(hints), 7); n > 0; n-- {
		if line := m.joinHints(limitHints(hints, n)); m.theme.Cells.Width(line) <= w {
			return line
		}
	}
	return ""
}

func (m *session) joinHints(hints []keyHint) string {
	parts := make([]string, len(hints))
	for i, h := range hints {
		parts[i] = m.theme.Text.Render(m.displayKey(firstKey(h.key.Help().Key))) + " " + m.theme.Dim.Render(h.effect)
	}
	return strings.Join(parts, cells.Spaces(hintGap))
}

// limitHints returns the first n hints, but with the help hint in the last place, since help lists all other
// keys.
func limitHints(hints []keyHint, n int) []keyHint {
	help := slices.IndexFunc(hints, func(h keyHint) bool { return h.effect == "help" })
	if help < n || n < 2 {
		return hints[:n]
	}
	return append(hints[:n-1:n-1], hints[help])
}

// firstKey returns the first key in the help text of a binding.
func firstKey(shown string) string {
	first, _, _ := strings.Cut(shown, " ")
	return first
}

// firstKeyLabel returns the first key of a binding, as shown to the user.
func (m *session) firstKeyLabel(b key.Binding) string { return m.displayKey(firstKey(b.Help().Key)) }

func (m *session) displayKey(shown string) string {
	if m.theme.ASCII {
		return strings.NewReplacer("⌫", "bksp", "←", "left", "→", "right", "↑", "up", "↓", "down").Replace(shown)
	}
	return shown
}

// currentKeyHints returns the hints of what gets the keys: the top overlay, or else the screen.
func (m Model) currentKeyHints() []keyHint {
	switch {
	case len(m.overlays) > 0:
		return m.overlays.top().hints(m.page)
	case m.isListVisit() && !m.shelf.isTyping:
		return append([]keyHint{{m.keys.BackFromShelf, "back"}}, m.shelf.hints()...)
	case m.screen == screenShelf:
		return m.shelf.hints()
	case m.screen == screenFailed:
		return m.failureHints()
	}
	return m.page.hints()
}

// hints returns the hints on the shelf.
func (m shelfScreen) hints() []keyHint {
	k, empty := m.keys, m.list.Len() == 0
	switch {
	case m.isTyping && empty:
		return []keyHint{{k.Apply, "apply"}, {k.Leave, "cancel"}}
	case m.isTyping:
		return []keyHint{{k.Apply, "apply"}, {k.Leave, "cancel"}, {k.CompleteNext, "complete"}, {k.SelectDown, "next"}, {k.SelectUp, "previous"}}
	case empty && m.results.current.text != "":
		return []keyHint{{k.Query, "search"}, {k.Leave, "all notes"}, {k.Tags, "tags"}, {k.GoTo, "go to"}, {k.Help, "help"}, {k.Quit, "quit"}}
	}
	return []keyHint{{k.Open, "open"}, {k.Query, "search"}, {k.Tags, "tags"}, {k.Sort, "sort"}, {k.GoTo, "go to"}, {k.Help, "help"}, {k.Quit, "quit"}}
}

// hints returns the hints on the page: while a link is being chosen, for the search, or for the selected link, footnote, fold or table,
// or else the general ones.
func (m pageScreen) hints() []keyHint {
	if m.mode == modeHints {
		return []keyHint{{key.NewBinding(key.WithKeys("a"), key.WithHelp("a-z", "")), "follow"}, {key.NewBinding(key.WithKeys("A"), key.WithHelp("A-Z", "")), "copy address"}, {m.keys.Leave, "cancel"}}
	}
	k, r := m.keys, m.reader.Keys
	if m.reader.SearchPattern() != "" && m.reader.FocusedLink() < 0 {
		return []keyHint{{r.NextMatch, "next"}, {r.PrevMatch, "previous"}, {k.Leave, "end search"}}
	}
	if j, ok := m.currentFootnote(); ok {
		if j.Back {
			return []keyHint{{r.NextLink, "next"}, {k.Follow, "back to the text"}, {k.Back, "back"}}
		}
		return []keyHint{{r.NextLink, "next"}, {k.Follow, "go there"}, {k.Peek, "preview"}, {k.Back, "back"}}
	}
	if folded, ok := m.currentFold(); ok {
		does := "fold"
		if folded {
			does = "unfold"
		}
		return []keyHint{{r.NextLink, "next"}, {k.Follow, does}, {k.Back, "back"}}
	}
	if m.currentTable() != nil {
		return []keyHint{{r.NextLink, "next"}, {k.Follow, "open the table"}, {k.Back, "back"}}
	}
	if _, t, ok := m.currentLink(); ok {
		return m.linkKeyHints(t)
	}
	if !m.hasShelf() {
		return []keyHint{{r.NextLink, "links"}, {r.PageDown, "page"}, {k.Find, "search"}, {k.Outline, "outline"}, {k.Help, "help"}, {k.Shelf, "quit"}}
	}
	return []keyHint{{r.NextLink, "links"}, {k.Back, "back"}, {k.NextNote, "next note"}, {k.Find, "search"}, {k.Outline, "outline"}, {k.Help, "help"}, {k.Shelf, m.describeLeaving()}}
}
