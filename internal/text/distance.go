package text

import "unicode/utf8"

// EditDistance returns the number of runes to insert, delete, replace or swap with the next rune to turn a into b (optimal
// string alignment distance), or limit+1 if it exceeds limit. With a negative limit it returns 0. The time is
// proportional to limit times the length, since only a band of the table is computed (Ukkonen, "Algorithms for
// approximate string matching", 1985).
func EditDistance(a, b string, limit int) int {
	if limit < 0 || a == b {
		return 0
	}
	if abs(utf8.RuneCountInString(a)-utf8.RuneCountInString(b)) > limit {
		return limit + 1
	}
	var buf [2][64]rune // most names are short enough to stay on the stack
	x, y := appendRunes(buf[0][:0], a), appendRunes(buf[1][:0], b)
	far := limit + 1
	var cells [3 * 65]int
	rows := cells[:]
	if 3*(len(y)+1) > len(rows) {
		rows = make([]int, 3*(len(y)+1))
	}
	before, prev, cur := rows[:len(y)+1], rows[len(y)+1:2*(len(y)+1)], rows[2*(len(y)+1):3*(len(y)+1)]
	for j := range prev {
		prev[j] = min(j, far)
	}
	for i := 1; i <= len(x); i++ {
		lo, hi := max(1, i-limit), min(len(y), i+limit)
		cur[lo-1] = far
		if lo == 1 {
			cur[0] = min(i, far)
		}
		rowMin := cur[lo-1]
		for j := lo; j <= hi; j++ {
			d := prev[j-1]
			if x[i-1] != y[j-1] {
				d++
			}
			if j < i+limit { // prev[j] is in the band
				d = min(d, prev[j]+1)
			}
			d = min(d, cur[j-1]+1)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				d = min(d, before[j-2]+1)
			}
			cur[j] = min(d, far)
			rowMin = min(rowMin, cur[j])
		}
		if rowMin > limit {
			return far
		}
		before, prev, cur = prev, cur, before
	}
	return prev[len(y)]
}

func abs(n int) int { return max(n, -n) }

func appendRunes(buf []rune, s string) []rune {
	for _, r := range s {
		buf = append(buf, r)
	}
	return buf
}
