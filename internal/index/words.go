package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A word is a run of letters and digits, in lower case and without accents.
//
//	"The Café's C++"   ->  the@0 cafe@1 s@2 c@3 c++@3
//	"日本語 go"         ->  日本@0 本語@1 語@2 go@3
//
// Scripts that put no space between words (Han, Kana, Hangul, Thai and their
// neighbours) are cut into overlapping pairs, so that any part of a text can be found. The last
// letter of such a run stands alone as well: then every letter begins exactly one word, and a single
// letter is found as a prefix.
//
// A language that is named with signs keeps them in a second word at the same place: c++, c#.

// word is one word of a text. A query's word may be a prefix.
type word struct {
	text       string
	pos        int // counts words; two words may share one
	start, end int // bytes in the text; of the last letter of its pair for an unspaced script
	prefix     bool
}

func (w word) isPrefix() bool { return w.prefix }

// scanner cuts a text into words without allocating: the word's bytes are in buf until the next call.
type scanner struct {
	text string
	at   int
	next int // position of the next word

	buf        []byte
	pos        int
	start, end int

	signs  bool // the word in buf is followed by its signs
	queued int  // bytes of buf that are the word with its signs, when it is next
	pair   int  // where the unspaced run's next pair begins, or -1
	run    int  // letters of the unspaced run so far
	single bool // buf is the last letter of its unspaced run, without a second
}

func newScanner(text string) scanner { return scanner{text: text, pair: -1} }

// scan finds the next word, and is false at the end of the text.
func (s *scanner) scan() bool {
	if s.signs {
		s.signs = false
		s.end += s.queued - len(s.buf)
		s.buf = append(s.buf, s.text[s.end-(s.queued-len(s.buf)):s.end]...)
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
			s.at++
			continue
		}
		r, n := utf8.DecodeRuneInString(s.text[s.at:])
		switch {
		case unspaced(r):
			s.pair, s.run = s.at, 0
			return s.scanPair()
		case isWord(r) && !isAccent(r):
			return s.scanRun()
		}
		s.at += n
	}
	return false
}

// scanRun reads a run of letters and digits of a script with spaces.
func (s *scanner) scanRun() bool {
	s.start, s.buf, s.single = s.at, s.buf[:0], false
	for s.at < len(s.text) {
		c := s.text[s.at]
		if c < utf8.RuneSelf {
			low := asciiWord[c]
			if low == 0 {
				break
			}
			if len(s.buf) < maxWord {
				s.buf = append(s.buf, low)
			}
			s.at++
			continue
		}
		r, n := utf8.DecodeRuneInString(s.text[s.at:])
		if !isWord(r) || unspaced(r) {
			break
		}
		if len(s.buf) < maxWord {
			s.buf = appendFolded(s.buf, r)
		}
		s.at += n
	}
	s.end, s.pos = s.at, s.next
	s.next++
	s.findSigns()
	return true
}

// maxWord bounds a word in bytes: longer runs are data, and their beginning is enough to find them.
const maxWord = 64

func (s *scanner) findSigns() {
	rest := s.text[s.at:]
	n := 0
	switch {
	case strings.HasPrefix(rest, "++"):
		n = 2
	case strings.HasPrefix(rest, "#") && len(s.buf) == 1 && s.buf[0] >= 'a':
		n = 1
	default:
		return
	}
	if r, _ := utf8.DecodeRuneInString(rest[n:]); isWord(r) {
		return // a++b is arithmetic, c#major no language
	}
	s.signs, s.queued = true, len(s.buf)+n
	s.at += n
}

