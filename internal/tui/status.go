package tui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"

	"quire/internal/safe"
	"quire/internal/tui/cells"
)

// name is what the library is called.
func (m Model) name() string {
	if l := m.library.Library; l != nil && l.Name != "" {
		return safe.Text(l.Name)
	}
	return safe.Text(m.opts.Name)
}

func (m Model) dot() string { return " " + m.glyphs.Dot + " " }

// tally is the upper right of the shelf: how many of how many, in which order.
func (m Model) tally() string {
	all, here := len(m.library.Notes), len(m.results.found.hits)
	text := plural(all, "note", "notes")
	if m.library.More > 0 && here == all { // the rest comes in a moment
		text = number(all+m.library.More) + " notes"
	}
	if here != all || m.results.answered.text != "" {
		text = number(here) + " of " + number(all)
	}
	if skipped := len(m.library.Skipped); skipped > 0 {
		text += m.dot() + number(skipped) + " skipped"
	}
	return text + m.dot() + m.orderName()
}

func (m Model) orderName() string {
	if m.order == orders[0].order {
		switch {
		case len(m.results.found.words) > 0:
			return "best first"
		case m.library.undated:
			return "by title"
		}
		return "newest first"
	}
	for _, o := range orders {
		if o.order == m.order {
			return o.name
		}
	}
	return "by " + m.order.sort.String() + ", backwards"
}

// pageHead is the top line of the page: where one is, what is in force, how far one is.
// Of the right side as much is shown as leaves the title whole, or half of the line.
func (m Model) pageHead(w int) string {
	left := m.look.Bold.Render(safe.Text(m.open.src.Note.Title))
	if m.hasShelf() {
		left = m.look.Dim.Render(m.name()+" "+m.glyphs.Crumb) + " " + left
	}
	room := max(w-cells.Width(left), w/2) - 2
	rights := m.progress(w)
	right := rights[len(rights)-1]
	for _, r := range rights {
		if cells.Width(r) <= room {
			right = r
			break
		}
	}
	return cells.Ends(left, m.look.Dim.Render(right), w, 2, m.glyphs.Tail)
}

// progress is how far one is in the set and in the page, from the longest way to say it to the shortest.
func (m Model) progress(w int) []string {
	percent := fmt.Sprintf("%d %%", m.reader.Percent())
	if m.reader.Whole() {
		percent = "all"
	}
	n := len(m.results.found.hits)
	if !m.hasShelf() || n == 0 {
		return []string{percent}
	}
	at := "not on the shelf"
	if m.open.in >= 0 {
		at = number(m.open.in+1) + " of " + number(n)
	}
	all := []string{at + m.dot() + percent, percent}
	if q := safe.Text(m.results.answered.text); q != "" {
		q = cells.Cut(q, max(w/4, 8), m.glyphs.Tail)
		all = append([]string{at + m.dot() + q + m.dot() + percent}, all...)
	}
	return all
}

// offerGap is between an offer and the hints beside it.
const offerGap = 6

// bottom is the lower line: what was said, or where the focused link leads, and what can be done.
func (m Model) bottom(w int) string {
	if m.notice.text != "" {
		style := m.look.Text
		if m.notice.bad {
			style = m.look.Error
		}
		text := style.Render(cells.Cut(safe.Text(m.notice.text), w, m.glyphs.Tail))
		if m.notice.offer {
			return cells.Ends(text, m.hints(w-cells.Width(text)-offerGap), w, offerGap, m.glyphs.Tail)
		}
		return text
	}
	if m.library.Partial && m.library.waiting {
		text := number(int(m.library.read.n.Load())) + " of " + number(len(m.library.Notes)+m.library.More) + " notes read"
		if m.library.Growing {
			text = number(len(m.library.Notes)) + " notes so far"
		}
		text = m.look.Dim.Render(text)
		return cells.Ends(text, m.hints(w-cells.Width(text)-3), w, 3, m.glyphs.Tail)
	}
	if m.screen == screenPage && m.focus == focusScreen {
		if text, ok := m.focusLeads(); ok {
			text = cells.Cut(safe.Text(text), w, m.glyphs.Tail)
			room := w - cells.Width(text) - 3
			return cells.Ends(m.look.Accent.Render(text), m.hints(room), w, 3, m.glyphs.Tail)
		}
		if m.reader.Searching() != "" {
			text := m.look.Cursor.Render("/") + " " + m.reader.Searching() + "  " + m.look.Dim.Render(m.matchCount())
			return cells.Ends(text, m.hints(w-cells.Width(text)-3), w, 3, m.glyphs.Tail)
		}
		return m.pageHints(w)
	}
	return m.hints(w)
}

// matchCount says which match of how many one is at.
func (m Model) matchCount() string {
	at, all, done := m.reader.Matches()
	switch {
	case m.reader.Searching() == "":
		return ""
	case !done:
		return number(all) + " so far"
	case all == 0:
		return "no match"
	case at == 0:
		return plural(all, "match", "matches")
	}
	return fmt.Sprintf("%s of %s", number(at), number(all))
}

// hint is a key and what it does here, in as few letters as will do.
type hint struct {
	key  key.Binding
	does string
}

// hintsApart is the space between two hints, in cells.
const hintsApart = 3

// hints are what can be done here, at most seven, as many as fit into w cells.
func (m Model) hints(w int) string {
	here := m.hintsHere()
	for n := min(len(here), 7); n > 0; n-- {
		if line := m.hintLine(fewer(here, n)); cells.Width(line) <= w {
			return line
		}
	}
	return ""
}

