package tui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// A small library may be loaded before the terminal reports its size. Nothing is drawn until then, and nothing is lost.
func TestStart_LibraryIsReadBeforeWindowSizeIsKnown(t *testing.T) {
	l := notes(sampleLibrary())
	m := New(t.Context(), Options{Name: "test", Live: newFakeLive(l)})
	c, err := loadFunc(l)(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	next, asked := m.Update(libraryLoadedMsg{catalog: c})
	if got := next.(Model).View().Content; got != "" {
		t.Errorf("drawn without a window: %q", got)
	}
	d := &driver{t: t, m: next.(Model)}
	d.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	d.run(asked)
	d.sees("The hub")
}
