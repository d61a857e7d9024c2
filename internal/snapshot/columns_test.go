package snapshot

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"quire/internal/note"
)

// leaf is a field of a record, or of a record in it, that holds no other record.
type leaf struct {
	path string
	set  func(record reflect.Value) // sets the field to a value that is not zero
}

// leavesOf lists the exported fields of a record type. A list of records counts with each field of its records.
func leavesOf(t reflect.Type, path string, find func(reflect.Value) reflect.Value) []leaf {
	if t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct {
		return leavesOf(t.Elem(), path+"[1]", func(v reflect.Value) reflect.Value {
			all := find(v)
			all.Set(reflect.MakeSlice(t, 3, 3))
			return all.Index(1)
		})
	}
	if t.Kind() != reflect.Struct || t == reflect.TypeFor[time.Time]() {
		return []leaf{{path, func(v reflect.Value) { next := 40; fillFields(find(v), &next) }}}
	}
	var all []leaf
	for i := range t.NumField() {
		if f := t.Field(i); f.IsExported() {
			all = append(all, leavesOf(f.Type, path+"."+f.Name, func(v reflect.Value) reflect.Value { return find(v).Field(i) })...)
		}
	}
	return all
}

// checkEachField encodes records in which a single field is not zero, one record for each field of the type, including
// fields that are added to the struct later.
func checkEachField[T any](t *testing.T, columns table[T]) {
	t.Helper()
	all := leavesOf(reflect.TypeFor[T](), reflect.TypeFor[T]().String(), func(v reflect.Value) reflect.Value { return v })
	if len(all) < 2 {
		t.Fatalf("%d fields", len(all))
	}
	for _, l := range all {
		rows := make([]T, 3)
		l.set(reflect.ValueOf(&rows[1]).Elem())
		if reflect.ValueOf(&rows[1]).Elem().IsZero() {
			t.Errorf("%s is not set", l.path)
		}
		var w encoder
		columns.encodeRows(&w, rows)
		got := make([]T, 3)
		if !columns.decodeText(&decoder{}, string(w.buf), got) {
			t.Errorf("%s: not valid", l.path)
		} else if !reflect.DeepEqual(got, rows) {
			t.Errorf("%s: no column keeps it\n%+v\n%+v", l.path, got, rows)
		}
	}
}

func TestTables_KeepEachField(t *testing.T) {
	checkEachField(t, noteColumns)
	checkEachField(t, detailColumns)
	checkEachField(t, stampColumns)
	checkEachField(t, graphColumns)
}

func TestTables_NumberEachColumnOnce(t *testing.T) {
	checkNumbers(t, noteColumns)
	checkNumbers(t, detailColumns)
	checkNumbers(t, headingColumns)
	checkNumbers(t, blockColumns)
	checkNumbers(t, linkColumns)
	checkNumbers(t, problemColumns)
	checkNumbers(t, fieldColumns)
	checkNumbers(t, stampColumns)
	checkNumbers(t, graphColumns)
	checkNumbers(t, edgeColumns)
}

func checkNumbers[T any](t *testing.T, columns table[T]) {
	t.Helper()
	seen := map[uint64]bool{}
	for _, c := range columns {
		if seen[c.number] || c.number == 0 || c.number > maxColumn {
			t.Errorf("%T: the number %d", columns, c.number)
		}
		seen[c.number] = true
	}
}

// A later version of the program may know more fields or fewer, and write them in another order.
func TestDecodeText_SkipsUnknownColumnsInAnyOrder(t *testing.T) {
	rows := make([]note.Note, 5)
	for i := range rows {
		next := 100 * i
		fillFields(reflect.ValueOf(&rows[i]).Elem(), &next)
		rows[i].ID, rows[i].Slug = rows[i].Path[:3], rows[i].Path[2:]
	}
	r := rand.New(rand.NewPCG(7, 8))
	for round := range 50 {
		// unknown has the numbers of columns that the reader does not know, below and above the highest that it can know.
		unknown := []column[note.Note]{
			textColumn(maxColumn, func(n *note.Note) *string { return &n.Title }),
			textsColumn(maxColumn+1, func(n *note.Note) *[]string { return &n.Tags }),
			timeColumn(1<<40, func(n *note.Note) *time.Time { return &n.Modified }),
		}
		written := slices.Concat(noteColumns, unknown)
		r.Shuffle(len(written), func(i, j int) { written[i], written[j] = written[j], written[i] })
		var w encoder
		written.encodeRows(&w, rows)
		got := make([]note.Note, len(rows))
		if !noteColumns.decodeText(&decoder{slabs: round%2 == 0}, string(w.buf), got) || !reflect.DeepEqual(got, rows) {
			t.Fatalf("round %d:\n%+v\n%+v", round, got, rows)
		}
	}
}

// A column that is missing is zero in all records, and takes no byte of the others.
func TestDecodeText_MissingColumnsAreZero(t *testing.T) {
	for skip := range noteColumns {
		rows := make([]note.Note, 2)
		for i := range rows {
			next := 50 * i
			fillFields(reflect.ValueOf(&rows[i]).Elem(), &next)
		}
		var w encoder
		fewer := slices.Delete(slices.Clone(noteColumns), skip, skip+1)
		fewer.encodeRows(&w, rows)
		got := make([]note.Note, 2)
		if !noteColumns.decodeText(&decoder{}, string(w.buf), got) {
			t.Fatalf("column %d is missing: not valid", noteColumns[skip].number)
		}
		var again encoder
		fewer.encodeRows(&again, got)
		if skip > 0 && string(again.buf) != string(w.buf) { // ID and slug are parts of the path, the first
			t.Errorf("column %d is missing: the others changed", noteColumns[skip].number)
		}
		if lost := encodedColumn(noteColumns[skip], got); !isZero(lost) {
			t.Errorf("column %d is missing, and has the values %v", noteColumns[skip].number, lost)
		}
	}
}

func encodedColumn[T any](c column[T], rows []T) []byte {
	var w encoder
	c.encode(&w, rows)
	return w.buf
}

// Nothing that a column claims is read beyond its end.
func TestDecodeText_ColumnsEndWhereTheySay(t *testing.T) {
	rows := []note.Problem{{Line: 1, Column: 2, Message: "a message"}, {Line: 300, Column: 5, Message: "another"}}
	var w encoder
	problemColumns.encodeRows(&w, rows)
	for i := range w.buf {
		for _, change := range []byte{1, 0x80, 0xff} {
			bad := slices.Clone(w.buf)
			bad[i] ^= change
			got := make([]note.Problem, 2)
			ok := problemColumns.decodeText(&decoder{}, string(bad), got)
			if text := fmt.Sprint(got); ok && len(text) > 200 {
				t.Errorf("byte %d changed: %s", i, text)
			}
		}
		if problemColumns.decodeText(&decoder{}, string(w.buf[:i]), make([]note.Problem, 2)) && i != 0 && !endsColumn(w.buf, i) {
			t.Errorf("cut after %d bytes: valid", i)
		}
	}
}

// endsColumn reports whether a column ends after the first i bytes of b.
func endsColumn(b []byte, i int) bool {
	r := decoder{rest: string(b)}
	for r.rest != "" && len(b)-len(r.rest) < i {
		r.readUint()
		r.readString()
	}
	return len(b)-len(r.rest) == i
}
