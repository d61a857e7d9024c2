package snapshot

import "testing"

// A block has no more notes than one is written with, however many a forged one says it has.
func TestForgedBlockOfDetails(t *testing.T) {
	packed := packing().EncodeAll(make([]byte, 1<<20), nil)
	if o := openBlock(0, packed); len(o.notes) > detailNotes || cap(o.notes) > 2*detailNotes {
		t.Errorf("%d notes of %d bytes", len(o.notes), len(packed))
	}
}
