package library

import "strings"

// globPart matches path segments. A glob of an ignore file is compiled to one part for each of its segments:
//
//	doc/**/draft-*.md   →   doc │ ** │ draft-*.md
//
// Globs follow git's rules (gitignore(5)): * and ? never match a slash, ** is special only as a whole segment, and bytes
// are compared, not characters.
type globPart struct {
	anyDepth   bool   // **: matches any number of segments, including 0
	anySegment bool   // *: matches any single segment
	literal    bool   // text contains no wildcard
	text       string // the glob of the segment, or its literal text
	suffix     string // the text after * in globs such as *.md, by far the most common ones
}

// compileGlob splits a glob into parts. It returns false if the glob is malformed and can never match.
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
	// a/** matches everything inside a, but not a itself.
	if n := len(parts); n > 1 && parts[n-1].anyDepth {
		parts[n-1] = globPart{anySegment: true}
		parts = append(parts, globPart{anyDepth: true})
	}
	return parts, true
}

// appendPart appends the part for one segment; consecutive ** become a single part.
func appendPart(parts []globPart, text string) []globPart {
	if text == "**" {
		if n := len(parts); n > 0 && parts[n-1].anyDepth {
			return parts
		}
		return append(parts, globPart{anyDepth: true})
	}
	text = strings.TrimSuffix(text, `\`) // from an escaped slash
	part := globPart{text: text}
	switch {
	case text != "" && strings.Trim(text, "*") == "":
		part.anySegment = true
	case !strings.ContainsAny(text, `*?[\`):
		part.literal = true
	case text[0] == '*' && !strings.ContainsAny(text[1:], `*?[\`):
		part.suffix = text[1:]
	}
	return append(parts, part)
}

// segmentEnd returns the offset at which the first segment of a glob ends: at a slash outside brackets, or at the end. It
// returns false if a bracket is not closed or a backslash ends the glob; git lets such a glob match nothing.
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

// matchGlob reports whether a slash path matches a whole glob. It backtracks only to the last ** that it has passed, so
// its time is bounded by the product of the lengths.
func matchGlob(parts []globPart, path string) bool {
	var (
		p        int
		rest     = path
		done     bool   // all segments of rest have been matched
		back     = -1   // index of the part after the last **
		backRest string // the path to match from there
	)
	for {
		if p < len(parts) && parts[p].anyDepth {
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
			if parts[p].matches(segment) {
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

// matches reports whether the part matches a path segment; the part must not be **.
func (g *globPart) matches(segment string) bool {
	switch {
	case g.anySegment:
		return true
	case g.literal:
		return g.text == segment
	case g.suffix != "":
		return strings.HasSuffix(segment, g.suffix)
	}
	return matchSegment(g.text, segment)
}

// matchSegment reports whether a path segment matches a glob of * ? [ ] and \. Like matchGlob, it backtracks only to the
// last *.
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

// matchByte compares one byte with the first element of glob. It returns the element's length and whether it matches.
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
