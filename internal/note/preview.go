package note

import (
	"bytes"
	"sync"

	"quire/internal/markdown"
)

// maxTitleLines bounds the lines of the body in which ParsePreview looks for a title.
const maxTitleLines = 50

// emptyDocument returns the document of an empty text, for notes whose document is not built.
var emptyDocument = sync.OnceValue(func() *markdown.Document { return markdown.Parse(nil) })

// ParsePreview parses only what a list shows of a note (front matter, title, date and tags), in a tenth of the time
// of Parse. It is a preview until Parse is done: hashtags, headings, links and words are missing, and it looks
// for a title in the first lines only. Doc is empty.
func (o Options) ParsePreview(path string, raw []byte) *Parsed {
	text, problems := DecodeText(raw)
	n, d := &Note{Size: int64(len(raw))}, &Details{Problems: problems}
	applyPath(n, path)
	p := &Parsed{Note: n, Details: d, Body: text, BodyLine: 1, Doc: emptyDocument()}
	h, _, entries, headerProblems := readHeader(text)
	d.Problems = append(d.Problems, headerProblems...)
	if h != nil {
		p.Header, p.Body = text[:h.body], text[h.body:]
		entries = h.fields
		d.Problems = append(d.Problems, h.problems...)
	}
	var tags tagSet
	applyFrontMatter(n, d, entries, &tags)
	n.Tags = tags.tags
	if n.Title == "" {
		g := bodyFacts{needsTitle: true}
		g.addDocument(markdown.Parse(firstH1Line(p.Body)), false, &tags)
		(&bodyFacts{needsTitle: true, title: g.title}).fillNote(n, d, nil)
	}
	p.packDetails()
	return p
}

// firstH1Line returns the first line that looks like an H1, outside of fenced code, or nil.
func firstH1Line(body []byte) []byte {
	fenced := false
	for range maxTitleLines {
		line, rest, more := bytes.Cut(body, []byte{'\n'})
		switch {
		case bytes.HasPrefix(line, []byte("```")), bytes.HasPrefix(line, []byte("~~~")):
			fenced = !fenced
		case !fenced && bytes.HasPrefix(line, []byte("# ")):
			return line
		}
		if body = rest; !more {
			break
		}
	}
	return nil
}
