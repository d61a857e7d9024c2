package match

import (
	"slices"

	"quire/internal/text"
)

// Finder finds the same words and phrases in many texts. Making it takes time linear in their length, a search takes time
// linear in the length of the text. Several goroutines may use it at once.
//
// It compares tokens of package text, as the index does, so it finds a word in a text exactly if the index does. The phrases
// form a trie, whose edges are tokens at a distance from the token before:
//
//	cell based, cell wall, go*  ->  root ─cell─▶ • ─based─▶ 0
//	                                 │            └─wall──▶ 1
//	                                 └──go*──▶ 2
type Finder struct {
	terms      map[string]int32 // numbers of the whole words of all phrases, from 1
	prefixes   map[string]int32 // numbers of the prefixes, from -1 downwards
	prefixLens []int            // the lengths of the prefixes, ascending
	nodes      []node           // nodes[0] is the root
	edges      map[edge]int32

	pairs map[[2]int32]bool // terms that follow each other in a phrase

	hasWords, hasPunctuation bool      // kinds of phrases that there are
	asciiNeedles             []string  // see LacksAll
	firstBytes               [256]bool // the first bytes of terms and prefixes
	gapWords                 gapWords  // see mayHaveGap

	expressions []expression
	phraseCount int // numbers of phrases and expressions so far
}

// node is a node of the trie. The path from the root to it spells the beginning of at least one phrase.
type node struct {
	phrase    int     // the index of the phrase that ends here, or -1
	distances []int32 // of the edges that leave it, ascending
}

// edge leads from a node to the next token of a phrase. Its distance is the difference of their positions.
type edge struct{ from, distance, term int32 }

// maxPhraseTokens is the number of tokens of a phrase that are compared. A longer phrase is found by its beginning, so that
// the time of a search does not grow with the product of the two lengths.
const maxPhraseTokens = 64

// NewFinder returns a Finder of phrases, such as text.TokenizeQuery returns. A phrase that is repeated is reported with its
// first index; one without tokens is never found.
func NewFinder(phrases [][]text.Token) *Finder {
	f := &Finder{terms: map[string]int32{}, prefixes: map[string]int32{}, nodes: []node{{phrase: -1}}, edges: map[edge]int32{}, pairs: map[[2]int32]bool{}, phraseCount: len(phrases)}
	for i, tokens := range phrases {
		if len(tokens) > 0 {
			f.addPhrase(tokens[:min(len(tokens), maxPhraseTokens)], i)
		}
	}
	return f
}

func (f *Finder) addPhrase(tokens []text.Token, number int) {
	current, before := int32(0), int32(0)
	for i, t := range tokens {
		distance, term := int32(0), f.numberTerm(t)
		if i > 0 {
			distance = int32(t.Position - tokens[i-1].Position)
			f.pairs[[2]int32{before, term}] = true
		}
		if i < len(tokens)-1 {
			f.gapWords.add(t)
		}
		e := edge{current, distance, term}
		before = term
		next, ok := f.edges[e]
		if !ok {
			next = int32(len(f.nodes))
			f.edges[e] = next
			n := &f.nodes[current]
			if at, found := slices.BinarySearch(n.distances, distance); !found {
				n.distances = slices.Insert(n.distances, at, distance)
			}
			f.nodes = append(f.nodes, node{phrase: -1})
		}
		current = next
	}
	if n := &f.nodes[current]; n.phrase < 0 {
		n.phrase = number
	}
	if tokens[0].Kind == text.KindPunctuation {
		f.hasPunctuation = true
	} else {
		f.hasWords = true
	}
	f.addNeedle(tokens[0])
}

