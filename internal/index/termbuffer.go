package index

// termBuffer is the write buffer of one term. It holds, as varints, for each note with the term: the distance from the
// previous such note, the term's frequency, and the deltas of its positions. The struct fills one 64-byte cache line,
// since the terms of a note are spread over the table and each costs a cache miss. A full tail is flushed to a chain.
type termBuffer struct {
	lastDoc  uint32 // the last note written, plus one
	docCount uint32 // notes with the term
	chainID  uint32 // index into writer.chainOf plus one; 0 without a chain
	tailLen  uint8  // bytes used in tail
	tail     [tailSize]byte
}

const (
	tailSize     = 64 - 13
	maxVarintLen = 5 // bytes of a uint32
)

// termBuffers is a growing array of buffers in pages, so that growing moves nothing.
type termBuffers struct {
	pages []*[pageSize]termBuffer
	size  uint32
}

const (
	pageBits = 10
	pageSize = 1 << pageBits
)

// buffer returns the buffer of a term.
func (t *termBuffers) buffer(id uint32) *termBuffer { return &t.pages[id>>pageBits][id&(pageSize-1)] }

// grow adds one empty buffer.
func (t *termBuffers) grow() {
	if t.size&(pageSize-1) == 0 {
		t.pages = append(t.pages, new([pageSize]termBuffer))
	}
	t.size++
}

// prefetch reads one word of each buffer, which brings them into the cache. The sum only keeps the reads alive.
func (t *termBuffers) prefetch(ids []uint32) (sum uint32) {
	for _, id := range ids {
		sum += t.buffer(id).lastDoc
	}
	return sum
}
