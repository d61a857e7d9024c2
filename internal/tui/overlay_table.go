package tui

import (
	"context"
	"errors"
	"image"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"quire/internal/markdown"
	"quire/internal/numbers"
	"quire/internal/render"
	"quire/internal/theme"
	"quire/internal/tui/cells"
	"quire/internal/tui/fault"
	"quire/internal/tui/querybar"
	"quire/internal/tui/tableview"
)

// tableOverlay is a table of the page, alone in the window.
type tableOverlay struct {
	view     tableview.Model
	title    string
	finder   querybar.Model // the search line
	isTyping bool           // keys edit the search line
	glyphs   cells.Glyphs
}

// tableOpenedMsg brings a table whose first rows are rendered.
type tableOpenedMsg struct {
	pageResponse
	view tableview.Model
	line int // of the file at which the table begins
}

// currentTable returns the selected table, or nil.
func (m pageScreen) currentTable() *markdown.Table {
	if !m.open.shown || m.open.page == nil {
		return nil
	}
	return m.open.page.TableAt(m.reader.FocusedLink())
}

// describeTable says how large a table is, for the status line.
func (m pageScreen) describeTable(t *markdown.Table) string {
	return "table: " + numbers.Count(t.Rows(), "row", "rows") + ", " + numbers.Count(t.Columns(), "column", "columns")
}

// openTableInView opens the selected table, or else the one that takes most of the window, at the row at the top of the window.
func (m pageScreen) openTableInView() (pageScreen, tea.Cmd) {
	if t := m.currentTable(); t != nil {
		return m.requestTable(t, 0)
	}
	var largest *markdown.Table
	line, most := 0, 0
	for i, b := range m.reader.VisibleBlocks() {
		if t := m.open.page.TableOfBlock(b.Block); t != nil && b.Lines > most {
			if largest, line, most = t, 0, b.Lines; i == 0 {
				line = b.Source
			}
		}
	}
	if largest == nil {
		return m.showNotice("no table in view"), nil
	}
	return m.requestTable(largest, line)
}

// requestTable starts to measure a table, which may have a million rows, to show it alone from the row at a line of the file
// on, or from the first for line 0.
func (m pageScreen) requestTable(t *markdown.Table, line int) (pageScreen, tea.Cmd) {
	m, q := m.askPageQuestion(requestTable)
	ctx, page, look, keys, size := m.ctx, m.open.page, m.theme, m.keys.table, insideFrame(m.layout.overlayArea).Size()
	return m, fault.Catch("opening a table", func() tea.Msg {
		view := tableview.New(ctx, tableview.MeasureSource(page.TableCells(t)), look)
		view.Keys = keys
		view, draw := view.Resize(size.X, size.Y).SelectRow(page.RowAtLine(t, line)).Render()
		if draw != nil {
			view, _ = view.Update(draw())
		}
		return tableOpenedMsg{pageResponse{request: q}, view, page.LineOfTable(t)}
	}, func(err error) tea.Msg { return tableOpenedMsg{pageResponse: pageResponse{q, err}} })
}

// showTable opens the overlay with a table.
func (m pageScreen) showTable(msg tableOpenedMsg) (pageScreen, tea.Cmd) {
	if msg.err != nil {
		return m.showError(msg.err.Error()), nil
	}
	o := tableOverlay{view: msg.view, title: m.open.src.Note.Title, finder: querybar.New("/", m.theme)}
	if anchor := m.open.page.HeadingAboveLine(msg.line); anchor != "" {
		o.title = m.headingText(m.open.path, anchor)
	}
	return m.ask(openOver{o}), nil
}

// refreshTable renders what the wheel or a change of the window or the theme has brought to light of an open table, or of its row.
func (m Model) refreshTable() (Model, tea.Cmd) {
	switch o := m.overlays.top().(type) {
	case tableOverlay:
		var draw tea.Cmd
		o.view, draw = o.view.Render()
		m.overlays = m.overlays.replaceTop(o)
		return m, draw
	case textOverlay:
		if o.row != nil {
			return m, o.row.refresh(m.page, o.title)
		}
	}
	return m, nil
}

func (o tableOverlay) box(l layout) image.Rectangle { return l.overlayArea }

func (o tableOverlay) layOut(under pageScreen) overlay {
	in := insideFrame(under.layout.overlayArea)
	o.view, o.glyphs = o.view.Resize(in.Dx(), in.Dy()), under.glyphs
	return o
}

func (o tableOverlay) content(width int, g cells.Glyphs) overlayContent {
	c := overlayContent{title: o.title, lines: o.view.Lines()}
	parts := o.view.Describe()
	if o.view.Pattern() != "" {
		parts = append([]string{o.describeMatches()}, parts...)
	}
	c.remark = strings.Join(parts, " "+g.Dot+" ")
	if o.isTyping {
		line, column := o.finder.View(width, "search in the table; case-sensitive if it has capitals")
		for height := o.view.Height(); len(c.lines) < height; {
			c.lines = append(c.lines, "")
		}
		c.lines = append(slices.Clone(c.lines[:len(c.lines)-1]), line)
		c.cursor = &image.Point{X: max(column, 0), Y: len(c.lines) - 1}
	}
	return c
}

// describeMatches says which of the rows with a match is selected, and how many there are.
func (o tableOverlay) describeMatches() string {
	current, count, done := o.view.MatchStatus()
	switch {
	case !done:
		return "/" + o.view.Pattern()
	case count == 0:
		return "no matches"
	case current == 0:
		return numbers.Count(count, "row matches", "rows match")
	}
	return "match " + numbers.Format(current) + " of " + numbers.Format(count)
}

