package catalog

import (
	"hash/maphash"
	"strings"

	"quire/internal/note"
)

// places finds notes by folder and name without a string for each: a hash table of their numbers, plus one.
type places struct {
	seed  maphash.Seed
	slots []uint32 // a power of two of them, at least half of them empty
}

func newPlaces(notes []*note.Note) places {
	size := 4
	for size < 2*len(notes) {
		size *= 2
	}
	p := places{maphash.MakeSeed(), make([]uint32, size)}
	for i, n := range notes {
		dir, name := ".", n.Path
		if at := strings.LastIndexByte(n.Path, '/'); at >= 0 {
			dir, name = n.Path[:at], n.Path[at+1:]
		}
		at := p.slot(dir, name)
		for p.slots[at] != 0 {
			at = (at + 1) & (size - 1)
		}
		p.slots[at] = uint32(i) + 1
	}
	return p
}

func (p *places) slot(dir, name string) int {
	h := maphash.String(p.seed, dir)*31 + maphash.String(p.seed, name)
	return int(h & uint64(len(p.slots)-1))
}

// find is the place of a note among those that p was made of, or -1.
func (p *places) find(notes []*note.Note, dir, name string) int {
	for at := p.slot(dir, name); p.slots[at] != 0; at = (at + 1) & (len(p.slots) - 1) {
		i := int(p.slots[at] - 1)
		path, root := notes[i].Path, dir == "."
		if root && path == name || !root && len(path) == len(dir)+1+len(name) &&
			path[len(dir)] == '/' && path[len(dir)+1:] == name && path[:len(dir)] == dir {
			return i
		}
	}
	return -1
}
