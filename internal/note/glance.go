package note

import (
	"bytes"
	"sync"

	"quire/internal/markdown"
)

// glanceLines is how far into the text a title is looked for.
const glanceLines = 50

// nothing is the document of a text of which none is made.
var nothing = sync.OnceValue(func() *markdown.Document { return markdown.Parse(nil) })

// Glance reads what a list shows of a note, front matter, title, date and tags,
// and no more, in a tenth of the time of Parse. It stands in for Parse until
// that is done: tags in the text, headings, links and words are missing, and a title is
// looked for in the first lines only. Doc is empty.
func Glance(path string, raw []byte) *Parsed {
	text, problems := Decode(raw)
	n, d := &Note{Size: int64(len(raw))}, &Details{Problems: problems}
	identify(n, path)
	p := &Parsed{Note: n, Details: d, Body: text, BodyLine: 1, Doc: nothing()}
	h, _, entries, faults := readHeader(text)
	d.Problems = append(d.Problems, faults...)
	if h != nil {
		p.Header, p.Body = text[:h.body], text[h.body:]
		entries = h.fields
		d.Problems = append(d.Problems, h.problems...)
	}
	var tags tagSet
	readFields(n, d, entries, &tags)
	n.Tags = tags.tags
	if n.Title == "" {
		g := gathered{title: true}
		g.add(markdown.Parse(firstHeading(p.Body)), false, &tags)
		(&gathered{title: true, named: g.named}).note(n, d, nil)
	}
	p.pack()
	return p
}

// firstHeading is the first line that looks like an H1, outside of fenced code, or nothing.
func firstHeading(body []byte) []byte {
	fenced := false
	for range glanceLines {
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
