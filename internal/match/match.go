// Package match finds the words of a search in a text, to highlight them on the
// screen and to print the lines that contain them. It compares the tokens of package
// text, as the index does, so whatever the index finds in a text is found here, with
// its place. It must not decide which notes match a query: that is up to package
// index.
package match

import (
	"sort"
	"strings"
	"unicode/utf8"

	"quire/internal/text"
)

// Span is a range of bytes of a text: text[Start:End].
type Span struct{ Start, End int }

// Find returns where words of a plain text begin with one of the words, as a search matches while it is typed; each may also
// be a phrase. It ignores case and accents. The spans are in order and do not overlap.
func Find(s string, words []string) []Span { return NewPrefixFinder(words).Find(s) }

// FindWhole returns where the words are whole words of the text; otherwise it is like Find.
func FindWhole(s string, words []string) []Span { return newFinder(words, false).Find(s) }

// NewPrefixFinder returns a Finder for words or phrases, each of which may go on in the text: see the function Find. A word of
// ExpressionWord stands for a regular expression.
func NewPrefixFinder(words []string) *Finder { return newFinder(words, true) }

func newFinder(words []string, prefix bool) *Finder {
	phrases := make([][]text.Token, len(words))
	for i, w := range words {
		if !strings.HasPrefix(w, expressionSign) {
			phrases[i] = text.TokenizeQuery(w, prefix)
		}
	}
	f := NewFinder(phrases)
	for i, w := range words {
		if source, ok := strings.CutPrefix(w, expressionSign); ok {
			f.addExpression(source, i)
		}
	}
	return f
}

// alignToGraphemes extends spans to whole grapheme clusters. Highlighting the 9 of 9️⃣ alone would split the cluster and
// change its width. The spans must be in order and must not overlap.
func alignToGraphemes(s string, spans []Span) []Span {
	if len(spans) == 0 || isASCII(s) {
		return spans
	}
	i := 0
	for start, cluster := range text.Clusters(s) {
		if i == len(spans) {
			break
		}
		end := start + len(cluster)
		for j := i; j < len(spans) && spans[j].Start < end; j++ {
			span := &spans[j]
			if span.Start > start {
				span.Start = start
			}
			if span.End > start && span.End < end {
				span.End = end
			}
		}
		for i < len(spans) && spans[i].End <= end {
			i++
		}
	}
	return mergeSpans(spans)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// mergeSpans sorts spans and merges those that overlap or touch.
func mergeSpans(spans []Span) []Span {
	sort.Slice(spans, func(i, j int) bool { return spans[i].Start < spans[j].Start })
	var out []Span
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}