// numberTerm returns the number of the term or prefix of a token.
func (f *Finder) numberTerm(t text.Token) int32 {
	f.firstBytes[t.Text[0]] = true
	if !t.IsPrefix {
		if f.terms[t.Text] == 0 {
			f.terms[t.Text] = int32(len(f.terms) + 1)
		}
		return f.terms[t.Text]
	}
	if f.prefixes[t.Text] == 0 {
		f.prefixes[t.Text] = -int32(len(f.prefixes) + 1)
		if at, found := slices.BinarySearch(f.prefixLens, len(t.Text)); !found {
			f.prefixLens = slices.Insert(f.prefixLens, at, len(t.Text))
		}
	}
	return f.prefixes[t.Text]
}

// IsEmpty reports whether there are no phrases to find.
func (f *Finder) IsEmpty() bool { return len(f.edges)+len(f.expressions) == 0 }

// hit is a token of a text that a phrase may contain.
type hit struct {
	term       int32
	position   int
	start, end int // bytes of the text in NFC; for a prefix, end is where what it stands for ends
}

// Find returns where the phrases are in a text: in order, not overlapping, and in whole grapheme clusters.
func (f *Finder) Find(s string) []Span {
	occurrences := f.findOccurrences(s)
	spans := make([]Span, len(occurrences))
	for i, o := range occurrences {
		spans[i] = o.Span
	}
	return alignToGraphemes(s, mergeSpans(spans))
}

// findOccurrences returns all occurrences, in no particular order.
func (f *Finder) findOccurrences(s string) []Occurrence {
	if f.LacksAll(s) {
		return nil
	}
	normalized := text.NFCMapped(s)
	var found []Occurrence
	if len(f.edges) > 0 {
		words, punctuation := f.findTokens(normalized.Text)
		found = f.matchPhrases(punctuation, f.matchPhrases(words, nil))
	}
	found = f.findExpressions(normalized.Text, found)
	for i, o := range found {
		found[i].Start, found[i].End = normalized.Original(o.Start, o.End)
	}
	return found
}

// findTokens returns the tokens of a text that a phrase may contain, each of the two sequences in order of position.
func (f *Finder) findTokens(s string) (words, punctuation []hit) {
	var t text.Tokenizer
	for t.Reset(s, f.hasPunctuation); t.Next(); {
		to := &words
		if t.Kind == text.KindPunctuation {
			to = &punctuation
		} else if !f.hasWords {
			continue
		}
		if len(t.Term) > 0 && !f.firstBytes[t.Term[0]] {
			continue // most tokens, without a look into the maps
		}
		if term := f.terms[string(t.Term)]; term != 0 {
			*to = append(*to, hit{term, t.Position, t.Start, t.End})
		}
		for _, n := range f.prefixLens {
			if n > len(t.Term) {
				break
			}
			if term := f.prefixes[string(t.Term[:n])]; term != 0 {
				end := t.End
				if n < len(t.Term) {
					end = t.Start + text.OriginalLen(s[t.Start:t.End], t.Kind, n)
				}
				*to = append(*to, hit{term, t.Position, t.Start, end})
			}
		}
	}
	return words, punctuation
}

// matchPhrases appends the occurrences of phrases whose tokens are among the hits.
func (f *Finder) matchPhrases(hits []hit, found []Occurrence) []Occurrence {
	type state struct {
		node int32
		last int // index of the last hit
	}
	var states []state
	for first := range hits {
		next, ok := f.edges[edge{0, 0, hits[first].term}]
		if !ok {
			continue
		}
		for states = append(states[:0], state{next, first}); len(states) > 0; {
			s := states[len(states)-1]
			states = states[:len(states)-1]
			n := f.nodes[s.node]
			if n.phrase >= 0 {
				found = append(found, Occurrence{Span{hits[first].start, hits[s.last].end}, n.phrase})
			}
			if len(n.distances) == 0 {
				continue
			}
			farthest := hits[s.last].position + int(n.distances[len(n.distances)-1])
			for i := s.last + 1; i < len(hits) && hits[i].position <= farthest; i++ {
				e := edge{s.node, int32(hits[i].position - hits[s.last].position), hits[i].term}
				if next, ok := f.edges[e]; ok {
					states = append(states, state{next, i})
				}
			}
		}
	}
	return found
}
