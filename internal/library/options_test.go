package library

import (
	"slices"
	"testing"
	"testing/fstest"

	"quire/internal/links/profile"
)

func TestLoad_WithoutHashtags(t *testing.T) {
	text := "---\ntags: [a]\n---\nWords and #b.\n"
	for _, off := range []bool{false, true} {
		l := FromFS("notes", fstest.MapFS{"n.md": {Data: []byte(text)}})
		hashtags := !off
		l.FindSites(profile.Settings{Hashtags: &hashtags})
		c, err := l.Load(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		p, err := l.ParseNote("n.md")
		if err != nil {
			t.Fatal(err)
		}
		want := []string{"a", "b"}
		if off {
			want = want[:1]
		}
		if !slices.Equal(c.Notes[0].Tags, want) || !slices.Equal(p.Note.Tags, want) {
			t.Errorf("off %v: %q, %q", off, c.Notes[0].Tags, p.Note.Tags)
		}
	}
}

func TestLoad_LibraryFilePermalink(t *testing.T) {
	l := FromFS("notes", fstest.MapFS{"quire.toml": {Data: []byte("site = 'https://a.dev/docs'\npermalink = '/blog/:title/'\n")}, "n.md": {Data: []byte("x")}})
	c, err := l.Load(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	site := c.Sites.At(0)
	if at := site.Published(c.Notes[0]); at.Address != "/blog/n/" || site.BasePath != "/docs" {
		t.Errorf("%+v, %+v", at, site.Profile)
	}
}
