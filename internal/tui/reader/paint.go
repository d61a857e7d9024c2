package reader

import (
	"slices"
	"strings"

	"quire/internal/render"
	"quire/internal/theme"
	"quire/internal/tui/cells"
)

// View is the area: exactly its height, no line wider than its width.
func (m Model) View() string { return strings.Join(m.Lines(), "\n") }

// Lines are the rows of the area.
func (m Model) Lines() []string {
	rows := make([]string, m.height)
	labelled, marks := map[int]bool{}, m.marking()
	m.visible(func(row int, p render.Pos, l render.Line) bool {
		l = m.overlaid(l, marks.spans(p), labelled)
		text := m.painted(l).ANSI(m.urls)
		if shift := m.shiftOf(l); shift > 0 {
			text = cells.CutLeft(text, max(l.Width()-shift, 0), "")
		}
		rows[row] = cells.Space(m.margin()) + cells.Cut(text, m.room(), m.glyphs.Tail)
		return true
	})
	return m.edged(rows)
}

// margin is the space before the column of text.
func (m Model) margin() int { return max((m.width-m.measure)/2, 0) }

// room is how far a line may go: over the measure into the right margin, for code.
func (m Model) room() int { return max(m.width-m.margin(), 0) }

// shiftOf is how far a line is shifted: only those that are too long are.
func (m Model) shiftOf(l render.Line) int {
	if l.Width() > m.room() {
		return m.side
	}
	return 0
}

// span is a stretch of bytes of a line's text with a style that lies over its own.
type span struct {
	from, to int
	style    theme.Style
}

// overlaid is a line with matches, focus and labels on it.
func (m Model) overlaid(l render.Line, marks []span, labelled map[int]bool) render.Line {
	spans := append(m.linkSpans(l, m.visited, m.look.LinkVisited), marks...)
	if m.link != render.NoLink {
		spans = append(spans, m.linkSpans(l, map[int]bool{m.link: true}, m.look.Focus)...)
	}
	if len(spans) > 0 {
		l.Runs = over(l.Runs, spans)
	}
	if len(m.labels) > 0 {
		l.Runs = m.labelRuns(l.Runs, labelled)
	}
	return l
}

// linkSpans are some links of a line, in a style.
func (m Model) linkSpans(l render.Line, links map[int]bool, style theme.Style) []span {
	var spans []span
	at := 0
	for _, r := range l.Runs {
		if links[r.Link] && r.Link != render.NoLink {
			spans = append(spans, span{at, at + len(r.Text), style})
		}
		at += len(r.Text)
	}
	return spans
}

// over splits runs where spans begin and end, and lays the spans' styles on them; the later span wins.
func over(runs []render.Run, spans []span) []render.Run {
	var out []render.Run
	at := 0
	for _, r := range runs {
		cuts := []int{0, len(r.Text)}
		for _, s := range spans {
			for _, c := range []int{s.from - at, s.to - at} {
				if c > 0 && c < len(r.Text) {
					cuts = append(cuts, c)
				}
			}
		}
		slices.Sort(cuts)
		cuts = slices.Compact(cuts)
		for i := 0; i+1 < len(cuts); i++ {
			piece := r
			piece.Text = r.Text[cuts[i]:cuts[i+1]]
			for _, s := range spans {
				if at+cuts[i] >= s.from && at+cuts[i+1] <= s.to {
					piece.Style = piece.Style.Over(s.style)
				}
			}
			out = append(out, piece)
		}
		at += len(r.Text)
	}
	return out
}

// labelRuns puts each label over the first cells of its link, once on the screen.
func (m Model) labelRuns(runs []render.Run, labelled map[int]bool) []render.Run {
	var out []render.Run
	for _, r := range runs {
		text := m.labelOf(r.Link)
		if text == "" || labelled[r.Link] {
			out = append(out, r)
			continue
		}
		labelled[r.Link] = true
		out = append(out, render.Run{Text: text, Style: m.look.Hint, Link: r.Link})
		width := cells.Width(r.Text)
		r.Text = cells.CutLeft(r.Text, max(width-len(text), 0), "")
		out = append(out, r)
	}
	return out
}

func (m Model) labelOf(link int) string {
	if link == render.NoLink {
		return ""
	}
	for _, l := range m.labels {
		if l.link == link {
			return l.text
		}
	}
	return ""
}
