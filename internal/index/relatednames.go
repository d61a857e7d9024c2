package index

import (
	"math"

	"quire/internal/note"
	"quire/internal/text"
)

// addMentions adds the scores of the notes that have the title or an alias of the note in their text.
func (r *relatedSearch) addMentions() {
	best := map[uint32]float32{}
	for _, name := range append([]string{r.note.Title}, r.note.Aliases...) {
		words, share := r.nameTerms(name)
		if share == 0 {
			continue
		}
		found := r.findPhrase(words, anyField)
		for _, h := range found.phraseHits {
			best[h.note] = max(best[h.note], share)
		}
	}
	for number, share := range best {
		r.scores[number] += mentioningWeight * share
		if number != r.number {
			r.mark(number).MentionsThis = true
		}
	}
}

// nameTerms returns the words of a title or an alias, and how telling they are: 0 for a name that is too common to say anything.
func (r *relatedSearch) nameTerms(name string) ([]text.Token, float32) {
	words := text.Tokenize(text.NFC(name), text.KindLetters)
	sum, rarest := 0.0, math.MaxInt
	for _, w := range words {
		if w.IsPrefix { // a lone letter of a script without blanks
			return nil, 0
		}
		n := r.countNotes(w.Text)
		rarest = min(rarest, n)
		sum += r.idf(n)
	}
	if len(words) == 0 || len(words) == 1 && rarest > max(minRelatedNotes, int(maxRelatedShare*float64(r.Total()))) {
		return nil, 0
	}
	return words, r.share(sum)
}

// mentionShare says how telling the most telling name of a note is that the text of the note mentions.
func (r *relatedSearch) mentionShare(n *note.Note) (share float32) {
	for _, name := range append([]string{n.Title}, n.Aliases...) {
		if words := text.Tokenize(text.NFC(name), text.KindLetters); !r.source.contains(words) {
			continue
		}
		_, s := r.nameTerms(name)
		share = max(share, s)
	}
	return share
}
