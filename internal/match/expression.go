package match

import (
	"regexp"
	"strings"
)

// expressionSign begins a word that stands for a regular expression. No typed text has it.
const expressionSign = "\x01"

// ExpressionWord returns the word by which NewPrefixFinder finds what a regular expression of package regexp matches within a
// line.
func ExpressionWord(source string) string { return expressionSign + source }

// DisplayWord returns a word as it is typed: the word of a regular expression between slashes.
func DisplayWord(word string) string {
	if source, ok := strings.CutPrefix(word, expressionSign); ok {
		return "/" + strings.TrimPrefix(source, "(?i)") + "/"
	}
	return word
}

// expression is a regular expression that a Finder finds, as the phrase with a number.
type expression struct {
	*regexp.Regexp
	phrase int
}

// AddExpressions makes f find what regular expressions match within a line, too. Invalid ones are ignored. It returns f, and
// must not be called while f is in use.
func (f *Finder) AddExpressions(sources []string) *Finder {
	for _, source := range sources {
		f.addExpression(source, f.phraseCount)
		f.phraseCount++
	}
	return f
}

func (f *Finder) addExpression(source string, number int) {
	if x, err := regexp.Compile(source); err == nil {
		f.expressions = append(f.expressions, expression{x, number})
	}
}

// MatchesExpressions reports whether each regular expression of f matches a line of s.
func (f *Finder) MatchesExpressions(s string) bool {
	for _, x := range f.expressions {
		found := false
		for line := range strings.Lines(s) {
			if x.MatchString(strings.TrimRight(line, "\r\n")) {
				found = true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}

// findExpressions appends the parts of the lines of s that the regular expressions match, unless they are empty.
func (f *Finder) findExpressions(s string, found []Occurrence) []Occurrence {
	if len(f.expressions) == 0 {
		return found
	}
	start := 0
	for line := range strings.Lines(s) {
		for _, x := range f.expressions {
			for _, at := range x.FindAllStringIndex(strings.TrimRight(line, "\r\n"), -1) {
				if at[0] < at[1] {
					found = append(found, Occurrence{Span{start + at[0], start + at[1]}, x.phrase})
				}
			}
		}
		start += len(line)
	}
	return found
}
