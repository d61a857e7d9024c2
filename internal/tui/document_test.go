package tui

import (
	"testing"

	"quire/internal/note"
)

func TestDocument_WithoutLibrary(t *testing.T) {
	d := drive(t, nil, func(o *Options) {
		o.Live, o.Document = nil, note.Parse("stdin.md", []byte("# Piped\n\nText with [a link](https://example.org) and [none](x.md).\n"))
	})
	d.sees("Piped", "Text with").keys("tab").sees("↗ https://example.org").keys("tab").sees("✗")
	if d.keys("esc", "backspace"); d.quit || d.m.screen != screenPage {
		t.Error("esc and back must not leave the only page")
	}
	d.keys("ctrl+p", "esc", "J", "B", "esc", "t", "esc", "e", "y", "r")
	if d.keys("q"); !d.quit {
		t.Error("q must quit without a shelf")
	}
}

func TestDocument_EmptyLibraryHasNoShelf(t *testing.T) {
	d := drive(t, notes(nil), func(o *Options) { o.Document = note.Parse("stdin.md", []byte("# Piped\n")) })
	d.sees("Piped").seesNot("›")
	if d.keys("q"); !d.quit {
		t.Error("q must quit without a shelf")
	}
	d = drive(t, notes(sampleLibrary()), func(o *Options) {
		o.Document = note.Parse("stdin.md", []byte("# Piped\n\n[[The hub]] and [hub](hub.md)\n"))
	})
	d.sees("Piped").focusLink("hub").keys("enter").sees("The hub").keys("h").sees("Piped").keys("esc", "esc").sees("7 notes")
}
