package tui

import (
	"strings"
	"testing"

	"quire/internal/numbers"
	"quire/internal/tui/reader"
)

// TestWalkthrough_BlogByKeys goes through the main tasks on a real blog, by keys.
func TestWalkthrough_BlogByKeys(t *testing.T) {
	d := drive(t, corpus(t, "blog"))
	d.sees("193 notes")

	d.keys("/", `"#aws"`, "enter").sees("65 of 193")
	selectByTitle(d, "re:Invent 2021")
	d.keys("enter").sees("blog › re:Invent 2021", "7 December 2021", "22 of 65")

	d.keys("tab")
	for !strings.Contains(d.foot(), "Event-Driven") {
		before := d.m.page.reader.FocusedLink()
		if d.keys("tab"); d.m.page.reader.FocusedLink() == before {
			t.Fatal("tab never reaches the event-driven link")
		}
	}
	d.keys("up") // away from the top, so that the position must be kept
	anchor, head, screen := d.m.page.reader.Anchor(), d.head(), d.text()
	if anchor.Link == reader.StartAnchor.Link {
		t.Fatalf("the link lost its focus:\n%s", d.text())
	}

	d.keys("enter").sees("blog › re:Invent: Building Next-Gen Applications With Event-Driven Architectures"[:60])
	if d.m.page.open.path != "_posts/2021-12-06-reinvent-building-next-gen-applications-with-event-driven-architectures.md" {
		t.Fatalf("the link led to %s", d.m.page.open.path)
	}

	d.keys("backspace")
	if d.m.page.reader.Anchor() != anchor || d.text() != screen {
		t.Errorf("back is at %+v, want %+v\n%s", d.m.page.reader.Anchor(), anchor, d.text())
	}

	d.keys("]")
	if !strings.Contains(d.m.page.open.path, "event-driven") {
		t.Errorf("forward led to %s", d.m.page.open.path)
	}
	if d.head() == head {
		t.Errorf("the head did not change: %s", d.head())
	}

	index := d.m.page.open.hitIndex
	d.keys("J")
	if d.m.page.open.hitIndex != index+1 || d.m.page.open.path != d.m.shelf.results.found.Hits[index+1].Path() {
		t.Errorf("J led to hit %d, %s", d.m.page.open.hitIndex, d.m.page.open.path)
	}
	d.sees("#aws", numbers.Format(index+2)+" of 65")
}

// TestWalkthrough_BlogByMouse goes through the same tasks by mouse.
func TestWalkthrough_BlogByMouse(t *testing.T) {
	d := drive(t, corpus(t, "blog"))
	d.click(3, 1).keys(`"#aws"`, "enter").sees("65 of 193")
	for !strings.Contains(d.text(), "2021-12-07  re:Invent 2021") {
		d.send(wheel(1, 10, 10))
	}
	x, y := d.find("re:Invent 2021")
	d.click(x, y)
	if d.m.shelf.selectedNote().Title() != "re:Invent 2021" {
		t.Fatalf("a click selected %q", d.m.shelf.selectedNote().Title())
	}
	d.click(x, y).sees("blog › re:Invent 2021")

	for !strings.Contains(d.text(), "event-driven architecture") {
		d.send(wheel(1, 60, 10))
	}
	anchor := d.m.page.reader.Anchor()
	x, y = d.find("event-driven architecture")
	d.click(x, y)
	if !strings.Contains(d.m.page.open.path, "event-driven") {
		t.Fatalf("the click led to %s", d.m.page.open.path)
	}
	d.send(mouseBack())
	if got := d.m.page.reader.Anchor(); got.Block != anchor.Block || got.Offset != anchor.Offset || got.Link < 0 {
		t.Errorf("back is at %+v, want %+v with the link selected", got, anchor)
	}
	d.send(mouseForward())
	if !strings.Contains(d.m.page.open.path, "event-driven") {
		t.Errorf("forward led to %s", d.m.page.open.path)
	}
	d.click(2, 0)
	if d.m.screen != screenShelf {
		t.Error("a click on the page's head does not lead to the shelf")
	}
}

func selectByTitle(d *driver, title string) {
	d.t.Helper()
	for d.m.shelf.selectedNote().Title() != title {
		before := d.m.shelf.list.Selected()
		if d.keys("j"); d.m.shelf.list.Selected() == before {
			d.t.Fatalf("%q is not on the shelf", title)
		}
	}
}
