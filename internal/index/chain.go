package index

// chainArena stores many growing byte streams as linked lists of chunks in shared slabs. Appending moves nothing, and the
// garbage collector sees a few large blocks without pointers. A chunk ends with the address of the next one.
type chainArena struct {
	slabs [][]byte
	used  uint32 // bytes used of the last slab
}

const (
	slabBits = 20
	slabSize = 1 << slabBits
	linkSize = 4
)

// chunkSizes holds the sizes in bytes of a chain's successive chunks, link included; the last size repeats.
var chunkSizes = [...]uint32{100, 196, 388, 772, 1540, 4612}

// chain is one byte stream of a chainArena. The zero chain is empty.
type chain struct {
	start, at, end uint32 // addresses of the first chunk, of the next byte, and of the present chunk's link
	size           uint32 // length in bytes
	level          uint8
}

// isFull reports whether addresses are about to run out, at 4 GB.
func (c *chainArena) isFull() bool { return len(c.slabs) > 1<<(32-slabBits)-256 }

// allocChunk returns the addresses of a new chunk and of its link.
func (c *chainArena) allocChunk(level uint8) (at, end uint32) {
	n := chunkSizes[level]
	if len(c.slabs) == 0 || c.used+n > slabSize {
		c.slabs = append(c.slabs, make([]byte, slabSize))
		c.used = 0
	}
	at = uint32(len(c.slabs)-1)<<slabBits | c.used
	c.used += n
	return at, at + n - linkSize
}

// extend appends bytes to a chain.
func (c *chainArena) extend(s *chain, b []byte) {
	s.size += uint32(len(b))
	for len(b) > 0 {
		if s.at == s.end {
			c.growChain(s)
		}
		n := copy(c.slabs[s.at>>slabBits][s.at&(slabSize-1):][:s.end-s.at], b)
		s.at += uint32(n)
		b = b[n:]
	}
}

// growChain adds a chunk to a chain.
func (c *chainArena) growChain(s *chain) {
	if s.end == 0 {
		s.start, s.end = c.allocChunk(0)
		s.at = s.start
		return
	}
	s.level = min(s.level+1, uint8(len(chunkSizes)-1))
	at, end := c.allocChunk(s.level)
	link := c.slabs[s.end>>slabBits][s.end&(slabSize-1):]
	link[0], link[1], link[2], link[3] = byte(at), byte(at>>8), byte(at>>16), byte(at>>24)
	s.at, s.end = at, end
}

// appendChain appends the whole stream to b.
func (c *chainArena) appendChain(b []byte, s *chain) []byte {
	left, at := s.size, s.start
	for level := 0; left > 0; level = min(level+1, len(chunkSizes)-1) {
		n := chunkSizes[level] - linkSize
		slab := c.slabs[at>>slabBits][at&(slabSize-1):]
		take := min(n, left)
		b = append(b, slab[:take]...)
		if left -= take; left > 0 {
			link := slab[n:]
			at = uint32(link[0]) | uint32(link[1])<<8 | uint32(link[2])<<16 | uint32(link[3])<<24
		}
	}
	return b
}
