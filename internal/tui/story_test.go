package tui

import (
	"strings"
	"testing"

	"quire/internal/tui/reader"
)

// The main way through the reader, on a real blog, by keys.
func TestReadingABlog(t *testing.T) {
	d := drive(t, corpus(t, "blog"))
	d.sees("193 notes")

	d.keys("/", `"#aws"`, "enter").sees("65 of 193")
	selectRow(d, "re:Invent 2021")
	d.keys("enter").sees("blog › re:Invent 2021", "7 December 2021", "22 of 65")

	d.keys("tab")
	for !strings.Contains(d.foot(), "Event-Driven") {
		before := d.m.reader.Link()
		if d.keys("tab"); d.m.reader.Link() == before {
			t.Fatal("tab never comes to the event-driven link")
		}
	}
	d.keys("up") // not at the top, so that the place is worth keeping
	place, head, screen := d.m.reader.Place(), d.head(), d.text()
	if place.Link == reader.Start.Link {
		t.Fatalf("the link lost its focus:\n%s", d.text())
	}

	d.keys("enter").sees("blog › re:Invent: Building Next-Gen Applications With Event-Driven Architectures"[:60])
	if d.m.open.path != "_posts/2021-12-06-reinvent-building-next-gen-applications-with-event-driven-architectures.md" {
		t.Fatalf("the link led to %s", d.m.open.path)
	}

	d.keys("backspace")
	if d.m.reader.Place() != place || d.text() != screen {
		t.Errorf("back is not where it was: %+v, want %+v\n%s", d.m.reader.Place(), place, d.text())
	}

	d.keys("]")
	if !strings.Contains(d.m.open.path, "event-driven") {
		t.Errorf("forward led to %s", d.m.open.path)
	}
	if d.head() == head {
		t.Errorf("the head did not change: %s", d.head())
	}

	in := d.m.open.in
	d.keys("J")
	if d.m.open.in != in+1 || d.m.open.path != d.m.results.found.hits[in+1].Note.Path {
		t.Errorf("J led to number %d, %s", d.m.open.in, d.m.open.path)
	}
	d.sees("#aws", number(in+2)+" of 65")
}

// The same by mouse.
func TestReadingABlogByMouse(t *testing.T) {
	d := drive(t, corpus(t, "blog"))
	d.click(3, 1).keys(`"#aws"`, "enter").sees("65 of 193")
	for !strings.Contains(d.text(), "2021-12-07  re:Invent 2021") {
		d.send(wheel(1, 10, 10))
	}
	x, y := d.find("re:Invent 2021")
	d.click(x, y)
	if d.m.selected().Title != "re:Invent 2021" {
		t.Fatalf("a click selected %q", d.m.selected().Title)
	}
	d.click(x, y).sees("blog › re:Invent 2021")

	for !strings.Contains(d.text(), "event-driven architecture") {
		d.send(wheel(1, 60, 10))
	}
	place := d.m.reader.Place()
	x, y = d.find("event-driven architecture")
	d.click(x, y)
	if !strings.Contains(d.m.open.path, "event-driven") {
		t.Fatalf("the click led to %s", d.m.open.path)
	}
	d.send(mouseBack())
	if got := d.m.reader.Place(); got.Block != place.Block || got.Offset != place.Offset || got.Link < 0 {
		t.Errorf("back is at %+v, want %+v with the link in focus", got, place)
	}
	d.send(mouseForward())
	if !strings.Contains(d.m.open.path, "event-driven") {
		t.Errorf("forward led to %s", d.m.open.path)
	}
	d.click(2, 0)
	if d.m.screen != screenShelf {
		t.Error("a click on the head leads to the shelf")
	}
}

func selectRow(d *driver, title string) {
	d.t.Helper()
	for d.m.selected().Title != title {
		before := d.m.shelf.Selected()
		if d.keys("j"); d.m.shelf.Selected() == before {
			d.t.Fatalf("%q is not on the shelf", title)
		}
	}
}
