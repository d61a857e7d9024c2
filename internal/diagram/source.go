package diagram

import (
	"html"
	"regexp"
	"strings"
	"sync"

	"quire/internal/safe"
)

// sourceText is a diagram without its comments, configuration and front matter.
type sourceText struct {
	kind   string // the first word: graph, sequenceDiagram
	header string // what follows it in its line
	title  string
	lines  []string // below the header, trimmed; a statement each, except where ";" parts two
}

// readSource splits a source into its lines. See https://mermaid.js.org/config/directives.html and
// https://mermaid.js.org/config/theming.html for what stands before the header.
func readSource(source string) (sourceText, error) {
	var s sourceText
	source = strings.ReplaceAll(strings.ReplaceAll(source, "\r\n", "\n"), "\r", "\n")
	source = s.cutFrontMatter(strings.TrimLeft(source, " \t\n"))
	for line := range strings.Lines(cutDirectives(source)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "%%") {
			continue
		}
		if s.kind == "" {
			s.kind, s.header, _ = strings.Cut(line, " ")
			if kind, ok := strings.CutSuffix(s.kind, ";"); ok {
				s.kind = kind
			}
			s.header = strings.TrimSpace(s.header)
			continue
		}
		s.lines = append(s.lines, line)
	}
	if s.kind == "" {
		return s, ErrSyntax
	}
	s.cutAccessibility()
	return s, nil
}

// cutFrontMatter removes the front matter and keeps its title.
func (s *sourceText) cutFrontMatter(source string) string {
	body, ok := strings.CutPrefix(source, "---\n")
	if !ok {
		return source
	}
	header, rest, ok := strings.Cut("\n"+body, "\n---")
	if !ok {
		return source
	}
	for line := range strings.Lines(header) {
		if title, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), "title:"); ok {
			s.title = unquoteYAML(strings.TrimSpace(title))
		}
	}
	return rest
}

// unquoteYAML returns what a quoted or bare value of one line stands for.
func unquoteYAML(s string) string {
	switch {
	case len(s) < 2 || s[0] != s[len(s)-1]:
	case s[0] == '"':
		return strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(s[1 : len(s)-1])
	case s[0] == '\'':
		return strings.ReplaceAll(s[1:len(s)-1], "''", "'")
	}
	return s
}

// cutDirectives removes %%{init: …}%%, which may go on over lines.
func cutDirectives(source string) string {
	for {
		before, rest, ok := strings.Cut(source, "%%{")
		if !ok {
			return source
		}
		_, after, ok := strings.Cut(rest, "}%%")
		if !ok {
			return before
		}
		source = before + after
	}
}

// cutAccessibility removes the title and description for screen readers, which Mermaid does not draw, and keeps the title that some
// diagrams have as a statement.
func (s *sourceText) cutAccessibility() {
	var lines []string
	open := false
	for _, line := range s.lines {
		word := strings.TrimSpace(line[:strings.IndexFunc(line+" ", func(r rune) bool { return r == ':' || r == ' ' || r == '{' })])
		switch {
		case open:
			open = !strings.HasSuffix(line, "}")
		case word == "accDescr" && strings.HasSuffix(line, "{"):
			open = true
		case word == "accDescr" || word == "accTitle":
		case word == "title" && s.kind == "sequenceDiagram":
			s.title = strings.TrimSpace(strings.TrimLeft(line[len("title"):], ": "))
		default:
			lines = append(lines, line)
		}
	}
	s.lines = lines
}

// The patterns of what labels hold besides text.
var (
	lineBreak = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)<br\s*/?>|\\n`) })
	htmlTag   = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)</?(?:a|abbr|b|big|center|code|del|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|s|small|span|strike|strong|sub|sup|tt|u|ul|var)(?:\s[^<>]*|/)?>`)
	})
	entityCode = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`#(\d{1,7}|[A-Za-z]{2,31});`) })
	iconName   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\bfa[bklrs]?:fa-([\w-]+)`) })
	emphasis   = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\*\*([^*]+)\*\*|\*([^*]+)\*|\b__([^_]+)__\b|\b_([^_]+)_\b`)
	})
	listNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(^|\n)(\s*\d+)\\([.)])`) })
)

// cleanLabel returns the lines of text that a label shows: without quotes, tags and icons, and with entities replaced.
func cleanLabel(label string) []string {
	label = strings.TrimSpace(label)
	if len(label) >= 2 && label[0] == '"' && label[len(label)-1] == '"' {
		label = strings.TrimSpace(label[1 : len(label)-1])
	}
	if len(label) >= 2 && label[0] == '`' && label[len(label)-1] == '`' { // a Markdown string
		label = emphasis().ReplaceAllString(label[1:len(label)-1], "$1$2$3$4")
	}
	return cleanText(label)
}

// cleanText returns the lines of a text in which quotes are only quotes, such as that of a message.
func cleanText(label string) []string {
	label = lineBreak().ReplaceAllString(label, "\n")
	if strings.IndexByte(label, '<') >= 0 {
		label = htmlTag().ReplaceAllString(label, "")
	}
	label = cutIcons(label)
	if strings.Contains(label, `\`) { // 1\. keeps Mermaid from taking a label for a list
		label = listNumber().ReplaceAllString(label, "$1$2$3")
	}
	if strings.ContainsAny(label, "#&") {
		label = html.UnescapeString(entityCode().ReplaceAllStringFunc(label, func(code string) string {
			if name := code[1:]; name[0] < '0' || name[0] > '9' {
				return "&" + name
			}
			return "&" + code
		}))
	}
	var lines []string
	for line := range strings.SplitSeq(label, "\n") {
		if line = safe.Text(strings.Join(strings.Fields(line), " ")); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// cutIcons removes the names of icons from a label that has words too. Of a label that is nothing but an icon its name is kept.
func cutIcons(label string) string {
	if !strings.Contains(label, ":fa-") {
		return label
	}
	if words := iconName().ReplaceAllString(label, ""); strings.TrimSpace(words) != "" {
		return words
	}
	return iconName().ReplaceAllString(label, "$1")
}

// cutComment removes a comment from the end of a statement. The text behind a colon may hold two percent signs.
func cutComment(line string) string {
	if i := strings.Index(line, "%%"); i > 0 && !strings.Contains(line[:i], ":") {
		return strings.TrimSpace(line[:i])
	}
	return line
}
