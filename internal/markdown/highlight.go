package markdown

import (
	"bytes"
	"strings"
)

// highlightFence is the length of the fence that stands for {% highlight x %}: what is before the x is longer.
const highlightFence = 10

// highlight makes a fence of a line that is {% highlight x %} or {{< highlight x >}},
// and of the line that ends it. It reports whether the line is one of them or between.
func (s *scanner) highlight(start, stop int) bool {
	i := start + len(s.src[start:stop]) - len(bytes.TrimLeft(s.src[start:stop], " \t"))
	if s.end != "" {
		if bytes.Contains(s.src[i:stop], []byte(s.end)) {
			s.end = ""
			s.fill(i, stop, '`')
		}
		return true
	}
	if s.comment || s.fence.size > 0 || start < s.raw || stop-i < len("{%highlight x%}") {
		return false
	}
	t, ok := readTag(s.src, i, stop)
	if !ok || t.name != "highlight" {
		return false
	}
	if rest := bytes.TrimSpace(s.src[t.stop:stop]); len(rest) > 0 && !bytes.Equal(rest, []byte("{% raw %}")) {
		return false
	}
	open, end := "{%", "endhighlight"
	if t.braces {
		open, end = "{{", "/highlight"
	}
	if s.find(open, end, stop) < 0 {
		return false
	}
	s.end = end
	s.fence.size = 0
	language, _, _ := strings.Cut(t.arg, " ")
	at := bytes.Index(s.src[i:stop], []byte("highlight")) + i + len("highlight")
	s.fill(i, stop, ' ')
	s.fill(i, i+highlightFence, '`')
	if j := bytes.Index(s.src[at:stop], []byte(language)); j >= 0 && at+j >= i+highlightFence {
		copy(s.masked[at+j:], language)
	}
	return true
}

// longTag hides a tag that begins at offset i and ends on a later line of its
// paragraph, and returns where to go on.
func (s *scanner) longTag(i, stop int) int {
	v := s.src[i:min(len(s.src), i+maxTag)]
	if end := bytes.Index(v, []byte("\n\n")); end >= 0 {
		v = v[:end]
	}
	t, ok := readTag(v, 0, len(v))
	if !ok || i+t.stop <= stop {
		return i + 1
	}
	s.until = i + t.stop
	s.hide(i, stop)
	return stop
}
