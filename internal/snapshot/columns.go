package snapshot

import (
	"math"
	"time"
)

// Records are kept in columns: the values of one field of many records, one after another. A list of records is
//
//	column  │ number │ size │ values of the field, one of each record │
//	column  │ number │ size │ …
//
// A record type has one table, and a field of the type is one line of it: its number, how to encode it, how to decode it.
// A reader skips a column whose number it does not know, and a column that is missing means that the field is zero in all
// records, so the fields of a type may come and go, in any order. Each encoder of a value therefore writes a zero value as
// a single 0 byte. Values beside values of their kind also compress better than record after record.

// column is a field of the record type T. Numbers are from 1 to maxColumn, and a number that was in use is not given to
// another field.
type column[T any] struct {
	number uint64
	encode func(w *encoder, rows []T)
	decode func(r *decoder, rows []T)
}

// maxColumn is the highest number of a column.
const maxColumn = 31

// table holds the columns of a record type in the order in which they are decoded: a field that is encoded relative to
// another one stands behind it. The first column is always written, so that a list of n records has at least n bytes.
type table[T any] []column[T]

// encodeRows appends the columns of rows.
func (t table[T]) encodeRows(w *encoder, rows []T) {
	body := w.scratch()
	for i, c := range t {
		whole := w.buf
		w.buf = body[:0]
		c.encode(w, rows)
		body, w.buf = w.buf, whole
		if i > 0 && isZero(body) {
			continue
		}
		w.putUint(c.number)
		w.putUint(uint64(len(body)))
		w.buf = append(w.buf, body...)
	}
	w.release(body)
}

func isZero(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}

// columnBytes holds the encoded values of each column of a list, by number.
type columnBytes [maxColumn + 1]string

// readColumns finds the columns of a list, which ends with a 0 or with the text, and returns the size of all of them.
func (r *decoder) readColumns(found *columnBytes) (size int) {
	for r.rest != "" {
		number := r.readUint()
		if number == 0 {
			break
		}
		values := r.readString()
		if number <= maxColumn {
			found[number] = values
			size += len(values)
		}
	}
	return size
}

// decodeRows decodes the columns found into rows, which are zero.
func (t table[T]) decodeRows(r *decoder, found *columnBytes, rows []T) {
	after := r.rest
	for _, c := range t {
		if found[c.number] == "" {
			continue
		}
		r.rest = found[c.number]
		c.decode(r, rows)
		if r.invalid || r.rest != "" {
			r.fail()
			return
		}
	}
	r.rest = after
}

// touchPages makes the system provide the memory of rows, which are zero, before columns are decoded into it. A column looks
// at a row before it writes to it (Go checks the pointer), so that each new page would cause two page faults: one that maps
// a page of zeros, and one that replaces it.
func touchPages[T any](rows []T) { clear(rows) }

// decodeText decodes into rows, which are zero, the columns that are all of text. It reports whether they were valid.
func (t table[T]) decodeText(r *decoder, text string, rows []T) bool {
	var found columnBytes
	r.rest, r.invalid = text, false
	r.readColumns(&found)
	t.decodeRows(r, &found, rows)
	return !r.invalid && r.rest == ""
}

// listColumn is a field that is itself a list of records, whose table is columns. It tells a nil list from an empty one.
func listColumn[T, U any](number uint64, field func(*T) *[]U, columns *table[U]) column[T] {
	return valueColumn(number, func(w *encoder, row *T) { encodeList(w, *field(row), *columns) },
		func(r *decoder, row *T) { *field(row) = decodeList(r, *columns) })
}

func encodeList[T any](w *encoder, all []T, t table[T]) {
	w.putLength(len(all), all == nil)
	if len(all) > 0 {
		t.encodeRows(w, all)
		w.putUint(0)
	}
}

// decodeList decodes what encodeList wrote. What it allocates is bounded by the bytes that it reads, whatever they claim.
func decodeList[T any](r *decoder, t table[T]) []T {
	n, absent := r.readLength(1)
	if absent {
		return nil
	}
	var found columnBytes
	if n > 0 && n > r.readColumns(&found) {
		r.fail()
		return nil
	}
	all := make([]T, n)
	t.decodeRows(r, &found, all)
	return all
}

