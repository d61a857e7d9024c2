package render

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"quire/internal/theme"
)

// Width is how many cells the line takes.
func (l Line) Width() int {
	n := 0
	for _, r := range l.Runs {
		n += cells(r.Text)
	}
	return n
}

// Text is the line without its styles and links.
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

// ANSI is the line with its styles as SGR sequences and its links as OSC 8.
// Urls gives the address of a link; nil, or an address that is not
// http, https or mailto, leaves the link's text without one. All parts of one link
// carry the same id, so that a terminal lights them up together.
func (l Line) ANSI(urls func(link int) string) string {
	var b strings.Builder
	for i := 0; i < len(l.Runs); i++ {
		r := l.Runs[i]
		url := urlOf(r, urls)
		if url != "" {
			b.WriteString(ansi.SetHyperlink(url, "id=q"+itoa(r.Link)))
		}
		for url == "" && i+1 < len(l.Runs) && l.Runs[i+1].Style == r.Style && len(r.Text) < maxJoined && urlOf(l.Runs[i+1], urls) == "" {
			i++ // where nothing is linked, two links look like one
			r.Text += l.Runs[i].Text
		}
		b.WriteString(r.Style.Render(r.Text))
		if url != "" {
			b.WriteString(ansi.ResetHyperlink())
		}
	}
	return b.String()
}

func urlOf(r Run, urls func(link int) string) string {
	if r.Link == NoLink || urls == nil {
		return ""
	}
	return terminalURL(urls(r.Link))
}

// terminalURL is an address that may be handed to a terminal, or "".
// Bytes outside printable ASCII are percent-encoded, as OSC 8 demands.
func terminalURL(url string) string {
	scheme, _, ok := strings.Cut(url, ":")
	if !ok {
		return ""
	}
	switch strings.ToLower(scheme) {
	case "http", "https", "mailto":
	default:
		return ""
	}
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(url) {
		if c := url[i]; c <= 0x20 || c >= 0x7f {
			b.WriteByte('%')
			b.WriteByte(digits[c>>4])
			b.WriteByte(digits[c&15])
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// cells is the width of s in a terminal, by grapheme clusters.
func cells(s string) int {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return ansi.StringWidth(s)
		}
	}
	return len(s)
}

func runsWidth(runs []Run) int { return Line{Runs: runs}.Width() }

// maxJoined is the length of a text to which no other is joined: to join a hundred
// thousand, one after the other, would copy the first as often.
const maxJoined = 4096

// appendRun adds r to runs and joins it with the last one where they look alike.
func appendRun(runs []Run, r Run) []Run {
	if r.Text == "" {
		return runs
	}
	if n := len(runs); n > 0 && len(runs[n-1].Text) < maxJoined && runs[n-1].Style == r.Style && runs[n-1].Link == r.Link {
		runs[n-1].Text += r.Text
		return runs
	}
	return append(runs, r)
}

// styled is one run without a link.
func styled(text string, s theme.Style) Run { return Run{Text: text, Style: s, Link: NoLink} }

// trimRight takes the spaces off the end of a line.
func trimRight(runs []Run) []Run {
	for n := len(runs); n > 0; n = len(runs) {
		t := strings.TrimRight(runs[n-1].Text, " ")
		if t == runs[n-1].Text {
			break
		}
		if t != "" {
			runs = append(runs[:n-1:n-1], Run{Text: t, Style: runs[n-1].Style, Link: runs[n-1].Link})
			break
		}
		runs = runs[: n-1 : n-1]
	}
	return runs
}
