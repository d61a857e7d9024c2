package render

import (
	"strings"
	"testing"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/theme"
)

// The title of the frame is marked as broken if the heading to embed does not exist, just as if the note does not
// exist.
func TestEmbed_MissingHeadingIsMarkedBroken(t *testing.T) {
	s := Source{
		Doc:     markdown.Parse([]byte("![[b#NoSuch]]\n")),
		Targets: []links.Target{{Status: links.Note, Path: "b.md", MissingHeading: "NoSuch"}},
		Embeds:  map[int]*Embed{0: {Reason: "the note has no \"NoSuch\""}},
	}
	p := New(s, Options{Theme: theme.Dark(), Width: 60})
	if text := p.Block(0)[0].Text(); !strings.Contains(text, "NoSuch✗") {
		t.Errorf("%q", text)
	}
}
