package library

import (
	"bytes"
	"strings"
)

// maxIgnoreFile bounds an ignore file in bytes; a longer file is not used.
const maxIgnoreFile = 1 << 20

// ignoreFiles lists the names of ignore files, in the order of ignoreRules.files.
var ignoreFiles = [...]string{".ignore", ".gitignore"}

// ignoreRules holds the rules of the ignore files of one folder, linked to those of its parent folders. A value is
// immutable, so that workers can share it; nil excludes nothing.
type ignoreRules struct {
	parent *ignoreRules
	// strip and prepend turn a path below the library's root into a path below the folder of the rules: strip bytes are
	// removed for a folder inside the root, prepend is added for a parent folder of the root.
	strip   int
	prepend string
	files   [len(ignoreFiles)][]ignoreRule
}

// forFolder returns the rules that apply in the folder dir, a slash path below the root or ".", given the texts of its
// ignore files. r holds the rules of the folder above it.
func (r *ignoreRules) forFolder(dir string, texts [len(ignoreFiles)][]byte) *ignoreRules {
	n := &ignoreRules{parent: r}
	if dir != "." {
		n.strip = len(dir) + 1
	}
	return n.parseFiles(texts)
}

// forParent returns the rules of a parent folder of the root, given the texts of its ignore files. r holds the rules of
// the folder above it; prepend is the slash path from the folder to the root, with a slash at the end.
func (r *ignoreRules) forParent(prepend string, texts [len(ignoreFiles)][]byte) *ignoreRules {
	return (&ignoreRules{parent: r, prepend: prepend}).parseFiles(texts)
}

// parseFiles parses the texts into r and returns r, or the parent's rules if the texts contain no rule.
func (r *ignoreRules) parseFiles(texts [len(ignoreFiles)][]byte) *ignoreRules {
	found := false
	for i, text := range texts {
		r.files[i] = parseIgnore(text)
		found = found || len(r.files[i]) > 0
	}
	if !found {
		return r.parent
	}
	return r
}

// isIgnored reports whether path, a slash path below the root, is excluded. The caller must know that no folder above path
// is excluded, since nothing inside an excluded folder can be included again (gitignore(5)).
//
// The last matching rule of the nearest folder decides. As in ripgrep, the .ignore files of all folders come before the
// .gitignore files.
func (r *ignoreRules) isIgnored(path string, dir bool) bool {
	for i := range ignoreFiles {
		for n := r; n != nil; n = n.parent {
			if len(n.files[i]) == 0 {
				continue
			}
			rel := n.prepend + path[n.strip:]
			rules := n.files[i]
			for j := len(rules) - 1; j >= 0; j-- {
				if rules[j].matches(rel, dir) {
					return !rules[j].include
				}
			}
		}
	}
	return false
}

// ignoreRule is one line of an ignore file.
type ignoreRule struct {
	include  bool // starts with !
	dirOnly  bool // ends with /
	nameOnly bool // has no slash: is compared with the file's name only
	parts    []globPart
}

// parseIgnore parses an ignore file in the format of gitignore(5). It drops lines that can never match.
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

// parseIgnoreLine parses one line; it returns false for an empty line, a comment or a glob that can never match.
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
	rule.nameOnly = !strings.Contains(line, "/")
	var ok bool
	rule.parts, ok = compileGlob(strings.TrimPrefix(line, "/"))
	if rule.nameOnly && ok && len(rule.parts) == 1 && rule.parts[0].anyDepth {
		rule.parts[0] = globPart{anySegment: true} // for a name, ** means the same as *
	}
	return rule, ok
}

// trimIgnoreSpaces removes trailing spaces that are not escaped by a backslash.
func trimIgnoreSpaces(line string) string {
	end := 0 // offset after the last byte to keep
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

// matches reports whether the rule applies to path, a slash path below the folder of the rules.
func (r *ignoreRule) matches(path string, dir bool) bool {
	if r.dirOnly && !dir {
		return false
	}
	if r.nameOnly {
		return len(r.parts) == 1 && r.parts[0].matches(path[strings.LastIndexByte(path, '/')+1:])
	}
	return matchGlob(r.parts, path)
}
