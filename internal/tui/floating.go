package tui

import (
	"image"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"quire/internal/catalog"
	"quire/internal/index"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/tui/cells"
	"quire/internal/tui/panel"
	"quire/internal/tui/reader"
)

// float is what the thing that floats is for.
type float struct {
	title     string
	side      bool         // at the right, the page beside it in sight; else in the middle
	slim      bool         // its items are short
	wide      bool         // its text is in columns where there is room
	tall      bool         // its items change with the text: its height does not
	live      bool         // its items are asked for with each letter
	asked     goToQuestion // of a live one
	answered  goToQuestion
	about     string                            // of the picture: path of the note in the middle
	chosen    func(Model, int) (Model, tea.Cmd) // of a panel
	again     *key.Binding                      // the key that opened it, which chooses in it; nil where it is a letter like any other
	text      func(m Model, width int) []string // of a sheet, wrapped to a width
	removed   func(Model, int) (Model, tea.Cmd) // of a panel whose items can be removed
	confirmed func(Model) (Model, tea.Cmd)      // of a question
	from      string                            // path of the note that was selected before a query was typed
	at        reader.Place                      // where a search in the page began
}

// dismiss takes away what floats.
func dismiss(m Model) (Model, tea.Cmd) {
	m.focus, m.typed = focusScreen, ""
	m.reader = m.reader.Unhint()
	return m, nil
}

func (m Model) openPanel(title, empty string, items []panel.Item, selected int, narrow panel.Narrow, f float) Model {
	f.title = title
	m.float, m.focus = f, focusPanel
	m.panel = m.panel.Open(title, empty, items, selected, narrow)
	return m.refloated()
}

func (m Model) openSheet(f float, on focus) Model {
	m.float, m.focus = f, on
	m.sheet = m.sheet.Open(f.title, f.text(m, inner(m.box()).Dx()))
	return m.refloated()
}

// refloated fits what floats into the window.
func (m Model) refloated() Model {
	in := inner(m.box())
	switch m.focus {
	case focusPanel:
		m.panel = m.panel.Resize(in.Dx(), in.Dy())
	case focusPicker:
		m.picker = m.picker.Resize(in.Dy())
	case focusSheet, focusConfirm:
		m.sheet = m.sheet.Relay(m.float.text(m, in.Dx()))
		m.sheet = m.sheet.Resize(inner(m.box()).Dy()) // which is as high as the text
	case focusPeek:
		m.peek = m.peek.Resize(in.Dx(), in.Dy(), in.Dx())
	case focusAround:
		m.around = m.around.Resize(in.Dx(), in.Dy())
	}
	return m
}

// box is where the thing floats, frame included.
func (m Model) box() image.Rectangle {
	switch m.focus {
	case focusAround:
		return m.layout.float
	case focusPeek:
		return m.layout.side
	case focusPicker:
		return m.layout.centred(slimWidth, m.picker.Len()+4)
	case focusPanel:
		if m.float.side {
			return m.layout.side
		}
		if m.float.tall {
			return m.layout.centred(centreMost, tallHeight)
		}
		if m.float.slim {
			return m.layout.centred(slimWidth, m.panel.Rows()+2)
		}
		return m.layout.centred(centreMost, m.panel.Rows()+2)
	}
	if m.float.wide {
		return m.layout.centred(wideWidth, m.sheet.Len()+2)
	}
	return m.layout.centred(centreMost, m.sheet.Len()+2)
}

// inPanel moves in a panel, and does what it is for when something was chosen.
func (m Model) inPanel(msg tea.Msg) (Model, tea.Cmd) {
	var chosen bool
	before := m.panel.Text()
	m.panel, chosen = m.panel.Update(msg)
	switch {
	case chosen:
		return m.chose()
	case m.float.live && m.panel.Text() != before:
		return m.askGoTo()
	}
	return m, nil
}

func (m Model) chose() (Model, tea.Cmd) {
	i, do := m.panel.Selected(), m.float.chosen
	if i < 0 {
		return m, nil
	}
	m, _ = dismiss(m)
	return do(m, i)
}

// confirmed does what was asked.
func (m Model) confirmed() (Model, tea.Cmd) {
	do := m.float.confirmed
	m, _ = dismiss(m)
	return do(m)
}

// outline shows the headings of the page.
func (m Model) outline() (Model, tea.Cmd) {
	headings := m.open.src.Details().Headings
	if len(headings) == 0 {
		return m.say("this note has no headings"), nil
	}
	items := make([]panel.Item, len(headings))
	least, at := 6, 0
	for _, h := range headings {
		least = min(least, h.Level)
	}
	for i, h := range headings {
		items[i] = panel.Item{Label: h.Text, Indent: 2 * (h.Level - least)}
		if line := m.reader.Source(); line > 0 && h.Line <= line {
			at = i
		}
	}
	return m.openPanel("outline", "", items, at, panel.Words, float{
		side: true,
		chosen: func(m Model, i int) (Model, tea.Cmd) {
			here := m.here()
			m, cmd := m.unfolded(headings[i].Line)
			m = m.toHeading(headings[i].Anchor)
			if m.here() != here {
				m.trail = m.trail.on(here)
			}
			return m, cmd
		},
	}), nil
}

