package markdown

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"quire/internal/safe"
)

// fenceInfo is what the info string of a fence says, in the forms of many renderers:
//
//	go                         CommonMark
//	js title="a.js" {1,3}      Docusaurus, Astro, Material for MkDocs
//	js:src/a.js                the file after the language
//	sh [npm]                   VitePress
//	{.python title="a.py"}     pandoc, Python-Markdown
//	{r setup, echo=FALSE}      R Markdown, Quarto
type fenceInfo struct {
	language string
	label    string // the title or the file of the code
}

// labelKeys are the attributes that say what a code block shows.
var labelKeys = map[string]bool{"title": true, "file": true, "filename": true, "filepath": true, "path": true, "caption": true, "label": true, "name": true}

// CodeLanguage returns the language of a code block, made safe: that of a fence's info string or of the class of an element,
// "math" for a formula, and "" without a language.
func (d *Document) CodeLanguage(n ast.Node) string {
	switch n := n.(type) {
	case *Math:
		return "math"
	case *Preformatted:
		return n.Language
	}
	return d.fenceInfo(n).language
}

// CodeLabel returns the title or the file name that a fence's info string gives to its code, made safe, or "".
func (d *Document) CodeLabel(n ast.Node) string { return d.fenceInfo(n).label }

func (d *Document) fenceInfo(n ast.Node) fenceInfo {
	f, ok := n.(*ast.FencedCodeBlock)
	switch {
	case ok && f.Info == nil && d.isDiagramTag(f):
		return fenceInfo{language: diagramLanguage}
	case !ok || f.Info == nil:
		return fenceInfo{}
	}
	info := f.Info.Segment.Value(d.Source)
	parsed := parseFenceInfo(decodeEscapes(info[:min(len(info), maxTag)]))
	return fenceInfo{safe.Text(parsed.language), safe.Text(parsed.label)}
}

// parseFenceInfo parses an info string.
func parseFenceInfo(info string) (f fenceInfo) {
	info = strings.TrimSpace(info)
	if inner, ok := strings.CutPrefix(info, "{"); ok { // {.go …}, {r …}
		inner, _, _ = strings.Cut(inner, "}")
		info = strings.TrimSpace(inner)
		if word, rest := cutInfoWord(info); !strings.Contains(word, "=") && !strings.HasPrefix(word, "#") {
			f.language, info = strings.TrimLeft(word, ".="), rest
		}
	} else if word, rest := cutInfoWord(info); !isLabelled(word) {
		f.language, info = word, rest
	}
	if i := strings.IndexByte(f.language, '{'); i >= 0 {
		f.language = f.language[:i]
	}
	if language, file, ok := strings.Cut(f.language, ":"); ok {
		f.language = language
		if strings.ContainsAny(file, "./") {
			f.label = file
		}
	}
	for info != "" {
		var word string
		word, info = cutInfoWord(info)
		key, value, ok := strings.Cut(word, "=")
		if !ok {
			key, value, ok = strings.Cut(word, ":")
		}
		switch value = strings.Trim(value, `"'`); {
		case ok && labelKeys[strings.ToLower(key)] && value != "":
			f.label = value
		case f.label == "" && len(word) > 2 && word[0] == '[' && word[len(word)-1] == ']':
			f.label = word[1 : len(word)-1]
		}
	}
	return f
}

// isLabelled reports whether a word is an attribute rather than a language.
func isLabelled(word string) bool {
	i := strings.IndexAny(word, "=:")
	return i > 0 && labelKeys[strings.ToLower(word[:i])] || strings.HasPrefix(word, "[")
}

// cutInfoWord cuts the first word off an info string. Words are parted by blanks and commas, but not within quotes and
// brackets.
func cutInfoWord(info string) (word, rest string) {
	var end byte // of the quotes or brackets
	for i := range len(info) {
		switch c := info[i]; {
		case end != 0:
			if c == end {
				end = 0
			}
		case (c == '"' || c == '\'') && strings.IndexByte(info[i+1:], c) >= 0:
			end = c
		case c == '[' && strings.IndexByte(info[i+1:], ']') >= 0:
			end = ']'
		case c == ' ' || c == '\t' || c == ',':
			return info[:i], strings.TrimLeft(info[i:], " \t,")
		}
	}
	return info, ""
}

// classLanguage returns the language that the class of a <code> or <pre> names: language-x or lang-x, as HTML recommends, or
// mermaid, as Mermaid asks for.
func classLanguage(class string) string {
	for _, c := range strings.Fields(class[:min(len(class), maxTag)]) {
		if c == diagramLanguage {
			return c
		}
		for _, prefix := range []string{"language-", "lang-"} {
			if name, ok := strings.CutPrefix(c, prefix); ok {
				return safe.Text(name)
			}
		}
	}
	return ""
}

// colourSequence matches the sequences by which programs colour what they print, and clear the rest of a line: ECMA-48, SGR
// and EL.
var colourSequence = regexp.MustCompile("\x1b\\[[0-9;:]{0,64}[mK]")

// stripColours removes the colours from the output of a program that was copied into a note with them.
func stripColours(code string) string {
	if !strings.Contains(code, "\x1b[") {
		return code
	}
	return colourSequence.ReplaceAllString(code, "")
}
