package links

import (
	"fmt"
	"testing"

	"quire/internal/markdown"
	"quire/internal/note"
)

// countingStore stores details of notes and counts the requests for each note.
type countingStore struct {
	details  []*note.Details
	requests []int
}

func (e *countingStore) LoadDetails(_ *note.Note, i int) *note.Details {
	e.requests[i]++
	return e.details[i]
}

// notesInStore returns notes that link to headings of each other and whose details are in a countingStore.
func notesInStore(tb testing.TB, count int) ([]*note.Note, *countingStore) {
	tb.Helper()
	e := &countingStore{requests: make([]int, count)}
	notes := make([]*note.Note, count)
	for i := range notes {
		text := "# Head\n\n"
		for k := range 20 {
			text += fmt.Sprintf("[[n%03d#Head]] and [x](n%03d.md#hed)\n", (i*7+k*31)%count, (i*5+k*13)%count)
		}
		notes[i] = note.Parse(fmt.Sprintf("n%03d.md", i), []byte(text)).Note
		e.details = append(e.details, notes[i].Details())
		notes[i].UseStore(e, i)
	}
	return notes, e
}

// The link graph is built without headings; otherwise each link would require unpacking the details of another note.
func TestCountNotesLinkingTo_UnpacksEachNoteOnce(t *testing.T) {
	notes, e := notesInStore(t, 100)
	r := newResolver(notes, nil, testSite{Hosts: []string{"example.org"}})
	if n := r.CountNotesLinkingTo("n000.md"); n == 0 {
		t.Error("nothing links to the first note")
	}
	for i, n := range e.requests {
		if n > 1 {
			t.Fatalf("the details of note %d were requested %d times", i, n)
		}
	}
}

// To resolve all links, the details of a note are unpacked at most twice, for its links and for its headings, regardless of
// the number and the order of the links to it.
func TestTargets_UnpacksEachNoteTwiceAtMost(t *testing.T) {
	notes, e := notesInStore(t, 100)
	r := newResolver(notes, nil, testSite{Hosts: []string{"example.org"}})
	for _, n := range notes {
		for _, target := range r.Targets(n) {
			if target.Heading != "head" && target.MissingHeading != "hed" {
				t.Fatalf("%+v", target)
			}
		}
	}
	for i, n := range e.requests {
		if n > 2 {
			t.Fatalf("the details of note %d were requested %d times", i, n)
		}
	}
}

// A missing heading is compared with the headings of the note only while the batch allows suggestions.
func TestResolve_MissingHeadingsTakeBoundedTime(t *testing.T) {
	text := ""
	for i := range 500 {
		text += fmt.Sprintf("## Heading %d\n\n", i)
	}
	n := note.Parse("a.md", []byte(text)).Note
	r := newResolver([]*note.Note{n}, nil, testSite{})
	missing := markdown.Link{Dest: "#headin-77"}
	target := r.Resolve(n, missing)
	if target.Suggestion != "a.md#heading-77" {
		t.Errorf("%+v", target)
	}
	more := testing.AllocsPerRun(5, func() { target = r.resolveLink(&batch{source: n}, missing) })
	if target.MissingHeading == "" || target.Suggestion != "" || more > 100 {
		t.Errorf("%+v, with %.0f allocations", target, more)
	}
}
