//go:build ignore

// Screen draws what a terminal shows. It reads a screen with its escape
// sequences, as tmux capture-pane -pe prints it, and writes an SVG in which
// every cell stands where it stands on the terminal.
//
//	tmux capture-pane -pe | go run .github/screen.go COLUMNS ROWS > screen.svg
package main

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// DejaVu Sans Mono's advance is 1233/2048 of its size, so a run of letters
// fills its cells exactly.
const (
	fontSize = 14.0
	cellW    = fontSize * 1233 / 2048
	cellH    = 18.0
	margin   = 14.0
	ink      = "#d5d8de"
	paper    = "#16181d"
)

var palette = [16]string{
	"#16181d", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d5d8de",
	"#7f848e", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#ffffff",
}

type look struct {
	fg, bg                                           string
	bold, faint, italic, underline, strike, reversed bool
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: screen COLUMNS ROWS")
		os.Exit(2)
	}
	columns, rows := number(os.Args[1]), number(os.Args[2])
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		fmt.Fprintln(os.Stderr, "screen:", err)
		os.Exit(2)
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	w, h := 2*margin+float64(columns)*cellW, 2*margin+float64(rows)*cellH
	fmt.Fprintf(out, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" font-family="DejaVu Sans Mono" font-size="%gpx">`+"\n", w, h, fontSize)
	fmt.Fprintf(out, `<rect width="100%%" height="100%%" rx="8" fill="%s"/>`+"\n", paper)
	var l look
	for y, line := range strings.Split(strings.TrimRight(string(input), "\n"), "\n") {
		l = drawLine(out, line, y, l)
	}
	fmt.Fprintln(out, "</svg>")
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		fmt.Fprintf(os.Stderr, "screen: %q is no size\n", s)
		os.Exit(2)
	}
	return n
}

// drawLine draws one row and returns the look that is in force at its end.
// Letters of one look are drawn together; what is not ASCII stands alone,
// because its glyph may come from a font of another width.
func drawLine(out io.Writer, line string, y int, l look) look {
	var state byte
	x, runX := 0, 0
	run := ""
	flush := func() {
		draw(out, run, runX, x-runX, y, l)
		run, runX = "", x
	}
	for len(line) > 0 {
		seq, width, n, next := ansi.DecodeSequence(line, state, nil)
		state, line = next, line[n:]
		switch {
		case width > 0:
			if len(seq) > 1 {
				flush()
			}
			run += seq
			x += width
			if len(seq) > 1 {
				flush()
			}
		case strings.HasPrefix(seq, "\x1b[") && strings.HasSuffix(seq, "m"):
			flush()
			l = l.sgr(seq[2 : len(seq)-1])
		}
	}
	flush()
	return l
}

func draw(out io.Writer, text string, x, width, y int, l look) {
	if width == 0 {
		return
	}
	fg, bg := l.fg, l.bg
	if fg == "" {
		fg = ink
	}
	if l.reversed {
		if bg == "" {
			bg = paper
		}
		fg, bg = bg, fg
	}
	left, top := margin+float64(x)*cellW, margin+float64(y)*cellH
	if bg != "" {
		fmt.Fprintf(out, `<rect x="%.2f" y="%.2f" width="%.2f" height="%g" fill="%s"/>`+"\n", left, top, float64(width)*cellW, cellH, bg)
	}
	if text == "│" || text == "▌" { // drawn, so that they join from row to row
		w := map[string]float64{"│": 1, "▌": cellW / 2}[text]
		if text == "│" {
			left += cellW / 2
		}
		fmt.Fprintf(out, `<rect x="%.2f" y="%.2f" width="%g" height="%g" fill="%s"/>`+"\n", left, top, w, cellH, fg)
		return
	}
	if strings.TrimSpace(text) == "" && !l.underline {
		return
	}
	fmt.Fprintf(out, `<text x="%.2f" y="%.2f" fill="%s" xml:space="preserve"%s>%s</text>`+"\n",
		left, top+cellH*0.74, fg, l.attributes(), html.EscapeString(text))
}

func (l look) attributes() string {
	var a string
	if l.bold {
		a += ` font-weight="bold"`
	}
	if l.italic {
		a += ` font-style="italic"`
	}
	if l.faint {
		a += ` opacity="0.6"`
	}
	switch {
	case l.underline:
		a += ` text-decoration="underline"`
	case l.strike:
		a += ` text-decoration="line-through"`
	}
	return a
}

// sgr is the look after one Select Graphic Rendition sequence.
func (l look) sgr(params string) look {
	p := strings.Split(params, ";")
	for i := 0; i < len(p); i++ {
		code, sub, _ := strings.Cut(p[i], ":")
		n, _ := strconv.Atoi(code)
		switch {
		case n == 0:
			l = look{}
		case n == 4 && sub == "0":
			l.underline = false
		case n < 30:
			l = l.attribute(n)
		case n == 38 || n == 48 || n == 58:
			colour, used := extended(p[i+1:])
			i += used
			if n == 38 {
				l.fg = colour
			} else if n == 48 {
				l.bg = colour
			}
		case n == 39:
			l.fg = ""
		case n == 49:
			l.bg = ""
		case n >= 30 && n < 38:
			l.fg = palette[n-30]
		case n >= 40 && n < 48:
			l.bg = palette[n-40]
		case n >= 90 && n < 98:
			l.fg = palette[n-90+8]
		case n >= 100 && n < 108:
			l.bg = palette[n-100+8]
		}
	}
	return l
}

func (l look) attribute(n int) look {
	on := n < 20
	switch n {
	case 1:
		l.bold = true
	case 2:
		l.faint = true
	case 22:
		l.bold, l.faint = false, false
	case 3, 23:
		l.italic = on
	case 4, 24:
		l.underline = on
	case 7, 27:
		l.reversed = on
	case 9, 29:
		l.strike = on
	}
	return l
}

// extended is the colour that 2;r;g;b or 5;n names, and how many parameters that took.
func extended(p []string) (colour string, used int) {
	at := func(i int) int {
		if i >= len(p) {
			return 0
		}
		n, _ := strconv.Atoi(p[i])
		return n
	}
	if at(0) == 2 {
		return fmt.Sprintf("#%02x%02x%02x", at(1)&0xff, at(2)&0xff, at(3)&0xff), 4
	}
	switch n := at(1); {
	case n < 16:
		return palette[max(n, 0)], 2
	case n < 232:
		level := func(v int) int { return min(v, 1)*55 + v*40 }
		n -= 16
		return fmt.Sprintf("#%02x%02x%02x", level(n/36), level(n/6%6), level(n%6)), 2
	default:
		grey := 8 + (n-232)*10
		return fmt.Sprintf("#%02x%02x%02x", grey&0xff, grey&0xff, grey&0xff), 2
	}
}
