package cli

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/theme"
)

// passage is the part of a line around its first match that fits the terminal, with the matches marked.
func (l *lines) passage(m matchJSON) string {
	room := max(l.s.columns()-9, 20)
	text, from := m.Text, 0
	if ansi.StringWidth(text) > room && len(m.Spans) > 0 {
		// A third of the room goes to what comes before the match.
		for from = m.Spans[0][0]; from > 0 && ansi.StringWidth(text[from:m.Spans[0][0]]) < room/3; {
			_, n := utf8.DecodeLastRuneInString(text[:from])
			from -= n
		}
		if i := strings.IndexByte(text[from:m.Spans[0][0]], ' '); from > 0 && i >= 0 {
			from += i + 1
		}
	}
	var b strings.Builder
	if from > 0 {
		b.WriteString(l.theme.Dim.Render("… "))
		room -= 2
	}
	at := from
	for _, s := range m.Spans {
		b.WriteString(l.theme.Text.Render(text[at:s[0]]) + l.theme.Match.Render(text[s[0]:s[1]]))
		at = s[1]
	}
	b.WriteString(l.theme.Text.Render(text[at:]))
	return ansi.Truncate(b.String(), room, "…")
}

// painted is standard output for styled text: with as many colours as it has.
func (s *streams) painted(t *theme.Theme) *colorWriter {
	if t.Plain {
		return &colorWriter{s.out}
	}
	return &colorWriter{&colorprofile.Writer{Forward: s.out, Profile: s.profile()}}
}

type colorWriter struct{ io.Writer }

// WriteString writes s, degraded to the colours that there are.
func (w *colorWriter) WriteString(s string) (int, error) { return io.WriteString(w.Writer, s) }

func padLeft(n, width int) string { return fmt.Sprintf("%*d", width, n) }
