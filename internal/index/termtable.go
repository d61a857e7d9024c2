package index

// termTable assigns numbers to terms in the order of their first occurrence. It is an open-addressing hash table with the
// terms back to back, so that it consists of a few blocks of memory without pointers.
type termTable struct {
	slots   []slot // its length is a power of two
	entries []entry
	text    []byte
}

// entry locates a term in text.
type entry struct {
	start  uint32 // in text
	length uint8
	hash   uint64
}

// slot holds the number of a term plus one, and its hash. Terms with equal hashes count as equal: with a secret seed, two of
// a million terms share a 64-bit hash once in thirty million libraries, and comparing the terms themselves, most of which
// are not in the cache, took longest of all in building an index.
type slot struct {
	hash uint64
	id   uint32
}

const minSlots = 1 << 10

func (x *termTable) term(id uint32) []byte {
	e := &x.entries[id]
	return x.text[e.start : e.start+uint32(e.length)]
}

// intern returns the number of a term of at most 255 bytes, and whether it is new.
func (x *termTable) intern(text []byte, hash uint64) (id uint32, fresh bool) {
	if len(x.entries)*3 >= len(x.slots)*2 {
		x.grow()
	}
	mask := uint64(len(x.slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		s := &x.slots[i]
		if s.id == 0 {
			x.entries = append(x.entries, entry{uint32(len(x.text)), uint8(len(text)), hash})
			x.text = append(x.text, text...)
			*s = slot{hash, uint32(len(x.entries))}
			return s.id - 1, true
		}
		if s.hash == hash {
			return s.id - 1, false
		}
	}
}

// prefetch reads the first slot of each term, which brings it into the cache. The sum only keeps the reads alive.
func (x *termTable) prefetch(words []entry) (sum uint32) {
	if len(x.slots) == 0 {
		return 0
	}
	mask := uint64(len(x.slots) - 1)
	for i := range words {
		sum += x.slots[words[i].hash&mask].id
	}
	return sum
}

// grow doubles the slots and inserts all terms again.
func (x *termTable) grow() {
	x.slots = make([]slot, max(2*len(x.slots), minSlots))
	mask := uint64(len(x.slots) - 1)
	for id, e := range x.entries {
		i := e.hash & mask
		for x.slots[i].id != 0 {
			i = (i + 1) & mask
		}
		x.slots[i] = slot{e.hash, uint32(id) + 1}
	}
}

// reset removes all terms. It frees the memory that a very long note needed.
func (x *termTable) reset() {
	if len(x.slots) > 16*minSlots {
		*x = termTable{}
		return
	}
	clear(x.slots)
	x.entries, x.text = x.entries[:0], x.text[:0]
}
