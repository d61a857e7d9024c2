package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

const (
	scriptSources = "0123456789+-=()n"
	superscripts  = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"
	subscripts    = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ"
)

// writeScript writes a superscript or subscript in Unicode's characters for it if they exist. Otherwise it writes the
// text unchanged after sign, which is ^ or _, as in plain-text mathematics; ordinal suffixes and TM have no sign.
func (in *inlineWriter) writeScript(n ast.Node, alphabet, sign string) {
	s := in.page.doc.Text(n)
	if small, ok := convertScript(s, alphabet); ok && !in.page.theme.ASCII && in.page.isPlainText(n) {
		in.writeText(small)
		return
	}
	switch s {
	case "st", "nd", "rd", "th", "er", "e", "TM":
	default:
		in.flushSpace()
		in.decorate(sign)
	}
	in.writeChildren(n)
}

// convertScript converts s from scriptSources to another alphabet of the same length. It returns false if a character
// has no counterpart.
func convertScript(s, alphabet string) (string, bool) {
	letters := []rune(alphabet)
	var b strings.Builder
	for _, r := range s {
		i := strings.IndexRune(scriptSources, r)
		if i < 0 {
			return "", false
		}
		b.WriteRune(letters[i])
	}
	return b.String(), s != ""
}
