package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/catalog"
	"quire/internal/note"
	"quire/internal/tui/reader"
)

// makePage reads a note and lays its first screen out.
func makePage(c *catalog.Catalog, document *note.Parsed, t *turns, key pageKey, rows int, words []string) tea.Cmd {
	return attempt("laying out "+key.path, func() tea.Msg {
		src, short := key.beginning(c)
		if key.path == "" {
			src = c.Source(document)
		} else if !short {
			if n := c.Links.Note(key.path); n != nil && n.Size >= heavy {
				done, ok := t.take(key)
				if !ok {
					return nil
				}
				defer done()
			}
			var err error
			if src, _, err = c.Open(key.path); err != nil {
				return pageMade{key: key, err: err}
			}
		}
		src = c.WithEmbeds(src)
		p := layOut(c, src, key, rows)
		made := pageMade{key: key, page: p, src: src}.entered()
		if key.spot == onPage {
			if len(words) > 0 {
				made.at, made.found = reader.Passage(p, words)
			}
			made.above = count(p, nil, firstTurn)
		}
		return made
	}, func(err error) tea.Msg { return pageMade{key: key, err: err} })
}
