package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/tui/panel"
	"quire/internal/tui/reader"
)

// focused is the focused link and where it leads.
func (m Model) focused() (markdown.Link, links.Target, bool) {
	if !m.open.shown || m.open.page == nil {
		return markdown.Link{}, links.Target{}, false
	}
	return m.open.page.Link(m.reader.Link())
}

// tab goes to the next link or the previous one, and says so when that was round the end of the page.
func (m Model) tab(by int) Model {
	before := m.reader.Link()
	var round bool
	m.reader, round = m.reader.Tab(by)
	leads, ok := m.focusLeads()
	switch {
	case !ok:
		return m.say("this page has no links")
	case !round:
		return m
	case m.reader.Link() == before:
		return m.say("the only link: " + leads)
	case by > 0:
		return m.say("round to the first link: " + leads)
	}
	return m.say("round to the last link: " + leads)
}

// focusLeads says where what has the focus leads.
func (m Model) focusLeads() (string, bool) {
	if j, ok := m.footnote(); ok {
		return m.footnoteLeads(j), true
	}
	if folded, ok := m.fold(); ok {
		return m.foldLeads(folded), true
	}
	l, t, ok := m.focused()
	if !ok {
		return "", false
	}
	return m.leadsTo(l, t), true
}

// noLink says that no link has the focus, or what has it instead.
func (m Model) noLink() Model {
	if leads, ok := m.focusLeads(); ok {
		return m.say(leads)
	}
	return m.say("no link has the focus; " + m.keyOf(m.reader.Keys.NextLink) + " goes to the next one")
}

// follow goes where the focused link leads.
func (m Model) follow() (Model, tea.Cmd) {
	if j, ok := m.footnote(); ok {
		return m.followFootnote(j)
	}
	if _, ok := m.fold(); ok {
		return m.turn()
	}
	l, t, ok := m.focused()
	if !ok {
		return m.noLink(), nil
	}
	switch t.Status {
	case links.Note:
		return m.goOn(t.Path, landing{heading: t.Heading, notice: missing(t)})
	case links.Self:
		m, cmd := m.unfolded(m.lineOfAnchor(t.Heading))
		return m.jump(t), cmd
	case links.Ambiguous:
		return m.choose("which one?", t.Candidates), nil
	case links.Broken:
		return m.broken(l, t), nil
	case links.External:
		return m.say(m.keyOf(m.keys.Browser) + " opens it in the browser: " + m.glyphs.External + " " + t.URL), nil // first what an address may leave no room for
	case links.Asset:
		return m.view(t.Path)
	}
	return m.warn(why(t)), nil
}

// missing is what is said when a link names a heading that its note does not have.
func missing(t links.Target) string {
	if t.MissingHeading == "" {
		return ""
	}
	return fmt.Sprintf("the note has no heading %q; this is its beginning", t.MissingHeading)
}

// jump follows a link within the page.
func (m Model) jump(t links.Target) Model {
	if t.MissingHeading != "" {
		return m.warn(fmt.Sprintf("this note has no heading %q", t.MissingHeading))
	}
	m.trail = m.trail.on(m.here())
	if t.Heading == "" {
		m.reader = m.reader.At(reader.Start)
		return m
	}
	return m.toHeading(t.Heading)
}

// broken says why a link leads nowhere, and offers what it may have meant.
func (m Model) broken(l markdown.Link, t links.Target) Model {
	var paths []string
	if t.Suggestion != "" {
		paths = append(paths, t.Suggestion)
	}
	for _, n := range m.library.Links.Likely(l.Dest, 3) {
		if path, _, _ := strings.Cut(t.Suggestion, "#"); n.Path != path {
			paths = append(paths, n.Path)
		}
	}
	if len(paths) == 0 {
		return m.warn(m.glyphs.Broken + " " + why(t))
	}
	return m.choose(why(t)+". Did you mean", paths)
}

func why(t links.Target) string {
	if t.Why != "" {
		return t.Why
	}
	switch t.Status {
	case links.Refused:
		return "links of this kind are never followed"
	case links.Template:
		return "only the site's generator knows where this leads"
	}
	return "there is no such note"
}

// choose offers notes to go on to. A path may carry #anchor.
func (m Model) choose(title string, paths []string) Model {
	items := make([]panel.Item, len(paths))
	for i, p := range paths {
		path, anchor := m.splitAnchor(p)
		items[i] = panel.Item{Label: m.title(path), Remark: path}
		if anchor != "" {
			items[i].Label += " " + m.glyphs.Crumb + " " + anchor
		}
	}
	return m.openPanel(title, "", items, 0, panel.Words, float{
		chosen: func(m Model, i int) (Model, tea.Cmd) {
			path, anchor := m.splitAnchor(paths[i])
			return m.goOn(path, landing{heading: anchor})
		},
	})
}

