package tui

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"quire/internal/host"
	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/search"
	"quire/internal/tui/cells"
	"quire/internal/tui/fault"
	"quire/internal/tui/filterlist"
	"quire/internal/tui/reader"
)

// currentLink returns the selected link and its target.
func (m pageScreen) currentLink() (markdown.Link, links.Target, bool) {
	if !m.open.shown || m.open.page == nil {
		return markdown.Link{}, links.Target{}, false
	}
	return m.open.page.Link(m.reader.FocusedLink())
}

// focusNextLink selects the next link, or the previous for a negative step, and says so when the selection wrapped around
// the end of the page.
func (m pageScreen) focusNextLink(step int) pageScreen {
	before := m.reader.FocusedLink()
	var wrapped bool
	m.reader, wrapped = m.reader.FocusNext(step)
	leads, ok := m.describeFocus()
	switch {
	case !ok:
		return m.showNotice("this note has no links")
	case !wrapped:
		return m
	case m.reader.FocusedLink() == before:
		return m.showNotice("the only link: " + leads)
	case step > 0:
		return m.showNotice("wrapped to the first link: " + leads)
	}
	return m.showNotice("wrapped to the last link: " + leads)
}

// describeFocus says what the selected link, footnote, fold or table leads to, for the status line.
func (m pageScreen) describeFocus() (string, bool) {
	if j, ok := m.currentFootnote(); ok {
		return m.describeFootnote(j), true
	}
	if folded, ok := m.currentFold(); ok {
		return m.describeFold(folded), true
	}
	if t := m.currentTable(); t != nil {
		return m.describeTable(t), true
	}
	l, t, ok := m.currentLink()
	if !ok {
		return "", false
	}
	return m.describeLink(l, t), true
}

// reportNoLink says that no link is selected, or what is selected instead.
func (m pageScreen) reportNoLink() pageScreen {
	if leads, ok := m.describeFocus(); ok {
		return m.showNotice(leads)
	}
	return m.showNotice("no link selected; " + m.firstKeyLabel(m.reader.Keys.NextLink) + " selects one")
}

// followLink goes to the target of the selected link or footnote, folds, or opens the selected table.
func (m pageScreen) followLink() (pageScreen, tea.Cmd) {
	if j, ok := m.currentFootnote(); ok {
		return m.followFootnote(j)
	}
	if _, ok := m.currentFold(); ok {
		return m.toggleFold()
	}
	if t := m.currentTable(); t != nil {
		return m.requestTable(t, 0)
	}
	l, t, ok := m.currentLink()
	if !ok {
		return m.reportNoLink(), nil
	}
	switch t.Status {
	case links.Note:
		return m.ask(goToNote{t.Path, destination{heading: t.Heading, notice: noHeadingNotice(t)}}), nil
	case links.Self:
		var cmd tea.Cmd
		m, cmd = m.unfoldLine(m.anchorLine(t.Heading))
		return m.jumpWithinPage(t), cmd
	case links.Ambiguous:
		return m.offerNotes("which note?", t.Candidates), nil
	case links.Broken:
		return m.askForSimilar(l, t)
	case links.External:
		return m.showNotice(m.externalLinkNotice(t.URL)), nil
	case links.Asset:
		return m.openFile(t.Path)
	case links.Generated, links.Folder:
		return m.followList(l, t)
	case links.Outside:
		return m.showNotice(m.describeLink(l, t)), nil
	}
	return m.showError(t.Explain()), nil
}

// maxQuotedCells bounds the part of a name that a notice quotes; the notice is cut to the window afterwards.
const maxQuotedCells = 300

// noHeadingNotice returns the notice for a link to a heading that its note does not have, or "".
func noHeadingNotice(t links.Target) string {
	if t.MissingHeading == "" {
		return ""
	}
	return fmt.Sprintf("this note has no heading %q; showing its top", cells.Head(t.MissingHeading, maxQuotedCells))
}

