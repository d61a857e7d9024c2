package cli

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"quire/internal/catalog"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/theme"
)

// part is which of the records are wanted.
type part struct {
	reverse bool
	limit   int
}

func (p *part) bind(f *pflag.FlagSet) {
	f.BoolVar(&p.reverse, "reverse", false, "the other way round")
	bindLimit(f, &p.limit)
}

func newLinks(o *shared) *cobra.Command {
	var rf recordFlags
	var part part
	cmd := &cobra.Command{
		Use:        "links [NOTE...]",
		Short:      "The links of a note, or of all, and where each leads",
		SuggestFor: []string{"outlinks", "urls"},
		Long: `The links of a note, or of all, and where each leads: in a pipe the path and the
place of the link, its status, where it leads, and its text, parted by tabs. The
status is note, self, asset, external, ambiguous, broken, refused or template.`,
		Example: `  quire links reinvent-2021             where its links lead
  quire links | awk -F'\t' '$4 == "broken"'`,
		ValidArgsFunction: o.notes(0),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := o.catalog(cmd.Context(), true)
			if err != nil {
				return err
			}
			from := c.Notes
			if len(args) > 0 {
				if from, err = findAll(c, args); err != nil {
					return err
				}
			}
			links, err := part.links(c, from)
			if err != nil {
				return err
			}
			if len(links) == 0 {
				return nothing(c)
			}
			return o.links(links, rf)
		},
	}
	rf.bind(cmd.Flags())
	part.bind(cmd.Flags())
	return cmd
}

// outlink is a link and where it leads.
type outlink struct {
	from   *note.Note
	link   note.Link
	target links.Target
}

func (p *part) links(c *catalog.Catalog, from []*note.Note) ([]outlink, error) {
	var all []outlink
	for _, n := range from {
		for i, target := range c.Links.Targets(n) {
			all = append(all, outlink{n, n.Links[i], target})
		}
	}
	if p.reverse {
		slices.Reverse(all)
	}
	return some(all, p.limit)
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