// linksUnknown is said of the links between notes as long as the library has been glanced at only.
const linksUnknown = "what links where is not known before all notes have been read"

// backlinks asks for the notes that link here, with their sentences.
func (m Model) backlinks() (Model, tea.Cmd) {
	if m.library.Partial {
		return m.say(linksUnknown), nil
	}
	return m, findBacklinks(m.library.Catalog, m.pages.want[onPage], max(inner(m.layout.side).Dx()-2, 10), m.glyphs.Tail)
}

// mostSentences bounds how many notes are read for their sentences.
const mostSentences = 500

func findBacklinks(c *catalog.Catalog, of pageKey, width int, tail string) tea.Cmd {
	return func() tea.Msg {
		found := backlinksFound{key: of}
		docs := map[string]*note.Parsed{}
		for _, b := range c.Links.Backlinks(of.path) {
			item := panel.Item{Label: b.From.Title, Remark: dateOf(b.From)}
			p, ok := docs[b.From.Path]
			if !ok && len(docs) < mostSentences {
				_, p, _ = c.Open(b.From.Path)
				docs[b.From.Path] = p
			}
			if p != nil && b.Link < p.Note.LinkCount {
				text, span := links.Context(p.Doc, b.Link)
				item.Detail = cells.Wrap(text, width, 3, tail)
				if span[1] <= len(text) && span[0] < span[1] {
					item.Marks = []string{text[span[0]:span[1]]}
				}
			}
			found.items = append(found.items, item)
			found.froms = append(found.froms, linkPlace{b.From, b.Link})
		}
		return found
	}
}

// linkedBy shows the backlinks of the page, if it is still open and nothing else floats.
func (m Model) linkedBy(msg backlinksFound) (Model, tea.Cmd) {
	if msg.key != m.pages.want[onPage] || m.focus != focusScreen || m.screen != screenPage {
		return m, nil
	}
	froms := msg.froms
	if len(froms) == 0 {
		return m.say("no note links here"), nil
	}
	title := "links here from " + plural(countNotes(froms), "note", "notes")
	return m.openPanel(title, "", msg.items, 0, panel.Words, float{
		side: true,
		chosen: func(m Model, i int) (Model, tea.Cmd) {
			return m.goOn(froms[i].note.Path, landing{at: reader.Start, link: froms[i].link + 1})
		},
	}), nil
}

func countNotes(froms []linkPlace) int {
	n := map[string]bool{}
	for _, f := range froms {
		n[f.note.Path] = true
	}
	return len(n)
}

// tagsOfNote shows the tags of the page; one of them filters the shelf.
func (m Model) tagsOfNote() (Model, tea.Cmd) {
	tags := m.open.src.Note.Tags
	if len(tags) == 0 {
		return m.say("this note has no tags"), nil
	}
	count := map[string]int{}
	for _, c := range m.library.Index.Tags(nil) {
		count[note.Fold(c.Tag)] = c.Notes
	}
	items := make([]panel.Item, len(tags))
	for i, t := range tags {
		items[i] = panel.Item{Label: t, Remark: number(count[note.Fold(t)])}
	}
	return m.openPanel("tags of this note", "", items, 0, panel.Words, float{
		slim: true,
		chosen: func(m Model, i int) (Model, tea.Cmd) {
			if !m.hasShelf() {
				return m.say("there is no library to be filtered"), nil
			}
			var cmds [2]tea.Cmd
			m, cmds[0] = m.toShelf()
			m, cmds[1] = m.filter(tagQuery(tags[i]))
			return m, tea.Batch(cmds[:]...)
		},
	}), nil
}

// orders are what the shelf can be sorted by, as the panel names them.
var orders = []struct {
	order
	name string
}{
	{order{index.Relevance, false}, "best match first, else newest"},
	{order{index.Date, false}, "newest first"},
	{order{index.Date, true}, "oldest first"},
	{order{index.Title, false}, "by title"},
	{order{index.Path, false}, "by path"},
	{order{index.Modified, false}, "changed last first"},
}

// chooseOrder offers the orders of the shelf.
func (m Model) chooseOrder() (Model, tea.Cmd) {
	items, at := make([]panel.Item, len(orders)), 0
	for i, o := range orders {
		items[i] = panel.Item{Label: o.name}
		if o.order == m.order {
			at, items[i].Remark = i, "now"
		}
	}
	return m.openPanel("sort order", "", items, at, panel.Words, float{
		slim: true,
		chosen: func(m Model, i int) (Model, tea.Cmd) {
			m.order = orders[i].order
			m.results.reselect = m.selectedPath()
			return m.ask(m.query.Text(), false)
		},
	}), nil
}

func dateOf(n *note.Note) string {
	if n.Date.IsZero() {
		return ""
	}
	return n.Date.Format("2006-01-02")
}

func matches(k tea.KeyPressMsg, b ...key.Binding) bool { return key.Matches(k, b...) }
