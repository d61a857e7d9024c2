package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"quire/internal/note"
)

// A tag is taken for a slip only if it is rare and what it resembles is not.
const (
	rare     = 2 // notes at most
	common   = 3 // notes at least, of the tag that was meant
	shortest = 5 // letters, below which two words are easily alike
)

// spelling is one way of writing a tag, and the notes that do.
type spelling struct {
	text  string
	notes []*note.Note
}

// tags finds rare tags that differ from a common one by case or by one letter.
func (c *checker) tags() []Finding {
	byKey := map[string][]*spelling{}
	for _, n := range c.Notes {
		for _, tag := range n.Tags {
			key := note.Fold(tag)
			i := slices.IndexFunc(byKey[key], func(s *spelling) bool { return s.text == tag })
			if i < 0 {
				i = len(byKey[key])
				byKey[key] = append(byKey[key], &spelling{text: tag})
			}
			byKey[key][i].notes = append(byKey[key][i].notes, n)
		}
	}
	var all []Finding
	var each []*spelling // one for each tag, in its commonest spelling, with all its notes
	for _, spellings := range byKey {
		slices.SortStableFunc(spellings, func(a, b *spelling) int { return cmp.Compare(len(b.notes), len(a.notes)) })
		tag := &spelling{text: spellings[0].text}
		for i, s := range spellings {
			if i > 0 && len(s.notes) <= rare {
				all = append(all, s.findings(spellings[0])...)
			}
			tag.notes = append(tag.notes, s.notes...)
		}
		each = append(each, tag)
	}
	return append(all, slips(each)...)
}

// findings says of every note that has the tag what it resembles.
func (s *spelling) findings(meant *spelling) []Finding {
	var all []Finding
	for _, n := range s.notes {
		line := fieldLine(n, s.text, "tags", "tag", "keywords", "categories", "category")
		all = append(all, Finding{Path: n.Path, Line: line, Column: min(line, 1), Kind: SimilarTag, Suggestion: meant.text,
			Message: fmt.Sprintf("the tag %q, on %s, is nearly %q, on %d", s.text, count(len(s.notes), "note"), meant.text, len(meant.notes))})
	}
	return all
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// slips finds rare tags that are one slip of the fingers away from a common
// one. Two words that are so share a form with one letter left out, which is
// how they are found without comparing each with each.
func slips(tags []*spelling) []Finding {
	slices.SortFunc(tags, func(a, b *spelling) int {
		return cmp.Or(cmp.Compare(len(b.notes), len(a.notes)), strings.Compare(a.text, b.text))
	})
	forms := map[string][]*spelling{}
	for _, t := range tags {
		if len(t.notes) >= common {
			for _, form := range shortened(note.Fold(t.text)) {
				forms[form] = append(forms[form], t)
			}
		}
	}
	var all []Finding
	for _, t := range tags {
		if len(t.notes) > rare {
			continue
		}
		key := note.Fold(t.text)
		if meant := nearest(key, forms); meant != nil {
			all = append(all, t.findings(meant)...)
		}
	}
	return all
}

func nearest(key string, forms map[string][]*spelling) *spelling {
	var best *spelling
	for _, form := range shortened(key) {
		for _, t := range forms[form] {
			if (best == nil || len(t.notes) > len(best.notes)) && oneSlip([]rune(key), []rune(note.Fold(t.text))) {
				best = t
			}
		}
	}
	return best
}

// longest is the most letters that a tag may have and be compared: what is longer is a sentence.
const longest = 64

// shortened are a word itself and its forms with one letter left out; none of a word too short or too long.
func shortened(word string) []string {
	letters := []rune(word)
	if len(letters) < shortest-1 || len(letters) > longest {
		return nil
	}
	out := []string{word}
	for i := range letters {
		if i == 0 || letters[i] != letters[i-1] { // leaving out either of two equal ones is the same
			out = append(out, string(letters[:i])+string(letters[i+1:]))
		}
	}
	return out
}

// oneSlip reports whether a letter too many, too few or wrong, or two that
// changed places, make b of a. A number is never a slip: 2021 and 2022 are both meant.
func oneSlip(a, b []rune) bool {
	if max(len(a), len(b)) < shortest {
		return false
	}
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if slices.ContainsFunc(append(slices.Clone(a), b...), unicode.IsDigit) {
		return false
	}
	switch {
	case len(a) == 2 && len(b) == 2:
		return a[0] == b[1] && a[1] == b[0]
	case len(a)+len(b) == 0:
		return false
	}
	return len(a) <= 1 && len(b) <= 1
}
