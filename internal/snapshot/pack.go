package snapshot

import (
	"bufio"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// Names, titles and addresses, which are half of a snapshot, take half the room as Zstandard, and are unpacked as fast as
// the other half would be read. Checksums are of the parts as they are in the file, so blocks have none.

var (
	packing = sync.OnceValue(func() *zstd.Encoder { return encoder(zstd.SpeedDefault) })
	// packingWell takes twice as long, for parts of which little is left then.
	packingWell = sync.OnceValue(func() *zstd.Encoder { return encoder(zstd.SpeedBetterCompression) })
)

func encoder(level zstd.EncoderLevel) *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(level), zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false), zstd.WithSingleSegment(true))
	if err != nil {
		panic(err) // of options that are wrong
	}
	return e
}

// mostUnpacked bounds what a block, or all blocks of a part that is unpacked at once, may come to: more than the details of the
// longest note.
const mostUnpacked = 1 << 30

var unpacking = sync.OnceValue(func() *zstd.Decoder {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(mostUnpacked), zstd.IgnoreChecksum(true))
	if err != nil {
		panic(err)
	}
	return d
})

// putBlock packs a block, and writes it with its size before it.
func putBlock(to *bufio.Writer, block []byte) { putPacked(to, packing(), block) }

func putPacked(to *bufio.Writer, by *zstd.Encoder, block []byte) {
	packed := by.EncodeAll(block, nil)
	putUint(to, uint64(len(packed)))
	to.Write(packed)
}

// packedBytes is how much of a part without blocks of its own is packed at once.
const packedBytes = 1 << 20

// packed makes write write a part in blocks.
func packed(write func(*bufio.Writer) error) func(*bufio.Writer) error {
	return func(to *bufio.Writer) error {
		b := bufio.NewWriterSize(packer{to}, packedBytes)
		if err := write(b); err != nil {
			return err
		}
		return b.Flush()
	}
}

// packer packs what is written at once.
type packer struct{ to *bufio.Writer }

func (p packer) Write(b []byte) (int, error) {
	putPacked(p.to, packingWell(), b)
	return len(b), nil
}

// unpacked is what a part was that was packed.
func (s *Snapshot) unpacked(i int) ([]byte, error) {
	data, err := s.bytes(i)
	if err != nil {
		return nil, err
	}
	all, ok := blocks(data)
	if !ok {
		return nil, ErrOdd
	}
	size := uint64(0)
	for _, block := range all {
		var h zstd.Header
		if err := h.Decode(block); err != nil || !h.HasFCS || h.FrameContentSize > mostUnpacked-size {
			return nil, ErrOdd
		}
		size += h.FrameContentSize
	}
	out := make([]byte, 0, size)
	for _, block := range all {
		if out, err = unpacking().DecodeAll(block, out); err != nil {
			return nil, ErrOdd
		}
	}
	return out, nil
}

// buffers are where blocks are unpacked before they become texts: *[]byte.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// unpack is what a block was.
func unpack(packed []byte) (string, error) {
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	b, err := unpacking().DecodeAll(packed, (*buffer)[:0])
	if err != nil {
		return "", err
	}
	if cap(b) <= 1<<20 {
		*buffer = b
	}
	return string(b), nil
}
