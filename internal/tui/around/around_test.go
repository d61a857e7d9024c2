package around

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/graph"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/theme"
)

func surroundings(links2 int) *graph.Surroundings {
	text := "# Hub\n"
	notes := []*note.Note{}
	for i := range links2 {
		text += fmt.Sprintf("[[to%02d]] ", i)
		notes = append(notes, note.Parse(fmt.Sprintf("to%02d.md", i), []byte("x")).Note)
	}
	hub := note.Parse("hub.md", []byte(text)).Note
	notes = append([]*note.Note{hub, note.Parse("in.md", []byte("[[hub]]")).Note}, notes...)
	return graph.Surrounding(hub, links.New(notes, nil, links.Site{}))
}

func press(m Model, keys ...tea.KeyPressMsg) Model {
	for _, k := range keys {
		m = m.Update(k)
	}
	return m
}

var (
	right = tea.KeyPressMsg{Code: tea.KeyRight}
	left  = tea.KeyPressMsg{Code: tea.KeyLeft}
	down  = tea.KeyPressMsg{Code: tea.KeyDown}
	end   = tea.KeyPressMsg{Code: tea.KeyEnd}
)

func TestMoving(t *testing.T) {
	m := New(theme.Plain()).Resize(116, 20).Open(surroundings(5))
	for _, step := range []struct {
		key  tea.KeyPressMsg
		want string
	}{{right, "to02"}, {down, "to03"}, {end, "to04"}, {left, "hub"}, {left, "in"}, {right, "hub"}} {
		if m = m.Update(step.key); m.Selected().ID != step.want {
			t.Errorf("%s selects %s, want %s", step.key, m.Selected().ID, step.want)
		}
	}
}

// A note that stands on both sides stays selected on the side where it was, through a picture that is too small for it.
func TestTheSideIsKept(t *testing.T) {
	hub, spoke := note.Parse("hub.md", []byte("[[spoke]]")).Note, note.Parse("spoke.md", []byte("[[hub]]")).Note
	m := New(theme.Plain()).Resize(116, 20).Open(graph.Surrounding(hub, links.New([]*note.Note{hub, spoke}, nil, links.Site{})))
	for _, key := range []tea.KeyPressMsg{left, right} {
		m := press(m, key)
		was := m.Lines()
		for _, size := range [][2]int{{16, 3}, {1, 1}, {36, 8}, {116, 20}} {
			m = m.Resize(size[0], size[1])
		}
		if now := m.Lines(); m.Selected() != spoke || !slices.Equal(now, was) {
			t.Errorf("%v: %v, was %v", key, now, was)
		}
	}
}

// However many notes there are, the one that is selected and the centre are in sight, and what is in sight fits.
func TestInSight(t *testing.T) {
	for _, size := range [][2]int{{116, 30}, {116, 5}, {76, 20}, {36, 8}, {16, 3}} {
		m := New(theme.Plain()).Resize(size[0], size[1]).Open(surroundings(60))
		m = press(m, right)
		for range 70 {
			lines := m.Lines()
			if len(lines) > size[1] {
				t.Fatalf("%v: %d lines", size, len(lines))
			}
			for _, l := range lines {
				if ansi.StringWidth(l) > size[0] {
					t.Fatalf("%v: %q is too wide", size, l)
				}
			}
			shown := strings.Join(lines, "\n")
			if !strings.Contains(shown, m.Selected().ID) || size[0] > 100 && !strings.Contains(shown, "Hub") {
				t.Fatalf("%v: %s is not in sight\n%s", size, m.Selected().ID, shown)
			}
			m = m.Update(down)
		}
		if m.Selected().ID != "to59" {
			t.Errorf("%v: ended at %s", size, m.Selected().ID)
		}
		if again := m.Resize(90, 11).Resize(size[0], size[1]); again.Selected() != m.Selected() {
			t.Errorf("%v: another size selects another note", size)
		}
	}
}

func TestClick(t *testing.T) {
	m := New(theme.Plain()).Resize(116, 20).Open(surroundings(5))
	for y, line := range m.Lines() {
		i := strings.Index(line, "to03")
		if i < 0 {
			continue
		}
		hit, ok := m.Click(ansi.StringWidth(line[:i])+1, y)
		if !ok || hit.Selected().ID != "to03" {
			t.Errorf("a click selects %v, %v", hit.Selected().ID, ok)
		}
		if _, ok := m.Click(115, y); ok {
			t.Error("nothing is hit there")
		}
	}
}

func TestCentres(t *testing.T) {
	m := New(theme.Plain()).Resize(80, 20).Open(surroundings(2))
	if m.Before() != "" {
		t.Error("nothing was before")
	}
	m = m.Centre(surroundings(3)).Centre(surroundings(4))
	if m.Before() != "hub.md" || m.Back(surroundings(3)).Back(surroundings(2)).Before() != "" {
		t.Error("the way back is not the way there")
	}
}

func TestNothing(t *testing.T) {
	m := New(theme.Plain())
	m = press(m.Resize(40, 10).Scroll(3).Restyle(theme.Dark()), right, down)
	if m.Lines() != nil || m.Selected() != nil || m.Named() != "" {
		t.Error("there is something")
	}
}
