package markdown

import (
	"bytes"
	"strings"
)

// highlightFenceLen is the length of the fence that replaces {% highlight x %}. The text before the x is always
// longer, so the x can stay where it is.
const highlightFenceLen = 10

// maskHighlight turns a line that is {% highlight x %} or {{< highlight x >}} into the opening fence of a code
// block, and the line that ends it into the closing fence. It reports whether the line is either of them or
// lies between.
func (s *scanner) maskHighlight(start, stop int) bool {
	i := start + len(s.src[start:stop]) - len(bytes.TrimLeft(s.src[start:stop], " \t"))
	if s.highlightEnd != "" {
		if bytes.Contains(s.src[i:stop], []byte(s.highlightEnd)) {
			s.highlightEnd = ""
			s.fillMask(i, stop, '`')
		}
		return true
	}
	if start < s.commentEnd || s.fence.size > 0 || start < s.rawEnd || stop-i < len("{%highlight x%}") {
		return false
	}
	t, ok := parseTag(s.src, i, stop)
	if !ok || t.name != "highlight" {
		return false
	}
	if rest := bytes.TrimSpace(s.src[t.stop:stop]); len(rest) > 0 && !bytes.Equal(rest, []byte("{% raw %}")) {
		return false
	}
	open, end := "{%", "endhighlight"
	if t.doubleBraces {
		open, end = "{{", "/highlight"
	}
	if s.findEndTag(open, end, stop) < 0 {
		return false
	}
	s.highlightEnd = end
	s.fence.size = 0
	language, _, _ := strings.Cut(t.arg, " ")
	at := bytes.Index(s.src[i:stop], []byte("highlight")) + i + len("highlight")
	s.fillMask(i, stop, ' ')
	s.fillMask(i, i+highlightFenceLen, '`')
	if j := bytes.Index(s.src[at:stop], []byte(language)); j >= 0 && at+j >= i+highlightFenceLen {
		copy(s.masked[at+j:], language)
	}
	return true
}

// maskMultilineTag hides a tag that begins at i and ends on a later line of its paragraph. It returns where to
// go on.
func (s *scanner) maskMultilineTag(i, stop int) int {
	v := s.src[i:min(len(s.src), i+maxTag)]
	if end := bytes.Index(v, []byte("\n\n")); end >= 0 {
		v = v[:end]
	}
	t, ok := parseTag(v, 0, len(v))
	if !ok || i+t.stop <= stop {
		return i + 1
	}
	s.multilineEnd = i + t.stop
	s.hidePiece(i, stop)
	return stop
}
