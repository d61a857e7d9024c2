package querybar

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/text"
	"quire/internal/theme"
)

func typed(m Model, text string) Model {
	for _, c := range text {
		m, _ = m.Update(tea.KeyPressMsg{Code: c, Text: string(c)})
	}
	return m
}

func TestKeepAndRestore(t *testing.T) {
	m := typed(New("/", theme.Dark()).SetText("#aws").Focus(), "event")
	if m.Text() != "#aws event" {
		t.Errorf("another word follows: %q", m.Text())
	}
	if got := m.Cancel().Text(); got != "#aws" {
		t.Errorf("restored: %q", got)
	}
	if got := typed(m, " ").Accept().Text(); got != "#aws event" {
		t.Errorf("kept: %q", got)
	}
}

func TestViewFitsAndHasItsCursor(t *testing.T) {
	m := typed(New("/", theme.Dark()).Focus(), "日本語 #aws a long query that goes on").MarkSlip(4, 3, "what is wrong with it")
	for w := 1; w < 90; w++ {
		view, column := m.View(w, "hint")
		if text.Wcwidth.Width(view) > w || column >= w {
			t.Fatalf("width %d: cursor %d, %q", w, column, view)
		}
		if w > 3 && column < 2 {
			t.Fatalf("width %d: cursor %d", w, column)
		}
	}
	if _, column := m.Accept().View(40, ""); column >= 0 {
		t.Error("a line that is not typed in has a cursor")
	}
	if view, _ := New("/", theme.Dark()).View(40, "words, or #tag"); ansi.Strip(view) != "/ words, or #tag" {
		t.Errorf("%q", view)
	}
}

func TestASlipIsSaidWhenOneHasGoneOn(t *testing.T) {
	m := typed(New("/", theme.Dark()).Focus(), "is:x").MarkSlip(0, 4, "no such state")
	if view, _ := m.View(60, ""); strings.Contains(view, "no such state") {
		t.Error("what is being typed is not wrong yet")
	}
	m = typed(m, " y").MarkSlip(0, 4, "no such state")
	if view, _ := m.View(60, ""); !strings.Contains(view, "no such state") {
		t.Error("the slip is not said")
	}
}
