package tui

import (
	"context"
	"errors"
	"testing"

	"quire/internal/catalog"
)

// unread is a program that has had a glance at a library and no more: reading it fails.
func unread(t testing.TB) *driver {
	return drive(t, notes(small()), func(o *Options) {
		o.Load = func(context.Context, func(int)) (*catalog.Catalog, error) { return nil, errors.New("no") }
	})
}

// As long as the library has not been read nothing is said of its links, for they are not known: no note is an orphan,
// and of none it is said that nothing links there.
func TestNothingIsSaidOfLinksAtAGlance(t *testing.T) {
	d := unread(t)
	d.keys("/", "is:orphan", "enter").sees("0 of 7", "not searched")
	d.keys("esc", "ctrl+p", `"the hub"`, "enter").sees("The hub")
	d.keys("B").seesNot("no note links here").sees("not known")
	d.keys("v").seesNot("links to no note").sees("not known")
	d.keys("i").sees("words").seesNot("links")
	c, err := catalog.Load(t.Context(), notes(small()), catalog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d.send(libraryLoaded{d.m.library.seq, c, nil})
	d.sees("links", "links here")
	d.keys("esc", "q", "/", "zebra", "enter").sees("No note matches").seesNot("not searched")
}

func TestAnyKeyAtAGlance(t *testing.T) {
	d := unread(t)
	for _, first := range []string{"", "enter"} {
		for _, key := range everyKey {
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
