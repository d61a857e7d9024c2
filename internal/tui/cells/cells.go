// Package cells lays out lines in the cells of a terminal: it joins, stacks and frames them. Package text measures, cuts and
// wraps; the functions here that share its names hand in the width method of the screen. The package knows nothing of notes
// or keys, and never queries the terminal.
//
// Every string is one line. Strings may hold ANSI styles, except where a doc comment says plain.
package cells

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/safe"
	"quire/internal/text"
)

// method counts the cells of the screen.
const method = text.Graphemes

// Width returns the number of cells that s takes. It reads all of s: for a text that may be long, measure its
// Head.
func Width(s string) int { return method.Width(s) }

// Head returns the beginning of a plain text that fills w cells and a few more, as text.Head does.
func Head(s string, w int) string { return text.Head(s, w) }

// LimitBytes returns at most the first n bytes of s, without cutting a character of valid UTF-8.
func LimitBytes(s string, n int) string { return text.Limit(s, n) }

// CutText makes a text of unknown origin safe for a terminal and cuts it to w cells. tail marks that something
// was cut off.
func CutText(s string, w int, tail string) string { return safe.Cut(method, s, w, tail) }

// Cut cuts s to at most w cells. tail marks that something was cut off.
func Cut(s string, w int, tail string) string { return method.Cut(s, w, tail) }

// CutLeft cuts s at its beginning, to at most w cells. head marks that something was cut off.
func CutLeft(s string, w int, head string) string { return method.CutLeft(s, w, head) }

// Pad appends spaces to s up to w cells. It returns a longer s unchanged.
func Pad(s string, w int) string { return method.Pad(s, w) }

// PadLeft puts spaces before s up to w cells. It returns a longer s unchanged.
func PadLeft(s string, w int) string { return method.PadLeft(s, w) }

// Fit cuts or pads s to exactly w cells.
func Fit(s string, w int, tail string) string { return method.Fit(s, w, tail) }

// Spaces returns n spaces, or "" when n is negative.
func Spaces(n int) string { return text.Spaces(n) }

// Wrap breaks a plain text at its spaces into lines of at most w cells; a word longer than a line breaks
// anywhere. It returns at most most lines, and ends the last with tail when text is missing; most below 1 means
// no limit. It takes time in proportion to the lines that it returns.
func Wrap(s string, w, most int, tail string) []string {
	return method.Wrap(s, text.Lines{Width: w, Max: most, Tail: tail})
}

// Break breaks a plain text into lines of w cells, at any character, and keeps all spaces. It returns at most
// most lines, and ends the last with tail when text is missing; most below 1 means no limit.
func Break(s string, w, most int, tail string) []string {
	return method.Break(s, text.Lines{Width: w, Max: most, Tail: tail})
}

// Justify puts left and right at the two ends of a line of w cells, at least gap cells apart. When both do not
// fit, it cuts left and marks the cut with tail; if left would get less than half of the line, it drops right
// instead.
func Justify(left, right string, w, gap int, tail string) string {
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
	return left + Spaces(w-l-r) + right
}

// Overlay puts the lines of top over those of base, with their first cell at column x of row y. It drops cells
// outside base's rows and its w columns.
//
// The layers and the canvas of Lip Gloss would do it too, but they measure and cut both texts by grapheme clusters, and
// lay every cell of the screen out anew.
func Overlay(base, top []string, x, y, w int) []string {
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
		out[row] = left + ansi.ResetStyle + t + ansi.ResetStyle + method.Drop(out[row], end)
	}
	return out
}

// Box draws a frame of w by h cells around lines, with a title in its upper edge and a remark in its lower one.
// paint colours the border. It returns nil when there is no room for a frame.
//
// Lip Gloss supplies only the signs of the frame: its own frames have no text in their edges, and it takes their width
// from the lines, which it measures by grapheme clusters.
func Box(b lipgloss.Border, title, remark string, lines []string, w, h int, paint func(string) string, tail string) []string {
	if w < 4 || h < 2 {
		return nil
	}
	inner := w - 4
	out := make([]string, 0, h)
	out = append(out, renderEdge(b.TopLeft, b.Top, b.TopRight, title, w, paint, tail))
	for i := range h - 2 {
		line := ""
		if i < len(lines) {
			line = lines[i]
		}
		out = append(out, paint(b.Left)+" "+Fit(line, inner, tail)+" "+paint(b.Right))
	}
	return append(out, renderEdge(b.BottomLeft, b.Bottom, b.BottomRight, remark, w, paint, tail))
}

// renderEdge draws an edge of w cells: the sign edge between the corners from and to, with text set into it.
func renderEdge(from, edge, to, text string, w int, paint func(string) string, tail string) string {
	if text == "" || w < 8 {
		return paint(from + strings.Repeat(edge, w-2) + to)
	}
	text = Cut(text, w-6, tail)
	return paint(from+edge) + " " + text + " " + paint(strings.Repeat(edge, w-5-Width(text))+to)
}
