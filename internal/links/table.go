package links

import (
	"iter"
	"slices"
	"sync"

	"quire/internal/text"
)

// nameTable maps a name to the items that have it. An item is the index of a note, an asset or a heading. The table
// takes little memory for names that have a single item, as nearly all do.
type nameTable struct {
	once sync.Once
	fill func(*nameTable) // fills the table before its first use; nil if it is filled with add

	single   map[string]int32 // the only item of a name, or ^i if multiple[i] holds its items
	multiple [][]int32
	composed *nameTable // the names that are not in NFC, by their NFC; nil without any
}

// ensureFilled calls fill once.
func (t *nameTable) ensureFilled() {
	if t.fill != nil {
		t.once.Do(func() { t.fill(t) })
	}
}

// reserve makes room for n names.
func (t *nameTable) reserve(n int) {
	if t.single == nil {
		t.single = make(map[string]int32, n)
	}
}

// add adds an item to a name. Items must be added in ascending order; a repetition is ignored.
func (t *nameTable) add(name string, item int) {
	t.reserve(0)
	if nfc := text.NFC(name); nfc != name {
		if t.composed == nil {
			t.composed = &nameTable{}
		}
		t.composed.add(nfc, item)
	}
	x := int32(item)
	old, ok := t.single[name]
	switch {
	case !ok:
		t.single[name] = x
	case old == x:
	case old >= 0:
		t.single[name] = ^int32(len(t.multiple))
		t.multiple = append(t.multiple, []int32{old, x})
	default:
		if items := t.multiple[^old]; items[len(items)-1] != x {
			t.multiple[^old] = append(items, x)
		}
	}
}

// maxItemsPerName is the maximum number of items that a lookup returns. A name of hundreds of notes
// does not identify any of them, and each link to it would take time linear in the library.
const maxItemsPerName = 256

// items returns an iterator over the first maxItemsPerName items of a name, in ascending order. If no item has exactly this
// name, it returns those with a canonically equivalent name (Unicode, UAX #15): file systems and keyboards differ in how
// they spell é.
func (t *nameTable) items(name string) iter.Seq[int32] {
	t.ensureFilled()
	return func(yield func(int32) bool) {
		x, ok := t.single[name]
		if ok && x >= 0 {
			yield(x)
			return
		}
		var items []int32
		if ok {
			items = t.multiple[^x]
		} else {
			items = t.equivalentItems(name)
		}
		for _, x := range items[:min(len(items), maxItemsPerName)] {
			if !yield(x) {
				return
			}
		}
	}
}

// equivalentItems returns the items of the names that have the same NFC as name, in ascending order.
func (t *nameTable) equivalentItems(name string) []int32 {
	nfc := text.NFC(name)
	items := t.appendItems(nil, nfc)
	if t.composed != nil {
		items = t.composed.appendItems(items, nfc)
		slices.Sort(items)
	}
	return slices.Compact(items)
}

// appendItems appends the items of exactly this name.
func (t *nameTable) appendItems(items []int32, name string) []int32 {
	x, ok := t.single[name]
	switch {
	case !ok:
		return items
	case x >= 0:
		return append(items, x)
	}
	return append(items, t.multiple[^x]...)
}

// firstItemFrom returns the lowest item of a name that is at least lo, or -1.
func (t *nameTable) firstItemFrom(name string, lo int) int {
	t.ensureFilled()
	x, ok := t.single[name]
	if !ok {
		return -1
	}
	if x >= 0 {
		if int(x) >= lo {
			return int(x)
		}
		return -1
	}
	items := t.multiple[^x]
	if i, _ := slices.BinarySearch(items, int32(lo)); i < len(items) {
		return int(items[i])
	}
	return -1
}
