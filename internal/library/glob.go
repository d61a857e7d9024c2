package library

import "strings"

// A glob of an ignore file is compiled to one part for each path segment:
//
//	doc/**/draft-*.md   →   doc │ ** │ draft-*.md
//
// It follows git's rules: * and ? never match a slash, ** is special only as
// a whole segment, everything compares byte by byte.
type globPart struct {
	deep    bool   // **: any number of segments, none included
	star    bool   // *: any one segment
	literal bool   // text is to be compared as it is
	text    string // the glob of the segment, or its literal text
	suffix  string // of a glob that is * and a literal, the commonest by far
}

// compileGlob splits and checks a glob; false when it can never match.
func compileGlob(glob string) ([]globPart, bool) {
	var parts []globPart
	for {
		end, ok := segmentEnd(glob)
		if !ok {
			return nil, false
		}
		parts = appendPart(parts, glob[:end])
		if end == len(glob) {
			break
		}
		glob = glob[end+1:]
	}
	// a/** is what is in a, not a itself.
	if n := len(parts); n > 1 && parts[n-1].deep {
		parts[n-1] = globPart{star: true}
		parts = append(parts, globPart{deep: true})
	}
	return parts, true
}

func appendPart(parts []globPart, text string) []globPart {
	if text == "**" {
		if n := len(parts); n > 0 && parts[n-1].deep {
			return parts
		}
		return append(parts, globPart{deep: true})
	}
	text = strings.TrimSuffix(text, `\`) // what is left of an escaped slash
	part := globPart{text: text}
	switch {
	case text != "" && strings.Trim(text, "*") == "":
		part.star = true
	case !strings.ContainsAny(text, `*?[\`):
		part.literal = true
	case text[0] == '*' && !strings.ContainsAny(text[1:], `*?[\`):
		part.suffix = text[1:]
	}
	return append(parts, part)
}

// segmentEnd returns where the first segment of a glob ends: at a slash that
// is not inside brackets, or at the end. It is false when a bracket is not
// closed or a backslash ends the glob: git matches such a glob with nothing.
func segmentEnd(glob string) (int, bool) {
	for i := 0; i < len(glob); i++ {
		switch glob[i] {
		case '/':
			return i, true
		case '\\':
			if i++; i == len(glob) {
				return 0, false
			}
			if glob[i] == '/' {
				return i, true
			}
		case '[':
			n, ok := bracketLen(glob[i:])
			if !ok {
				return 0, false
			}
			i += n - 1
		}
	}
	return len(glob), true
}

// matchGlob compares a slash path with a whole glob. A ** is gone back to only
// when it is the last one met, so the time is bounded by the product of the lengths.
func matchGlob(parts []globPart, path string) bool {
	var (
		p        int
		rest     = path
		done     bool // all segments of rest are used
		back     = -1 // the part after the last **
		backRest string
	)
	for {
		if p < len(parts) && parts[p].deep {
			p++
			back, backRest = p, rest
			if p == len(parts) {
				return true
			}
			continue
		}
		if done && p == len(parts) {
			return true
		}
		if !done && p < len(parts) {
			segment, after, more := strings.Cut(rest, "/")
			if parts[p].match(segment) {
				p++
				rest, done = after, !more
				continue
			}
		}
		if back < 0 || done {
			return false
		}
		_, after, more := strings.Cut(backRest, "/")
		if !more {
			return false
		}
		p, rest, backRest = back, after, after
	}
}

// match compares one segment.
func (g *globPart) match(segment string) bool {
	switch {
	case g.star:
		return true
	case g.literal:
		return g.text == segment
	case g.suffix != "":
		return strings.HasSuffix(segment, g.suffix)
	}
	return matchSegment(g.text, segment)
}

// matchSegment is matchGlob for the bytes of one segment, with * ? [ ] and \.
func matchSegment(glob, s string) bool {
	g, i := 0, 0
	back, backI := -1, 0
	for i < len(s) || g < len(glob) {
		if g < len(glob) && glob[g] == '*' {
			g++
			back, backI = g, i
			continue
		}
		if g < len(glob) && i < len(s) {
			if n, ok := matchByte(glob[g:], s[i]); ok {
				g += n
				i++
				continue
			}
		}
		if back < 0 || backI >= len(s) {
			return false
		}
		backI++
		g, i = back, backI
	}
	return true
}

// matchByte compares one byte with the first element of glob, and returns the
// element's length.
func matchByte(glob string, c byte) (int, bool) {
	switch glob[0] {
	case '?':
		return 1, true
	case '\\':
		if len(glob) > 1 {
			return 2, glob[1] == c
		}
		return 1, false
	case '[':
		n, _ := bracketLen(glob)
		return n, matchBracket(glob[1:n-1], c)
	}
	return 1, glob[0] == c
}
