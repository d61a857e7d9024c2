package text

import (
	"sync"

	"github.com/charmbracelet/x/ansi"
)

// What the table of widths says of a code point, besides its width in cells: 0, 1 or 2.
const painterWidth1 = 3 // wcwidth(3) is 0, and the painter counts 1

// The table holds four code points in a byte and runesPerBlock of them in a block. Equal blocks are stored once.
const (
	runesPerBlock = 128
	bytesPerBlock = runesPerBlock / 4
	tableEnd      = 0x20000 // ideographs are behind it, and few others: see rangeWidth
)

// runeWidth returns the cells of a code point by wcwidth(3). Control characters have none.
func (m WidthMethod) runeWidth(r rune) int {
	w := tableWidth(r)
	if w == painterWidth1 {
		if w = 0; m == PaintedWcwidth {
			w = 1
		}
	}
	if w == 1 && r > '~' && isAmbiguousWide() {
		return ansi.StringWidthWc(string(r))
	}
	return w
}

// tableWidth returns what the table says of r.
func tableWidth(r rune) int {
	if uint32(r) >= tableEnd {
		return rangeWidth(r)
	}
	four := widthBlocks[int(widthIndex[r/runesPerBlock])*bytesPerBlock+int(r%runesPerBlock)/4]
	return int(four>>(2*(r%4))) & 3
}

// rangeWidth returns the width of a code point behind the table.
func rangeWidth(r rune) int {
	switch {
	case r <= 0x3fffd: // the supplementary and the tertiary ideographic plane
		return 2
	case r == 0xe0001, 0xe0020 <= r && r <= 0xe007f, 0xe0100 <= r && r <= 0xe01ef: // tags and variation selectors
		return 0
	}
	return 1
}

// isAmbiguousWide reports whether the environment makes the painter give two cells to the characters whose width Unicode
// calls ambiguous, which it does on the user's word alone.
var isAmbiguousWide = sync.OnceValue(func() bool { return ansi.StringWidthWc("±") > 1 })
