package render

import (
	"strings"
	"testing"

	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/theme"
)

// Each kind of link can be told from the others without colour.
func TestLinkSigns_TellTheKinds(t *testing.T) {
	p := note.Parse("a.md", []byte("[a](a) [b](b) [c](c) [d](d) [e](e) [f](f)\n\n![g](g.png)\n"))
	src := Source{Note: p.Note, Doc: p.Doc, Targets: []links.Target{
		{Status: links.Note, Path: "a.md"}, {Status: links.External, URL: "https://b.example"}, {Status: links.Broken},
		{Status: links.Outside}, {Status: links.Folder, Path: "e/", Query: "path:e/"}, {Status: links.Generated, Query: "#f"},
		{Status: links.Outside},
	}}
	for _, c := range []struct {
		options Options
		want    string
	}{
		{Options{Theme: theme.Dark(), Width: 60}, "a b↗ c✗ d⊘ e≡ f≡"},
		{Options{Theme: theme.Dark().WithASCII(true), Width: 60}, "a b^ c! d^^ e= f="},
		{Options{Theme: theme.Plain().WithASCII(true), Width: 100, NumberLinks: true, SayKinds: true}, "c (broken)[3] d (outside)[4] e (folder)[5] f (generated)[6]"},
		{Options{Theme: theme.Dark(), Width: 60, Pictures: &Pictures{}}, "outside the opened folder"},
	} {
		page := New(src, c.options)
		var text strings.Builder
		for i := range page.BlockCount() {
			for _, l := range page.Block(i) {
				text.WriteString(l.Text() + "\n")
			}
		}
		if !strings.Contains(text.String(), c.want) {
			t.Errorf("%q is not on the page:\n%s", c.want, text.String())
		}
	}
}

// A link around a picture can be followed, too, whether the picture has a description or not.
func TestLinks_AroundPicturesAreOnThePage(t *testing.T) {
	for _, src := range []string{"[![alt](b.svg)](c)", "[![](b.svg)](c)", "<a href=c><img src=b.svg></a>", "[*![](b.svg)*](c)", "[![300](b.svg)](c)", "[![[b.svg]]](c)"} {
		p := note.Parse("a.md", []byte(src))
		targets := []links.Target{{Status: links.Note, Path: "a.md"}, {Status: links.Asset, Path: "b.svg"}}
		checkPage(t, src, New(Source{Note: p.Note, Doc: p.Doc, Targets: targets}, Options{Theme: theme.Dark(), Width: 60}))
	}
}
