package cli

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/spf13/cobra"

	"quire/internal/catalog"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/safe"
	"quire/internal/search"
	"quire/internal/text"
)

func newBacklinks(o *options) *cobra.Command {
	var rf recordFlags
	part := sortFlags[search.Backlink]{orders: []sortOrder[search.Backlink]{
		{"path", nil},
		{"title", func(a, b search.Backlink) int {
			return cmp.Compare(note.FoldName(a.From.Title()), note.FoldName(b.From.Title()))
		}},
		{"date", func(a, b search.Backlink) int { return b.From.Date().Compare(a.From.Date().Time) }},
	}}
	cmd := &cobra.Command{
		Use:        "backlinks NOTE",
		Short:      "List the links to a note, each with its sentence",
		SuggestFor: []string{"inlinks", "references", "refs"},
		Long: `List the links to a note, each with the sentence around it. In a pipe, each line
holds the path of the linking note, the line and column of the link, its text and
the sentence, separated by tabs.`,
		Example: `  quire backlinks reinvent-2021
  quire backlinks reinvent-2021 --sort date --format '{{.from}}: {{.context}}'`,
		Args:              limitArguments(1, 1, "which note"),
		ValidArgsFunction: o.completeNotes(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := part.validate(); err != nil {
				return err
			}
			opened, err := o.openCatalogFor(cmd.Context(), args)
			if err != nil {
				return err
			}
			c, n, _, err := o.findNoteArgument(cmd.Context(), opened, args[0])
			if err != nil {
				return err
			}
			back, err := c.Backlinks(cmd.Context(), n.Path)
			if err != nil {
				return err
			}
			if back, err = part.apply(back); err != nil {
				return err
			}
			if len(back) == 0 {
				return errQuiet
			}
			return o.printBacklinks(cmd.Context(), c, n, back, rf)
		},
	}
	rf.bindFlags(cmd, backlinkJSON{})
	part.bindFlags(cmd)
	return cmd
}

// printBacklinks prints the links to n.
func (o *options) printBacklinks(ctx context.Context, c catalog.Library, n *note.Note, back []search.Backlink, rf recordFlags) error {
	r, err := o.newRecordWriter(rf)
	if err != nil {
		return err
	}
	last := ""
	for b, err := range eachBacklink(ctx, c, n, back) {
		if err != nil {
			return err
		}
		j := b.record
		if r.usesTable() {
			if b.from.Path() != last {
				r.addNoteHeading(b.from, last == "")
			}
			last = b.from.Path()
			r.addContext(j, b.href)
			continue
		}
		if err := r.addRecord(j, cell{text: b.from.Path(), path: true}, cell{text: fmt.Sprint(j.Line)}, cell{text: fmt.Sprint(j.Column)},
			cell{text: j.Text}, cell{text: j.Context}); err != nil {
			return err
		}
	}
	return r.flushTable()
}

// linkingSentence is a link to a note, with its record.
type linkingSentence struct {
	from   search.Hit
	href   string
	record backlinkJSON
}

// eachBacklink yields the links to n with the sentences around them. Links from the same note must follow each other, or the note
// is parsed again. The iteration ends after the first error.
func eachBacklink(ctx context.Context, c catalog.Library, n *note.Note, back []search.Backlink) iter.Seq2[linkingSentence, error] {
	return func(yield func(linkingSentence, error) bool) {
		var open *note.Parsed
		var all []note.Link // the links of open
		for _, b := range back {
			if open == nil || open.Note.Path != b.From.Path() {
				var err error
				if open, all, err = openLinks(ctx, c, b.From.Path()); err != nil {
					yield(linkingSentence{}, err)
					return
				}
			}
			l := all[b.LinkIndex]
			context, _ := links.BacklinkContext(open, b.LinkIndex)
			j := backlinkJSON{
				To: pathText(n.Path), ToBytes: pathBytes(n.Path), From: pathText(b.From.Path()), FromBytes: pathBytes(b.From.Path()),
				Line: l.Line, Column: l.Column, Text: l.Text, Context: context,
			}
			if !yield(linkingSentence{b.From, l.Dest, j}, nil) {
				return
			}
		}
	}
}

// openLinks parses the note at a path, and returns it with the links that the library knows of it.
func openLinks(ctx context.Context, c catalog.Library, path string) (*note.Parsed, []note.Link, error) {
	_, open, err := c.OpenNote(ctx, path)
	if err != nil {
		return nil, nil, err
	}
	known, err := c.Note(ctx, path)
	if err != nil {
		return nil, nil, err
	}
	return open, known.Details().Links, nil
}

// addContext adds a backlink to the table: its position and the whole sentence, wrapped to as many lines as it needs. A link
// without a text, [](dest), in no sentence shows its address.
func (r *recordWriter) addContext(j backlinkJSON, dest string) {
	context := safe.Text(cmp.Or(j.Context, j.Text, dest))
	position := fmt.Sprintf("%6d:%-4d", j.Line, j.Column)
	width := max(r.table.width-len(position)-2, minTableWidth)
	for _, line := range text.Wcwidth.Wrap(context, text.Lines{Width: width, Hyphens: true}) {
		r.table.addSpanningRow(cell{text: position, style: r.theme.Dim}, cell{text: line})
		position = strings.Repeat(" ", len(position))
	}
}
