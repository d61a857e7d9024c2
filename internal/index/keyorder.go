package index

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"quire/internal/search"
)

// keyOrders holds the orders of all notes by the values of keys, computed on first use.
type keyOrders struct {
	mu     sync.Mutex
	byName map[string]*order
}

// maxKeyOrders bounds how many orders are kept.
const maxKeyOrders = 16

// get returns the order of a name, new if it is not kept.
func (k *keyOrders) get(name string) *order {
	k.mu.Lock()
	defer k.mu.Unlock()
	o := k.byName[name]
	if o == nil {
		if k.byName == nil || len(k.byName) >= maxKeyOrders {
			k.byName = map[string]*order{}
		}
		o = &order{}
		k.byName[name] = o
	}
	return o
}

// orderByKey returns the numbers of all notes in the order of their smallest value of a key: numbers, then dates, then texts.
// Notes without a value come last in both directions. Notes with the same value are in the order of dates. Callers must not
// modify the slice.
func (x *Index) orderByKey(key string, reverse bool) []uint32 {
	k := x.keys().find(key)
	if k == nil {
		return x.order(search.Date, false)
	}
	name := k.folded
	if reverse {
		name += "\x00"
	}
	o := x.keyOrders.get(name)
	o.once.Do(func() { o.notes = x.computeKeyOrder(k, reverse) })
	return o.notes
}

func (x *Index) computeKeyOrder(k *keyNotes, reverse bool) []uint32 {
	values, ranks := k.values(), k.rankValues()
	const without = 1 << 31
	rankOf := make([]int64, len(x.notes))
	for i := range rankOf {
		rankOf[i] = without
		for _, id := range values.valuesOf(uint32(i)) {
			rankOf[i] = min(rankOf[i], int64(ranks[id]))
		}
	}
	if reverse {
		for i, r := range rankOf {
			if r != without {
				rankOf[i] = -r
			}
		}
	}
	notes := slices.Clone(x.order(search.Date, false))
	slices.SortStableFunc(notes, func(i, j uint32) int { return cmp.Compare(rankOf[i], rankOf[j]) })
	return notes
}

// rankValues returns the position of each value of k in their order. Equal values have the same.
func (k *keyNotes) rankValues() []int {
	values, typed := k.values(), k.typed()
	ids := make([]int, len(typed))
	for id := range ids {
		ids[id] = id
	}
	compare := func(a, b int) int {
		return cmp.Or(typed[a].compareTo(typed[b]), compareNatural(values.keys[a], values.keys[b]), strings.Compare(values.keys[a], values.keys[b]))
	}
	slices.SortFunc(ids, compare)
	ranks := make([]int, len(ids))
	for i, id := range ids {
		ranks[id] = i
		if i > 0 && compare(ids[i-1], id) == 0 { // they differ in accents alone
			ranks[id] = ranks[ids[i-1]]
		}
	}
	return ranks
}

// compareTo compares values by their kind, then as numbers or dates.
func (v fieldValue) compareTo(o fieldValue) int {
	kind := func(v fieldValue) int {
		switch {
		case v.isNumber:
			return 0
		case v.day > 0:
			return 1
		}
		return 2
	}
	switch d := cmp.Compare(kind(v), kind(o)); {
	case d != 0:
		return d
	case v.isNumber:
		return cmp.Compare(v.number, o.number)
	}
	return cmp.Compare(v.day, o.day)
}
