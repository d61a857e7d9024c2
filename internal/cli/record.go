package cli

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/pflag"

	"quire/internal/safe"
	"quire/internal/theme"
)

// recordFlags choose the shape of records: a line of tab-separated fields in a
// pipe, a table on a terminal, JSON Lines with --json, and -0 for names that hold anything.
type recordFlags struct {
	json, nul bool
}

func (f *recordFlags) bind(fs *pflag.FlagSet) {
	fs.BoolVar(&f.json, "json", false, "JSON Lines, one object a record")
	fs.BoolVarP(&f.nul, "null", "0", false, "end records with NUL, for xargs -0")
}

// cell is one field of a record.
type cell struct {
	text  string
	style theme.Style
	path  bool // a path: given byte for byte when records end with NUL
	right bool // aligned to the right on a terminal
}

// records writes one record after the other in the shape that was asked for. The first cell is the path.
type records struct {
	s     *streams
	flags recordFlags
	theme *theme.Theme
	flex  int // the column that gives way when a table is too wide for the terminal
	table [][]cell
}

// add writes one record; value is its JSON form.
func (r *records) add(value any, cells ...cell) error {
	switch {
	case r.flags.json:
		return writeJSON(r.s, value)
	case r.s.outTTY && !r.flags.nul:
		r.table = append(r.table, cells)
		return nil
	}
	for i, c := range cells {
		if i > 0 {
			r.s.out.WriteByte('\t')
		}
		if text := c.text; c.path && r.flags.nul {
			r.s.out.WriteString(text)
		} else {
			r.s.out.WriteString(safe.Text(text))
		}
	}
	end := byte('\n')
	if r.flags.nul {
		end = 0
	}
	return r.s.out.WriteByte(end)
}

// flush writes the table, if there is one.
func (r *records) flush() error {
	if len(r.table) == 0 {
		return nil
	}
	widths := r.fit()
	w := r.s.painted(r.theme)
	for _, row := range r.table {
		var b strings.Builder
		for i, c := range row {
			text := ansi.Truncate(safe.Text(c.text), widths[i], "…")
			pad := strings.Repeat(" ", widths[i]-ansi.StringWidth(text))
			switch {
			case c.right:
				b.WriteString(pad + c.style.Render(text))
			case i == len(row)-1:
				b.WriteString(c.style.Render(text))
			default:
				b.WriteString(c.style.Render(text) + pad)
			}
			if i < len(row)-1 {
				b.WriteString("  ")
			}
		}
		if _, err := w.WriteString(strings.TrimRight(b.String(), " ") + "\n"); err != nil {
			return err
		}
	}
	return nil
}

// fit is the width of each column such that a row fits the terminal: first the
// flexible column gives way down to 16 cells, then the last ones.
func (r *records) fit() []int {
	widths := make([]int, len(r.table[0]))
	for _, row := range r.table {
		for i, c := range row {
			widths[i] = max(widths[i], ansi.StringWidth(safe.Text(c.text)))
		}
	}
	total := 2 * (len(widths) - 1)
	for _, w := range widths {
		total += w
	}
	over := total - max(r.s.columns(), 20)
	give := func(i, least int) {
		if n := min(over, widths[i]-least); n > 0 {
			widths[i] -= n
			over -= n
		}
	}
	give(r.flex, 24)
	for i := len(widths) - 1; i >= 0; i-- {
		give(i, 8)
	}
	return widths
}

// writeJSON writes v on one line. What JSON allows but a terminal would obey or hide is escaped as well.
func writeJSON(s *streams, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	line := b.Bytes()
	for len(line) > 0 {
		r, n := utf8.DecodeRune(line)
		if r < 0x20 || safe.Rune(r) {
			s.out.Write(line[:n])
		} else {
			writeEscape(s, r)
		}
		line = line[n:]
	}
	return nil
}

func writeEscape(s *streams, r rune) {
	const digits = "0123456789abcdef"
	unit := func(u rune) {
		s.out.WriteString(`\u`)
		for shift := 12; shift >= 0; shift -= 4 {
			s.out.WriteByte(digits[u>>shift&0xf])
		}
	}
	if r >= 0x10000 {
		r -= 0x10000
		unit(0xd800 + r>>10)
		unit(0xdc00 + r&0x3ff)
		return
	}
	unit(r)
}
