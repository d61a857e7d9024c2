package cli

import (
	"context"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"quire/internal/catalog"
	"quire/internal/graph"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/safe"
	"quire/internal/theme"
)

// graphFormats are the shapes of a graph; text is for people.
var graphFormats = []string{"text", "dot", "mermaid", "json", "svg"}

type graphFlags struct {
	format string
	json   bool
	steps  int
}

type graphJSON struct {
	Nodes []graphNodeJSON `json:"nodes"`
	Edges []graphEdgeJSON `json:"edges"`
}

type graphNodeJSON struct {
	Path  string   `json:"path"`
	Title string   `json:"title,omitempty"`
	Date  string   `json:"date,omitempty"`
	Tags  []string `json:"tags,omitempty"`
	Step  int      `json:"step,omitempty"`
}

type graphEdgeJSON struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Links int    `json:"links"`
}

func newGraph(o *shared) *cobra.Command {
	var f graphFlags
	cmd := &cobra.Command{
		Use:        "graph [NOTE | QUERY]",
		Short:      "The notes around one note, or all that match, and what leads where",
		SuggestFor: []string{"map", "web", "tree", "network", "around"},
		Long: `The notes around one note: who links to it, and what it links to, two steps deep.
With a query the notes that match; without either every note of the library.

On a terminal a note's surroundings are drawn, and a query's notes are listed with what they link
to. In a pipe the graph is written in Graphviz's language.`,
		Example: `  quire graph reinvent-2021             the notes around one, as a picture
  quire graph '#aws' --format svg > aws.svg
  quire graph | dot -Tpdf > notes.pdf   through Graphviz
  quire graph '#go' --format mermaid    for a README on a code host
  quire graph --json | jq '.edges | length'`,
		ValidArgsFunction: o.noteOrQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.runGraph(cmd.Context(), strings.Join(args, " "), f)
		},
	}
	cmd.Flags().StringVar(&f.format, "format", "", "`FORMAT` is text, dot, mermaid, json or svg")
	cmd.Flags().BoolVar(&f.json, "json", false, "short for --format json: one object with nodes and edges")
	cmd.Flags().IntVar(&f.steps, "steps", 2, "how many steps from the note, `N` from 1 to 9; the picture shows two")
	choices(cmd, "format", graphFormats...)
	return cmd
}

// noteOrQuery completes tags behind #, and else notes.
func (o *shared) noteOrQuery(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	if strings.HasPrefix(word, "#") || strings.HasPrefix(word, "tag:") || strings.HasPrefix(word, "-") {
		return o.query(cmd, args, word)
	}
	return o.notes(1)(cmd, args, word)
}

func (f *graphFlags) shape(tty bool) (string, error) {
	if f.steps < 1 || f.steps > 9 {
		return "", usage("N is a number from 1 to 9", "--steps %d: no such distance", f.steps)
	}
	switch {
	case f.format == "" && f.json:
		return "json", nil
	case f.format == "" && tty:
		return "text", nil
	case f.format == "":
		return "dot", nil
	}
	if err := oneOf("--format", f.format, graphFormats); err != nil {
		return "", err
	}
	return f.format, nil
}

func (o *shared) runGraph(ctx context.Context, about string, f graphFlags) error {
	shape, err := f.shape(o.outTTY)
	if err != nil {
		return err
	}
	c, err := o.catalog(ctx, false)
	if err != nil {
		return err
	}
	centre, notes, err := o.drawn(c, about)
	if err != nil {
		return err
	}
	var g graph.Graph
	switch {
	case centre != nil && shape == "text":
		return o.picture(c, centre)
	case centre != nil:
		g = graph.Around(centre, c.Links, f.steps)
	case len(notes) == 0:
		return nothing(c)
	case shape == "text":
		return o.adjacency(graph.Among(notes, c.Links))
	default:
		g = graph.Among(notes, c.Links)
	}
	switch shape {
	case "mermaid":
		return g.WriteMermaid(o.out)
	case "svg":
		return g.WriteSVG(o.out)
	case "json":
		return writeJSON(o.streams, newGraphJSON(g))
	}
	return g.WriteDOT(o.out)
}

