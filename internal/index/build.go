package index

import (
	"bytes"
	"path"
	"strings"
	"sync"

	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/text"
	"quire/internal/workers"
)

// The fields of a note's head. Each has its own range of positions, so that a position identifies its field and no
// phrase match crosses a field boundary.
const (
	fieldTitle = iota
	fieldAlias
	fieldTag
	fieldDescription
	fieldHeading
	fieldSlug
	fieldCount

	fieldBits  = 18 // a field has 2^18 positions; words beyond are not indexed
	valueGap   = 4  // positions left free between values of a field and between lines of a body
	maxWriters = 4  // more writers would fragment the dictionary; parsing dominates anyway
)

// Builder collects the words of notes and builds an Index from them.
type Builder struct {
	workers     *workers.Pool
	writers     chan *noteWriter // idle writers
	allWriters  []*noteWriter    // guarded by mu
	mu          sync.Mutex
	reused      *Segments
	source      TextSource
	prefixLimit int
}

// NewBuilder returns an empty Builder.
func NewBuilder() *Builder {
	b := &Builder{prefixLimit: prefixBitsetLimit}
	return b.UseWorkers(nil)
}

// UseWorkers makes the builder compute in pool, which may be nil. Call it before the first Add.
func (b *Builder) UseWorkers(pool *workers.Pool) *Builder {
	n := min(pool.Size(), maxWriters)
	b.workers, b.writers = pool, make(chan *noteWriter, n)
	for range n {
		b.writers <- nil
	}
	return b
}

// UseTexts makes the index find regular expressions in the texts of a source. Without one they find nothing.
func (b *Builder) UseTexts(source TextSource) *Builder {
	b.source = source
	return b
}

// noteWriter collects notes for one future segment.
type noteWriter struct {
	head, body *writer
	lengths    []uint32
	paths      []string
	scan       text.Tokenizer
	otherScan  text.Tokenizer // a second tokenizer, for comparing two texts
}

// Add indexes p and keeps no reference to its text. It is safe for concurrent use. When several notes have the same path,
// any of them may win.
func (b *Builder) Add(p *note.Parsed) {
	plain := text.NFC(p.Plain)
	w := <-b.writers
	if w == nil {
		w = &noteWriter{head: newWriter(), body: newWriter()}
		w.head.hasFields = true
		b.mu.Lock()
		b.allWriters = append(b.allWriters, w)
		b.mu.Unlock()
	}
	w.add(p, plain)
	b.writers <- w
}

// add indexes a note; plain is the NFC form of its plain text.
func (w *noteWriter) add(p *note.Parsed, plain string) {
	n := p.Note
	w.addField(fieldTitle, n.Title)
	w.addField(fieldAlias, n.Aliases...)
	w.addField(fieldTag, n.Tags...)
	w.addField(fieldDescription, n.Description)
	w.addField(fieldHeading, headingTexts(p.Details)...)
	if s := addressName(n); !w.slugEqualsTitle(s, n.Title) {
		w.addField(fieldSlug, s)
	}
	w.head.endNote()

	if w.body.isFull() {
		plain = "" // out of addresses: the note is found by its head only
	}
	position, words := 0, 0
	for line := range strings.SplitSeq(plain, "\n") {
		n, size := w.addText(w.body, uint32(position), line, true, 1<<31)
		position += size + valueGap
		words += n
	}
	w.body.endNote()
	w.lengths = append(w.lengths, uint32(words))
	w.paths = append(w.paths, n.Path)
}

// headingTexts returns the texts of all headings.
func headingTexts(d *note.Details) []string {
	texts := make([]string, 0, len(d.Headings))
	for _, h := range d.Headings {
		texts = append(texts, h.Text)
	}
	return texts
}

// addressName returns the name of a note in its address: its slug, or the folder's name for an index page.
func addressName(n *note.Note) string {
	if strings.TrimPrefix(n.Slug, "_") != "index" {
		return n.Slug
	}
	if dir := path.Dir(n.Path); dir != "." {
		return path.Base(dir)
	}
	return ""
}

// slugEqualsTitle reports whether slug and title have the same words, which then count only once. Symbols are ignored,
// since slugs drop them.
func (w *noteWriter) slugEqualsTitle(slug, title string) bool {
	w.scan.Reset(slug, false)
	w.otherScan.Reset(title, false)
	for {
		more := nextWord(&w.scan)
		if more != nextWord(&w.otherScan) || more && !bytes.Equal(w.scan.Term, w.otherScan.Term) {
			return false
		}
		if !more {
			return true
		}
	}
}

