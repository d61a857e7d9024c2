package tui

import (
	"cmp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"quire/internal/text"
)

// widthTerminal is a terminal that counts cells as real ones do: by code points, and by grapheme clusters only when a program has
// set mode 2027. vtcheck.Screen always counts clusters. It knows the sequences that the painter uses and fails on others, so that
// nothing is misplaced unnoticed.
type widthTerminal struct {
	t        *testing.T
	cells    [][]string // the text of each cell; a wide character is in its first cell, and the others hold tail
	x, y     int
	last     int    // the column of the character printed last, which marks join; -1 when the cursor has moved since
	top, end int    // the scroll region, from top to before end
	cluster  string // the character, or the cluster, printed last
	counts   text.WidthMethod
	rest     string // the start of a sequence or a character that is not yet complete
}

// tail is in the cells of a wide character after the first.
const tail = "\x00"

func newWidthTerminal(t *testing.T, columns, rows int) *widthTerminal {
	w := &widthTerminal{t: t, cells: make([][]string, rows), last: -1, end: rows, counts: text.Wcwidth}
	for y := range w.cells {
		w.cells[y] = make([]string, columns)
	}
	return w
}

// rows returns the text of each row.
func (w *widthTerminal) rows() []string {
	rows := make([]string, len(w.cells))
	for y, cells := range w.cells {
		for _, c := range cells {
			switch c {
			case "":
				rows[y] += " "
			case tail:
			default:
				rows[y] += c
			}
		}
	}
	return rows
}

func (w *widthTerminal) write(output string) {
	w.rest += output
	parser := ansi.NewParser()
	for w.rest != "" {
		if w.rest[0] >= utf8.RuneSelf {
			if !utf8.FullRuneInString(w.rest) {
				return
			}
			r, n := utf8.DecodeRuneInString(w.rest)
			w.print(r)
			w.rest = w.rest[n:]
			continue
		}
		if b := w.rest[0]; b >= ' ' && b <= '~' {
			w.print(rune(b))
			w.rest = w.rest[1:]
			continue
		}
		seq, _, n, state := ansi.DecodeSequence(w.rest, ansi.NormalState, parser)
		if state != ansi.NormalState {
			return
		}
		w.rest = w.rest[n:]
		switch {
		case ansi.HasCsiPrefix(seq):
			w.control(seq, ansi.Cmd(parser.Command()), parser.Params())
		case ansi.HasOscPrefix(seq): // titles, colours, links
		case seq == "\r":
			w.x, w.last = 0, -1
		case seq == "\n":
			w.last = -1
			if w.y++; w.y == w.end {
				w.y--
				w.scroll(w.top, 1)
			}
		case seq == "\x1bM":
			w.last = -1
			if w.y--; w.y == w.top-1 {
				w.y++
				w.scroll(w.top, -1)
			}
		default:
			w.t.Fatalf("the terminal does not know %q", seq)
		}
	}
}

// print shows a character at the cursor, or joins it to the one before. What takes no cells is in the cell before it.
func (w *widthTerminal) print(r rune) {
	row, s := w.cells[w.y], string(r)
	if whole := w.cluster + s; w.counts == text.Graphemes && w.last >= 0 && text.FirstCluster(whole) == whole {
		row[w.last] = strings.TrimSuffix(row[w.last], w.cluster)
		if w.counts.Width(w.cluster) > 0 {
			w.x = w.last
		}
		s = whole
	}
	w.cluster = s
	switch n := w.counts.Width(s); {
	case n > 0:
		w.put(s, n)
	case w.last >= 0:
		row[w.last] += s
	case w.x > 0:
		for w.last = w.x - 1; row[w.last] == tail; w.last-- {
		}
		row[w.last] = cmp.Or(row[w.last], " ") + s
	}
}

// put writes a character of n cells at the cursor.
func (w *widthTerminal) put(s string, n int) {
	row := w.cells[w.y]
	if w.x+n > len(row) {
		w.t.Fatalf("a row is wider than the window of %d cells: %q after %q", len(row), s, w.rows()[w.y])
	}
	w.erase(w.x, w.x+n)
	row[w.x] = s
	for i := 1; i < n; i++ {
		row[w.x+i] = tail
	}
	w.last, w.x = w.x, w.x+n
}

