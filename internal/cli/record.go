package cli

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"quire/internal/safe"
	"quire/internal/theme"
)

// recordFlags choose the shape of records: a line of tab-separated fields in a
// pipe, a table on a terminal, JSON Lines with --json, and -0 to end each with NUL, for names that hold anything.
type recordFlags struct {
	json, nul bool
	paths     bool    // list and search: the path of each note alone
	format    *format // nil: none was asked for
}

func (f *recordFlags) bindPaths(cmd *cobra.Command, sample any) {
	f.bind(cmd, sample)
	cmd.Flags().BoolVarP(&f.paths, "paths", "l", false, "the path of each note and nothing else; -l0 for xargs -0")
}

// bind makes the flags of records whose JSON form is that of sample. Further shapes have names.
func (f *recordFlags) bind(cmd *cobra.Command, sample any, more ...string) {
	fs := cmd.Flags()
	f.format = newFormat(sample, append([]string{"text", "json"}, more...)...)
	f.format.bind(cmd)
	fs.BoolVar(&f.json, "json", false, "JSON Lines, one object a record")
	fs.BoolVarP(&f.nul, "null", "0", false, "end records with NUL instead of a line end")
}

// asJSON says whether JSON Lines are wanted, by either flag.
func (f *recordFlags) asJSON() bool {
	return f.json && (f.format == nil || f.format.text == "") || f.format != nil && f.format.text == "json"
}

// whole says whether records are written from their JSON form, rather than from cells.
func (f *recordFlags) whole() bool { return f.asJSON() || f.templated() }

func (f *recordFlags) templated() bool { return f.format != nil && f.format.made != nil }

// write writes a record from its JSON form.
func (f *recordFlags) write(s *streams, value any) error {
	if f.templated() {
		return f.format.write(s, value, f.nul)
	}
	return writeJSON(s, value)
}

// cell is one field of a record.
type cell struct {
	text  string
	style theme.Style // on a terminal
	path  bool        // a path: given byte for byte when records end with NUL
}

// records writes one record after the other in the shape that was asked for. The first cell is the path.
type records struct {
	s     *streams
	flags recordFlags
	theme *theme.Theme
	table table // what a terminal is shown
}

func (o *shared) newRecords(rf recordFlags, columns ...column) (*records, error) {
	r := &records{s: o.streams, flags: rf, theme: theme.Plain(), table: table{columns: columns, width: o.tableWidth()}}
	if r.forPeople() {
		var err error
		if r.theme, err = o.tableTheme(); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// forPeople reports whether rows of the table are wanted, rather than records.
func (r *records) forPeople() bool {
	return r.s.outTTY && !r.flags.whole() && !r.flags.nul && !r.flags.paths
}

// tableWidth is the width of the terminal, as far as it is known.
func (s *streams) tableWidth() int {
	if n := s.columns(); n > 0 {
		return max(n, smallest)
	}
	return assumed
}

// add writes one record; value is its JSON form.
func (r *records) add(value any, cells ...cell) error {
	if r.flags.whole() {
		return r.flags.write(r.s, value)
	}
	for i, c := range cells {
		if i > 0 {
			r.s.out.WriteByte('\t')
		}
		r.field(c)
	}
	return r.end()
}

// field writes one field. Nothing can be mistaken in a path when records end with NUL, so it is given byte for byte.
func (r *records) field(c cell) {
	if c.path && r.flags.nul && !r.s.outTTY {
		r.s.out.WriteString(c.text)
		return
	}
	r.s.out.WriteString(safe.Text(c.text))
}

func (r *records) end() error {
	if r.flags.nul {
		return r.s.out.WriteByte(0)
	}
	return r.s.out.WriteByte('\n')
}

// flush writes the table, if there is one.
func (r *records) flush() error {
	w := r.s.painted(r.theme)
	for line := range r.table.lines {
		if _, err := w.WriteString(line); err != nil {
			return err
		}
	}
	return nil
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
