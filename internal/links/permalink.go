package links

import (
	"strings"

	"quire/internal/note"
)

// jekyllStyles maps Jekyll's named permalink styles to patterns, see https://jekyllrb.com/docs/permalinks/.
var jekyllStyles = map[string]string{
	"date":     "/:categories/:year/:month/:day/:title",
	"pretty":   "/:categories/:year/:month/:day/:title",
	"ordinal":  "/:categories/:year/:y_day/:title",
	"weekdate": "/:categories/:year/W:week/:short_day/:title",
	"none":     "/:categories/:title",
}

// pattern is a compiled permalink: its literal texts and placeholders in order.
type pattern []patternPart

// patternPart is a literal text or a placeholder. fill returns the value of the placeholder for a
// note; if it has no value, the pattern has no route for that note.
type patternPart struct {
	literal string
	fill    func(*note.Note) (text string, ok bool)
}

// compilePatterns compiles the permalinks of a site. It skips those with an unknown placeholder.
// A library of dated posts without permalinks gets Jekyll's default.
func compilePatterns(permalinks []string, jekyll bool) []pattern {
	if len(permalinks) == 0 && jekyll {
		permalinks = []string{"date"}
	}
	var out []pattern
	for _, s := range permalinks {
		if style, ok := jekyllStyles[s]; ok {
			s = style
		}
		if p, ok := compilePattern(s); ok {
			out = append(out, p)
		}
		// In Hugo :title is the title, in Jekyll the file's name.
		if strings.Contains(s, ":title") && !jekyll {
			if p, ok := compilePattern(strings.ReplaceAll(s, ":title", ":hugo_title")); ok {
				out = append(out, p)
			}
		}
	}
	return out
}

// compilePattern compiles a permalink. It is false if a placeholder is unknown.
func compilePattern(s string) (pattern, bool) {
	var p pattern
	for s != "" {
		i := strings.IndexByte(s, ':')
		if i < 0 {
			return append(p, patternPart{literal: s}), true
		}
		p = append(p, patternPart{literal: s[:i]})
		s = s[i+1:]
		name := longestPlaceholder(s)
		if name == "" {
			return nil, false
		}
		p = append(p, patternPart{fill: placeholders[name]})
		s = s[len(name):]
		if strings.HasPrefix(s, "[") { // a slice such as Hugo's :sections[1:] is not supported
			return nil, false
		}
	}
	return p, true
}

// longestPlaceholder returns the longest name of a placeholder at the start of s, or "".
func longestPlaceholder(s string) string {
	end := 0
	for end < min(len(s), maxPlaceholder) && (s[end] == '_' || s[end] >= 'a' && s[end] <= 'z') {
		end++
	}
	for ; end > 0; end-- {
		if placeholders[s[:end]] != nil {
			return s[:end]
		}
	}
	return ""
}

// maxPlaceholder is the length of the longest placeholder's name, in bytes.
var maxPlaceholder = func() int {
	longest := 0
	for name := range placeholders {
		longest = max(longest, len(name))
	}
	return longest
}()

// maxRoute is the maximum length of a route that a pattern makes, in bytes. A longer route is discarded: browsers and
// servers do not accept it, and a pattern that repeats a title of a megabyte would exhaust the memory.
const maxRoute = 2048

// noteRoute returns the route at which a site with this pattern publishes n. It is false if a placeholder has no value
// for n or if the route would be longer than maxRoute.
func (p pattern) noteRoute(n *note.Note) (string, bool) {
	var b strings.Builder
	for _, piece := range p {
		if b.Len()+len(piece.literal) > maxRoute {
			return "", false
		}
		b.WriteString(piece.literal)
		if piece.fill == nil {
			continue
		}
		text, ok := piece.fill(n)
		if !ok || b.Len()+len(text) > maxRoute {
			return "", false
		}
		b.WriteString(text)
	}
	return normalizeRoute(b.String())
}
