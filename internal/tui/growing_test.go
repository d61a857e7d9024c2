package tui

import (
	"context"
	"fmt"
	"testing"

	"quire/internal/catalog"
)

// While a library is glanced at its shelf grows under the reader, who keeps the row; when the glance is over it is read.
func TestAShelfThatGrows(t *testing.T) {
	part := func(n int) *catalog.Catalog {
		files := map[string]string{}
		for i := range n {
			files[fmt.Sprintf("n%d.md", i)] = fmt.Sprintf("---\ntitle: Number %d\ndate: 2024-01-%02d\n---\nText %d.\n", i, i+1, i)
		}
		c, err := catalog.Glance(context.Background(), notes(files), catalog.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	looks, read, steps := 0, 0, []*catalog.Catalog{part(3), part(6), part(9)}
	steps[0].Growing, steps[1].Growing = true, true
	d := drive(t, nil, func(o *Options) {
		o.Glance = func(context.Context) (*catalog.Catalog, error) { looks++; return steps[looks-1], nil }
		o.Load = func(context.Context, func(int)) (*catalog.Catalog, error) { read++; return part(9), nil }
	})
	if looks != 3 || read != 1 || len(d.m.library.Notes) != 9 {
		t.Fatalf("%d looks, read %d times, %d notes", looks, read, len(d.m.library.Notes))
	}

	d.m.library.Catalog, d.hold, looks = steps[0], true, 1
	d.send(libraryGlanced{steps[0], nil})
	d.release(false) // the query is answered, and the next look taken
	if looks != 3 || read != 2 {
		t.Fatalf("%d looks, read %d times", looks, read)
	}

	// The row stays, and the bottom line tells how far it is.
	d.m.library.Catalog, d.m.library.waiting = steps[0], true
	d.send(searched{question: d.m.results.asked, found: find(steps[0].Index, d.m.results.asked, nil)})
	d.keys("g", "j")
	was := d.m.selected().Title
	d.sees("3 notes so far")
	looks = 2
	d.send(libraryGlanced{steps[1], nil})
	if now := d.m.selected().Title; now != was || was != "Number 1" {
		t.Errorf("%q was selected, and now %q", was, now)
	}
	d.seesNot("so far")

	// Who has not moved stays at the newest.
	d.m.library.Catalog = steps[0]
	d.send(searched{question: d.m.results.asked, found: find(steps[0].Index, d.m.results.asked, nil)})
	d.keys("g")
	looks = 2
	d.send(libraryGlanced{steps[1], nil})
	if now := d.m.selected().Title; now != "Number 8" {
		t.Errorf("at the top of nine is %q", now)
	}
}
