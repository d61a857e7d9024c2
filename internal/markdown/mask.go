package markdown

import "bytes"

// special holds the bytes that mean something to a Markdown parser inside a link's address, a cell or an attribute.
// masks holds, in the same order, the control characters that replace them in the masked copy and mean nothing to it.
// (Bytes that are not UTF-8 would not do: they end an HTML tag for goldmark.)
const (
	special = " \t()|\\&<>\"'`~*_=[]"
	masks   = "\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17"
)

// blankMask masks a space, and any byte that is never shown.
const blankMask = 0x01

// toMask and fromMask map each byte to its mask and back; other bytes map to themselves.
var toMask, fromMask = func() (to, from [256]byte) {
	for i := range to {
		to[i], from[i] = byte(i), byte(i)
	}
	for i := range special {
		to[special[i]], from[masks[i]] = masks[i], special[i]
	}
	return to, from
}()

// unmask returns v, which is from the masked copy, with the bytes of the source in place of their masks.
func (s *scanResult) unmask(v []byte) []byte {
	if len(s.pieces) == 0 && s.limitReason == "" || bytes.IndexFunc(v, func(r rune) bool { return r < ' ' }) < 0 {
		return v
	}
	out := make([]byte, len(v))
	for i, c := range v {
		out[i] = fromMask[c]
	}
	return out
}
