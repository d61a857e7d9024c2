package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"quire/internal/catalog"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/numbers"
	"quire/internal/text"
	"quire/internal/tui/cells"
	"quire/internal/tui/filterlist"
	"quire/internal/tui/loader"
	"quire/internal/tui/reader"
)

// linksUnknownNotice is shown instead of links between notes while only a preview of the library is loaded.
const linksUnknownNotice = "links are not known until all notes are loaded"

// requestBacklinks returns a command that finds the notes that link to the page, with the sentences around the links.
func (m pageScreen) requestBacklinks() (pageScreen, tea.Cmd) {
	if m.library.Status().Partial {
		return m.showNotice(linksUnknownNotice), nil
	}
	return m, findBacklinks(m.ctx, m.library.Library, m.loader.Wanted(loader.Page), m.theme.Cells, max(insideFrame(m.layout.sideOverlay).Dx()-2, 10), m.glyphs.Tail)
}

// maxSentenceNotes bounds how many notes are read for their sentences.
const maxSentenceNotes = 500

func findBacklinks(ctx context.Context, c catalog.Library, of loader.Key, m text.WidthMethod, width int, tail string) tea.Cmd {
	return func() tea.Msg {
		found := backlinksFoundMsg{key: of}
		docs := map[string]*note.Parsed{}
		backlinks, err := c.Backlinks(ctx, of.Path)
		found.err = err
		for _, b := range backlinks {
			item := filterlist.Item{Label: b.From.Title(), Remark: formatDate(b.From)}
			p, ok := docs[b.From.Path()]
			if !ok && len(docs) < maxSentenceNotes {
				_, p, _ = c.OpenNote(ctx, b.From.Path())
				docs[b.From.Path()] = p
			}
			if p != nil && b.LinkIndex < p.Note.LinkCount {
				text, span := links.BacklinkContext(p, b.LinkIndex)
				item.Detail = cells.Wrap(m, text, width, 3, tail)
				if span[1] <= len(text) && span[0] < span[1] {
					item.Marks = []string{text[span[0]:span[1]]}
				}
			}
			found.items = append(found.items, item)
			found.sources = append(found.sources, linkSource{b.From.Path(), b.LinkIndex})
		}
		found.noteCount = countLinkingNotes(found.sources)
		return found
	}
}

// showBacklinks opens the list of backlinks, if the page is still open.
func (m pageScreen) showBacklinks(msg backlinksFoundMsg) (pageScreen, tea.Cmd) {
	if msg.key != m.loader.Wanted(loader.Page) {
		return m, nil
	}
	if msg.err != nil {
		return m.showError(msg.err.Error()), nil
	}
	froms := msg.sources
	if len(froms) == 0 {
		return m.showNotice("no backlinks"), nil
	}
	title := "backlinks from " + numbers.Count(msg.noteCount, "note", "notes")
	o := newList(m.session, title, "", msg.items, 0, filterlist.FilterByWords)
	o.shape = listAtRight
	o.onChoose = func(i int) []intent {
		return []intent{goToNote{froms[i].path, destination{anchor: reader.StartAnchor, link: froms[i].link + 1}}}
	}
	return m.ask(openOver{o}), nil
}

func countLinkingNotes(froms []linkSource) int {
	n := map[string]bool{}
	for _, f := range froms {
		n[f.path] = true
	}
	return len(n)
}
