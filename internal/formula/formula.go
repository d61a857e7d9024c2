// Package formula draws the mathematics of TeX as text: symbols, scripts, fractions, roots, sums and matrices in the characters
// of Unicode. It draws what it understands whole, and nothing else: a command that it does not know, or a form that would read
// differently than the formula, is an error, and whoever asked shows the source.
//
//	source ─▶ lexer ─▶ parser ─▶ node ─▶ layout ─▶ box: rows of cells with a baseline
//
// There are two forms. A displayed formula may take many rows; one in the text takes one row, in which a fraction is a/b.
//
// The names of commands and the spaces between symbols follow The TeXbook (chapters 17 and 18), the environments amsmath.
package formula

import (
	"errors"
	"strings"

	"quire/internal/text"
)

// The limits of what is drawn. They bound time and memory; what people write stays far below.
const (
	maxSource = 8 << 10 // bytes
	maxDepth  = 40      // groups within groups
	maxRows   = 60      // of a drawing
	maxWidth  = 400     // cells of a drawing
)

// The errors of Display and Inline.
var (
	ErrUnknown  = errors.New("formula: a command that cannot be drawn")
	ErrSyntax   = errors.New("formula: not well formed")
	ErrTooLarge = errors.New("formula: too large to draw")
	ErrRows     = errors.New("formula: does not fit in one row")
)

// Display draws a formula on rows of its own, all of the same width.
func Display(tex string, cells text.WidthMethod) ([]string, error) {
	n, err := parse(tex)
	if err != nil {
		return nil, err
	}
	b, err := layout{cells: cells, rows: true}.draw(n)
	if err != nil {
		return nil, err
	}
	rows := make([]string, len(b.rows))
	for i, row := range b.rows {
		rows[i] = strings.TrimRight(row, " ")
	}
	return rows, nil
}

// Inline draws a formula within one row of text.
func Inline(tex string, cells text.WidthMethod) (string, error) {
	n, err := parse(tex)
	if err != nil {
		return "", err
	}
	b, err := layout{cells: cells}.draw(n)
	if err != nil {
		return "", err
	}
	if len(b.rows) != 1 {
		return "", ErrRows
	}
	return strings.TrimSpace(b.rows[0]), nil
}

// draw lays a formula out and holds it to the limits.
func (l layout) draw(n node) (box, error) {
	b, err := n.layout(l)
	if err != nil {
		return box{}, err
	}
	if len(b.rows) > maxRows || b.width > maxWidth {
		return box{}, ErrTooLarge
	}
	return b, nil
}
