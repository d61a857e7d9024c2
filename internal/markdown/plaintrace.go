package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// maxWordDistance is how far trackWords looks for a word, in bytes.
const maxWordDistance = 2048

// trackWords records where line[from:] comes from if its node does not say so, as in HTML and in code: each word is the next
// such word of the source, not a part of another. A word that is written in another way, as with an entity, is near the word
// before it.
func (w *plainWriter) trackWords(from int) {
	source := w.doc.Source
	for at := from; at < len(w.line); {
		end := at
		for end < len(w.line) && w.line[end] > ' ' {
			end++
		}
		word := w.line[at:end]
		if len(word) > 0 {
			start := min(max(w.last, 0), len(source))
			window := source[start:min(start+maxWordDistance+len(word), len(source))]
			i := indexWord(window, word, at > from, end < len(w.line))
			if i > 0 && bytes.IndexFunc(word, isLetterOrDigit) < 0 && bytes.IndexFunc(window[:i], isLetterOrDigit) >= 0 {
				i = -1 // signs are everywhere, such as the end of a tag
			}
			if i >= 0 {
				w.last = start + i
				for k := range word {
					w.lineSources = append(w.lineSources, int32(w.last+k))
				}
				w.last += len(word)
			}
		}
		if end < len(w.line) {
			end++ // the space after it
		}
		for len(w.lineSources) < end {
			w.lineSources = append(w.lineSources, int32(min(w.last, max(len(source)-1, 0))))
		}
		at = end
	}
}

// indexWord returns the offset of the first occurrence of word in source, or -1. If startsWord is set, no letter or digit may
// come before a letter or digit at its start; if endsWord is set, the same holds for its end.
func indexWord(source, word []byte, startsWord, endsWord bool) int {
	for from := 0; ; {
		i := bytes.Index(source[from:], word)
		if i < 0 {
			return -1
		}
		i += from
		if (!startsWord || !isInsideWord(source, i)) && (!endsWord || !isInsideWord(source, i+len(word))) {
			return i
		}
		_, n := utf8.DecodeRune(word)
		from = i + n
	}
}

// isInsideWord reports whether letters or digits stand on both sides of an offset.
func isInsideWord(source []byte, at int) bool {
	before, _ := utf8.DecodeLastRune(source[:at])
	after, _ := utf8.DecodeRune(source[at:])
	return isLetterOrDigit(before) && isLetterOrDigit(after)
}

func isLetterOrDigit(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
