// Package cells lays out lines in the cells of a terminal: it joins, stacks and frames them. Package text measures, cuts and
// wraps; the functions here do so with m, the width method of the screen. The package knows nothing of notes
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

// Head returns the beginning of a plain text that fills w cells and a few more, as text.Head does.
func Head(s string, w int) string { return text.Head(s, w) }

// LimitBytes returns at most the first n bytes of s, without cutting a character of valid UTF-8.
func LimitBytes(s string, n int) string { return text.Limit(s, n) }

// CutText makes a text of unknown origin safe for a terminal and cuts it to w cells. tail marks that something
// was cut off.
func CutText(m text.WidthMethod, s string, w int, tail string) string { return safe.Cut(m, s, w, tail) }

// Spaces returns n spaces, or "" when n is negative.
func Spaces(n int) string { return text.Spaces(n) }

// Wrap breaks a plain text at its spaces into lines of at most w cells; a word longer than a line breaks
// anywhere. It returns at most most lines, and ends the last with tail when text is missing; most below 1 means
// no limit. It takes time in proportion to the lines that it returns.
func Wrap(m text.WidthMethod, s string, w, most int, tail string) []string {
	return m.Wrap(s, text.Lines{Width: w, Max: most, Tail: tail})
}

// Break breaks a plain text into lines of w cells, at any character, and keeps all spaces. It returns at most
// most lines, and ends the last with tail when text is missing; most below 1 means no limit.
func Break(m text.WidthMethod, s string, w, most int, tail string) []string {
	return m.Break(s, text.Lines{Width: w, Max: most, Tail: tail})
}

// Justify puts left and right at the two ends of a line of w cells, at least gap cells apart. When both do not
// fit, it cuts left and marks the cut with tail; if left would get less than half of the line, it drops right
// instead.
func Justify(m text.WidthMethod, left, right string, w, gap int, tail string) string {
	if w <= 0 {
		return ""
	}
	l, r := m.Width(left), m.Width(right)
	if r == 0 {
		return m.Fit(left, w, tail)
	}
	if l+gap+r > w {
		if room := w - r - gap; room >= w/2 {
			left = m.Cut(left, room, tail)
			l = m.Width(left)
		} else {
			return m.Fit(left, w, tail)
		}
	}
	return left + Spaces(w-l-r) + right
}

// Overlay puts the lines of top over those of base, with their first cell at column x of row y. It drops cells
// outside base's rows and its w columns.
//
// The layers and the canvas of Lip Gloss would do it too, but they measure and cut both texts by grapheme clusters, and
// lay every cell of the screen out anew.
func Overlay(m text.WidthMethod, base, top []string, x, y, w int) []string {
	out := make([]string, len(base))
	copy(out, base)
	for i, t := range top {
		row := y + i
		if row < 0 || row >= len(out) {
			continue
		}
		t = m.Cut(t, w-x, "")
		left := m.Pad(m.Cut(out[row], x, ""), x)
		end := x + m.Width(t)
		out[row] = left + ansi.ResetStyle + t + ansi.ResetStyle + m.Drop(out[row], end)
	}
	return out
}

// Box draws a frame of w by h cells around lines, with a title in its upper edge and a remark in its lower one.
// paint colours the border. It returns nil when there is no room for a frame.
//
// Lip Gloss supplies only the signs of the frame: its own frames have no text in their edges, and it takes their width
// from the lines, which it measures by grapheme clusters.
func Box(m text.WidthMethod, b lipgloss.Border, title, remark string, lines []string, w, h int, paint func(string) string, tail string) []string {
	if w < 4 || h < 2 {
		return nil
	}
	inner := w - 4
	out := make([]string, 0, h)
	out = append(out, renderEdge(m, b.TopLeft, b.Top, b.TopRight, title, w, paint, tail))
	for i := range h - 2 {
		line := ""
		if i < len(lines) {
			line = lines[i]
		}
		out = append(out, paint(b.Left)+" "+m.Fit(line, inner, tail)+" "+paint(b.Right))
	}
	return append(out, renderEdge(m, b.BottomLeft, b.Bottom, b.BottomRight, remark, w, paint, tail))
}

// renderEdge draws an edge of w cells: the sign edge between the corners from and to, with text set into it.
func renderEdge(m text.WidthMethod, from, edge, to, text string, w int, paint func(string) string, tail string) string {
	if text == "" || w < 8 {
		return paint(from + strings.Repeat(edge, w-2) + to)
	}
	text = m.Cut(text, w-6, tail)
	return paint(from+edge) + " " + text + " " + paint(strings.Repeat(edge, w-5-m.Width(text))+to)
}
