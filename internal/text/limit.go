package text

import "unicode/utf8"

// BytesPerCell is how many bytes of text a cell is expected to need at most. An emoji of several people needs 14.
const BytesPerCell = 32

// Head returns the beginning of a text that fills w cells of a terminal and a few more, or all of a text that is not much
// longer. Code that lays out a text measures only its Head, so that a text of any length costs as much as a line. It fills
// fewer cells only where letters carry so many accents that a cell needs more than BytesPerCell bytes.
func Head(s string, w int) string { return Limit(s, (max(w, 0)+1)*BytesPerCell) }

// Limit returns at most the first n bytes of s and splits no character of valid UTF-8.
func Limit(s string, n int) string {
	if len(s) <= n {
		return s
	}
	n = max(n, 0)
	for back := 0; back < utf8.UTFMax && n > 0 && !utf8.RuneStart(s[n]); back++ {
		n--
	}
	return s[:n]
}
