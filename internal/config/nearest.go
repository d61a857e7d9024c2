package config

import "quire/internal/text"

// NearestMatch returns the candidate that name most probably misspells, or "" if no candidate is similar enough. The
// distance is text.EditDistance; at most a third of the letters of name may be wrong, but 1 letter always may.
func NearestMatch(name string, candidates []string) string {
	best, bestDistance := "", max(1, len(name)/3)+1
	for _, candidate := range candidates {
		if d := text.EditDistance(name, candidate, bestDistance-1); d < bestDistance {
			best, bestDistance = candidate, d
		}
	}
	return best
}
