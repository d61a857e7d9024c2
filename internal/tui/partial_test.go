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

// A link that is followed while the library is still read leads where it leads once that is known.
func TestPartialLibrary_FollowWaitsForTarget(t *testing.T) {
	l := notes(map[string]string{"a.md": "# A\n\n[site](https://example.org), [to b](b.md)\n", "b.md": "# B\n\nThe text of B.\n"})
	d := drive(t, l, func(o *Options) {
		o.Live.(*fakeLive).load = func(context.Context) (catalog.Library, error) { return nil, errors.New("no") }
	})
	d.keys("enter", "tab").sees("https://example.org")
	if d.keys("tab", "enter"); d.m.page.open.path != "a.md" || len(d.m.keyQueue) > 0 {
		t.Fatalf("a library that cannot be read: %d keys wait at %s", len(d.m.keyQueue), d.m.page.open.path)
	}
	d.sees("not known until the library is read")

	d.m = d.m.ownSession()
	d.m.library.state.Err = nil // as if it were still being read
	for _, key := range []string{"enter", "p"} {
		if d.keys(key); d.m.page.open.path != "a.md" || len(d.m.keyQueue) != 1 {
			t.Fatalf("%s: %d keys wait at %s", key, len(d.m.keyQueue), d.m.page.open.path)
		}
		if d.keys("esc"); d.m.page.open.path != "a.md" || len(d.m.keyQueue) != 0 {
			t.Fatalf("esc does not end the wait:\n%s", d.text())
		}
	}
	d.keys("enter")
	c, err := catalog.Load(t.Context(), l, catalog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d.send(libraryLoadedMsg{seq: d.m.library.loadSeq, catalog: c})
	d.sees("The text of B.")
}
