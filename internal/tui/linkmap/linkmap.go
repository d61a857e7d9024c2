// Package linkmap is the link map: a drawing of the notes that link to a note and those that it links to, two
// steps deep, in which the user moves a selection. It gets the neighbourhood and reports the selected note; it
// neither reads notes nor opens them.
package linkmap

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"quire/internal/graph"
	"quire/internal/search"
	"quire/internal/theme"
	"quire/internal/tui/cells"
)

// KeyMap holds the keys that move the selection.
type KeyMap struct {
	Left, Right, Down, Up, PageDown, PageUp, First, Last key.Binding
}

// DefaultKeyMap returns the keys of the page, with h and l for left and right.
func DefaultKeyMap() KeyMap {
	bind := key.NewBinding
	return KeyMap{
		Left:     bind(key.WithKeys("h", "left"), key.WithHelp("h ←", "to the notes that link here")),
		Right:    bind(key.WithKeys("l", "right"), key.WithHelp("l →", "to the linked notes")),
		Down:     bind(key.WithKeys("j", "down", "tab"), key.WithHelp("j ↓", "note below")),
		Up:       bind(key.WithKeys("k", "up", "shift+tab"), key.WithHelp("k ↑", "note above")),
		PageDown: bind(key.WithKeys("space", "pgdown", "d", "ctrl+d", "ctrl+f"), key.WithHelp("space", "page down")),
		PageUp:   bind(key.WithKeys("b", "pgup", "u", "ctrl+u", "ctrl+b"), key.WithHelp("b", "page up")),
		First:    bind(key.WithKeys("g", "home"), key.WithHelp("g", "first")),
		Last:     bind(key.WithKeys("G", "end"), key.WithHelp("G", "last")),
	}
}

// Bindings returns all keys in the order in which help lists them.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{k.Left, k.Right, k.Down, k.Up, k.PageDown, k.PageUp, k.First, k.Last}
}

// Model holds the map. It is a value: methods return the changed copy.
type Model struct {
	Keys KeyMap

	neighbourhood *graph.LocalGraph
	picture       *graph.Picture
	pastCentres   []string // paths of the previous centres, the last one at the end
	selected, top int      // index of the selected node, and the first visible row
	anchor        anchor   // the node that was selected last, which a smaller map may not show
	width, height int
	theme         *theme.Theme
	glyphs        cells.Glyphs
}

// anchor identifies a node in any drawing of the same neighbourhood: a note may appear on both sides.
type anchor struct {
	path   string
	column int
}

// New returns an empty map.
func New(look *theme.Theme) Model { return Model{Keys: DefaultKeyMap()}.SetTheme(look) }

// SetTheme changes the colours, and how the cells of a text are counted.
func (m Model) SetTheme(look *theme.Theme) Model {
	redraw := m.theme != nil && (m.theme.ASCII != look.ASCII || m.theme.Cells != look.Cells)
	m.theme, m.glyphs = look, cells.GlyphsFor(look.ASCII)
	if redraw {
		return m.layOut()
	}
	return m
}

// Open shows a neighbourhood, with its centre selected.
func (m Model) Open(s *graph.LocalGraph) Model {
	m.neighbourhood, m.pastCentres, m.anchor, m.top = s, nil, anchor{}, 0
	return m.layOut()
}

// Recentre shows the neighbourhood of another note, and remembers the present centre for RecentreBack.
func (m Model) Recentre(s *graph.LocalGraph) Model {
	if m.neighbourhood == nil {
		return m.Open(s)
	}
	centres := append(m.pastCentres[:len(m.pastCentres):len(m.pastCentres)], m.neighbourhood.Centre.Path())
	m = m.Open(s)
	m.pastCentres = centres
	return m
}

// PreviousCentre returns the path of the previous centre, or "".
func (m Model) PreviousCentre() string {
	if len(m.pastCentres) == 0 {
		return ""
	}
	return m.pastCentres[len(m.pastCentres)-1]
}

