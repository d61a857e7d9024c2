package markdown

import "bytes"

// special are the bytes that mean something to a Markdown parser inside a
// link's address, a cell or an attribute; masks are the controls that stand for
// them in the masked copy, which mean nothing to it. (Bytes that are no UTF-8 would end a tag of HTML for goldmark.)
const (
	special = " \t()|\\&<>\"'`~*_=[]"
	masks   = "\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17"
)

const blank = 0x01 // the mask of a space, and of any byte that is never shown

var toMask, fromMask = func() (to, from [256]byte) {
	for i := range to {
		to[i], from[i] = byte(i), byte(i)
	}
	for i := range special {
		to[special[i]], from[masks[i]] = masks[i], special[i]
	}
	return to, from
}()

// unmask gives the bytes of the source back, in place of those of the masked copy.
func (s *scanned) unmask(v []byte) []byte {
	if len(s.pieces) == 0 && s.limited == "" || bytes.IndexFunc(v, func(r rune) bool { return r < ' ' }) < 0 {
		return v
	}
	out := make([]byte, len(v))
	for i, c := range v {
		out[i] = fromMask[c]
	}
	return out
}
