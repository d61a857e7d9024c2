package graph

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"quire/internal/safe"
)

// WriteDOT writes the graph in Graphviz's DOT language. The nodes are named by the paths of the notes.
func (g *Graph) WriteDOT(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintln(b, "digraph notes {")
	fmt.Fprintln(b, "\trankdir=LR;")
	fmt.Fprintln(b, "\tgraph [overlap=false];")
	fmt.Fprintln(b, "\tnode [shape=box, style=rounded, fontname=\"sans-serif\"];")
	for i, n := range g.Nodes {
		extra := ""
		if g.Centre && i == 0 {
			extra = ", style=\"rounded,bold\""
		}
		fmt.Fprintf(b, "\t%s [label=%s%s];\n", quoteDOTID(n.Note.Path()), quoteDOTLabel(displayTitle(n.Note)), extra)
	}
	for _, e := range g.Edges {
		fmt.Fprintf(b, "\t%s -> %s", quoteDOTID(g.Nodes[e.From].Note.Path()), quoteDOTID(g.Nodes[e.To].Note.Path()))
		if e.Links > 1 {
			fmt.Fprintf(b, " [weight=%d]", e.Links)
		}
		fmt.Fprintln(b, ";")
	}
	fmt.Fprintln(b, "}")
	return b.Flush()
}

// quoteDOTID quotes a name in DOT, where only the quote is escaped. DOT would also read a backslash before the closing
// quote or before a line end as an escape; but paths contain no line ends, and end in a suffix rather than a backslash.
func quoteDOTID(name string) string {
	return `"` + strings.ReplaceAll(safe.Text(name), `"`, `\"`) + `"`
}

// quoteDOTLabel quotes a label, in which DOT interprets escapes such as \N and \l.
func quoteDOTLabel(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

// WriteMermaid writes the graph as a Mermaid flowchart, which code hosts draw in Markdown.
func (g *Graph) WriteMermaid(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintln(b, "flowchart LR")
	for i, n := range g.Nodes {
		fmt.Fprintf(b, "  n%d[\"%s\"]\n", i, mermaidEscaper.Replace(displayTitle(n.Note)))
	}
	for _, e := range g.Edges {
		fmt.Fprintf(b, "  n%d --> n%d\n", e.From, e.To)
	}
	if g.Centre {
		fmt.Fprintln(b, "  style n0 stroke-width:3px")
	}
	return b.Flush()
}

// mermaidEscaper replaces what Mermaid would take for markup by its entities. A backtick would begin a Markdown string.
var mermaidEscaper = strings.NewReplacer(`#`, "#35;", `"`, "#quot;", "`", "#96;", "<", "#lt;", ">", "#gt;", `&`, "#amp;", `\`, "#92;")
