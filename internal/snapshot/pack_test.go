package snapshot

import (
	"bufio"
	"bytes"
	"errors"
	"hash/crc32"
	"testing"
)

// A part comes back that is packed in no block, in one and in several.
func TestPackedParts(t *testing.T) {
	for _, n := range []int{0, 1, packedBytes, packedBytes + 1, 3*packedBytes + 17} {
		want := make([]byte, n)
		for i := range want {
			want[i] = byte(i >> 7)
		}
		var file bytes.Buffer
		b := bufio.NewWriter(&file)
		err := packed(func(to *bufio.Writer) error {
			for rest := want; len(rest) > 0; {
				some := rest[:min(len(rest), 1000)]
				rest = rest[len(some):]
				if _, err := to.Write(some); err != nil {
					return err
				}
			}
			return to.Flush()
		})(b)
		if err != nil || b.Flush() != nil {
			t.Fatal(err)
		}
		if n > 1 && file.Len() > n/20 {
			t.Errorf("%d bytes take %d", n, file.Len())
		}
		s := &Snapshot{r: bytes.NewReader(file.Bytes())}
		s.parts[heads] = part{0, int64(file.Len()), crc32.Checksum(file.Bytes(), castagnoli)}
		if got, err := s.unpacked(heads); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes are %d: %v", n, len(got), err)
		}
		for cut := range min(file.Len(), 40) { // a block too few, or too short
			raw := file.Bytes()[:cut]
			s := &Snapshot{r: bytes.NewReader(raw)}
			s.parts[heads] = part{0, int64(cut), crc32.Checksum(raw, castagnoli)}
			if got, err := s.unpacked(heads); err == nil && len(got) == n && n > 0 {
				t.Errorf("%d of %d bytes are enough", cut, file.Len())
			}
		}
	}
}

// No room is made for what blocks only say that they come to, each no more than one may.
func TestForgedSizesOfPackedParts(t *testing.T) {
	block := append([]byte{0x28, 0xb5, 0x2f, 0xfd, 0xe0}, 0, 0, 0, 0x40, 0, 0, 0, 0, 1, 0, 0) // says that it is a GiB, and is nothing
	raw := bytes.Repeat(append([]byte{byte(len(block))}, block...), 1<<18+1)
	s := &Snapshot{r: bytes.NewReader(raw)}
	s.parts[heads] = part{0, int64(len(raw)), crc32.Checksum(raw, castagnoli)}
	if got, err := s.unpacked(heads); !errors.Is(err, ErrOdd) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}
