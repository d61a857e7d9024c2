package graph

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"quire/internal/safe"
)

// WriteDOT writes a graph in Graphviz's language. A node is called by the path of its note.
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
		fmt.Fprintf(b, "\t%s [label=%s%s];\n", dotID(n.Note.Path), dotLabel(title(n.Note)), extra)
	}
	for _, e := range g.Edges {
		fmt.Fprintf(b, "\t%s -> %s", dotID(g.Nodes[e.From].Note.Path), dotID(g.Nodes[e.To].Note.Path))
		if e.Links > 1 {
			fmt.Fprintf(b, " [weight=%d]", e.Links)
		}
		fmt.Fprintln(b, ";")
	}
	fmt.Fprintln(b, "}")
	return b.Flush()
}

// dotID is a quoted name in DOT, where only the quote is escaped. A backslash before the closing quote would escape it,
// and before a line end join two lines: names hold neither a line end nor, at their end, a backslash, since they end in a suffix.
func dotID(name string) string { return `"` + strings.ReplaceAll(safe.Text(name), `"`, `\"`) + `"` }

// dotLabel is a quoted text, in which \N, \l and their like would be obeyed.
func dotLabel(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

// WriteMermaid writes a graph as a Mermaid flowchart, which code hosts draw in Markdown.
func (g *Graph) WriteMermaid(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintln(b, "flowchart LR")
	for i, n := range g.Nodes {
		fmt.Fprintf(b, "  n%d[\"%s\"]\n", i, mermaidText.Replace(title(n.Note)))
	}
	for _, e := range g.Edges {
		fmt.Fprintf(b, "  n%d --> n%d\n", e.From, e.To)
	}
	if g.Centre {
		fmt.Fprintln(b, "  style n0 stroke-width:3px")
	}
	return b.Flush()
}

// mermaidText replaces what Mermaid would take for markup by its entities. A backtick would begin a Markdown string.
var mermaidText = strings.NewReplacer(`#`, "#35;", `"`, "#quot;", "`", "#96;", "<", "#lt;", ">", "#gt;", `&`, "#amp;", `\`, "#92;")
