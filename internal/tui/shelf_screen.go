package tui

import (
	"context"
	"image"
	"slices"

	tea "charm.land/bubbletea/v2"

	"quire/internal/numbers"
	"quire/internal/safe"
	"quire/internal/tui/cells"
	"quire/internal/tui/loader"
	"quire/internal/tui/picker"
	"quire/internal/tui/querybar"
	"quire/internal/tui/reader"
	"quire/internal/tui/shelf"
)

// shelfScreen is the shelf: the list of notes, the query line above it and the preview beside it. It is a value.
type shelfScreen struct {
	*session
	list       shelf.Model
	query      querybar.Model
	isTyping   bool // the query line gets the keys
	completion queryCompletion
	history    queryHistory
	order      order
	results    shelfResults
	preview    reader.Model
	previewKey loader.Key    // of the page that the preview shows
	loader     loader.Loader // of the preview
	tags       tagList

	selectedBefore string   // path of the note selected before typing a query
	topBefore      int      // index of the first visible row then
	said           notice   // for the bottom line; the root takes it
	asks           []intent // the root carries them out
}

// tagList caches all tags of a generation of the library. The list is nil until the tags are listed.
type tagList struct {
	generation int
	list       *picker.List
}

// shelfResults holds the notes on the shelf. requested is the latest request, current the one that found belongs to.
type shelfResults struct {
	requested, current searchRequest
	found              searchResult
	cancel             context.CancelFunc // of the search for requested
	libraryGrew        bool               // the library has grown since the previous result
	selectPath         string             // path of the note to select when the result arrives; empty for the first
	restoreTop         int                // the first visible row when the result arrives, if that shows the selected note; else -1
	lastPath           string             // path of the note among the hits that was opened last
	lastIndex          int                // its index in the hits, or -1
}

// newShelfScreen returns a shelf without notes.
func newShelfScreen(s *session, pages loader.Loader) shelfScreen {
	m := shelfScreen{
		session: s, list: shelf.New(s.theme), preview: reader.New(s.theme), loader: pages,
		query: querybar.New("/", s.theme).SetText(s.opts.Query), order: order{s.opts.Sort, s.opts.Reverse},
	}
	m.results.lastIndex, m.results.restoreTop = -1, -1
	m.list = m.list.ShowTags(s.opts.Columns == nil || slices.Contains(s.opts.Columns, "tags"))
	m.list.Keys, m.preview.Keys = s.keys.list, s.keys.page
	return m
}

// isSearching reports whether the shelf does not show the answer to the latest request yet.
func (m shelfScreen) isSearching() bool { return m.results.requested != m.results.current }

// Update handles a key that is not an action of the program, a paste, or the answer to a command of the shelf's own.
func (m shelfScreen) Update(msg tea.Msg) (shelfScreen, tea.Cmd) {
	if m.isTyping {
		return m.updateQuery(msg)
	}
	if k, ok := msg.(tea.KeyPressMsg); ok && !matchesKey(k, m.list.Keys.Bindings()...) {
		if matchesKey(k, append(m.keys.page.Bindings(), actionBindings(m.keys.pageActions())...)...) && isPrintable(k) {
			return m.showNotice(k.String() + " works on a page; " + m.firstKeyLabel(m.keys.Open) + " opens the note"), nil
		}
		return m.showNotice(m.explainUnknownKey(k)), nil
	}
	m.list, _ = m.list.Update(msg)
	return m, nil
}

// setLook adopts the theme of the session.
func (m shelfScreen) setLook() shelfScreen {
	m.list, m.query, m.preview = m.list.SetTheme(m.theme), m.query.SetTheme(m.theme), m.preview.SetTheme(m.theme)
	return m
}

// resize adopts the layout of the session.
func (m shelfScreen) resize() shelfScreen {
	l := m.layout
	m.list = m.list.Resize(l.rows.Dx(), l.rows.Dy())
	m.preview = m.preview.Resize(l.preview.Dx(), l.preview.Dy(), l.preview.Dx())
	return m
}

func (m shelfScreen) showNotice(text string) shelfScreen {
	m.said = notice{text: text}
	return m
}

func (m shelfScreen) showError(text string) shelfScreen {
	m.said = notice{text: text, isError: true}
	return m
}

// View returns the rows of the window with the shelf, above a bottom line, and the position of the cursor, which is nil when
// hidden.
func (m shelfScreen) View(bottom string) (rows []string, cursor *image.Point) {
	l := m.layout
	rows = make([]string, l.window.Dy())
	putLine(rows, l.top, cells.Justify(m.theme.Cells, m.theme.Bold.Render(m.libraryName()), m.theme.Dim.Render(m.shelfStatus()), l.top.Dx(), 2, m.glyphs.Tail))
	query, column := m.query.View(l.query.Dx(), "words, or #tag")
	putLine(rows, l.query, query)
	list := m.list.Lines(l.window.Dx())
	if m.list.Len() == 0 && !m.isSearching() {
		list = m.emptyShelfLines(l.rows.Dx(), l.rows.Dy())
	}
	var preview []string
	if !l.preview.Empty() {
		preview = m.preview.Lines()
	}
	for i, line := range list {
		y := l.rows.Min.Y + i
		rows[y] = line
		if preview != nil {
			rows[y] = m.theme.Cells.Pad(line, l.divider) + m.theme.Border.Render(m.glyphs.Divider)
			if i < len(preview) {
				rows[y] += cells.Spaces(l.preview.Min.X-l.divider-1) + m.theme.Cells.Cut(preview[i], l.preview.Dx(), m.glyphs.Tail)
			}
		}
	}
	if m.completion.isOpen() {
		bottom = m.renderCompletion(l.bottom.Dx())
	}
	putLine(rows, l.bottom, bottom)
	if m.isTyping && column >= 0 {
		cursor = &image.Point{X: l.query.Min.X + column, Y: l.query.Min.Y}
	}
	return rows, cursor
}

// emptyShelfLines explains why the shelf has no notes, and suggests what to try.
func (m shelfScreen) emptyShelfLines(width, height int) []string {
	var lines []string
	say := func(text string) { lines = append(lines, "   "+m.theme.Cells.Cut(text, width-3, m.glyphs.Tail)) }
	explain := func(text string) {
		for _, line := range cells.Wrap(m.theme.Cells, text, min(width-4, defaultMeasure), 3, m.glyphs.Tail) {
			say(m.theme.Dim.Render(line))
		}
	}
	if m.library.Status().Notes == 0 {
		say(m.theme.Bold.Render("No notes in " + m.libraryName()))
		say("")
		explain("Notes are files whose names end in .md. Run `quire --tour` to open the built-in tour.")
	} else {
		say(m.theme.Bold.Render("No notes match") + " " + m.query.Text())
		if m.library.Status().Partial {
			explain("Text and links are not searched until all notes are loaded.")
		}
		say("")
		for _, t := range m.results.found.suggestions {
			count := m.theme.Dim.Render("  " + numbers.Count(t.Notes, "note", "notes"))
			if t.Dropped != "" {
				say(m.theme.Dim.Render("without ") + safe.Text(t.Dropped) + count)
				continue
			}
			say(safe.Text(t.Reason()) + count)
		}
		if len(m.results.found.suggestions) > 0 {
			say("")
		}
		hint := "esc clears the query"
		if m.isTyping {
			hint = "esc cancels"
		}
		say(m.theme.Dim.Render(hint))
	}
	out := make([]string, height)
	copy(out, lines)
	return out
}
