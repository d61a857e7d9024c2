package index

import (
	"slices"
	"strings"

	"quire/internal/search"
	"quire/internal/text"
)

// Points of a fuzzy match. The bonuses are chosen so that a better kind of match outweighs a few more letters.
const (
	pointsPerLetter = 16
	bonusAdjacent   = 8 // for a letter right after the one before
	bonusWordStart  = 8
	bonusNameStart  = 8
	bonusWholeName  = 32
	maxGapPenalty   = 12 // the most that the letters skipped in between cost
	minScoreShare   = 0.6
)

// fuzzyScore returns the points of a name for all parts, or 0 when one of them does not match.
func fuzzyScore(name string, parts []string) float32 { return sumScores(name, parts, partScore) }

// containedScore is fuzzyScore for a name that must contain all parts as a whole.
func containedScore(name string, parts []string) float32 {
	return sumScores(name, parts, containedPartScore)
}

// sumScores returns the sum of the points of all parts and what their length adds, or 0 when one of them has no points.
func sumScores(name string, parts []string, score func(name, part string) int) float32 {
	sum, typed := 0, 0
	for _, part := range parts {
		p := score(name, part)
		if p == 0 {
			return 0
		}
		sum += p
		typed += len(part)
	}
	if typed+len(parts)-1 == len(name) && strings.Join(parts, " ") == name {
		sum += bonusWholeName
	}
	// among equals, prefer the name with less left untyped
	return float32(sum) + float32(typed)/float32(len(name)+1)
}

// maxContainedScore returns the most that containedScore can be.
func maxContainedScore(parts []string) float32 {
	sum := bonusWholeName + 1
	for _, part := range parts {
		sum += containedPoints(part) + bonusWordStart + bonusNameStart
	}
	return float32(sum)
}

// matchedSpans returns what parts match in name, which is as written, as fuzzyScore matches its folded form.
func matchedSpans(name string, parts []string) []search.Span {
	folded := text.FoldMapped(name, false)
	var spans []search.Span
	add := func(start, end int) {
		from, to := folded.Original(start, end)
		spans = append(spans, search.Span{Start: from, End: to})
	}
	for _, part := range parts {
		if at := findPart(folded.Text, part); at >= 0 {
			add(at, at+len(part))
			continue
		}
		_, offsets := matchSubsequence(folded.Text, part, make([]int, 0, len(part)))
		for _, at := range offsets {
			add(at, at+1)
		}
	}
	slices.SortFunc(spans, func(a, b search.Span) int { return a.Start - b.Start })
	merged := spans[:0]
	for _, s := range spans {
		if last := len(merged) - 1; last >= 0 && s.Start <= merged[last].End {
			merged[last].End = max(merged[last].End, s.End)
		} else {
			merged = append(merged, s)
		}
	}
	return merged
}

// partScore returns the points of one typed word, or 0.
func partScore(name, part string) int {
	if p := containedPartScore(name, part); p > 0 {
		return p
	}
	return subsequenceScore(name, part)
}

// containedPartScore returns the points of one typed word that name contains as a whole, or 0.
func containedPartScore(name, part string) int {
	at := findPart(name, part)
	if at < 0 {
		return 0
	}
	return containedPoints(part) + startBonus(name, at)
}

// containedPoints returns the points of a part that stands in a name as a whole.
func containedPoints(part string) int {
	return len(part)*(pointsPerLetter+bonusAdjacent) - bonusAdjacent
}

// findPart returns where name contains part as a whole, preferably at the start of a word, or -1.
func findPart(name, part string) int {
	first := -1
	for from := 0; ; {
		i := strings.Index(name[from:], part)
		if i < 0 {
			return first
		}
		if at := from + i; isWordStart(name, at) {
			return at
		} else if first < 0 {
			first = at
		}
		from += i + 1
	}
}

// startBonus returns the bonus of a match that begins at offset at.
func startBonus(name string, at int) int {
	switch {
	case at == 0:
		return bonusWordStart + bonusNameStart
	case isWordStart(name, at):
		return bonusWordStart
	}
	return 0
}

// isWordStart reports whether a word of a folded name begins at byte offset at.
func isWordStart(name string, at int) bool {
	return at == 0 || name[at-1] < 0x80 && text.LowerASCIIWord(name[at-1]) == 0
}

// subsequenceScore returns the points of a part whose letters are scattered in name in their order, or 0 when they are not,
// or so far apart that the match is likely chance.
func subsequenceScore(name, part string) int {
	points, _ := matchSubsequence(name, part, nil)
	return points
}

// matchSubsequence returns what subsequenceScore does, and appends the offsets of the letters to offsets if it is not nil.
func matchSubsequence(name, part string, offsets []int) (int, []int) {
	points, at, last := 0, 0, -1
	for i := range len(part) {
		j := strings.IndexByte(name[at:], part[i])
		if j < 0 {
			return 0, nil
		}
		j += at
		if j != last+1 || i == 0 { // prefer a letter that begins a word to the nearest one
			if k := nextWordStart(name, part[i], at); k >= 0 && isSubsequence(name[k+1:], part[i+1:]) {
				j = k
			}
		}
		points += pointsPerLetter + startBonus(name, j)
		switch {
		case i > 0 && j == last+1:
			points += bonusAdjacent
		case i > 0:
			points -= min(j-last-1, maxGapPenalty)
		}
		last, at = j, j+1
		if offsets != nil {
			offsets = append(offsets, j)
		}
	}
	if float64(points) < minScoreShare*float64(pointsPerLetter*len(part)) {
		return 0, nil
	}
	return points, offsets
}

// nextWordStart returns the offset, at or after from, of a word that begins with c, or -1.
func nextWordStart(name string, c byte, from int) int {
	for i := from; i < len(name); i++ {
		if name[i] == c && isWordStart(name, i) {
			return i
		}
	}
	return -1
}

// isSubsequence reports whether name contains the bytes of part in their order.
func isSubsequence(name, part string) bool {
	for i := range len(part) {
		j := strings.IndexByte(name, part[i])
		if j < 0 {
			return false
		}
		name = name[j+1:]
	}
	return true
}
