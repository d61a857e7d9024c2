package note

import (
	"sort"

	"quire/internal/markdown"
)

// lineTable turns offsets in the body into places in the file.
type lineTable struct {
	first  int   // line of the file that the body starts on
	starts []int // offset of each line of the body
}

func newLineTable(body []byte, first int) *lineTable {
	return &lineTable{first: first, starts: markdown.LineStarts(body)}
}

// place is the line and the column, in bytes, of an offset; both from 1.
func (t *lineTable) place(offset int) (line, column int) {
	i := sort.SearchInts(t.starts, offset+1) - 1
	if i < 0 {
		return t.first, 1
	}
	return t.first + i, offset - t.starts[i] + 1
}
