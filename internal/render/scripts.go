package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

const (
	plainScripts = "0123456789+-=()n"
	superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"
	subscripts   = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ"
)

// raised writes an exponent or index in the characters there are for it, else with
// the sign that mathematics in plain text uses. An ordinal's ending needs neither.
func (in *inliner) raised(n ast.Node, alphabet, sign string) {
	s := in.page.doc.Text(n)
	if small, ok := script(s, alphabet); ok && !in.page.theme.ASCII && in.page.plainText(n) {
		in.write(small)
		return
	}
	switch s {
	case "st", "nd", "rd", "th", "er", "e", "TM":
	default:
		in.write(sign)
	}
	in.children(n)
}

// script is s in another alphabet of the same length as plainScripts.
func script(s, alphabet string) (string, bool) {
	letters := []rune(alphabet)
	var b strings.Builder
	for _, r := range s {
		i := strings.IndexRune(plainScripts, r)
		if i < 0 {
			return "", false
		}
		b.WriteRune(letters[i])
	}
	return b.String(), s != ""
}
