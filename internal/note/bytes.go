package note

import (
	"encoding/binary"
	"strings"
)

// writer appends to b.
type writer struct {
	b    []byte
	said []string // of the note being written: see values.go
}

func (w *writer) uint(v uint64) { w.b = binary.AppendUvarint(w.b, v) }
func (w *writer) int(v int64)   { w.b = binary.AppendVarint(w.b, v) }

func (w *writer) text(s string) {
	w.uint(uint64(len(s)))
	w.b = append(w.b, s...)
}

// length is that of a list, nil or not.
func (w *writer) length(n int, absent bool) {
	if absent {
		w.uint(0)
		return
	}
	w.uint(uint64(n) + 1)
}

func (w *writer) texts(all []string) {
	w.length(len(all), all == nil)
	for _, s := range all {
		w.text(s)
	}
}

// within writes a text that is most often a piece of another one.
func (w *writer) within(whole, s string) {
	i := strings.Index(whole, s)
	if i < 0 {
		w.uint(0)
		w.text(s)
		return
	}
	w.uint(uint64(i) + 1)
	w.uint(uint64(len(s)))
}

// flags writes at most eight.
func (w *writer) flags(all ...bool) {
	var bits byte
	for i, f := range all {
		if f {
			bits |= 1 << i
		}
	}
	w.b = append(w.b, bits)
}

// reader reads what writer wrote. Its texts are pieces of the one that it reads. Once something is wrong bad stays
// set, and all that is read is zero.
type reader struct {
	left string
	bad  bool
	said []string // of the note being read
	slab []string // where short lists of texts lie, one behind the other, when slabs is set
	// slabs is for many notes at once: some hundred thousand small lists take longer to make than to read.
	slabs bool
}

// slabSize is how many texts a slab has.
const slabSize = 512

func (r *reader) fail() { r.bad, r.left = true, "" }

func (r *reader) uint() uint64 {
	var v uint64
	for i := range min(len(r.left), binary.MaxVarintLen64) {
		c := r.left[i]
		v |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			r.left = r.left[i+1:]
			return v
		}
	}
	r.fail()
	return 0
}

func (r *reader) int() int64 {
	v := r.uint()
	return int64(v>>1) ^ -int64(v&1)
}

func (r *reader) text() string { return r.take(r.uint()) }

func (r *reader) take(n uint64) string {
	if n > uint64(len(r.left)) {
		r.fail()
		return ""
	}
	s := r.left[:n]
	r.left = r.left[n:]
	return s
}

func (r *reader) within(whole string) string {
	i := r.uint()
	if i == 0 {
		return r.text()
	}
	from, n := i-1, r.uint()
	if from > uint64(len(whole)) || n > uint64(len(whole))-from {
		r.fail()
		return ""
	}
	return whole[from : from+n]
}

func (r *reader) flags(all ...*bool) {
	s := r.take(1)
	for i, f := range all {
		*f = s != "" && s[0]&(1<<i) != 0
	}
}

func (r *reader) texts() []string {
	n, absent := r.length(1)
	if absent {
		return nil
	}
	var all []string
	switch {
	case !r.slabs || n == 0 || n > slabSize/4:
		all = make([]string, n)
	default:
		if n > len(r.slab) {
			r.slab = make([]string, slabSize)
		}
		all, r.slab = r.slab[:n:n], r.slab[n:]
	}
	for i := range all {
		all[i] = r.text()
	}
	return all
}

// length reads that of a list of things of at least size bytes each; absent is a nil one.
func (r *reader) length(size uint64) (n int, absent bool) {
	v := r.uint()
	if v == 0 {
		return 0, true
	}
	if v--; v > uint64(len(r.left))/size {
		r.fail()
		return 0, true
	}
	return int(v), false
}

// listOf makes room for a list of things of at least size bytes each.
func listOf[T any](r *reader, size uint64) []T {
	n, absent := r.length(size)
	if absent {
		return nil
	}
	return make([]T, n)
}
