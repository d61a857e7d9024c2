package render

import (
	"slices"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"quire/internal/markdown"
	"quire/internal/theme"
)

// flow takes in the lines of a block from top to bottom. Containers push what
// stands at the left of their lines, a bar or the indent of an item, and
// pop it when they end; what was pushed first stands outermost.
type flow struct {
	p     *Page
	width int
	base  theme.Style // of text
	lines []Line

	edge    []Run // left of every line
	edgeW   int
	pending []Run // left of the next line, when it differs: with a bullet in it
	gap     []Run // the blank line that is due before the next one, or nil
	depth   int   // of containers
	lists   int   // of bullet lists, for the bullet's shape
	offset  int   // of what is being laid out, in the body
}

const (
	maxDepth = 16 // deeper containers are no further indented
	minRoom  = 10 // cells that an indent must leave to the text, on a page of twice that
)

// blockWriters know the kinds of blocks; the others are invisible.
var blockWriters map[ast.NodeKind]func(*flow, ast.Node)

func init() { // the writers call each other through the map
	blockWriters = map[ast.NodeKind]func(*flow, ast.Node){
		ast.KindParagraph:         (*flow).paragraph,
		ast.KindTextBlock:         (*flow).paragraph,
		ast.KindHeading:           (*flow).heading,
		ast.KindThematicBreak:     (*flow).rule,
		ast.KindBlockquote:        (*flow).quote,
		ast.KindList:              (*flow).list,
		ast.KindCodeBlock:         (*flow).code,
		ast.KindFencedCodeBlock:   (*flow).code,
		markdown.KindPreformatted: (*flow).code,
		markdown.KindPlain:        (*flow).plain,
		markdown.KindMath:         (*flow).code,
		markdown.KindCallout:      (*flow).callout,
		markdown.KindCalloutTitle: (*flow).paragraph,
		markdown.KindDetails:      (*flow).details,
		markdown.KindSummary:      (*flow).paragraph,
		east.KindTable:            (*flow).table,
		east.KindDefinitionList:   (*flow).definitions,
		east.KindFootnoteList:     (*flow).footnotes,
	}
}

func visible(n ast.Node) bool { _, ok := blockWriters[n.Kind()]; return ok }

func (f *flow) block(n ast.Node) {
	if write, ok := blockWriters[n.Kind()]; ok {
		if at := f.p.offsetOf(n); at >= 0 {
			f.offset = at
		}
		write(f, n)
	}
}

// blocks lays out n and its later siblings, with a blank line between two unless they are tight.
func (f *flow) blocks(n ast.Node, tight bool) {
	for first := true; n != nil; n = n.NextSibling() {
		if !visible(n) {
			continue
		}
		if !first && !tight {
			f.blank()
		}
		first = false
		f.block(n)
	}
}

// room is how many cells a line of text has.
func (f *flow) room() int { return max(f.width-f.edgeW, 1) }

// blank asks for a blank line before the next one.
func (f *flow) blank() {
	if f.pending == nil && f.gap == nil && len(f.lines) > 0 {
		f.gap = append([]Run{}, f.edge...)
	}
}

// emit adds a line.
func (f *flow) emit(runs []Run, offset int, code bool) {
	f.close()
	left := f.edge
	if f.pending != nil {
		left, f.pending = f.pending, nil
	}
	line := Line{Code: code, Source: f.p.lineOf(offset)}
	if len(left) == 0 {
		line.Runs = runs
	} else {
		line.Runs = append(make([]Run, 0, len(left)+len(runs)), left...)
		for _, r := range runs {
			line.Runs = appendRun(line.Runs, r)
		}
		if len(runs) == 0 {
			line.Runs = trimRight(line.Runs)
		}
	}
	f.lines = append(f.lines, line)
}

// close writes the blank line that is due.
func (f *flow) close() {
	if f.gap != nil {
		f.lines = append(f.lines, Line{Runs: trimRight(f.gap)})
		f.gap = nil
	}
}

// done writes what never got a line to stand before.
func (f *flow) done() {
	if f.pending != nil {
		f.emit(nil, f.offset, false)
	}
}

// inside lays out a container's content with rest at the left of its lines, and first, of the same
// width, at the left of the first of them. Where the page is too narrow for that, the
// container moves to the page's edge; where even that leaves no room, its sign gets a line of its own.
func (f *flow) inside(first, rest []Run, content func()) {
	edge, edgeW := f.edge, f.edgeW
	w := runsWidth(rest)
	least := max(min(minRoom, f.width/2), 1)
	f.depth++
	switch {
	case f.depth <= maxDepth && f.width-edgeW-w >= least:
		before := f.pending
		if before == nil {
			before = edge
		}
		f.pending = joinRuns(before, first)
		f.edge, f.edgeW = joinRuns(edge, rest), edgeW+w
	case f.depth <= maxDepth && f.width-w >= least:
		f.done()
		f.edge, f.edgeW = rest, w
		f.pending = joinRuns(nil, first)
	default:
		f.done()
		if !slices.Equal(first, rest) { // a bar tells nothing where it is not drawn throughout
			f.plainMarker(first)
		}
	}
	content()
	f.done()
	f.depth--
	f.edge, f.edgeW = edge, edgeW
}

// plainMarker writes a container's sign as text.
func (f *flow) plainMarker(first []Run) {
	var spans []span
	for _, r := range trimRight(first) {
		spans = append(spans, span{text: r.Text, style: r.Style, link: NoLink, offset: f.offset})
	}
	f.wrap(spans, false)
}

func joinRuns(a, b []Run) []Run {
	out := append(make([]Run, 0, len(a)+len(b)), a...)
	for _, r := range b {
		out = appendRun(out, r)
	}
	return out
}

// wrap adds spans as lines.
func (f *flow) wrap(spans []span, code bool) {
	for _, l := range wrapKeeping(spans, f.room(), f.p.opts.Inline) {
		at := l.offset
		if at < 0 {
			at = f.offset
		}
		f.emit(l.runs, at, code)
	}
}
