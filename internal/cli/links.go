package cli

import (
	"cmp"
	"fmt"

	"github.com/spf13/cobra"

	"quire/internal/catalog"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/theme"
)

func newLinks(o *shared) *cobra.Command {
	var rf recordFlags
	part := part[outlink]{orders: []ordering[outlink]{
		{"place", nil},
		{"status", func(a, b outlink) int { return cmp.Compare(a.target.Status.String(), b.target.Status.String()) }},
		{"to", func(a, b outlink) int { return cmp.Compare(a.leadsTo(), b.leadsTo()) }},
		{"text", func(a, b outlink) int { return cmp.Compare(note.Fold(a.link.Text), note.Fold(b.link.Text)) }},
	}}
	cmd := &cobra.Command{
		Use:        "links [NOTE...]",
		Short:      "The links of a note, or of all, and where each leads",
		SuggestFor: []string{"outlinks", "urls"},
		Long: `The links of a note, or of all, and where each leads: in a pipe the path and the
place of the link, its status, where it leads, and its text, parted by tabs. The
status is note, self, asset, external, ambiguous, broken, refused or template.`,
		Example: `  quire links reinvent-2021             where its links lead
  quire links --sort status --reverse
  quire links --format '{{if eq .status "broken"}}{{.from}}:{{.line}} {{.href}}\n{{end}}'
  quire links | awk -F'\t' '$4 == "broken"'`,
		ValidArgsFunction: o.notes(0),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := part.check(); err != nil {
				return err
			}
			c, err := o.catalog(cmd.Context(), true)
			if err != nil {
				return err
			}
			wrong := &complaints{stderr: o.stderr}
			from := c.Notes
			if len(args) > 0 {
				from = findAll(c, args, wrong)
			}
			links, err := part.of(outlinks(c, from))
			if err != nil {
				return err
			}
			if len(links) == 0 {
				return cmp.Or(wrong.err(), nothing(c))
			}
			if err := o.links(links, rf); err != nil {
				return err
			}
			return wrong.err()
		},
	}
	rf.bind(cmd, linkJSON{})
	part.bind(cmd)
	return cmd
}

// outlink is a link and where it leads.
type outlink struct {
	from   *note.Note
	link   note.Link
	target links.Target
}

// leadsTo is where it leads, or would.
func (l outlink) leadsTo() string { return cmp.Or(l.target.Path, l.target.URL, l.link.Dest) }

func outlinks(c *catalog.Catalog, from []*note.Note) []outlink {
	var all []outlink
	for _, n := range from {
		for l, target := range c.Links.From(n) {
			all = append(all, outlink{n, l, target})
		}
	}
	return all
}

func (o *shared) links(all []outlink, rf recordFlags) error {
	r, err := o.newRecords(rf, column{right: true}, column{}, column{share: 2}, column{share: 3})
	if err != nil {
		return err
	}
	var last *note.Note
	for _, l := range all {
		if r.forPeople() {
			if l.from != last {
				r.heading(l.from, last == nil)
			}
			last = l.from
		}
		if err := r.link(l); err != nil {
			return err
		}
	}
	return r.flush()
}

func (r *records) link(l outlink) error {
	j := newLinkJSON(l.from, l.link, l.target)
	to := j.To
	if j.Heading != "" {
		to += "#" + j.Heading
	}
	if to == "" {
		to = j.Href
	}
	status := cell{text: j.Status, style: statusStyle(r.theme, l.target.Status)}
	if r.forPeople() {
		r.table.add(spot(j.Line, j.Column, r.theme), status, cell{text: j.Text}, cell{text: to, style: r.theme.Dim})
		return nil
	}
	return r.add(j, cell{text: j.From, path: true}, cell{text: fmt.Sprint(j.Line)}, cell{text: fmt.Sprint(j.Column)},
		status, cell{text: to}, cell{text: j.Text})
}

// heading names the note that the rows below are about.
func (r *records) heading(n *note.Note, first bool) {
	if !first {
		r.table.free()
	}
	r.table.free(cell{text: n.Title, style: r.theme.Bold}, cell{text: n.Path, style: r.theme.Dim})
}

// spot is a place in a file, as compilers write it.
func spot(line, column int, t *theme.Theme) cell {
	return cell{text: fmt.Sprintf("%6d:%d", line, column), style: t.Dim}
}

func statusStyle(t *theme.Theme, s links.Status) theme.Style {
	switch s {
	case links.Note, links.Self, links.Asset:
		return t.Tip
	case links.External:
		return t.LinkExternal
	case links.Broken, links.Refused:
		return t.Error
	case links.Ambiguous:
		return t.Warning
	}
	return t.Dim
}
