package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/catalog"
	"quire/internal/graph"
)

// surroundingsFound are the notes around one, as they were asked for.
type surroundingsFound struct {
	state int // of the library
	how   centring
	path  string
	about *graph.Surroundings
}

// centring is why a note comes into the middle.
type centring uint8

const (
	centreOpened centring = iota // v on the page
	centreMoved                  // v on a note of the picture
	centreBack                   // the note that was there before
)

// aroundNote asks for the picture of the notes around the page.
func (m Model) aroundNote() (Model, tea.Cmd) {
	if m.open.path == "" {
		return m.say("this text is no note of a library"), nil
	}
	if m.library.Partial {
		return m.say(linksUnknown), nil
	}
	return m, m.findAround(m.open.path, centreOpened)
}

// centre asks for the picture of the notes around the one that is selected.
func (m Model) centre() (Model, tea.Cmd) {
	n := m.around.Selected()
	switch {
	case n == nil:
		return m, nil
	case n.Path == m.float.about:
		return m.say("this note is in the middle already"), nil
	}
	return m, m.findAround(n.Path, centreMoved)
}

// uncentre goes back to the note that stood in the middle before, or to the page.
func (m Model) uncentre() (Model, tea.Cmd) {
	if path := m.around.Before(); path != "" {
		return m, m.findAround(path, centreBack)
	}
	return dismiss(m)
}

func (m Model) findAround(path string, how centring) tea.Cmd {
	return findSurroundings(m.library.Catalog, m.library.state, path, how)
}

func findSurroundings(c *catalog.Catalog, state int, path string, how centring) tea.Cmd {
	return func() tea.Msg {
		found := surroundingsFound{state: state, how: how, path: path}
		if n := c.Links.Note(path); n != nil {
			found.about = graph.Surrounding(n, c.Links)
		}
		return found
	}
}

// surrounded shows the picture, if it is still wanted.
func (m Model) surrounded(msg surroundingsFound) (Model, tea.Cmd) {
	wanted := m.focus == focusAround
	if msg.how == centreOpened {
		wanted = m.focus == focusScreen && m.screen == screenPage && m.open.path == msg.path
	}
	if !wanted || msg.state != m.library.state {
		return m, nil
	}
	if msg.about == nil {
		return m.say("that note is gone"), nil
	}
	m.focus, m.float = focusAround, float{title: "around this note", about: msg.path}
	m = m.refloated()
	switch msg.how {
	case centreOpened:
		m.around = m.around.Open(msg.about)
	case centreMoved:
		m.around = m.around.Centre(msg.about)
	case centreBack:
		m.around = m.around.Back(msg.about)
	}
	return m, nil
}

// openAround goes to the note that is selected.
func (m Model) openAround() (Model, tea.Cmd) {
	n := m.around.Selected()
	if n == nil {
		return m, nil
	}
	m, _ = dismiss(m)
	if n.Path == m.open.path {
		return m, nil
	}
	return m.goOn(n.Path, landing{})
}

// hintsAround are the keys that do something where one is in the picture.
func (m Model) hintsAround() []hint {
	k, a := m.keys, m.around.Keys
	n := m.around.Selected()
	other := n != nil && n.Path != m.float.about
	var out []hint
	for _, h := range []struct {
		hint
		works bool
	}{
		{hint{k.OpenAround, "open"}, n != nil && n.Path != m.open.path},
		{hint{a.Left, "left"}, m.around.Moves(-1, 0)},
		{hint{a.Right, "right"}, m.around.Moves(1, 0)},
		{hint{a.Down, "down"}, m.around.Moves(0, 1)},
		{hint{a.Up, "up"}, m.around.Moves(0, -1)},
		{hint{k.Centre, "around it"}, other},
		{hint{k.Leave, "close"}, true},
	} {
		if h.works {
			out = append(out, h.hint)
		}
	}
	return out
}
