package profile

import (
	"fmt"
	"iter"
	"path"
	"strings"
)

// Bounds of the permalinks of a site. Each pattern gives every note an address.
const (
	maxPatterns     = 64
	maxPatternBytes = 500
)

// checkPatterns returns an error if a site has too many patterns or too long ones; those are not used.
func checkPatterns(patterns iter.Seq[string]) error {
	count := 0
	var err error
	for s := range patterns {
		if count++; len(s) > maxPatternBytes {
			err = fmt.Errorf("a permalink is longer than %d bytes", maxPatternBytes)
		}
	}
	if count > maxPatterns {
		err = fmt.Errorf("more than %d permalinks", maxPatterns)
	}
	return err
}

// Pattern is a compiled permalink: its literal texts and placeholders in order.
type Pattern []patternPart

// patternPart is a literal text or a placeholder. fill returns the value of the placeholder for a page; if it has no value, the
// pattern has no address for that page.
type patternPart struct {
	literal string
	fill    func(Page) (text string, ok bool)
}

// CompilePattern compiles a permalink, of Jekyll or Hugo. It is false if a placeholder is unknown or the pattern is too long.
func CompilePattern(s string) (Pattern, bool) {
	var p Pattern
	if len(s) > maxPatternBytes {
		return nil, false
	}
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

// Fill returns the address at which a site with this pattern publishes a page, with the slash at its end if the pattern has one.
// It is false if a placeholder has no value for the page or if the address would be longer than maxRoute.
func (p Pattern) Fill(page Page) (string, bool) {
	var b strings.Builder
	for _, piece := range p {
		if b.Len()+len(piece.literal) > maxRoute {
			return "", false
		}
		b.WriteString(piece.literal)
		if piece.fill == nil {
			continue
		}
		text, ok := piece.fill(page)
		if !ok || b.Len()+len(text) > maxRoute {
			return "", false
		}
		b.WriteString(text)
	}
	return CleanAddress(b.String())
}

// CleanAddress returns an address with one slash at its beginning and without empty segments. A slash at its end stays. It is
// false if the address leads outside the root.
func CleanAddress(s string) (string, bool) {
	rel := strings.TrimLeft(s, "/")
	clean := path.Clean("./" + rel)
	if clean == ".." || strings.HasPrefix(clean, "../") {
		return "", false
	}
	if clean == "." {
		return "/", true
	}
	if strings.HasSuffix(rel, "/") {
		clean += "/"
	}
	return "/" + clean, true
}
