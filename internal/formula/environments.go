package formula

import (
	"fmt"
	"strings"
)

// environment says how an environment of amsmath is drawn.
type environment struct {
	open, close string
	alignment   string
	gap         int
	hasColumns  bool // the alignment follows \begin as an argument
}

var environments = map[string]environment{
	"matrix": {alignment: "c", gap: 2}, "smallmatrix": {alignment: "c", gap: 1},
	"pmatrix": {"(", ")", "c", 2, false}, "bmatrix": {"[", "]", "c", 2, false}, "Bmatrix": {"{", "}", "c", 2, false},
	"vmatrix": {"|", "|", "c", 2, false}, "Vmatrix": {"‖", "‖", "c", 2, false},
	"cases": {"{", "", "l", 2, false}, "dcases": {"{", "", "l", 2, false}, "rcases": {"", "}", "l", 2, false},
	"aligned": {alignment: "rl"}, "align": {alignment: "rl"}, "align*": {alignment: "rl"}, "split": {alignment: "rl"},
	"alignedat": {alignment: "rl", hasColumns: true}, "alignat": {alignment: "rl", hasColumns: true}, "alignat*": {alignment: "rl", hasColumns: true},
	"eqnarray": {alignment: "rcl", gap: 1}, "eqnarray*": {alignment: "rcl", gap: 1},
	"gathered": {alignment: "c"}, "gather": {alignment: "c"}, "gather*": {alignment: "c"},
	"equation": {alignment: "c"}, "equation*": {alignment: "c"}, "displaymath": {alignment: "c"}, "multline": {alignment: "l"}, "multline*": {alignment: "l"},
	"array": {gap: 2, hasColumns: true},
}

// parseEnvironment parses from after \begin up to its \end.
func parseEnvironment(p *parser, _ string) (node, error) {
	name, ok := p.readRaw()
	e, known := environments[name]
	if !ok || !known {
		return nil, fmt.Errorf("%w: \\begin{%s}", ErrUnknown, name)
	}
	p.readOption() // the vertical position
	if e.hasColumns {
		columns, ok := p.readRaw()
		if !ok {
			return nil, fmt.Errorf("%w: \\begin{%s}", ErrSyntax, name)
		}
		if e.alignment == "" {
			if e.alignment = strings.ReplaceAll(columns, " ", ""); e.alignment == "" || strings.Trim(e.alignment, "lcr") != "" {
				return nil, fmt.Errorf("%w: columns %q", ErrUnknown, columns)
			}
		}
	}
	rows, err := p.parseCells(func(t token) bool { return t.command == "end" })
	if err != nil {
		return nil, err
	}
	if end, ok := p.readRaw(); !ok || end != name {
		return nil, fmt.Errorf("%w: \\begin{%s} without \\end", ErrSyntax, name)
	}
	return grid{open: e.open, close: e.close, rows: rows, alignment: e.alignment, gap: e.gap}, nil
}

// parseSubstack parses lines under a sum.
func parseSubstack(p *parser, _ string) (node, error) {
	if !p.next().isChar('{') {
		return nil, fmt.Errorf("%w: \\substack", ErrSyntax)
	}
	rows, err := p.parseCells(func(t token) bool { return t.isChar('}') })
	return grid{rows: rows, alignment: "c"}, err
}

// maxCells bounds the cells of one grid.
const maxCells = 400

// parseCells parses rows of cells up to the token at which isEnd holds, which it takes.
func (p *parser) parseCells(isEnd func(token) bool) ([][]row, error) {
	rows := [][]row{nil}
	for cells := 0; ; cells++ {
		if cells > maxCells {
			return nil, ErrTooLarge
		}
		cell, end, err := p.parseUntil(func(t token) bool { return isEnd(t) || t.isChar('&') || t.command == `\` || t.command == "cr" })
		if err != nil {
			return nil, err
		}
		last := len(rows) - 1
		rows[last] = append(rows[last], cell)
		switch {
		case isEnd(end):
			if len(rows) > 1 && len(rows[last]) == 1 && len(cell) == 0 { // \\ after the last row
				rows = rows[:last]
			}
			return rows, nil
		case end.isEnd():
			return nil, fmt.Errorf("%w: a matrix without an end", ErrSyntax)
		case !end.isChar('&'):
			p.readOption() // the distance to the next row
			rows = append(rows, nil)
		}
	}
}
