package index

import (
	"bytes"
	"hash/maphash"
	"slices"
)

// writer makes postings, one note after another. A note's words are first gathered
// by themselves, where they are few and near: only each different word of it goes
// on to the large table, most of whose memory is far away.
type writer struct {
	chains
	lexicon
	terms terms
	long  []chain      // of terms that have filled their tail
	seed  maphash.Seed // so that nobody can write words whose hashes meet
	size  uint32       // notes written so far

	fielded bool // positions tell their field

	here   lexicon // the words of the note being written
	first  []int32 // of each: its first and last place in places
	last   []int32
	places []place
	ids    []uint32 // of some: their numbers in the large table

	touched uint32 // means nothing, but what is kept has to be read
}

// place is an occurrence in the note being written; next is the word's next one, or -1.
type place struct {
	position uint32
	next     int32
}

func newWriter() *writer { return &writer{seed: maphash.MakeSeed()} }

// add puts a word at a position of the note being written; positions of one word do not fall.
func (w *writer) add(text []byte, position uint32) {
	id, fresh := w.here.id(text, maphash.Bytes(w.seed, text))
	at := int32(len(w.places))
	w.places = append(w.places, place{position, -1})
	if fresh {
		w.first, w.last = append(w.first, at), append(w.last, at)
		return
	}
	w.places[w.last[id]].next = at
	w.last[id] = at
}

// endNote closes the note being written.
func (w *writer) endNote() {
	w.size++
	for from := 0; from < len(w.here.words); from += batch {
		to := min(from+batch, len(w.here.words))
		w.number(from, to)
		for here, id := range w.ids {
			w.putWord(w.terms.at(id), w.first[from+here])
		}
	}
	if cap(w.places) > 1<<16 {
		w.places, w.first, w.last = nil, nil, nil
	}
	w.here.reset()
	w.places, w.first, w.last = w.places[:0], w.first[:0], w.last[:0]
}

// batch is how many words are looked up together: what is touched of the large table for them fits the nearest caches.
const batch = 256

// number finds the numbers in the large table of the note's words from one up to another. Memory is touched before it is needed,
// in loops that do nothing else: then a processor fetches many lines at once, where else it would wait for each.
func (w *writer) number(from, to int) {
	words := w.here.words[from:to]
	w.touched += w.touch(words)
	w.ids = w.ids[:0]
	for i := range words {
		id, fresh := w.id(w.here.word(uint32(from+i)), words[i].hash)
		if fresh {
			w.terms.add()
		}
		w.ids = append(w.ids, id)
	}
	w.touched += w.terms.touch(w.ids)
}

// putWord writes a word of the note; first is its first place in it.
func (w *writer) putWord(t *term, first int32) {
	w.putNote(t, first)
	before := uint32(0)
	for at := first; at >= 0; at = w.places[at].next {
		position := w.places[at].position
		w.put(t, position-before)
		before = position
	}
}

// putNote begins the note that is being written; first is the word's first place in it.
func (w *writer) putNote(t *term, first int32) {
	distance := w.size - t.last
	t.last = w.size
	t.count++
	if w.places[first].next < 0 {
		w.put(t, distance<<1|1)
		return
	}
	count := uint32(0)
	for at := first; at >= 0; at = w.places[at].next {
		count++
	}
	w.put(t, distance<<1)
	w.put(t, count)
}

// put appends a number to what is gathered of a word.
func (w *writer) put(t *term, v uint32) {
	if t.n > tailSize-mostVarint {
		w.empty(t)
	}
	n := t.n
	for v >= 0x80 {
		t.tail[n] = byte(v) | 0x80
		v >>= 7
		n++
	}
	t.tail[n] = byte(v)
	t.n = n + 1
}

// empty moves the tail of a word to its chain.
func (w *writer) empty(t *term) {
	if t.long == 0 {
		w.long = append(w.long, chain{})
		t.long = uint32(len(w.long))
	}
	w.append(&w.long[t.long-1], t.tail[:t.n])
	t.n = 0
}

// gathered appends to b what is gathered of a word.
func (w *writer) gathered(b []byte, t *term) []byte {
	if t.long > 0 {
		b = w.appendTo(b, &w.long[t.long-1])
	}
	return append(b, t.tail[:t.n]...)
}

// atOnce is how many words are put in order between two breaths.
const atOnce = 1 << 10

// postings puts what was gathered in order, with a breath now and then, once the words are sorted; the writer is of no use
// afterwards.
func (w *writer) postings(breathe func()) *postings {
	w.slots = nil
	n := len(w.words)
	order := make([]uint32, n)
	size := 0
	for i := range order {
		order[i] = uint32(i)
		size += int(w.terms.at(uint32(i)).n)
	}
	for i := range w.long {
		size += int(w.long[i].size)
	}
	slices.SortFunc(order, func(a, b uint32) int { return bytes.Compare(w.word(a), w.word(b)) })

	p := &postings{
		size: int(w.size),
		ends: make([]uint32, n), counts: make([]uint32, n), docEnds: make([]uint32, n), placeEnds: make([]uint32, n),
		fielded: w.fielded,
	}
	to := coder{fielded: w.fielded}
	to.docs.b, to.places.b = make([]byte, 0, size/3), make([]byte, 0, size/2)
	var raw []byte
	words := make([]byte, 0, len(w.text))
	for i, id := range order {
		if i%atOnce == 0 {
			breathe()
		}
		t := w.terms.at(id)
		words = append(words, w.word(id)...)
		raw = w.gathered(raw[:0], t)
		to.word(t.count, raw)
		p.ends[i], p.counts[i] = uint32(len(words)), t.count
		p.docEnds[i], p.placeEnds[i] = uint32(len(to.docs.b)), uint32(len(to.places.b))
	}
	p.words, p.docs, p.places = string(words), inMemory(slices.Clip(to.docs.b)), inMemory(slices.Clip(to.places.b))
	return p
}
