package formula

import (
	"strings"
	"unicode/utf8"

	"quire/internal/text"
)

// layout says in which form nodes are laid out.
type layout struct {
	cells text.WidthMethod
	// rows allows more than one row: fractions with a rule, limits above and below, matrices.
	rows bool
	// isScript leaves out the spaces around signs, as TeX does in scripts.
	isScript bool
}

// script returns the layout of scripts, which stand in one row.
func (l layout) script() layout {
	l.rows, l.isScript = false, true
	return l
}

// text lays out a string.
func (l layout) text(s string) box { return textBox(s, l.cells) }

func (n symbol) layout(l layout) (box, error) { return l.text(n.text), nil }

func (n space) layout(layout) (box, error) { return blankBox(int(n)), nil }

// layout puts nodes side by side, with the spaces that their classes ask for.
func (n row) layout(l layout) (box, error) {
	classes := n.resolveClasses()
	boxes := []box{blankBox(0)}
	for i, part := range n {
		b, err := part.layout(l)
		if err != nil {
			return box{}, err
		}
		if f, ok := part.(fraction); ok && f.hasRule && !l.rows && utf8.RuneCountInString(b.rows[0]) > 1 && !standsAlone(classes, i) { // one sign is ½
			b = joinBoxes(l.text("("), b, l.text(")"))
		}
		if i > 0 {
			boxes = append(boxes, blankBox(l.spaceBetween(classes[i-1], classes[i])))
		}
		boxes = append(boxes, b)
	}
	return joinBoxes(boxes...), nil
}

// resolveClasses returns the classes of the nodes. A sign that has nothing to join is ordinary, such as the minus of a number.
func (n row) resolveClasses() []class {
	out := make([]class, len(n))
	previous := opening
	for i, part := range n {
		c := part.class()
		if c == binary {
			switch previous {
			case binary, operator, relation, opening, punctuation:
				c = ordinary
			}
			if i == len(n)-1 {
				c = ordinary
			}
		}
		if out[i] = c; c != noClass {
			previous = c
		}
	}
	for i, c := range out { // before a relation and the like a sign joins nothing either
		if c == binary && i+1 < len(out) && (out[i+1] == relation || out[i+1] == closing || out[i+1] == punctuation) {
			out[i] = ordinary
		}
	}
	return out
}

// spaceBetween returns the cells between two neighbours. It rounds the table of The TeXbook, chapter 18, to cells.
func (l layout) spaceBetween(a, b class) int {
	switch {
	case a == noClass || b == noClass:
		return 0
	case a == operator && (b == ordinary || b == operator || b == inner), b == operator && (a == ordinary || a == closing || a == inner):
		return 1
	case l.isScript:
		return 0
	case a == binary || b == binary, a == relation && b != relation, b == relation && a != relation:
		return 1
	case a == punctuation:
		return 1
	case l.rows && (a == inner && (b == ordinary || b == inner) || a == ordinary && b == inner):
		return 1
	}
	return 0
}

// layout draws a fraction.
func (n fraction) layout(l layout) (box, error) {
	if !l.rows {
		return n.layoutInRow(l)
	}
	above, err := n.above.layout(l)
	if err != nil {
		return box{}, err
	}
	below, err := n.below.layout(l)
	if err != nil {
		return box{}, err
	}
	width := max(above.width, below.width)
	if !n.hasRule {
		b := stackBoxes(1, above, blankBox(width), below)
		return l.delimit(n.open, b, n.close), nil
	}
	if containsFraction(n.above) || containsFraction(n.below) {
		width += 2 // so that the rule is longer than those that it divides
	}
	return stackBoxes(1, above, rule("─", width), below), nil
}

// layoutInRow draws a fraction as a/b.
func (n fraction) layoutInRow(l layout) (box, error) {
	if !n.hasRule {
		return box{}, ErrRows
	}
	above, err := n.above.layout(l)
	if err != nil {
		return box{}, err
	}
	below, err := n.below.layout(l)
	if err != nil {
		return box{}, err
	}
	if len(above.rows) > 1 || len(below.rows) > 1 {
		return box{}, ErrRows
	}
	if v, ok := vulgarFractions[above.rows[0]+"/"+below.rows[0]]; ok {
		return l.text(v), nil
	}
	return joinBoxes(l.group(above, isFactor(n.above)), l.text("/"), l.group(below, isSingle(n.below))), nil
}

