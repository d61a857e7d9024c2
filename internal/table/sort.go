package table

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/text"
)

// Order lists the rows of a table in another order than that of the note. A nil Order is that of the note.
type Order []int32

// Row returns the row that stands at an index.
func (o Order) Row(i int) int {
	if i < 0 || i >= len(o) {
		return i
	}
	return int(o[i])
}

// Kind says what the cells of a column are.
type Kind uint8

// The kinds.
const (
	Words   Kind = iota
	Numbers      // with or without a unit
	Dates
)

// String returns the kind as the user reads it.
func (k Kind) String() string { return [...]string{"text", "numbers", "dates"}[k] }

// key is what a cell is compared by. Cells of the kind of the column come first, empty ones last, in either direction.
type key struct {
	group  uint8
	number float64
	words  string // folded
}

// The groups of cells in a column.
const (
	groupKind uint8 = iota
	groupOther
	groupEmpty
)

// Sort returns the rows of a table in the order of a column, and what it takes the cells for: numbers, dates or words. Rows
// that are equal keep their order. It stops with the error of ctx when that ends.
func Sort(ctx context.Context, t *markdown.Table, column int, descending bool) (Order, Kind, error) {
	keys := make([]key, t.Rows())
	kind := columnKind(t, column)
	for row := range keys {
		if row%rowsPerCheck == 0 && ctx.Err() != nil {
			return nil, kind, ctx.Err()
		}
		keys[row] = newKey(t.Cell(row, column), kind)
	}
	order := make(Order, len(keys))
	for i := range order {
		order[i] = int32(i) //nolint:gosec // a table has fewer rows than its note has bytes
	}
	slices.SortStableFunc(order, func(a, b int32) int { return compareKeys(&keys[a], &keys[b], descending) })
	return order, kind, ctx.Err()
}

// maxKindRows bounds the rows that say what the cells of a column are.
const maxKindRows = 1000

// columnKind returns what most cells of a column are.
func columnKind(t *markdown.Table, column int) Kind {
	filled, numbers, dates := 0, 0, 0
	for row := 0; row < t.Rows() && filled < maxKindRows; row++ {
		cell := t.Cell(row, column)
		if isBlank(cell) {
			continue
		}
		filled++
		if _, ok := note.ParseDate(cell); ok && len(cell) > len("2006") {
			dates++
		} else if _, ok := ParseNumber(cell); ok {
			numbers++
		}
	}
	switch {
	case numbers > 0 && 2*numbers >= filled:
		return Numbers
	case dates > 0 && 2*dates >= filled:
		return Dates
	}
	return Words
}

// isBlank reports whether a cell says nothing: it is empty or a dash.
func isBlank(cell string) bool {
	switch strings.TrimSpace(cell) {
	case "", "-", "–", "—":
		return true
	}
	return false
}

// maxComparedBytes bounds the part of a cell that is compared.
const maxComparedBytes = 256

// newKey returns what a cell is compared by in a column of a kind.
func newKey(cell string, kind Kind) key {
	if isBlank(cell) {
		return key{group: groupEmpty}
	}
	switch kind {
	case Numbers:
		if n, ok := ParseNumber(cell); ok {
			return key{number: n}
		}
	case Dates:
		if d, ok := note.ParseDate(cell); ok {
			return key{number: float64(d.UnixMilli())}
		}
	}
	k := key{words: text.Fold(text.Limit(cell, maxComparedBytes))}
	if kind != Words {
		k.group = groupOther
	}
	return k
}

func compareKeys(a, b *key, descending bool) int {
	if a.group != b.group {
		return cmp.Compare(a.group, b.group)
	}
	c := cmp.Compare(a.number, b.number)
	if c == 0 {
		c = compareWords(a.words, b.words)
	}
	if descending {
		return -c
	}
	return c
}

// compareWords compares folded texts so that the numbers in them count as numbers: x9 comes before x10.
func compareWords(a, b string) int {
	for a != "" && b != "" {
		m, n := countDigits(a), countDigits(b)
		if m > 0 && n > 0 {
			x, y := strings.TrimLeft(a[:m], "0"), strings.TrimLeft(b[:n], "0")
			if c := cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y)); c != 0 {
				return c
			}
			a, b = a[m:], b[n:]
			continue
		}
		if a[0] != b[0] {
			return cmp.Compare(a[0], b[0])
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Compare(len(a), len(b))
}

// countDigits returns how many digits s begins with.
func countDigits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}
