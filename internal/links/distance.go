package links

import "unicode/utf8"

// allowance is how many slips a name of this length may hold and still be taken
// for a misspelling of another.
func allowance(s string) int {
	switch n := utf8.RuneCountInString(s); {
	case n < 4:
		return 0
	case n < 8:
		return 1
	case n < 16:
		return 2
	}
	return 3
}

// distance is the number of letters to insert, delete, replace or swap with their
// neighbour to make b of a, or limit+1 when there are more than limit. It
// takes time in proportion to limit times the length (Ukkonen's band).
func distance(a, b string, limit int) int {
	if limit < 0 {
		return 0
	}
	if a == b {
		return 0
	}
	var buf [2][64]rune // most names are short, and stay on the stack
	x, y := appendRunes(buf[0][:0], a), appendRunes(buf[1][:0], b)
	if abs(len(x)-len(y)) > limit {
		return limit + 1
	}
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
		least := cur[lo-1]
		for j := lo; j <= hi; j++ {
			d := prev[j-1]
			if x[i-1] != y[j-1] {
				d++
			}
			if j < i+limit { // prev[j] lies in the band
				d = min(d, prev[j]+1)
			}
			d = min(d, cur[j-1]+1)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				d = min(d, before[j-2]+1)
			}
			cur[j] = min(d, far)
			least = min(least, cur[j])
		}
		if least > limit {
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
