package snapshot

import (
	"encoding/binary"
	"hash/crc32"
	"io"
)

// pageSize is how many bytes have a checksum of their own: as little as can be read alone.
const pageSize = 16 << 10

// pageSummer adds up the pages of what is written to it.
type pageSummer struct {
	done []byte
	page int // bytes of the page so far
	sum  uint32
}

func (p *pageSummer) Write(b []byte) (int, error) {
	for rest := b; len(rest) > 0; {
		n := min(len(rest), pageSize-p.page)
		p.sum = crc32.Update(p.sum, castagnoli, rest[:n])
		rest = rest[n:]
		if p.page += n; p.page == pageSize {
			p.end()
		}
	}
	return len(b), nil
}

func (p *pageSummer) end() {
	p.done = binary.LittleEndian.AppendUint32(p.done, p.sum)
	p.page, p.sum = 0, 0
}

func (p *pageSummer) sums() []byte {
	if p.page > 0 {
		p.end()
	}
	return p.done
}

// Pages is a part that is read piece by piece. It is an index.Bulk, and safe for concurrent use as far as its file is.
type Pages struct {
	r    io.ReaderAt
	part part
	sums []byte
}

// Bodies is where the words of the texts are.
func (s *Snapshot) Bodies() (*Pages, error) {
	all, err := s.bytes(sums)
	if err != nil {
		return nil, err
	}
	p := &Pages{s.r, s.parts[bodies], all}
	if int64(len(all)) != 4*((p.part.size+pageSize-1)/pageSize) {
		return nil, ErrOdd
	}
	return p, nil
}

// Size is that of the part.
func (p *Pages) Size() int64 { return p.part.size }

// Piece is size bytes from at on, read and checked anew each time: another program may write to the file.
func (p *Pages) Piece(at int64, size int) ([]byte, error) {
	first := at - at%pageSize
	end := min((at+int64(size)+pageSize-1)/pageSize*pageSize, p.part.size)
	if at < 0 || size < 0 || at+int64(size) > p.part.size {
		return nil, ErrOdd
	}
	b := make([]byte, end-first)
	if err := p.read(b, first); err != nil {
		return nil, err
	}
	return b[at-first:][:size:size], nil
}

// read reads whole pages.
func (p *Pages) read(b []byte, at int64) error {
	if n, err := p.r.ReadAt(b, p.part.at+at); n < len(b) {
		return err
	}
	for page := at / pageSize; len(b) > 0; page++ {
		n := min(len(b), pageSize)
		if crc32.Checksum(b[:n], castagnoli) != binary.LittleEndian.Uint32(p.sums[4*page:]) {
			return ErrOdd
		}
		b = b[n:]
	}
	return nil
}

// check reads all of it once.
func (p *Pages) check() error {
	buf := make([]byte, 16*pageSize)
	for at := int64(0); at < p.part.size; at += int64(len(buf)) {
		if err := p.read(buf[:min(int64(len(buf)), p.part.size-at)], at); err != nil {
			return err
		}
	}
	return nil
}
