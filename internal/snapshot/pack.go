package snapshot

import (
	"bufio"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// Names, titles and addresses, which are half of a snapshot, take half the room as Zstandard, and are unpacked as fast as
// the other half would be read. Checksums are of the parts as they are in the file, so blocks have none.

var packing = sync.OnceValue(func() *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false), zstd.WithSingleSegment(true))
	if err != nil {
		panic(err) // of options that are wrong
	}
	return e
})

// mostUnpacked bounds what one block may come to: more than the details of the longest note.
const mostUnpacked = 1 << 30

var unpacking = sync.OnceValue(func() *zstd.Decoder {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(mostUnpacked), zstd.IgnoreChecksum(true))
	if err != nil {
		panic(err)
	}
	return d
})

// putBlock packs a block, and writes it with its size before it.
func putBlock(to *bufio.Writer, block []byte) {
	packed := packing().EncodeAll(block, nil)
	putUint(to, uint64(len(packed)))
	to.Write(packed)
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
