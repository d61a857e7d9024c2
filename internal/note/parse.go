// Package note makes a Note of the bytes of one file: its front matter, title,
// date, tags, headings, links and words, and what is wrong with it. It is the
// vocabulary of all rooms that find, link and show notes.
//
//	bytes ──Decode──▶ text ──readHeader──▶ fields ─┐
//	                    └──body──▶ markdown.Parse ─┴─▶ Note, Problems
//
// It touches no disk and resolves no link. It never fails and never drops a
// note: what cannot be read is shown as it is and reported as a Problem. Nothing
// of it reaches beyond bounded time and memory, whatever the bytes are.
package note

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"quire/internal/markdown"
	"quire/internal/safe"
)

// Parsed is a note with its text.
type Parsed struct {
	Note *Note
	Doc  *markdown.Document
	// BodyLine is the line of the file, from 1, on which Doc.Source starts.
	BodyLine int
	// Body is the text without the front matter, and Header the front matter with
	// its fences; Header and Body together are what Decode made of the file.
	Body, Header []byte
	// Plain is Doc.Plain(), which counting words needs and a search too.
	Plain string
}

// Parse reads a note. It is pure and never fails: what is wrong is in
// Note.Problems. path is the slash path below the root. The result may share
// raw's memory, but its Note does not.
func Parse(path string, raw []byte) *Parsed { return parse(path, raw, true) }

// ParseWithoutHashtags is Parse for a library in whose prose a # means nothing: its tags are those of the front matter.
func ParseWithoutHashtags(path string, raw []byte) *Parsed { return parse(path, raw, false) }

func parse(path string, raw []byte, hashtags bool) *Parsed {
	text, problems := Decode(raw)
	n := &Note{Problems: problems, Size: int64(len(raw))}
	identify(n, path)

	p := &Parsed{Note: n, Body: text, BodyLine: 1}
	h, meant, entries, faults := readHeader(text)
	n.Problems = append(n.Problems, faults...)
	if h != nil {
		p.Header, p.Body = text[:h.body], text[h.body:]
		p.BodyLine += lineEnds(p.Header)
		entries = h.fields
		n.Problems = append(n.Problems, h.problems...)
	}
	var tags tagSet
	readFields(n, entries, &tags)

	p.Doc = markdown.Parse(p.Body)
	lines := newLineTable(p.Body, p.BodyLine)
	n.Headings = headings(p.Doc, lines)
	n.Blocks = blocks(p.Doc, lines)
	n.Links = links(p.Doc, lines)
	if hashtags {
		tags.hashtags(p.Doc)
	}
	n.Tags = tags.tags
	p.Plain = p.Doc.Plain()
	n.Words = words(p.Plain)
	if p.Doc.Limited != "" {
		n.Problems = append(n.Problems, Problem{Message: p.Doc.Limited})
	}
	if n.Title == "" {
		n.setTitle(p.Doc, meant)
	}
	for i := range n.Problems {
		n.Problems[i].Message = safe.Text(n.Problems[i].Message)
	}
	n.pack()
	return p
}

// setTitle names a note that has no title of its own: by its first H1, or by
// its slug. Two kinds of H1 name nothing: those in a header that could not be
// read, where # begins a comment, and an <h1> below other headings, which is
// there for its looks.
func (n *Note) setTitle(doc *markdown.Document, meant region) {
	for i, h := range doc.Headings() {
		title := strings.TrimSpace(h.Text)
		if h.Level != 1 || title == "" || h.Offset < meant.body {
			continue
		}
		if i > 0 && h.Offset < len(doc.Source) && doc.Source[h.Offset] == '<' {
			continue
		}
		n.Title, n.TitleFrom = title, FromHeading
		return
	}
	n.Title, n.TitleFrom = slugTitle(n.Slug), FromFileName
}

func lineEnds(text []byte) (n int) {
	for _, c := range text {
		if c == '\n' {
			n++
		}
	}
	return n
}

func blocks(doc *markdown.Document, lines *lineTable) []Block {
	found := doc.BlockIDs()
	if len(found) == 0 {
		return nil
	}
	all := make([]Block, len(found))
	for i, b := range found {
		line, _ := lines.place(b.Offset)
		all[i] = Block{ID: b.ID, Line: line}
	}
	return all
}

func links(doc *markdown.Document, lines *lineTable) []Link {
	found := doc.Links()
	if len(found) == 0 {
		return nil
	}
	all := make([]Link, len(found))
	for i, l := range found {
		line, column := lines.place(l.Offset)
		all[i] = Link{Link: l, Line: line, Column: column}
	}
	return all
}

// words counts the words of a text: runs between spaces that hold a letter or
// a digit. Scripts that are written without spaces count by the character.
func words(text string) int {
	n, inside := 0, false
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case c == ' ' || c >= '\t' && c <= '\r':
				inside = false
			case !inside && (c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9'):
				n++
				inside = true
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			n++
			inside = false
		case unicode.IsSpace(r):
			inside = false
		case !inside && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			n++
			inside = true
		}
	}
	return n
}
