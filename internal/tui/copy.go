package tui

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"quire/internal/address"
	"quire/internal/host"
	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/safe"
	"quire/internal/search"
	"quire/internal/tui/cells"
	"quire/internal/tui/fault"
	"quire/internal/tui/filterlist"
)

// copyPath copies the path of the selected note's file.
func copyPath(m Model) (Model, tea.Cmd) {
	path := m.shelf.selectedPath()
	if path == "" {
		return m, nil
	}
	return copyText(m, safe.ShellWord(m.filePath(path)))
}

// copyReference offers every way to refer to the current position: the target of the selected link, if there is one, then
// the position on the page. Pressing the same key again copies the first.
func copyReference(m Model) (Model, tea.Cmd) {
	l, t, selected := m.page.currentLink()
	if m.page.open.path == "" {
		var link []copyChoice
		if selected {
			link = linkCopyChoices(l, t)
		}
		return offerCopyChoices(m, link, nil)
	}
	m, q := askPageQuestion(m, requestCitations)
	anchor, from := citationTarget(m)
	ctx, linker, path := m.ctx, m.library.Library, m.page.open.path
	// It is a command because the shortest unambiguous link depends on all notes, and because the address of the selected
	// link may be a megabyte.
	return m, fault.Catch("finding the links to this place", func() tea.Msg {
		cited, err := linker.Citations(ctx, path, anchor, from.Path())
		msg := citationsFoundMsg{pageResponse: pageResponse{q, err}, cited: cited}
		if selected {
			msg.link = linkCopyChoices(l, t)
		}
		return msg
	}, func(err error) tea.Msg { return citationsFoundMsg{pageResponse: pageResponse{q, err}} })
}

// offerCopyChoices opens the list of references to the current position, or copies the only reference right away. The
// argument link holds the ways to copy the selected link, and cited the links that lead to the position.
func offerCopyChoices(m Model, link []copyChoice, cited []links.Citation) (Model, tea.Cmd) {
	choices := copyChoices(m, link, cited)
	switch len(choices) {
	case 0:
		return m.showNotice("this text is not in a file"), nil
	case 1:
		return copyText(m, choices[0].text)
	}
	items := make([]filterlist.Item, len(choices))
	for i, w := range choices {
		items[i] = filterlist.Item{Label: w.label, Detail: m.wrapDetail(w.text)}
	}
	o := newList(m, "copy", "", items, 0, filterlist.FilterByWords)
	o.chooseKey = &m.keys.Copy
	o.onChoose = func(m Model, i int) (Model, tea.Cmd) { return copyText(m, choices[i].text) }
	return m.openOverlay(o), nil
}

// maxDetailLines bounds the lines that a list shows of an item's text.
const maxDetailLines = 6

// wrapDetail wraps text into the lines below a list item, at most maxDetailLines so that the other items keep room.
func (m *session) wrapDetail(text string) []string {
	width := max(insideFrame(m.layout.centreOverlay(overlayWidth, 0)).Dx()-2, 8)
	return cells.Break(m.theme.Cells, safe.Text(cells.Head(text, (maxDetailLines+1)*width)), width, maxDetailLines, m.glyphs.Tail)
}

// copyLink copies the target of the selected link. Without a selected link it offers the references to the current position.
func copyLink(m Model) (Model, tea.Cmd) {
	if l, t, ok := m.page.currentLink(); ok {
		if choices := linkCopyChoices(l, t); len(choices) > 0 {
			return copyText(m, choices[0].text)
		}
	}
	return copyReference(m)
}

// copyChoice is a reference that can be copied. Its text is safe to paste into a shell's command line: a path is quoted
// as one word, and addresses and Markdown links percent-encode whatever would split them.
type copyChoice struct{ label, text string }

// citationTarget returns the anchor of the heading above the top line, to which a link to the current position leads. The
// link is relative to from, the note that was read before, which may be the zero Hit.
func citationTarget(m Model) (anchor string, from search.Hit) {
	anchor = m.page.open.page.HeadingAbove(m.page.reader.TopPos())
	if all := m.page.open.src.Details().Headings; len(all) > 0 && m.page.open.src.Note.TitleFrom == note.FromHeading && anchor == all[0].Anchor {
		anchor = "" // the heading that gives the title stands for the whole note
	}
	from, ok := m.library.Lookup(m.history.lastOtherNote(m.page.open.path))
	if !ok {
		from = search.Hit{}
	}
	return anchor, from
}

// copyChoices lists every reference to the current position, most useful first: the ways to copy the selected link, the
// file, and the links in cited.
func copyChoices(m Model, link []copyChoice, cited []links.Citation) []copyChoice {
	choices := slices.Clone(link)
	if m.page.open.path == "" {
		return choices
	}
	file := m.filePath(m.page.open.path)
	choices = append(choices, copyChoice{"file", safe.ShellWord(file)},
		copyChoice{"file and line", safe.ShellWord(fmt.Sprintf("%s:%d", file, max(m.page.reader.SourceLine(), 1)))})
	_, from := citationTarget(m)
	for _, c := range cited {
		what, text := "site address", c.Text
		switch c.Form {
		case links.CiteSite:
			text = address.EncodeForClipboard(text)
		case links.CiteWiki:
			what = "wiki link"
		case links.CiteLink:
			what = "Markdown link"
			if !from.IsZero() {
				what += " from " + from.Title()
			}
		}
		choices = append(choices, copyChoice{what, text})
	}
	return choices
}

// linkCopyChoices lists the ways to copy the target of a link, or nil when it has no address.
func linkCopyChoices(l markdown.Link, t links.Target) []copyChoice {
	switch {
	case t.Status == links.External:
		text := address.EncodeForClipboard(t.URL)
		choices := []copyChoice{{"link", text}}
		if quoted := safe.ShellWord(text); quoted != text {
			choices = append(choices, copyChoice{"link, quoted for a shell", quoted})
		}
		return choices
	case t.Status == links.Note, t.Status == links.Self, t.Status == links.Asset, t.Status == links.Folder:
		text := t.Path
		if t.Heading != "" {
			text += "#" + t.Heading
		}
		return []copyChoice{{"link", safe.ShellWord(text)}}
	case l.Dest == "":
		return nil
	}
	return []copyChoice{{"link", safe.ShellWord(l.Dest)}}
}

// filePath returns the absolute path of a note or file, or path itself when the library is not on the disk.
func (m *session) filePath(path string) string {
	if abs := m.library.AbsPath(path); abs != "" {
		return abs
	}
	return path
}

// copyText copies text by every way that the host has: through the terminal (OSC 52), which reaches the user's machine over
// ssh, and through the system's clipboard, since not every terminal supports OSC 52. Terminals do not acknowledge, so
// failures go unnoticed. The notice shows exactly what is copied.
func copyText(m Model, text string) (Model, tea.Cmd) {
	if err := m.host.Check(host.Copy); err != nil {
		return m.showNotice(err.Error()), nil
	}
	clipboard := m.host.Clipboard
	text = safe.Text(text)
	var cmds []tea.Cmd
	if clipboard.ViaTerminal {
		cmds = append(cmds, tea.SetClipboard(text))
	}
	if clipboard.Write != nil {
		cmds = append(cmds, func() tea.Msg {
			_ = clipboard.Write(text)
			return nil
		})
	}
	return m.showNotice("copied " + text), tea.Batch(cmds...)
}
