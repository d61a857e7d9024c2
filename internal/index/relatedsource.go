package index

import (
	"slices"
	"strings"

	"quire/internal/note"
	"quire/internal/text"
)

// sourceText holds the terms of a note to which others are related.
type sourceText struct {
	termFreqs map[string]float32 // weighted by field, as the frequencies in the index are
	positions map[string][]int   // in the body
	title     string             // in NFC
	plain     string             // the body in NFC
}

// readSource reads the terms of a note.
func readSource(p *note.Parsed) sourceText {
	s := sourceText{termFreqs: map[string]float32{}, positions: map[string][]int{}, title: text.NFC(p.Note.Title), plain: text.NFC(p.Plain)}
	n := p.Note
	s.addField(fieldTitle, n.Title)
	s.addField(fieldAlias, n.Aliases...)
	s.addField(fieldTag, n.Tags...)
	s.addField(fieldDescription, n.Description)
	d := p.Details
	if d == nil {
		d = n.Details()
	}
	s.addField(fieldHeading, headingTexts(d)...)
	var t text.Tokenizer
	position := 0
	for line := range strings.SplitSeq(s.plain, "\n") {
		for t.Reset(line, false); t.Next(); {
			if isRelatedTerm(&t) {
				s.termFreqs[string(t.Term)]++
			}
			s.positions[string(t.Term)] = append(s.positions[string(t.Term)], position+t.Position)
		}
		words, _ := t.PositionCount()
		position += words + valueGap
	}
	return s
}

// addField adds the terms of the values of a field of the head.
func (s *sourceText) addField(field int, values ...string) {
	var t text.Tokenizer
	for _, v := range values {
		for t.Reset(text.NFC(v), false); t.Next(); {
			if isRelatedTerm(&t) {
				s.termFreqs[string(t.Term)] += fieldWeights[field]
			}
		}
	}
}

// isRelatedTerm reports whether the present token may say what a note is about. Single letters do not, but for the signs of
// languages, such as c++.
func isRelatedTerm(t *text.Tokenizer) bool {
	return t.Kind == text.KindSigned || t.Kind == text.KindLetters && len(t.Term) > 1 && !isSingleLetter(t.Term)
}

// isSingleLetter reports whether a term has only one letter.
func isSingleLetter(term []byte) bool {
	return firstLetters(string(term), 2) == ""
}

// contains reports whether the body contains words at their distances.
func (s *sourceText) contains(words []text.Token) bool {
	if len(words) == 0 || words[0].IsPrefix {
		return false
	}
	return slices.ContainsFunc(s.positions[words[0].Text], func(start int) bool {
		return !slices.ContainsFunc(words[1:], func(w text.Token) bool {
			_, ok := slices.BinarySearch(s.positions[w.Text], start+w.Position-words[0].Position)
			return !ok || w.IsPrefix
		})
	})
}

// spellings returns how the note spells terms: the spelling that is used most, the first of several.
func (s *sourceText) spellings(of map[string]bool) map[string]string {
	counts := map[string]map[string]int{}
	best := map[string]string{}
	var t text.Tokenizer
	written := s.title + "\n" + s.plain
	for t.Reset(written, false); t.Next(); {
		if !of[string(t.Term)] {
			continue
		}
		term := string(t.Term)
		if counts[term] == nil {
			counts[term] = map[string]int{}
		}
		spelled := written[t.Start:t.End]
		if t.Kind == text.KindSigned {
			spelled = term
		}
		counts[term][spelled]++
		if counts[term][spelled] > counts[term][best[term]] {
			best[term] = spelled
		}
	}
	return best
}
