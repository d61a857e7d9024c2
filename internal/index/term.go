package index

// term is what is gathered of one word: of each note that it is in the distance from the one before, how often the word
// is there, and the distances of its positions. It is one line of a processor's cache, because nearly every word of a note
// is far from those before it: what comes is put at the end of the tail, and a full tail is emptied into a chain.
type term struct {
	last  uint32 // the note last written, plus one
	count uint32 // notes
	long  uint32 // the number of its chain, plus one; 0 while there is none
	n     uint8  // bytes of tail
	tail  [tailSize]byte
}

const (
	tailSize   = 64 - 13
	mostVarint = 5 // bytes of a number
)

// terms are many, in pages that stay where they are.
type terms struct {
	pages []*[termPage]term
	size  uint32
}

const (
	termBits = 10
	termPage = 1 << termBits
)

func (t *terms) at(id uint32) *term { return &t.pages[id>>termBits][id&(termPage-1)] }

// add makes one more.
func (t *terms) add() {
	if t.size&(termPage-1) == 0 {
		t.pages = append(t.pages, new([termPage]term))
	}
	t.size++
}

// touch reads a little of each.
func (t *terms) touch(ids []uint32) (sum uint32) {
	for _, id := range ids {
		sum += t.at(id).last
	}
	return sum
}
