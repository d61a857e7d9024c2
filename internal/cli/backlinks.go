package cli

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"quire/internal/catalog"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/safe"
)

func newBacklinks(o *shared) *cobra.Command {
	var rf recordFlags
	part := part[links.Backlink]{orders: []ordering[links.Backlink]{
		{"path", nil},
		{"title", func(a, b links.Backlink) int { return cmp.Compare(note.Fold(a.From.Title), note.Fold(b.From.Title)) }},
		{"date", func(a, b links.Backlink) int { return b.From.Date.Compare(a.From.Date.Time) }},
	}}
	cmd := &cobra.Command{
		Use:        "backlinks NOTE",
		Short:      "Who links here, with the sentence around the link",
		SuggestFor: []string{"inlinks", "references", "refs"},
		Long: `Who links here: in a pipe the path of the note that does, the place of the link
in it, its text, and the sentence around it, parted by tabs.`,
		Example: `  quire backlinks reinvent-2021
  quire backlinks reinvent-2021 --sort date --format '{{.from}}: {{.context}}'`,
		Args:              arguments(1, 1, "which note"),
		ValidArgsFunction: o.notes(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := part.check(); err != nil {
				return err
			}
			c, err := o.catalog(cmd.Context(), true)
			if err != nil {
				return err
			}
			n, _, err := find(c, args[0])
			if err != nil {
				return err
			}
			back, err := part.of(c.Links.Backlinks(n.Path))
			if err != nil {
				return err
			}
			if len(back) == 0 {
				return errQuiet
			}
			return o.backlinks(c, n, back, rf)
		},
	}
	rf.bind(cmd, backlinkJSON{})
	part.bind(cmd)
	return cmd
}

func (o *shared) backlinks(c *catalog.Catalog, n *note.Note, back []links.Backlink, rf recordFlags) error {
	r, err := o.newRecords(rf)
	if err != nil {
		return err
	}
	var open *note.Parsed
	var all []note.Link // of the note
	for i, b := range back {
		if open == nil || open.Note.Path != b.From.Path {
			if _, open, err = c.Open(b.From.Path); err != nil {
				return err
			}
			all = b.From.Details().Links
			if r.forPeople() {
				r.heading(b.From, i == 0)
			}
		}
		l := all[b.Link]
		context, _ := links.Context(open.Doc, b.Link)
		j := backlinkJSON{To: n.Path, From: b.From.Path, Line: l.Line, Column: l.Column, Text: l.Text, Context: context}
		if r.forPeople() {
			r.sentence(j)
			continue
		}
		if err := r.add(j, cell{text: j.From, path: true}, cell{text: fmt.Sprint(j.Line)}, cell{text: fmt.Sprint(j.Column)},
			cell{text: j.Text}, cell{text: j.Context}); err != nil {
			return err
		}
	}
	return r.flush()
}

// sentence is what people are shown of a backlink: its place and the whole sentence, however many lines it takes.
func (r *records) sentence(j backlinkJSON) {
	text := safe.Text(j.Context)
	if text == "" {
		text = safe.Text(j.Text)
	}
	at := fmt.Sprintf("%6d:%-4d", j.Line, j.Column)
	for line := range strings.Lines(ansi.Wrap(text, max(r.table.width-len(at)-2, smallest), "")) {
		r.table.free(cell{text: at, style: r.theme.Dim}, cell{text: strings.TrimRight(line, "\n")})
		at = strings.Repeat(" ", len(at))
	}
}
