package tui

import (
	"context"
	"path"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"quire/internal/match"
	"quire/internal/safe"
	"quire/internal/search"
	"quire/internal/state"
	"quire/internal/tui/fault"
	"quire/internal/tui/filterlist"
)

// openGoTo returns what opens a list of the notes whose names match the text typed into it, best match first. Before anything
// is typed it lists the notes read last, without the one that is open on the page.
func openGoTo(onPage bool) func(under pageScreen) []intent {
	return func(under pageScreen) []intent {
		list := newList(under.session, "go to", "no matching notes", nil, 0, filterlist.KeepAll)
		list.list = list.list.SetPrompt("title, alias or path; " + headingSign + " for headings")
		list.shape, list.goTo = listTall, &goToSearch{recent: under.recent, dot: under.separator()}
		if onPage && under.open.shown {
			list.goTo.open = under.open.path
		}
		o, asks := list.requestGoTo(under.session)
		return append([]intent{openOver{o}}, asks...)
	}
}

// headingSign begins a text that is looked for in the headings of all notes.
const headingSign = "@"

// goToSearch is a list's search for notes by name. It is never modified, only replaced.
type goToSearch struct {
	open     string      // path of the note on the page, which is not offered as the one read last; "" on the shelf
	recent   []string    // paths of the notes read last in this session, the latest first
	asked    goToRequest // the last question
	answered goToRequest // the question that the items answer
	remark   string      // what the items are
	dot      string      // between a note and its folder
}

// goToAnswer holds the items that answer a question, and where each leads.
type goToAnswer struct {
	items   []filterlist.Item
	targets []goToNote
	remark  string
}

// maxGoToHits bounds the list. Typing more letters narrows it further.
const maxGoToHits = 100

// requestGoTo asks for the notes or headings that match the text.
func (o listOverlay) requestGoTo(m *session) (overlay, []intent) {
	next := *o.goTo
	next.asked = goToRequest{o.list.Text(), m.library.generation}
	o.goTo = &next
	ctx, library, store := m.ctx, search.Library(m.library.Library), m.opts.State
	return o, []intent{run(fault.Catch("searching for a name", func() tea.Msg {
		a, err := next.answer(ctx, library, store)
		return goToFoundMsg{next.asked, a, err}
	}, func(err error) tea.Msg { return goToFoundMsg{request: next.asked, err: err} }))}
}

// answer returns the notes or headings that match the text.
func (g *goToSearch) answer(ctx context.Context, library search.Library, store *state.Store) (goToAnswer, error) {
	text := strings.TrimSpace(g.asked.text)
	if text == "" {
		if a := g.recentNotes(library, store); len(a.items) > 0 {
			return a, nil
		}
	}
	if typed, ok := strings.CutPrefix(text, headingSign); ok {
		hits, err := library.GoToHeading(ctx, typed, maxGoToHits)
		if err != nil || len(hits) > 0 {
			return g.listHeadings(hits), err
		}
	}
	hits, err := library.GoTo(ctx, text, maxGoToHits)
	var a goToAnswer
	if text == "" {
		a.remark = "newest"
		hits = slices.DeleteFunc(hits, func(h search.NameHit) bool { return h.Path() == g.open })
	}
	for _, h := range hits {
		a.add(nameItem(h), goToNote{path: h.Path()})
	}
	return a, err
}

// recentNotes lists the notes read last: those of this session, then those of the sessions before.
func (g *goToSearch) recentNotes(library search.Library, store *state.Store) goToAnswer {
	a := goToAnswer{remark: "read last"}
	seen := map[string]bool{g.open: true}
	for _, p := range slices.Concat(g.recent, store.RecentlyRead(maxGoToHits)) {
		h, ok := library.Lookup(p)
		if seen[p] || !ok || len(a.items) == maxGoToHits {
			continue
		}
		seen[p] = true
		a.add(nameItem(search.NameHit{Hit: h, Name: h.Title()}), goToNote{path: p})
	}
	return a
}

func (a *goToAnswer) add(item filterlist.Item, to goToNote) {
	a.items, a.targets = append(a.items, item), append(a.targets, to)
}

// nameItem returns the row of a note: its title, the name that matches if that is another one, its folder and its date.
func nameItem(h search.NameHit) filterlist.Item {
	item := filterlist.Item{Label: h.Title(), Remark: formatDate(h.Hit), Spans: []match.Span{}}
	folder := safe.Text(folderOf(h.Path()))
	switch h.Kind {
	case search.NameTitle:
		item.Spans = shiftSpans(h.Spans, 0)
		item.Aside.Text = folder
	case search.NamePath:
		item.Aside = filterlist.Aside{Text: h.Name, Spans: shiftSpans(h.Spans, 0), IsReason: true}
		if shown := safe.Text(h.Name); shown != h.Name { // the spans are those of other bytes
			item.Aside.Text, item.Aside.Spans = shown, nil
		}
	case search.NameAlias, search.NameSlug:
		kind := "alias "
		if h.Kind == search.NameSlug {
			kind = "slug "
		}
		item.Aside = filterlist.Aside{Text: kind + h.Name, Spans: shiftSpans(h.Spans, len(kind)), IsReason: true}
	}
	return item
}

// listHeadings lists headings, each with its note and the folder of that.
func (g *goToSearch) listHeadings(hits []search.HeadingHit) goToAnswer {
	a := goToAnswer{remark: "headings"}
	for _, h := range hits {
		text := safe.Text(h.Heading.Text)
		item := filterlist.Item{Label: text, Spans: shiftSpans(h.Spans, 0), Remark: formatDate(h.Hit)}
		if text != h.Heading.Text {
			item.Spans = []match.Span{}
		}
		switch folder := safe.Text(folderOf(h.Path())); {
		case h.Title() == h.Heading.Text:
			item.Aside.Text = folder
		case folder == "":
			item.Aside.Text = h.Title()
		default:
			item.Aside.Text = h.Title() + g.dot + folder
		}
		a.add(item, goToNote{h.Path(), destination{heading: h.Heading.Anchor}})
	}
	return a
}

// folderOf returns the folder of a path with a slash at its end, or "" at the root of the library.
func folderOf(p string) string {
	folder, _ := path.Split(p)
	return folder
}

// shiftSpans converts what a search has matched, by bytes to the right.
func shiftSpans(spans []search.Span, by int) []match.Span {
	out := make([]match.Span, len(spans))
	for i, s := range spans {
		out[i] = match.Span{Start: s.Start + by, End: s.End + by}
	}
	return out
}

// showGoToHits fills the list with what was found.
func (o listOverlay) showGoToHits(msg goToFoundMsg) (overlay, []intent) {
	if o.goTo == nil || msg.request != o.goTo.asked {
		return o, nil
	}
	next := *o.goTo
	next.answered, next.remark = msg.request, msg.answer.remark
	o.goTo = &next
	o.onChoose = func(i int) []intent { return []intent{next.follow(msg.answer.targets[i])} }
	o.list = o.list.SetItems(msg.answer.items)
	if msg.err != nil {
		return o, []intent{say{text: msg.err.Error(), isError: true}}
	}
	return o, nil
}

// follow returns what goes to a note or heading. A heading of the page that is open is scrolled to.
func (g *goToSearch) follow(to goToNote) intent {
	if to.heading == "" || to.path != g.open {
		return to
	}
	return pageTask(func(m pageScreen) (pageScreen, tea.Cmd) {
		if !m.open.shown || m.open.path != to.path {
			return m.ask(to), nil
		}
		return m.ask(leave(m.entry())).scrollToHeading(to.heading), nil
	})
}
