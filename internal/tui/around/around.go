// Package around is the picture of the notes around one, in which one can move: who links to it, what it links to, two
// steps deep. It is given the surroundings and says which note is selected; it neither reads notes nor opens them.
package around

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"quire/internal/graph"
	"quire/internal/note"
	"quire/internal/safe"
	"quire/internal/theme"
	"quire/internal/tui/cells"
)

// KeyMap is what moves in the picture.
type KeyMap struct {
	Left, Right, Down, Up, PageDown, PageUp, First, Last key.Binding
}

// DefaultKeyMap is that of the page, with h and l for left and right.
func DefaultKeyMap() KeyMap {
	bind := key.NewBinding
	return KeyMap{
		Left:     bind(key.WithKeys("h", "left"), key.WithHelp("h ←", "towards the notes that link here")),
		Right:    bind(key.WithKeys("l", "right"), key.WithHelp("l →", "towards the notes that are linked to")),
		Down:     bind(key.WithKeys("j", "down", "tab"), key.WithHelp("j ↓", "the note below")),
		Up:       bind(key.WithKeys("k", "up", "shift+tab"), key.WithHelp("k ↑", "the note above")),
		PageDown: bind(key.WithKeys("space", "pgdown", "d", "ctrl+d", "ctrl+f"), key.WithHelp("space", "a page down")),
		PageUp:   bind(key.WithKeys("b", "pgup", "u", "ctrl+u", "ctrl+b"), key.WithHelp("b", "a page up")),
		First:    bind(key.WithKeys("g", "home"), key.WithHelp("g", "the first")),
		Last:     bind(key.WithKeys("G", "end"), key.WithHelp("G", "the last")),
	}
}

// Bindings are all of them, in the order in which help shows them.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{k.Left, k.Right, k.Down, k.Up, k.PageDown, k.PageUp, k.First, k.Last}
}

// Model is the picture. It is a value.
type Model struct {
	Keys KeyMap

	about         *graph.Surroundings
	picture       *graph.Picture
	been          []string // the paths of the notes that stood in the middle before
	at, top       int      // the place that is selected, and the row at the top
	chosen        choice   // the place that was moved to last, which a smaller picture may not have
	width, height int
	look          *theme.Theme
	glyphs        cells.Glyphs
}

// choice says which place is meant in any picture of the same surroundings: a note may stand on both sides.
type choice struct {
	note   *note.Note
	column int
}

// New is a picture of nothing.
func New(look *theme.Theme) Model { return Model{Keys: DefaultKeyMap()}.Restyle(look) }

// Restyle changes the colours.
func (m Model) Restyle(look *theme.Theme) Model {
	redraw := m.look != nil && m.look.ASCII != look.ASCII
	m.look, m.glyphs = look, cells.GlyphsFor(look.ASCII)
	if redraw {
		return m.drawn()
	}
	return m
}

// Open shows the surroundings of a note, which is selected.
func (m Model) Open(s *graph.Surroundings) Model {
	m.about, m.been, m.chosen, m.top = s, nil, choice{}, 0
	return m.drawn()
}

// Centre shows the surroundings of another note. The one that stood in the middle can be gone back to.
func (m Model) Centre(s *graph.Surroundings) Model {
	if m.about == nil {
		return m.Open(s)
	}
	been := append(m.been[:len(m.been):len(m.been)], m.about.Centre.Path)
	m = m.Open(s)
	m.been = been
	return m
}

// Before is the path of the note that stood in the middle before, or "".
func (m Model) Before() string {
	if len(m.been) == 0 {
		return ""
	}
	return m.been[len(m.been)-1]
}

// Back shows the surroundings of the note that stood in the middle before.
func (m Model) Back(s *graph.Surroundings) Model {
	been := m.been[:max(len(m.been)-1, 0)]
	m = m.Open(s)
	m.been = been
	return m
}

// Resize sets the inside of the picture.
func (m Model) Resize(width, height int) Model {
	if width == m.width && height == m.height {
		return m
	}
	m.width, m.height = max(width, 1), max(height, 1)
	return m.drawn()
}

// drawn lays the picture out. What was moved to stays selected: in its column, or else where the note is shown.
func (m Model) drawn() Model {
	if m.about == nil || m.width == 0 {
		return m
	}
	m.picture = m.about.Draw(graph.Options{Width: m.width, Rows: m.height - 1, ASCII: m.look.ASCII})
	m.at = 0
	for i, p := range m.picture.Places {
		if p.Note == nil || p.Note != m.chosen.note {
			continue
		}
		if m.at == 0 || p.Column == m.chosen.column {
			m.at = i
		}
	}
	m.top = 0
	if m.at == 0 && m.picture.Wide { // the middle stands where one looks
		return m
	}
	return m.inSight()
}

// rows is how many rows of the picture are in sight.
func (m Model) rows() int {
	if m.picture != nil && m.picture.Head() != nil {
		return max(m.height-1, 1)
	}
	return m.height
}

// offset is how many rows stay free above a picture that is lower than the window.
func (m Model) offset() int { return max((m.rows()-m.picture.Rows)/2, 0) }

