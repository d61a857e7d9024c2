package note

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold is the form in which tags and names are compared: NFC, case folded,
// without surrounding space and with one space wherever there is space inside.
// Two texts that differ only so are the same name.
func Fold(s string) string {
	if folded(s) {
		return s
	}
	if !ascii(s) {
		// Folding may decompose and composing may bring forth a letter that
		// folds, so both sides of the folding are normalised.
		s = norm.NFC.String(strings.Map(cherokee, cases.Fold().String(norm.NFC.String(s))))
	} else {
		s = strings.ToLower(s)
	}
	if spaced(s) {
		s = strings.Join(strings.Fields(s), " ")
	}
	return s
}

// cherokee folds the one script whose small letters fold to its capitals
// (CaseFolding.txt), because the small ones are the younger: cases.Fold swaps
// the two instead of bringing them together.
func cherokee(r rune) rune {
	switch {
	case r >= 0xAB70 && r <= 0xABBF:
		return r - 0xAB70 + 0x13A0
	case r >= 0x13F8 && r <= 0x13FD:
		return r - 8
	}
	return r
}

// folded reports whether s is ASCII that Fold would not change.
func folded(s string) bool {
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

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// spaced reports whether s holds space that must be trimmed or collapsed.
func spaced(s string) bool {
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