// RecentreBack shows the neighbourhood of the previous centre.
func (m Model) RecentreBack(s *graph.LocalGraph) Model {
	centres := m.pastCentres[:max(len(m.pastCentres)-1, 0)]
	m = m.Open(s)
	m.pastCentres = centres
	return m
}

// Resize sets the size of the area inside the frame.
func (m Model) Resize(width, height int) Model {
	if width == m.width && height == m.height {
		return m
	}
	m.width, m.height = max(width, 1), max(height, 1)
	return m.layOut()
}

// mostBeside bounds how many direct neighbours are drawn on each side. Nobody steps through more, and drawing a
// note that a whole library links to would take seconds.
const mostBeside = 500

// layOut draws the map for the present size. The selection stays on its note, in the same column if the note is
// still there.
func (m Model) layOut() Model {
	if m.neighbourhood == nil || m.width == 0 {
		return m
	}
	m.picture = m.neighbourhood.Draw(graph.Options{Width: m.width, Rows: m.height - 1, MaxPerSide: mostBeside, ASCII: m.theme.ASCII, Cells: m.theme.Cells})
	m.selected = 0
	for i, p := range m.picture.Nodes {
		if m.anchor.path == "" || p.Note.Path() != m.anchor.path {
			continue
		}
		if m.selected == 0 || p.Column == m.anchor.column {
			m.selected = i
		}
	}
	m.top = 0
	if m.selected == 0 && m.picture.Wide { // the centre is always visible in a wide map
		return m
	}
	return m.scrollToSelected()
}

// visibleRows returns how many rows of the drawing are visible.
func (m Model) visibleRows() int {
	if m.picture != nil && m.picture.Header() != nil {
		return max(m.height-1, 1)
	}
	return m.height
}

// topMargin returns how many rows stay blank above a drawing that is lower than the area.
func (m Model) topMargin() int { return max((m.visibleRows()-m.picture.Rows)/2, 0) }

// centreRow returns the row of the drawing that shows the centre.
func (m Model) centreRow() int {
	return m.picture.CentreRow(m.top + min(m.visibleRows(), m.picture.Rows)/2)
}

// scrollToSelected scrolls so that the selected note is visible.
func (m Model) scrollToSelected() Model {
	at := m.picture.Nodes[m.selected]
	if !m.picture.Wide && m.selected == 0 {
		m.top = at.Row - m.visibleRows()/2
	} else if at.Column != 0 {
		m.top = max(min(m.top, at.Row), at.Row-m.visibleRows()+1)
	}
	m.top = max(min(m.top, m.picture.Rows-m.visibleRows()), 0)
	return m
}

// SelectedNote returns the selected note, or the zero Hit.
func (m Model) SelectedNote() search.Hit {
	if m.picture == nil || m.selected >= len(m.picture.Nodes) {
		return search.Hit{}
	}
	return m.picture.Nodes[m.selected].Note
}

// MoveSelection moves the selection by n notes within its column, down for positive n.
func (m Model) MoveSelection(n int) Model {
	if m.picture == nil {
		return m
	}
	return m.selectNode(m.picture.MoveBy(m.selected, n)).scrollToSelected()
}

// isCentreWithColumns reports whether the selection is the centre of a wide map: it has columns at its sides,
// and nothing above or below.
func (m Model) isCentreWithColumns() bool {
	return m.picture != nil && m.selected == 0 && m.picture.Wide
}

// moveIntoColumn moves the selection from the centre to the notes that link here, or else to the linked notes.
func (m Model) moveIntoColumn() Model {
	for _, dx := range []int{-1, 1} {
		if to := m.picture.Move(m.selected, dx, 0, m.centreRow()); to != m.selected {
			return m.selectNode(to).scrollToSelected()
		}
	}
	return m
}

// selectNode selects the node at an index.
func (m Model) selectNode(index int) Model {
	p := m.picture.Nodes[index]
	m.selected, m.anchor = index, anchor{p.Note.Path(), p.Column}
	return m
}

