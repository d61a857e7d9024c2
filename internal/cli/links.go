package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"quire/internal/catalog"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/search"
	"quire/internal/theme"
)

func newLinks(o *options) *cobra.Command {
	var rf recordFlags
	order := sortFlags[outlink]{orders: []sortOrder[outlink]{
		{"place", nil},
		{"status", func(a, b outlink) int { return cmp.Compare(a.target.Status.String(), b.target.Status.String()) }},
		{"to", func(a, b outlink) int { return cmp.Compare(a.destination(), b.destination()) }},
		{"text", func(a, b outlink) int { return cmp.Compare(note.FoldName(a.link.Text), note.FoldName(b.link.Text)) }},
	}}
	cmd := &cobra.Command{
		Use:        "links [NOTE...]",
		Short:      "List links and where each leads",
		SuggestFor: []string{"outlinks", "urls"},
		Long: `List the links of some notes, or of all, and where each leads. In a pipe, each
line holds the path of the note, the line and column of the link, its status, its
target and its text, separated by tabs. The status is note, self, asset, external,
ambiguous, broken, refused (a scheme that is never opened), template (only the
site generator knows), generated (a page that the site generator makes, such as
the list of a tag), outside (beside the opened folder) or folder (a folder without
an index note; its target ends in a slash).`,
		Example: `  quire links reinvent-2021             where its links lead
  quire links --sort status --reverse
  quire links --format '{{if eq .status "broken"}}{{.from}}:{{.line}} {{.href}}\n{{end}}'
  quire links | awk -F'\t' '$4 == "broken"'`,
		ValidArgsFunction: o.completeNotes(0),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := order.validate(); err != nil {
				return err
			}
			c, err := o.openCatalogFor(cmd.Context(), args)
			if err != nil {
				return err
			}
			wrong := &errorReporter{stderr: o.stderr}
			links, err := o.collectOutlinks(cmd.Context(), c, args, wrong)
			if err != nil {
				return err
			}
			if links, err = order.apply(links); err != nil {
				return err
			}
			if len(links) == 0 {
				return cmp.Or(wrong.err(), noResultsError(c))
			}
			if err := o.printLinks(links, rf); err != nil {
				return err
			}
			return wrong.err()
		},
	}
	rf.bindFlags(cmd, linkJSON{})
	order.bindFlags(cmd)
	return cmd
}

// outlink is a link in a note together with its resolved target.
type outlink struct {
	from   search.Hit
	link   note.Link
	target links.Target
}

// destination returns the target's path or URL, or the destination as written when the link leads nowhere.
func (l outlink) destination() string { return cmp.Or(l.target.Path, l.target.URL, l.link.Dest) }

// collectOutlinks returns the links of the named notes, or of all notes without names, in the order of the notes and of the
// links in each. It reports names that cannot be resolved to errs.
func (o *options) collectOutlinks(ctx context.Context, c catalog.Library, names []string, errs *errorReporter) (out []outlink, err error) {
	add := func(c catalog.Library, from search.Hit) error {
		all, err := findOutlinks(ctx, c, from)
		out = append(out, all...)
		return err
	}
	for _, name := range names {
		in, n, _, err := o.findNoteArgument(ctx, c, name)
		if err != nil {
			errs.report(err)
			continue
		}
		if err := add(in, search.NewHit(n, 0, 0)); err != nil {
			return nil, err
		}
	}
	if len(names) > 0 {
		return out, nil
	}
	for h, err := range c.All(ctx) {
		if err == nil {
			err = add(c, h)
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// findOutlinks returns the links of a note in the order of its lines.
func findOutlinks(ctx context.Context, c catalog.Library, from search.Hit) ([]outlink, error) {
	all, err := c.Links(ctx, from.Path())
	slices.SortStableFunc(all, func(a, b search.Link) int { return a.Line - b.Line }) // the front matter's come last
	out := make([]outlink, len(all))
	for i, l := range all {
		out[i] = outlink{from, l.Link, l.Target}
	}
	return out, err
}

// printLinks writes links as records, or on a terminal as a table with a heading for each note.
func (o *options) printLinks(all []outlink, rf recordFlags) error {
	r, err := o.newRecordWriter(rf, column{alignRight: true}, column{}, column{share: 2}, column{share: 3})
	if err != nil {
		return err
	}
	last := ""
	for _, l := range all {
		if r.usesTable() {
			if l.from.Path() != last {
				r.addNoteHeading(l.from, last == "")
			}
			last = l.from.Path()
		}
		if err := r.addLink(l); err != nil {
			return err
		}
	}
	return r.flushTable()
}

// addLink writes one link, without its note in the table: the heading above it names that.
func (r *recordWriter) addLink(l outlink) error {
	j := newLinkJSON(l.from.Path(), l.link, l.target)
	to := string(j.To)
	if j.Heading != "" {
		to += "#" + j.Heading
	}
	if to == "" {
		to = j.Href
	}
	status := cell{text: j.Status, style: statusStyle(r.theme, l.target.Status)}
	if r.usesTable() {
		r.table.addRow(positionCell(j.Line, j.Column, r.theme), status, cell{text: j.Text}, cell{text: to, style: r.theme.Dim})
		return nil
	}
	return r.addRecord(j, cell{text: l.from.Path(), path: true}, cell{text: fmt.Sprint(j.Line)}, cell{text: fmt.Sprint(j.Column)},
		status, cell{text: to}, cell{text: j.Text})
}

// addNoteHeading adds a heading with the title and path of the note that the rows below belong to. A blank row
// separates it from the rows above.
func (r *recordWriter) addNoteHeading(h search.Hit, first bool) {
	if !first {
		r.table.addSpanningRow()
	}
	r.table.addSpanningRow(cell{text: h.Title(), style: r.theme.Bold}, cell{text: h.Path(), style: r.theme.Dim})
}

// positionCell formats a position in a file as line:column, as compilers print it, with the line right-aligned.
func positionCell(line, column int, t *theme.Theme) cell {
	return cell{text: fmt.Sprintf("%6d:%d", line, column), style: t.Dim}
}

// statusStyle returns the style of a link status in the table.
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
	case links.Folder:
		return t.Tip
	}
	return t.Dim
}
