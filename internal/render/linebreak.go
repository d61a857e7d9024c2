package render

import "strings"

// breakClass says how a character affects line breaking. The classes are the part of Unicode's line breaking algorithm
// (UAX 14) and of Japanese kinsoku rules that prose in a terminal needs.
type breakClass uint8

const (
	classLetter      breakClass = iota // everything else: no break on either side
	classSpace                         // a line may break; vanishes at the end of a line
	classIdeograph                     // a line may break on either side
	classOpening                       // must not end a line
	classClosing                       // must not start a line
	classWideClosing                   // must not start a line, and a letter after it may
	classDash                          // a line may break after it
)

const ideographicSpace = '\u3000'

func breakClassOf(r rune) breakClass {
	if r < 0x80 {
		return asciiBreakClass(r)
	}
	switch {
	case r == 0x1680 || r >= 0x2000 && r <= 0x200a && r != 0x2007 || r == 0x205f || r == ideographicSpace:
		return classSpace
	case r == '—':
		return classDash
	case strings.ContainsRune("「『【〈《〔〖〘〚（［｛“‘«¿¡", r):
		return classOpening
	case strings.ContainsRune("、。，．！？：；）］｝」』】〉》〕〗〙〛・ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〻ゝゞヽヾ〜～", r):
		return classWideClosing
	case strings.ContainsRune("”’»…↗✗↩", r) || isSuperscript(r):
		return classClosing
	case isIdeographic(r):
		return classIdeograph
	}
	return classLetter
}

func asciiBreakClass(r rune) breakClass {
	switch r {
	case ' ':
		return classSpace
	case '(', '[', '{':
		return classOpening
	case ')', ']', '}', ',', '.', ';', ':', '!', '?', '%':
		return classClosing
	}
	return classLetter
}

// canBreakBetween reports whether a line may break between two neighbouring characters.
func canBreakBetween(a, b breakClass) bool {
	switch {
	case a == classOpening, b == classClosing, b == classWideClosing:
		return false
	case a == classIdeograph, b == classIdeograph, a == classWideClosing, a == classDash:
		return true
	}
	return false
}

// isIdeographic reports whether r belongs to a script without spaces, Han or kana, or is a full-width form. Hangul has
// spaces and does not count.
func isIdeographic(r rune) bool {
	return r >= 0x2e80 && r <= 0x31ff || r >= 0x3400 && r <= 0x4dbf || r >= 0x4e00 && r <= 0x9fff ||
		r >= 0xf900 && r <= 0xfaff || r >= 0xff01 && r <= 0xff60 || r >= 0x20000 && r <= 0x3ffff
}

func isSuperscript(r rune) bool {
	return r == '¹' || r == '²' || r == '³' || r >= 0x2070 && r <= 0x2079
}
