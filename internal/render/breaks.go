package render

import "strings"

// class is what a character means for the breaking of lines. This is the part of
// Unicode's line breaking (UAX 14) and of Japanese kinsoku that prose in a terminal needs.
type class uint8

const (
	letter      class = iota // and all else that keeps to its neighbours
	space                    // breaks, and vanishes at the end of a line
	ideograph                // a line may break on either side
	opening                  // never the last of a line
	closing                  // never the first of a line
	wideClosing              // the same, and a letter after it may begin a line
	dash                     // a line may break after it
)

func classOf(r rune) class {
	if r < 0x80 {
		return asciiClass(r)
	}
	switch {
	case r == 0x1680 || r >= 0x2000 && r <= 0x200a && r != 0x2007 || r == 0x205f || r == 0x3000:
		return space
	case r == '—':
		return dash
	case strings.ContainsRune("「『【〈《〔〖〘〚（［｛“‘«¿¡", r):
		return opening
	case strings.ContainsRune("、。，．！？：；）］｝」』】〉》〕〗〙〛・ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〻ゝゞヽヾ〜～", r):
		return wideClosing
	case strings.ContainsRune("”’»…↗✗↩", r) || superscript(r):
		return closing
	case ideographic(r):
		return ideograph
	}
	return letter
}

func asciiClass(r rune) class {
	switch r {
	case ' ':
		return space
	case '(', '[', '{':
		return opening
	case ')', ']', '}', ',', '.', ';', ':', '!', '?', '%':
		return closing
	}
	return letter
}

// breakBetween reports whether a line may end between two neighbours.
func breakBetween(a, b class) bool {
	switch {
	case a == opening, b == closing, b == wideClosing:
		return false
	case a == ideograph, b == ideograph, a == wideClosing, a == dash:
		return true
	}
	return false
}

// ideographic tells of the scripts that are written without spaces: Han, kana,
// Hangul apart, which has them; and of their full-width forms.
func ideographic(r rune) bool {
	return r >= 0x2e80 && r <= 0x31ff || r >= 0x3400 && r <= 0x4dbf || r >= 0x4e00 && r <= 0x9fff ||
		r >= 0xf900 && r <= 0xfaff || r >= 0xff01 && r <= 0xff60 || r >= 0x20000 && r <= 0x3ffff
}

func superscript(r rune) bool {
	return r == '¹' || r == '²' || r == '³' || r >= 0x2070 && r <= 0x2079
}
