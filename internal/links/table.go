package links

import (
	"iter"
	"slices"
	"sync"
)

// table maps a name to the items that bear it, given by their places in a
// slice. Nearly all names belong to one item, so one is kept without a slice.
type table struct {
	once sync.Once
	make func(*table) // fills it at the first question; nil where it was filled before

	one  map[string]int32 // the only item, or ^i where many[i] are the items
	many [][]int32
}

// ready has the table filled.
func (t *table) ready() {
	if t.make != nil {
		t.once.Do(func() { t.make(t) })
	}
}

func (t *table) grow(n int) {
	if t.one == nil {
		t.one = make(map[string]int32, n)
	}
}

// add notes that item bears name. Items must come in rising order.
func (t *table) add(name string, item int) {
	t.grow(0)
	x := int32(item)
	old, ok := t.one[name]
	switch {
	case !ok:
		t.one[name] = x
	case old == x:
	case old >= 0:
		t.one[name] = ^int32(len(t.many))
		t.many = append(t.many, []int32{old, x})
	default:
		if all := t.many[^old]; all[len(all)-1] != x {
			t.many[^old] = append(all, x)
		}
	}
}

// maxBearers bounds how many items a name is looked up among: what hundreds of
// notes are called names none of them, and every link to it would cost as much as a walk through the library.
const maxBearers = 256

// all are the items that bear name, in rising order, at most maxBearers.
func (t *table) all(name string) iter.Seq[int32] {
	t.ready()
	return func(yield func(int32) bool) {
		x, ok := t.one[name]
		if !ok {
			return
		}
		if x >= 0 {
			yield(x)
			return
		}
		all := t.many[^x]
		for _, x := range all[:min(len(all), maxBearers)] {
			if !yield(x) {
				return
			}
		}
	}
}

// from is the first item not below lo that bears name, or -1.
func (t *table) from(name string, lo int) int {
	t.ready()
	x, ok := t.one[name]
	if !ok {
		return -1
	}
	if x >= 0 {
		if int(x) >= lo {
			return int(x)
		}
		return -1
	}
	all := t.many[^x]
	if i, _ := slices.BinarySearch(all, int32(lo)); i < len(all) {
		return int(all[i])
	}
	return -1
}