// jumpWithinPage follows a link to a heading of the open page.
func (m pageScreen) jumpWithinPage(t links.Target) pageScreen {
	if t.MissingHeading != "" {
		return m.showError(fmt.Sprintf("this note has no heading %q", cells.Head(t.MissingHeading, maxQuotedCells)))
	}
	m = m.ask(leave(m.entry()))
	if t.Heading == "" {
		m.reader = m.reader.RestoreAnchor(reader.StartAnchor)
		return m
	}
	m = m.scrollToHeading(t.Heading)
	return m
}

// askForSimilar returns a command that finds notes that a broken link may have meant.
func (m pageScreen) askForSimilar(l markdown.Link, t links.Target) (pageScreen, tea.Cmd) {
	m, q := m.askPageQuestion(requestSimilar)
	return m, findSimilar(m.ctx, m.library.Library, q, l.Dest, t.Suggestion)
}

// findSimilar compares an address with the names of all notes.
func findSimilar(ctx context.Context, l search.Linker, q pageRequest, dest, suggestion string) tea.Cmd {
	return fault.Catch("searching for similar notes", func() tea.Msg {
		var paths []string
		if suggestion != "" {
			paths = append(paths, suggestion)
		}
		likely, err := l.LikelyNotes(ctx, dest, 3)
		for _, h := range likely {
			if path, _, _ := strings.Cut(suggestion, "#"); h.Path() != path {
				paths = append(paths, h.Path())
			}
		}
		return similarFoundMsg{pageResponse{q, err}, paths}
	}, func(err error) tea.Msg { return similarFoundMsg{pageResponse: pageResponse{q, err}} })
}

// offerSimilar says why the selected link is broken, and offers the notes that it may have meant.
func (m pageScreen) offerSimilar(found similarFoundMsg) (pageScreen, tea.Cmd) {
	_, t, ok := m.currentLink()
	switch {
	case found.err != nil:
		return m.showError(found.err.Error()), nil
	case !ok:
		return m, nil
	case len(found.paths) == 0:
		return m.showError(m.glyphs.Broken + " " + t.Explain()), nil
	}
	return m.offerNotes(t.Explain()+". Did you mean:", found.paths), nil
}

// offerNotes opens a list of notes to go to. A path may end in #anchor.
func (m pageScreen) offerNotes(title string, paths []string) pageScreen {
	items := make([]filterlist.Item, len(paths))
	for i, p := range paths {
		path, anchor := m.splitAnchor(p)
		items[i] = filterlist.Item{Label: m.noteTitle(path), Remark: path}
		if anchor != "" {
			items[i].Label += " " + m.glyphs.Breadcrumb + " " + anchor
		}
	}
	o := newList(m.session, title, "", items, 0, filterlist.FilterByWords)
	o.onChoose = func(i int) []intent {
		return []intent{pageTask(func(m pageScreen) (pageScreen, tea.Cmd) {
			path, anchor := m.splitAnchor(paths[i])
			return m.ask(goToNote{path, destination{heading: anchor}}), nil
		})}
	}
	return m.ask(openOver{o})
}

// splitAnchor splits off the #anchor of a path. A # that belongs to the file name stays.
func (m *session) splitAnchor(p string) (path, anchor string) {
	if _, ok := m.library.Lookup(p); ok {
		return p, ""
	}
	path, anchor, _ = strings.Cut(p, "#")
	return path, anchor
}

// noteTitle returns the title of a note, or its path when the library has no such note.
func (m pageScreen) noteTitle(path string) string {
	if m.open.shown && path == m.open.path {
		return m.open.src.Note.Title
	}
	if h, ok := m.library.Lookup(path); ok {
		return h.Title()
	}
	return path
}

