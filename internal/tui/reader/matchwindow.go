package reader

import (
	"strings"

	"quire/internal/render"
	"quire/internal/text"
)

// findInWindow is like findInBlock, but finds only the matches of which a part is in the first w cells of a line. A single line
// may be a megabyte long: code, or a letter with very many accents. Of such a line it searches the beginning, and the end,
// where matches begin that go on in the next line.
func (s search) findInWindow(block int, lines []render.Line, w int) []match {
	var found []match
	var group []render.Line // of lines, joined for one search
	first, skipped := 0, 0  // the number of the first line in the group, and how many of its bytes are not
	searchGroup := func() {
		for _, m := range s.findInBlock(block, group) {
			for i := range m.ranges {
				r := &m.ranges[i]
				if r.Line == 0 {
					r.From, r.To = r.From+skipped, r.To+skipped
				}
				r.Line += first
			}
			found = append(found, m)
		}
	}
	for i, l := range lines {
		head, tail, isSplit := splitLongLine(l, w)
		group = append(group, head)
		if isSplit && !(i+1 < len(lines) && lines[i+1].ContinuesRow) { // the lines of a row belong together
			searchGroup()
			group, first, skipped = []render.Line{tail}, i, len(l.Text())-len(tail.Text())
		}
	}
	searchGroup()
	return found
}

// splitLongLine returns the beginning of a line that fills w cells, and its end, from the start of a word. It does not
// split a line that is not much longer.
func splitLongLine(l render.Line, w int) (head, tail render.Line, isSplit bool) {
	limit, size := (w+1)*text.BytesPerCell, 0
	for _, r := range l.Runs {
		size += len(r.Text)
	}
	if size <= 2*limit {
		return l, render.Line{}, false
	}
	head, tail = l, l
	head.Runs, tail.Runs = nil, nil
	start, wordStart := 0, -1 // of the run in the line, and of the first word in the tail
	for _, r := range l.Runs {
		end := start + len(r.Text)
		if start < limit {
			part := r
			part.Text = text.Limit(r.Text, limit-start)
			head.Runs = append(head.Runs, part)
		}
		from := max(size-limit-start, 0) // in the run
		if wordStart < 0 && end > size-limit {
			if space := strings.IndexByte(r.Text[from:], ' '); space >= 0 {
				from += space
				wordStart = start + from
			}
		}
		if wordStart >= 0 {
			part := r
			part.Text = r.Text[from:]
			tail.Runs = append(tail.Runs, part)
		}
		start = end
	}
	return head, tail, true
}
