package note

import (
	"bytes"
	"iter"

	"quire/internal/markdown"
)

// Documents yields the Markdown of the note as trees: one, or of a long note one for each part, of which only one is in memory at a
// time. All have the whole body as their source.
func (p *Parsed) Documents() iter.Seq[*markdown.Document] {
	return func(yield func(*markdown.Document) bool) {
		if p.Doc != emptyDocument() {
			yield(p.Doc)
			return
		}
		parts := p.Dialect.NewPartParser(p.Body)
		for d := parts.Next(); d != nil; d = parts.Next() {
			if !yield(d) {
				return
			}
		}
	}
}

// CutAfterWords returns where the body of the note is to end for it to have at most limit words: at the end of a block of the
// outermost level. The first block with words is always kept. words is the number of words that are kept.
func (p *Parsed) CutAfterWords(limit int) (end, words int) {
	for d := range p.Documents() {
		for at, text := range d.TextBlocks() {
			n := CountWords(text)
			if words > 0 && words+n > limit {
				return at, words
			}
			words += n
		}
	}
	return len(p.Body), words
}

// Section returns the note with only a part of its body, which begins at a line of the file and is parsed by itself.
func (p *Parsed) Section(body []byte, line int) *Parsed {
	s := *p
	s.Header, s.Body, s.BodyLine = nil, body, line
	s.Doc = emptyDocument()
	if len(body) <= markdown.PartSize {
		s.Doc = p.Dialect.Parse(body)
	}
	return &s
}

// CountBodyWords returns the number of words of the body.
func (p *Parsed) CountBodyWords() int {
	words := 0
	for d := range p.Documents() {
		words += CountWords(d.PlainText())
	}
	return words
}

// LineOf returns the line of the file, from 1, of an offset in the body.
func (p *Parsed) LineOf(offset int) int {
	return p.BodyLine + bytes.Count(p.Body[:min(max(offset, 0), len(p.Body))], []byte("\n"))
}
