package index

import (
	"bytes"
	"path"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"

	"quire/internal/cores"
	"quire/internal/links"
	"quire/internal/note"
)

// The fields of a note's head. Each has a range of positions of its own, so
// that a position tells its field and no phrase leads from one into the next.
const (
	inTitle = iota
	inAlias
	inTag
	inDescription
	inHeading
	inSlug
	headFields

	fieldBits  = 18 // positions of one field; what goes beyond is not indexed
	valueGap   = 4  // positions between two values of a field, two blocks of a body
	maxWriters = 4  // more would split the dictionary further than they gain: parsing is the bulk of the work
)

// Builder gathers the words of notes.
type Builder struct {
	writers chan *noteWriter // the idle ones
	started []*noteWriter    // all, guarded by mu
	mu      sync.Mutex
	old     *Words
	broadAt int
}

// NewBuilder returns a Builder that knows no note.
func NewBuilder() *Builder {
	b := &Builder{broadAt: broadAt}
	n := min(cores.Count(), maxWriters)
	b.writers = make(chan *noteWriter, n)
	for range n {
		b.writers <- nil
	}
	return b
}

// From makes the builder take what is not added from x: only notes that changed need to be added.
func (b *Builder) From(x *Index) *Builder {
	b.old = x.Words()
	return b
}

// noteWriter writes notes into a segment to be.
type noteWriter struct {
	head, body *writer
	lengths    []uint32
	paths      []string
	scan       scanner
	other      scanner // beside scan, to compare two texts
}

// Add takes the words of p, and keeps no reference to its text. It may be called concurrently; of several notes with
// one path any may win.
func (b *Builder) Add(p *note.Parsed) {
	text := composed(p.Plain)
	w := <-b.writers
	if w == nil {
		w = &noteWriter{head: newWriter(), body: newWriter()}
		w.head.fielded = true
		b.mu.Lock()
		b.started = append(b.started, w)
		b.mu.Unlock()
	}
	w.add(p, text)
	b.writers <- w
}

// composed is s in NFC: kana and Hangul whose marks stand apart are other letters with them.
func composed(s string) string {
	for i := range len(s) {
		if s[i] >= 0xcc {
			return norm.NFC.String(s)
		}
	}
	return s
}

func (w *noteWriter) add(p *note.Parsed, text string) {
	n := p.Note
	w.field(inTitle, n.Title)
	w.field(inAlias, n.Aliases...)
	w.field(inTag, n.Tags...)
	w.field(inDescription, n.Description)
	w.field(inHeading, headings(p.Details)...)
	if s := slug(n); !w.restates(s, n.Title) {
		w.field(inSlug, s)
	}
	w.head.endNote()

	if w.body.full() {
		text = "" // found by its head alone
	}
	position, words := 0, 0
	for line := range strings.SplitSeq(text, "\n") {
		n := w.text(w.body, uint32(position), line, 1<<31)
		position += n + valueGap
		words += n
	}
	w.body.endNote()
	w.lengths = append(w.lengths, uint32(words))
	w.paths = append(w.paths, n.Path)
}

func headings(d *note.Details) []string {
	texts := make([]string, 0, len(d.Headings))
	for _, h := range d.Headings {
		texts = append(texts, h.Text)
	}
	return texts
}

// slug is the name that a note has in an address; for an index page that is the one of its folder.
func slug(n *note.Note) string {
	if strings.TrimPrefix(n.Slug, "_") != "index" {
		return n.Slug
	}
	if dir := path.Dir(n.Path); dir != "." {
		return path.Base(dir)
	}
	return ""
}

// restates reports whether a slug is the words of the title: these count once.
func (w *noteWriter) restates(slug, title string) bool {
	w.scan = scanner{text: slug, pair: -1, buf: w.scan.buf}
	w.other = scanner{text: title, pair: -1, buf: w.other.buf}
	for {
		more := w.scan.scan()
		if more != w.other.scan() || more && !bytes.Equal(w.scan.buf, w.other.buf) {
			return false
		}
		if !more {
			return true
		}
	}
}

func (w *noteWriter) field(field uint32, values ...string) {
	const room = 1 << fieldBits
	for at := 0; len(values) > 0 && at < room; values = values[1:] {
		if values[0] != "" {
			at += w.text(w.head, field<<fieldBits+uint32(at), composed(values[0]), room-at) + valueGap
		}
	}
}

// text writes the words of s, at most limit of them, from a position on, and says how many there were.
func (w *noteWriter) text(to *writer, from uint32, s string, limit int) int {
	w.scan = scanner{text: s, pair: -1, buf: w.scan.buf}
	for w.scan.scan() && w.scan.pos < limit {
		to.add(w.scan.buf, from+uint32(w.scan.pos))
	}
	w.scan.text = ""
	return w.scan.next
}

// Build makes the index of notes, which are sorted by path. Those that were
// not added, here or to the index that the builder came from, are found by
// everything but their words. r may be nil: then no link is known, and no note an orphan.
//
// It does not wait until the words of the texts are in order, which is done meanwhile: the first who asks for them does.
// Who asks for titles, tags and dates alone need not. See Settle.
func (b *Builder) Build(notes []*note.Note, r *links.Resolver) *Index {
	x := &Index{links: r}
	x.segments, x.bodies = b.segments()
	var old *numbering
	if b.old != nil {
		old = b.old.numbering
	}
	x.enumerate(notes, old)
	x.describe()
	x.weigh()
	return x
}

// Settle waits until nothing of the index is made any more, for one who wants the processors for something else.
func (x *Index) Settle() { x.bodies.Wait() }

// segments are the old ones and the new ones.
func (b *Builder) segments() (all []*segment, bodies *cores.Crew) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.old != nil {
		all = append(all, b.old.segments...)
	}
	bodies = &cores.Crew{}
	old := len(all)
	all = append(all, make([]*segment, len(b.started))...)
	var done sync.WaitGroup
	for i, w := range b.started {
		done.Go(func() { all[old+i] = w.segment(b.broadAt, bodies) })
	}
	done.Wait()
	b.started = nil
	return all, bodies
}

// segment begins to put the words of the texts in order, and does so with those of the heads.
func (w *noteWriter) segment(broadAt int, bodies *cores.Crew) *segment {
	s := &segment{lengths: w.lengths, paths: w.paths}
	body := w.body
	s.body = sync.OnceValue(func() *postings {
		p := body.postings(bodies.Breathe)
		p.keepBroad(broadAt)
		body = nil
		return p
	})
	bodies.Go(func() { s.body() })
	s.head, w.head, w.body = w.head.postings(func() {}), nil, nil
	s.head.keepBroad(broadAt)
	for prefix, b := range s.head.broad {
		b.weights = s.weights(prefix)
		s.head.broad[prefix] = b
	}
	return s
}
