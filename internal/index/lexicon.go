package index

// lexicon numbers words in the order in which they are met: a hash table whose
// words lie back to back, so that it is a few blocks of memory without pointers.
type lexicon struct {
	slots []slot // a power of two of them
	words []entry
	text  []byte
}

type entry struct {
	start  uint32 // in text
	length uint8
	hash   uint64
}

// slot is the number of a word plus one, and its hash. Two words are the same when their hashes are: of a million
// words two share one of 64 bits, with a seed that nobody knows, once in thirty million libraries; and to compare the words
// themselves, most of whose memory is far away, is what took longest in making an index.
type slot struct {
	hash uint64
	id   uint32
}

const fewestSlots = 1 << 10

func (x *lexicon) word(id uint32) []byte {
	e := &x.words[id]
	return x.text[e.start : e.start+uint32(e.length)]
}

// id is the number of a word, which is at most 255 bytes long, and whether it is met for the first time.
func (x *lexicon) id(text []byte, hash uint64) (id uint32, fresh bool) {
	if len(x.words)*3 >= len(x.slots)*2 {
		x.grow()
	}
	mask := uint64(len(x.slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		s := &x.slots[i]
		if s.id == 0 {
			x.words = append(x.words, entry{uint32(len(x.text)), uint8(len(text)), hash})
			x.text = append(x.text, text...)
			*s = slot{hash, uint32(len(x.words))}
			return s.id - 1, true
		}
		if s.hash == hash {
			return s.id - 1, false
		}
	}
}

// touch reads the slots at which words are looked for first.
func (x *lexicon) touch(words []entry) (sum uint32) {
	if len(x.slots) == 0 {
		return 0
	}
	mask := uint64(len(x.slots) - 1)
	for i := range words {
		sum += x.slots[words[i].hash&mask].id
	}
	return sum
}

func (x *lexicon) grow() {
	x.slots = make([]slot, max(2*len(x.slots), fewestSlots))
	mask := uint64(len(x.slots) - 1)
	for id, e := range x.words {
		i := e.hash & mask
		for x.slots[i].id != 0 {
			i = (i + 1) & mask
		}
		x.slots[i] = slot{e.hash, uint32(id) + 1}
	}
}

// reset forgets all words; what one very long note needed is given back.
func (x *lexicon) reset() {
	if len(x.slots) > 16*fewestSlots {
		*x = lexicon{}
		return
	}
	clear(x.slots)
	x.words, x.text = x.words[:0], x.text[:0]
}
