package note

import (
	"bytes"
	"sort"
)

// lineTable turns offsets in the body into places in the file.
type lineTable struct {
	first  int   // line of the file that the body starts on
	starts []int // offset of each line of the body
}

func newLineTable(body []byte, first int) *lineTable {
	starts := make([]int, 1, 16+len(body)/48)
	for at := 0; ; {
		i := bytes.IndexByte(body[at:], '\n')
		if i < 0 {
			break
		}
		at += i + 1
		starts = append(starts, at)
	}
	return &lineTable{first: first, starts: starts}
}

// place is the line and the column, in bytes, of an offset; both from 1.
func (t *lineTable) place(offset int) (line, column int) {
	i := sort.SearchInts(t.starts, offset+1) - 1
	if i < 0 {
		return t.first, 1
	}
	return t.first + i, offset - t.starts[i] + 1
}
