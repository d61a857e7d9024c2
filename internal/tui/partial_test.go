package tui

import (
	"context"
	"errors"
	"testing"

	"quire/internal/catalog"
)

// drivePartial returns a program that has only a preview of its library, because loading all of it fails.
func drivePartial(t testing.TB) *driver {
	return drive(t, notes(sampleLibrary()), func(o *Options) {
		o.Live.(*fakeLive).load = func(context.Context) (catalog.Library, error) { return nil, errors.New("no") }
	})
}

// Until all of the library is loaded, its links are unknown: no note counts as an orphan or as a note without backlinks.
func TestPartialLibrary_LinksAreUnknown(t *testing.T) {
	d := drivePartial(t)
	d.keys("/", "is:orphan", "enter").sees("0 of 7", "not searched")
	d.keys("esc", "ctrl+p", `"the hub"`, "enter").sees("The hub")
	d.keys("B").seesNot("no backlinks").sees("not known")
	d.keys("v").seesNot("links to no note").sees("not known")
	d.keys("i").sees("words").seesNot("links")
	c, err := catalog.Load(t.Context(), notes(sampleLibrary()), catalog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d.send(libraryLoadedMsg{seq: d.m.library.loadSeq, catalog: c})
	d.sees("links", "backlinks")
	d.keys("esc", "q", "/", "zebra", "enter").sees("No notes match").seesNot("not searched")
}

func TestPartialLibrary_AcceptsAnyKey(t *testing.T) {
	d := drivePartial(t)
	for _, first := range []string{"", "enter"} {
		for _, key := range allKeys {
			d.keys("esc", "esc", "esc")
			if d.quit {
				d.quit = false
			}
			if first != "" {
				d.keys(first)
			}
			d.keys(key, "enter", "tab", "enter")
		}
	}
}
