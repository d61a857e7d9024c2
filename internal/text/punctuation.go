package text

import (
	"strings"
	"unicode/utf8"
)

// detectSigns checks whether the current word is followed by the signs of a language name, as in c++ and c#.
func (s *Tokenizer) detectSigns() {
	rest := s.text[s.at:]
	n := 0
	switch {
	case strings.HasPrefix(rest, "++"):
		n = 2
	case strings.HasPrefix(rest, "#") && len(s.Term) == 1 && s.Term[0] >= 'a':
		n = 1
	default:
		return
	}
	if r, _ := utf8.DecodeRuneInString(rest[n:]); isWord(r) {
		return // a++b is arithmetic, and c#major is no language
	}
	s.signedLen = n
}

// scanSymbol scans the symbol of n bytes, such as an emoji, at the present offset.
func (s *Tokenizer) scanSymbol(n int) {
	s.Kind, s.isLastOfRun = KindSymbol, false
	s.Start, s.End = s.at, s.at+n
	s.Term = AppendFoldedSymbol(s.Term[:0], s.text[s.Start:s.End])
	s.at = s.End
	s.Position = s.nextPos
	s.nextPos++
}

// scanPunctuation scans the punctuation mark of n bytes at the present offset, together with the following one when only
// blanks separate them.
func (s *Tokenizer) scanPunctuation(n int) {
	if s.Kind != KindPunctuation || s.isLastOfRun {
		s.runLen = 0
	}
	s.Kind, s.isLastOfRun = KindPunctuation, true
	s.Start, s.End = s.at, s.at+n
	s.Term = append(s.Term[:0], s.text[s.Start:s.End]...)
	s.Position = s.nextSignPos
	s.nextSignPos++
	s.runLen++
	var second int
	if s.at, second = s.skipBlanks(s.End); second == 0 {
		return
	}
	s.isLastOfRun, s.End = false, s.at+second
	s.Term = append(s.Term, s.text[s.at:s.End]...)
	_, third := s.skipBlanks(s.End)
	s.isLongRun = s.runLen > 1 || third > 0
}

// skipBlanks returns the offset, from at on, of the first character that is neither blank nor invisible, and its length in
// bytes when it is punctuation, else 0.
func (s *Tokenizer) skipBlanks(at int) (next, n int) {
	for at < len(s.text) {
		r, m := utf8.DecodeRuneInString(s.text[at:])
		class, _ := DecodeSign(s.text[at:])
		switch {
		case class == Punctuation:
			return at, m
		case class == Symbol, isWord(r) && !isAccent(r):
			return at, 0
		}
		at += m
	}
	return at, 0
}

// CanOmitPosition reports whether the index can omit the position of the current token of punctuation, because queries ask only
// for its note: the runs of one or two marks have no neighbours in a query; see Tokenize.
func (s *Tokenizer) CanOmitPosition() bool {
	return s.Kind == KindPunctuation && (s.isLastOfRun || !s.isLongRun)
}
