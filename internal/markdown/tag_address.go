package markdown

import "bytes"

// isInAddress reports whether offset i of the source is within the address of a link that begins on the same line:
// [x](/docs/{% if old %}v1/{% endif %}start). A tag there is part of the address, which its spaces must not end. What stands before
// i is masked already.
func (s *scanner) isInAddress(i int) bool {
	before := s.masked[max(0, i-maxTag):i]
	start := bytes.LastIndexAny(before, " \t\n)") + 1
	word := before[start:]
	if bytes.Contains(word, []byte("](")) {
		return true
	}
	return start > 1 && before[start-1] == ' ' && before[start-2] == ':' && bytes.HasSuffix(before[:start-2], []byte("]")) // a definition
}
