package match

import "slices"

// Occurrence is an occurrence of a word in a text.
type Occurrence struct {
	Span
	WordIndex int // index of the word among the words that were searched for
}

// FindEach returns the occurrences that Find merges, one by one, in the order of their starts. They may overlap.
func FindEach(s string, words []string) []Occurrence {
	return NewPrefixFinder(words).FindEach(s)
}

// FindEach returns each occurrence of the phrases in a text: see the function FindEach.
func (f *Finder) FindEach(s string) []Occurrence {
	occurrences := f.findOccurrences(s)
	slices.SortStableFunc(occurrences, func(a, b Occurrence) int { return a.Start - b.Start })
	return occurrences
}

// DensestPassage returns the best passage of at most size bytes as occurrences[from:to]: it has the
// most different words, then the most occurrences, then it is the first. The occurrences must
// be in order; without any the passage is empty. An occurrence longer than size is a passage by itself.
func DensestPassage(occurrences []Occurrence, size int) (from, to int) {
	var bestCount struct{ different, all int }
	counts := map[int]int{} // occurrences in the window, by word
	for i, end := 0, 0; i < len(occurrences); i++ {
		for ; end < len(occurrences) && (end == i || occurrences[end].End-occurrences[i].Start <= size); end++ {
			counts[occurrences[end].WordIndex]++
		}
		if d := len(counts); d > bestCount.different || d == bestCount.different && end-i > bestCount.all {
			bestCount.different, bestCount.all = d, end-i
			from, to = i, end
		}
		if counts[occurrences[i].WordIndex]--; counts[occurrences[i].WordIndex] == 0 {
			delete(counts, occurrences[i].WordIndex)
		}
	}
	return from, to
}
