package match

import "slices"

// Place is where one of the words stands.
type Place struct {
	Span
	Word int // its number among the words
}

// Each is Find with every word by itself: in order, and where words overlap so do their places.
func Each(text string, words []string) []Place {
	places := each(text, words, false)
	slices.SortStableFunc(places, func(a, b Place) int { return a.From - b.From })
	return places
}

// Densest is the passage that says most of what was searched for: of all stretches of
// at most size bytes the one with the most different words, then with the most of them, then the
// first. It is given in places, which are in order; without any it is empty.
func Densest(places []Place, size int) (from, to int) {
	var best struct{ different, all int }
	inside := map[int]int{} // places of each word
	for i, end := 0, 0; i < len(places); i++ {
		for ; end < len(places) && (end == i || places[end].To-places[i].From <= size); end++ {
			inside[places[end].Word]++
		}
		if d := len(inside); d > best.different || d == best.different && end-i > best.all {
			best.different, best.all = d, end-i
			from, to = i, end
		}
		if inside[places[i].Word]--; inside[places[i].Word] == 0 {
			delete(inside, places[i].Word)
		}
	}
	return from, to
}
