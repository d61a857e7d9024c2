package tui

import (
	"math/rand/v2"
	"testing"

	"quire/internal/tui/reader"
)

func at(path string, line int) place { return place{path, reader.Place{Block: line, Link: line}} }

func TestTrailGoesBackAndForwardToTheSamePlaces(t *testing.T) {
	a, b, c := at("a", 1), at("b", 2), at("c", 3)
	tr := trail{}.on(a).on(b) // at c now

	to, tr, ok := tr.back(c)
	if !ok || to != b {
		t.Fatalf("back from c: %v %v", to, ok)
	}
	to, tr, ok = tr.back(at("b", 9)) // b was scrolled since
	if !ok || to != a {
		t.Fatalf("back from b: %v %v", to, ok)
	}
	if _, _, ok = tr.back(a); ok {
		t.Error("there is nothing before the first")
	}
	to, tr, ok = tr.forward(a)
	if !ok || to != at("b", 9) {
		t.Fatalf("forward from a leads to b as it was left: %v %v", to, ok)
	}
	to, tr, ok = tr.forward(to)
	if !ok || to != c {
		t.Fatalf("forward from b: %v %v", to, ok)
	}
	if _, _, ok = tr.forward(c); ok {
		t.Error("there is nothing after the last")
	}
}

func TestGoingOnForgetsWhatWasAhead(t *testing.T) {
	_, tr, _ := trail{}.on(at("a", 1)).back(at("b", 2))
	tr = tr.on(at("a", 1))
	if _, _, ok := tr.forward(at("x", 0)); ok {
		t.Error("a new way has nothing ahead")
	}
}

func TestFromTheShelfForwardLeadsBackIn(t *testing.T) {
	tr := trail{}.on(at("a", 1)).out(at("b", 2))
	to, tr, ok := tr.in()
	if !ok || to != at("b", 2) || len(tr.behind) != 0 {
		t.Errorf("%v %v %v", to, tr, ok)
	}
	if _, _, ok := tr.in(); ok {
		t.Error("nothing more is ahead")
	}
}

// A trail is what a list with a position in it is; and no step changes an earlier trail.
func TestTrailAgainstAList(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	list, pos, here, tr := []place{at("0", 0)}, 0, at("0", 0), trail{}
	for i := range 5000 {
		kept := tr
		keptLen := [2]int{len(kept.behind), len(kept.ahead)}
		switch r.IntN(3) {
		case 0:
			tr = tr.on(here)
			here = at("n", i)
			list = append(list[:pos+1:pos+1], here)
			pos++
		case 1:
			to, next, ok := tr.back(here)
			if ok != (pos > 0) {
				t.Fatalf("step %d: back is %v at %d", i, ok, pos)
			}
			if ok {
				pos--
				here, tr = to, next
			}
		case 2:
			to, next, ok := tr.forward(here)
			if ok != (pos < len(list)-1) {
				t.Fatalf("step %d: forward is %v at %d of %d", i, ok, pos, len(list))
			}
			if ok {
				pos++
				here, tr = to, next
			}
		}
		if here != list[pos] {
			t.Fatalf("step %d: at %v, want %v", i, here, list[pos])
		}
		if len(kept.behind) != keptLen[0] || len(kept.ahead) != keptLen[1] {
			t.Fatal("a step changed the trail that it left")
		}
	}
}
