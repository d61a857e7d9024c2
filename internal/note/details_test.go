package note

import (
	"reflect"
	"testing"
)

// storedDetails is a store of details in memory.
type storedDetails []*Details

func (k storedDetails) LoadDetails(_ *Note, i int) *Details { return k[i] }

// Details come from a store. Stored details that are not the note's own become empty details of the right length.
func TestDetails_ComeFromAStore(t *testing.T) {
	p := Parse("a.md", []byte("---\ntitle: A\ndate: never\n---\n# Head\n\n[[b]] and [c](d.md)\n\npart ^id\n"))
	n, right := p.Note, *p.Details
	fewer, more := right, right
	fewer.Links, more.Problems = right.Links[:1], append(right.Problems[:1:1], Problem{})
	k := storedDetails{&right, &fewer, &more, {}, nil}
	for i := range k {
		n.UseStore(k, i)
		if s, at := n.Store(); !reflect.DeepEqual(s, k) || at != i {
			t.Errorf("number %d of %v, set were %d and %v", at, s, i, k)
		}
		d := n.Details()
		if len(d.Links) != 2 || len(d.Problems) != 1 {
			t.Fatalf("%d: %+v", i, d)
		}
		if same := reflect.DeepEqual(d, p.Details); same != (i == 0) {
			t.Errorf("%d: %+v, set were %+v", i, d, p.Details)
		}
	}
	n.SetDetails(&Details{})
	if s, _ := n.Store(); s != nil {
		t.Errorf("the store is still %v", s)
	}
	if d := n.Details(); len(d.Links)+len(d.Problems)+len(d.Fields)+n.LinkCount+n.ProblemCount > 0 {
		t.Errorf("empty details came back as %+v", d)
	}
}
