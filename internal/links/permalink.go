package links

import (
	"strings"

	"quire/internal/note"
)

// styles are Jekyll's named permalink styles, see https://jekyllrb.com/docs/permalinks/.
var styles = map[string]string{
	"date":     "/:categories/:year/:month/:day/:title",
	"pretty":   "/:categories/:year/:month/:day/:title",
	"ordinal":  "/:categories/:year/:y_day/:title",
	"weekdate": "/:categories/:year/W:week/:short_day/:title",
	"none":     "/:categories/:title",
}

// pattern is a permalink, parted into its literal texts and placeholders.
type pattern []piece

// piece is a literal text, or what a placeholder stands for in a note. A
// placeholder that has nothing to stand for makes the pattern void for that note.
type piece struct {
	literal string
	fill    func(*note.Note) (text string, ok bool)
}

// compilePatterns reads the permalinks of a site. One with a placeholder that nobody knows is left out.
// A library of dated posts without any has Jekyll's default.
func compilePatterns(permalinks []string, jekyll bool) []pattern {
	if len(permalinks) == 0 && jekyll {
		permalinks = []string{"date"}
	}
	var out []pattern
	for _, s := range permalinks {
		if style, ok := styles[s]; ok {
			s = style
		}
		if p, ok := compile(s); ok {
			out = append(out, p)
		}
		// Hugo's :title is the title, Jekyll's the file's name.
		if strings.Contains(s, ":title") && !jekyll {
			if p, ok := compile(strings.ReplaceAll(s, ":title", ":hugo_title")); ok {
				out = append(out, p)
			}
		}
	}
	return out
}

func compile(s string) (pattern, bool) {
	var p pattern
	for s != "" {
		i := strings.IndexByte(s, ':')
		if i < 0 {
			return append(p, piece{literal: s}), true
		}
		p = append(p, piece{literal: s[:i]})
		s = s[i+1:]
		name := longestPlaceholder(s)
		if name == "" {
			return nil, false
		}
		p = append(p, piece{fill: placeholders[name]})
		s = s[len(name):]
		if strings.HasPrefix(s, "[") { // Hugo's :sections[1:]: a part of the path that is not told apart here
			return nil, false
		}
	}
	return p, true
}

func longestPlaceholder(s string) string {
	end := 0
	for end < len(s) && (s[end] == '_' || s[end] >= 'a' && s[end] <= 'z') {
		end++
	}
	for ; end > 0; end-- {
		if placeholders[s[:end]] != nil {
			return s[:end]
		}
	}
	return ""
}

// address is where the pattern publishes a note.
func (p pattern) address(n *note.Note) (string, bool) {
	var b strings.Builder
	for _, piece := range p {
		b.WriteString(piece.literal)
		if piece.fill == nil {
			continue
		}
		text, ok := piece.fill(n)
		if !ok {
			return "", false
		}
		b.WriteString(text)
	}
	return cleanSite(b.String())
}
