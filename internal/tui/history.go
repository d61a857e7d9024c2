package tui

import "quire/internal/tui/reader"

// historyEntry is a page in the history: the note, the line at the top of the window, and the selected link. An
// empty path stands for the document that is not a note of the library. Or it is the shelf, which a link led to.
type historyEntry struct {
	path   string
	anchor reader.Anchor

	isList             bool   // the shelf
	query, queryBefore string // of the shelf: in force there, and on the page with the link
}

// history holds the pages before and after the open one, as a browser does. It is a value: its methods return a
// changed copy.
type history struct{ behind, ahead entryStack }

// entryStack is a stack of entries, with the nearest entry on top. Its nodes are immutable and shared, so that
// every copy of a history stays valid and a push costs the same for any length.
type entryStack struct {
	top  *stackNode
	size int
}

type stackNode struct {
	historyEntry
	next *stackNode
}

// minKeptEntries is how many entries a stack keeps at least. At twice as many, the older half is dropped.
const minKeptEntries = 20000

func (s entryStack) push(p historyEntry) entryStack {
	if s.size >= 2*minKeptEntries {
		s = s.truncate(minKeptEntries)
	}
	return entryStack{&stackNode{p, s.top}, s.size + 1}
}

func (s entryStack) pop() (historyEntry, entryStack) {
	return s.top.historyEntry, entryStack{s.top.next, s.size - 1}
}

// truncate returns a stack of the n topmost entries.
func (s entryStack) truncate(n int) entryStack {
	out := entryStack{size: min(n, s.size)}
	end := &out.top
	for node, i := s.top, 0; i < out.size; node, i = node.next, i+1 {
		*end = &stackNode{historyEntry: node.historyEntry}
		end = &(*end).next
	}
	return out
}

// visit returns the history after the user has left here for a new page. The entries ahead are dropped.
func (t history) visit(here historyEntry) history { return history{behind: t.behind.push(here)} }

// goBack returns the entry before here, and the history at that entry. ok is false when here is the first.
func (t history) goBack(here historyEntry) (to historyEntry, there history, ok bool) {
	if t.behind.size == 0 {
		return historyEntry{}, t, false
	}
	to, behind := t.behind.pop()
	return to, history{behind, t.ahead.push(here)}, true
}

// goForward returns the entry after here, and the history at that entry. ok is false when here is the last.
func (t history) goForward(here historyEntry) (to historyEntry, there history, ok bool) {
	to, there, ok = t.reverse().goBack(here)
	return to, there.reverse(), ok
}

// leaveToShelf returns the history on the shelf, after the user has left here for it. Forward from the shelf
// leads to here again.
func (t history) leaveToShelf(here historyEntry) history { return history{ahead: t.ahead.push(here)} }

// enterFromShelf returns the entry that forward leads to from the shelf. ok is false when nothing is ahead.
func (t history) enterFromShelf() (to historyEntry, there history, ok bool) {
	if t.ahead.size == 0 {
		return historyEntry{}, t, false
	}
	to, ahead := t.ahead.pop()
	return to, history{ahead: ahead}, true
}

func (t history) reverse() history { return history{t.ahead, t.behind} }

// lastOtherNote returns the path of the note that was open last before the one at path, or "" when there is
// none. A document outside the library does not count.
func (t history) lastOtherNote(path string) string {
	for s := t.behind.top; s != nil; s = s.next {
		if s.path != path && s.path != "" {
			return s.path
		}
	}
	return ""
}
