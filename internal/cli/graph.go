package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"quire/internal/catalog"
	"quire/internal/graph"
	"quire/internal/links"
	"quire/internal/query"
	"quire/internal/safe"
	"quire/internal/search"
	"quire/internal/theme"
)

// graphFormats holds the output formats of a graph; text is for terminals.
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
	Path      pathText `json:"path"`
	PathBytes []byte   `json:"path_bytes,omitempty"`
	Title     string   `json:"title,omitempty"`
	Date      string   `json:"date,omitempty"`
	Tags      []string `json:"tags,omitempty"`
	Step      int      `json:"step,omitempty"`
}

type graphEdgeJSON struct {
	From      pathText `json:"from"`
	FromBytes []byte   `json:"from_bytes,omitempty"`
	To        pathText `json:"to"`
	ToBytes   []byte   `json:"to_bytes,omitempty"`
	Links     int      `json:"links"`
}

func newGraph(o *options) *cobra.Command {
	var f graphFlags
	cmd := &cobra.Command{
		Use:        "graph [NOTE | QUERY]",
		Short:      "Show nearby notes, or matching notes, and their links",
		SuggestFor: []string{"map", "web", "tree", "network", "around"},
		Long: `Show the notes near a note: those that link to it and those that it links to, up
to two steps away. With QUERY, show the notes that match and the links between
them. Without an argument, show the whole library.

On a terminal, the notes near a note are drawn as a picture, and those that match
a query are listed with the notes that they link to. In a pipe, the graph is
printed in Graphviz's DOT language.`,
		Example: `  quire graph reinvent-2021             nearby notes, as a picture
  quire graph '#aws' --format svg > aws.svg
  quire graph | dot -Tpdf > notes.pdf   drawn by Graphviz
  quire graph '#go' --format mermaid    for a README on GitHub or GitLab
  quire graph --json | jq '.edges | length'`,
		ValidArgsFunction: o.completeNoteOrQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.runGraph(cmd.Context(), strings.Join(args, " "), f)
		},
	}
	cmd.Flags().StringVar(&f.format, "format", "", "print as `FORMAT`: text, dot, mermaid, json or svg")
	cmd.Flags().BoolVar(&f.json, "json", false, "same as --format json: one object with nodes and edges")
	cmd.Flags().IntVar(&f.steps, "steps", 2, "show notes up to `N` steps away, 1 to 9; the picture always shows two")
	completeFlagValues(cmd, "format", graphFormats...)
	return cmd
}

// completeNoteOrQuery completes a query if the word begins like a tag or a negation, and the names of notes otherwise.
func (o *options) completeNoteOrQuery(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	if strings.HasPrefix(word, "#") || strings.HasPrefix(word, "tag:") || strings.HasPrefix(word, "-") {
		return o.completeQuery(cmd, args, word)
	}
	return o.completeNotes(1)(cmd, args, word)
}

// resolveFormat checks the flags and returns the output format: by default text on a terminal and dot in a pipe.
func (f *graphFlags) resolveFormat(tty bool) (string, error) {
	if f.steps < 1 || f.steps > 9 {
		return "", usageError("N is a number from 1 to 9", "--steps %d: out of range", f.steps)
	}
	switch {
	case f.format == "" && f.json:
		return "json", nil
	case f.format == "" && tty:
		return "text", nil
	case f.format == "":
		return "dot", nil
	}
	if err := checkChoice("--format", f.format, graphFormats); err != nil {
		return "", err
	}
	return f.format, nil
}

func (o *options) runGraph(ctx context.Context, argument string, f graphFlags) error {
	format, err := f.resolveFormat(o.outTTY)
	if err != nil {
		return err
	}
	l, err := o.openLibraryOf([]string{argument})
	if err != nil {
		return err
	}
	opened, err := o.loadCatalog(ctx, l, false)
	if err != nil {
		return err
	}
	c, centre, notes, err := o.selectGraphNotes(ctx, opened, argument)
	if err != nil {
		return err
	}
	var g graph.Graph
	switch {
	case !centre.IsZero() && format == "text":
		return o.printLocalGraph(ctx, c, centre)
	case !centre.IsZero():
		g, err = graph.NewNeighbourhood(ctx, centre, c, f.steps)
	case len(notes) == 0:
		return noResultsError(c)
	default:
		g, err = graph.NewGraph(ctx, notes, c)
	}
	if err != nil {
		return err
	}
	switch format {
	case "text":
		return o.printAdjacency(g)
	case "mermaid":
		return g.WriteMermaid(o.out)
	case "svg":
		return g.WriteSVG(o.out)
	case "json":
		return writeJSON(o.streams, newGraphJSON(g))
	}
	return g.WriteDOT(o.out)
}

