package cli

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/colorprofile"

	"quire/internal/text"
	"quire/internal/theme"
)

// formatExcerpt returns the part of a line around its first match that fits the terminal, with all matches
// highlighted.
func (l *matchPrinter) formatExcerpt(m matchJSON) string {
	room := max(l.streams.terminalColumns()-9, 20)
	line, start := m.Text, 0
	if head := text.Head(line, room); len(m.Spans) > 0 && (len(head) < len(line) || text.Wcwidth.Width(head) > room) {
		before := line[:m.Spans[0][0]]
		start = excerptStart(before, room)
		if i := strings.IndexByte(before[start:], ' '); start > 0 && i >= 0 {
			start += i + 1
		}
	}
	var b strings.Builder
	if start > 0 {
		b.WriteString(l.theme.Dim.Render("… "))
		room -= 2
	}
	pos, end := start, len(line)
	if head := text.Head(line[start:], room); len(head) < end-start {
		end = start + len(head)
		line = line[:end] + "…"
	}
	for _, s := range m.Spans {
		if s[1] > end {
			break
		}
		b.WriteString(l.theme.Text.Render(line[pos:s[0]]) + l.theme.Match.Render(line[s[0]:s[1]]))
		pos = s[1]
	}
	b.WriteString(l.theme.Text.Render(line[pos:]))
	return text.Wcwidth.Cut(b.String(), room, "…")
}

// excerptStart returns where the excerpt of a line starts, of which before precedes the match: a third of room goes to the
// text before the match. It looks at most at a window of that text, since a long text may take no cell.
func excerptStart(before string, room int) int {
	window := max(len(before)-len(text.Head(before, room)), 0)
	for window > 0 && !utf8.RuneStart(before[window]) {
		window++
	}
	width := text.Wcwidth.PlainWidth(before[window:])
	for at, cluster := range text.Clusters(before[window:]) {
		cells := text.Wcwidth.PlainWidth(cluster)
		if width -= cells; width >= room/3 {
			continue
		}
		if width+cells > room/3+2 { // a wide cluster would leave too little room for the match
			at += len(cluster)
		}
		return window + at
	}
	return len(before)
}

// styledWriter returns standard output as a writer of text styled with t. It reduces colours to those that the
// output has.
func (s *streams) styledWriter(t *theme.Theme) *colorWriter {
	if t.Plain {
		return &colorWriter{s.out}
	}
	return &colorWriter{&colorprofile.Writer{Forward: s.out, Profile: s.colourProfile()}}
}

// colorWriter adds WriteString to a writer that reduces colours.
type colorWriter struct{ io.Writer }

// WriteString writes s with its colours reduced to those that the output has.
func (w *colorWriter) WriteString(s string) (int, error) { return io.WriteString(w.Writer, s) }

func padLeft(n, width int) string { return fmt.Sprintf("%*d", width, n) }
