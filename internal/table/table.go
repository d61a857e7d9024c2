// Package table sorts and searches the rows of a table of a note, for every reader that shows one: by what its cells say, not
// by how they are written.
//
//	cells ──text──▶ keys: numbers, dates or words ──sort──▶ an order of the rows
//
// The package must never change a table, draw one or touch a disk. Its functions take time in proportion to the table, which
// may have a million rows, so a reader calls them in the background.
package table

import (
	"context"
	"strings"

	"quire/internal/markdown"
	"quire/internal/text"
)

// Matcher finds a text in cells. The text may stand anywhere in a word. Case matters if the text has capitals; accents do not.
type Matcher struct {
	pattern  string
	keepCase bool
}

// NewMatcher returns a matcher for a text.
func NewMatcher(pattern string) Matcher {
	folded := text.FoldMapped(pattern, true).Text
	return Matcher{folded, text.Fold(pattern) != folded}
}

// IsEmpty reports whether there is nothing to look for.
func (m Matcher) IsEmpty() bool { return m.pattern == "" }

// Span is a range of bytes.
type Span struct{ From, To int }

// Find returns where the text stands in s, from left to right.
func (m Matcher) Find(s string) []Span {
	if m.IsEmpty() {
		return nil
	}
	folded := text.FoldMapped(s, m.keepCase)
	var spans []Span
	for at := 0; ; {
		i := strings.Index(folded.Text[at:], m.pattern)
		if i < 0 {
			return spans
		}
		from, to := folded.Original(at+i, at+i+len(m.pattern))
		spans = append(spans, Span{from, to})
		at += i + len(m.pattern)
	}
}

// Matches reports whether the text stands in s.
func (m Matcher) Matches(s string) bool {
	return !m.IsEmpty() && strings.Contains(text.FoldMapped(s, m.keepCase).Text, m.pattern)
}

// Rows is a set of rows.
type Rows struct {
	bits  []uint64
	count int
}

// Has reports whether a row is in the set.
func (r Rows) Has(row int) bool {
	return row >= 0 && row/64 < len(r.bits) && r.bits[row/64]&(1<<(row%64)) != 0
}

// Count returns the number of rows in the set.
func (r Rows) Count() int { return r.count }

// Find returns the rows of which a cell has the text that m looks for. It stops with the error of ctx when that ends.
func Find(ctx context.Context, t *markdown.Table, m Matcher) (Rows, error) {
	found := Rows{bits: make([]uint64, t.Rows()/64+1)}
	for row := range t.Rows() {
		if row%rowsPerCheck == 0 && ctx.Err() != nil {
			return Rows{}, ctx.Err()
		}
		for _, cell := range t.Row(row) {
			if m.Matches(cell) {
				found.bits[row/64] |= 1 << (row % 64)
				found.count++
				break
			}
		}
	}
	return found, nil
}

// rowsPerCheck is the number of rows after which a function looks whether it is still wanted.
const rowsPerCheck = 256
