package reader

import (
	"strings"
	"testing"

	"quire/internal/note"
	"quire/internal/render"
	"quire/internal/theme"
)

func laidOut(text string, width int) *render.Page {
	p := note.Parse("a.md", []byte(text))
	return render.New(render.Source{Note: p.Note, Doc: p.Doc, BodyLine: p.BodyLine}, render.Options{Theme: theme.Dark(), Width: width, Header: true})
}

// A spot is found again whatever was written before it, after it, and however wide the page is.
func TestASpotOutlivesEdits(t *testing.T) {
	section := func(name string) string {
		return "## " + name + "\n\n" + strings.Repeat("Words of "+name+" that go on for a while and a while. ", 12) + "\n\n- an [item](x" + name + ")\n- another\n\nThe end of " + name + ".\n\n"
	}
	before := "# Title\n\n" + section("one") + section("two") + section("three") + section("four")
	m := read(laidOut(before, 40), 40, 12)
	edits := map[string]string{
		"nothing":         before,
		"a section above": "# Title\n\n" + section("zero") + section("one") + section("two") + section("three") + section("four"),
		"a section less":  "# Title\n\n" + section("two") + section("three") + section("four"),
		"a paragraph in":  strings.Replace(before, "## two\n", "## two\n\nA new paragraph.\n\nAnd one more.\n", 1),
	}
	for _, want := range []string{"Words of two", "an item", "The end of two", "The end of three"} {
		for !strings.Contains(strings.SplitN(shown(m), "\n", 2)[0], want) {
			if m = m.Scroll(1); m.isEnd(m.last()) && !strings.Contains(shown(m), want) {
				t.Fatalf("%q never comes", want)
			}
			if m.isEnd(m.last()) {
				break
			}
		}
		s, first := m.Spot(), strings.SplitN(shown(m), "\n", 2)[0]
		for name, text := range edits {
			for _, width := range []int{40, 70} {
				p := laidOut(text, width)
				at, ok := PlaceOf(p, s)
				if !ok {
					t.Errorf("%s, %d wide: no place for %+v", name, width, s)
					continue
				}
				now := read(p, width, 12).At(at)
				if got := strings.SplitN(shown(now), "\n", 2)[0]; width == 40 && got != first {
					t.Errorf("%s: %q was first, now %q", name, first, got)
				}
				if back := SpotOf(p, at); back.Heading != s.Heading || back.Offset != s.Offset || back.Print != s.Print {
					t.Errorf("%s, %d wide: %+v comes back as %+v", name, width, s, back)
				}
			}
		}
	}
	if _, ok := PlaceOf(laidOut("# Title\n", 40), Spot{Heading: "two"}); ok {
		t.Error("a heading that is gone has a place")
	}
	if at, ok := PlaceOf(laidOut("", 40), Spot{}); ok && at != Start {
		t.Errorf("an empty note has the place %+v", at)
	}
}

// An edit leaves the focus on the link that had it.
func TestTheFocusStaysOnItsLink(t *testing.T) {
	before := "# T\n\n[one](1)\n\n[two](2)\n\n[three](3)\n"
	m := read(laidOut(before, 40), 40, 12).Focus(1)
	after := "# T\n\n[zero](0)\n\n" + before[5:]
	m, _ = m.Relay(laidOut(after, 40), nil)
	if m.Link() != 2 {
		t.Errorf("link %d has the focus, want 2", m.Link())
	}
	m, _ = m.Relay(laidOut("# T\n\n[one](1)\n", 40), nil)
	if m.Link() != render.NoLink {
		t.Errorf("link %d has the focus of one that is gone", m.Link())
	}
}