func (m Model) hintLine(hints []hint) string {
	parts := make([]string, len(hints))
	for i, h := range hints {
		parts[i] = m.look.Text.Render(m.keyName(firstKey(h.key.Help().Key))) + " " + m.look.Dim.Render(h.does)
	}
	return strings.Join(parts, cells.Space(hintsApart))
}

// fewer are n of the hints: the first ones, and in the place of the last the one that leads to all others.
func fewer(hints []hint, n int) []hint {
	help := slices.IndexFunc(hints, func(h hint) bool { return h.does == "help" })
	if help < n || n < 2 {
		return hints[:n]
	}
	return append(hints[:n-1:n-1], hints[help])
}

// firstKey is the first of the keys that a binding's help names.
func firstKey(shown string) string {
	first, _, _ := strings.Cut(shown, " ")
	return first
}

// keyOf is the first key of a binding, as it is in force.
func (m Model) keyOf(b key.Binding) string { return m.keyName(firstKey(b.Help().Key)) }

func (m Model) keyName(shown string) string {
	if m.look.ASCII {
		return strings.NewReplacer("⌫", "bksp", "←", "left", "→", "right", "↑", "up", "↓", "down").Replace(shown)
	}
	return shown
}

func (m Model) hintsHere() []hint {
	k := m.keys
	switch m.focus {
	case focusQuery:
		if m.shelf.Len() == 0 {
			return []hint{{k.Keep, "keep"}, {k.Leave, "take back"}}
		}
		return []hint{{k.Keep, "keep"}, {k.Leave, "take back"}, {k.SelectDown, "next"}, {k.SelectUp, "previous"}}
	case focusHints:
		return []hint{{key.NewBinding(key.WithKeys("a"), key.WithHelp("a-z", "")), "follow"}, {key.NewBinding(key.WithKeys("A"), key.WithHelp("A-Z", "")), "copy the address"}, {k.Leave, "leave"}}
	case focusPicker:
		p := m.picker.Keys
		return []hint{{p.Cycle, "with, without, either"}, {p.Done, "done"}, {p.Mode, "all or any"}, {p.Clear, "none"}, {k.Leave, "close"}}
	case focusPanel:
		if m.float.removed != nil {
			return []hint{{m.panel.Keys.Choose, "go there"}, {k.Remove, "remove"}, {k.Leave, "close"}}
		}
		return []hint{{m.panel.Keys.Choose, "choose"}, {k.Leave, "close"}, {m.panel.Keys.Down, "next"}, {m.panel.Keys.Up, "previous"}}
	case focusAround:
		return m.hintsAround()
	case focusPeek:
		return []hint{{k.OpenPeeked, "open"}, {m.peek.Keys.Down, "scroll"}, {k.Leave, "close"}}
	case focusConfirm:
		return []hint{{k.Yes, "open"}, {k.Leave, "leave it"}}
	case focusSheet:
		if above, below := m.sheet.More(); above || below {
			return []hint{{m.sheet.Keys.Down, "scroll"}, {k.Leave, "close"}}
		}
		return []hint{{k.Leave, "close"}}
	}
	switch m.screen {
	case screenShelf:
		if m.shelf.Len() == 0 && m.results.answered.text != "" {
			return []hint{{k.Query, "search"}, {k.Leave, "all notes"}, {k.Tags, "tags"}, {k.GoTo, "go to"}, {k.Help, "help"}, {k.Quit, "quit"}}
		}
		return []hint{{k.Open, "open"}, {k.Query, "search"}, {k.Tags, "tags"}, {k.Sort, "order"}, {k.GoTo, "go to"}, {k.Help, "help"}, {k.Quit, "quit"}}
	case screenFailed:
		return []hint{{k.Reload, "try again"}, {k.Quit, "quit"}}
	}
	return m.hintsOnPage()
}

// hintsOnPage are those on the page: of what has the focus, where something has.
func (m Model) hintsOnPage() []hint {
	k, r := m.keys, m.reader.Keys
	if m.reader.Searching() != "" && m.reader.Link() < 0 {
		return []hint{{r.NextMatch, "next"}, {r.PrevMatch, "previous"}, {k.Leave, "end the search"}}
	}
	if j, ok := m.footnote(); ok {
		if j.Back {
			return []hint{{r.NextLink, "next"}, {k.Follow, "back to the text"}, {k.Back, "back"}}
		}
		return []hint{{r.NextLink, "next"}, {k.Follow, "go to it"}, {k.Peek, "peek"}, {k.Back, "back"}}
	}
	if folded, ok := m.fold(); ok {
		does := "fold"
		if folded {
			does = "unfold"
		}
		return []hint{{r.NextLink, "next"}, {k.Follow, does}, {k.Back, "back"}}
	}
	if _, t, ok := m.focused(); ok {
		return m.hintsOnLink(t)
	}
	if !m.hasShelf() {
		return []hint{{r.NextLink, "links"}, {r.PageDown, "page"}, {k.Find, "search"}, {k.Outline, "outline"}, {k.Help, "help"}, {k.Shelf, "quit"}}
	}
	return []hint{{r.NextLink, "links"}, {k.Back, "back"}, {k.NextNote, "next note"}, {k.Find, "search"}, {k.Outline, "outline"}, {k.Help, "help"}, {k.Shelf, "shelf"}}
}

// number is n with its thousands parted: 1,204.
func number(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + many
}
