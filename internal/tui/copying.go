package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/safe"
	"quire/internal/tui/panel"
)

// copyPath copies the file of the selected note.
func (m Model) copyPath() (Model, tea.Cmd) {
	n := m.selected()
	if n == nil {
		return m, nil
	}
	return m.copied(m.fileOf(n.Path))
}

// copyAddress offers the ways to write down where one is: where the focused link leads, if there is one, then the place
// on the page. The first one is chosen by the same key again.
func (m Model) copyAddress() (Model, tea.Cmd) {
	ways := m.waysToWrite()
	switch len(ways) {
	case 0:
		return m.say("this text is in no file"), nil
	case 1:
		return m.copied(ways[0].text)
	}
	items := make([]panel.Item, len(ways))
	for i, w := range ways {
		items[i] = panel.Item{Label: w.what, Detail: pieces(safe.Text(w.text), max(inner(m.layout.centred(centreMost, 0)).Dx()-2, 8))}
	}
	return m.openPanel("copy", "", items, 0, panel.Words, float{
		again:  &m.keys.Copy,
		chosen: func(m Model, i int) (Model, tea.Cmd) { return m.copied(ways[i].text) },
	}), nil
}

// copyLink copies where the focused link leads.
func (m Model) copyLink() (Model, tea.Cmd) {
	if text := m.linkAddress(); text != "" {
		return m.copied(text)
	}
	return m.copyAddress()
}

// address is a way to write down where something is.
type address struct{ what, text string }

// waysToWrite are the ways to write down where one is, the likeliest first.
func (m Model) waysToWrite() []address {
	var ways []address
	if text := m.linkAddress(); text != "" {
		ways = append(ways, address{"the link", text})
	}
	if m.open.path == "" {
		return ways
	}
	file := m.fileOf(m.open.path)
	ways = append(ways, address{"file", file}, address{"file and line", fmt.Sprintf("%s:%d", file, max(m.reader.Source(), 1))})
	anchor := m.open.page.HeadingAbove(m.reader.Top())
	if all := m.open.src.Details().Headings; len(all) > 0 && m.open.src.Note.TitleFrom == note.FromHeading && anchor == all[0].Anchor {
		anchor = "" // its title is the note itself
	}
	from := m.library.Links.Note(m.trail.lastOther(m.open.path))
	for _, c := range m.library.Links.Cite(m.library.Links.Note(m.open.path), anchor, from) {
		what := "on the site"
		switch c.Form {
		case links.CiteWiki:
			what = "wiki link"
		case links.CiteLink:
			what = "Markdown link"
			if from != nil {
				what += " in " + from.Title
			}
		}
		ways = append(ways, address{what, c.Text})
	}
	return ways
}

// linkAddress is where the focused link leads; empty when no link has the focus.
func (m Model) linkAddress() string {
	l, t, ok := m.focused()
	switch {
	case !ok:
		return ""
	case t.Status == links.External:
		return t.URL
	case t.Status == links.Note, t.Status == links.Self, t.Status == links.Asset:
		if t.Heading != "" {
			return t.Path + "#" + t.Heading
		}
		return t.Path
	}
	return l.Dest
}

func (m Model) fileOf(path string) string {
	if abs := m.library.Library.Abs(path); abs != "" {
		return abs
	}
	return path
}

// copied copies a text in both ways that there are: through the terminal, which reaches
// the user's machine from a far one, and through the system, since not every terminal
// does its part. Which of them worked cannot be known, for a terminal does not answer.
func (m Model) copied(text string) (Model, tea.Cmd) {
	do := m.system.copy
	return m.say("copied " + text), tea.Batch(tea.SetClipboard(text), func() tea.Msg {
		_ = do(text)
		return nil
	})
}
