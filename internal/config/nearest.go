package config

// Nearest returns the candidate that a slip of the fingers may have turned
// into name, or "". Swapped neighbours count as one slip, so do a letter too
// many, too few or wrong; a third of the letters may be so.
func Nearest(name string, candidates []string) string {
	best, bestSlips := "", max(1, len(name)/3)+1
	for _, candidate := range candidates {
		if slips := slips(name, candidate); slips < bestSlips {
			best, bestSlips = candidate, slips
		}
	}
	return best
}

// slips is the optimal string alignment distance of two short ASCII words.
func slips(a, b string) int {
	if len(a) > 64 {
		return len(a)
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
