package linkmap

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"quire/internal/graph"
	"quire/internal/links"
	"quire/internal/links/profile"
	"quire/internal/note"
	"quire/internal/search"
	"quire/internal/search/searchtest"
	"quire/internal/text"
	"quire/internal/theme"
)

func testNeighbourhood(linked int) *graph.LocalGraph {
	text := "# Hub\n"
	notes := []*note.Note{}
	for i := range linked {
		text += fmt.Sprintf("[[to%02d]] ", i)
		notes = append(notes, note.Parse(fmt.Sprintf("to%02d.md", i), []byte("x")).Note)
	}
	hub := note.Parse("hub.md", []byte(text)).Note
	notes = append([]*note.Note{hub, note.Parse("in.md", []byte("[[hub]]")).Note}, notes...)
	return newLocalGraph(hub, notes...)
}

// newLocalGraph returns the notes around centre, among notes.
func newLocalGraph(centre *note.Note, notes ...*note.Note) *graph.LocalGraph {
	s, err := graph.NewLocalGraph(context.Background(), search.NewHit(centre, 0, 0), searchtest.Web{Resolver: links.New(notes, nil, profile.Sites{})})
	if err != nil {
		panic(err)
	}
	return s
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

func TestMove_SelectsNeighbours(t *testing.T) {
	m := New(theme.Plain()).Resize(116, 20).Open(testNeighbourhood(5))
	for _, step := range []struct {
		key  tea.KeyPressMsg
		want string
	}{{right, "to02"}, {down, "to03"}, {end, "to04"}, {left, "hub"}, {left, "in"}, {right, "hub"}} {
		if m = m.Update(step.key); m.SelectedNote().ID() != step.want {
			t.Errorf("%s selects %s, want %s", step.key, m.SelectedNote().ID(), step.want)
		}
	}
}

// TestResize_KeepsColumnOfSelection holds that a note that appears on both sides stays selected on the same
// side, even after a size that is too small to show it.
func TestResize_KeepsColumnOfSelection(t *testing.T) {
	hub, spoke := note.Parse("hub.md", []byte("[[spoke]]")).Note, note.Parse("spoke.md", []byte("[[hub]]")).Note
	m := New(theme.Plain()).Resize(116, 20).Open(newLocalGraph(hub, hub, spoke))
	for _, key := range []tea.KeyPressMsg{left, right} {
		m := press(m, key)
		before := m.Lines()
		for _, size := range [][2]int{{16, 3}, {1, 1}, {36, 8}, {116, 20}} {
			m = m.Resize(size[0], size[1])
		}
		if now := m.Lines(); m.SelectedNote().Path() != spoke.Path || !slices.Equal(now, before) {
			t.Errorf("%v: %v, before %v", key, now, before)
		}
	}
}

// TestLines_KeepSelectionAndCentreVisible holds that the selection and the centre are visible with any number
// of notes, and that all lines fit.
func TestLines_KeepSelectionAndCentreVisible(t *testing.T) {
	for _, size := range [][2]int{{116, 30}, {116, 5}, {76, 20}, {36, 8}, {16, 3}} {
		m := New(theme.Plain()).Resize(size[0], size[1]).Open(testNeighbourhood(60))
		m = press(m, right)
		for range 70 {
			lines := m.Lines()
			if len(lines) > size[1] {
				t.Fatalf("%v: %d lines", size, len(lines))
			}
			for _, l := range lines {
				if text.Wcwidth.Width(l) > size[0] {
					t.Fatalf("%v: %q is too wide", size, l)
				}
			}
			shown := strings.Join(lines, "\n")
			if !strings.Contains(shown, m.SelectedNote().ID()) || size[0] > 100 && !strings.Contains(shown, "Hub") {
				t.Fatalf("%v: %s is not visible\n%s", size, m.SelectedNote().ID(), shown)
			}
			m = m.Update(down)
		}
		if m.SelectedNote().ID() != "to59" {
			t.Errorf("%v: ended at %s", size, m.SelectedNote().ID())
		}
		if again := m.Resize(90, 11).Resize(size[0], size[1]); again.SelectedNote() != m.SelectedNote() {
			t.Errorf("%v: another size selects another note", size)
		}
	}
}

func TestClick_SelectsNote(t *testing.T) {
	m := New(theme.Plain()).Resize(116, 20).Open(testNeighbourhood(5))
	for y, line := range m.Lines() {
		i := strings.Index(line, "to03")
		if i < 0 {
			continue
		}
		hit, ok := m.Click(text.Wcwidth.Width(line[:i])+1, y)
		if !ok || hit.SelectedNote().ID() != "to03" {
			t.Errorf("a click selects %v, %v", hit.SelectedNote().ID(), ok)
		}
		if _, ok := m.Click(115, y); ok {
			t.Error("a click beside the notes selects a note")
		}
	}
}

func TestRecentre_KeepsPreviousCentres(t *testing.T) {
	m := New(theme.Plain()).Resize(80, 20).Open(testNeighbourhood(2))
	if m.PreviousCentre() != "" {
		t.Error("a new map has a previous centre")
	}
	m = m.Recentre(testNeighbourhood(3)).Recentre(testNeighbourhood(4))
	if m.PreviousCentre() != "hub.md" || m.RecentreBack(testNeighbourhood(3)).RecentreBack(testNeighbourhood(2)).PreviousCentre() != "" {
		t.Error("RecentreBack does not undo Recentre")
	}
}

func TestModel_EmptyHasNoLines(t *testing.T) {
	m := New(theme.Plain())
	m = press(m.Resize(40, 10).MoveSelection(3).SetTheme(theme.Dark()), right, down)
	if m.Lines() != nil || !m.SelectedNote().IsZero() || m.SelectedLabel() != "" {
		t.Error("an empty map shows something")
	}
}
