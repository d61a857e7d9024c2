// Package cells lays text out in the cells of a terminal: it cuts, pads, joins
// and stacks lines by the width that they have on the screen. It knows nothing
// of notes or keys, and it never looks at the terminal.
//
// Every string is one line. Styled strings are welcome everywhere, except where
// a doc comment says plain.
package cells

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Width is the number of cells that s takes.
func Width(s string) int { return ansi.StringWidth(s) }

// Warm makes the table of widths that the screen measures letters beyond ASCII
// with: two megabytes, which go-runewidth fills when the first such letter is
// drawn. It takes as long as a glance at a small library, so that whoever will
// draw does well to call it beside other work.
func Warm() { ansi.StringWidthWc("…") }

// Cut is s in at most w cells; where something had to go, tail stands at the end.
func Cut(s string, w int, tail string) string {
	if w <= 0 {
		return ""
	}
	if len(s) <= w && isASCII(s) { // each byte is at most one cell
		return s
	}
	if ansi.StringWidth(s) <= w {
		return s
	}
	if ansi.StringWidth(tail) > w {
		tail = ""
	}
	// Truncate takes the digit of a keycap for one cell and StringWidth for two.
	for n := w; n > 0; {
		cut := ansi.Truncate(s, n, tail)
		over := ansi.StringWidth(cut) - w
		if over <= 0 {
			return cut
		}
		n -= over
	}
	return ""
}

// CutLeft is the end of s in at most w cells; where something had to go, head stands at the beginning.
func CutLeft(s string, w int, head string) string {
	have := ansi.StringWidth(s)
	if have <= w {
		return s
	}
	if w <= 0 {
		return ""
	}
	if ansi.StringWidth(head) > w {
		head = ""
	}
	return head + from(s, have-w+ansi.StringWidth(head))
}

// from is s without its first n cells. A wide character that straddles the
// edge is dropped, and a space stands for the half of it that would be left.
func from(s string, n int) string {
	rest := ansi.StringWidth(s) - n
	if rest <= 0 {
		return ""
	}
	right := ansi.TruncateLeft(s, n, "")
	if ansi.StringWidth(right) > rest {
		right = ansi.TruncateLeft(s, n+1, "")
	}
	return PadLeft(right, rest)
}

// Pad is s with spaces after it, w cells wide; a longer s is left as it is.
func Pad(s string, w int) string {
	if n := w - ansi.StringWidth(s); n > 0 {
		return s + Space(n)
	}
	return s
}

// PadLeft is s with spaces before it, w cells wide; a longer s is left as it is.
func PadLeft(s string, w int) string {
	if n := w - ansi.StringWidth(s); n > 0 {
		return Space(n) + s
	}
	return s
}

// Fit is s in exactly w cells: cut with tail or padded.
func Fit(s string, w int, tail string) string { return Pad(Cut(s, w, tail), max(w, 0)) }

// Space is n spaces; none when n is negative.
func Space(n int) string {
	if n <= 0 {
		return ""
	}
	return strings.Repeat(" ", n)
}

// Ends is left and right at the two ends of a line of w cells, at least gap
// cells apart. When both do not fit, left is cut with tail first, and right is
// dropped when less than half of the line would be left to left.
func Ends(left, right string, w, gap int, tail string) string {
	if w <= 0 {
		return ""
	}
	l, r := Width(left), Width(right)
	if r == 0 {
		return Fit(left, w, tail)
	}
	if l+gap+r > w {
		if room := w - r - gap; room >= w/2 {
			left = Cut(left, room, tail)
			l = Width(left)
		} else {
			return Fit(left, w, tail)
		}
	}
	return left + Space(w-l-r) + right
}

// Over lays the lines of top on those of base, with their first cell at column
// x of row y. Cells outside base's rows or its w columns are dropped.
func Over(base, top []string, x, y, w int) []string {
	out := make([]string, len(base))
	copy(out, base)
	for i, t := range top {
		row := y + i
		if row < 0 || row >= len(out) {
			continue
		}
		t = Cut(t, w-x, "")
		left := Pad(Cut(out[row], x, ""), x)
		end := x + Width(t)
		out[row] = left + ansi.ResetStyle + t + ansi.ResetStyle + from(out[row], end)
	}
	return out
}

// Border is what a box is drawn with.
type Border struct {
	TopLeft, Top, TopRight, Side, BottomLeft, BottomRight string
}

// Thin and ASCII are the two borders.
var (
	Thin  = Border{"╭", "─", "╮", "│", "╰", "╯"}
	ASCII = Border{"+", "-", "+", "|", "+", "+"}
)

// Box is a frame, w cells wide and h rows high, around lines, with the name of
// the thing in its upper edge and a remark in the lower one. paint colours the border.
func (b Border) Box(title, remark string, lines []string, w, h int, paint func(string) string, tail string) []string {
	if w < 4 || h < 2 {
		return nil
	}
	inner := w - 4
	out := make([]string, 0, h)
	out = append(out, b.edge(b.TopLeft, title, b.TopRight, w, paint, tail))
	for i := range h - 2 {
		line := ""
		if i < len(lines) {
			line = lines[i]
		}
		out = append(out, paint(b.Side)+" "+Fit(line, inner, tail)+" "+paint(b.Side))
	}
	return append(out, b.edge(b.BottomLeft, remark, b.BottomRight, w, paint, tail))
}

func (b Border) edge(from, text, to string, w int, paint func(string) string, tail string) string {
	if text == "" || w < 8 {
		return paint(from + strings.Repeat(b.Top, w-2) + to)
	}
	text = Cut(text, w-6, tail)
	return paint(from+b.Top) + " " + text + " " + paint(strings.Repeat(b.Top, w-5-Width(text))+to)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}
