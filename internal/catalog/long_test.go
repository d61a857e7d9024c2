package catalog

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"quire/internal/library"
)

// The parts of a long note are read as the whole note was: in Hugo, raw shortcodes hold no links.
func TestOpenLong_PartsHaveDialectOfSite(t *testing.T) {
	text := strings.Repeat("{{< code >}}\n[[no]]\n{{< /code >}}\n\n[to b](/b/)\n\n", longNoteSize/40)
	l := library.FromFS("long", fstest.MapFS{
		"hugo.toml": {Data: []byte("baseURL = 'https://site.example/'\n")}, "content/a.md": {Data: []byte(text)}, "content/b.md": {Data: []byte("# B\n")},
	})
	c, err := Load(t.Context(), l, Options{})
	if err != nil {
		t.Fatal(err)
	}
	n, err := c.Note(t.Context(), "content/a.md")
	if err != nil {
		t.Fatal(err)
	}
	long, err := c.OpenLong(t.Context(), n.Path)
	if err != nil || long == nil {
		t.Fatalf("the note is not long: %v", err)
	}
	found := 0
	for {
		s, err := long.Next(t.Context())
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		for i, link := range s.Doc.Links() {
			found++
			if link.Dest != "/b/" || s.Targets[i].Path != "content/b.md" {
				t.Fatalf("a link to %q leads to %q", link.Dest, s.Targets[i].Path)
			}
		}
	}
	if want := n.LinkCount; found != want || found != longNoteSize/40 {
		t.Errorf("%d links in the parts, %d in the note", found, want)
	}
}
