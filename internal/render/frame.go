package render

import (
	"fmt"
	"strings"

	"quire/internal/links"
	"quire/internal/picture"
	"quire/internal/safe"
	"quire/internal/text"
	"quire/internal/theme"
)

// WithPicture returns the line with its row of the drawing in place of the frame. It returns the line unchanged if the
// drawing is nil or not as large as the frame. It counts cells with m.
func (l Line) WithPicture(m text.WidthMethod, d *picture.Drawing) Line {
	s := l.Picture
	if s == nil || d == nil || len(d.Rows) != s.Frame.Rows || s.Row >= len(d.Rows) || len(d.Rows[s.Row]) != s.Frame.Cols {
		return l
	}
	runs := l.BeforePicture(m).Runs
	for _, c := range d.Rows[s.Row] {
		runs = appendRun(runs, Run{Text: c.Text, Style: theme.Style{Fg: c.Fg, Bg: c.Bg}, Link: NoLink})
	}
	l.Runs = runs
	return l
}

// BeforePicture returns what the line holds at the left of its picture.
func (l Line) BeforePicture(m text.WidthMethod) Line {
	s := l.Picture
	if s == nil {
		return l
	}
	runs := make([]Run, 0, len(l.Runs)+s.Frame.Cols)
	room := s.Col
	for _, r := range l.Runs {
		if room <= 0 {
			break
		}
		w := m.Width(r.Text)
		if w > room {
			r.Text = m.Cut(r.Text, room, "")
		}
		runs = append(runs, r)
		room -= w
	}
	l.Runs = runs
	return l
}

// renderFrameRow returns a row of the frame that is shown until a picture is drawn. The size in pixels is in the
// middle.
func (p *Page) renderFrameRow(f picture.Frame, row int, known PictureInfo) []Run {
	g, s := p.glyphs(), p.theme.Rule
	if f.Cols < 2 {
		return []Run{newRun(g.bar, s)}
	}
	if row == 0 || row == f.Rows-1 {
		left, right := g.topLeft, g.topRight
		if row > 0 {
			left, right = g.bottomLeft, g.bottomRight
		}
		return []Run{newRun(left+strings.Repeat(g.rule, f.Cols-2)+right, s)}
	}
	text := ""
	if row == f.Rows/2 {
		if text = known.dimensions(p.theme.ASCII); p.textWidth(text) > f.Cols-2 {
			text = ""
		}
	}
	room := f.Cols - 2 - p.textWidth(text)
	runs := []Run{newRun(g.bar+strings.Repeat(" ", room/2), s)}
	runs = appendRun(runs, newRun(text, p.theme.Dim))
	return appendRun(runs, newRun(strings.Repeat(" ", room-room/2)+g.bar, s))
}

// dimensions returns the width and height in pixels as a text.
func (k PictureInfo) dimensions(ascii bool) string {
	times := "×"
	if ascii {
		times = "x"
	}
	return fmt.Sprintf("%d %s %d", k.Width, times, k.Height)
}

// pictureDetails describes a picture that is not drawn.
func (p *Page) pictureDetails(t links.Target, known PictureInfo) string {
	switch t.Status {
	case links.External:
		return safe.Text(t.URL)
	case links.Asset:
	default:
		return safe.Text(p.linkProblem(t))
	}
	return known.describe(p.theme.ASCII, p.glyphs().separator)
}

// Describe returns the format, the dimensions and the size of the file, or why it is not drawn.
func (k PictureInfo) Describe(ascii bool) string {
	if ascii {
		return k.describe(ascii, asciiGlyphs.separator)
	}
	return k.describe(ascii, unicodeGlyphs.separator)
}

func (k PictureInfo) describe(ascii bool, separator string) string {
	var parts []string
	if k.Height > 0 {
		parts = append(parts, k.Format, k.dimensions(ascii))
	}
	if k.Size > 0 {
		parts = append(parts, formatFileSize(k.Size))
	}
	if k.Reason != "" {
		parts = append(parts, safe.Text(k.Reason))
	}
	return strings.Join(parts, " "+separator+" ")
}

func formatFileSize(n int64) string {
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

// writeBox lays out a label and details in a frame around both, or without a frame if the page is too narrow.
func (f *flow) writeBox(label []span, details string) {
	g, s, cells := f.page.glyphs(), f.page.theme.Rule, f.page.theme.Cells
	room := f.availableWidth() - 4
	framed := room+4 >= minBoxWidth
	if !framed {
		room = f.availableWidth()
	}
	if room >= unlimitedWidth/2 {
		room = 76
	}
	lines := wrapSpans(cells, label, room)
	if details != "" {
		lines = append(lines, wrapSpans(cells, f.page.textSpans(details, f.page.theme.Dim), room)...)
	}
	if !framed {
		for _, l := range lines {
			f.addLine(l.runs, f.offset, false)
		}
		return
	}
	widest := 0
	for _, l := range lines {
		widest = max(widest, runsWidth(cells, l.runs))
	}
	rule := strings.Repeat(g.rule, widest+2)
	f.addLine([]Run{newRun(g.topLeft+rule+g.topRight, s)}, f.offset, false)
	for _, l := range lines {
		runs := []Run{newRun(g.bar+" ", s)}
		for _, r := range l.runs {
			runs = appendRun(runs, r)
		}
		f.addLine(appendRun(runs, newRun(strings.Repeat(" ", widest-runsWidth(cells, l.runs))+" "+g.bar, s)), f.offset, false)
	}
	f.addLine([]Run{newRun(g.bottomLeft+rule+g.bottomRight, s)}, f.offset, false)
}
