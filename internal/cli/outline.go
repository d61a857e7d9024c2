package cli

import (
	"cmp"
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"quire/internal/catalog"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/search"
	"quire/internal/text"
)

// headingJSON is a heading of a note, as outline --json writes it.
type headingJSON struct {
	Path      pathText `json:"path"`
	PathBytes []byte   `json:"path_bytes,omitempty"`
	Level     int      `json:"level"` // from 1 to 6
	Line      int      `json:"line"`  // in the file, from 1
	Anchor    string   `json:"anchor"`
	Text      string   `json:"text"`
}

func newHeadingJSON(path string, h note.Heading) headingJSON {
	return headingJSON{Path: pathText(path), PathBytes: pathBytes(path), Level: h.Level, Line: h.Line, Anchor: h.Anchor, Text: h.Text}
}

func newOutline(o *options) *cobra.Command {
	var rf recordFlags
	cmd := &cobra.Command{
		Use:        "outline NOTE...",
		Short:      "List the headings of notes",
		SuggestFor: []string{"toc", "headings", "contents", "sections"},
		Long: `List the headings of notes: on a terminal as a tree, in a pipe with the path, the
level, the line in the file, the anchor and the text of each, separated by tabs.
NOTE#heading lists the headings of that section. The anchor is what quire show
takes after #.`,
		Example: `  quire outline reinvent-2021
  quire outline reinvent-2021 | grep -i keynote
  quire show "reinvent-2021#$(quire outline reinvent-2021 | cut -f4 | fzf)"
  quire outline reinvent-2021 --format '{{.line}} {{.text}}'`,
		Args:              limitArguments(1, -1, "which note"),
		ValidArgsFunction: o.completeNotes(0),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := o.openCatalogFor(cmd.Context(), args)
			if err != nil {
				return err
			}
			return o.printOutlines(cmd.Context(), c, args, rf)
		},
	}
	rf.bindFlags(cmd, headingJSON{})
	return cmd
}

// printOutlines prints the headings of the named notes.
func (o *options) printOutlines(ctx context.Context, c catalog.Library, names []string, rf recordFlags) error {
	wrong := &errorReporter{stderr: o.stderr}
	r, err := o.newRecordWriter(rf, column{share: 3}, column{share: 2}, column{alignRight: true})
	if err != nil {
		return err
	}
	count, first := 0, true
	for _, name := range names {
		in, n, target, err := o.findNoteArgument(ctx, c, name)
		if err != nil {
			wrong.report(err)
			continue
		}
		_, p, err := in.OpenNote(ctx, n.Path)
		if err != nil {
			wrong.report(err)
			continue
		}
		headings := headingsOf(p, target)
		if r.usesTable() && len(names) > 1 && len(headings) > 0 {
			r.addNoteHeading(search.NewHit(p.Note, 0, 0), first)
			first = false
		}
		for _, h := range headings {
			if err := r.addHeading(p.Note, h); err != nil {
				return err
			}
		}
		count += len(headings)
	}
	if err := endRecords(r, count); err != nil && !errors.Is(err, errQuiet) {
		return err
	}
	if count == 0 {
		return cmp.Or(wrong.err(), errQuiet)
	}
	return wrong.err()
}

// headingsOf returns the headings of a note, or those of the section that a target names.
func headingsOf(p *note.Parsed, t links.Target) []note.Heading {
	all := p.Details.Headings
	if t.Heading == "" {
		return all
	}
	first, last := findSectionLines(p, t.Heading)
	var inside []note.Heading
	for _, h := range all {
		if h.Line >= first && (last == 0 || h.Line < last) {
			inside = append(inside, h)
		}
	}
	return inside
}

// addHeading adds a heading: in the table indented by its level.
func (r *recordWriter) addHeading(n *note.Note, h note.Heading) error {
	if r.usesTable() {
		style := r.theme.Text
		if h.Level == 1 {
			style = r.theme.Bold
		}
		r.table.addRow(cell{text: text.Spaces(2*(h.Level-1)) + h.Text, style: style}, cell{text: "#" + h.Anchor, style: r.theme.Dim}, cell{text: strconv.Itoa(h.Line), style: r.theme.Dim})
		return nil
	}
	return r.addRecord(newHeadingJSON(n.Path, h), cell{text: n.Path, path: true}, cell{text: strconv.Itoa(h.Level)}, cell{text: strconv.Itoa(h.Line)}, cell{text: h.Anchor}, cell{text: strings.TrimSpace(h.Text)})
}