// CanMove reports whether the selection can move dx columns to the right, or dy rows down.
func (m Model) CanMove(dx, dy int) bool {
	if m.picture == nil {
		return false
	}
	if dy != 0 && m.isCentreWithColumns() {
		return len(m.picture.Nodes) > 1
	}
	return m.picture.Move(m.selected, dx, dy, m.centreRow()) != m.selected
}

// Update moves the selection by a key.
func (m Model) Update(msg tea.Msg) Model {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok || m.picture == nil {
		return m
	}
	page := max(m.visibleRows()-1, 1)
	for _, move := range []struct {
		binding key.Binding
		dx, dy  int
	}{
		{m.Keys.Left, -1, 0}, {m.Keys.Right, 1, 0}, {m.Keys.Down, 0, 1}, {m.Keys.Up, 0, -1},
		{m.Keys.PageDown, 0, page}, {m.Keys.PageUp, 0, -page}, {m.Keys.First, 0, -m.picture.Rows}, {m.Keys.Last, 0, m.picture.Rows},
	} {
		switch {
		case !key.Matches(k, move.binding):
		case move.dx != 0:
			return m.selectNode(m.picture.Move(m.selected, move.dx, 0, m.centreRow())).scrollToSelected()
		case m.isCentreWithColumns():
			return m.moveIntoColumn()
		default:
			return m.MoveSelection(move.dy)
		}
	}
	return m
}

// Click selects the note at a cell inside the frame. The result is true when there is a note.
func (m Model) Click(x, y int) (Model, bool) {
	if m.picture == nil {
		return m, false
	}
	if m.picture.Header() != nil {
		y--
	}
	row := m.top + y - m.topMargin()
	for _, line := range m.picture.Lines(row, row+1, m.centreRow()) {
		runEnd := 0
		for _, r := range line {
			runEnd += m.theme.Cells.Width(r.Text)
			if x < runEnd {
				if r.Node < 0 {
					return m, false
				}
				return m.selectNode(r.Node), true
			}
		}
	}
	return m, false
}

// HasMore reports whether there are rows above and below the visible ones.
func (m Model) HasMore() (above, below bool) {
	return m.picture != nil && m.top > 0, m.picture != nil && m.top+m.visibleRows() < m.picture.Rows
}

// Lines returns the rows inside the frame.
func (m Model) Lines() []string {
	if m.picture == nil {
		return nil
	}
	var out []string
	if head := m.picture.Header(); head != nil {
		out = append(out, m.styleLine(head))
	}
	for range m.topMargin() {
		out = append(out, "")
	}
	for _, line := range m.picture.Lines(m.top, m.top+m.visibleRows(), m.centreRow()) {
		out = append(out, m.styleLine(line))
	}
	return out
}

func (m Model) styleLine(runs []graph.Run) string {
	var b strings.Builder
	for _, r := range runs {
		style := theme.Style{}
		switch {
		case r.Node >= 0 && r.Node == m.selected:
			style = m.theme.Focus
		case r.Kind == graph.Line && strings.TrimSpace(r.Text) != "":
			style = m.theme.Border
		case r.Kind == graph.Centre:
			style = m.theme.Bold
		case r.Kind == graph.Remark:
			style = m.theme.Dim
		}
		b.WriteString(style.Render(r.Text))
	}
	return m.theme.Cells.Cut(b.String(), m.width, m.glyphs.Tail)
}

// SelectedLabel returns the whole title of the selected note, of which the drawing may show only a part, and
// its date.
func (m Model) SelectedLabel() string {
	n := m.SelectedNote()
	if n.IsZero() {
		return ""
	}
	text := cells.CutText(m.theme.Cells, n.Title(), m.width, m.glyphs.Tail)
	if !n.Date().IsZero() {
		text += "  " + n.Date().Format("2006-01-02")
	}
	return text
}