// scanPair reads the pair that begins at s.pair.
func (s *scanner) scanPair() bool {
	first, n := utf8.DecodeRuneInString(s.text[s.pair:])
	s.start, s.end = s.pair, s.pair+n
	s.buf = appendFolded(s.buf[:0], first)
	s.pos = s.next
	s.next++
	s.run++
	s.pair += n
	for { // marks belong to the letter before them
		r, m := utf8.DecodeRuneInString(s.text[s.pair:])
		if m == 0 || !isAccent(r) {
			break
		}
		s.pair += m
		s.end = s.pair
	}
	second, n := utf8.DecodeRuneInString(s.text[s.pair:])
	if n > 0 && unspaced(second) {
		s.single = false
		s.buf = appendFolded(s.buf, second)
		s.end = s.pair + n
		return true
	}
	s.single = true
	s.at, s.pair = s.pair, -1
	return true
}

// queryWords are the words of what was typed. Their positions are relative. The letter that ends an unspaced run
// is left out where a pair holds it already; one that stands alone is a prefix, as it is for every pair that it begins.
func queryWords(text string, prefix bool) []word {
	var words []word
	s := newScanner(text)
	for s.scan() {
		w := word{text: string(s.buf), pos: s.pos, start: s.start, end: s.end}
		if n := len(words); n > 0 && words[n-1].pos == s.pos {
			words[n-1] = w // with its signs
			continue
		}
		if s.single {
			if s.run > 1 {
				continue
			}
			w.prefix = true
		}
		words = append(words, w)
	}
	if n := len(words); prefix && n > 0 && words[n-1].end == len(text) {
		words[n-1].prefix = true // a word with something behind it is complete
	}
	return words
}

// asciiWord is the lower case of the ASCII letters and digits, 0 for everything else.
var asciiWord = func() (t [utf8.RuneSelf]byte) {
	for c := byte('a'); c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = c, c
	}
	for c := byte('0'); c <= '9'; c++ {
		t[c] = c
	}
	return t
}()

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 0 && asciiWord[r] != 0
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.M)
}

// isAccent reports whether r is a mark that any script may put on a letter. The vowel signs of Indic scripts are none.
func isAccent(r rune) bool {
	return r >= 0x300 && unicode.Is(unicode.Mn, r) && unicode.Is(unicode.Inherited, r)
}

// unspaced reports whether r is a letter of a script that puts no space between words.
func unspaced(r rune) bool {
	if r < 0x0e00 {
		return false
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan) ||
		r == 'ー' || r == 'ｰ' || r == '々' || r == '〆'
}

// plainLetters are letters that readers type without their stroke or ligature, and that Unicode does not decompose.
var plainLetters = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i", 'ħ': "h", 'ŧ': "t", 'ſ': "s", 'ς': "σ",
}

// appendFolded appends r in lower case and without accents; an accent alone is nothing.
func appendFolded(b []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		return append(b, asciiWord[r])
	}
	if isAccent(r) {
		return b
	}
	if unicode.Is(unicode.Hangul, r) {
		return utf8.AppendRune(b, r) // its decomposition is letters, not accents
	}
	var src, dst [32]byte
	form := norm.NFKD // full width and other forms of the same letter
	if unicode.In(r, unicode.Hiragana, unicode.Katakana) {
		form = norm.NFKC // the marks of kana make other letters
	}
	n := utf8.EncodeRune(src[:], r)
	for d := form.Append(dst[:0], src[:n]...); len(d) > 0; {
		c, m := utf8.DecodeRune(d)
		d = d[m:]
		if isAccent(c) {
			continue
		}
		c = unicode.ToLower(c)
		if s, ok := plainLetters[c]; ok {
			b = append(b, s...)
			continue
		}
		b = utf8.AppendRune(b, c)
	}
	return b
}

// fold is s as paths and names are compared here: lower case, no accents, everything else as it is.
func fold(s string) string {
	clean := true
	for i := 0; i < len(s) && clean; i++ {
		clean = s[i] < utf8.RuneSelf && (s[i] < 'A' || s[i] > 'Z')
	}
	if clean {
		return s
	}
	b := make([]byte, 0, len(s))
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf && (r < 'A' || r > 'Z'):
			b = append(b, byte(r))
		default:
			b = appendFolded(b, r)
		}
	}
	return string(b)
}
