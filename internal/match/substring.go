package match

import (
	"strings"
	"unicode"

	"quire/internal/text"
)

// FindSubstring returns where a pattern is in a text, anywhere within its words, as a search within a page does: it ignores
// accents, and case unless the pattern has a capital. Runs of spaces in the pattern count as one. The spans are in order, do
// not overlap, and are whole characters.
func FindSubstring(s, pattern string) []Span {
	pattern = text.NFC(strings.Join(strings.Fields(pattern), " "))
	keepCase := strings.IndexFunc(pattern, unicode.IsUpper) >= 0
	folded := text.FoldMapped(pattern, keepCase).Text
	if folded == "" {
		return nil
	}
	normalized := text.NFCMapped(s)
	in := text.FoldMapped(normalized.Text, keepCase)
	var spans []Span
	for offset := 0; ; {
		i := strings.Index(in.Text[offset:], folded)
		if i < 0 {
			return spans
		}
		i += offset
		offset = i + len(folded)
		from, to := in.Original(i, offset)
		from, to = normalized.Original(from, to)
		if n := len(spans); n > 0 && spans[n-1].End > from {
			continue // both are in what one character folds to
		}
		spans = append(spans, Span{from, to})
	}
}
