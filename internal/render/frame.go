package render

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"quire/internal/links"
	"quire/internal/picture"
	"quire/internal/safe"
	"quire/internal/theme"
)

// Painted is the line with its part of a picture drawn, in the stead of the frame. A drawing of another size, or none,
// leaves the frame.
func (l Line) Painted(d *picture.Drawing) Line {
	s := l.Picture
	if s == nil || d == nil || len(d.Rows) != s.Frame.Rows || s.Row >= len(d.Rows) || len(d.Rows[s.Row]) != s.Frame.Cols {
		return l
	}
	runs := make([]Run, 0, len(l.Runs)+s.Frame.Cols)
	room := s.Col
	for _, r := range l.Runs {
		if room <= 0 {
			break
		}
		w := cells(r.Text)
		if w > room {
			r.Text = ansi.Truncate(r.Text, room, "")
		}
		runs = append(runs, r)
		room -= w
	}
	for _, c := range d.Rows[s.Row] {
		runs = appendRun(runs, Run{Text: c.Text, Style: theme.Style{Fg: c.Fg, Bg: c.Bg}, Link: NoLink})
	}
	l.Runs = runs
	return l
}

// frameRow is a row of the frame that stands for a picture until it is drawn: its size in the middle of a thin line around it.
func (p *Page) frameRow(f picture.Frame, row int, known Pictured) []Run {
	g, s := p.glyphs(), p.theme.Rule
	if f.Cols < 2 {
		return []Run{styled(g.bar, s)}
	}
	if row == 0 || row == f.Rows-1 {
		left, right := g.corner, g.cornerRight
		if row > 0 {
			left, right = g.foot, g.footRight
		}
		return []Run{styled(left+strings.Repeat(g.rule, f.Cols-2)+right, s)}
	}
	text := ""
	if row == f.Rows/2 {
		if text = known.sides(p.theme.ASCII); cells(text) > f.Cols-2 {
			text = ""
		}
	}
	room := f.Cols - 2 - cells(text)
	runs := []Run{styled(g.bar+strings.Repeat(" ", room/2), s)}
	runs = appendRun(runs, styled(text, p.theme.Dim))
	return appendRun(runs, styled(strings.Repeat(" ", room-room/2)+g.bar, s))
}

// sides are the width and height in pixels.
func (k Pictured) sides(ascii bool) string {
	times := "×"
	if ascii {
		times = "x"
	}
	return fmt.Sprintf("%d %s %d", k.Width, times, k.Height)
}

// details says what is known of a picture that is not drawn.
func (p *Page) details(t links.Target, known Pictured) string {
	switch t.Status {
	case links.External:
		return safe.Text(t.URL)
	case links.Asset:
	default:
		return safe.Text(p.whyNot(t))
	}
	var parts []string
	if known.Height > 0 {
		parts = append(parts, known.Format, known.sides(p.theme.ASCII))
	}
	if known.Size > 0 {
		parts = append(parts, fileSize(known.Size))
	}
	if known.Why != "" {
		parts = append(parts, safe.Text(known.Why))
	}
	return strings.Join(parts, " "+p.glyphs().times+" ")
}

func fileSize(n int64) string {
	switch {
	case n >= 10<<20:
		return fmt.Sprintf("%d MB", n>>20)
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%d KB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

// box is a label, and what helps, in a frame as wide as they are.
func (f *flow) box(label []span, details string) {
	g, s := f.p.glyphs(), f.p.theme.Rule
	room := f.room() - 4
	framed := room+4 >= leastBox
	if !framed {
		room = f.room()
	}
	if room >= endless/2 {
		room = 76
	}
	lines := wrap(label, room)
	if details != "" {
		lines = append(lines, wrap(f.p.label(details, f.p.theme.Dim), room)...)
	}
	if !framed {
		for _, l := range lines {
			f.emit(l.runs, f.offset, false)
		}
		return
	}
	widest := 0
	for _, l := range lines {
		widest = max(widest, runsWidth(l.runs))
	}
	rule := strings.Repeat(g.rule, widest+2)
	f.emit([]Run{styled(g.corner+rule+g.cornerRight, s)}, f.offset, false)
	for _, l := range lines {
		runs := []Run{styled(g.bar+" ", s)}
		for _, r := range l.runs {
			runs = appendRun(runs, r)
		}
		f.emit(appendRun(runs, styled(strings.Repeat(" ", widest-runsWidth(l.runs))+" "+g.bar, s)), f.offset, false)
	}
	f.emit([]Run{styled(g.foot+rule+g.footRight, s)}, f.offset, false)
}
