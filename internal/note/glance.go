package note

import (
	"bytes"

	"quire/internal/markdown"
	"quire/internal/safe"
)

// glanceLines is how far into the text a title is looked for.
const glanceLines = 50

// Glance reads what a list shows of a note, front matter, title, date and tags,
// and no more, in a tenth of the time of Parse. It stands in for Parse until
// that is done: tags in the text, headings, links and words are missing, and a title is
// looked for in the first lines only. Doc is empty.
func Glance(path string, raw []byte) *Parsed {
	text, problems := Decode(raw)
	n := &Note{Problems: problems, Size: int64(len(raw))}
	identify(n, path)
	p := &Parsed{Note: n, Body: text, BodyLine: 1, Doc: markdown.Parse(nil)}
	h, _, entries, faults := readHeader(text)
	n.Problems = append(n.Problems, faults...)
	if h != nil {
		p.Header, p.Body = text[:h.body], text[h.body:]
		entries = h.fields
		n.Problems = append(n.Problems, h.problems...)
	}
	var tags tagSet
	readFields(n, entries, &tags)
	n.Tags = tags.tags
	if n.Title == "" {
		g := gathered{title: true}
		g.add(markdown.Parse(firstHeading(p.Body)), false, &tags)
		(&gathered{title: true, named: g.named}).note(n, nil)
	}
	for i := range n.Problems {
		n.Problems[i].Message = safe.Text(n.Problems[i].Message)
	}
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
