package render

import (
	"strings"
	"testing"

	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/picture"
	"quire/internal/theme"
)

// renderWithPictures returns a page as text, with its pictures known and drawn.
func renderWithPictures(t *testing.T, text string, known map[string]PictureInfo) string {
	t.Helper()
	n := note.Parse("n.md", []byte(text))
	s := Source{Note: n.Note, Doc: n.Doc, BodyLine: n.BodyLine}
	for _, l := range n.Doc.Links() {
		s.Targets = append(s.Targets, links.Target{Status: links.Asset, Path: l.Dest})
	}
	p := New(s, Options{Theme: theme.Dark(), Width: 60, Pictures: &Pictures{Rows: 8, Draw: true, Known: known}})
	var b strings.Builder
	for i := range p.BlockCount() {
		for _, l := range p.Block(i) {
			b.WriteString(l.Text() + "\n")
		}
	}
	return b.String()
}

// A damaged picture does not keep others on its line from being drawn, and is marked as broken also within text.
func TestFigures_DamagedAmongOthers(t *testing.T) {
	known := map[string]PictureInfo{
		"a.png":   {Info: picture.Info{Width: 200, Height: 100, Format: "PNG"}},
		"b.png":   {Info: picture.Info{Width: 300, Height: 100, Format: "PNG"}},
		"bad.png": {Reason: "cannot be shown: not an image", Damaged: true},
		"v.svg":   {Reason: "unsupported image format"},
	}
	for text, want := range map[string][]string{
		"![one](a.png) ![two](b.png)":           {"200 × 100", "one (a.png)\n", "300 × 100", "two (b.png)\n"},
		"![one](a.png) ![two](bad.png)":         {"200 × 100", "one (a.png)\n", "two (bad.png)✗", "cannot be shown: not an image"},
		"Words ![two](bad.png), ![v](v.svg), w": {"two (bad.png)✗,", "v (v.svg), w"},
	} {
		shown := renderWithPictures(t, text+"\n", known)
		at := 0
		for _, w := range want {
			i := strings.Index(shown[at:], w)
			if i < 0 {
				t.Errorf("%s: %q is missing or out of order:\n%s", text, w, shown)
				break
			}
			at += i + len(w)
		}
	}
}
