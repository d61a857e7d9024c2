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
	if !ok || to != at("b", 2) || tr.behind.n != 0 {
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
		keptLen := [2]int{kept.behind.n, kept.ahead.n}
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
		if kept.behind.n != keptLen[0] || kept.ahead.n != keptLen[1] {
			t.Fatal("a step changed the trail that it left")
		}
	}
}

// Ten thousand steps are all come back over, and far more cost no more memory than a bound.
func TestALongWay(t *testing.T) {
	const steps = 10000
	tr, here := trail{}, at("0", 0)
	for i := 1; i <= steps; i++ {
		tr = tr.on(here)
		here = at("n", i)
	}
	for i := steps - 1; i >= 0; i-- {
		to, next, ok := tr.back(here)
		if !ok || to.at.Block != i {
			t.Fatalf("step back to %d: %v %v", i, to, ok)
		}
		here, tr = to, next
	}
	for i := 1; i <= steps; i++ {
		to, next, ok := tr.forward(here)
		if !ok || to.at.Block != i {
			t.Fatalf("step forward to %d: %v %v", i, to, ok)
		}
		here, tr = to, next
	}
	for i := range 5 * longest {
		tr = tr.on(at("n", i))
		if tr.behind.n > 2*longest {
			t.Fatalf("%d places are kept", tr.behind.n)
		}
	}
	for i := 5*longest - 1; i > 4*longest; i-- {
		to, next, ok := tr.back(here)
		if !ok || to.at.Block != i {
			t.Fatalf("back over the bound to %d: %v %v", i, to, ok)
		}
		here, tr = to, next
	}
}

// The program itself goes a long way, and comes back to where it began.
func TestALongWayOfTheProgram(t *testing.T) {
	d := drive(t, notes(map[string]string{"a.md": "# A\n\n[to b](b.md)\n", "b.md": "# B\n\n[to a](a.md)\n"})).resize(60, 10)
	d.keys("ctrl+p", `"A"`, "enter")
	first := d.m.here()
	const steps = 400
	for range steps {
		d.keys("tab", "enter")
	}
	if d.m.trail.behind.n != steps {
		t.Fatalf("%d places are behind", d.m.trail.behind.n)
	}
	for range steps {
		d.keys("backspace")
	}
	if now := d.m.here(); now.path != first.path || d.m.trail.behind.n != 0 || d.m.trail.ahead.n != steps {
		t.Errorf("back at %+v, began at %+v", now, first)
	}
	d.keys("backspace")
	if d.m.screen != screenShelf {
		t.Error("back from the first page is the shelf")
	}
	d.keys("]", "]").sees("B")
}
