package cli

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"quire/internal/safe"
	"quire/internal/theme"
)

// recordFlags choose the format of records: tab-separated fields in a pipe, a table on a terminal, JSON Lines with
// --json, a template with --format. With -0 each record ends with NUL, so that paths may contain anything.
type recordFlags struct {
	json, nul bool
	paths     bool        // list and search: only the path of each note
	format    *formatFlag // nil if the command has no --format
}

// bindFlagsWithPaths is bindFlags with the additional flag --paths.
func (f *recordFlags) bindFlagsWithPaths(cmd *cobra.Command, sample any) {
	f.bindFlags(cmd, sample)
	cmd.Flags().BoolVarP(&f.paths, "paths", "l", false, "print only the path of each note; use -l0 with xargs -0")
}

// bindFlags defines the flags for records that have the type of sample as their JSON form. more names further
// formats of the command.
func (f *recordFlags) bindFlags(cmd *cobra.Command, sample any, more ...string) {
	fs := cmd.Flags()
	f.format = newFormat(sample, append([]string{"text", "json"}, more...)...)
	f.format.bind(cmd)
	fs.BoolVar(&f.json, "json", false, "print JSON Lines, one object per record")
	fs.BoolVarP(&f.nul, "null", "0", false, "end records with NUL instead of a newline")
}

// wantsJSON reports whether either flag asks for JSON Lines.
func (f *recordFlags) wantsJSON() bool {
	return f.json && (f.format == nil || f.format.text == "") || f.format != nil && f.format.text == "json"
}

// usesJSONForm reports whether records are written from their JSON form rather than from cells.
func (f *recordFlags) usesJSONForm() bool { return f.wantsJSON() || f.hasTemplate() }

// hasTemplate reports whether --format holds a template.
func (f *recordFlags) hasTemplate() bool { return f.format != nil && f.format.template != nil }

// writeValue writes a record from its JSON form: through the template, else as a line of JSON.
func (f *recordFlags) writeValue(s *streams, value any) error {
	if f.hasTemplate() {
		return f.format.writeRecord(s, value, f.nul)
	}
	return writeJSON(s, value)
}

// cell is one field of a record.
type cell struct {
	text  string
	style theme.Style // used on a terminal
	path  bool        // a path, written byte for byte when records end with NUL
}

// recordWriter writes records in the format that the flags ask for. The first cell of a record is the path.
type recordWriter struct {
	streams *streams
	flags   recordFlags
	theme   *theme.Theme
	table   table // collects the rows for a terminal
}

// newRecordWriter returns a writer whose table has the given columns.
func (o *options) newRecordWriter(rf recordFlags, columns ...column) (*recordWriter, error) {
	r := &recordWriter{streams: o.streams, flags: rf, theme: theme.Plain(), table: table{columns: columns, width: o.tableWidth()}}
	if r.usesTable() {
		var err error
		if r.theme, err = o.chooseTableTheme(); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// usesTable reports whether output is a table for a person. The command then adds rows instead of records.
func (r *recordWriter) usesTable() bool {
	return r.streams.outTTY && !r.flags.usesJSONForm() && !r.flags.nul && !r.flags.paths
}

// tableWidth returns the width of the terminal, at least minTableWidth, or defaultTableWidth if it is unknown.
func (s *streams) tableWidth() int {
	if n := s.terminalColumns(); n > 0 {
		return max(n, minTableWidth)
	}
	return defaultTableWidth
}

// addRecord writes one record: value in a format that uses the JSON form, otherwise cells separated by tabs.
func (r *recordWriter) addRecord(value any, cells ...cell) error {
	if r.flags.usesJSONForm() {
		return r.flags.writeValue(r.streams, value)
	}
	for i, c := range cells {
		if i > 0 {
			r.streams.out.WriteByte('\t')
		}
		r.writeField(c)
	}
	return r.endRecord()
}

// writeField writes one cell with control characters made visible. A path in records that end with NUL cannot be
// mistaken for anything else, so in a pipe it is written byte for byte.
func (r *recordWriter) writeField(c cell) {
	if c.path && r.flags.nul && !r.streams.outTTY {
		r.streams.out.WriteString(c.text)
		return
	}
	r.streams.out.WriteString(safe.Text(c.text))
}

// endRecord ends a record with a newline, or with NUL for -0.
func (r *recordWriter) endRecord() error {
	if r.flags.nul {
		return r.streams.out.WriteByte(0)
	}
	return r.streams.out.WriteByte('\n')
}

// flushTable writes the rows of the table, if there are any.
func (r *recordWriter) flushTable() error {
	w := r.streams.styledWriter(r.theme)
	for line := range r.table.eachLine {
		if _, err := w.WriteString(line); err != nil {
			return err
		}
	}
	return nil
}

// writeJSON writes v on one line. It escapes control and invisible characters too, which JSON allows but which a
// terminal would obey or hide.
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
		if r < 0x20 || safe.IsSafeRune(r) {
			s.out.Write(line[:n])
		} else {
			writeUnicodeEscape(s, r)
		}
		line = line[n:]
	}
	return nil
}

// writeUnicodeEscape writes r as \uXXXX, or as a surrogate pair outside the Basic Multilingual Plane (RFC 8259 §7).
func writeUnicodeEscape(s *streams, r rune) {
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
