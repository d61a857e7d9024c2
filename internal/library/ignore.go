package library

import (
	"bytes"
	"strings"
)

// maxIgnoreFile is how much of one ignore file is read, in bytes.
const maxIgnoreFile = 1 << 20

// ignoreFiles are the files that exclude other files, in the order of ignoreRules.files.
var ignoreFiles = [...]string{".ignore", ".gitignore"}

// ignoreRules are the rules of one folder, and of the folders above it. A
// value is immutable, so that workers can share it. Nil excludes nothing.
type ignoreRules struct {
	up *ignoreRules
	// strip and prepend turn a path below the library's root into one below
	// the folder of the rules: strip for folders inside the root, prepend for
	// those above it.
	strip   int
	prepend string
	files   [len(ignoreFiles)][]ignoreRule
}

// within returns the rules that hold in the folder dir, a slash path below
// the root or ".", when its ignore files read as given.
func (r *ignoreRules) within(dir string, texts [len(ignoreFiles)][]byte) *ignoreRules {
	n := &ignoreRules{up: r}
	if dir != "." {
		n.strip = len(dir) + 1
	}
	return n.parse(texts)
}

// above returns the rules of a folder above the root; prepend is the slash
// path from that folder to the root, with a slash at its end.
func (r *ignoreRules) above(prepend string, texts [len(ignoreFiles)][]byte) *ignoreRules {
	return (&ignoreRules{up: r, prepend: prepend}).parse(texts)
}

// parse fills in the rules; without any, the folder above answers for n.
func (r *ignoreRules) parse(texts [len(ignoreFiles)][]byte) *ignoreRules {
	found := false
	for i, text := range texts {
		r.files[i] = parseIgnore(text)
		found = found || len(r.files[i]) > 0
	}
	if !found {
		return r.up
	}
	return r
}

// ignored tells whether path, a slash path below the root, is excluded. That
// the folders above path are not excluded is for the caller to know: nothing
// inside an excluded folder can be included again (gitignore(5)).
//
// The last matching rule of the nearest folder decides; .ignore is asked in
// all folders before .gitignore is, as ripgrep does.
func (r *ignoreRules) ignored(path string, dir bool) bool {
	for i := range ignoreFiles {
		for n := r; n != nil; n = n.up {
			if len(n.files[i]) == 0 {
				continue
			}
			rel := n.prepend + path[n.strip:]
			rules := n.files[i]
			for j := len(rules) - 1; j >= 0; j-- {
				if rules[j].match(rel, dir) {
					return !rules[j].include
				}
			}
		}
	}
	return false
}

// ignoreRule is one line of an ignore file.
type ignoreRule struct {
	include  bool // began with !
	dirOnly  bool // ended with /
	anywhere bool // has no slash: compared with the name alone
	parts    []globPart
}

// parseIgnore reads an ignore file as gitignore(5) says. Lines that can never
// match are left out.
func parseIgnore(text []byte) []ignoreRule {
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	var rules []ignoreRule
	for line := range bytes.Lines(text) {
		if rule, ok := parseIgnoreLine(string(line)); ok {
			rules = append(rules, rule)
		}
	}
	return rules
}

func parseIgnoreLine(line string) (ignoreRule, bool) {
	line = strings.TrimSuffix(line, "\n")
	if strings.HasPrefix(line, "#") {
		return ignoreRule{}, false
	}
	line = trimIgnoreSpaces(strings.TrimSuffix(line, "\r"))
	var rule ignoreRule
	line, rule.include = strings.CutPrefix(line, "!")
	line, rule.dirOnly = strings.CutSuffix(line, "/")
	if line == "" {
		return rule, false
	}
	rule.anywhere = !strings.Contains(line, "/")
	var ok bool
	rule.parts, ok = compileGlob(strings.TrimPrefix(line, "/"))
	if rule.anywhere && ok && len(rule.parts) == 1 && rule.parts[0].deep {
		rule.parts[0] = globPart{star: true} // a lone ** is a * where only the name counts
	}
	return rule, ok
}

// trimIgnoreSpaces takes the spaces off the end of a line that no backslash keeps.
func trimIgnoreSpaces(line string) string {
	end := 0 // after the last byte to keep
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
			end = min(i+1, len(line))
		case ' ':
		default:
			end = i + 1
		}
	}
	return line[:end]
}

func (r *ignoreRule) match(path string, dir bool) bool {
	if r.dirOnly && !dir {
		return false
	}
	if r.anywhere {
		return len(r.parts) == 1 && r.parts[0].match(path[strings.LastIndexByte(path, '/')+1:])
	}
	return matchGlob(r.parts, path)
}
