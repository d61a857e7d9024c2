package cli

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/numbers"
)

// extractFlags choose one piece of a note that show prints for other programs.
type extractFlags struct {
	code, table int // their numbers, from 1; 0: none
	as          string
	set         func(flag string) bool // whether the user gives a flag
}

// tableFormats are the formats of --as.
var tableFormats = []string{"tsv", "csv", "json"}

func (f *extractFlags) bindFlags(fs *pflag.FlagSet) {
	fs.IntVar(&f.code, "code", 0, "print only the `N`th block of code, byte for byte")
	fs.IntVar(&f.table, "table", 0, "print only the `N`th table, as text")
	f.set = fs.Changed
	fs.StringVar(&f.as, "as", "", "print the table as `FORMAT`: tsv (the default), csv, or json, an object for each row")
}

func (f *extractFlags) isSet() bool { return f.code != 0 || f.table != 0 }

// validate returns a usage error for invalid or conflicting values. others says that another flag chooses what is printed.
func (f *extractFlags) validate(others bool) error {
	switch {
	case f.code < 1 && f.set("code"):
		return usageError("N counts from 1", "--code %d: too small", f.code)
	case f.table < 1 && f.set("table"):
		return usageError("N counts from 1", "--table %d: too small", f.table)
	case f.code > 0 && f.table > 0:
		return usageError("use only one of them", "--code and --table cannot be used together")
	case f.isSet() && others:
		return usageError("use only one of them", "--code and --table cannot be used with --raw, --body, --json or --max-words")
	case f.as != "" && f.table == 0:
		return usageError("--table N says which table", "--as %s: which table?", f.as)
	}
	switch f.as {
	case "", "tsv", "csv", "json":
		return nil
	}
	return usageError("FORMAT is "+strings.Join(tableFormats, ", "), "--as %s: no such format", f.as)
}

// printExtract prints the piece of a note, or of a section, that --code or --table asks for.
func (p *printer) printExtract(parsed *note.Parsed, anchor string) error {
	section := sectionOf(parsed, anchor)
	if p.flags.extract.code > 0 {
		return p.printCode(section)
	}
	return p.printTable(section)
}

// printCode prints the block of code that --code asks for.
func (p *printer) printCode(parsed *note.Parsed) error {
	n := p.flags.extract.code
	var found []string
	for d := range parsed.Documents() {
		for _, c := range d.CodeBlocks() {
			if len(found)+1 == n {
				return p.printSource(bytes.NewReader(c.Text))
			}
			found = append(found, strings.TrimSpace(fmt.Sprintf("%d: line %d %s", len(found)+1, parsed.LineOf(c.Offset), c.Language)))
		}
	}
	return missingPieceError(parsed.Note.Path, "--code", n, "block of code", "blocks of code", found)
}

// printTable prints the table that --table asks for.
func (p *printer) printTable(parsed *note.Parsed) error {
	n := p.flags.extract.table
	var found []string
	for d := range parsed.Documents() {
		for _, t := range d.Tables() {
			if len(found)+1 == n {
				return p.writeTable(t)
			}
			found = append(found, fmt.Sprintf("%d: line %d, %s", len(found)+1, parsed.LineOf(t.RowOffset(-1)), numbers.Pluralize(t.Columns(), "column")))
		}
	}
	return missingPieceError(parsed.Note.Path, "--table", n, "table", "tables", found)
}

// maxListedPieces is how many pieces the error for a number that is too large lists.
const maxListedPieces = 10

// missingPieceError returns the error for a number beyond the last piece. found describes the pieces that there are.
func missingPieceError(path, flag string, n int, singular, plural string, found []string) error {
	count := "no " + plural
	if len(found) > 0 {
		count = strconv.Itoa(len(found)) + " " + plural
		if len(found) == 1 {
			count = "one " + singular
		}
	}
	hint := strings.Join(found[:min(len(found), maxListedPieces)], "; ")
	if len(found) > maxListedPieces {
		hint += "; …"
	}
	return noMatchError(hint, "%s: %s %d: the note has %s", path, flag, n, count)
}

// writeTable writes the cells of a table in the format of --as.
func (p *printer) writeTable(t *markdown.Table) error {
	out := p.options.out
	switch p.flags.extract.as {
	case "csv":
		w := csv.NewWriter(out)
		for i := -1; i < t.Rows(); i++ {
			if err := w.Write(t.Row(i)); err != nil {
				return err
			}
		}
		w.Flush()
		return w.Error()
	case "json":
		return p.writeTableJSON(t)
	}
	for i := -1; i < t.Rows(); i++ {
		cells := t.Row(i)
		for c, text := range cells {
			cells[c] = strings.ReplaceAll(text, "\t", " ")
		}
		if _, err := out.WriteString(strings.Join(cells, "\t") + "\n"); err != nil {
			return err
		}
	}
	return nil
}

// writeTableJSON writes an object for each row, with the heads of the columns as its keys, in their order.
func (p *printer) writeTableJSON(t *markdown.Table) error {
	keys := uniqueKeys(t.Row(-1))
	for i := range t.Rows() {
		var b bytes.Buffer
		for c, text := range t.Row(i) {
			key, err := json.Marshal(keys[c])
			if err != nil {
				return err
			}
			value, err := json.Marshal(text)
			if err != nil {
				return err
			}
			b.WriteString(map[bool]string{true: "{", false: ","}[c == 0])
			b.Write(key)
			b.WriteByte(':')
			b.Write(value)
		}
		b.WriteByte('}')
		if err := writeJSON(p.options.streams, json.RawMessage(b.Bytes())); err != nil {
			return err
		}
	}
	return nil
}

// uniqueKeys returns the heads of columns. One that is empty becomes the number of its column, and one that an earlier column has
// already gets a number: Name, Name 2.
func uniqueKeys(heads []string) []string {
	keys, seen := make([]string, len(heads)), map[string]bool{}
	for i, head := range heads {
		head = cmp.Or(head, strconv.Itoa(i+1))
		key := head
		for n := 2; seen[key]; n++ {
			key = head + " " + strconv.Itoa(n)
		}
		keys[i], seen[key] = key, true
	}
	return keys
}