// middle is the row of the picture at which the centre stands.
func (m Model) middle() int {
	return m.picture.Middle(m.top + min(m.rows(), m.picture.Rows)/2)
}

// inSight scrolls to the note that is selected.
func (m Model) inSight() Model {
	at := m.picture.Places[m.at]
	if !m.picture.Wide && m.at == 0 {
		m.top = at.Row - m.rows()/2
	} else if at.Column != 0 {
		m.top = max(min(m.top, at.Row), at.Row-m.rows()+1)
	}
	m.top = max(min(m.top, m.picture.Rows-m.rows()), 0)
	return m
}

// Selected is the note that is selected; nil for none.
func (m Model) Selected() *note.Note {
	if m.picture == nil || m.at >= len(m.picture.Places) {
		return nil
	}
	return m.picture.Places[m.at].Note
}

// Scroll moves by n notes up or down.
func (m Model) Scroll(n int) Model {
	if m.picture == nil {
		return m
	}
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	at := m.at
	for range n {
		at = m.picture.Move(at, 0, step, m.middle())
	}
	return m.choose(at).inSight()
}

// besides says whether the note in the middle is selected, with nothing above or below it but columns at its sides.
func (m Model) besides() bool { return m.picture != nil && m.at == 0 && m.picture.Wide }

// aside goes from the middle into a column: to the notes that link here, or else to those that are linked to.
func (m Model) aside() Model {
	for _, dx := range []int{-1, 1} {
		if to := m.picture.Move(m.at, dx, 0, m.middle()); to != m.at {
			return m.choose(to).inSight()
		}
	}
	return m
}

// choose selects a place.
func (m Model) choose(at int) Model {
	p := m.picture.Places[at]
	m.at, m.chosen = at, choice{p.Note, p.Column}
	return m
}

// Moves says whether one can go from the note that is selected, dx columns to the right or dy rows down.
func (m Model) Moves(dx, dy int) bool {
	if m.picture == nil {
		return false
	}
	if dy != 0 && m.besides() {
		return len(m.picture.Places) > 1
	}
	return m.picture.Move(m.at, dx, dy, m.middle()) != m.at
}

// Update moves by a key.
func (m Model) Update(msg tea.Msg) Model {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok || m.picture == nil {
		return m
	}
	page := max(m.rows()-1, 1)
	for _, move := range []struct {
		on     key.Binding
		dx, dy int
	}{
		{m.Keys.Left, -1, 0}, {m.Keys.Right, 1, 0}, {m.Keys.Down, 0, 1}, {m.Keys.Up, 0, -1},
		{m.Keys.PageDown, 0, page}, {m.Keys.PageUp, 0, -page}, {m.Keys.First, 0, -m.picture.Rows}, {m.Keys.Last, 0, m.picture.Rows},
	} {
		switch {
		case !key.Matches(k, move.on):
		case move.dx != 0:
			return m.choose(m.picture.Move(m.at, move.dx, 0, m.middle())).inSight()
		case m.besides():
			return m.aside()
		default:
			return m.Scroll(move.dy)
		}
	}
	return m
}

// Click selects the note at a cell of the inside, and says whether there is one.
func (m Model) Click(x, y int) (Model, bool) {
	if m.picture == nil {
		return m, false
	}
	if m.picture.Head() != nil {
		y--
	}
	row := m.top + y - m.offset()
	for _, line := range m.picture.Lines(row, row+1, m.middle()) {
		at := 0
		for _, r := range line {
			at += cells.Width(r.Text)
			if x < at {
				if r.Node < 0 {
					return m, false
				}
				return m.choose(r.Node), true
			}
		}
	}
	return m, false
}

// More says whether there are rows above and below.
func (m Model) More() (above, below bool) {
	return m.picture != nil && m.top > 0, m.picture != nil && m.top+m.rows() < m.picture.Rows
}

// Lines are the rows inside.
func (m Model) Lines() []string {
	if m.picture == nil {
		return nil
	}
	var out []string
	if head := m.picture.Head(); head != nil {
		out = append(out, m.line(head))
	}
	for range m.offset() {
		out = append(out, "")
	}
	for _, line := range m.picture.Lines(m.top, m.top+m.rows(), m.middle()) {
		out = append(out, m.line(line))
	}
	return out
}

func (m Model) line(runs []graph.Run) string {
	var b strings.Builder
	for _, r := range runs {
		style := theme.Style{}
		switch {
		case r.Node >= 0 && r.Node == m.at:
			style = m.look.Focus
		case r.Kind == graph.Line && strings.TrimSpace(r.Text) != "":
			style = m.look.Border
		case r.Kind == graph.Centre:
			style = m.look.Bold
		case r.Kind == graph.Remark:
			style = m.look.Dim
		}
		b.WriteString(style.Render(r.Text))
	}
	return cells.Cut(b.String(), m.width, m.glyphs.Tail)
}

// Named is what is said of the note that is selected: its whole title, of which the picture may show a part.
func (m Model) Named() string {
	n := m.Selected()
	if n == nil {
		return ""
	}
	text := safe.Text(n.Title)
	if !n.Date.IsZero() {
		text += "  " + n.Date.Format("2006-01-02")
	}
	return text
}
