package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"quire/internal/catalog"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/theme"
)

func newLinks(o *shared) *cobra.Command {
	var rf recordFlags
	cmd := &cobra.Command{
		Use:   "links [NOTE...]",
		Short: "The links of a note, or of all, and where each leads",
		Example: `  quire links reinvent-2021             where its links lead
  quire links | awk -F'\t' '$4 == "broken"'`,
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
			return o.links(c, from, rf)
		},
	}
	rf.bind(cmd.Flags())
	return cmd
}

func (o *shared) links(c *catalog.Catalog, from []*note.Note, rf recordFlags) error {
	t, err := o.theme()
	if err != nil {
		return err
	}
	r := &records{s: o.streams, flags: rf, theme: t, flex: 5}
	any := false
	for _, n := range from {
		for i, target := range c.Links.Targets(n) {
			any = true
			j := newLinkJSON(n, n.Links[i], target)
			to := j.To
			if j.Heading != "" {
				to += "#" + j.Heading
			}
			if to == "" {
				to = j.Href
			}
			if err := r.add(j, cell{text: j.From, style: t.Dim, path: true}, number(j.Line, t), number(j.Column, t),
				cell{text: j.Status, style: statusStyle(t, target.Status)}, cell{text: to}, cell{text: j.Text, style: t.Dim}); err != nil {
				return err
			}
		}
	}
	if err := r.flush(); err != nil {
		return err
	}
	if !any {
		return errQuiet
	}
	return nil
}

func number(n int, t *theme.Theme) cell {
	return cell{text: fmt.Sprint(n), style: t.Dim, right: true}
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

func newBacklinks(o *shared) *cobra.Command {
	var rf recordFlags
	cmd := &cobra.Command{
		Use:     "backlinks NOTE",
		Short:   "Who links here, with the sentence around the link",
		Example: `  quire backlinks reinvent-2021`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := o.catalog(cmd.Context(), true)
			if err != nil {
				return err
			}
			n, _, err := find(c, args[0])
			if err != nil {
				return err
			}
			return o.backlinks(c, n, rf)
		},
	}
	rf.bind(cmd.Flags())
	return cmd
}

func (o *shared) backlinks(c *catalog.Catalog, n *note.Note, rf recordFlags) error {
	t, err := o.theme()
	if err != nil {
		return err
	}
	r := &records{s: o.streams, flags: rf, theme: t, flex: 4}
	back := c.Links.Backlinks(n.Path)
	var open *note.Parsed
	for _, b := range back {
		if open == nil || open.Note.Path != b.From.Path {
			if _, open, err = c.Open(b.From.Path); err != nil {
				return err
			}
		}
		l := b.From.Links[b.Link]
		context, _ := links.Context(open.Doc, b.Link)
		j := backlinkJSON{To: n.Path, From: b.From.Path, Line: l.Line, Column: l.Column, Text: l.Text, Context: context}
		if err := r.add(j, cell{text: j.From, style: t.Dim, path: true}, number(j.Line, t), number(j.Column, t),
			cell{text: j.Text, style: t.Link}, cell{text: j.Context}); err != nil {
			return err
		}
	}
	if err := r.flush(); err != nil {
		return err
	}
	if len(back) == 0 {
		return errQuiet
	}
	return nil
}
