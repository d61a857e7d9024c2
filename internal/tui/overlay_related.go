package tui

import (
	"context"
	"image"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"quire/internal/catalog"
	"quire/internal/mention"
	"quire/internal/numbers"
	"quire/internal/search"
	"quire/internal/theme"
	"quire/internal/tui/cells"
	"quire/internal/tui/fault"
	"quire/internal/tui/filterlist"
	"quire/internal/tui/reader"
)

// relatedOverlay lists the notes that are related to a note and, on a second list, the places that name it without a link to it.
type relatedOverlay struct {
	lists   [2]listOverlay
	shown   relatedList
	request relatedRequest
	waits   [2]bool // for the answer that fills the list
}

// relatedList is one of the two lists.
type relatedList uint8

const (
	listRelated relatedList = iota
	listMentions
)

// other returns the list that is not l.
func (l relatedList) other() relatedList { return 1 - l }

// relatedRequest is a question for what is related to a note.
type relatedRequest struct {
	path       string
	generation int // of the library
}

// relatedFoundMsg is the answer to a relatedRequest for one of the lists.
type relatedFoundMsg struct {
	request  relatedRequest
	list     relatedList
	related  []search.Related
	mentions []mention.Mention
	err      error
}

// Failure returns the error of the command, if it failed.
func (m relatedFoundMsg) Failure() error { return m.err }

// maxRelated is how many related notes are listed. Later ones have little to do with the note.
const maxRelated = 30

// openRelated opens the list of the notes that are related to the page.
func (m pageScreen) openRelated() (pageScreen, tea.Cmd) {
	switch {
	case m.open.path == "":
		return m.showNotice("this text is not a note in a library"), nil
	case m.library.Status().Partial:
		return m.showNotice(relatedUnknownNotice), nil
	}
	o, cmd := newRelatedOverlay(m.session, m.open.path)
	return m.ask(openOver{o}), cmd
}

// openRelated opens the list of the notes that are related to the selected one.
func (m shelfScreen) openRelated() (shelfScreen, tea.Cmd) {
	switch {
	case m.selectedPath() == "":
		return m, nil
	case m.library.Status().Partial:
		return m.showNotice(relatedUnknownNotice), nil
	}
	o, cmd := newRelatedOverlay(m.session, m.selectedPath())
	return m.ask(openOver{o}), cmd
}

// relatedUnknownNotice is shown while only a preview of the library is loaded.
const relatedUnknownNotice = "related notes are not known until all notes are loaded"

// newRelatedOverlay returns the lists for the note at path, which are filled by the answers to the command.
func newRelatedOverlay(m *session, path string) (relatedOverlay, tea.Cmd) {
	o := relatedOverlay{request: relatedRequest{path, m.library.generation}, waits: [2]bool{true, true}}
	title := path
	if h, ok := m.library.Lookup(path); ok {
		title = h.Title()
	}
	for i, name := range []string{"related to ", "mentions without a link: "} {
		o.lists[i] = newList(m, name+title, "searching", nil, 0, filterlist.FilterByWords)
		o.lists[i].shape = listAtRight
		o.lists[i].list.Keys.Down = withoutKey(m.keys.filter.Down, m.keys.SwitchList)
		o.lists[i].list.Keys.Up = withoutKey(m.keys.filter.Up, m.keys.SwitchList)
	}
	return o, tea.Batch(findRelatedCmd(m.ctx, m.library.Library, o.request), findMentionsCmd(m.ctx, m.library.Library, o.request))
}

// withoutKey returns a binding without the keys of another.
func withoutKey(b, without key.Binding) key.Binding {
	var kept []string
	for _, k := range b.Keys() {
		if k != "shift+tab" && !strings.Contains(" "+strings.Join(without.Keys(), " ")+" ", " "+k+" ") {
			kept = append(kept, k)
		}
	}
	b.SetKeys(kept...)
	return b
}

func findRelatedCmd(ctx context.Context, l catalog.Library, r relatedRequest) tea.Cmd {
	return fault.Catch("finding related notes", func() tea.Msg {
		found, err := l.Related(ctx, r.path, maxRelated)
		return relatedFoundMsg{request: r, list: listRelated, related: found, err: err}
	}, func(err error) tea.Msg { return relatedFoundMsg{request: r, list: listRelated, err: err} })
}

func findMentionsCmd(ctx context.Context, l catalog.Library, r relatedRequest) tea.Cmd {
	return fault.Catch("finding mentions", func() tea.Msg {
		msg := relatedFoundMsg{request: r, list: listMentions}
		n, err := l.Note(ctx, r.path)
		if err == nil {
			msg.mentions, err = mention.Find(ctx, l, n)
		}
		msg.err = err
		return msg
	}, func(err error) tea.Msg { return relatedFoundMsg{request: r, list: listMentions, err: err} })
}

