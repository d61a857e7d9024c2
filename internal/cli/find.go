package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"quire/internal/catalog"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/safe"
)

// find is the note that an argument means, and the heading in it. Unknown is exit 1 with
// the nearest three, ambiguous exit 2 with the candidates.
func find(c *catalog.Catalog, name string) (*note.Note, links.Target, error) {
	if strings.TrimSpace(name) == "" {
		return nil, links.Target{}, usage("quire list shows every note", "the name of the note is empty")
	}
	t := c.Links.Find(name)
	if t.Status == links.Broken {
		t = asShown(c, name, t)
	}
	switch t.Status {
	case links.Note, links.Self:
		n := c.Links.Note(t.Path)
		if t.MissingHeading != "" {
			return n, t, none(headings(n), "%s: no heading %q", t.Path, t.MissingHeading)
		}
		return n, t, nil
	case links.Ambiguous:
		return nil, t, usage("it may be one of\n"+indented(t.Candidates), "%s: names several notes", name)
	}
	if noSuchFile(name) {
		return nil, t, none("", "%s: no such file", name)
	}
	if len(c.Notes) == 0 {
		return nil, t, nothing(c)
	}
	hint := "quire list shows every note"
	if near := nearest(c, name); near != "" {
		hint = near
	}
	return nil, t, none(hint, "%s: no such note in %s", name, c.Library.Name)
}

// noSuchFile reports whether a name is the whole path of a file that is not there. No note was meant by it that is called nearly so.
func noSuchFile(name string) bool {
	_, err := fileOf(name)
	return filepath.IsAbs(name) && errors.Is(err, fs.ErrNotExist)
}

// asShown finds a path that is written as quire showed it, with symbols for what no terminal may be sent.
func asShown(c *catalog.Catalog, name string, missing links.Target) links.Target {
	found := missing
	for _, n := range c.Notes {
		if shown := safe.Text(n.Path); shown == n.Path || shown != name && safe.Text(n.ID) != name {
			continue
		}
		if found.Status == links.Note {
			return missing
		}
		found = links.Target{Status: links.Note, Path: n.Path}
	}
	return found
}

// nearest is a hint at the three notes whose names are nearest: as what was meant only where that is likely. It is empty without any.
func nearest(c *catalog.Catalog, name string) string {
	near := ids(c.Links.Nearest(name, 3))
	switch {
	case len(near) == 0:
		return ""
	case len(c.Links.Likely(name, 1)) == 0:
		return "no note has a name like it; the nearest are\n" + indented(near)
	}
	return "did you mean\n" + indented(near)
}

func ids(notes []*note.Note) []string {
	out := make([]string, len(notes))
	for i, n := range notes {
		out[i] = n.ID
	}
	return out
}

// findAll are the notes that are named, but for those of which wrong is told.
func findAll(c *catalog.Catalog, names []string, wrong *complaints) []*note.Note {
	var out []*note.Note
	for _, name := range names {
		n, _, err := find(c, name)
		if err != nil {
			wrong.add(err)
			continue
		}
		out = append(out, n)
	}
	return out
}

// indented is a list for a hint, a name a line whatever is in the name.
func indented(names []string) string {
	var b strings.Builder
	for i, name := range names {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString("  " + safe.Text(name))
	}
	return b.String()
}

// mostHeadings is how many headings a hint names.
const mostHeadings = 12

func headings(n *note.Note) string {
	all := n.Details().Headings
	if len(all) == 0 {
		return "it has no headings"
	}
	var out []string
	for _, h := range all[:min(len(all), mostHeadings)] {
		out = append(out, fmt.Sprintf("#%-30s %s", h.Anchor, h.Text))
	}
	if rest := len(all) - len(out); rest > 0 {
		out = append(out, "and "+plural(rest, "more heading"))
	}
	return "it has\n" + indented(out)
}
