package note

import (
	"sort"

	"quire/internal/markdown"
)

// lineTable converts offsets in the body to positions in the file.
type lineTable struct {
	firstLine int   // line of the file on which the body starts
	starts    []int // offset of each line of the body
}

// newLineTable returns the table of a body that starts on line firstLine of its file.
func newLineTable(body []byte, firstLine int) *lineTable {
	return &lineTable{firstLine: firstLine, starts: markdown.LineStarts(body)}
}

// lineColumn returns the line and the column, in bytes, of an offset, both from 1.
func (t *lineTable) lineColumn(offset int) (line, column int) {
	i := sort.SearchInts(t.starts, offset+1) - 1
	if i < 0 {
		return t.firstLine, 1
	}
	return t.firstLine + i, offset - t.starts[i] + 1
}
