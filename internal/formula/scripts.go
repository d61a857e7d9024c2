package formula

import (
	"strings"
	"unicode/utf8"

	"quire/internal/text"
)

// layout draws a base with its scripts: as raised and lowered characters if Unicode has them all, else on rows of their own, or
// in one row as x^(…).
func (n scripts) layout(l layout) (box, error) {
	base, err := n.base.layout(l)
	if err != nil {
		return box{}, err
	}
	if n.limits && l.rows {
		return n.layoutLimits(l, base)
	}
	super, err := layoutScript(n.super, l)
	if err != nil {
		return box{}, err
	}
	sub, err := layoutScript(n.sub, l)
	if err != nil {
		return box{}, err
	}
	isTall := len(base.rows) > 1 || isIntegral(n.base) && l.rows
	if small, ok := n.joinSmall(super, sub); ok && !isTall {
		return joinBoxes(base, l.text(small)), nil
	}
	if l.rows {
		if small, ok := convertAll(super.rows[0], raised); ok && len(base.rows) > 1 {
			super = l.text(small)
		}
		if small, ok := convertAll(sub.rows[0], lowered); ok && len(base.rows) > 1 {
			sub = l.text(small)
		}
		return n.layoutCorners(base, super, sub), nil
	}
	out := []box{base}
	if n.sub != nil {
		out = append(out, n.scriptInRow(l, "_", sub, lowered))
	}
	if n.super != nil {
		out = append(out, n.scriptInRow(l, "^", super, raised))
	}
	return joinBoxes(out...), nil
}

// layoutScript lays out a script in one row. A nil node has an empty box.
func layoutScript(n node, l layout) (box, error) {
	if n == nil {
		return blankBox(0), nil
	}
	b, err := n.layout(l.script())
	if err == nil && len(b.rows) > 1 {
		err = ErrRows
	}
	return b, err
}

// joinSmall returns both scripts in small characters. It is not ok if Unicode lacks one of them.
func (n scripts) joinSmall(super, sub box) (string, bool) {
	low, ok := convertAll(sub.rows[0], lowered)
	if !ok {
		return "", false
	}
	high, ok := convertAll(super.rows[0], raised)
	return low + high, ok
}

// scriptInRow returns a script in small characters, or after a sign.
func (n scripts) scriptInRow(l layout, sign string, b box, small map[rune]rune) box {
	if s, ok := convertAll(b.rows[0], small); ok {
		return l.text(s)
	}
	return joinBoxes(l.text(sign), l.group(b, utf8.RuneCountInString(b.rows[0]) == 1))
}

// layoutCorners puts scripts at the upper and lower right of a base.
func (n scripts) layoutCorners(base, super, sub box) box {
	width := max(super.width, sub.width)
	rows := base
	if n.super != nil && len(base.rows) == 1 {
		rows.rows, rows.base = append([]string{text.Spaces(base.width)}, rows.rows...), rows.base+1
	}
	if n.sub != nil && len(base.rows) == 1 {
		rows.rows = append(rows.rows[:len(rows.rows):len(rows.rows)], text.Spaces(base.width))
	}
	side := box{rows: make([]string, len(rows.rows)), width: width, base: rows.base}
	for i := range side.rows {
		side.rows[i] = text.Spaces(width)
	}
	if n.super != nil {
		side.rows[0] = super.alignLeft(width).rows[0]
	}
	if n.sub != nil {
		side.rows[len(side.rows)-1] = sub.alignLeft(width).rows[0]
	}
	return joinBoxes(rows, side)
}

// layoutLimits puts scripts above and below a base.
func (n scripts) layoutLimits(l layout, base box) (box, error) {
	boxes, at := []box{base}, 0
	if n.super != nil {
		b, err := n.super.layout(l.limit(n.super))
		if err != nil {
			return box{}, err
		}
		boxes, at = []box{b, base}, 1
	}
	if n.sub != nil {
		b, err := n.sub.layout(l.limit(n.sub))
		if err != nil {
			return box{}, err
		}
		boxes = append(boxes, b)
	}
	return stackBoxes(at, boxes...), nil
}

// limit returns the layout of a script above or below: in one row, but for the lines of \substack.
func (l layout) limit(n node) layout {
	out := l.script()
	if r, ok := n.(row); ok && len(r) == 1 {
		n = r[0]
	}
	_, out.rows = n.(grid)
	return out
}

// isIntegral reports whether n is an integral, whose scripts stand at its ends.
func isIntegral(n node) bool {
	s, ok := n.(symbol)
	return ok && strings.ContainsAny(s.text, "∫∬∭∮∯")
}

// layout puts a combining character over a letter.
func (n accent) layout(l layout) (box, error) {
	b, err := n.body.layout(l)
	if err != nil {
		return box{}, err
	}
	if len(b.rows) > 1 || utf8.RuneCountInString(b.rows[0]) != 1 {
		return box{}, ErrUnknown // over several letters it would stand over one of them
	}
	return l.text(b.rows[0] + string(n.mark)), nil
}

// layout draws a line over or under something.
func (n lined) layout(l layout) (box, error) {
	b, err := n.body.layout(l)
	if err != nil {
		return box{}, err
	}
	if !n.under && len(b.rows) == 1 && utf8.RuneCountInString(b.rows[0]) == 1 {
		return l.text(b.rows[0] + "\u0305"), nil
	}
	switch {
	case !l.rows:
		return box{}, ErrRows
	case n.under:
		return stackBoxes(0, b, rule("‾", b.width)), nil
	}
	return stackBoxes(1, rule("_", b.width), b), nil
}

// layout draws a brace over or under something.
func (n braced) layout(l layout) (box, error) {
	if !l.rows {
		return box{}, ErrRows
	}
	b, err := n.body.layout(l)
	if err != nil {
		return box{}, err
	}
	b = b.center(max(b.width, 3))
	left := (b.width - 3) / 2
	brace := func(begin, middle, end string) box {
		return l.text(begin + strings.Repeat("─", left) + middle + strings.Repeat("─", b.width-3-left) + end)
	}
	if n.under {
		return stackBoxes(0, b, brace("╰", "┬", "╯")), nil
	}
	return stackBoxes(1, brace("╭", "┴", "╮"), b), nil
}

// layout draws something small over or under a base.
func (n stacked) layout(l layout) (box, error) {
	if !l.rows {
		return box{}, ErrRows
	}
	base, err := n.base.layout(l)
	if err != nil {
		return box{}, err
	}
	return scripts{super: n.over, sub: n.under}.layoutLimits(l, base)
}

// layout draws a long arrow.
func (n arrow) layout(l layout) (box, error) {
	over, err := layoutScript(n.over, l)
	if err != nil {
		return box{}, err
	}
	if !l.rows {
		return joinBoxes(l.text(n.tail), over, l.text(n.point)), nil
	}
	return stackBoxes(1, over, l.text(n.tail+strings.Repeat("─", over.width)+n.point)), nil
}
