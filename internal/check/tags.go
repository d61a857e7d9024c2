package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quire/internal/note"
	"quire/internal/numbers"
	"quire/internal/text"
)

// A tag counts as a mistake only if it is rare and resembles a tag that is not.
const (
	maxRare       = 2 // most notes with the rare tag
	minCommon     = 3 // least notes with the common tag
	minTagLetters = 5 // shorter words are often similar
)

// spelling is one spelling of a tag, with the notes that use it.
type spelling struct {
	text  string
	notes []*note.Note
}

// checkTags finds rare tags that differ from a common one by case or by one edit.
func (c *checker) checkTags() []Finding {
	byKey := map[string][]*spelling{}
	for _, n := range c.notes {
		for _, tag := range n.Tags {
			key := note.FoldName(tag)
			i := slices.IndexFunc(byKey[key], func(s *spelling) bool { return s.text == tag })
			if i < 0 {
				i = len(byKey[key])
				byKey[key] = append(byKey[key], &spelling{text: tag})
			}
			byKey[key][i].notes = append(byKey[key][i].notes, n)
		}
	}
	var findings []Finding
	var tags []*spelling // each tag in its most common spelling, with all its notes
	for _, spellings := range byKey {
		slices.SortStableFunc(spellings, func(a, b *spelling) int { return cmp.Compare(len(b.notes), len(a.notes)) })
		tag := &spelling{text: spellings[0].text}
		for i, s := range spellings {
			if i > 0 && len(s.notes) <= maxRare {
				findings = append(findings, s.similarTagFindings(spellings[0])...)
			}
			tag.notes = append(tag.notes, s.notes...)
		}
		tags = append(tags, tag)
	}
	return append(findings, findMisspellings(tags)...)
}

// similarTagFindings returns a finding for each note with the tag, which names the tag that was meant.
func (s *spelling) similarTagFindings(meant *spelling) []Finding {
	var findings []Finding
	for _, n := range s.notes {
		line := findFieldLine(n, s.text, "tags", "tag", "keywords", "categories", "category")
		findings = append(findings, Finding{Path: n.Path, Line: line, Column: min(line, 1), Kind: SimilarTag, Suggestion: meant.text,
			Message: fmt.Sprintf("the tag %q, on %s, is similar to %q, on %d", s.text, numbers.Pluralize(len(s.notes), "note"), meant.text, len(meant.notes))})
	}
	return findings
}

// findMisspellings finds rare tags that are one edit away from a common one. Two such words have a deletion variant in
// common, so that not every pair of tags has to be compared (as in SymSpell).
func findMisspellings(tags []*spelling) []Finding {
	slices.SortFunc(tags, func(a, b *spelling) int {
		return cmp.Or(cmp.Compare(len(b.notes), len(a.notes)), strings.Compare(a.text, b.text))
	})
	forms := map[string][]*spelling{}
	for _, t := range tags {
		if len(t.notes) >= minCommon {
			for _, form := range deletionVariants(note.FoldName(t.text)) {
				forms[form] = append(forms[form], t)
			}
		}
	}
	var findings []Finding
	for _, t := range tags {
		if len(t.notes) > maxRare {
			continue
		}
		key := note.FoldName(t.text)
		if meant := findNearest(key, forms); meant != nil {
			findings = append(findings, t.similarTagFindings(meant)...)
		}
	}
	return findings
}

func findNearest(key string, forms map[string][]*spelling) *spelling {
	var best *spelling
	for _, form := range deletionVariants(key) {
		for _, t := range forms[form] {
			if (best == nil || len(t.notes) > len(best.notes)) && isOneEdit(key, note.FoldName(t.text)) {
				best = t
			}
		}
	}
	return best
}

// maxTagLetters is the most letters of a tag that is compared; a longer tag is a sentence.
const maxTagLetters = 64

// deletionVariants returns a word and its variants with one letter left out. It returns nil for a word that is too
// short or too long to compare.
func deletionVariants(word string) []string {
	letters := []rune(word)
	if len(letters) < minTagLetters-1 || len(letters) > maxTagLetters {
		return nil
	}
	out := []string{word}
	for i := range letters {
		if i == 0 || letters[i] != letters[i-1] { // two equal letters in a row give the same variant
			out = append(out, string(letters[:i])+string(letters[i+1:]))
		}
	}
	return out
}

// isOneEdit reports whether b is a with one letter inserted, deleted or replaced, or with two adjacent letters swapped.
// An edit of a digit does not count: 2021 and 2022 are both intended.
func isOneEdit(a, b string) bool {
	if max(utf8.RuneCountInString(a), utf8.RuneCountInString(b)) < minTagLetters || text.EditDistance(a, b, 1) != 1 {
		return false
	}
	x, y := []rune(a), []rune(b)
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	return !slices.ContainsFunc(x, unicode.IsDigit) && !slices.ContainsFunc(y, unicode.IsDigit)
}
