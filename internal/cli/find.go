package cli

import (
	"fmt"
	"strings"

	"quire/internal/catalog"
	"quire/internal/links"
	"quire/internal/note"
)

// find is the note that an argument means, and the heading in it. Unknown is exit 1 with
// the nearest three, ambiguous exit 2 with the candidates.
func find(c *catalog.Catalog, name string) (*note.Note, links.Target, error) {
	t := c.Links.Find(name)
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
	var near []string
	for _, n := range c.Links.Nearest(name, 3) {
		near = append(near, n.ID)
	}
	hint := "quire list shows every note"
	if len(near) > 0 {
		hint = "did you mean\n" + indented(near)
	}
	return nil, t, none(hint, "%s: no such note in %s", name, c.Library.Name)
}

func findAll(c *catalog.Catalog, names []string) ([]*note.Note, error) {
	var out []*note.Note
	for _, name := range names {
		n, _, err := find(c, name)
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

func indented(lines []string) string { return "  " + strings.Join(lines, "\n  ") }

func headings(n *note.Note) string {
	if len(n.Headings) == 0 {
		return "it has no headings"
	}
	var out []string
	for _, h := range n.Headings {
		out = append(out, fmt.Sprintf("#%-30s %s", h.Anchor, h.Text))
	}
	return "it has\n" + indented(out)
}