func (o tableOverlay) actions(k keyMap) []action {
	if o.isTyping {
		return k.tableFindActions()
	}
	return k.tableActions()
}

func (o tableOverlay) update(under pageScreen, msg tea.Msg) (overlay, []intent) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case rowLaidOutMsg:
		return o, showRow(under, msg)
	case tableWrittenMsg:
		return o.copyTable(under, msg)
	case tea.KeyPressMsg, tea.PasteMsg:
		if o.isTyping {
			return o.updateFind(msg)
		}
	case interface{ Failure() error }:
		if err := msg.Failure(); err != nil && !errors.Is(err, context.Canceled) {
			o.view, cmd = o.view.Update(msg)
			return o, []intent{run(cmd), say{text: err.Error(), isError: true}}
		}
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		if said := o.explainKey(under, k); said != "" {
			return o, []intent{say{text: said}}
		}
	}
	o.view, cmd = o.view.Update(msg)
	return o, []intent{run(cmd)}
}

// explainKey says why a key has no visible effect, or returns "".
func (o tableOverlay) explainKey(under pageScreen, k tea.KeyPressMsg) string {
	keys := o.view.Keys
	switch {
	case matchesKey(k, keys.NextLink, keys.PrevLink) && !o.view.HasLinks():
		return "this table has no links"
	case matchesKey(k, keys.NextMatch, keys.PrevMatch) && o.view.Pattern() == "":
		return "no search yet; " + under.firstKeyLabel(under.keys.Find) + " searches in the table"
	case !matchesKey(k, keys.Bindings()...):
		return under.explainUnknownKey(k)
	}
	return ""
}

func (o tableOverlay) scroll(lines int) overlay {
	o.view = o.view.MoveRows(lines)
	return o
}

func (o tableOverlay) click(under pageScreen, at image.Point) (overlay, []intent) {
	view, again, ok := o.view.Click(at)
	if !ok || o.isTyping {
		return o, nil
	}
	if again { // the second click opens, as on the shelf
		return o.openCell(under)
	}
	var draw tea.Cmd
	o.view, draw = view.Render()
	return o, []intent{run(draw)}
}

func (o tableOverlay) hints(under pageScreen) []keyHint {
	k, t := under.keys, o.view.Keys
	switch {
	case o.isTyping:
		return []keyHint{{k.Apply, "keep"}, {k.Leave, "cancel"}}
	case o.view.Pattern() != "":
		return []keyHint{{t.NextMatch, "next"}, {t.PrevMatch, "previous"}, {k.OpenCell, o.openHint()}, {k.Leave, "end search"}}
	}
	return []keyHint{{k.OpenCell, o.openHint()}, {t.Sort, "sort"}, {k.Find, "search"}, {k.Copy, "copy cell"}, {k.CopyTable, "copy table"}, {k.Help, "help"}, {k.Leave, "close"}}
}

// openHint says what enter does with the selected cell.
func (o tableOverlay) openHint() string {
	if o.view.SelectedLink() != render.NoLink {
		return "follow"
	}
	return "whole row"
}

func (o tableOverlay) setTheme(look *theme.Theme) overlay {
	o.view, o.finder = o.view.SetTheme(look), o.finder.SetTheme(look)
	return o
}

// openCell follows the link of the selected cell from the page, or else shows the row.
func (o tableOverlay) openCell(under pageScreen) (overlay, []intent) {
	link := o.view.SelectedLink()
	if link == render.NoLink {
		return o.requestRow(under)
	}
	return o, []intent{closeTop{}, pageTask(func(m pageScreen) (pageScreen, tea.Cmd) {
		m.reader = m.reader.FocusLink(link)
		return m.followLink()
	})}
}

// leave ends the search, or else closes the table.
func (o tableOverlay) leave(pageScreen) (overlay, []intent) {
	if o.view.Pattern() == "" {
		return o, []intent{closeTop{}}
	}
	var draw tea.Cmd
	o.view, draw = o.view.Search("")
	return o, []intent{run(draw)}
}

// startFind gives the keys to the search line.
func (o tableOverlay) startFind(pageScreen) (overlay, []intent) {
	o.finder, o.view, o.isTyping = o.finder.SetText("").Focus(), o.view.StartSearch(), true
	return o, nil
}

// updateFind passes a message to the search line, and searches for its text.
func (o tableOverlay) updateFind(msg tea.Msg) (overlay, []intent) {
	before := o.finder.Text()
	if o.finder, _ = o.finder.Update(msg); o.finder.Text() == before {
		return o, nil
	}
	var find tea.Cmd
	o.view, find = o.view.Search(o.finder.Text())
	return o, []intent{run(find)}
}

// applyFind leaves the search line and keeps the matches.
func (o tableOverlay) applyFind(pageScreen) (overlay, []intent) {
	o.finder, o.isTyping = o.finder.Accept(), false
	return o, nil
}

// cancelFind leaves the search line and goes back to where the search began.
func (o tableOverlay) cancelFind(pageScreen) (overlay, []intent) {
	var draw tea.Cmd
	o.view, draw = o.view.CancelSearch()
	o.finder, o.isTyping = o.finder.SetText("").Accept(), false
	return o, []intent{run(draw)}
}

// openTableHelp lists the keys of a table.
func openTableHelp(under pageScreen) []intent {
	section := keyContext{title: "tables", keys: append(actionBindings(under.keys.tableActions()), under.keys.table.Bindings()...)}
	return []intent{openOver{newText(under.session, "keys", func(under pageScreen, width int) []string {
		return under.layOutKeys([]keyContext{section}, width)
	})}}
}
