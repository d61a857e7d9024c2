package snapshot

import (
	"bufio"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// Zstandard halves the size of names, titles and addresses, which are half of a snapshot, and decompresses as fast as the
// saved half could be read. Blocks have no checksums, since each part has one of its compressed bytes.

var (
	defaultEncoder = sync.OnceValue(func() *zstd.Encoder { return newEncoder(zstd.SpeedDefault) })
	// betterEncoder takes twice as long, for parts that shrink much.
	betterEncoder = sync.OnceValue(func() *zstd.Encoder { return newEncoder(zstd.SpeedBetterCompression) })
)

func newEncoder(level zstd.EncoderLevel) *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(level), zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false), zstd.WithSingleSegment(true))
	if err != nil {
		panic(err) // the options are constant and valid
	}
	return e
}

// maxDecompressed limits the size of a decompressed block, and of all blocks of a part that is decompressed as a whole.
// It is larger than the details of the longest note.
const maxDecompressed = 1 << 30

var zstdDecoder = sync.OnceValue(func() *zstd.Decoder {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxDecompressed), zstd.IgnoreChecksum(true))
	if err != nil {
		panic(err)
	}
	return d
})

// writeBlock compresses a block and writes it, preceded by its compressed size.
func writeBlock(w *bufio.Writer, block []byte) { writeCompressed(w, defaultEncoder(), block) }

func writeCompressed(w *bufio.Writer, encoder *zstd.Encoder, block []byte) {
	packed := encoder.EncodeAll(block, nil)
	writeUvarint(w, uint64(len(packed)))
	w.Write(packed)
}

// compressBlockBytes is how much of a part without blocks of its own is compressed together.
const compressBlockBytes = 1 << 20

// compressPart wraps a function that writes a part, so that the part is written in compressed blocks.
func compressPart(write func(*bufio.Writer) error) func(*bufio.Writer) error {
	return func(w *bufio.Writer) error {
		b := bufio.NewWriterSize(blockCompressor{w}, compressBlockBytes)
		if err := write(b); err != nil {
			return err
		}
		return b.Flush()
	}
}

// blockCompressor writes each call's bytes as one compressed block.
type blockCompressor struct{ w *bufio.Writer }

func (p blockCompressor) Write(b []byte) (int, error) {
	writeCompressed(p.w, betterEncoder(), b)
	return len(b), nil
}

// decompressPart reads part i, which compressPart wrote.
func (s *Snapshot) decompressPart(i int) ([]byte, error) {
	data, err := s.readPart(i)
	if err != nil {
		return nil, err
	}
	return decompress(data)
}

// decompress returns the contents of the blocks in data. It checks the sizes that they claim before it allocates.
func decompress(data []byte) ([]byte, error) {
	blocks, ok := splitBlocks(data)
	if !ok {
		return nil, ErrInvalid
	}
	size := uint64(0)
	for _, block := range blocks {
		var h zstd.Header
		if err := h.Decode(block); err != nil || !h.HasFCS || h.FrameContentSize > maxDecompressed-size {
			return nil, ErrInvalid
		}
		size += h.FrameContentSize
	}
	out := make([]byte, 0, size)
	for _, block := range blocks {
		var err error
		if out, err = zstdDecoder().DecodeAll(block, out); err != nil {
			return nil, ErrInvalid
		}
	}
	return out, nil
}

// bufferPool holds *[]byte for what is read and then copied: blocks into strings, pages into the memory of the reader.
var bufferPool = sync.Pool{New: func() any { return new([]byte) }}

// maxPooledBuffer bounds, in bytes, the buffers that return to bufferPool.
const maxPooledBuffer = 1 << 20

// decompressBlock returns the contents of a block.
func decompressBlock(packed []byte) (string, error) {
	buffer := bufferPool.Get().(*[]byte)
	defer bufferPool.Put(buffer)
	b, err := zstdDecoder().DecodeAll(packed, (*buffer)[:0])
	if err != nil {
		return "", err
	}
	if cap(b) <= maxPooledBuffer {
		*buffer = b
	}
	return string(b), nil
}
