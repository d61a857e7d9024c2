package render

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"quire/internal/markdown"
	"quire/internal/theme"
)

// flow lays out blocks one below the other and collects their lines. A container adds a prefix to its lines, such as a
// bar or an indent, while its content is laid out; the prefix of the outermost container comes first.
type flow struct {
	page      *Page
	width     int
	textStyle theme.Style
	lines     []Line

	prefix       []Run // left of every line
	prefixWidth  int
	bars         []Run // the bars in the prefix
	firstPrefix  []Run // left of the next line if it differs, for instance by a bullet
	pendingBlank []Run // the blank line to add before the next line, or nil
	depth        int   // nesting of containers
	listDepth    int   // nesting of bullet lists, for the shape of the bullet
	offset       int   // of the block that is being laid out, in the body
}

const (
	maxIndentDepth = 16 // deeper containers are not indented further
	minTextWidth   = 10 // cells that an indent must leave for text, on a page of at least twice that
)

// blockHandlers lay out the kinds of blocks. Blocks of other kinds are invisible.
var blockHandlers map[ast.NodeKind]func(*flow, ast.Node)

func init() { // the handlers call each other through the map
	blockHandlers = map[ast.NodeKind]func(*flow, ast.Node){
		ast.KindParagraph:         (*flow).writeParagraph,
		ast.KindTextBlock:         (*flow).writeParagraph,
		ast.KindHeading:           (*flow).writeHeading,
		ast.KindThematicBreak:     (*flow).writeRule,
		ast.KindBlockquote:        (*flow).writeQuote,
		ast.KindList:              (*flow).writeList,
		ast.KindCodeBlock:         (*flow).writeCode,
		ast.KindFencedCodeBlock:   (*flow).writeCode,
		markdown.KindPreformatted: (*flow).writeCode,
		markdown.KindUnparsedText: (*flow).writePlain,
		markdown.KindMath:         (*flow).writeCode,
		markdown.KindCallout:      (*flow).writeCallout,
		markdown.KindCalloutTitle: (*flow).writeParagraph,
		markdown.KindDetails:      (*flow).writeDetails,
		markdown.KindSummary:      (*flow).writeParagraph,
		east.KindTable:            (*flow).writeTable,
		markdown.KindAbbreviation: (*flow).writeAbbreviation,
		east.KindDefinitionList:   (*flow).writeDefinitions,
		east.KindFootnoteList:     (*flow).writeFootnotes,

		markdown.KindAbbreviationList: (*flow).writeAbbreviations,
	}
}

func isVisible(n ast.Node) bool { _, ok := blockHandlers[n.Kind()]; return ok }

func (f *flow) writeBlock(n ast.Node) {
	if write, ok := blockHandlers[n.Kind()]; ok {
		if at := f.page.nodeOffset(n); at >= 0 {
			f.offset = at
		}
		write(f, n)
	}
}

// writeBlocks lays out n and its later siblings, with a blank line between two unless the list is tight.
func (f *flow) writeBlocks(n ast.Node, tight bool) {
	for first := true; n != nil; n = n.NextSibling() {
		if !isVisible(n) {
			continue
		}
		if !first && !tight {
			f.addBlank()
		}
		first = false
		f.writeBlock(n)
	}
}

// availableWidth returns the cells that the prefix leaves on a line, at least 1.
func (f *flow) availableWidth() int { return max(f.width-f.prefixWidth, 1) }

// addBlank puts a blank line before the next line.
func (f *flow) addBlank() {
	if f.firstPrefix == nil && f.pendingBlank == nil && len(f.lines) > 0 {
		f.pendingBlank = append([]Run{}, f.prefix...)
	}
}

// addLine adds a line after the prefix.
func (f *flow) addLine(runs []Run, offset int, code bool) {
	f.flushBlank()
	left := f.prefix
	if f.firstPrefix != nil {
		left, f.firstPrefix = f.firstPrefix, nil
	}
	line := Line{Code: code, Source: f.page.sourceLine(offset)}
	if len(left) == 0 {
		line.Runs = runs
	} else {
		line.Runs = append(make([]Run, 0, len(left)+len(runs)), left...)
		for i := range line.Runs {
			line.Runs[i].IsDecoration = true
		}
		for _, r := range runs {
			line.Runs = appendRun(line.Runs, r)
		}
		if len(runs) == 0 {
			line.Runs = trimTrailingSpaces(line.Runs)
		}
	}
	f.lines = append(f.lines, line)
}

// flushBlank adds the pending blank line.
func (f *flow) flushBlank() {
	if f.pendingBlank != nil {
		f.lines = append(f.lines, Line{Runs: trimTrailingSpaces(f.pendingBlank)})
		f.pendingBlank = nil
	}
}

// finish adds a line for a prefix that has no content.
func (f *flow) finish() {
	if f.firstPrefix != nil {
		f.addLine(nil, f.offset, false)
	}
}

// withPrefix lays out content with rest left of its lines, and first, of the same width, left of the first line. If
// that leaves too little room, the container starts at the left edge of the page, beside the bars of those around it; if it
// is still too narrow, its marker gets a line of its own, and a bar is left out.
func (f *flow) withPrefix(first, rest []Run, content func()) {
	edge, edgeW, bars := f.prefix, f.prefixWidth, f.bars
	w, barsW := runsWidth(f.page.theme.Cells, rest), runsWidth(f.page.theme.Cells, bars)
	isBar := slices.Equal(first, rest) && strings.TrimSpace(rest[0].Text) != ""
	least := max(min(minTextWidth, f.width/2), 1)
	f.depth++
	switch {
	case f.depth <= maxIndentDepth && f.width-edgeW-w >= least:
		before := f.firstPrefix
		if before == nil {
			before = edge
		}
		f.firstPrefix = concatRuns(before, first)
		f.prefix, f.prefixWidth = concatRuns(edge, rest), edgeW+w
	case f.depth <= maxIndentDepth && f.width-barsW-w >= least:
		f.finish()
		f.prefix, f.prefixWidth = concatRuns(bars, rest), barsW+w
		f.firstPrefix = concatRuns(bars, first)
	case isBar:
		isBar = false
	default:
		f.finish()
		if !slices.Equal(first, rest) { // an indent is pointless on the first line only
			f.writeMarker(first)
		}
	}
	if isBar {
		f.bars = concatRuns(bars, rest)
	}
	content()
	f.finish()
	f.depth--
	f.prefix, f.prefixWidth, f.bars = edge, edgeW, bars
}

// writeMarker writes a container's marker as text.
func (f *flow) writeMarker(first []Run) {
	var spans []span
	for _, r := range trimTrailingSpaces(first) {
		spans = append(spans, span{text: r.Text, style: r.Style, link: NoLink, offset: f.offset, isDecoration: true})
	}
	f.addWrapped(spans, false)
}

func concatRuns(a, b []Run) []Run {
	out := append(make([]Run, 0, len(a)+len(b)), a...)
	for _, r := range b {
		out = appendRun(out, r)
	}
	return out
}

// addWrapped wraps spans and adds them as lines.
func (f *flow) addWrapped(spans []span, code bool) {
	for _, l := range wrapKeepingAddresses(f.page.theme.Cells, spans, f.availableWidth(), f.page.opts.ShowAddresses) {
		at := l.offset
		if at < 0 {
			at = f.offset
		}
		f.addLine(l.runs, at, code)
	}
}