// selectGraphNotes resolves the argument to a single note, or else to the notes that match it as a query. Without an argument
// it returns all notes. A path may lead to another library than opened.
func (o *options) selectGraphNotes(ctx context.Context, opened catalog.Library, argument string) (c catalog.Library, centre search.Hit, notes []search.Hit, err error) {
	c = opened
	if strings.TrimSpace(argument) == "" {
		found, err := o.searchNotes(ctx, c, "", selection{sort: search.Path.String()})
		return c, centre, found.Hits, err
	}
	if p, isPath, err := o.resolvePath(ctx, c, argument, false); isPath {
		if err != nil {
			return c, centre, nil, err
		}
		h, ok := p.catalog.Lookup(p.Path)
		if !ok {
			return c, centre, nil, notANoteError(argument)
		}
		return p.catalog, h, nil, nil
	}
	name, err := pathFromRecord(c, argument)
	if err != nil {
		return c, centre, nil, err
	}
	t, err := c.ResolveName(ctx, name)
	if err != nil {
		return c, centre, nil, err
	}
	if h, ok := c.Lookup(t.Path); ok && t.Status == links.Note {
		return c, h, nil, nil
	}
	found, err := o.searchNotes(ctx, c, argument, selection{})
	if err == nil && found.Total == 0 && isPlainWords(argument) {
		_, _, err = findNote(ctx, c, argument)
	}
	return c, centre, found.Hits, err
}

// isPlainWords reports whether a text has no query syntax but words, so that it may be meant as the name of a note.
func isPlainWords(text string) bool {
	q, err := query.Parse(text)
	return err == nil && !strings.ContainsAny(text, `#:"()`) && len(q.Words()) > 0
}

// printLocalGraph draws a note, the notes that link to it and those that it links to on a terminal.
func (o *options) printLocalGraph(ctx context.Context, c catalog.Library, centre search.Hit) error {
	t, err := o.chooseTableTheme()
	if err != nil {
		return err
	}
	rows := o.rowsOrDefault()
	s, err := graph.NewLocalGraph(ctx, centre, c)
	if err != nil {
		return err
	}
	p := s.Draw(graph.Options{Width: o.tableWidth(), Rows: rows - 4, MaxPerSide: max(rows-5, 12), ASCII: t.ASCII, Cells: t.Cells})
	w := o.styledWriter(t)
	lines := p.Lines(0, p.Rows, p.Rows/2)
	if head := p.Header(); head != nil {
		lines = append([][]graph.Run{head}, lines...)
	}
	for _, line := range lines {
		if _, err := w.WriteString(styleRuns(t, line) + "\n"); err != nil {
			return err
		}
	}
	return nil
}

// styleRuns renders one line of a drawn graph with the styles of the theme.
func styleRuns(t *theme.Theme, line []graph.Run) string {
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

// rowsOrDefault returns the height of the terminal in rows, or 24 if it is unknown.
func (s *streams) rowsOrDefault() int {
	if h := s.terminalRows(); h > 0 {
		return h
	}
	return 24
}

// printAdjacency lists notes on a terminal, each with the notes that it links to.
func (o *options) printAdjacency(g graph.Graph) error {
	r, err := o.newRecordWriter(recordFlags{}, column{}, column{share: 3}, column{share: 2})
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
				r.addNoteHeading(n.Note, first)
			}
			to := g.Nodes[g.Edges[next].To].Note
			r.table.addRow(cell{text: "   " + arrow, style: r.theme.Dim}, cell{text: to.Title()}, cell{text: to.Slug(), style: r.theme.Dim})
		}
		if next == 0 || g.Edges[next-1].From != i {
			r.addNoteHeading(n.Note, first)
		}
	}
	return r.flushTable()
}

// newGraphJSON returns the JSON form of a graph. Its lists are never nil, so that they are encoded as [].
func newGraphJSON(g graph.Graph) graphJSON {
	j := graphJSON{Nodes: []graphNodeJSON{}, Edges: []graphEdgeJSON{}}
	for _, n := range g.Nodes {
		j.Nodes = append(j.Nodes, graphNodeJSON{pathText(n.Note.Path()), pathBytes(n.Note.Path()), safe.Text(n.Note.Title()), formatISODate(n.Note.Date()), n.Note.Tags(), n.Step})
	}
	for _, e := range g.Edges {
		from, to := g.Nodes[e.From].Note.Path(), g.Nodes[e.To].Note.Path()
		j.Edges = append(j.Edges, graphEdgeJSON{pathText(from), pathBytes(from), pathText(to), pathBytes(to), e.Links})
	}
	return j
}

// checkChoice returns a usage error that lists the possible values of a flag unless value is among them.
func checkChoice(flag, value string, values []string) error {
	for _, v := range values {
		if v == value {
			return nil
		}
	}
	hint := "use " + strings.Join(values[:len(values)-1], ", ") + " or " + values[len(values)-1]
	return usageError(hint, "%s %s: no such value", flag, value)
}
