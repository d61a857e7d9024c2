package note

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// FoldName returns the form in which tags and names are compared: NFC, case folded, without surrounding space, and
// with a single space for each run of spaces. Two texts with the same form are the same name.
func FoldName(s string) string {
	if isFoldedASCII(s) {
		return s
	}
	if !isASCII(s) {
		// Folding may decompose, and composing may produce a letter that folds, so the text is normalised both
		// before and after folding.
		s = norm.NFC.String(strings.Map(foldCherokee, cases.Fold().String(norm.NFC.String(s))))
	} else {
		s = strings.ToLower(s)
	}
	if hasExtraSpace(s) {
		s = strings.Join(strings.Fields(s), " ")
	}
	return s
}

// foldCherokee folds Cherokee, the only script whose small letters fold to its capitals (CaseFolding.txt),
// because the small letters are newer. cases.Fold swaps the two instead of unifying them.
func foldCherokee(r rune) rune {
	switch {
	case r >= 0xAB70 && r <= 0xABBF:
		return r - 0xAB70 + 0x13A0
	case r >= 0x13F8 && r <= 0x13FD:
		return r - 8
	}
	return r
}

// isFoldedASCII reports whether s is ASCII that FoldName would not change.
func isFoldedASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x80 || c >= 'A' && c <= 'Z' || c < ' ' {
			return false
		}
		if c == ' ' && (i == 0 || i == len(s)-1 || s[i+1] == ' ') {
			return false
		}
	}
	return true
}

// isASCII reports whether all bytes of s are ASCII.
func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// hasExtraSpace reports whether s holds space that must be trimmed or collapsed.
func hasExtraSpace(s string) bool {
	before := true
	for _, r := range s {
		space := unicode.IsSpace(r)
		if space && (before || r != ' ') {
			return true
		}
		before = space
	}
	return before
}
