package snapshot

import (
	"encoding/binary"
	"hash/crc32"
	"io"
	"slices"
)

// pageSize is how many bytes have a checksum of their own, and so the least that is read from a file.
const pageSize = 16 << 10

// pageChecksummer computes the checksum of each page of what is written to it.
type pageChecksummer struct {
	checksums []byte
	filled    int // bytes of the current page so far
	checksum  uint32
}

func (p *pageChecksummer) Write(b []byte) (int, error) {
	for rest := b; len(rest) > 0; {
		n := min(len(rest), pageSize-p.filled)
		p.checksum = crc32.Update(p.checksum, castagnoliTable, rest[:n])
		rest = rest[n:]
		if p.filled += n; p.filled == pageSize {
			p.endPage()
		}
	}
	return len(b), nil
}

func (p *pageChecksummer) endPage() {
	p.checksums = binary.LittleEndian.AppendUint32(p.checksums, p.checksum)
	p.filled, p.checksum = 0, 0
}

func (p *pageChecksummer) finish() []byte {
	if p.filled > 0 {
		p.endPage()
	}
	return p.checksums
}

// PagedPart is an io.ReaderAt of a part whose pages have checksums; package index reads postings through it. It is safe for
// concurrent use if the underlying io.ReaderAt is.
type PagedPart struct {
	r         io.ReaderAt
	part      part
	checksums []byte
}

// OpenBodies opens the part that holds the postings of the texts. It reads only the checksums of its pages.
func (s *Snapshot) OpenBodies() (*PagedPart, error) {
	checksums, err := s.readPart(partPageSums)
	if err != nil {
		return nil, err
	}
	p := &PagedPart{s.r, s.parts[partBodies], checksums}
	if int64(len(checksums)) != 4*((p.part.size+pageSize-1)/pageSize) {
		return nil, ErrInvalid
	}
	return p, nil
}

// Size returns the size of the part in bytes.
func (p *PagedPart) Size() int64 { return p.part.size }

// ReadAt implements io.ReaderAt. It reads and checks the pages each time, because another program may change the file.
func (p *PagedPart) ReadAt(b []byte, offset int64) (int, error) {
	if offset < 0 || offset > p.part.size {
		return 0, ErrInvalid
	}
	var short error
	if left := p.part.size - offset; int64(len(b)) > left {
		b, short = b[:left], io.EOF
	}
	first := offset - offset%pageSize
	end := min((offset+int64(len(b))+pageSize-1)/pageSize*pageSize, p.part.size)
	buffer := bufferPool.Get().(*[]byte)
	defer bufferPool.Put(buffer)
	pages := slices.Grow((*buffer)[:0], int(end-first))[:end-first]
	if cap(pages) <= maxPooledBuffer {
		*buffer = pages
	}
	if err := p.readPages(pages, first); err != nil {
		return 0, err
	}
	return copy(b, pages[offset-first:]), short
}

// readPages fills b with whole pages from offset on; only the last page of the part may be shorter.
func (p *PagedPart) readPages(b []byte, offset int64) error {
	if n, err := p.r.ReadAt(b, p.part.offset+offset); n < len(b) {
		return err
	}
	for page := offset / pageSize; len(b) > 0; page++ {
		n := min(len(b), pageSize)
		if crc32.Checksum(b[:n], castagnoliTable) != binary.LittleEndian.Uint32(p.checksums[4*page:]) {
			return ErrInvalid
		}
		b = b[n:]
	}
	return nil
}

// verify reads and checks all pages once.
func (p *PagedPart) verify() error {
	buf := make([]byte, 16*pageSize)
	for offset := int64(0); offset < p.part.size; offset += int64(len(buf)) {
		if err := p.readPages(buf[:min(int64(len(buf)), p.part.size-offset)], offset); err != nil {
			return err
		}
	}
	return nil
}