// group puts b in parentheses unless it is clear without.
func (l layout) group(b box, isClear bool) box {
	if isClear {
		return b
	}
	return joinBoxes(l.text("("), b, l.text(")"))
}

// standsAlone reports whether a fraction at index i of a row, drawn as a/b, cannot be taken to go on into its neighbours.
func standsAlone(classes []class, i int) bool {
	joins := func(c class) bool {
		return c == ordinary || c == inner || c == operator || c == opening || c == closing
	}
	before := i == 0 || !joins(classes[i-1]) || classes[i-1] == opening
	after := i == len(classes)-1 || !joins(classes[i+1]) || classes[i+1] == closing
	return before && after
}

// isSingle reports whether n is one sign, or one number.
func isSingle(n node) bool {
	switch n := n.(type) {
	case symbol:
		return n.kind != operator || len(n.text) == 1
	case accent, delimited:
		return true
	case scripts:
		return isSingle(n.base)
	case root:
		return isSingle(n.body)
	case row:
		if len(n) == 1 {
			return isSingle(n[0])
		}
		for _, part := range n {
			if s, ok := part.(symbol); !ok || strings.Trim(s.text, "0123456789.") != "" {
				return false
			}
		}
		return len(n) > 0
	}
	return false
}

// isRaised reports whether n ends in a superscript: √x² would be the square of a root.
func isRaised(n node) bool {
	switch n := n.(type) {
	case scripts:
		return n.super != nil
	case row:
		return len(n) == 1 && isRaised(n[0])
	}
	return false
}

// isFactor reports whether n is a product: signs without a plus, a relation or a blank between them.
func isFactor(n node) bool {
	r, ok := n.(row)
	if !ok {
		return isSingle(n)
	}
	for i, c := range r.resolveClasses() {
		if c != ordinary || !isSingle(r[i]) {
			return false
		}
	}
	return len(r) > 0
}

// containsFraction reports whether n, or a part of it, is a fraction.
func containsFraction(n node) bool {
	switch n := n.(type) {
	case fraction:
		return true
	case scripts:
		return containsFraction(n.base)
	case row:
		for _, part := range n {
			if containsFraction(part) {
				return true
			}
		}
	}
	return false
}

// layout draws a radical.
func (n root) layout(l layout) (box, error) {
	body, err := n.body.layout(l)
	if err != nil {
		return box{}, err
	}
	sign, err := n.sign(l)
	if err != nil {
		return box{}, err
	}
	switch {
	case len(body.rows) == 1 && isSingle(n.body) && !isRaised(n.body):
		return joinBoxes(sign, body), nil
	case !l.rows:
		return joinBoxes(sign, l.text("("), body, l.text(")")), nil
	case len(body.rows) == 1:
		b := joinBoxes(sign, body)
		over := text.Spaces(sign.width) + strings.Repeat("_", body.width)
		return box{rows: []string{over, b.rows[0]}, width: b.width, base: 1}, nil
	}
	// A tall body stands between a line over it and a line at its left, which ends in the tail of the sign.
	index := strings.TrimSuffix(sign.rows[0], "√")
	indent := max(l.cells.Width(index), 1)
	out := box{rows: []string{text.Spaces(indent) + "┌" + strings.Repeat("─", body.width)}, width: indent + 1 + body.width, base: body.base + 1}
	for i, r := range body.rows {
		left := text.Spaces(indent)
		switch i {
		case len(body.rows) - 1:
			left = text.Spaces(indent-1) + "╲"
		case len(body.rows) - 2:
			left = l.cells.PadLeft(index, indent)
		}
		out.rows = append(out.rows, left+"│"+r)
	}
	return out, nil
}

// sign returns the sign of a radical with its index.
func (n root) sign(l layout) (box, error) {
	if n.index == nil {
		return l.text("√"), nil
	}
	index, err := n.index.layout(l.script())
	if err != nil {
		return box{}, err
	}
	switch index.rows[0] {
	case "3":
		return l.text("∛"), nil
	case "4":
		return l.text("∜"), nil
	}
	small, ok := convertAll(index.rows[0], raised)
	if !ok {
		return box{}, ErrRows
	}
	return l.text(small + "√"), nil
}
