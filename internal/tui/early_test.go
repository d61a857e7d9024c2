package tui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// A small library is read before the terminal has told its size. Nothing is drawn until it has, and nothing is lost.
func TestALibraryThatIsReadBeforeTheSizeIsKnown(t *testing.T) {
	l := notes(small())
	m := newModel(t.Context(), Options{Name: "test", Load: loader(l)})
	c, err := loader(l)(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	next, asked := m.Update(libraryLoaded{catalog: c})
	if got := next.(Model).View().Content; got != "" {
		t.Errorf("drawn without a window: %q", got)
	}
	d := &driver{t: t, m: next.(Model)}
	d.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	d.run(asked)
	d.sees("The hub")
}
