package tui

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

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
func (m shelfScreen) copyPath() (shelfScreen, tea.Cmd) {
	path := m.selectedPath()
	if path == "" {
		return m, nil
	}
	var cmd tea.Cmd
	m.said, cmd = m.copyText(safe.ShellWord(m.filePath(path)))
	return m, cmd
}

// copyReference offers every way to refer to the current position: the target of the selected link, if there is one, then
// the position on the page. Pressing the same key again copies the first.
func (m pageScreen) copyReference() (pageScreen, tea.Cmd) {
	if m.open.path != "" {
		return m.ask(historyTask(func(m pageScreen, h history) (pageScreen, tea.Cmd) {
			return m.findCitations(m.citationTarget(h.lastOtherNote(m.open.path)))
		})), nil
	}
	var link []copyChoice
	if l, t, ok := m.currentLink(); ok {
		link = linkCopyChoices(l, t)
	}
	return m.offerCopyChoices(citationsFoundMsg{link: link})
}

// findCitations returns a command that finds the links from a note to a heading of the page. It is a command because the shortest
// unambiguous link depends on all notes, and because the address of the selected link may be a megabyte.
func (m pageScreen) findCitations(anchor string, from search.Hit) (pageScreen, tea.Cmd) {
	l, t, selected := m.currentLink()
	m, q := m.askPageQuestion(requestCitations)
	ctx, linker, path := m.ctx, m.library.Library, m.open.path
	return m, fault.Catch("finding the links to this place", func() tea.Msg {
		cited, err := linker.Citations(ctx, path, anchor, from.Path())
		msg := citationsFoundMsg{pageResponse: pageResponse{q, err}, cited: cited, from: from}
		if selected {
			msg.link = linkCopyChoices(l, t)
		}
		return msg
	}, func(err error) tea.Msg { return citationsFoundMsg{pageResponse: pageResponse{q, err}} })
}

// offerCitations offers the references to the current position once the links to it are found.
func (m pageScreen) offerCitations(found citationsFoundMsg) (pageScreen, tea.Cmd) {
	if found.err != nil {
		return m.showError(found.err.Error()), nil
	}
	return m.offerCopyChoices(found)
}

// offerCopyChoices opens the list of references to the current position, or copies the only reference right away.
func (m pageScreen) offerCopyChoices(found citationsFoundMsg) (pageScreen, tea.Cmd) {
	choices := m.copyChoices(found.link, found.cited, found.from)
	switch len(choices) {
	case 0:
		return m.showNotice("this text is not in a file"), nil
	case 1:
		var cmd tea.Cmd
		m.said, cmd = m.copyText(choices[0].text)
		return m, cmd
	}
	items := make([]filterlist.Item, len(choices))
	for i, w := range choices {
		items[i] = filterlist.Item{Label: w.label, Detail: m.wrapDetail(w.text)}
	}
	o := newList(m.session, "copy", "", items, 0, filterlist.FilterByWords)
	o.chooseKey = &m.keys.Copy
	o.onChoose = func(i int) []intent {
		said, cmd := m.copyText(choices[i].text)
		return []intent{say(said), run(cmd)}
	}
	return m.ask(openOver{o}), nil
}

// maxDetailLines bounds the lines that a list shows of an item's text.
const maxDetailLines = 6

// wrapDetail wraps text into the lines below a list item, at most maxDetailLines so that the other items keep room.
func (m *session) wrapDetail(text string) []string {
	width := max(insideFrame(m.layout.centreOverlay(overlayWidth, 0)).Dx()-2, 8)
	return cells.Break(m.theme.Cells, safe.Text(cells.Head(text, (maxDetailLines+1)*width)), width, maxDetailLines, m.glyphs.Tail)
}

// copyLink copies the target of the selected link. Without a selected link it offers the references to the current position.
func (m pageScreen) copyLink() (pageScreen, tea.Cmd) {
	if l, t, ok := m.currentLink(); ok {
		if choices := linkCopyChoices(l, t); len(choices) > 0 {
			var cmd tea.Cmd
			m.said, cmd = m.copyText(choices[0].text)
			return m, cmd
		}
	}
	return m.copyReference()
}

// copyChoice is a reference that can be copied. Its text is safe to paste into a shell's command line: a path is quoted
// as one word, and addresses and Markdown links percent-encode whatever would split them.
type copyChoice struct{ label, text string }

// citationTarget returns the anchor of the heading above the top line, to which a link to the current position leads. The
// link is relative to from, the note that was read before, which may be the zero Hit.
func (m pageScreen) citationTarget(lastRead string) (anchor string, from search.Hit) {
	anchor = m.open.page.HeadingAbove(m.reader.TopPos())
	if all := m.open.src.Details().Headings; len(all) > 0 && m.open.src.Note.TitleFrom == note.FromHeading && anchor == all[0].Anchor {
		anchor = "" // the heading that gives the title stands for the whole note
	}
	from, ok := m.library.Lookup(lastRead)
	if !ok {
		from = search.Hit{}
	}
	return anchor, from
}

// copyChoices lists every reference to the current position, most useful first: the ways to copy the selected link, the
// file, and the links in cited, which are relative to the note from, or the zero Hit.
func (m pageScreen) copyChoices(link []copyChoice, cited []links.Citation, from search.Hit) []copyChoice {
	choices := slices.Clone(link)
	if m.open.path == "" {
		return choices
	}
	file := m.filePath(m.open.path)
	choices = append(choices, copyChoice{"file", safe.ShellWord(file)},
		copyChoice{"file and line", safe.ShellWord(fmt.Sprintf("%s:%d", file, max(m.reader.SourceLine(), 1)))})
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
func (m *session) copyText(text string) (notice, tea.Cmd) {
	text = safe.Text(text)
	said, cmd := m.copyLines(text)
	if said.text == "" {
		said.text = "copied " + text
	}
	return said, cmd
}

// copyLines copies a text that is safe, which may have several lines. The notice says why it cannot, or is empty.
func (m *session) copyLines(text string) (notice, tea.Cmd) {
	if err := m.host.Check(host.Copy); err != nil {
		return notice{text: err.Error()}, nil
	}
	clipboard := m.host.Clipboard
	var cmds []tea.Cmd
	if clipboard.ViaTerminal {
		cmds = append(cmds, tea.Raw(ansi.SetSystemClipboard(text)))
	}
	if clipboard.Write != nil {
		cmds = append(cmds, func() tea.Msg {
			_ = clipboard.Write(text)
			return nil
		})
	}
	return notice{}, tea.Batch(cmds...)
}
