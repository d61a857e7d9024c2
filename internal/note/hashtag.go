package note

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"quire/internal/markdown"
)

// hashtags adds the #tags of a document's prose. Code, links, addresses,
// templates and the marks of headings are no prose.
func (t *tagSet) hashtags(doc *markdown.Document) { t.walk(doc.Root, doc.Source) }

// mayHashtag reports whether there is a # with what a tag begins with behind it: not one before every heading only.
func mayHashtag(source []byte) bool {
	for at := 0; ; {
		i := bytes.IndexByte(source[at:], '#')
		if i < 0 {
			return false
		}
		at += i + 1
		if len(tagAt(source[at:])) > 0 {
			return true
		}
	}
}

// walk recurses; the depth of a document is bounded.
func (t *tagSet) walk(n ast.Node, source []byte) {
	if hidesTags(n) {
		return
	}
	for c := n.FirstChild(); c != nil; {
		text, ok := c.(*ast.Text)
		if !ok {
			t.walk(c, source)
			c = c.NextSibling()
			continue
		}
		// A tag such as #snake_case may lie in several texts side by side.
		start, stop := text.Segment.Start, text.Segment.Stop
		first := c.PreviousSibling() == nil
		for c = c.NextSibling(); c != nil; c = c.NextSibling() {
			next, ok := c.(*ast.Text)
			if !ok || next.Segment.Start != stop {
				break
			}
			stop = next.Segment.Stop
		}
		if start >= 0 && start <= stop && stop <= len(source) {
			t.scan(source, start, stop, first)
		}
	}
}

func hidesTags(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CodeSpan, *ast.Link, *ast.Image, *ast.AutoLink, *markdown.WikiLink, *markdown.Template:
		return true
	case *markdown.Styled:
		return n.Style == markdown.Code || n.Style == markdown.Kbd
	}
	return false
}

// scan reads source[start:stop], a run of text; first says that it begins an
// inline node, whose mark may touch the tag as in *#tag*.
func (t *tagSet) scan(source []byte, start, stop int, first bool) {
	for at := start; at < stop; {
		i := bytes.IndexByte(source[at:stop], '#')
		if i < 0 {
			return
		}
		hash := at + i
		tag := tagAt(source[hash+1 : stop])
		at = hash + 1 + len(tag)
		if tag = bytes.TrimRight(tag, "/"); meansTag(tag) && mayPrecede(source, start, hash, first) {
			t.add(string(tag))
		}
	}
}

// tagAt is the letters, digits, marks, _, - and / that s begins with.
func tagAt(s []byte) []byte {
	n := 0
	for n < len(s) {
		if c := s[n]; c < utf8.RuneSelf && !util.IsAlphaNumeric(c) && c != '_' && c != '-' && c != '/' {
			break
		}
		r, size := utf8.DecodeRune(s[n:])
		if !unicode.In(r, unicode.L, unicode.M, unicode.Nd) && !strings.ContainsRune("_-/", r) {
			break
		}
		n += size
	}
	return s[:n]
}

// meansTag asks for a letter or digit and, so that #12 stays the number of an
// issue, for one that is no digit.
func meansTag(tag []byte) bool {
	word, other := false, false
	for _, r := range string(tag) {
		digit := unicode.IsDigit(r)
		word = word || digit || unicode.IsLetter(r)
		other = other || !digit
	}
	return word && other
}

// farthest is how far before a tag the beginning of Kramdown's braces is looked for, in bytes.
const farthest = 500

// mayPrecede reports whether a tag may begin at source[hash]: at the start of a
// line or a node, after space, or after signs that open something and have
// space before them. So c#, \#this, page.html#there, `code`(#there), &#35; and
// {#id} are none.
func mayPrecede(source []byte, start, hash int, first bool) bool {
	if hash == 0 || hash == start && first {
		return hash == 0 || source[hash-1] != '\\' && source[hash-1] != '{'
	}
	before := bytes.TrimRight(source[:hash], "([\"'“‘«‹„「『")
	r, _ := utf8.DecodeLastRune(before)
	if len(before) > 0 && !unicode.IsSpace(r) {
		return len(before) <= start && first || strings.ContainsRune("—–…、。，（", r)
	}
	// Kramdown's {: #id .class} gives a block its id.
	line := source[max(0, hash-farthest):hash]
	line = line[bytes.LastIndexByte(line, '\n')+1:]
	open := bytes.LastIndex(line, []byte("{:"))
	return open < 0 || bytes.IndexByte(line[open:], '}') >= 0
}
