package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"quire/internal/catalog"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/numbers"
	"quire/internal/safe"
	"quire/internal/search"
	"quire/internal/text"
)

// findNote resolves an argument NOTE or NOTE#HEADING to a note. The target holds the heading. An unknown name is an error
// with exit code 1 that suggests the three nearest notes; an ambiguous name has exit code 2 and lists the candidates.
func findNote(ctx context.Context, c catalog.Library, name string) (*note.Note, links.Target, error) {
	n, t, err := findLibraryNote(ctx, c, name)
	if err != nil && t.Status == links.Broken && isMissingFile(name) {
		return nil, t, noMatchError("", "%s: no such file", name)
	}
	return n, t, err
}

// findLibraryNote is findNote for a name that cannot mean a file outside of the library. It reads nothing there.
func findLibraryNote(ctx context.Context, c catalog.Library, name string) (*note.Note, links.Target, error) {
	if strings.TrimSpace(name) == "" {
		return nil, links.Target{}, usageError("quire list shows all notes", "the note name is empty")
	}
	t, err := c.ResolveName(ctx, name)
	if err == nil && t.Status == links.Broken {
		t, err = findDisplayedPath(ctx, c, name, t)
	}
	if err != nil {
		return nil, t, err
	}
	switch t.Status {
	case links.Note, links.Self:
		n, err := c.Note(ctx, t.Path)
		if err != nil {
			return nil, t, fmt.Errorf("%s: %w", t.Path, err)
		}
		if t.MissingHeading != "" {
			return n, t, noMatchError(headingsHint(n), "%s: no heading %q", t.Path, t.MissingHeading)
		}
		return n, t, nil
	case links.Ambiguous:
		return nil, t, usageError("did you mean:\n"+indentLines(t.Candidates), "%s: several notes have this name", name)
	}
	if c.Status().Notes == 0 {
		return nil, t, noResultsError(c)
	}
	hint := "quire list shows all notes"
	if near := nearestHint(ctx, c, name); near != "" {
		hint = near
	}
	return nil, t, noMatchError(hint, "%s: no such note in %s", name, c.Status().Name)
}

// isMissingFile reports whether a name is the absolute path of a file that does not exist. It makes no sense to suggest notes
// with similar names for it.
func isMissingFile(name string) bool {
	_, err := statFileArgument(name)
	return filepath.IsAbs(name) && errors.Is(err, fs.ErrNotExist)
}

// findDisplayedPath resolves a path or ID written as quire displays it, with symbols in place of controls that must not
// reach a terminal. It returns missing if there is no such note, or more than one.
func findDisplayedPath(ctx context.Context, c catalog.Library, name string, missing links.Target) (links.Target, error) {
	found := missing
	for h, err := range c.All(ctx) {
		if err != nil {
			return missing, err
		}
		path := h.Path()
		if shown := safe.Text(path); shown == path || shown != name && safe.Text(h.ID()) != name {
			continue
		}
		if found.Status == links.Note {
			return missing, nil
		}
		found = links.Target{Status: links.Note, Path: path}
	}
	return found, nil
}

// nearestHint returns a hint with the three notes whose names are nearest to name, or "" without notes. It asks "did you
// mean" only if a name is similar enough.
func nearestHint(ctx context.Context, c catalog.Library, name string) string {
	nearest, err := c.NearestNotes(ctx, name, 3)
	if err != nil || len(nearest) == 0 {
		return ""
	}
	near := noteIDs(nearest)
	if likely, err := c.LikelyNotes(ctx, name, 1); err == nil && len(likely) == 0 {
		return "no note has a similar name; the closest are:\n" + indentLines(near)
	}
	return "did you mean:\n" + indentLines(near)
}

// noteIDs returns the IDs of notes.
func noteIDs(notes []search.Hit) []string {
	out := make([]string, len(notes))
	for i, n := range notes {
		out[i] = n.ID()
	}
	return out
}

// indentLines formats names as an indented list for a hint, one per line, with line breaks inside names made visible.
func indentLines(names []string) string {
	var b strings.Builder
	for i, name := range names {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString("  " + safe.Text(name))
	}
	return b.String()
}

// maxListedHeadings bounds how many headings a hint lists.
const maxListedHeadings = 12

// headingsHint returns a hint that lists the headings of a note.
func headingsHint(n *note.Note) string {
	all := n.Details().Headings
	if len(all) == 0 {
		return "the note has no headings"
	}
	var out []string
	for _, h := range all[:min(len(all), maxListedHeadings)] {
		out = append(out, "#"+text.Wcwidth.Pad(safe.Text(h.Anchor), 30)+" "+h.Text)
	}
	if rest := len(all) - len(out); rest > 0 {
		out = append(out, "and "+numbers.Pluralize(rest, "more heading"))
	}
	return "its headings are:\n" + indentLines(out)
}
