package query

import (
	"slices"
	"strings"
)

// State matches notes by a yes-or-no property.
type State uint8

// The states of is: and has:. A new one stands at the end.
const (
	Draft    State = iota
	Orphan         // no other note links to it
	Untagged       // it has no tags
	Unread         // its current content has not been opened in the reader
	Broken         // it has a broken link
	Problem        // something is wrong with it, such as a front matter that cannot be read
	Todo           // it has a task that is still to be done
)

// stateNames holds each State as it is typed.
var stateNames = [...]string{
	Draft: "is:draft", Orphan: "is:orphan", Untagged: "is:untagged", Unread: "is:unread",
	Broken: "has:broken", Problem: "has:problem", Todo: "is:todo",
}

// StateNames lists the states as they are typed, those of is: first.
func StateNames() []string {
	names := slices.Clone(stateNames[:])
	slices.SortStableFunc(names, func(a, b string) int { return strings.Compare(b[:2], a[:2]) })
	return names
}

// String returns the state as it is typed.
func (s State) String() string { return stateNames[s] }

func (s State) write(b *strings.Builder) { b.WriteString(s.String()) }
