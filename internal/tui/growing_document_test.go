package tui

import (
	"context"
	"errors"
	"testing"

	"quire/internal/note"
)

// growingFake returns one version of a document a call.
type growingFake struct {
	versions []string
	err      error // after the last version
}

func (g *growingFake) Next(context.Context) (*note.Parsed, bool, error) {
	if len(g.versions) == 0 {
		return nil, false, g.err
	}
	text := g.versions[0]
	g.versions = g.versions[1:]
	return note.Parse("stdin.md", []byte(text)), len(g.versions) == 0 && g.err == nil, nil
}

// driveGrowing opens a document that grows from first to the versions of g. The driver handles every message before it returns.
func driveGrowing(t *testing.T, first string, g *growingFake) *driver {
	return drive(t, nil, func(o *Options) {
		o.Live, o.Document, o.Growing = nil, note.Parse("stdin.md", []byte(first)), g
	})
}

func TestGrowingDocument_ShowsWhatHasCome(t *testing.T) {
	d := driveGrowing(t, "# Piped\n\nOne.\n", &growingFake{versions: []string{"# Piped\n\nOne.\n\nTwo.\n", "# Piped\n\nOne.\n\nTwo.\n\nThree.\n"}})
	d.sees("Piped", "One.", "Two.", "Three.").seesNot(growingNotice)
}

func TestGrowingDocument_BeginsEmpty(t *testing.T) {
	driveGrowing(t, "", &growingFake{versions: []string{"# Piped\n\nOne.\n"}}).sees("Piped", "One.")
}

func TestGrowingDocument_KeepsWhatItHasAfterAnError(t *testing.T) {
	d := driveGrowing(t, "One.\n", &growingFake{versions: []string{"One.\n\nTwo.\n"}, err: errors.New("disk on fire")})
	d.sees("One.", "Two.", "standard input: disk on fire").seesNot(growingNotice)
}
