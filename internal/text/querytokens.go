package text

import (
	"unicode"
	"unicode/utf8"
)

// TokenizeQuery returns the words of a query text; only the differences of their positions matter. A text of punctuation
// only is searched as such; in other texts punctuation is ignored. With prefix, the last word becomes a prefix when
// nothing follows it.
func TokenizeQuery(text string, prefix bool) []Token {
	text = NFC(text)
	words := Tokenize(text, KindLetters)
	if len(words) == 0 {
		words = Tokenize(text, KindPunctuation)
	}
	if n := len(words); prefix && n > 0 && words[n-1].End == len(text) && words[n-1].Kind != KindPunctuation {
		words[n-1].IsPrefix = true // a word with text behind it is complete
	}
	return words
}

// Tokenize returns the words of a text in NFC or, for KindPunctuation, its signs, as a query asks for them. It leaves out the
// last letter or sign of a run when a bigram holds it. A lone one becomes a prefix, which matches every bigram that begins
// with it.
func Tokenize(text string, of Kind) []Token {
	var words []Token
	var s Tokenizer
	s.Reset(text, of == KindPunctuation)
	for s.Next() {
		if s.withPunctuation != (s.Kind == KindPunctuation) {
			continue
		}
		w := Token{Text: string(s.Term), Position: s.Position, Start: s.Start, End: s.End, Kind: s.Kind}
		if w.Kind == KindSigned {
			words[len(words)-1] = w
			continue
		}
		if s.isLastOfRun {
			if s.runLen > 1 {
				continue
			}
			w.IsPrefix = true
		}
		words = append(words, w)
	}
	return words
}

// OriginalLen returns the length of the beginning of a token's original text that stands for the first n bytes of its term:
// whole characters, with the accents and invisible characters after them, but not the blanks between signs.
func OriginalLen(original string, kind Kind, n int) int {
	if kind == KindSymbol {
		return len(original)
	}
	var buf [64]byte
	folded := 0
	for i := 0; i < len(original); {
		r, size := utf8.DecodeRuneInString(original[i:])
		got := foldedLen(buf[:0], r, kind)
		if folded >= n && (got > 0 || unicode.IsSpace(r)) {
			return i
		}
		folded += got
		i += size
	}
	return len(original)
}

// foldedLen returns how many bytes of a term r stands for. It may overwrite the buffer.
func foldedLen(buf []byte, r rune, kind Kind) int {
	switch {
	case kind == KindPunctuation:
		if class, _ := DecodeSign(string(r)); class != Punctuation {
			return 0
		}
		return utf8.RuneLen(r)
	case r < utf8.RuneSelf && asciiWord[r] == 0:
		if kind == KindSigned {
			return 1
		}
		return 0
	case isIgnorable(r), r == zwsp, r == zwnj:
		return 0
	}
	return len(appendFolded(buf, r))
}
