package render

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"quire/internal/address"
	"quire/internal/text"
	"quire/internal/theme"
)

// Width returns the number of cells that the line takes, counted with m.
func (l Line) Width(m text.WidthMethod) int { return runsWidth(m, l.Runs) }

// Text returns the line without styles and links.
func (l Line) Text() string {
	if len(l.Runs) == 1 {
		return l.Runs[0].Text
	}
	var b strings.Builder
	for _, r := range l.Runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// ANSI returns the line with its styles as SGR sequences and its links as OSC 8 hyperlinks. The function urls returns
// the address of a link. A link without an address, or with one that address.EncodeHyperlink refuses, is written as text
// only. All parts of a link have the same id, so that a terminal highlights them together.
func (l Line) ANSI(urls func(link int) string) string {
	var b strings.Builder
	for i := 0; i < len(l.Runs); i++ {
		r := l.Runs[i]
		url := hyperlinkURL(r, urls)
		if url != "" {
			b.WriteString(ansi.SetHyperlink(url, "id=q"+itoa(r.Link)))
		}
		for i+1 < len(l.Runs) && l.Runs[i+1].Style == r.Style && len(r.Text) < maxRunBytes {
			next := l.Runs[i+1]
			if url != "" && next.Link != r.Link || url == "" && hyperlinkURL(next, urls) != "" {
				break
			}
			i++ // within one hyperlink, and without any, two runs of the same style are one
			r.Text += next.Text
		}
		b.WriteString(r.Style.Render(r.Text))
		if url != "" {
			b.WriteString(ansi.ResetHyperlink())
		}
	}
	return b.String()
}

// hyperlinkURL returns the address for the hyperlink of a run, or "".
func hyperlinkURL(r Run, urls func(link int) string) string {
	if r.Link == NoLink || urls == nil {
		return ""
	}
	return address.EncodeHyperlink(urls(r.Link), address.MaxHyperlinkLen)
}

// textWidth returns the number of cells that s takes where the page is shown.
func (p *Page) textWidth(s string) int { return p.theme.Cells.Width(s) }

// runsWidth returns the number of cells that runs take, counted with m.
func runsWidth(m text.WidthMethod, runs []Run) int {
	n := 0
	for _, r := range runs {
		n += m.Width(r.Text)
	}
	return n
}

// maxRunBytes is the length from which a text is not joined with the next: joining a hundred thousand texts one after
// the other would copy the first as often.
const maxRunBytes = 4096

// appendRun appends r to runs, and joins it with the last run if style and link are the same.
func appendRun(runs []Run, r Run) []Run {
	if r.Text == "" {
		return runs
	}
	if n := len(runs); n > 0 && len(runs[n-1].Text) < maxRunBytes && runs[n-1].Style == r.Style && runs[n-1].Link == r.Link && runs[n-1].joins(r) {
		runs[n-1].ContinuesWord = r.ContinuesWord
		runs[n-1].Text += r.Text
		return runs
	}
	return append(runs, r)
}

// joins reports whether r and next are the same part of the note's text, or both none.
func (r Run) joins(next Run) bool {
	return r.IsDecoration == next.IsDecoration && r.Column == next.Column
}

// newRun returns a run without a link.
func newRun(text string, s theme.Style) Run { return Run{Text: text, Style: s, Link: NoLink} }

// trimTrailingSpaces removes the spaces at the end of a line.
func trimTrailingSpaces(runs []Run) []Run {
	for n := len(runs); n > 0; n = len(runs) {
		t := strings.TrimRight(runs[n-1].Text, " ")
		if t == runs[n-1].Text {
			break
		}
		if t != "" {
			last := runs[n-1]
			last.Text = t
			runs = append(runs[:n-1:n-1], last)
			break
		}
		runs = runs[: n-1 : n-1]
	}
	return runs
}
