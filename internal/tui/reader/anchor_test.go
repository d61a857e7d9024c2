package reader

import (
	"strings"
	"testing"

	"quire/internal/note"
	"quire/internal/render"
	"quire/internal/theme"
)

// renderNote renders a note at a width.
func renderNote(text string, width int) *render.Page {
	p := note.Parse("a.md", []byte(text))
	return render.New(render.Source{Note: p.Note, Doc: p.Doc, BodyLine: p.BodyLine}, render.Options{Theme: theme.Dark(), Width: width, Header: true})
}

// A position is found again after edits before and after it, at any width of the page.
func TestSectionAnchor_SurvivesEditsAndResizes(t *testing.T) {
	section := func(name string) string {
		return "## " + name + "\n\n" + strings.Repeat("Words of "+name+" that go on for a while and a while. ", 12) + "\n\n- an [item](x" + name + ")\n- another\n\nThe end of " + name + ".\n\n"
	}
	before := "# Title\n\n" + section("one") + section("two") + section("three") + section("four")
	m := newReader(renderNote(before, 40), 40, 12)
	edits := map[string]string{
		"nothing":         before,
		"a section above": "# Title\n\n" + section("zero") + section("one") + section("two") + section("three") + section("four"),
		"a section less":  "# Title\n\n" + section("two") + section("three") + section("four"),
		"a paragraph in":  strings.Replace(before, "## two\n", "## two\n\nA new paragraph.\n\nAnd one more.\n", 1),
	}
	for _, want := range []string{"Words of two", "an item", "The end of two", "The end of three"} {
		for !strings.Contains(strings.SplitN(plainView(m), "\n", 2)[0], want) {
			if m = m.Scroll(1); m.isEnd(m.lastVisiblePos()) && !strings.Contains(plainView(m), want) {
				t.Fatalf("%q does not appear while scrolling", want)
			}
			if m.isEnd(m.lastVisiblePos()) {
				break
			}
		}
		s, first := m.SectionAnchor(), strings.SplitN(plainView(m), "\n", 2)[0]
		for name, text := range edits {
			for _, width := range []int{40, 70} {
				p := renderNote(text, width)
				at, ok := FindAnchor(p, s)
				if !ok {
					t.Errorf("%s, width %d: %+v is not found", name, width, s)
					continue
				}
				now := newReader(p, width, 12).RestoreAnchor(at)
				if got := strings.SplitN(plainView(now), "\n", 2)[0]; width == 40 && got != first {
					t.Errorf("%s: first line was %q, now %q", name, first, got)
				}
				if back := ToSectionAnchor(p, at); back.Heading != s.Heading || back.Offset != s.Offset || back.Fingerprint != s.Fingerprint {
					t.Errorf("%s, width %d: %+v is converted to %+v", name, width, s, back)
				}
			}
		}
	}
	if _, ok := FindAnchor(renderNote("# Title\n", 40), SectionAnchor{Heading: "two"}); ok {
		t.Error("a position below a removed heading is found")
	}
	if at, ok := FindAnchor(renderNote("", 40), SectionAnchor{}); ok && at != StartAnchor {
		t.Errorf("position %+v on an empty note, want Start", at)
	}
}

// After an edit the focus is still on the same link, or on no link if it was removed.
func TestReplacePage_KeepsTheFocusedLink(t *testing.T) {
	before := "# T\n\n[one](1)\n\n[two](2)\n\n[three](3)\n"
	m := newReader(renderNote(before, 40), 40, 12).FocusLink(1)
	after := "# T\n\n[zero](0)\n\n" + before[5:]
	m, _ = m.ReplacePage(renderNote(after, 40), nil)
	if m.FocusedLink() != 2 {
		t.Errorf("link %d has the focus, want 2", m.FocusedLink())
	}
	m, _ = m.ReplacePage(renderNote("# T\n\n[one](1)\n", 40), nil)
	if m.FocusedLink() != render.NoLink {
		t.Errorf("link %d has the focus of a removed link", m.FocusedLink())
	}
}
