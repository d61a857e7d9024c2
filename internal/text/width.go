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
// the method of the terminal that shows it. The zero value is Graphemes.
//
// Methods take a single line of text without control characters. The line may hold escape sequences of styles and links,
// which take no cells, where a doc comment does not say plain.
type WidthMethod uint8

// Graphemes counts each grapheme cluster (UAX #29) once, however many code points it has, as terminals do in mode 2027.
const Graphemes WidthMethod = iota

// LoadWidthTable fills the table of the widths of characters beyond ASCII with which a terminal without mode 2027 is
// painted: two megabytes, which go-runewidth fills when it first measures such a character. That takes as long as listing
// a small library, so call it beside other work.
func LoadWidthTable() { ansi.StringWidthWc("…") }

// Width returns the number of cells that s takes. It reads all of s: for a text that may be long, measure its Head.
func (m WidthMethod) Width(s string) int {
	width := 0
	for s != "" {
		if n := asciiLen(s); n > 0 {
			width, s = width+n, s[n:]
			continue
		}
		if n := sequenceLen(s); n > 0 {
			s = s[n:]
			continue
		}
		cluster, cells := m.First(s)
		width, s = width+cells, s[len(cluster):]
	}
	return width
}

// PlainWidth returns the number of cells of a plain text of unknown origin. Unlike Width it counts an escape sequence as
// the characters that it consists of, because package safe shows them.
func (m WidthMethod) PlainWidth(s string) int {
	width := 0
	for s != "" {
		if n := asciiLen(s); n > 0 {
			width, s = width+n, s[n:]
			continue
		}
		cluster, cells := m.First(s)
		width, s = width+cells, s[len(cluster):]
	}
	return width
}

// First returns the grapheme cluster at the start of a plain text and the cells that it takes, or "" for an empty text.
func (m WidthMethod) First(s string) (cluster string, cells int) {
	if startsWithASCII(s) {
		return s[:1], 1
	}
	return ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
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

// asciiLen returns the length of the printable ASCII at the start of s, which takes a cell for each byte. It leaves out the
// last character before a non-ASCII one, which may be a combining accent or make a keycap.
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
