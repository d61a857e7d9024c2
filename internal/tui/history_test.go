package tui

import (
	"math/rand/v2"
	"testing"

	"quire/internal/tui/reader"
)

func entryAt(path string, line int) historyEntry {
	return historyEntry{path: path, anchor: reader.Anchor{Block: line, Link: line}}
}

func TestHistory_BackAndForwardReachSameEntries(t *testing.T) {
	a, b, c := entryAt("a", 1), entryAt("b", 2), entryAt("c", 3)
	tr := history{}.visit(a).visit(b) // now at c

	to, tr, ok := tr.goBack(c)
	if !ok || to != b {
		t.Fatalf("back from c: %v %v", to, ok)
	}
	to, tr, ok = tr.goBack(entryAt("b", 9)) // b has been scrolled
	if !ok || to != a {
		t.Fatalf("back from b: %v %v", to, ok)
	}
	if _, _, ok = tr.goBack(a); ok {
		t.Error("back from the first entry succeeds")
	}
	to, tr, ok = tr.goForward(a)
	if !ok || to != entryAt("b", 9) {
		t.Fatalf("forward from a: %v %v, want b as it was left", to, ok)
	}
	to, tr, ok = tr.goForward(to)
	if !ok || to != c {
		t.Fatalf("forward from b: %v %v", to, ok)
	}
	if _, _, ok = tr.goForward(c); ok {
		t.Error("forward from the last entry succeeds")
	}
}

func TestHistory_VisitDropsForwardEntries(t *testing.T) {
	_, tr, _ := history{}.visit(entryAt("a", 1)).goBack(entryAt("b", 2))
	tr = tr.visit(entryAt("a", 1))
	if _, _, ok := tr.goForward(entryAt("x", 0)); ok {
		t.Error("visit keeps the entries ahead")
	}
}

func TestHistory_ForwardFromShelf(t *testing.T) {
	tr := history{}.visit(entryAt("a", 1)).leaveToShelf(entryAt("b", 2))
	to, tr, ok := tr.enterFromShelf()
	if !ok || to != entryAt("b", 2) || tr.behind.size != 0 {
		t.Errorf("%v %v %v", to, tr, ok)
	}
	if _, _, ok := tr.enterFromShelf(); ok {
		t.Error("forward succeeds twice")
	}
}

// TestHistory_AgreesWithList compares a history with a list and a position in it, and holds that no operation
// changes an earlier copy.
func TestHistory_AgreesWithList(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	list, pos, here, tr := []historyEntry{entryAt("0", 0)}, 0, entryAt("0", 0), history{}
	for i := range 5000 {
		kept := tr
		keptLen := [2]int{kept.behind.size, kept.ahead.size}
		switch r.IntN(3) {
		case 0:
			tr = tr.visit(here)
			here = entryAt("n", i)
			list = append(list[:pos+1:pos+1], here)
			pos++
		case 1:
			to, next, ok := tr.goBack(here)
			if ok != (pos > 0) {
				t.Fatalf("step %d: back is %v at %d", i, ok, pos)
			}
			if ok {
				pos--
				here, tr = to, next
			}
		case 2:
			to, next, ok := tr.goForward(here)
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
		if kept.behind.size != keptLen[0] || kept.ahead.size != keptLen[1] {
			t.Fatal("an operation changed an earlier copy")
		}
	}
}

// TestHistory_LongIsBounded holds that ten thousand entries are all kept, and that many more are bounded.
func TestHistory_LongIsBounded(t *testing.T) {
	const steps = 10000
	tr, here := history{}, entryAt("0", 0)
	for i := 1; i <= steps; i++ {
		tr = tr.visit(here)
		here = entryAt("n", i)
	}
	for i := steps - 1; i >= 0; i-- {
		to, next, ok := tr.goBack(here)
		if !ok || to.anchor.Block != i {
			t.Fatalf("step back to %d: %v %v", i, to, ok)
		}
		here, tr = to, next
	}
	for i := 1; i <= steps; i++ {
		to, next, ok := tr.goForward(here)
		if !ok || to.anchor.Block != i {
			t.Fatalf("step forward to %d: %v %v", i, to, ok)
		}
		here, tr = to, next
	}
	for i := range 5 * minKeptEntries {
		tr = tr.visit(entryAt("n", i))
		if tr.behind.size > 2*minKeptEntries {
			t.Fatalf("%d entries are kept", tr.behind.size)
		}
	}
	for i := 5*minKeptEntries - 1; i > 4*minKeptEntries; i-- {
		to, next, ok := tr.goBack(here)
		if !ok || to.anchor.Block != i {
			t.Fatalf("back over the bound to %d: %v %v", i, to, ok)
		}
		here, tr = to, next
	}
}

// TestHistory_LongInProgram follows many links in the program and returns to the first page.
func TestHistory_LongInProgram(t *testing.T) {
	d := drive(t, notes(map[string]string{"a.md": "# A\n\n[to b](b.md)\n", "b.md": "# B\n\n[to a](a.md)\n"})).resize(60, 10)
	d.keys("ctrl+p", `"A"`, "enter")
	first := d.m.currentEntry()
	const steps = 400
	for range steps {
		d.keys("tab", "enter")
	}
	if d.m.history.behind.size != steps {
		t.Fatalf("%d entries are behind", d.m.history.behind.size)
	}
	for range steps {
		d.keys("backspace")
	}
	if now := d.m.currentEntry(); now.path != first.path || d.m.history.behind.size != 0 || d.m.history.ahead.size != steps {
		t.Errorf("back at %+v, began at %+v", now, first)
	}
	d.keys("backspace")
	if d.m.screen != screenShelf {
		t.Error("back from the first page is the shelf")
	}
	d.keys("]", "]").sees("B")
}
