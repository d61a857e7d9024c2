package tableview

// Widths and heights of the view, in cells and rows.
const (
	columnGap      = 2
	barCells       = 2  // the sign of the selected row and a space
	headHeight     = 2  // the head and the rule below it
	maxColumn      = 60 // width of a column of a table that does not fit
	minPart        = 4  // least width of the part of a column that is shown at the right edge
	minPaneHeight  = 12 // from this height the whole text of a cell is shown below the table
	paneShare      = 9  // the text of that cell takes at most this part of the height
	frozenFraction = 3  // the first column stays if it takes at most this part of the width
)

// layout holds the widths of the columns for a width of the view.
type layout struct {
	widths []int
	room   int
	frozen bool // the first column stays where it is
	cuts   bool // some column is narrower than its widest cell
}

// place is a column on the screen.
type place struct{ column, x, width int }

// layOutColumns returns the widths of columns whose cells are as wide as natural says. If all fit in room they are whole. Otherwise
// none is wider than maxColumn, unless room is left.
func layOutColumns(natural []int, room int) layout {
	l := layout{widths: make([]int, len(natural)), room: max(room, 1)}
	total := columnGap * (len(natural) - 1)
	for i, n := range natural {
		l.widths[i] = max(min(n, maxColumn, l.room), 1)
		total += l.widths[i]
	}
	for spare := l.room - total; spare > 0; { // columns that are cut share what is left
		cut := 0
		for i, n := range natural {
			if n > l.widths[i] {
				cut++
			}
		}
		if cut == 0 {
			break
		}
		share := max(spare/cut, 1)
		for i, n := range natural {
			more := max(min(n-l.widths[i], share, spare), 0)
			l.widths[i], spare = l.widths[i]+more, spare-more
		}
	}
	for i, n := range natural {
		l.cuts = l.cuts || n > l.widths[i]
	}
	l.frozen = total > l.room && len(natural) > 2 && l.widths[0]*frozenFraction <= l.room
	return l
}

// firstX returns where the columns begin that scroll.
func (l layout) firstX() int {
	if l.frozen {
		return l.widths[0] + columnGap
	}
	return 0
}

// visible returns the columns on the screen when left is the first that scrolls. The last of them may be cut.
func (l layout) visible(left int) []place {
	var places []place
	x := 0
	if l.frozen {
		places, x, left = append(places, place{0, 0, l.widths[0]}), l.firstX(), max(left, 1)
	}
	for c := left; c < len(l.widths); c++ {
		w := min(l.widths[c], l.room-x)
		if w < min(minPart, l.widths[c]) && len(places) > 0 {
			break
		}
		places = append(places, place{c, x, max(w, 1)})
		if x += w + columnGap; x >= l.room {
			break
		}
	}
	return places
}

// scrollTo returns the first column that scrolls, so that a column is visible as a whole, as near to left as possible.
func (l layout) scrollTo(left, column int) int {
	first := 0
	if l.frozen {
		first = 1
	}
	if left = max(min(left, column), first); column < first {
		return left
	}
	for used := 0; ; left++ {
		used = l.firstX()
		for c := left; c <= column; c++ {
			if used += l.widths[c]; c > left {
				used += columnGap
			}
			if used > l.room {
				break
			}
		}
		if used <= l.room || left >= column {
			break
		}
	}
	return l.fillRight(left, first)
}

// fillRight moves left back as long as the last column stays visible, so that no room is left empty beside it.
func (l layout) fillRight(left, first int) int {
	used := l.firstX()
	for c := len(l.widths) - 1; c >= left; c-- {
		if used += l.widths[c] + columnGap; used > l.room+columnGap {
			return left
		}
	}
	for left > first && used+l.widths[left-1] <= l.room {
		left--
		used += l.widths[left] + columnGap
	}
	return left
}
