package note

import (
	"bytes"
	"sync"

	"quire/internal/markdown"
)

// maxTitleLines and maxTitleBytes bound the beginning of the body in which ParsePreview looks for a title.
const (
	maxTitleLines = 50
	maxTitleBytes = 8 << 10
)

// emptyDocument returns the document of an empty text, for notes whose document is not built.
var emptyDocument = sync.OnceValue(func() *markdown.Document { return markdown.Parse(nil) })

// ParsePreview parses only what a list shows of a note (front matter, title, date and tags), in a tenth of the time
// of Parse. It is a preview until Parse is done: hashtags, headings, links and words are missing, and it looks
// for a title in the first lines only. Doc is empty.
func (o Options) ParsePreview(path string, raw []byte) *Parsed {
	text, problems := DecodeText(raw)
	n, d := &Note{Size: int64(len(raw))}, &Details{Problems: problems}
	o.applyPath(n, path)
	p := &Parsed{Note: n, Details: d, Body: text, BodyLine: 1, Doc: emptyDocument()}
	h, broken, entries, headerProblems := o.splitHeader(text)
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
		if broken.body < len(p.Body) && !o.LogseqNames {
			g.title.searchDocument(o.DialectOf(path).Parse(firstBlock(p.Body[broken.body:])))
			if level := g.title.level; level > 1 {
				g.headings = likelyHeadings(p.Body[broken.body:], level)
			}
		}
		g.setTitle(n, o)
	}
	p.packDetails()
	return p
}

// firstBlock returns the first lines of a body, which are enough to find a title: a heading, or words that show that none
// follows.
func firstBlock(body []byte) []byte {
	skipped, _ := skipBlankLines(body)
	if body = body[skipped:]; len(body) == 0 {
		return nil
	}
	if body[0] == '#' {
		line, _ := cutLine(body)
		return line
	}
	// Pictures, comments and HTML may stand before the title, and the line below a paragraph may make it a heading.
	passable, underlined := mayPrecedeTitle(body), false
	rest := body
	for range maxTitleLines {
		line, after := cutLine(rest)
		rest = after
		line = trimTrailingSpace(line)
		underlined = underlined || len(line) > 0 && len(bytes.Trim(line, "=")) == 0 || len(line) > 0 && len(bytes.Trim(line, "-")) == 0
		if len(after) == 0 || len(body)-len(after) > maxTitleBytes || bytes.HasPrefix(line, []byte("# ")) || !passable && (underlined || len(line) == 0) {
			break
		}
	}
	if !passable && !underlined {
		return nil
	}
	return body[:len(body)-len(rest)]
}

// likelyHeadings returns a heading for each line that begins like one of at most this level. It does not know code.
func likelyHeadings(body []byte, level int) []markdown.Heading {
	var all []markdown.Heading
	for line := range bytes.Lines(body) {
		if n := len(line) - len(bytes.TrimLeft(line, "#")); n > 0 && n <= level && line[n] == ' ' {
			all = append(all, markdown.Heading{Level: n})
		}
	}
	return all
}

// mayPrecedeTitle reports whether a body begins with something that may have no words, such as a picture or HTML.
func mayPrecedeTitle(body []byte) bool {
	for _, start := range []string{"<", "!", "[", "{", "%", "---", "***", "___", "import ", "export "} {
		if bytes.HasPrefix(body, []byte(start)) {
			return true
		}
	}
	return false
}

// beginningSize is how many bytes ParseBeginning parses.
const beginningSize = 96 << 10

// ParseBeginning parses the first 96 KB of a long note like Parse. Body is the text of the whole note all the same, and Words
// counts the words of all of it as they are written, markup included.
func (o Options) ParseBeginning(path string, raw []byte) *Parsed {
	text, problems := DecodeText(raw)
	head := text
	if len(head) > beginningSize {
		head = head[:beginningSize]
		if i := bytes.LastIndexByte(head, '\n'); i > 0 {
			head = head[:i+1]
		}
	}
	p := o.Parse(path, head)
	p.Note.Size = int64(len(raw))
	p.Details.Problems = append(problems, p.Details.Problems...)
	p.Note.SetDetails(p.Details)
	p.Body = text[len(p.Header):]
	p.Note.Words = 0
	for rest := p.Body; len(rest) > 0; {
		n := min(len(rest), beginningSize) // piece by piece, so that no second copy of the text is made
		if i := bytes.LastIndexByte(rest[:n], '\n'); i > 0 {
			n = i + 1
		}
		p.Note.Words += CountWords(string(rest[:n]))
		rest = rest[n:]
	}
	return p
}
