package render

import (
	"strings"
	"testing"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/theme"
)

// A heading that is not there marks the title of the frame as a note that is not there does.
func TestAnEmbeddedHeadingThatIsGoneIsMarked(t *testing.T) {
	s := Source{
		Doc:     markdown.Parse([]byte("![[b#NoSuch]]\n")),
		Targets: []links.Target{{Status: links.Note, Path: "b.md", MissingHeading: "NoSuch"}},
		Embeds:  map[int]*Embed{0: {Why: "the note has no \"NoSuch\""}},
	}
	p := New(s, Options{Theme: theme.Dark(), Width: 60})
	if text := p.Block(0)[0].Text(); !strings.Contains(text, "NoSuch✗") {
		t.Errorf("%q", text)
	}
}
