package render

import (
	"path"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// maxLanguageName is the length in bytes of a name from which no lexer is looked for.
const maxLanguageName = 40

// findLexer returns the lexer for a language, named as by lexers.Get: by its name, an alias, an extension or a file name,
// in any case. It returns nil if there is none. An unknown name costs lexers.Get tens of milliseconds, because it matches
// the name with every pattern of every lexer, and a note can hold any number of them.
func findLexer(language string) chroma.Lexer {
	name := strings.ToLower(language)
	if name == "" || len(name) > maxLanguageName {
		return nil
	}
	l := lexerTableOnce().find(name)
	if kind, _, ok := strings.Cut(name, "-"); l == nil && ok && (kind == "diff" || kind == "patch") { // diff-js: the lines say what changed
		l = lexerTableOnce().find("diff")
	}
	if l == nil {
		return nil
	}
	return chroma.Coalesce(l)
}

// lexerTable finds chroma's lexers without a search. It never changes.
type lexerTable struct {
	names, aliases map[string]chroma.Lexer
	// Patterns of file names, and those that count only if no other matches. The names of backups, which chroma knows
	// too (main.go~), are no languages.
	patterns, otherPatterns patternTable
}

var lexerTableOnce = sync.OnceValue(newLexerTable)

func newLexerTable() *lexerTable {
	t := &lexerTable{
		names: map[string]chroma.Lexer{}, aliases: map[string]chroma.Lexer{},
		patterns: newPatternTable(), otherPatterns: newPatternTable(),
	}
	for _, l := range lexers.GlobalLexerRegistry.Lexers {
		c := l.Config()
		t.names[strings.ToLower(c.Name)] = l
		for _, alias := range c.Aliases {
			t.aliases[strings.ToLower(alias)] = l
		}
		for _, pattern := range c.Filenames {
			t.patterns.add(pattern, l)
		}
		for _, pattern := range c.AliasFilenames {
			t.otherPatterns.add(pattern, l)
		}
	}
	return t
}

// find returns the lexer for a name in lower case, or nil.
func (t *lexerTable) find(name string) chroma.Lexer {
	if l := t.names[name]; l != nil {
		return l
	}
	if l := t.aliases[name]; l != nil {
		return l
	}
	return preferLexer(t.matchFile(path.Base("filename."+name)), t.matchFile(path.Base(name)))
}

func (t *lexerTable) matchFile(name string) chroma.Lexer {
	if l := t.patterns.match(name); l != nil {
		return l
	}
	return t.otherPatterns.match(name)
}

// patternTable finds the lexer whose pattern matches a file name.
type patternTable struct {
	extensions map[string]chroma.Lexer // of patterns like *.go, by what follows the star
	files      map[string]chroma.Lexer // of patterns without a wildcard
	globs      []lexerGlob             // the others: a few dozen
}

type lexerGlob struct {
	pattern string
	lexer   chroma.Lexer
}

func newPatternTable() patternTable {
	return patternTable{extensions: map[string]chroma.Lexer{}, files: map[string]chroma.Lexer{}}
}

func (t *patternTable) add(pattern string, l chroma.Lexer) {
	const wildcards = `*?[\`
	extension, hasStar := strings.CutPrefix(pattern, "*")
	switch {
	case hasStar && strings.HasPrefix(extension, ".") && !strings.ContainsAny(extension, wildcards):
		t.extensions[extension] = preferLexer(t.extensions[extension], l)
	case !strings.ContainsAny(pattern, wildcards):
		t.files[pattern] = preferLexer(t.files[pattern], l)
	default:
		t.globs = append(t.globs, lexerGlob{pattern, l})
	}
}

func (t *patternTable) match(name string) chroma.Lexer {
	best := t.files[name]
	for i := range len(name) {
		if name[i] == '.' {
			best = preferLexer(best, t.extensions[name[i:]])
		}
	}
	for _, g := range t.globs {
		if ok, err := path.Match(g.pattern, name); ok && err == nil {
			best = preferLexer(best, g.lexer)
		}
	}
	return best
}

// preferLexer returns the lexer with the higher priority, a if they are equal. Either may be nil.
func preferLexer(a, b chroma.Lexer) chroma.Lexer {
	if a == nil || b != nil && lexerPriority(b) > lexerPriority(a) {
		return b
	}
	return a
}

// lexerPriority returns the priority of a lexer, which is 1 unless it says otherwise.
func lexerPriority(l chroma.Lexer) float32 {
	if p := l.Config().Priority; p != 0 {
		return p
	}
	return 1
}
