package note

import (
	"reflect"
	"testing"
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