// valueColumn is a field whose values are encoded one by one.
func valueColumn[T any](number uint64, encode func(w *encoder, row *T), decode func(r *decoder, row *T)) column[T] {
	return column[T]{number, func(w *encoder, rows []T) {
		for i := range rows {
			encode(w, &rows[i])
		}
	}, func(r *decoder, rows []T) {
		for i := range rows {
			decode(r, &rows[i])
		}
	}}
}

// textColumn is a field of text.
func textColumn[T any](number uint64, field func(*T) *string) column[T] {
	return valueColumn(number, func(w *encoder, row *T) { w.putString(*field(row)) }, func(r *decoder, row *T) { *field(row) = r.readString() })
}

// textsColumn is a field of several texts. It tells a nil list from an empty one.
func textsColumn[T any](number uint64, field func(*T) *[]string) column[T] {
	return valueColumn(number, func(w *encoder, row *T) { w.putStrings(*field(row)) }, func(r *decoder, row *T) { *field(row) = r.readStrings() })
}

// substringColumn is a field of text that is mostly part of another field, which stands before it in the table.
func substringColumn[T any](number uint64, field, whole func(*T) *string) column[T] {
	return valueColumn(number, func(w *encoder, row *T) { w.putSubstring(*whole(row), *field(row)) },
		func(r *decoder, row *T) { *field(row) = r.readSubstring(*whole(row)) })
}

// derivedColumn is a field of text that is mostly derive of another field, which stands before it in the table. isDerived
// reports whether it is.
func derivedColumn[T any](number uint64, field, source func(*T) *string, derive func(string) string, isDerived func(s, source string) bool) column[T] {
	const derived = 1
	return valueColumn(number, func(w *encoder, row *T) {
		s := *field(row)
		if s != "" && isDerived(s, *source(row)) {
			w.putUint(derived)
			return
		}
		w.putUint(uint64(len(s)) << 1)
		w.buf = append(w.buf, s...)
	}, func(r *decoder, row *T) {
		if n := r.readUint(); n == derived {
			*field(row) = derive(*source(row))
		} else {
			*field(row) = r.takeBytes(n >> 1)
		}
	})
}

// integer is a type of whole numbers that fields have.
type integer interface {
	~int | ~int32 | ~int64 | ~uint8 | ~uint64
}

// intColumn is a field with a whole number, short when it is close to 0.
func intColumn[T any, V integer](number uint64, field func(*T) *V) column[T] {
	return valueColumn(number, func(w *encoder, row *T) { w.putInt(int64(*field(row))) }, func(r *decoder, row *T) { *field(row) = V(r.readInt()) })
}

// maxCount is more than the number of links in the longest file that is read.
const maxCount = 1 << 24

// countColumn is a field with the length of another list, at most maxCount.
func countColumn[T any](number uint64, field func(*T) *int) column[T] {
	return valueColumn(number, func(w *encoder, row *T) { w.putUint(uint64(*field(row))) }, func(r *decoder, row *T) {
		v := r.readUint()
		if v > maxCount {
			r.fail()
			return
		}
		*field(row) = int(v)
	})
}

// deltaColumn is a field with a whole number that is close to that of the record before.
func deltaColumn[T any, V integer](number uint64, field func(*T) *V) column[T] {
	return column[T]{number, func(w *encoder, rows []T) {
		var before V
		for i := range rows {
			v := *field(&rows[i])
			w.putInt(int64(v - before))
			before = v
		}
	}, func(r *decoder, rows []T) {
		var sum V
		for i := range rows {
			sum += V(r.readInt())
			*field(&rows[i]) = sum
		}
	}}
}

// boolColumn is a field that is true or false.
func boolColumn[T any](number uint64, field func(*T) *bool) column[T] {
	return valueColumn(number, func(w *encoder, row *T) {
		v := uint64(0)
		if *field(row) {
			v = 1
		}
		w.putUint(v)
	}, func(r *decoder, row *T) { *field(row) = r.readUint() != 0 })
}

// floatColumn is a field with a number.
func floatColumn[T any](number uint64, field func(*T) *float64) column[T] {
	return valueColumn(number, func(w *encoder, row *T) { w.putUint(math.Float64bits(*field(row))) },
		func(r *decoder, row *T) { *field(row) = math.Float64frombits(r.readUint()) })
}

// timeColumn is a field with a time and its zone.
func timeColumn[T any](number uint64, field func(*T) *time.Time) column[T] {
	return valueColumn(number, func(w *encoder, row *T) { w.putTime(*field(row)) }, func(r *decoder, row *T) { *field(row) = r.readTime() })
}
