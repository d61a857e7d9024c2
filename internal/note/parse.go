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
	// Details are those of Note, unpacked.
	Details *Details
	Doc     *markdown.Document
	// BodyLine is the line of the file, from 1, on which Doc.Source starts.
	BodyLine int
	// Body is the text without the front matter, and Header the front matter with
	// its fences; Header and Body together are what Decode made of the file.
	Body, Header []byte
	// Plain is Doc.Plain(), which counting words needs and a search too.
	Plain string
	// Verbatim is set of a file that is not Markdown: see ParseText.
	Verbatim bool
}

// Parse reads a note. It is pure and never fails: what is wrong is in
// Details.Problems. path is the slash path below the root. The result may share
// raw's memory, but its Note does not.
func Parse(path string, raw []byte) *Parsed { return parse(path, raw, true, markdown.Parse) }

// Survey is Parse for who wants the Note and the words of the text: of a long one Doc is empty, for
// it is read part by part, so that its tree is never in memory whole.
func Survey(path string, raw []byte, hashtags bool) *Parsed { return parse(path, raw, hashtags, nil) }

// ParseWithoutHashtags is Parse for a library in whose prose a # means nothing: its tags are those of the front matter.
func ParseWithoutHashtags(path string, raw []byte) *Parsed {
	return parse(path, raw, false, markdown.Parse)
}

// parse reads a note, and has its text made into a tree by whole, or part by part where that is nil.
func parse(path string, raw []byte, hashtags bool, whole func([]byte) *markdown.Document) *Parsed {
	text, problems := Decode(raw)
	n, d := &Note{Size: int64(len(raw))}, &Details{Problems: problems}
	identify(n, path)

	p := &Parsed{Note: n, Details: d, Body: text, BodyLine: 1}
	h, meant, entries, faults := readHeader(text)
	d.Problems = append(d.Problems, faults...)
	if h != nil {
		p.Header, p.Body = text[:h.body], text[h.body:]
		p.BodyLine += lineEnds(p.Header)
		entries = h.fields
		d.Problems = append(d.Problems, h.problems...)
	}
	var tags tagSet
	readFields(n, d, entries, &tags)

	if whole == nil && len(p.Body) <= markdown.PartSize {
		whole = markdown.Parse
	}
	hashtags = hashtags && mayHashtag(p.Body)
	g := gathered{title: n.Title == "", meant: meant}
	if whole != nil {
		p.Doc = whole(p.Body)
		p.Plain = p.Doc.Plain()
		g.add(p.Doc, hashtags, &tags)
	} else {
		p.Doc = nothing()
		var plain strings.Builder
		plain.Grow(len(p.Body))
		parts := markdown.NewParts(p.Body)
		for d := parts.Next(); d != nil; d = parts.Next() {
			plain.WriteString(d.Plain())
			g.add(d, hashtags, &tags)
		}
		p.Plain = plain.String()
	}
	g.note(n, d, newLineTable(p.Body, p.BodyLine))
	n.Tags, n.Words = tags.tags, words(p.Plain)
	p.pack()
	return p
}

// pack puts away what was found.
func (p *Parsed) pack() {
	for i := range p.Details.Problems {
		p.Details.Problems[i].Message = safe.Text(p.Details.Problems[i].Message)
	}
	p.Note.pack(p.Details)
}

// AddProblem says what else is wrong with the note.
func (p *Parsed) AddProblem(x Problem) {
	p.Details.Problems = append(p.Details.Problems, x)
	p.Note.SetDetails(p.Details)
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
