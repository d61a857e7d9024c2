package graph

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"quire/internal/links"
	"quire/internal/links/profile"
	"quire/internal/note"
	"quire/internal/search"
	"quire/internal/search/searchtest"
)

// parseNotes parses texts and returns the notes sorted by path, with their links.
func parseNotes(t testing.TB, texts map[string]string) ([]search.Hit, searchtest.Web) {
	t.Helper()
	var notes []*note.Note
	for path, text := range texts {
		notes = append(notes, note.Parse(path, []byte(text)).Note)
	}
	slices.SortFunc(notes, func(a, b *note.Note) int { return strings.Compare(a.Path, b.Path) })
	return searchtest.NewHits(notes), searchtest.Web{Resolver: links.New(notes, nil, profile.Sites{})}
}

// newGraph returns the graph of notes.
func newGraph(t testing.TB, notes []search.Hit, web LinkSource) Graph {
	t.Helper()
	g, err := NewGraph(t.Context(), notes, web)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// newNeighbourhood returns the graph of the notes around centre.
func newNeighbourhood(t testing.TB, centre search.Hit, web LinkSource, steps int) Graph {
	t.Helper()
	g, err := NewNeighbourhood(t.Context(), centre, web, steps)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// chainNotes returns notes that link a ─▶ b ─▶ c ─▶ d ─▶ e ─▶ a, with two links from b to c.
func chainNotes(t testing.TB) ([]search.Hit, searchtest.Web) {
	return parseNotes(t, map[string]string{
		"a.md": "[[b]]", "b.md": "[[c]] and [[c]]", "c.md": "[[d]] [[c]]", "d.md": "[[e]]", "e.md": "[[a]]", "lone.md": "nothing",
	})
}

func formatSteps(g Graph) string {
	var out []string
	for _, n := range g.Nodes {
		out = append(out, fmt.Sprintf("%s%+d", n.Note.ID(), n.Step))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func TestNewNeighbourhood_CountsStepsInBothDirections(t *testing.T) {
	notes, web := chainNotes(t)
	for depth, want := range map[int]string{
		1: "b-1 c+0 d+1",
		2: "a-2 b-1 c+0 d+1 e+2",
		9: "a-2 b-1 c+0 d+1 e+2",
	} {
		if got := formatSteps(newNeighbourhood(t, notes[2], web, depth)); got != want {
			t.Errorf("%d steps: %s, want %s", depth, got, want)
		}
	}
	g := newNeighbourhood(t, notes[2], web, 1)
	if want := []Edge{{0, 1, 1}, {2, 0, 2}}; !slices.Equal(g.Edges, want) {
		t.Errorf("edges %v, want %v", g.Edges, want)
	}
	if g := newNeighbourhood(t, notes[5], web, 2); len(g.Nodes) != 1 || len(g.Edges) != 0 {
		t.Errorf("a note without links: %v", g)
	}
}

func TestNewGraph_LinksOnlyGivenNotes(t *testing.T) {
	notes, web := chainNotes(t)
	g := newGraph(t, notes[:3], web)
	if len(g.Nodes) != 3 || !slices.Equal(g.Edges, []Edge{{0, 1, 1}, {1, 2, 2}}) {
		t.Errorf("%v", g)
	}
}

// nastyTitles returns a graph whose titles and paths contain syntax of each output format.
func nastyTitles(t testing.TB) Graph {
	texts := map[string]string{}
	names := []string{`say "hi"`, `back\slash`, `<b>&amp;`, "#tag; `x`", "]})|{[(", "日本語 👩‍👩‍👧", "\u202egnp", `trailing\`, `\N\l`, "end", "--> n2"}
	for i, name := range names {
		texts[fmt.Sprintf("%02d.md", i)] = fmt.Sprintf("# %s\n[[%02d]] [[%02d]]", name, (i+1)%len(names), (i+2)%len(names))
	}
	texts[`q"uote.md`] = "[[00]]"
	texts[`\.md`] = "[[01]]"
	notes, web := parseNotes(t, texts)
	return newGraph(t, notes, web)
}

// runGraphviz lays out a DOT text with dot, if it is installed, and returns the numbers of nodes and edges in the
// result.
func runGraphviz(t *testing.T, text []byte) (nodes, edges int) {
	t.Helper()
	dot, err := exec.LookPath("dot")
	if err != nil {
		t.Skip("graphviz is not installed")
	}
	cmd := exec.Command(dot, "-Tplain")
	cmd.Stdin = bytes.NewReader(text)
	var warned bytes.Buffer
	cmd.Stderr = &warned
	out, err := cmd.Output()
	if err != nil || warned.Len() > 0 {
		t.Fatalf("dot: %v\n%s\n%s", err, warned.Bytes(), text)
	}
	for line := range strings.Lines(string(out)) {
		switch kind, _, _ := strings.Cut(line, " "); kind {
		case "node":
			nodes++
		case "edge":
			edges++
		}
	}
	return nodes, edges
}

func TestWriteDOT_GraphvizReadsNodesAndEdges(t *testing.T) {
	g := nastyTitles(t)
	notes, web := chainNotes(t)
	for _, g := range []Graph{g, newNeighbourhood(t, notes[2], web, 2), {}} {
		var b bytes.Buffer
		if err := g.WriteDOT(&b); err != nil {
			t.Fatal(err)
		}
		if nodes, edges := runGraphviz(t, b.Bytes()); nodes != len(g.Nodes) || edges != len(g.Edges) {
			t.Errorf("graphviz reads %d nodes and %d edges, want %d and %d\n%s", nodes, edges, len(g.Nodes), len(g.Edges), b.Bytes())
		}
	}
}

func TestWriteSVG_HasEachNodeAndEdge(t *testing.T) {
	notes, web := chainNotes(t)
	big := map[string]string{}
	for i := range 400 {
		big[fmt.Sprintf("n%03d.md", i)] = fmt.Sprintf("[[n%03d]] [[n%03d]]", i*7%400, i/9)
	}
	many, dense := parseNotes(t, big)
	for name, g := range map[string]Graph{
		"nasty": nastyTitles(t), "around": newNeighbourhood(t, notes[2], web, 2), "lone": newNeighbourhood(t, notes[5], web, 2), "none": {}, "many": newGraph(t, many, dense),
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := g.WriteSVG(&b); err != nil {
				t.Fatal(err)
			}
			counts := countElements(t, b.Bytes())
			if lines := counts["line"] + counts["path"] - 1; counts["circle"] != len(g.Nodes) || lines != len(g.Edges) {
				t.Errorf("%d circles and %d lines, want %d and %d", counts["circle"], lines, len(g.Nodes), len(g.Edges))
			}
			if strings.Contains(b.String(), "NaN") || strings.Contains(b.String(), "Inf") {
				t.Error("a coordinate is NaN or infinite")
			}
		})
	}
}

// countElements parses XML and counts its elements by name.
func countElements(t *testing.T, text []byte) map[string]int {
	t.Helper()
	counts := map[string]int{}
	d := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return counts
		}
		if err != nil {
			t.Fatalf("invalid XML: %v\n%s", err, text)
		}
		if e, ok := token.(xml.StartElement); ok {
			counts[e.Name.Local]++
		}
	}
}

// No two notes overlap, and linked notes are near each other.
func TestLayoutSprings_KeepsDistances(t *testing.T) {
	notes, web := chainNotes(t)
	g := newGraph(t, notes, web)
	positions := g.layoutSprings()
	for i := range positions {
		for k := range positions[:i] {
			if d := positions[i].minus(positions[k]).length(); d < 0.3 {
				t.Errorf("%d and %d are %.2f apart", i, k, d)
			}
		}
	}
	for _, e := range g.Edges {
		if d := positions[e.From].minus(positions[e.To]).length(); d > 2.5 || math.IsNaN(d) {
			t.Errorf("%v is %.2f long", e, d)
		}
	}
	if again := g.layoutSprings(); !slices.Equal(positions, again) {
		t.Error("the same graph has other positions the second time")
	}
}

// Mermaid's quoted labels may contain anything but quotes, for which entities stand.
func TestWriteMermaid_EscapesLabels(t *testing.T) {
	g := nastyTitles(t)
	var b bytes.Buffer
	if err := g.WriteMermaid(&b); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	if lines[0] != "flowchart LR" || len(lines) != 1+len(g.Nodes)+len(g.Edges) {
		t.Fatalf("%d lines for %d nodes and %d edges\n%s", len(lines), len(g.Nodes), len(g.Edges), b.String())
	}
	for i, l := range lines[1 : 1+len(g.Nodes)] {
		label, ok := strings.CutPrefix(l, fmt.Sprintf(`  n%d["`, i))
		label, ok2 := strings.CutSuffix(label, `"]`)
		if !ok || !ok2 || strings.ContainsAny(label, "\"`<>\n") {
			t.Errorf("line %q", l)
		}
	}
	for _, l := range lines[1+len(g.Nodes):] {
		var from, to int
		if n, err := fmt.Sscanf(l, "  n%d --> n%d", &from, &to); n != 2 || err != nil || from >= len(g.Nodes) || to >= len(g.Nodes) {
			t.Errorf("line %q", l)
		}
	}
}
