package reader

import (
	"cmp"
	"slices"
	"strings"

	"quire/internal/render"
	"quire/internal/theme"
	"quire/internal/tui/cells"
)

// View renders the area: exactly as many lines as its height, each at most as wide as the area.
func (m Model) View() string { return strings.Join(m.Lines(), "\n") }

// Lines renders the rows of the area.
func (m Model) Lines() []string {
	rows := make([]string, m.height)
	labelled, highlights := map[int]bool{}, m.newHighlighter()
	m.visitVisible(func(row int, p render.Pos, l render.Line) bool {
		shift := m.lineShift(l)
		room := m.lineRoom(l)
		l = m.decorateLine(m.clipLine(l, shift+room), highlights.lineSpans(p), labelled)
		text := m.withPicture(l).ANSI(m.urls)
		if shift > 0 {
			text = m.theme.Cells.CutLeft(text, max(l.Width(m.theme.Cells)-shift, 0), "")
		}
		rows[row] = cells.Spaces(m.width-room) + m.theme.Cells.Cut(text, room, m.glyphs.Tail)
		return true
	})
	return m.withGutter(rows)
}

// leftMargin returns the width of the space left of the column of text.
func (m Model) leftMargin() int { return max((m.width-m.textWidth)/2, 0) }

// maxLineWidth returns how wide a line may be: code may extend into the right margin.
func (m Model) maxLineWidth() int { return max(m.width-m.leftMargin(), 0) }

// lineRoom returns how many cells there are for a line: a wide table begins left of the column of text.
func (m Model) lineRoom(l render.Line) int {
	return min(m.maxLineWidth()+max(l.Outdent, 0), m.width)
}

// lineStart returns the column of the area at which a line begins; it is negative if the line is scrolled sideways.
func (m Model) lineStart(l render.Line) int { return m.width - m.lineRoom(l) - m.lineShift(l) }

// lineShift returns by how many cells a line is scrolled sideways; 0 for lines that fit.
func (m Model) lineShift(l render.Line) int {
	if room := m.lineRoom(l); m.shift > 0 && m.clipLine(l, room).Width(m.theme.Cells) > room {
		return m.shift
	}
	return 0
}

// span applies a style to a range of bytes of a line's text, over the style of the text itself.
type span struct {
	from, to int
	style    theme.Style
}

// decorateLine applies styles for visited links, highlights and the focus to a line, and inserts link hints. labelled holds
// the links on the screen that already have their hint.
func (m Model) decorateLine(l render.Line, highlights []span, labelled map[int]bool) render.Line {
	spans := append(m.linkSpans(l, m.visited, m.theme.LinkVisited), highlights...)
	if m.focus != render.NoLink {
		spans = append(spans, m.linkSpans(l, map[int]bool{m.focus: true}, m.theme.Focus)...)
	}
	if len(spans) > 0 {
		l.Runs = applySpans(l.Runs, spans)
	}
	if len(m.hintLabels) > 0 {
		l.Runs = m.insertLabels(l.Runs, labelled)
	}
	return l
}

// linkSpans returns spans that apply a style to the given links of a line.
func (m Model) linkSpans(l render.Line, links map[int]bool, style theme.Style) []span {
	var spans []span
	offset := 0
	for _, r := range l.Runs {
		if links[r.Link] && r.Link != render.NoLink {
			spans = append(spans, span{offset, offset + len(r.Text), style})
		}
		offset += len(r.Text)
	}
	return spans
}

// applySpans splits runs at the ends of spans and applies the styles of the spans; later spans win.
func applySpans(runs []render.Run, spans []span) []render.Run {
	var cuts []int
	for _, s := range spans {
		cuts = append(cuts, s.from, s.to)
	}
	slices.Sort(cuts)
	var out []render.Run
	offset, cover := 0, newSpanCover(spans)
	for _, r := range runs {
		end := offset + len(r.Text)
		for from := offset; from < end; {
			for len(cuts) > 0 && cuts[0] <= from {
				cuts = cuts[1:]
			}
			to := end
			if len(cuts) > 0 {
				to = min(to, cuts[0])
			}
			piece := r
			piece.Text = r.Text[from-offset : to-offset]
			for _, i := range cover.spansAt(from) {
				piece.Style = piece.Style.Over(spans[i].style)
			}
			out = append(out, piece)
			from = to
		}
		offset = end
	}
	return out
}

// spanCover finds the spans over a byte of a line, for bytes in ascending order, in time linear in the number of spans: a
// line may have a match at every letter.
type spanCover struct {
	spans   []span
	pending []int // indices of spans that begin later, by their start
	active  []int // indices of the spans over the byte asked for last, ascending
}

func newSpanCover(spans []span) *spanCover {
	c := &spanCover{spans: spans, pending: make([]int, len(spans))}
	for i := range c.pending {
		c.pending[i] = i
	}
	slices.SortStableFunc(c.pending, func(i, j int) int { return cmp.Compare(spans[i].from, spans[j].from) })
	return c
}

// spansAt returns the indices of the spans over a byte, ascending. The slice is valid until the next call.
func (c *spanCover) spansAt(offset int) []int {
	c.active = slices.DeleteFunc(c.active, func(i int) bool { return c.spans[i].to <= offset })
	for ; len(c.pending) > 0 && c.spans[c.pending[0]].from <= offset; c.pending = c.pending[1:] {
		if i := c.pending[0]; c.spans[i].to > offset {
			at, _ := slices.BinarySearch(c.active, i)
			c.active = slices.Insert(c.active, at, i)
		}
	}
	return c.active
}

// clipLine returns the beginning of a line that fills w cells, or the whole line when it is not much longer. A line of code
// may be a megabyte long.
func (m Model) clipLine(l render.Line, w int) render.Line {
	for i, r := range l.Runs {
		head := cells.Head(r.Text, w)
		if w -= m.theme.Cells.Width(head); w < 0 || len(head) < len(r.Text) {
			l.Runs = append(l.Runs[:i:i], render.Run{Text: head, Style: r.Style, Link: r.Link})
			break
		}
	}
	return l
}

// insertLabels replaces the first cells of each link by its hint, once per link on the screen.
func (m Model) insertLabels(runs []render.Run, labelled map[int]bool) []render.Run {
	var out []render.Run
	for _, r := range runs {
		text := m.hintText(r.Link)
		if text == "" || labelled[r.Link] {
			out = append(out, r)
			continue
		}
		labelled[r.Link] = true
		out = append(out, render.Run{Text: text, Style: m.theme.Hint, Link: r.Link})
		width := m.theme.Cells.Width(r.Text)
		r.Text = m.theme.Cells.CutLeft(r.Text, max(width-len(text), 0), "")
		out = append(out, r)
	}
	return out
}

// hintText returns the hint of a link, or "".
func (m Model) hintText(link int) string {
	if link == render.NoLink {
		return ""
	}
	for _, l := range m.hintLabels {
		if l.link == link {
			return l.text
		}
	}
	return ""
}
