package note

import (
	"math"
	"time"
)

// Append appends n as bytes, without its details, which PackedDetails are.
func Append(to []byte, n *Note) []byte {
	w := writer{b: to}
	w.note(n)
	return w.b
}

// Decoder reads notes one after another from what Append wrote. Their texts are pieces of the one that it reads.
type Decoder struct{ r reader }

// NewDecoder reads from text.
func NewDecoder(text string) *Decoder { return &Decoder{reader{left: text, slabs: true}} }

// Next reads a note, which is empty where there is none.
func (d *Decoder) Next(n *Note) { d.r.note(n) }

// End goes on with another text, and reports whether the one before was notes and nothing else.
func (d *Decoder) End(next string) bool {
	well := !d.r.bad && d.r.left == ""
	d.r.left, d.r.bad = next, false
	return well
}

func (w *writer) note(n *Note) {
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
	w.texts(n.Routes)
	w.texts(n.Aliases)
	w.text(n.Author)
	w.text(n.Description)
	w.text(n.Series)
	w.text(n.Lang)
	w.int(int64(n.Words))
	w.time(n.Modified)
	w.int(n.Size)
	w.uint(uint64(n.LinkCount))
	w.uint(uint64(n.ProblemCount))
}

func (r *reader) note(n *Note) {
	n.Path = r.text()
	n.ID = r.within(n.Path)
	n.Slug = r.within(n.Path)
	n.Title = r.text()
	n.TitleFrom = TitleSource(r.uint())
	n.Date.Time = r.time()
	var weighty bool
	r.flags(&n.Date.HasTime, &n.Date.FromName, &n.Draft, &weighty)
	if weighty {
		n.Weight = math.Float64frombits(r.uint())
	}
	n.Tags = r.texts()
	n.Routes = r.texts()
	n.Aliases = r.texts()
	n.Author = r.text()
	n.Description = r.text()
	n.Series = r.text()
	n.Lang = r.text()
	n.Words = int(r.int())
	n.Modified = r.time()
	n.Size = r.int()
	n.LinkCount = r.few()
	n.ProblemCount = r.few()
}

// mostOfOne is more links than the longest file that is read can have.
const mostOfOne = 1 << 24

// few is a number of things in one note.
func (r *reader) few() int {
	v := r.uint()
	if v > mostOfOne {
		r.fail()
		return 0
	}
	return int(v)
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