// splitAnchor parts a path and its #anchor; a file's name may hold a # itself.
func (m Model) splitAnchor(p string) (path, anchor string) {
	if m.library.Links.Note(p) != nil {
		return p, ""
	}
	path, anchor, _ = strings.Cut(p, "#")
	return path, anchor
}

// title is what a note is called.
func (m Model) title(path string) string {
	if m.open.shown && path == m.open.path {
		return m.open.src.Note.Title
	}
	if n := m.library.Links.Note(path); n != nil {
		return n.Title
	}
	return path
}

// peekAt shows what the focused link leads to, beside the page.
func (m Model) peekAt() (Model, tea.Cmd) {
	if j, ok := m.footnote(); ok {
		return m.peekFootnote(j)
	}
	l, t, ok := m.focused()
	switch {
	case !ok:
		return m.noLink(), nil
	case t.Status == links.Note || t.Status == links.Self:
		m.pages.peekAt = t.Heading
		return m.askPeek(t.Path)
	case t.Status == links.Broken && t.Suggestion != "":
		return m.broken(l, t), nil
	}
	return m.say(m.leadsTo(l, t)), nil
}

// peeked shows the page that was asked for.
func (m Model) peeked(msg pageMade) Model {
	if msg.err != nil {
		return m.warn(msg.err.Error())
	}
	again, at := m.focus == focusPeek, m.peek.Place()
	if !again && m.focus != focusScreen {
		return m // something else floats by now
	}
	m.focus = focusPeek
	m.peek = m.peek.Show(msg.page, addresses(msg.page))
	m.float.title = msg.src.Note.Title
	m = m.refloated()
	if again {
		m.peek = m.peek.At(at)
	} else if p, ok := msg.page.HeadingPos(m.pages.peekAt); ok && m.pages.peekAt != "" {
		m.peek = m.peek.GoTo(p)
	}
	return m
}

// openPeeked goes on to what one peeks at.
func (m Model) openPeeked() (Model, tea.Cmd) {
	m.focus = focusScreen
	return m.goOn(m.pages.want[onPeek].path, landing{heading: m.pages.peekAt})
}

// leadsTo says where a link leads, for the status line.
func (m Model) leadsTo(l markdown.Link, t links.Target) string {
	switch t.Status {
	case links.Note, links.Self:
		text := m.glyphs.Leads + " " + m.title(t.Path)
		switch {
		case t.MissingHeading != "":
			text += " " + m.glyphs.Crumb + " " + m.glyphs.Broken + " " + t.MissingHeading
		case t.Heading != "":
			text += " " + m.glyphs.Crumb + " " + m.heading(t.Path, t.Heading)
		}
		return text
	case links.Asset:
		return m.glyphs.Leads + " " + t.Path + " (a file)"
	case links.External:
		return m.glyphs.External + " " + t.URL
	case links.Ambiguous:
		return fmt.Sprintf("? %d notes are called so", len(t.Candidates))
	}
	text := m.glyphs.Broken + " " + why(t)
	if t.Suggestion != "" {
		path, _ := m.splitAnchor(t.Suggestion)
		text += ", did you mean " + m.title(path)
	}
	return text
}

// hintsOnLink are what can be done with a link that leads to a note, elsewhere or nowhere.
func (m Model) hintsOnLink(t links.Target) []hint {
	k, next := m.keys, hint{m.reader.Keys.NextLink, "next"}
	copies, back := hint{k.Copy, "copy"}, hint{k.Back, "back"}
	switch t.Status {
	case links.Note, links.Self:
		return []hint{next, {k.Follow, "follow"}, {k.Peek, "peek"}, back}
	case links.External:
		return []hint{next, {k.Browser, "open"}, copies, back}
	case links.Asset:
		if !m.views(t.Path) {
			break
		}
		return []hint{next, {k.Follow, "open"}, copies, back}
	case links.Ambiguous:
		return []hint{next, {k.Follow, "choose"}, back}
	case links.Broken:
		if t.Suggestion != "" {
			return []hint{next, {k.Follow, "similar notes"}, copies, back}
		}
	}
	return []hint{next, copies, back}
}

// heading is the text of a heading.
func (m Model) heading(path, anchor string) string {
	var headings []note.Heading
	if m.open.shown && path == m.open.path {
		headings = m.open.src.Details().Headings
	} else if n := m.library.Links.Note(path); n != nil {
		headings = m.library.Links.Headings(n)
	}
	for _, h := range headings {
		if h.Anchor == anchor {
			return h.Text
		}
	}
	return anchor
}
