package index

import "sync/atomic"

// Bulk is the greater part of the words of an index, kept elsewhere than in memory.
type Bulk interface {
	// Piece is size bytes from a place on. They are the caller's. An error means that they are not what was written.
	Piece(at int64, size int) ([]byte, error)
	Size() int64
}

// run is many bytes, in memory or in a Bulk. It may be moved from one to the other while it is read.
type run struct{ now atomic.Pointer[whereabouts] }

type whereabouts struct {
	memory []byte
	bulk   Bulk
	at     int64
	lost   atomic.Bool // the bulk could not be read
}

func inMemory(b []byte) *run {
	r := &run{}
	r.now.Store(&whereabouts{memory: b})
	return r
}

// move says that the same bytes are at a place of a bulk as well, so that they need no memory.
func (r *run) move(to Bulk, at int64) { r.now.Store(&whereabouts{bulk: to, at: at}) }

// slice is the bytes between two places; none where they cannot be read any more, which damaged reports from then on.
func (r *run) slice(from, to uint32) []byte {
	p := r.now.Load()
	if p.bulk == nil {
		return p.memory[from:to]
	}
	if from == to {
		return nil
	}
	b, err := p.bulk.Piece(p.at+int64(from), int(to-from))
	if err != nil || len(b) != int(to-from) {
		p.lost.Store(true)
		return nil
	}
	return b
}

func (r *run) damaged() bool { return r.now.Load().lost.Load() }
