package snapshot

import (
	"encoding/binary"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"unsafe"

	"quire/internal/note"
)

// A forged block never yields more notes than a written one can hold.
func TestDecodeDetailsBlock_LimitsNotesOfForgedBlock(t *testing.T) {
	packed := defaultEncoder().EncodeAll(make([]byte, 1<<20), nil)
	if o := decodeDetailsBlock(0, packed); len(o.notes) > maxBlockNotes || cap(o.notes) > 2*maxBlockNotes {
		t.Errorf("%d notes of %d bytes", len(o.notes), len(packed))
	}
}

// storeOf returns a store with these encoded details, each in a block of its own.
func storeOf(details ...string) *detailsStore {
	d := &detailsStore{}
	for _, text := range details {
		block := append(binary.AppendUvarint(nil, uint64(len(text))), text...)
		d.blocks = append(d.blocks, defaultEncoder().EncodeAll(block, nil))
	}
	return d
}

// Details come back from memory and from a block. Invalid ones become empty details of the right length.
func TestLoadDetails_InvalidOnesKeepTheirLength(t *testing.T) {
	p := note.Parse("a.md", []byte("---\ntitle: A\ndate: never\n---\n# Head\n\n[[b]] and [c](d.md)\n\npart ^id\n"))
	n := p.Note
	right := encodeDetails(n)
	wrong := []string{right, right[:len(right)-1], right + "x", "", "\xff\xff\xff\xff\xff\xff", "\x00" + right}
	for i, text := range wrong {
		for _, s := range []note.DetailsStore{packedDetails(text), storeOf(text)} {
			n.UseStore(s, 0)
			d := n.Details()
			if len(d.Links) != 2 || len(d.Problems) != 1 {
				t.Fatalf("%d: %+v", i, d)
			}
			if same := reflect.DeepEqual(d, p.Details); same != (i == 0) {
				t.Errorf("%d: %+v, packed were %+v", i, d, p.Details)
			}
			if i == 0 && encodeDetails(n) != right {
				t.Errorf("packed again they are %q, were %q", encodeDetails(n), right)
			}
		}
	}
	n.UseStore(storeOf(right), maxBlockNotes-1)
	if d := n.Details(); len(d.Headings) > 0 || len(d.Links) != 2 {
		t.Errorf("of a number that a block does not have: %+v", d)
	}
}

// A string of the details of a note must not keep the details of other notes in memory.
func TestLoadDetails_DoNotKeepTheBlockInMemory(t *testing.T) {
	n := note.Parse("a.md", []byte("# A heading of a note\n")).Note
	s := storeOf(encodeDetails(n))
	n.UseStore(s, 0)
	text, whole := n.Details().Headings[0].Text, s.readNote(0)
	if at := uintptr(unsafe.Pointer(unsafe.StringData(text))) - uintptr(unsafe.Pointer(unsafe.StringData(whole))); text != "A heading of a note" || at < uintptr(len(whole)) {
		t.Errorf("%q shares the block's memory at offset %d", text, at)
	}
}

// Packed details do not keep the file of their note in memory.
func TestPackDetails_DoNotKeepTheFileInMemory(t *testing.T) {
	p := note.Parse("a.md", []byte("# Head\n\n[text](a-destination.md)\n"))
	before := p.Note.Details().Links[0].Dest
	PackDetails(p.Note)
	after := p.Note.Details().Links[0].Dest
	if before != after || unsafe.StringData(before) == unsafe.StringData(after) {
		t.Errorf("%q became %q", before, after)
	}
}

// However deep the front matter is, in any language, the accepted part of it comes back, and deeper parts cost
// no more.
func TestDetails_SurviveDeepFrontMatter(t *testing.T) {
	dotted := strings.Repeat("a.", 32) + "a"
	for name, head := range map[string]func(deep int) string{
		"yaml lists":   func(n int) string { return "---\nx: " + strings.Repeat("[", n) + strings.Repeat("]", n) + "\n---\n" },
		"json objects": func(n int) string { return strings.Repeat(`{"a":`, n) + "1" + strings.Repeat("}", n) + "\n" },
		"toml lists":   func(n int) string { return "+++\nx = " + strings.Repeat("[", n) + strings.Repeat("]", n) + "\n+++\n" },
		"toml tables": func(n int) string {
			return "+++\nx = " + strings.Repeat("{"+dotted+" = ", min(n, 32)) + "1" + strings.Repeat("}", min(n, 32)) + "\n+++\n"
		},
		"toml arrays of tables": func(n int) string {
			h := "+++\n"
			for i := range min(n, 33) {
				h += "[[" + strings.Repeat("a.", i) + "a]]\n"
			}
			return h + "b = []\n+++\n"
		},
	} {
		for _, deep := range []int{1, 15, 16, 17, 30, 31, 32, 33, 34, 1100} {
			p := note.Parse("a.md", []byte(head(deep)+"# Head\n\n[[b]]\n"))
			PackDetails(p.Note)
			if got := p.Note.Details(); !reflect.DeepEqual(got, p.Details) {
				t.Errorf("%s, %d deep: %+v, were %+v", name, deep, got, p.Details)
			}
		}
	}
	p := note.Parse("a.md", []byte("+++\ntitle = \"T\"\n\"x\" = 1\ny = {"+dotted+" = 1}\n+++\n# Head\n"))
	if want := (note.Problem{Line: 4, Column: 1, Message: "front matter is not valid TOML: nested too deeply"}); len(p.Details.Problems) != 1 || p.Details.Problems[0] != want {
		t.Errorf("%+v, not %+v", p.Details.Problems, want)
	}
}

// Lists that each claim to fill the rest of the text, inside each other or one after another, must not be allocated again
// and again.
func TestDecodeDetails_ForgedListsStayCheap(t *testing.T) {
	const size = 32 << 10
	column := func(number int, values []byte) []byte {
		b := binary.AppendUvarint(binary.AppendUvarint(nil, uint64(number)), uint64(len(values)))
		return append(b, values...)
	}
	inside := make([]byte, size)
	for at := 0; at < 4000; at += 4 {
		inside[at] = valueList
		binary.PutUvarint(inside[at+1:], uint64(len(inside)-at-8))
	}
	const siblings = size / 5
	beside := binary.AppendUvarint([]byte{valueList}, siblings+1)
	for i := range siblings { // each claims as many fields as half of the bytes that follow, and has no column
		beside = append(binary.AppendUvarint(append(beside, valueFields), uint64(2*(siblings-i))), 0)
	}
	for name, text := range map[string][]byte{
		"inside": column(1, append([]byte{2}, column(2, inside)...)),
		"beside": column(1, append([]byte{2}, column(2, beside)...)),
	} {
		n := &note.Note{}
		n.UseStore(packedDetails(text), 0)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if d := n.Details(); len(d.Fields) > 0 {
			t.Errorf("%s: %d fields", name, len(d.Fields))
		}
		runtime.ReadMemStats(&after)
		if got := after.TotalAlloc - before.TotalAlloc; got > 64<<20 {
			t.Errorf("%s: %d MB for %d bytes", name, got>>20, len(text))
		}
	}
}
