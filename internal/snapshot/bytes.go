package snapshot

import (
	"encoding/binary"
	"strings"
	"time"
)

// encoder appends values to buf in a compact binary form that decoder reads back.
type encoder struct {
	buf        []byte
	repeatable []string // texts of the note that its details may repeat: see values.go
	free       [][]byte // buffers that scratch hands out
}

// scratch returns an empty buffer for the values of a column. release takes it back.
func (w *encoder) scratch() []byte {
	if n := len(w.free); n > 0 {
		b := w.free[n-1]
		w.free = w.free[:n-1]
		return b[:0]
	}
	return nil
}

func (w *encoder) release(b []byte) { w.free = append(w.free, b) }

func (w *encoder) putUint(v uint64) { w.buf = binary.AppendUvarint(w.buf, v) }
func (w *encoder) putInt(v int64)   { w.buf = binary.AppendVarint(w.buf, v) }

func (w *encoder) putString(s string) {
	w.putUint(uint64(len(s)))
	w.buf = append(w.buf, s...)
}

// putLength writes the length of a list, so that a nil list (absent) differs from an empty list.
func (w *encoder) putLength(n int, absent bool) {
	if absent {
		w.putUint(0)
		return
	}
	w.putUint(uint64(n) + 1)
}

func (w *encoder) putStrings(all []string) {
	w.putLength(len(all), all == nil)
	for _, s := range all {
		w.putString(s)
	}
}

// putSubstring writes s, as an offset and a length if it is part of whole, which it usually is. The lowest bit of the
// length says so.
func (w *encoder) putSubstring(whole, s string) {
	i := strings.Index(whole, s)
	if i < 0 || s == "" {
		w.putUint(uint64(len(s)) << 1)
		w.buf = append(w.buf, s...)
		return
	}
	w.putUint(uint64(len(s))<<1 | 1)
	w.putUint(uint64(i))
}

// putTime writes a time and its zone. Notes use no zones but UTC, the local zone and zones without a name.
func (w *encoder) putTime(t time.Time) {
	_, offset := t.Zone()
	switch {
	case t.IsZero():
		w.putUint(0)
		return
	case t.Location() == time.UTC:
		w.putUint(1)
	case t.Location() == time.Local:
		w.putUint(2)
	default:
		w.putUint(3)
		w.putInt(int64(offset))
	}
	w.putInt(t.Unix())
	w.putUint(uint64(t.Nanosecond()))
}

// decoder reads what encoder wrote. The strings that it returns share the memory of the text that it reads.
// After the first error invalid stays set, and every value that is read is zero.
type decoder struct {
	rest       string
	invalid    bool
	repeatable []string // texts of the note that its details may repeat
	depth      int      // of the value of the front matter that is read
	slab       []string // memory for short lists of strings, when slabs is set
	// slabs allocates short lists together. It is for reading many notes: allocating some hundred thousand small
	// lists takes longer than reading them.
	slabs bool
}

// slabSize is the number of strings in a slab.
const slabSize = 512

func (r *decoder) fail() { r.invalid, r.rest = true, "" }

func (r *decoder) readUint() uint64 {
	var v uint64
	for i := range min(len(r.rest), binary.MaxVarintLen64) {
		c := r.rest[i]
		v |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			r.rest = r.rest[i+1:]
			return v
		}
	}
	r.fail()
	return 0
}

func (r *decoder) readInt() int64 {
	v := r.readUint()
	return int64(v>>1) ^ -int64(v&1)
}

func (r *decoder) readString() string { return r.takeBytes(r.readUint()) }

// takeBytes returns the next n bytes.
func (r *decoder) takeBytes(n uint64) string {
	if n > uint64(len(r.rest)) {
		r.fail()
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

func (r *decoder) readSubstring(whole string) string {
	v := r.readUint()
	n := v >> 1
	if v&1 == 0 {
		return r.takeBytes(n)
	}
	from := r.readUint()
	if from > uint64(len(whole)) || n > uint64(len(whole))-from {
		r.fail()
		return ""
	}
	return whole[from : from+n]
}

func (r *decoder) readTime() time.Time {
	var zone *time.Location
	switch r.readUint() {
	case 0:
		return time.Time{}
	case 1:
		zone = time.UTC
	case 2:
		zone = time.Local
	case 3:
		zone = time.FixedZone("", int(r.readInt()))
	default:
		r.fail()
		return time.Time{}
	}
	seconds := r.readInt()
	return time.Unix(seconds, int64(r.readUint())).In(zone)
}

func (r *decoder) readStrings() []string {
	n, absent := r.readLength(1)
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
		all[i] = r.readString()
	}
	return all
}

// readLength reads the length of a list whose elements take at least size bytes each, so that a forged length
// cannot allocate more than the input justifies. absent says that the list is nil.
func (r *decoder) readLength(size uint64) (n int, absent bool) {
	v := r.readUint()
	if v == 0 {
		return 0, true
	}
	if v--; v > uint64(len(r.rest))/size {
		r.fail()
		return 0, true
	}
	return int(v), false
}
