package text

import (
	"unicode"
	"unicode/utf8"
)

// Token is a word of a text or of a query.
type Token struct {
	Text       string // the folded word
	Position   int    // counts tokens from 0; a word and the same word with its signs share a position
	Start, End int    // byte range in the text in NFC; a bigram ends with its last letter
	IsPrefix   bool   // in a query: stands for every word that begins with Text
	Kind       Kind
}

// Kind says what a token is made of.
type Kind uint8

// The kinds of tokens.
const (
	KindLetters     Kind = iota // letters and digits
	KindSigned                  // the previous word with its signs, at the same position: c++
	KindSymbol                  // an emoji or another symbol
	KindPunctuation             // one or two signs of the second sequence, whose positions are counted apart
)

// Tokenizer splits a text into tokens without allocating. A word is a run of letters and digits, folded as by Fold:
//
//	"The Café's C++"   ->  the@0 cafe@1 s@2 c@3 c++@3
//	"日本語 go"         ->  日本@0 本語@1 語@2 go@3
//
// Scripts written without spaces (Han, Kana, Hangul, Thai and their neighbours) are cut into overlapping bigrams, so that
// any substring can be found. The last letter of such a run is a word too: so every letter begins exactly one word, and a
// single letter is found as a prefix.
//
// Names of languages with signs keep them in a second word at the same position: c++, c#.
//
// Invisible characters within a word, such as a soft hyphen, are left out. Only U+200B and U+200C, which part what stands
// around them, end a word, unless its script is written without spaces.
//
// An emoji or another symbol is a word; see DecodeSign. Punctuation separates words, and phrases match across it. Queries of
// punctuation only are answered by a second sequence of tokens, which has its own positions and ignores the words between. It
// consists of overlapping bigrams, so that any part of a run is found; words end a run, blanks do not:
//
//	"p->x - [ ] 🚀"     ->  p@0 x@1 🚀@2   and   ->@0 >@1 -[@2 []@3 ]@4
type Tokenizer struct {
	// The current token, until the next call of Next.
	Term       []byte // the folded word
	Position   int
	Start, End int // byte range in the text
	Kind       Kind

	text    string
	at      int
	nextPos int // position of the next word

	signedLen   int  // length of the signs after the current word, which comes again with them
	pair        int  // offset of the next bigram of an unspaced run, or -1
	runLen      int  // letters or signs read of the current run
	isLastOfRun bool // Term is the last letter or sign of a run, not a bigram

	withPunctuation bool // punctuation is tokenized too
	nextSignPos     int  // position of the next sign
	isLongRun       bool // the run of punctuation has more than two signs
}

// Reset starts at the beginning of a text, which must be in NFC. With punctuation, the tokens of the second sequence come
// among the others, in the order of their starts.
func (s *Tokenizer) Reset(text string, punctuation bool) {
	*s = Tokenizer{text: text, pair: -1, Term: s.Term[:0], withPunctuation: punctuation}
}

// PositionCount returns how many positions the tokens so far have taken: those of words, and those of the second sequence.
func (s *Tokenizer) PositionCount() (words, punctuation int) { return s.nextPos, s.nextSignPos }

// Next reads the next word into Term. It is false at the end of the text.
func (s *Tokenizer) Next() bool {
	if s.signedLen > 0 {
		s.Term = append(s.Term, s.text[s.End:s.End+s.signedLen]...)
		s.Kind, s.End, s.signedLen = KindSigned, s.End+s.signedLen, 0
		return true
	}
	if s.pair >= 0 {
		return s.scanPair()
	}
	for s.at < len(s.text) {
		c := s.text[s.at]
		if c < utf8.RuneSelf {
			if asciiWord[c] != 0 {
				return s.scanRun()
			}
			if c <= ' ' || !s.withPunctuation && c != '#' && c != '*' { // these two may begin a keycap emoji
				s.at++
				continue
			}
		} else {
			r, _ := utf8.DecodeRuneInString(s.text[s.at:])
			switch {
			case isUnspaced(r):
				s.pair, s.runLen = s.at, 0
				return s.scanPair()
			case isWord(r) && !isAccent(r):
				return s.scanRun()
			}
		}
		class, n := DecodeSign(s.text[s.at:])
		switch {
		case class == Symbol:
			s.scanSymbol(n)
			return true
		case class == Punctuation && s.withPunctuation:
			s.scanPunctuation(n)
			return true
		}
		s.at += n
	}
	return false
}

