package snapshot

import (
	"encoding/binary"
	"hash/crc32"
	"io"
	"slices"
	"sync"
)

const directoryFooterSize = 8 + 8 + 4 + len(Key{}) + 4 + len(directoryMagic)

// Directory reads a directory. It is safe for concurrent use if its io.ReaderAt is.
type Directory struct {
	r     io.ReaderAt
	index directoryIndex

	mu     sync.Mutex
	blocks map[int][]Card
}

// OpenDirectory reads the index of a directory of size bytes. Errors of r are returned as they are.
func OpenDirectory(r io.ReaderAt, size int64, key Key) (*Directory, error) {
	if size < int64(len(directoryMagic)+directoryFooterSize) {
		return nil, ErrInvalid
	}
	var footer [directoryFooterSize]byte
	if _, err := r.ReadAt(footer[:], size-int64(len(footer))); err != nil {
		return nil, err
	}
	summed := footer[:len(footer)-len(directoryMagic)-4]
	if string(footer[len(summed)+4:]) != directoryMagic || binary.LittleEndian.Uint32(footer[len(summed):]) != crc32.Checksum(summed, castagnoliTable) ||
		string(summed[len(summed)-len(key):]) != string(key[:]) {
		return nil, ErrInvalid
	}
	d := &Directory{r: r, blocks: map[int][]Card{}}
	part := filePart{int(binary.LittleEndian.Uint64(footer[:])), int(binary.LittleEndian.Uint64(footer[8:])), int(binary.LittleEndian.Uint32(footer[16:]))}
	if part.offset < 0 || part.size < 0 || int64(part.size) > size || int64(part.offset) > size-int64(part.size) {
		return nil, ErrInvalid
	}
	packed, err := d.readPart(part)
	if err != nil {
		return nil, err
	}
	text, err := decompressBlock(packed)
	if err != nil {
		return nil, ErrInvalid
	}
	var index [1]directoryIndex
	if !directoryColumns.decodeText(&decoder{}, text, index[:]) {
		return nil, ErrInvalid
	}
	d.index = index[0]
	for _, p := range slices.Concat(d.index.blocks, d.index.pages) {
		if p.offset < 0 || p.size < 0 || p.size > part.offset || p.offset > part.offset-p.size {
			return nil, ErrInvalid
		}
	}
	if n := d.index.Notes; n < 0 || len(d.index.blocks) != (n+cardsPerBlock-1)/cardsPerBlock || len(d.index.firstNames) != len(d.index.pages) {
		return nil, ErrInvalid
	}
	return d, nil
}

// readPart reads a part and checks it.
func (d *Directory) readPart(p filePart) ([]byte, error) {
	b := make([]byte, p.size)
	if n, err := d.r.ReadAt(b, int64(p.offset)); n < len(b) {
		return nil, err
	}
	if int(crc32.Checksum(b, castagnoliTable)) != p.checksum {
		return nil, ErrInvalid
	}
	return b, nil
}

// Library returns what the directory says about the library as a whole. Callers must not change it.
func (d *Directory) Library() *Library { return &d.index.Library }

// Find returns the number of the note with a name, or -1 if there is none. A name of several notes has none.
func (d *Directory) Find(name string) (int, error) {
	hash := hashName(name)
	page, exact := slices.BinarySearch(d.index.firstNames, hash)
	if !exact {
		page--
	}
	if page < 0 {
		return -1, nil
	}
	b, err := d.readPart(d.index.pages[page])
	if err != nil {
		return -1, err
	}
	i, j := 0, len(b)/nameSize
	for i < j {
		if m := (i + j) / 2; nameHash(binary.LittleEndian.Uint64(b[m*nameSize:])) < hash {
			i = m + 1
		} else {
			j = m
		}
	}
	if i >= len(b)/nameSize || nameHash(binary.LittleEndian.Uint64(b[i*nameSize:])) != hash {
		return -1, nil
	}
	n := int(binary.LittleEndian.Uint32(b[i*nameSize+8:]))
	if n >= d.index.Notes {
		return -1, ErrInvalid
	}
	return n, nil
}

// Card returns the card of the note with a number. Callers must not change it.
func (d *Directory) Card(n int) (*Card, error) {
	if n < 0 || n >= d.index.Notes {
		return nil, ErrInvalid
	}
	block := n / cardsPerBlock
	d.mu.Lock()
	cards, ok := d.blocks[block]
	d.mu.Unlock()
	if !ok {
		var err error
		if cards, err = d.ReadBlock(block); err != nil {
			return nil, err
		}
		d.mu.Lock()
		d.blocks[block] = cards
		d.mu.Unlock()
	}
	return &cards[n%cardsPerBlock], nil
}

// ReadBlock returns the cards of a block of CardsPerBlock notes without keeping them.
func (d *Directory) ReadBlock(block int) ([]Card, error) {
	packed, err := d.readPart(d.index.blocks[block])
	if err != nil {
		return nil, err
	}
	text, err := decompressBlock(packed)
	if err != nil {
		return nil, ErrInvalid
	}
	cards := make([]Card, min(cardsPerBlock, d.index.Notes-block*cardsPerBlock))
	if !cardColumns.decodeText(&decoder{}, text, cards) {
		return nil, ErrInvalid
	}
	for i := range cards {
		cards[i].Stamp.Changed += cards[i].Stamp.Modified
	}
	return cards, nil
}
