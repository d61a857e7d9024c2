package text

import (
	"sort"

	"golang.org/x/text/unicode/norm"
)

// NFC returns s in Unicode's normal form C, in which a Tokenizer expects its text: decomposed kana and Hangul would have
// other tokens.
func NFC(s string) string {
	if mayNeedNFC(s) {
		return norm.NFC.String(s)
	}
	return s
}

// mayNeedNFC reports whether s has a byte of U+0300 or above; without any, s is in NFC.
func mayNeedNFC(s string) bool {
	for i := range len(s) {
		if s[i] >= 0xcc {
			return true
		}
	}
	return false
}

// Normalized is a text in NFC with the map from its bytes to those of the original.
type Normalized struct {
	Text string
	// pieces are the stretches with a constant shift between the two texts, in order. It is nil if the texts are the same.
	pieces []piece
}

// piece says that Text from an offset on is the original from another offset on.
type piece struct{ offset, original int }

// NFCMapped returns s in NFC and remembers where each character comes from.
func NFCMapped(s string) Normalized {
	if !mayNeedNFC(s) || norm.NFC.IsNormalString(s) {
		return Normalized{Text: s}
	}
	var n Normalized
	out := make([]byte, 0, len(s))
	shift := -1 // of the last piece
	var it norm.Iter
	for it.InitString(norm.NFC, s); !it.Done(); {
		if at := it.Pos(); at-len(out) != shift || n.pieces == nil {
			n.pieces, shift = append(n.pieces, piece{len(out), at}), at-len(out)
		}
		out = append(out, it.Next()...)
	}
	n.Text, n.pieces = string(out), append(n.pieces, piece{len(out), len(s)})
	return n
}

// Original returns the bytes of the original text that Text[start:end] stands for.
func (n Normalized) Original(start, end int) (from, to int) {
	return n.original(start), n.original(end)
}

// original returns the offset in the original of an offset in Text at which a character begins or Text ends.
func (n Normalized) original(at int) int {
	if n.pieces == nil {
		return at
	}
	i := sort.Search(len(n.pieces), func(i int) bool { return n.pieces[i].offset > at }) - 1
	original := n.pieces[i].original + at - n.pieces[i].offset
	if i+1 < len(n.pieces) {
		original = min(original, n.pieces[i+1].original)
	}
	return original
}
