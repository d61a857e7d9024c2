package snapshot

import (
	"bufio"
	"math"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"quire/internal/markdown"
	"quire/internal/note"
)

// Notes stand in blocks, each preceded by its size, so that several can be read at once. In the rest the blocks are
// of the same notes.
const blockNotes = 256

// known is a note with its stamp.
type known struct {
	note.Note
	stamp note.Stamp
}

func pointers(all []known) []*note.Note {
	out := make([]*note.Note, len(all))
	for i := range all {
		out[i] = &all[i].Note
	}
	return out
}

func writeNotes(to *bufio.Writer, notes []*note.Note, stamps []note.Stamp, one func(*writer, *note.Note, note.Stamp)) error {
	var size, block writer
	size.uint(uint64(len(notes)))
	to.Write(size.b)
	for at := 0; at < len(notes); at += blockNotes {
		size.b, block.b = size.b[:0], block.b[:0]
		for i := at; i < min(at+blockNotes, len(notes)); i++ {
			one(&block, notes[i], stamps[i])
		}
		size.uint(uint64(len(block.b)))
		to.Write(size.b)
		to.Write(block.b)
	}
	return to.Flush()
}

// readNotes reads the notes from both parts, or only what is in the first when the second is empty.
func readNotes(first, second string) ([]known, error) {
	whole := second != ""
	a, n := blocks(first)
	b, m := a, n
	if whole {
		b, m = blocks(second)
	}
	if n < 0 || n != m || len(a) != len(b) {
		return nil, ErrOdd
	}
	notes := make([]known, n)
	var next atomic.Int64
	var bad atomic.Bool
	var done sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		done.Go(func() {
			var r reader
			for {
				i := int(next.Add(1)) - 1
				if i >= len(a) {
					return
				}
				some := notes[i*blockNotes : min((i+1)*blockNotes, n)]
				if !r.block(some, a[i], (*reader).shelf) || whole && !r.block(some, b[i], (*reader).rest) {
					bad.Store(true)
				}
			}
		})
	}
	done.Wait()
	if bad.Load() {
		return nil, ErrOdd
	}
	return notes, nil
}

// blocks are the blocks of a part and how many notes they are; -1 when it is none.
func blocks(text string) ([]string, int) {
	r := reader{left: text}
	n := r.uint()
	if n > uint64(len(text)) { // a note is longer than a byte
		return nil, -1
	}
	var all []string
	for range (n + blockNotes - 1) / blockNotes {
		all = append(all, r.text())
	}
	if r.bad || r.left != "" {
		return nil, -1
	}
	return all, int(n)
}

func (r *reader) block(notes []known, text string, one func(*reader, *known)) bool {
	r.left, r.bad = text, false
	for i := range notes {
		one(r, &notes[i])
	}
	return !r.bad && r.left == ""
}

func (w *writer) shelf(n *note.Note, _ note.Stamp) {
	w.text(n.Path)
	w.within(n.Path, n.ID)
	w.within(n.Path, n.Slug)
	w.text(n.Title)
	w.uint(uint64(n.TitleFrom))
	w.time(n.Date.Time)
	w.flags(n.Date.HasTime, n.Date.FromName, n.Draft, n.Weight != 0)
	if n.Weight != 0 {
		w.uint(math.Float64bits(n.Weight))
	}
	w.texts(n.Tags)
	w.texts(n.Aliases)
	w.text(n.Author)
	w.text(n.Description)
	w.text(n.Series)
	w.text(n.Lang)
	w.int(int64(n.Words))
	w.time(n.Modified)
	w.int(n.Size)
}

func (r *reader) shelf(n *known) {
	n.Path = r.text()
	n.ID = r.within(n.Path)
	n.Slug = r.within(n.Path)
	n.Title = r.text()
	n.TitleFrom = note.TitleSource(r.uint())
	n.Date.Time = r.time()
	var weighty bool
	r.flags(&n.Date.HasTime, &n.Date.FromName, &n.Draft, &weighty)
	if weighty {
		n.Weight = math.Float64frombits(r.uint())
	}
	n.Tags = r.texts()
	n.Aliases = r.texts()
	n.Author = r.text()
	n.Description = r.text()
	n.Series = r.text()
	n.Lang = r.text()
	n.Words = int(r.int())
	n.Modified = r.time()
	n.Size = r.int()
}

