// Package note parses the bytes of a file into a Note: its front matter, title, date, tags, headings, links and
// words, and what is wrong with it. The packages that find, link and show notes share its types.
//
//	bytes ──DecodeText──▶ text ──readHeader──▶ fields ─┐
//	                        └──body──▶ markdown.Parse ─┴─▶ Note, Problems
//
// adrg/frontmatter reads the header between its fences, with decoders of the package's own for YAML, TOML and JSON that
// keep the order, the lines and the problems of the fields. Before, the package finds the fences itself, because it
// bounds the length of a header and says what is wrong with one that has no end.
//
// The package must never touch a disk or resolve a link. It never fails and never drops a note: what it cannot
// parse is shown as written and reported as a Problem. Whatever the bytes are, its time and memory are bounded.
package note

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"quire/internal/markdown"
	"quire/internal/safe"
)

// Parsed is a note together with its text.
type Parsed struct {
	Note *Note
	// Details holds the details of Note, decoded.
	Details *Details
	Doc     *markdown.Document
	// BodyLine is the line of the file, from 1, on which Body starts.
	BodyLine int
	// Body is the text without the front matter, and Header is the front matter with its fences. Joined, Header and
	// Body are the decoded file.
	Body, Header []byte
	// Plain is Doc.PlainText(), for counting words and for searching.
	Plain string
	// Dialect is the one in which Body was parsed, for those who parse it again.
	Dialect markdown.Dialect
	// IsVerbatim says that the file is not Markdown: see ParseText.
	IsVerbatim bool

	taskWords []string // words that begin a task
}

// parse parses a note. With inParts a long text is parsed part by part.
func parse(path string, raw []byte, o Options, inParts bool) *Parsed {
	text, problems := DecodeText(raw)
	n, d := &Note{Size: int64(len(raw))}, &Details{Problems: problems}
	o.applyPath(n, path)
	o.Dialect = o.DialectOf(path)

	p := &Parsed{Note: n, Details: d, Body: text, BodyLine: 1, Dialect: o.Dialect, taskWords: o.taskWords()}
	h, broken, entries, headerProblems := o.splitHeader(text)
	d.Problems = append(d.Problems, headerProblems...)
	if h != nil {
		p.Header, p.Body = text[:h.body], text[h.body:]
		p.BodyLine += countLines(p.Header)
		entries = h.fields
		d.Problems = append(d.Problems, h.problems...)
	}
	tags := tagSet{makesLinks: o.TagLinks}
	applyFrontMatter(n, d, entries, &tags)

	if h == nil {
		o.Dialect.HeaderLen = broken.body
		p.Dialect = o.Dialect
	}
	g := bodyFacts{needsTitle: n.Title == ""}
	g.title = titleFinder{headerEnd: broken.body, done: o.LogseqNames}
	hashtags := o.Hashtags && mayHaveHashtags(p.Body)
	if !inParts || len(p.Body) <= markdown.PartSize {
		p.Doc = o.Dialect.Parse(p.Body)
		p.Plain = p.Doc.PlainText()
		g.addDocument(p.Doc, hashtags, &tags)
		n.countTasks(p.Doc, p.taskWords)
	} else {
		p.Doc = emptyDocument()
		var plain strings.Builder
		plain.Grow(len(p.Body))
		parts := o.Dialect.NewPartParser(p.Body)
		for d := parts.Next(); d != nil; d = parts.Next() {
			plain.WriteString(d.PlainText())
			g.addDocument(d, hashtags, &tags)
			n.countTasks(d, p.taskWords)
		}
		p.Plain = plain.String()
	}
	g.blocks = append(g.blocks, findMadeAnchors(p.Body)...)
	lines := newLineTable(p.Body, p.BodyLine)
	g.fillNote(d, lines)
	d.Links = append(d.Links, newLinks(tags.links, lines)...)
	g.setTitle(n, o)
	if h != nil {
		d.Links = append(d.Links, findPropertyLinks(h, p.Header)...)
	} else if len(entries) > 0 {
		d.Links = append(d.Links, findPropertyLinks(&header{headerRegion: broken, fields: entries}, text[:broken.body])...)
	}
	n.Tags, n.Words = tags.tags, CountWords(p.Plain)
	p.packDetails()
	return p
}

// packDetails makes the messages of problems safe, packs the note and gives it its details.
func (p *Parsed) packDetails() {
	for i := range p.Details.Problems {
		p.Details.Problems[i].Message = safe.Text(p.Details.Problems[i].Message)
	}
	p.Note.packFields(p.Details.Fields)
	p.Note.packNote()
	p.Note.SetDetails(p.Details)
}

// AddProblem adds a problem to the note.
func (p *Parsed) AddProblem(x Problem) {
	p.Details.Problems = append(p.Details.Problems, x)
	p.Note.SetDetails(p.Details)
}

// CountWords returns the number of words of a text: runs between spaces that hold a letter or digit. In scripts
// that are written without spaces each character counts.
func CountWords(text string) int {
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