// peekLink shows the target of the selected link beside the page.
func (m pageScreen) peekLink() (pageScreen, tea.Cmd) {
	if j, ok := m.currentFootnote(); ok {
		return m.peekFootnote(j)
	}
	l, t, ok := m.currentLink()
	switch {
	case !ok:
		return m.reportNoLink(), nil
	case t.Status == links.Note || t.Status == links.Self:
		return m.requestPeek(t.Path, t.Heading)
	case t.Status == links.Broken && t.Suggestion != "":
		return m.askForSimilar(l, t)
	}
	return m.showNotice(m.describeLink(l, t)), nil
}

// describeLink says where a link leads, for the status line.
func (m pageScreen) describeLink(l markdown.Link, t links.Target) string {
	switch t.Status {
	case links.Note, links.Self:
		text := m.glyphs.Target + " " + m.noteTitle(t.Path)
		switch {
		case t.MissingHeading != "":
			text += " " + m.glyphs.Breadcrumb + " " + m.glyphs.Broken + " " + t.MissingHeading
		case t.Heading != "":
			text += " " + m.glyphs.Breadcrumb + " " + m.headingText(t.Path, t.Heading)
		}
		return text
	case links.Asset:
		if info, isPicture := m.largePicture(t.Path); isPicture {
			return m.glyphs.Target + " " + t.Path + " (" + info.Describe(m.theme.ASCII) + ")"
		}
		return m.glyphs.Target + " " + t.Path + " (a file)"
	case links.External:
		return m.glyphs.External + " " + t.URL
	case links.Unresolved:
		return m.glyphs.Target + " " + m.glyphs.Tail
	case links.Ambiguous:
		return fmt.Sprintf("? %d notes have this name", len(t.Candidates))
	case links.Generated, links.Folder:
		return m.glyphs.List + " " + describeList(t)
	case links.Outside:
		return m.glyphs.Outside + " " + cells.Head(l.Dest, maxQuotedCells) + " is " + t.Explain()
	}
	text := m.glyphs.Broken + " " + t.Explain()
	if t.Suggestion != "" {
		path, _ := m.splitAnchor(t.Suggestion)
		text += "; did you mean " + m.noteTitle(path) + "?"
	}
	return text
}

// linkKeyHints lists the keys that act on a link with this target.
func (m pageScreen) linkKeyHints(t links.Target) []keyHint {
	k, next := m.keys, keyHint{m.reader.Keys.NextLink, "next"}
	copies, back := keyHint{k.Copy, "copy"}, keyHint{k.Back, "back"}
	switch t.Status {
	case links.Note, links.Self:
		return []keyHint{next, {k.Follow, "follow"}, {k.Peek, "preview"}, back}
	case links.External:
		if m.host.Check(host.Browse) != nil {
			break
		}
		return []keyHint{next, {k.OpenOutside, "open"}, copies, back}
	case links.Asset:
		if _, isPicture := m.largePicture(t.Path); isPicture {
			return []keyHint{next, {k.Follow, "show large"}, copies, back}
		}
		if !m.canView(t.Path) {
			break
		}
		return []keyHint{next, {k.Follow, "open"}, copies, back}
	case links.Ambiguous:
		return []keyHint{next, {k.Follow, "choose"}, back}
	case links.Generated, links.Folder:
		if t.Query != "" && m.hasShelf() {
			return []keyHint{next, {k.Follow, "list the notes"}, copies, back}
		}
	case links.Broken:
		if t.Suggestion != "" {
			return []keyHint{next, {k.Follow, "similar notes"}, copies, back}
		}
	}
	return []keyHint{next, copies, back}
}

// headingText returns the text of a heading, or the anchor when the heading does not exist.
func (m pageScreen) headingText(path, anchor string) string {
	var headings []note.Heading
	if m.open.shown && path == m.open.path {
		headings = m.open.src.Details().Headings
	} else {
		headings = m.library.Headings(path)
	}
	for _, h := range headings {
		if h.Anchor == anchor {
			return h.Text
		}
	}
	return anchor
}
