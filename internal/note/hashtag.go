package note

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"quire/internal/markdown"
	"quire/internal/safe"
)

// addHashtags adds the #tags in the prose of a document. Code, links, addresses, templates and the markers of
// headings are not prose.
func (t *tagSet) addHashtags(doc *markdown.Document) { t.walkNode(doc.Root, doc.Source) }

// mayHaveHashtags reports whether source has a # directly before something that can begin a tag. Most notes
// have # only in headings, before a space.
func mayHaveHashtags(source []byte) bool {
	for at := 0; ; {
		i := bytes.IndexByte(source[at:], '#')
		if i < 0 {
			return false
		}
		at += i + 1
		if len(tagPrefix(source[at:])) > 0 {
			return true
		}
	}
}

// walkNode adds the hashtags below n. It recurses, since the depth of a document is bounded.
func (t *tagSet) walkNode(n ast.Node, source []byte) {
	if hidesTags(n) {
		return
	}
	for c := n.FirstChild(); c != nil; {
		text, ok := c.(*ast.Text)
		if !ok {
			t.walkNode(c, source)
			c = c.NextSibling()
			continue
		}
		// A tag such as #snake_case may be split into several adjacent texts.
		start, stop := text.Segment.Start, text.Segment.Stop
		atStart := c.PreviousSibling() == nil
		for c = c.NextSibling(); c != nil; c = c.NextSibling() {
			next, ok := c.(*ast.Text)
			if !ok || next.Segment.Start != stop {
				break
			}
			stop = next.Segment.Stop
		}
		if start >= 0 && start <= stop && stop <= len(source) {
			t.scanText(source, start, stop, atStart)
			if link, ok := c.(*markdown.WikiLink); ok && t.makesLinks && start < stop && source[stop-1] == '#' {
				t.add(link.Target) // #[[two words]] of Logseq
			}
		}
	}
}

// hidesTags reports whether the text below n is not prose.
func hidesTags(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CodeSpan, *markdown.InlineMath, *ast.Link, *ast.Image, *ast.AutoLink, *markdown.WikiLink, *markdown.Template:
		return true
	case *markdown.Styled:
		return n.Style == markdown.Code || n.Style == markdown.Kbd
	}
	return false
}

// scanText adds the hashtags of source[start:stop], a run of text. atStart says that the run begins an inline
// node, whose marker may touch the tag as in *#tag*.
func (t *tagSet) scanText(source []byte, start, stop int, atStart bool) {
	for at := start; at < stop; {
		i := bytes.IndexByte(source[at:stop], '#')
		if i < 0 {
			return
		}
		hash := at + i
		tag := tagPrefix(source[hash+1 : stop])
		at = hash + 1 + len(tag)
		if tag = bytes.TrimRight(tag, "/"); isTag(tag) && mayBeginTag(source, start, hash, atStart) {
			t.add(string(tag))
			if t.makesLinks && len(t.links) < maxPropertyLinks {
				text := safe.Text(string(source[hash : hash+1+len(tag)]))
				t.links = append(t.links, markdown.Link{Form: markdown.Wiki, Dest: text, Text: text, Offset: hash})
			}
		}
	}
}

// tagPrefix returns the letters, digits, marks, emoji, _, - and / that s begins with. As in Obsidian, other symbols beyond
// ASCII belong to a tag like emoji.
func tagPrefix(s []byte) []byte {
	n := 0
	for n < len(s) {
		if c := s[n]; c < utf8.RuneSelf && !util.IsAlphaNumeric(c) && c != '_' && c != '-' && c != '/' {
			break
		}
		r, size := utf8.DecodeRune(s[n:])
		if !unicode.In(r, unicode.L, unicode.M, unicode.Nd, unicode.S) && !strings.ContainsRune("_-/", r) && !isEmojiJoiner(s, n) || r == utf8.RuneError {
			break
		}
		n += size
	}
	return s[:n]
}

// isEmojiJoiner reports whether a zero-width joiner is at s[n] that joins two symbols to an emoji, such as 👩‍🌾.
func isEmojiJoiner(s []byte, n int) bool {
	rest, ok := bytes.CutPrefix(s[n:], []byte("\u200d"))
	if !ok {
		return false
	}
	before, _ := utf8.DecodeLastRune(bytes.TrimSuffix(s[:n], []byte("\ufe0f")))
	after, _ := utf8.DecodeRune(rest)
	return unicode.In(before, unicode.S) && unicode.In(after, unicode.S)
}

// isTag reports whether tag holds a letter, digit or emoji, and a character that is not a digit, so that #12 remains
// the number of an issue. Colours and directives of C are no tags either.
func isTag(tag []byte) bool {
	hasWord, hasNonDigit := false, false
	for _, r := range string(tag) {
		digit := unicode.IsDigit(r)
		hasWord = hasWord || digit || unicode.IsLetter(r) || unicode.Is(unicode.So, r)
		hasNonDigit = hasNonDigit || !digit
	}
	return hasWord && hasNonDigit && !isHexColour(string(tag)) && !slices.Contains(directives, string(tag))
}

// directives are the directives of C and its kin that begin with #. Those that are words by which people file notes, such as
// #error and #warning, are left out.
var directives = []string{
	"include", "include_next", "define", "undef", "if", "ifdef", "ifndef", "elif", "elifdef", "elifndef", "else", "endif", "pragma", "endregion",
}

// hexWords are the words that could be colours by their letters, and hardly ever are.
var hexWords = []string{
	"ace", "add", "bad", "bed", "bee", "cab", "dab", "dad", "ebb", "fab", "fad", "fed", "fee", "b2b", "b2c", "c2c", "d2c", "e2e",
	"babe", "bead", "beef", "cafe", "cede", "dada", "dead", "deaf", "deed", "edda", "face", "fade", "feed",
	"accede", "beaded", "decade", "deface", "efface", "facade",
}

// isHexColour reports whether a tag is a colour of CSS: 3, 4, 6 or 8 hexadecimal digits that are no word.
// https://www.w3.org/TR/css-color-4/#hex-notation
func isHexColour(tag string) bool {
	if n := len(tag); n != 3 && n != 4 && n != 6 && n != 8 || strings.Trim(tag, "0123456789abcdefABCDEF") != "" {
		return false
	}
	return tag == strings.ToUpper(tag) || !slices.Contains(hexWords, strings.ToLower(tag))
}

// maxBraceDistance bounds the search for the beginning of Kramdown's braces before a tag, in bytes.
const maxBraceDistance = 500

// mayBeginTag reports whether a tag may begin at source[hash]: at the start of a line or node, after space, or
// after opening characters that follow space. So c#, \#this, page.html#there, `code`(#there), &#35; and {#id}
// are not tags.
func mayBeginTag(source []byte, start, hash int, atStart bool) bool {
	if hash == 0 || hash == start && atStart {
		return hash == 0 || source[hash-1] != '\\' && source[hash-1] != '{'
	}
	before := bytes.TrimRight(source[:hash], "([\"'“‘«‹„「『")
	r, _ := utf8.DecodeLastRune(before)
	if len(before) > 0 && !unicode.IsSpace(r) {
		return len(before) <= start && atStart || strings.ContainsRune("—–…、。，（", r)
	}
	// Kramdown's {: #id .class} gives a block its id.
	line := source[max(0, hash-maxBraceDistance):hash]
	line = line[bytes.LastIndexByte(line, '\n')+1:]
	open := bytes.LastIndex(line, []byte("{:"))
	return open < 0 || bytes.IndexByte(line[open:], '}') >= 0
}
