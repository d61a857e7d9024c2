package snapshot

import (
	"bufio"
	"bytes"
	"errors"
	"hash/crc32"
	"testing"
)

// A part without a block, with one block and with several is read back unchanged; a truncated part is not.
func TestCompressPart_RoundTrip(t *testing.T) {
	for _, n := range []int{0, 1, compressBlockBytes, compressBlockBytes + 1, 3*compressBlockBytes + 17} {
		want := make([]byte, n)
		for i := range want {
			want[i] = byte(i >> 7)
		}
		var file bytes.Buffer
		b := bufio.NewWriter(&file)
		err := compressPart(func(to *bufio.Writer) error {
			for rest := want; len(rest) > 0; {
				chunk := rest[:min(len(rest), 1000)]
				rest = rest[len(chunk):]
				if _, err := to.Write(chunk); err != nil {
					return err
				}
			}
			return to.Flush()
		})(b)
		if err != nil || b.Flush() != nil {
			t.Fatal(err)
		}
		if n > 1 && file.Len() > n/20 {
			t.Errorf("%d bytes are compressed to %d", n, file.Len())
		}
		s := &Snapshot{r: bytes.NewReader(file.Bytes())}
		s.parts[partHeads] = part{0, int64(file.Len()), crc32.Checksum(file.Bytes(), castagnoliTable)}
		if got, err := s.decompressPart(partHeads); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes are read back as %d: %v", n, len(got), err)
		}
		for cut := range min(file.Len(), 40) { // a block is missing or truncated
			raw := file.Bytes()[:cut]
			s := &Snapshot{r: bytes.NewReader(raw)}
			s.parts[partHeads] = part{0, int64(cut), crc32.Checksum(raw, castagnoliTable)}
			if got, err := s.decompressPart(partHeads); err == nil && len(got) == n && n > 0 {
				t.Errorf("a part cut after %d of %d bytes is read", cut, file.Len())
			}
		}
	}
}

// The sizes that blocks claim are added up before memory is allocated.
func TestDecompressPart_RejectsForgedSizes(t *testing.T) {
	block := append([]byte{0x28, 0xb5, 0x2f, 0xfd, 0xe0}, 0, 0, 0, 0x40, 0, 0, 0, 0, 1, 0, 0) // claims to hold 1 GiB, and is empty
	raw := bytes.Repeat(append([]byte{byte(len(block))}, block...), 1<<18+1)
	s := &Snapshot{r: bytes.NewReader(raw)}
	s.parts[partHeads] = part{0, int64(len(raw)), crc32.Checksum(raw, castagnoliTable)}
	if got, err := s.decompressPart(partHeads); !errors.Is(err, ErrInvalid) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}
