// Package diagram draws Mermaid's flowcharts, state diagrams and sequence diagrams as text, in characters for boxes and lines. It
// draws a diagram whole or not at all: a statement that it does not know, a line that would run through a label, or a diagram
// wider than its room is an error, and the caller shows the source.
//
//	source ─▶ parser ─▶ graph    ─▶ ranks ─▶ order ─▶ places ─▶ routes ─▶ canvas ─▶ rows
//	                 ─▶ sequence ─▶ columns and rows ───────────────────▶ canvas ─▶ rows
//
// A graph is laid out in layers, after Sugiyama, Tagawa and Toda (1981): edges are made to point one way, nodes get ranks, an edge
// over several ranks gets a dummy vertex in each, as does a label; layers are ordered against crossings; places come from
// difference constraints; and between two layers the lines share the tracks of a channel. Nothing depends on chance, time or the
// order of a map, so that a diagram looks the same on every machine.
//
// The canvas remembers which line owns a cell. Two lines may only cross at a right angle, where the vertical one stays whole; any
// other meeting of lines, boxes and labels is an error rather than a drawing that may be read wrongly.
//
// The syntax is that of https://mermaid.js.org/intro/syntax-reference.html.
package diagram

import (
	"errors"
	"strings"

	"quire/internal/text"
)

// The limits of what is drawn. They bound time and memory; what people write stays far below.
const (
	maxSource   = 64 << 10 // bytes
	maxNodes    = 60       // nodes of a graph, participants of a sequence
	maxEdges    = 120
	maxMessages = 200    // messages, notes and blocks of a sequence
	maxVertices = 600    // nodes, labels and dummies of a layout
	maxPairs    = 10_000 // of nodes, one before the other, that edges between groups stand for
	maxDepth    = 12     // of subgraphs or blocks within each other
	maxLabel    = 500    // bytes of a label
	maxRows     = 400    // of a drawing
)

// The errors of Draw.
var (
	ErrUnknown  = errors.New("diagram: a kind or statement that cannot be drawn")
	ErrSyntax   = errors.New("diagram: not well formed")
	ErrTooLarge = errors.New("diagram: too large to draw")
	ErrTooWide  = errors.New("diagram: wider than its room")
	ErrTangled  = errors.New("diagram: lines that cannot be drawn apart")
)

// Part says what a run of a drawing is.
type Part uint8

// The parts of a drawing.
const (
	Lines Part = iota // boxes, lines, arrows and blanks
	Label             // text of a node, edge, message or note
	Title             // of the diagram, a subgraph or a block
)

// Run is a piece of a row.
type Run struct {
	Text string
	Part Part
	Link string // the address that a node leads to, or ""
}

// Options says where a drawing goes.
type Options struct {
	Width int // cells that a row may take
	Cells text.WidthMethod
	ASCII bool // draw boxes and lines with the characters of ASCII
}

// Draw draws a Mermaid diagram. No row has blanks at its end.
func Draw(source string, o Options) ([][]Run, error) {
	if len(source) > maxSource {
		return nil, ErrTooLarge
	}
	s, err := readSource(source)
	if err != nil {
		return nil, err
	}
	rows, err := drawKind(s, o)
	if err != nil {
		return nil, err
	}
	if s.title != "" {
		title := cleanText(s.title)
		if len(title) != 1 || o.Cells.Width(title[0]) > o.Width {
			return nil, ErrTooWide
		}
		rows = append([][]Run{{{Text: title[0], Part: Title}}, nil}, rows...)
	}
	if len(rows) > maxRows {
		return nil, ErrTooLarge
	}
	return rows, nil
}

// flowchartKinds are the words that begin a flowchart.
var flowchartKinds = map[string]bool{"graph": true, "flowchart": true, "flowchart-elk": true}

// drawKind draws the diagram below the header of a source.
func drawKind(s sourceText, o Options) ([][]Run, error) {
	switch {
	case flowchartKinds[s.kind]:
		g, err := parseFlowchart(s)
		if err != nil {
			return nil, err
		}
		return drawGraph(g, o)
	case s.kind == "stateDiagram" || s.kind == "stateDiagram-v2":
		g, err := parseStates(s)
		if err != nil {
			return nil, err
		}
		return drawGraph(g, o)
	case s.kind == "sequenceDiagram":
		q, err := parseSequence(s)
		if err != nil {
			return nil, err
		}
		return drawSequence(q, o)
	}
	return nil, ErrUnknown
}

// NodeLink is a link of a node.
type NodeLink struct {
	Address string
	Text    string // the label of the node
}

// Links returns the links of the nodes of a flowchart in the order of its nodes, or nothing if it is no flowchart that can be read.
func Links(source string) []NodeLink {
	if len(source) > maxSource || !strings.Contains(source, "click") {
		return nil
	}
	s, err := readSource(source)
	if err != nil || !flowchartKinds[s.kind] {
		return nil
	}
	g, err := parseFlowchart(s)
	if err != nil {
		return nil
	}
	var links []NodeLink
	for _, n := range g.nodes {
		if n.link != "" {
			links = append(links, NodeLink{n.link, strings.Join(n.label, " ")})
		}
	}
	return links
}