// nextWord is like Tokenizer.Next, but skips symbols.
func nextWord(s *text.Tokenizer) bool {
	for s.Next() {
		if s.Kind != text.KindSymbol {
			return true
		}
	}
	return false
}

// addField indexes the values of a head field. It drops the words beyond the last position of the field.
func (w *noteWriter) addField(field uint32, values ...string) {
	const room = 1 << fieldBits
	for at := 0; len(values) > 0 && at < room; values = values[1:] {
		if values[0] != "" {
			punctuation := field != fieldSlug // nobody wrote what separates the words of a slug
			_, size := w.addText(w.head, field<<fieldBits+uint32(at), text.NFC(values[0]), punctuation, room-at)
			at += size + valueGap
		}
	}
}

// addText adds the words of s to a writer, and its punctuation too if that is asked for. The first position
// is from; words at or beyond from+limit are dropped. It returns the number of words and the number of positions used.
func (w *noteWriter) addText(to *writer, from uint32, s string, punctuation bool, limit int) (words, positions int) {
	w.scan.Reset(s, punctuation)
	for w.scan.Next() && w.scan.Position < limit {
		switch {
		case to.hasFields || w.scan.Kind != text.KindPunctuation:
			to.addTerm(w.scan.Term, from+uint32(w.scan.Position))
		case w.scan.CanOmitPosition():
			to.addWithoutPositions(w.scan.Term)
		default:
			to.addTerm(w.scan.Term, from+uint32(w.scan.Position)+firstSignPosition)
		}
	}
	words, signs := w.scan.PositionCount()
	w.scan.Reset("", false) // keeps no reference to the text
	return words, max(words, signs)
}

// Build returns the index of notes, which must be sorted by path. Notes that were added neither here nor to the index
// that From named are found by everything but their words. r may be nil: then links are unknown and no note is an orphan.
//
// Build does not wait for the postings of the bodies, which are built in the background: the first query that needs them
// does. Queries for titles, tags and dates do not. See WaitForBodies.
func (b *Builder) Build(notes []*note.Note, r *links.Resolver) *Index {
	x := &Index{links: r, source: b.source, workers: b.workers}
	x.segments, x.bodyBuilds = b.buildSegments()
	var old *numbering
	if b.reused != nil {
		old = b.reused.numbering
	}
	x.assignNumbers(notes, old)
	x.initLazyFields()
	x.computeNorms()
	return x
}

// WaitForBodies waits until the background builds have ended, for callers that need the processors for something else.
func (x *Index) WaitForBodies() { x.bodyBuilds.Wait() }

// buildSegments returns the reused segments followed by the new ones, and the group of
// goroutines that build the body postings of the latter.
func (b *Builder) buildSegments() (all []*segment, bodies *workers.Group) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.reused != nil {
		all = append(all, b.reused.segments...)
	}
	bodies = b.workers.NewGroup()
	old := len(all)
	all = append(all, make([]*segment, len(b.allWriters))...)
	var done sync.WaitGroup
	for i, w := range b.allWriters {
		done.Go(func() { all[old+i] = w.buildSegment(b.prefixLimit, bodies) })
	}
	done.Wait()
	b.allWriters = nil
	return all, bodies
}

// buildSegment builds the head postings of a segment and starts building its body postings in bodies. prefixLimit is for
// buildPrefixBitsets.
func (w *noteWriter) buildSegment(prefixLimit int, bodies *workers.Group) *segment {
	s := &segment{lengths: w.lengths, paths: w.paths}
	body := w.body
	s.body = sync.OnceValue(func() *postings {
		p := body.buildPostings(bodies.Yield)
		p.buildPrefixBitsets(prefixLimit)
		body = nil
		return p
	})
	bodies.Go(func() { s.body() })
	s.head, w.head, w.body = w.head.buildPostings(func() {}), nil, nil
	s.head.buildPrefixBitsets(prefixLimit)
	for prefix, b := range s.head.prefixes {
		b.weights = s.prefixWeights(prefix)
		s.head.prefixes[prefix] = b
	}
	return s
}