// drawn is the note that is named, or the notes that match.
func (o *shared) drawn(c *catalog.Catalog, about string) (*note.Note, []*note.Note, error) {
	if strings.TrimSpace(about) == "" {
		return nil, c.Notes, nil
	}
	name, err := inRecord(c, about)
	if err != nil {
		return nil, nil, err
	}
	if t := c.Links.Find(name); t.Status == links.Note || t.Status == links.Self {
		return c.Links.Note(t.Path), nil, nil
	}
	hits, err := (&selection{}).search(c, about)
	if err != nil {
		return nil, nil, err
	}
	if len(hits) == 0 && isName(about) {
		_, _, err := find(c, about)
		return nil, nil, err
	}
	notes := make([]*note.Note, len(hits))
	for i, h := range hits {
		notes[i] = h.Note
	}
	return nil, notes, nil
}

// isName reports whether a query has nothing of one but words, so that a note may have been meant.
func isName(text string) bool {
	q, err := query.Parse(text)
	return err == nil && !strings.ContainsAny(text, `#:"()`) && len(q.Words()) > 0
}

// picture draws the surroundings of a note as people see them.
func (o *shared) picture(c *catalog.Catalog, centre *note.Note) error {
	t, err := o.tableTheme()
	if err != nil {
		return err
	}
	rows := o.height()
	s := graph.Surrounding(centre, c.Links)
	p := s.Draw(graph.Options{Width: o.tableWidth(), Rows: rows - 4, Most: max(rows-5, 12), ASCII: t.ASCII})
	w := o.painted(t)
	lines := p.Lines(0, p.Rows, p.Rows/2)
	if head := p.Head(); head != nil {
		lines = append([][]graph.Run{head}, lines...)
	}
	for _, line := range lines {
		if _, err := w.WriteString(drawnLine(t, line) + "\n"); err != nil {
			return err
		}
	}
	return nil
}

func drawnLine(t *theme.Theme, line []graph.Run) string {
	var b strings.Builder
	for _, r := range line {
		style := theme.Style{}
		switch r.Kind {
		case graph.Line:
			style = t.Border
		case graph.Centre:
			style = t.Bold
		case graph.Remark:
			style = t.Dim
		}
		if strings.TrimSpace(r.Text) == "" {
			style = theme.Style{}
		}
		b.WriteString(style.Render(r.Text))
	}
	return b.String()
}

// height is the rows of the terminal, as far as they are known.
func (s *streams) height() int {
	if _, h, err := term.GetSize(s.stdout.Fd()); err == nil && h > 0 {
		return h
	}
	return 24
}

// adjacency lists notes for people, each with those that it links to.
func (o *shared) adjacency(g graph.Graph) error {
	r, err := o.newRecords(recordFlags{}, column{}, column{share: 3}, column{share: 2})
	if err != nil {
		return err
	}
	arrow := "→"
	if r.theme.ASCII {
		arrow = "->"
	}
	next := 0
	for i, n := range g.Nodes {
		first := i == 0
		for ; next < len(g.Edges) && g.Edges[next].From == i; next++ {
			if next == 0 || g.Edges[next-1].From != i {
				r.heading(n.Note, first)
			}
			to := g.Nodes[g.Edges[next].To].Note
			r.table.add(cell{text: "   " + arrow, style: r.theme.Dim}, cell{text: to.Title}, cell{text: to.Slug, style: r.theme.Dim})
		}
		if next == 0 || g.Edges[next-1].From != i {
			r.heading(n.Note, first)
		}
	}
	return r.flush()
}

func newGraphJSON(g graph.Graph) graphJSON {
	j := graphJSON{Nodes: []graphNodeJSON{}, Edges: []graphEdgeJSON{}}
	for _, n := range g.Nodes {
		j.Nodes = append(j.Nodes, graphNodeJSON{n.Note.Path, safe.Text(n.Note.Title), isoDate(n.Note.Date), n.Note.Tags, n.Step})
	}
	for _, e := range g.Edges {
		j.Edges = append(j.Edges, graphEdgeJSON{g.Nodes[e.From].Note.Path, g.Nodes[e.To].Note.Path, e.Links})
	}
	return j
}

// oneOf refuses a value that a flag does not have, and says what was probably meant.
func oneOf(flag, value string, values []string) error {
	for _, v := range values {
		if v == value {
			return nil
		}
	}
	hint := "it is " + strings.Join(values[:len(values)-1], ", ") + " or " + values[len(values)-1]
	return usage(hint, "%s %s: no such value", flag, value)
}
