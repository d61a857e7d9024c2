package index

// chains are many byte streams that grow at once, as lists of chunks in shared
// slabs: appending to one moves nothing, and the garbage collector sees a few
// large blocks without pointers. A chunk ends with the address of the next.
type chains struct {
	slabs [][]byte
	used  uint32 // bytes of the last slab
}

const (
	slabBits = 20
	slabSize = 1 << slabBits
	linkSize = 4
)

// chunkSizes are the sizes of a chain's chunks, link included; the last repeats.
var chunkSizes = [...]uint32{100, 196, 388, 772, 1540, 4612}

// chain is one stream. The zero chain is empty.
type chain struct {
	start, at, end uint32 // addresses: of the first chunk, of the next byte, of the chunk's link
	size           uint32 // bytes in all
	level          uint8
}

// full reports whether addresses are about to run out: at 4 GB, some ten million pages of text.
func (c *chains) full() bool { return len(c.slabs) > 1<<(32-slabBits)-256 }

func (c *chains) chunk(level uint8) (at, end uint32) {
	n := chunkSizes[level]
	if len(c.slabs) == 0 || c.used+n > slabSize {
		c.slabs = append(c.slabs, make([]byte, slabSize))
		c.used = 0
	}
	at = uint32(len(c.slabs)-1)<<slabBits | c.used
	c.used += n
	return at, at + n - linkSize
}

// append puts bytes at the end of a chain.
func (c *chains) append(s *chain, b []byte) {
	s.size += uint32(len(b))
	for len(b) > 0 {
		if s.at == s.end {
			c.grow(s)
		}
		n := copy(c.slabs[s.at>>slabBits][s.at&(slabSize-1):][:s.end-s.at], b)
		s.at += uint32(n)
		b = b[n:]
	}
}

func (c *chains) grow(s *chain) {
	if s.end == 0 {
		s.start, s.end = c.chunk(0)
		s.at = s.start
		return
	}
	s.level = min(s.level+1, uint8(len(chunkSizes)-1))
	at, end := c.chunk(s.level)
	link := c.slabs[s.end>>slabBits][s.end&(slabSize-1):]
	link[0], link[1], link[2], link[3] = byte(at), byte(at>>8), byte(at>>16), byte(at>>24)
	s.at, s.end = at, end
}

// appendTo copies a whole stream to the end of b.
func (c *chains) appendTo(b []byte, s *chain) []byte {
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