// fill fills the list that msg answers.
func (o relatedOverlay) fill(under pageScreen, msg relatedFoundMsg) (overlay, []intent) {
	if msg.request != o.request || !o.waits[msg.list] {
		return o, nil
	}
	width := max(insideFrame(under.layout.sideOverlay).Dx()-2, 10)
	wrap := func(text string, lines int) []string {
		return cells.Wrap(under.theme.Cells, text, width, lines, under.glyphs.Tail)
	}
	l := &o.lists[msg.list]
	o.waits[msg.list] = false
	var items []filterlist.Item
	if msg.list == listRelated {
		for _, r := range msg.related {
			item := filterlist.Item{Label: r.Title(), Remark: folderOf(r.Path()), Detail: wrap(strings.Join(r.Reasons(), under.separator()), 2)}
			items = append(items, item)
		}
		l.list = l.list.SetEmpty("no related notes")
		l.onChoose = func(i int) []intent { return []intent{goToNote{path: msg.related[i].Path()}} }
	} else {
		for _, m := range msg.mentions {
			item := filterlist.Item{Label: m.Title(), Remark: folderOf(m.Path()), Detail: wrap(m.Text, 3)}
			item.Marks = []string{m.Text[m.Span[0]:m.Span[1]]}
			items = append(items, item)
		}
		l.list = l.list.SetEmpty("no other note names this one, in two words or more, without a link to it")
		l.onChoose = func(i int) []intent {
			m := msg.mentions[i]
			return []intent{goToNote{m.Path(), destination{anchor: reader.StartAnchor, line: m.Line}}}
		}
	}
	l.list = l.list.SetItems(items)
	if msg.err != nil {
		return o, []intent{say{text: msg.err.Error(), isError: true}}
	}
	return o, nil
}

func (o relatedOverlay) box(l layout) image.Rectangle { return o.lists[o.shown].box(l) }

func (o relatedOverlay) layOut(under pageScreen) overlay {
	for i := range o.lists {
		o = o.withList(relatedList(i), o.lists[i].layOut(under))
	}
	return o
}

// withList returns o with another version of a list.
func (o relatedOverlay) withList(i relatedList, list overlay) relatedOverlay {
	if l, ok := list.(listOverlay); ok {
		o.lists[i] = l
	}
	return o
}

func (o relatedOverlay) content(width int, g cells.Glyphs) overlayContent {
	c := o.lists[o.shown].content(width, g)
	other := o.shown.other()
	n := o.lists[other].list.Len()
	switch {
	case o.waits[other]:
	case other == listMentions && n == 0:
		c.remark = "no mentions"
	case other == listMentions:
		c.remark = numbers.Count(n, "mention", "mentions")
	default:
		c.remark = numbers.Format(n) + " related"
	}
	return c
}

func (o relatedOverlay) actions(k keyMap) []action { return k.relatedActions() }

func (o relatedOverlay) update(under pageScreen, msg tea.Msg) (overlay, []intent) {
	if found, ok := msg.(relatedFoundMsg); ok {
		return o.fill(under, found)
	}
	list, asks := o.lists[o.shown].update(under, msg)
	return o.withList(o.shown, list), asks
}

func (o relatedOverlay) scroll(lines int) overlay {
	return o.withList(o.shown, o.lists[o.shown].scroll(lines))
}

func (o relatedOverlay) click(under pageScreen, at image.Point) (overlay, []intent) {
	list, asks := o.lists[o.shown].click(under, at)
	return o.withList(o.shown, list), asks
}

func (o relatedOverlay) hints(under pageScreen) []keyHint {
	other := "mentions"
	if o.shown == listMentions {
		other = "related notes"
	}
	k := o.lists[o.shown].list.Keys
	return []keyHint{{k.Choose, "open"}, {under.keys.SwitchList, other}, {under.keys.Leave, "close"}, {k.Down, "next"}, {k.Up, "previous"}}
}

func (o relatedOverlay) setTheme(look *theme.Theme) overlay {
	for i := range o.lists {
		o = o.withList(relatedList(i), o.lists[i].setTheme(look))
	}
	return o
}

// switchList shows the other list.
func (o relatedOverlay) switchList(under pageScreen) (overlay, []intent) {
	o.shown = o.shown.other()
	return o.layOut(under), nil
}

// isPending reports whether the items of the list that is shown are still to come.
func (o relatedOverlay) isPending() bool { return o.waits[o.shown] || o.lists[o.shown].isPending() }
