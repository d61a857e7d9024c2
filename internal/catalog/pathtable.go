package catalog

import (
	"hash/maphash"
	"strings"

	"quire/internal/note"
)

// pathTable looks up notes by folder and file name without allocating a path for each: an open-addressing hash table of
// the notes' numbers.
type pathTable struct {
	seed  maphash.Seed
	slots []uint32 // number of the note plus 1, or 0 if empty; the length is a power of two, at least half are empty
}

// newPathTable returns a table of notes, which are numbered by their position.
func newPathTable(notes []*note.Note) pathTable {
	size := 4
	for size < 2*len(notes) {
		size *= 2
	}
	p := pathTable{maphash.MakeSeed(), make([]uint32, size)}
	for i, n := range notes {
		dir, name := ".", n.Path
		if slash := strings.LastIndexByte(n.Path, '/'); slash >= 0 {
			dir, name = n.Path[:slash], n.Path[slash+1:]
		}
		slot := p.firstSlot(dir, name)
		for p.slots[slot] != 0 {
			slot = (slot + 1) & (size - 1)
		}
		p.slots[slot] = uint32(i) + 1
	}
	return p
}

// firstSlot returns the slot at which probing for a path starts.
func (p *pathTable) firstSlot(dir, name string) int {
	h := maphash.String(p.seed, dir)*31 + maphash.String(p.seed, name)
	return int(h & uint64(len(p.slots)-1))
}

// find returns the number of the note called name in dir, or -1. notes must be those that p was made of; "." is the root.
func (p *pathTable) find(notes []*note.Note, dir, name string) int {
	for slot := p.firstSlot(dir, name); p.slots[slot] != 0; slot = (slot + 1) & (len(p.slots) - 1) {
		i := int(p.slots[slot] - 1)
		path, root := notes[i].Path, dir == "."
		if root && path == name || !root && len(path) == len(dir)+1+len(name) &&
			path[len(dir)] == '/' && path[len(dir)+1:] == name && path[:len(dir)] == dir {
			return i
		}
	}
	return -1
}
