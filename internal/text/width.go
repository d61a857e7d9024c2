package text

import (
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/uax29/v2/graphemes"
)

// WidthMethod is the way in which a terminal counts the cells of a text. Its methods measure, cut, pad and wrap text; no
// other package of quire counts cells, so that what one part pads, another does not cut. Whoever lays out a text hands in
// the method of the terminal that shows it. The zero value is Wcwidth, which suits an output that says nothing of itself.
//
// Methods take a single line of text without control characters. The line may hold escape sequences of styles and links,
// which take no cells, where a doc comment does not say plain. No method splits a grapheme cluster, unless it is alone
// wider than a line.
type WidthMethod uint8

// The methods.
const (
	// Wcwidth adds up the widths of the code points, as wcwidth(3) does. Terminals have counted so for decades, and do until
	// they confirm another way. Where versions of Unicode disagree it takes the larger width.
	Wcwidth WidthMethod = iota
	// PaintedWcwidth is Wcwidth for a screen that Bubble Tea paints. It is never less than what Bubble Tea counts, which would
	// cut a longer row: Bubble Tea gives a cell to the vowels and final consonants of decomposed Hangul too.
	PaintedWcwidth
	// Graphemes counts each grapheme cluster (UAX #29) once, however many code points it has, as terminals do in mode 2027.
	Graphemes
)

// LoadPainterTable makes Bubble Tea's painter fill its table of widths, two megabytes, as it does when it first measures a
// character beyond ASCII on a terminal without mode 2027. That takes as long as listing a small library, so call it beside
// other work. The methods of this package do not use that table.
func LoadPainterTable() { ansi.StringWidthWc("…") }

// Width returns the number of cells that s takes. It reads all of s: for a text that may be long, measure its Head.
func (m WidthMethod) Width(s string) int {
	width := 0
	for s != "" {
		if n := m.asciiLen(s); n > 0 {
			width, s = width+n, s[n:]
			continue
		}
		if n := sequenceLen(s); n > 0 {
			s = s[n:]
			continue
		}
		n, cells := m.next(s)
		width, s = width+cells, s[n:]
	}
	return width
}

// PlainWidth returns the number of cells of a plain text of unknown origin. Unlike Width it counts an escape sequence as
// the characters that it consists of, because package safe shows them.
func (m WidthMethod) PlainWidth(s string) int {
	width := 0
	for s != "" {
		if n := m.asciiLen(s); n > 0 {
			width, s = width+n, s[n:]
			continue
		}
		n, cells := m.next(s)
		width, s = width+cells, s[n:]
	}
	return width
}

// First returns the grapheme cluster at the start of a plain text and the cells that it takes, or "" for an empty text.
func (m WidthMethod) First(s string) (cluster string, cells int) {
	if startsWithASCII(s) {
		return s[:1], 1
	}
	if m == Graphemes {
		return ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	}
	cluster = FirstCluster(s)
	for _, r := range cluster {
		cells += m.runeWidth(r)
	}
	return cluster, cells
}

// FirstWithin returns the grapheme cluster at the start of a plain text and its cells, as First does. Of a cluster that is
// wider than w it returns the part that fits, but at least one character and the marks on it: a terminal that counts by
// code points shows the parts of such a cluster, an emoji of several people, one after the other.
func (m WidthMethod) FirstWithin(s string, w int) (cluster string, cells int) {
	cluster, all := m.First(s)
	if all <= w || m == Graphemes {
		return cluster, all
	}
	for at, r := range cluster {
		n := m.runeWidth(r)
		if cells > 0 && cells+n > w {
			return cluster[:at], cells
		}
		cells += n
	}
	return cluster, all
}

// next returns the length in bytes and the width of a piece at the start of a plain text that is measured as a whole: of a
// code point or a grapheme cluster.
func (m WidthMethod) next(s string) (n, cells int) {
	if m == Graphemes {
		cluster, cells := m.First(s)
		return len(cluster), cells
	}
	r, n := utf8.DecodeRuneInString(s)
	return n, m.runeWidth(r)
}

// FirstCluster returns the grapheme cluster at the start of a plain text, or "" for an empty text. It is the same for each
// method of measuring.
func FirstCluster(s string) string {
	if startsWithASCII(s) {
		return s[:1]
	}
	return graphemes.FromString(s).First()
}

// Clusters yields the grapheme clusters of a plain text, each with its offset in bytes.
func Clusters(s string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for at := 0; at < len(s); {
			cluster := FirstCluster(s[at:])
			if !yield(at, cluster) {
				return
			}
			at += len(cluster)
		}
	}
}

// Pad appends spaces to s up to w cells. It returns a longer s unchanged.
func (m WidthMethod) Pad(s string, w int) string {
	have := m.Width(s)
	if have >= w {
		return s
	}
	padded := s + Spaces(w-have)
	if s != "" && s[len(s)-1] >= utf8.RuneSelf { // a prepended mark (UAX #29) takes the first space into its cluster
		padded += Spaces(w - m.Width(padded))
	}
	return padded
}

// PadLeft puts spaces before s up to w cells. It returns a longer s unchanged.
func (m WidthMethod) PadLeft(s string, w int) string { return Spaces(w-m.Width(s)) + s }

// Spaces returns n spaces, or "" when n is negative.
func Spaces(n int) string { return strings.Repeat(" ", max(n, 0)) }

// asciiLen returns the length of the printable ASCII at the start of s, which takes a cell for each byte. If clusters count
// it leaves out the last character before a non-ASCII one, which may be a combining accent or make a keycap.
func (m WidthMethod) asciiLen(s string) int {
	n := asciiLen(s)
	if m != Graphemes && n < len(s) && isPrintable(s[n]) {
		n++
	}
	return n
}

// asciiLen returns the length of the printable ASCII characters at the start of s that are grapheme clusters of their own.
func asciiLen(s string) int {
	n := 0
	for n < len(s) && isPrintable(s[n]) {
		n++
	}
	if n > 0 && n < len(s) && s[n] >= utf8.RuneSelf {
		n--
	}
	return n
}

// startsWithASCII reports whether the first grapheme cluster of s is a printable ASCII character.
func startsWithASCII(s string) bool {
	return s != "" && isPrintable(s[0]) && (len(s) == 1 || s[1] < utf8.RuneSelf)
}

// isPrintableASCII reports whether s is printable ASCII, of which each byte takes one cell.
func isPrintableASCII(s string) bool {
	for i := range len(s) {
		if !isPrintable(s[i]) {
			return false
		}
	}
	return true
}

// isPrintable reports whether b is a printable ASCII character.
func isPrintable(b byte) bool { return b >= ' ' && b <= '~' }

const escape = '\x1b'

// sequenceLen returns the length of the escape sequence at the start of s, or 0.
func sequenceLen(s string) int {
	if s == "" || s[0] != escape {
		return 0
	}
	_, _, n, _ := ansi.DecodeSequence(s, 0, nil)
	return max(n, 1)
}
