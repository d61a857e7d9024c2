package note

import (
	"encoding/binary"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"unsafe"
)

// kept are details that somebody else keeps.
type kept []string

func (k kept) PackedDetails(i int) string { return k[i] }

// Details come back from wherever they are; what is not theirs is as many empty ones as there were.
func TestKeptDetails(t *testing.T) {
	p := Parse("a.md", []byte("---\ntitle: A\ndate: never\n---\n# Head\n\n[[b]] and [c](d.md)\n\npart ^id\n"))
	n := p.Note
	right := n.PackedDetails()
	k := kept{right, right[:len(right)-1], right + "x", "", "\xff\xff\xff\xff\xff\xff"}
	for i := range k {
		n.KeepDetails(k, i)
		d := n.Details()
		if len(d.Links) != 2 || len(d.Problems) != 1 {
			t.Fatalf("%d: %+v", i, d)
		}
		if same := reflect.DeepEqual(d, p.Details); same != (i == 0) {
			t.Errorf("%d: %+v, packed were %+v", i, d, p.Details)
		}
	}
	n.KeepDetails(k, 0)
	n.SetDetails(n.Details())
	if n.PackedDetails() != right {
		t.Errorf("packed again they are %q, were %q", n.PackedDetails(), right)
	}
	n.SetDetails(&Details{})
	if d := n.Details(); len(d.Links)+len(d.Problems)+len(d.Fields)+n.LinkCount+n.ProblemCount > 0 {
		t.Errorf("none are %+v", d)
	}
}

// What is kept of the details of a note keeps nothing else of where they were.
func TestDetailsStandAlone(t *testing.T) {
	n := Parse("a.md", []byte("# A heading of a note\n")).Note
	whole := strings.Repeat("x", 100) + n.PackedDetails() + strings.Repeat("x", 100)
	n.KeepDetails(kept{whole[100 : len(whole)-100]}, 0)
	text := n.Details().Headings[0].Text
	if at := uintptr(unsafe.Pointer(unsafe.StringData(text))) - uintptr(unsafe.Pointer(unsafe.StringData(whole))); text != "A heading of a note" || at < uintptr(len(whole)) {
		t.Errorf("%q at %d of those of many notes", text, at)
	}
}

// However deep the front matter is, in whichever language: what is taken of it comes back, and what is below costs no more.
func TestDetailsOfDeepFrontMatter(t *testing.T) {
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
			p := Parse("a.md", []byte(head(deep)+"# Head\n\n[[b]]\n"))
			if got := p.Note.Details(); !reflect.DeepEqual(got, p.Details) {
				t.Errorf("%s, %d deep: %+v, were %+v", name, deep, got, p.Details)
			}
		}
	}
	p := Parse("a.md", []byte("+++\ntitle = \"T\"\n\"x\" = 1\ny = {"+dotted+" = 1}\n+++\n# Head\n"))
	if want := (Problem{4, 1, "front matter is not valid TOML: nested too deeply"}); len(p.Details.Problems) != 1 || p.Details.Problems[0] != want {
		t.Errorf("%+v, not %+v", p.Details.Problems, want)
	}
}

// Lists within lists of which each says that it has all the rest are not made room for again and again.
func TestDetailsOfForgedLists(t *testing.T) {
	b := append([]byte{2, 1}, make([]byte, 32<<10)...)
	for at := 2; at < 4000; at += 4 {
		b[at] = isList
		binary.PutUvarint(b[at+1:], uint64(len(b)-at-8))
	}
	n := &Note{packed: string(b)}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if d := n.Details(); len(d.Fields) > 0 {
		t.Errorf("%d fields", len(d.Fields))
	}
	runtime.ReadMemStats(&after)
	if got := after.TotalAlloc - before.TotalAlloc; got > 64<<20 {
		t.Errorf("%d MB for %d bytes", got>>20, len(b))
	}
}