// erase blanks cells of the row of the cursor, and all of the characters that are partly in them.
func (w *widthTerminal) erase(from, to int) {
	row := w.cells[w.y]
	from, to = min(from, len(row)), min(to, len(row))
	for from > 0 && from < len(row) && row[from] == tail {
		from--
	}
	for to < len(row) && row[to] == tail {
		to++
	}
	clear(row[from:max(from, to)])
}

// scroll moves the rows from y to the end of the scroll region up by n, or down.
func (w *widthTerminal) scroll(y, n int) {
	rows := w.cells[y:w.end]
	moved := make([][]string, len(rows))
	for i := range rows {
		if from := i + n; from >= 0 && from < len(rows) {
			moved[i] = rows[from]
		} else {
			moved[i] = make([]string, len(rows[i]))
		}
	}
	copy(rows, moved)
}

func (w *widthTerminal) control(seq string, cmd ansi.Cmd, params ansi.Params) {
	if cmd.Prefix() != 0 || cmd.Intermediate() != 0 || cmd.Final() == 'm' || cmd.Final() == 't' {
		switch seq { // of modes and styles only the way of counting matters
		case ansi.SetModeUnicodeCore:
			w.counts = text.Graphemes
		case ansi.ResetModeUnicodeCore:
			w.counts = text.Wcwidth
		}
		return
	}
	count, _, _ := params.Param(0, 1)
	count = max(count, 1)
	kind, _, _ := params.Param(0, 0)
	columns := len(w.cells[0])
	if last := w.last; cmd.Final() == 'b' && last >= 0 {
		for range count {
			w.put(w.cells[w.y][last], w.counts.Width(w.cells[w.y][last]))
		}
		return
	}
	w.last = -1
	switch cmd.Final() {
	case 'H':
		column, _, _ := params.Param(1, 1)
		w.y, w.x = count-1, max(column, 1)-1
	case 'G', '`':
		w.x = count - 1
	case 'd':
		w.y = count - 1
	case 'A':
		w.y -= count
	case 'B':
		w.y += count
	case 'C':
		w.x += count
	case 'D':
		w.x = min(w.x, columns-1) - count
	case 'X':
		w.erase(w.x, w.x+count)
	case 'K':
		w.erase([]int{w.x, 0, 0}[kind], []int{columns, w.x + 1, columns}[kind])
	case 'J':
		y := w.y
		if kind == 0 {
			w.erase(w.x, columns)
			w.y++
		} else {
			w.y = 0
		}
		for ; w.y < len(w.cells); w.y++ {
			w.erase(0, columns)
		}
		w.y = y
	case 'L':
		w.scroll(w.y, -count)
	case 'M':
		w.scroll(w.y, count)
	case 'S':
		w.scroll(w.top, count)
	case 'T':
		w.scroll(w.top, -count)
	case 'r':
		end, _, _ := params.Param(1, len(w.cells))
		w.top, w.end, w.x, w.y = count-1, end, 0, 0
	case 'P', '@':
		w.shift(cmd.Final() == '@', count)
	case 'c', 'n', 'u', 'x': // requests
	default:
		w.t.Fatalf("the terminal does not know %q", seq)
	}
	w.x, w.y = min(max(w.x, 0), columns-1), min(max(w.y, 0), len(w.cells)-1)
}

// shift inserts blank cells at the cursor, or deletes cells.
func (w *widthTerminal) shift(inserts bool, n int) {
	w.erase(w.x, w.x)
	row := w.cells[w.y]
	columns, rest := len(row), row[w.x:]
	if inserts {
		rest = append(make([]string, n), rest...)
	} else {
		w.erase(w.x, w.x+n)
		rest = append(append([]string{}, rest[min(n, len(rest)):]...), make([]string, n)...)
	}
	w.cells[w.y] = append(append([]string{}, row[:w.x]...), rest...)[:columns]
}
