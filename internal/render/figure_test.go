package render

import (
	"strings"
	"testing"

	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/picture"
	"quire/internal/theme"
)

// shownWith is a page as text, its pictures known and drawn.
func shownWith(t *testing.T, text string, known map[string]Pictured) string {
	t.Helper()
	n := note.Parse("n.md", []byte(text))
	s := Source{Note: n.Note, Doc: n.Doc, BodyLine: n.BodyLine}
	for _, l := range n.Doc.Links() {
		s.Targets = append(s.Targets, links.Target{Status: links.Asset, Path: l.Dest})
	}
	p := New(s, Options{Theme: theme.Dark(), Width: 60, Pictures: &Pictures{Rows: 8, Draw: true, Known: known}})
	var b strings.Builder
	for i := range p.Blocks() {
		for _, l := range p.Block(i) {
			b.WriteString(l.Text() + "\n")
		}
	}
	return b.String()
}

// Of several pictures on a line, one that cannot be shown does not keep the others from being drawn, and is marked in a text too.
func TestSpoiledPictures(t *testing.T) {
	known := map[string]Pictured{
		"a.png":   {Info: picture.Info{Width: 200, Height: 100, Format: "PNG"}},
		"b.png":   {Info: picture.Info{Width: 300, Height: 100, Format: "PNG"}},
		"bad.png": {Why: "cannot be shown: not a picture", Spoiled: true},
		"v.svg":   {Why: "not a kind of picture that is drawn here"},
	}
	for text, want := range map[string][]string{
		"![one](a.png) ![two](b.png)":           {"200 × 100", "one (a.png)\n", "300 × 100", "two (b.png)\n"},
		"![one](a.png) ![two](bad.png)":         {"200 × 100", "one (a.png)\n", "two (bad.png)✗", "cannot be shown: not a picture"},
		"Words ![two](bad.png), ![v](v.svg), w": {"two (bad.png)✗,", "v (v.svg), w"},
	} {
		shown := shownWith(t, text+"\n", known)
		at := 0
		for _, w := range want {
			i := strings.Index(shown[at:], w)
			if i < 0 {
				t.Errorf("%s: %q is not there, or not after what comes before it:\n%s", text, w, shown)
				break
			}
			at += i + len(w)
		}
	}
}