// scanRun reads a run of letters and digits of a script written with spaces.
func (s *Tokenizer) scanRun() bool {
	s.Start, s.Term, s.Kind, s.isLastOfRun = s.at, s.Term[:0], KindLetters, false
	for s.at < len(s.text) {
		c := s.text[s.at]
		if c < utf8.RuneSelf {
			low := asciiWord[c]
			if low == 0 {
				break
			}
			if len(s.Term) < MaxTermBytes {
				s.Term = append(s.Term, low)
			}
			s.at++
			continue
		}
		r, n := utf8.DecodeRuneInString(s.text[s.at:])
		if !isWord(r) || isUnspaced(r) {
			if !isIgnorable(r) {
				break
			}
			s.at += n
			continue
		}
		if len(s.Term) < MaxTermBytes {
			s.Term = appendFolded(s.Term, r)
		}
		s.at += n
	}
	s.End, s.Position = s.at, s.nextPos
	s.nextPos++
	s.detectSigns()
	return true
}

// MaxTermBytes is the length in bytes from which the rest of a word is left out: longer runs are data, and their beginning
// suffices to find them.
const MaxTermBytes = 64

// scanPair reads the bigram that begins at s.pair.
func (s *Tokenizer) scanPair() bool {
	first, n := utf8.DecodeRuneInString(s.text[s.pair:])
	s.Kind, s.Start, s.End = KindLetters, s.pair, s.pair+n
	s.Term = appendFolded(s.Term[:0], first)
	s.Position = s.nextPos
	s.nextPos++
	s.runLen++
	s.pair += n
	for { // combining marks belong to the letter before them
		r, m := utf8.DecodeRuneInString(s.text[s.pair:])
		if m == 0 || !isAccent(r) && !isIgnorable(r) && r != zwsp && r != zwnj {
			break
		}
		s.pair += m
		s.End = s.pair
	}
	second, n := utf8.DecodeRuneInString(s.text[s.pair:])
	if n > 0 && isUnspaced(second) {
		s.isLastOfRun = false
		s.Term = appendFolded(s.Term, second)
		s.End = s.pair + n
		return true
	}
	s.isLastOfRun = true
	s.at, s.pair = s.pair, -1
	return true
}

// isWord reports whether r belongs to a word: a letter, digit or mark.
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 0 && asciiWord[r] != 0
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.M) && !isIgnorable(r)
}

// isAccent reports whether r is a combining mark that any script may use (Unicode script Inherited). The vowel signs of
// Indic scripts are not.
func isAccent(r rune) bool {
	return r >= 0x300 && unicode.Is(unicode.Mn, r) && unicode.Is(unicode.Inherited, r)
}

// isUnspaced reports whether r is a letter of a script written without spaces.
func isUnspaced(r rune) bool {
	if r < 0x0e00 {
		return false
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan) && !isIgnorable(r) ||
		r == 'ー' || r == 'ｰ' || r == '々' || r == '〆'
}

const (
	zwsp = '\u200b' // zero-width space
	zwnj = '\u200c' // zero-width non-joiner
)

// isIgnorable reports whether r is invisible and stands for nothing in a word (Unicode's Default_Ignorable_Code_Point,
// without U+200B and U+200C).
func isIgnorable(r rune) bool {
	switch {
	case r < 0xad:
		return false
	case r == 0xad, r == 0x34f, r == 0x61c, r == 0x115f, r == 0x1160, r == 0x17b4, r == 0x17b5, r == 0x3164, r == 0xfeff, r == 0xffa0:
		return true
	}
	return r >= 0x180b && r <= 0x180f || r >= 0x200d && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x206f ||
		r >= 0xfe00 && r <= 0xfe0f || r >= 0xfff0 && r <= 0xfff8 || r >= 0x1bca0 && r <= 0x1bca3 || r >= 0x1d173 && r <= 0x1d17a ||
		r >= 0xe0000 && r <= 0xe0fff
}
