package index

import (
	"io"
	"sync/atomic"
)

// byteSource reads bytes from memory or from a file. It can switch from memory to the file while others read.
type byteSource struct{ location atomic.Pointer[byteLocation] }

// byteLocation says where the bytes of a source are: in memory, or at an offset of a file.
type byteLocation struct {
	memory []byte
	file   io.ReaderAt
	offset int64
	failed atomic.Bool // a read failed
}

// newByteSource returns a source in memory.
func newByteSource(b []byte) *byteSource {
	r := &byteSource{}
	r.location.Store(&byteLocation{memory: b})
	return r
}

// readFrom switches to a file that holds the same bytes at an offset, and so frees the memory.
func (r *byteSource) readFrom(to io.ReaderAt, at int64) {
	r.location.Store(&byteLocation{file: to, offset: at})
}

// slice returns the bytes [from, to), or nil after a read error, which hasReadError reports from then on.
func (r *byteSource) slice(from, to uint32) []byte {
	p := r.location.Load()
	if p.file == nil {
		return p.memory[from:to]
	}
	if from == to {
		return nil
	}
	b := make([]byte, to-from)
	if n, _ := p.file.ReadAt(b, p.offset+int64(from)); n < len(b) {
		p.failed.Store(true)
		return nil
	}
	return b
}

func (r *byteSource) hasReadError() bool { return r.location.Load().failed.Load() }
