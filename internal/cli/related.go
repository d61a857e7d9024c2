package cli

import (
	"context"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"quire/internal/catalog"
	"quire/internal/mention"
	"quire/internal/note"
	"quire/internal/safe"
	"quire/internal/search"
)

// relatedJSON is a note that is related to another one, as related --json writes it. With --mentions it is a place that names
// the other note, and has no score and reasons.
type relatedJSON struct {
	Path      pathText `json:"path"`
	PathBytes []byte   `json:"path_bytes,omitempty"`
	Title     string   `json:"title,omitempty"`
	Score     float64  `json:"score,omitempty"` // the note itself gets about 1
	Reasons   []string `json:"reasons,omitempty"`
	Line      int      `json:"line,omitempty"`
	Text      string   `json:"text,omitempty"`
}

// defaultRelatedLimit is how many related notes are listed unless the user asks for more.
const defaultRelatedLimit = 10

func newRelated(o *options) *cobra.Command {
	var rf recordFlags
	var limit int
	var mentions bool
	cmd := &cobra.Command{
		Use:        "related NOTE",
		Short:      "List the notes about the same as a note, with the reasons",
		SuggestFor: []string{"similar", "like", "recommend"},
		Long: `List the notes about the same as a note, the most similar first, with the reasons:
words that both have and few other notes, common tags, notes that both are linked
with. In a pipe, each line holds the path, the title and the reasons, separated
by tabs.

With --mentions, list the places in other notes that name the note, by its title or
an alias of two words or more, without a link to it. In a pipe, each is printed as
grep -n does, path:line:text.`,
		Example: `  quire related reinvent-2021
  quire related reinvent-2021 --limit 3 --format '{{.path}} {{join .reasons "; "}}'
  vim -q <(quire related --mentions 'Cell-based architecture')`,
		Args:              limitArguments(1, 1, "which note"),
		ValidArgsFunction: o.completeNotes(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := limitRecords([]int{}, limit); err != nil {
				return err
			}
			l, err := o.openLibraryOf(args)
			if err != nil {
				return err
			}
			opened, err := o.loadCatalog(cmd.Context(), l, false)
			if err != nil {
				return err
			}
			c, n, _, err := o.findNoteArgument(cmd.Context(), opened, args[0])
			if err != nil {
				return err
			}
			if mentions {
				if !cmd.Flags().Changed("limit") {
					limit = 0
				}
				return o.listMentions(cmd.Context(), c, n, limit, rf)
			}
			return o.listRelated(cmd.Context(), c, n, limit, rf)
		},
	}
	rf.bindFlags(cmd, relatedJSON{})
	cmd.Flags().IntVar(&limit, "limit", defaultRelatedLimit, "show at most `N`; 0 means all (with --mentions, all by default)")
	cmd.Flags().BoolVar(&mentions, "mentions", false, "list the places that name the note without a link to it")
	return cmd
}

func newRelatedJSON(r search.Related) relatedJSON {
	return relatedJSON{
		Path: pathText(r.Path()), PathBytes: pathBytes(r.Path()), Title: r.Title(), Score: roundScore(r.Score()), Reasons: r.Reasons(),
	}
}

// listRelated prints the notes that are related to n.
func (o *options) listRelated(ctx context.Context, c catalog.Library, n *note.Note, limit int, rf recordFlags) error {
	found, err := c.Related(ctx, n.Path, limit)
	if err != nil {
		return err
	}
	r, err := o.newRecordWriter(rf, column{share: 2}, column{share: 3}, column{share: 2, minTerminal: 130})
	if err != nil {
		return err
	}
	for _, f := range found {
		reasons := strings.Join(f.Reasons(), " · ")
		if r.usesTable() {
			r.table.addRow(cell{text: f.Title(), style: r.theme.Bold}, cell{text: reasons}, cell{text: f.Path(), style: r.theme.Dim})
			continue
		}
		if err := r.addRecord(newRelatedJSON(f), cell{text: f.Path(), path: true}, cell{text: f.Title()}, cell{text: reasons}); err != nil {
			return err
		}
	}
	return endRecords(r, len(found))
}

// roundScore rounds a score to four decimals: it is a float32, and its further digits say nothing.
func roundScore(score float64) float64 { return math.Round(score*1e4) / 1e4 }

// endRecords prints the table. Without any record it returns the error that says so by the exit code.
func endRecords(r *recordWriter, count int) error {
	if err := r.flushTable(); err != nil {
		return err
	}
	if count == 0 {
		return errQuiet
	}
	return nil
}

// listMentions prints the places that name n without a link to it.
func (o *options) listMentions(ctx context.Context, c catalog.Library, n *note.Note, limit int, rf recordFlags) error {
	found, err := mention.Find(ctx, c, n)
	if err != nil {
		return err
	}
	if found, err = limitRecords(found, limit); err != nil {
		return err
	}
	r, err := o.newRecordWriter(rf)
	if err != nil {
		return err
	}
	last := search.Hit{}
	for _, m := range found {
		switch {
		case r.usesTable():
			if m.Path() != last.Path() {
				r.addNoteHeading(m.Hit, last.IsZero())
			}
			last = m.Hit
			r.table.addSpanningRow(cell{text: padLeft(m.Line, 6), style: r.theme.Dim}, cell{text: m.Text})
		case rf.usesJSONForm():
			j := relatedJSON{Path: pathText(m.Path()), PathBytes: pathBytes(m.Path()), Title: m.Title(), Line: m.Line, Text: m.Text}
			if err := r.addRecord(j); err != nil {
				return err
			}
		default:
			r.writeField(cell{text: m.Path(), path: true})
			r.streams.out.WriteString(":" + strconv.Itoa(m.Line) + ":" + safe.Text(m.Text))
			if err := r.endRecord(); err != nil {
				return err
			}
		}
	}
	return endRecords(r, len(found))
}
