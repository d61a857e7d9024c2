package search

import (
	"fmt"
	"strings"
)

// Sort is an order of hits.
type Sort uint8

// The orders. Ties are broken by date, newest first, then by title, then by path.
const (
	Auto  Sort = iota // by score; for a query without words, like Date
	Date              // newest first, undated last
	Title             // digits compare by value: Chapter 2 before Chapter 10
	Path
	Modified  // most recently changed first
	SortCount // number of orders

	// Relevance is Auto, since without words all notes are equally relevant.
	Relevance = Auto
)

// orders holds the name and the description of each order. Scripts rely on the names: add new ones, rename no old ones.
var orders = [SortCount]struct{ name, description string }{
	Auto:     {"relevance", "best match, then newest"},
	Date:     {"date", "newest first"},
	Title:    {"title", "by title"},
	Path:     {"path", "by path"},
	Modified: {"modified", "recently changed first"},
}

// String returns the name of the order on the command line.
func (s Sort) String() string { return orders[s].name }

// Description describes the order to a user, in a few words.
func (s Sort) Description() string { return orders[s].description }

// SortNames returns the names of all orders, the default last.
func SortNames() []string {
	var names []string
	for s := Auto + 1; s < SortCount; s++ {
		names = append(names, s.String())
	}
	return append(names, Auto.String())
}

// SortChoices returns the names of all orders as a list in a sentence: "date, title or relevance".
func SortChoices() string {
	names := SortNames()
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

// ParseSort parses the name of an order, as String returns it; "" is Auto. The error quotes an unknown name.
func ParseSort(name string) (Sort, error) {
	if name == "" {
		return Auto, nil
	}
	for s := range SortCount {
		if s.String() == name {
			return s, nil
		}
	}
	return 0, fmt.Errorf("no such sort order: %q", name)
}
