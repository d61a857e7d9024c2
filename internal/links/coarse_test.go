package links

import (
	"fmt"
	"testing"

	"quire/internal/markdown"
	"quire/internal/note"
)

// elsewhere counts how often details of notes are asked for.
type elsewhere struct {
	packed []string
	asked  []int
}

func (e *elsewhere) PackedDetails(i int) string {
	e.asked[i]++
	return e.packed[i]
}

// keptElsewhere are the notes of files that link to headings of each other, whose details somebody else keeps.
func keptElsewhere(tb testing.TB, count int) ([]*note.Note, *elsewhere) {
	tb.Helper()
	e := &elsewhere{asked: make([]int, count)}
	notes := make([]*note.Note, count)
	for i := range notes {
		text := "# Head\n\n"
		for k := range 20 {
			text += fmt.Sprintf("[[n%03d#Head]] and [x](n%03d.md#hed)\n", (i*7+k*31)%count, (i*5+k*13)%count)
		}
		notes[i] = note.Parse(fmt.Sprintf("n%03d.md", i), []byte(text)).Note
		e.packed = append(e.packed, notes[i].PackedDetails())
		notes[i].KeepDetails(e, i)
	}
	return notes, e
}

// Which note links to which is found without the headings of any: else each of the links has the details of another note unpacked.
func TestTheGraphNeedsNoHeadings(t *testing.T) {
	notes, e := keptElsewhere(t, 100)
	r := New(notes, nil, Site{Hosts: []string{"example.org"}})
	if n := r.LinkerCount("n000.md"); n == 0 {
		t.Error("nothing links to the first note")
	}
	for i, n := range e.asked {
		if n > 1 {
			t.Fatalf("the details of note %d were asked for %d times", i, n)
		}
	}
}

// To resolve all links the details of a note are unpacked twice at most, for its links and for its headings, however many links
// lead to it and in whatever order.
func TestHeadingsAreUnpackedOnce(t *testing.T) {
	notes, e := keptElsewhere(t, 100)
	r := New(notes, nil, Site{Hosts: []string{"example.org"}})
	for _, n := range notes {
		for _, target := range r.Targets(n) {
			if target.Heading != "head" && target.MissingHeading != "hed" {
				t.Fatalf("%+v", target)
			}
		}
	}
	for i, n := range e.asked {
		if n > 2 {
			t.Fatalf("the details of note %d were asked for %d times", i, n)
		}
	}
}

// A missing heading is compared with those of the note only as long as near misses are looked for.
func TestMissingHeadingsTakeBoundedTime(t *testing.T) {
	text := ""
	for i := range 500 {
		text += fmt.Sprintf("## Heading %d\n\n", i)
	}
	n := note.Parse("a.md", []byte(text)).Note
	r := New([]*note.Note{n}, nil, Site{})
	missing := markdown.Link{Dest: "#headin-77"}
	target := r.Resolve(n, missing)
	if target.Suggestion != "a.md#heading-77" {
		t.Errorf("%+v", target)
	}
	more := testing.AllocsPerRun(5, func() { target = r.resolve(&round{from: n}, missing) })
	if target.MissingHeading == "" || target.Suggestion != "" || more > 100 {
		t.Errorf("%+v, with %.0f allocations", target, more)
	}
}
