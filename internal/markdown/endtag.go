package markdown

import "bytes"

// findEndTag returns the offset after the next end tag of that name, or -1. It remembers names without an end
// tag, so that the source is searched for each only once.
func (s *scanner) findEndTag(open, name string, from int) int {
	if s.unclosed[name] {
		return -1
	}
	if end := s.endTagIn(open, name, from, len(s.src)); end >= 0 {
		return end
	}
	s.markUnclosed(name)
	return -1
}

// markUnclosed remembers that nothing of that name ends in the rest of the source.
func (s *scanner) markUnclosed(name string) {
	if s.unclosed == nil {
		s.unclosed = map[string]bool{}
	}
	s.unclosed[name] = true
}

// endTagIn returns the offset after the tag of that name in source[from:stop], or -1. open is what the tag
// begins with, such as {%.
func (s *scanner) endTagIn(open, name string, from, stop int) int {
	for from < stop {
		i := bytes.Index(s.src[from:stop], []byte(open))
		if i < 0 {
			return -1
		}
		from += i
		if t, ok := parseTag(s.src, from, lineEnd(s.src[:min(len(s.src), from+maxTag)], from)); ok && (t.name == name || t.name == "/" && open == "{:") {
			return t.stop
		}
		from += 2
	}
	return -1
}

// mdxCommentEnd returns the offset after the {/* comment */} of MDX that begins at an offset, or 0.
func (s *scanner) mdxCommentEnd(start int) int {
	if !s.dialect.MDX || !bytes.HasPrefix(s.src[start:], []byte("{/*")) || s.unclosed["*/}"] {
		return 0
	}
	i := bytes.Index(s.src[start:], []byte("*/}"))
	if i < 0 {
		s.markUnclosed("*/}")
		return 0
	}
	return start + i + len("*/}")
}

// startComment begins the comment that t opens and the tag of that name ends. It returns where the comment ends in the line
// that ends at stop; without its end there is only the tag.
func (s *scanner) startComment(t templateTag, stop int, open, end string) int {
	n := s.findEndTag(open, end, t.stop)
	if n < 0 {
		return t.stop
	}
	s.commentEnd = n
	return min(n, stop)
}

// addTag adds a tag to tags by its offset.
func addTag(tags map[int]templateTag, offset int, t templateTag) map[int]templateTag {
	if tags == nil {
		tags = map[int]templateTag{}
	}
	tags[offset] = t
	return tags
}
