package diagram

import (
	"regexp"
	"strings"
	"sync"

	"quire/internal/text"
)

// outline is how the box of a vertex is drawn: rows of cells, with a hole for the label.
type outline struct {
	rows    []string // all of the same width
	label   []string
	labelAt int  // the row of the first line of the label
	bare    bool // without a border
}

// border is the characters of a box: its corners, its lines, and the characters on both sides of the label.
type border struct {
	topLeft, top, topRight          string
	left, right                     string
	bottomLeft, bottom, bottomRight string
}

// borders are those of the shapes.
var borders = map[shape]border{
	box:          {"┌", "─", "┐", "│", "│", "└", "─", "┘"},
	rounded:      {"╭", "─", "╮", "│", "│", "╰", "─", "╯"},
	diamond:      {"╱", "─", "╲", "│", "│", "╲", "─", "╱"},
	hexagon:      {"╱", "─", "╲", "⟨", "⟩", "╲", "─", "╱"},
	cylinder:     {"╭", "─", "╮", "│", "│", "╰", "─", "╯"},
	subroutine:   {"╓", "─", "╖", "║", "║", "╙", "─", "╜"},
	doubleCircle: {"╔", "═", "╗", "║", "║", "╚", "═", "╝"},
	slantedRight: {"┌", "─", "┐", "╱", "╱", "└", "─", "┘"},
	slantedLeft:  {"┌", "─", "┐", "╲", "╲", "└", "─", "┘"},
	trapezoid:    {"┌", "─", "┐", "╱", "╲", "└", "─", "┘"},
	trapezoidUp:  {"┌", "─", "┐", "╲", "╱", "└", "─", "┘"},
	pennant:      {"┌", "─", "┐", "❭", "│", "└", "─", "┘"},
	noteBox:      {"┌", "─", "╮", "│", "│", "└", "─", "┘"},
}

// pointSigns are the signs of where states begin and end.
var pointSigns = map[shape]string{startPoint: "●", endPoint: "◉"}

// outlineNode returns the outline of a node, at least width cells wide and height rows high.
func outlineNode(n *node, label []string, cells text.WidthMethod, width, height int) outline {
	switch n.shape {
	case startPoint, endPoint:
		return outline{rows: []string{pointSigns[n.shape]}, bare: true}
	case plain:
		return outlineLabel(label, cells)
	}
	if n.shape == bar {
		return outline{rows: []string{strings.Repeat("━", max(width, 9))}, bare: true}
	}
	b, width := borders[n.shape], max(width, 5)
	for _, line := range label {
		width = max(width, cells.Width(line)+4)
	}
	inner := width - 2
	o := outline{label: label}
	o.rows = append(o.rows, b.topLeft+strings.Repeat(b.top, inner)+b.topRight)
	if n.shape == cylinder {
		o.rows = append(o.rows, "├"+strings.Repeat("─", inner)+"┤")
	}
	lines := max(len(label), 1, height-len(o.rows)-1)
	o.labelAt = len(o.rows) + (lines-max(len(label), 1))/2
	for range lines {
		o.rows = append(o.rows, b.left+strings.Repeat(" ", inner)+b.right)
	}
	o.rows = append(o.rows, b.bottomLeft+strings.Repeat(b.bottom, inner)+b.bottomRight)
	return o
}

// outlineLabel returns the outline of a text without a border.
func outlineLabel(label []string, cells text.WidthMethod) outline {
	width := 1
	for _, line := range label {
		width = max(width, cells.Width(line))
	}
	o := outline{label: label, bare: true}
	for range max(len(label), 1) {
		o.rows = append(o.rows, strings.Repeat(" ", width))
	}
	return o
}

// indentOf returns how far from the left a line of the label stands. Lines are centred, except in a list, where all begin together.
func (o outline) indentOf(line string, cells text.WidthMethod) int {
	if !isList(o.label) {
		return (o.width() - cells.Width(line)) / 2
	}
	widest := 0
	for _, l := range o.label {
		widest = max(widest, cells.Width(l))
	}
	return (o.width() - widest) / 2
}

// listItem matches the beginning of an item of a list.
var listItem = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:[-*+•·‣–—✓✗✅❌]|\d{1,2}[.)])\s`) })

// isList reports whether two of the lines of a label begin as items of a list do.
func isList(label []string) bool {
	items := 0
	for _, line := range label {
		if listItem().MatchString(line) {
			items++
		}
	}
	return items > 1
}

// width returns the number of cells of a row.
func (o outline) width() int {
	n := 0
	for range o.rows[0] {
		n++
	}
	return n
}

// wrapLabel breaks the lines of a label to at most width cells. A word of ASCII, such as the name of a file, is never broken.
func wrapLabel(label []string, width int, cells text.WidthMethod) []string {
	var lines []string
	for _, l := range label {
		lines = append(lines, cells.Wrap(l, text.Lines{Width: width, Hyphens: true, IsWhole: isASCII})...)
	}
	return lines
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 }) < 0
}
