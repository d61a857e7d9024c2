package index

import (
	"context"
	"strings"

	"quire/internal/search"
	"quire/internal/text"
)

// nameTable holds what go-to matches, folded: titles, slugs and aliases of all notes.
type nameTable struct {
	names       []string
	notes       []uint32 // the note of each name
	letterMasks []uint64 // the letterMask of each name
	weights     []float32
}

// Weights of aliases and slugs, relative to titles.
const (
	aliasWeight = 0.95
	slugWeight  = 0.9
)

// newNameTable collects the names of all notes.
func (x *Index) newNameTable() *nameTable {
	g := &nameTable{}
	add := func(i uint32, name string, share float32) {
		name = text.Fold(strings.Join(strings.Fields(name), " "))
		if name == "" {
			return
		}
		g.names = append(g.names, name)
		g.notes = append(g.notes, i)
		g.letterMasks = append(g.letterMasks, letterMask(name))
		g.weights = append(g.weights, share)
	}
	for _, i := range x.byPath {
		n := x.notes[i]
		add(i, n.Title, 1)
		for _, a := range n.Aliases {
			add(i, a, aliasWeight)
		}
		add(i, n.Slug, slugWeight)
	}
	return g
}

// letterMask returns a set of the bytes of s modulo 64. A name whose mask lacks a bit of the typed text cannot match.
func letterMask(s string) (bits uint64) {
	for i := range len(s) {
		bits |= 1 << (s[i] & 63)
	}
	return bits
}

// GoTo returns the notes whose title, slug or alias matches what was typed best, best first, at most limit of them (0: all). The
// letters of each typed word must occur in the name in their order; the words may come in any order. Letters that are
// adjacent, begin a word or make up the whole name score higher. An empty string matches all notes, newest first.
func (x *Index) GoTo(ctx context.Context, typed string, limit int) ([]search.Hit, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	parts := strings.Fields(text.Fold(typed))
	if len(parts) == 0 {
		return x.sortHits(x.alive, search.Request{Limit: limit}), nil
	}
	need := letterMask(strings.Join(parts, ""))
	points := x.scorePool.Get().(*[]float32)
	defer x.releaseScores(points)
	g := x.nameTable()
	for j, name := range g.names {
		if g.letterMasks[j]&need != need {
			continue
		}
		if p := fuzzyScore(name, parts) * g.weights[j]; p > (*points)[g.notes[j]] {
			(*points)[g.notes[j]] = p
		}
	}
	var keys []scoredNote
	for _, i := range x.order(search.Date, false) {
		if p := (*points)[i]; p > 0 {
			keys = append(keys, scoredNote{p, i})
		}
	}
	return x.scoredHits(topScores(keys, limit), 0, limit), nil
}

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
func fuzzyScore(name string, parts []string) float32 {
	sum, typed := 0, 0
	for _, part := range parts {
		p := partScore(name, part)
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

// partScore returns the points of one typed word, or 0.
func partScore(name, part string) int {
	if at := findPart(name, part); at >= 0 {
		return len(part)*(pointsPerLetter+bonusAdjacent) - bonusAdjacent + startBonus(name, at)
	}
	return subsequenceScore(name, part)
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
	points, at, last := 0, 0, -1
	for i := range len(part) {
		j := strings.IndexByte(name[at:], part[i])
		if j < 0 {
			return 0
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
	}
	if float64(points) < minScoreShare*float64(pointsPerLetter*len(part)) {
		return 0
	}
	return points
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