func (w *writer) rest(n *note.Note, s note.Stamp) {
	w.int(s.Size - n.Size)
	w.int(s.Modified - n.Modified.UnixNano())
	w.int(s.Changed - s.Modified)
	w.uint(s.File)
	w.texts(n.Routes)
	w.said = said(w.said[:0], n)
	w.fields(n.Fields)
	w.length(len(n.Headings), n.Headings == nil)
	for _, h := range n.Headings {
		w.int(int64(h.Level))
		w.text(h.Text)
		w.anchor(h.Text, h.Anchor)
		w.texts(h.Alt)
		w.int(int64(h.Line))
	}
	w.length(len(n.Blocks), n.Blocks == nil)
	for _, b := range n.Blocks {
		w.text(b.ID)
		w.int(int64(b.Line))
	}
	w.length(len(n.Links), n.Links == nil)
	for _, l := range n.Links {
		w.uint(uint64(l.Form))
		w.text(l.Dest)
		w.text(l.Text)
		w.int(int64(l.Offset))
		w.int(int64(l.Line))
		w.int(int64(l.Column))
	}
	w.length(len(n.Problems), n.Problems == nil)
	for _, p := range n.Problems {
		w.int(int64(p.Line))
		w.int(int64(p.Column))
		w.text(p.Message)
	}
}

func (r *reader) rest(n *known) {
	n.stamp.Size = n.Size + r.int()
	n.stamp.Modified = n.Modified.UnixNano() + r.int()
	n.stamp.Changed = n.stamp.Modified + r.int()
	n.stamp.File = r.uint()
	n.Routes = r.texts()
	r.said = said(r.said[:0], &n.Note)
	n.Fields = r.fields(0)
	n.Headings = list(r, 5, &r.headings)
	for i := range n.Headings {
		n.Headings[i] = note.Heading{Level: int(r.int()), Text: r.text()}
		h := &n.Headings[i]
		h.Anchor, h.Alt, h.Line = r.anchor(h.Text), r.texts(), int(r.int())
	}
	n.Blocks = list(r, 2, &r.blocks)
	for i := range n.Blocks {
		n.Blocks[i] = note.Block{ID: r.text(), Line: int(r.int())}
	}
	n.Links = list(r, 6, &r.links)
	for i := range n.Links {
		n.Links[i] = note.Link{
			Link: markdown.Link{Form: markdown.Form(r.uint()), Dest: r.text(), Text: r.text(), Offset: int(r.int())},
			Line: int(r.int()), Column: int(r.int()),
		}
	}
	n.Problems = list(r, 3, &r.problems)
	for i := range n.Problems {
		n.Problems[i] = note.Problem{Line: int(r.int()), Column: int(r.int()), Message: r.text()}
	}
}

// time writes a moment in its zone. Notes know no zones but UTC, this machine's and nameless ones.
func (w *writer) time(t time.Time) {
	_, offset := t.Zone()
	switch {
	case t.IsZero():
		w.uint(0)
		return
	case t.Location() == time.UTC:
		w.uint(1)
	case t.Location() == time.Local:
		w.uint(2)
	default:
		w.uint(3)
		w.int(int64(offset))
	}
	w.int(t.Unix())
	w.uint(uint64(t.Nanosecond()))
}

func (r *reader) time() time.Time {
	var zone *time.Location
	switch r.uint() {
	case 0:
		return time.Time{}
	case 1:
		zone = time.UTC
	case 2:
		zone = time.Local
	case 3:
		zone = time.FixedZone("", int(r.int()))
	default:
		r.fail()
		return time.Time{}
	}
	seconds := r.int()
	return time.Unix(seconds, int64(r.uint())).In(zone)
}
