package note

import (
	"strings"

	"quire/internal/markdown"
)

// Kept keeps the details of many notes, as Note.PackedDetails gave them.
type Kept interface {
	// PackedDetails are those of the i-th note.
	PackedDetails(i int) string
}

// Details unpacks the details of a note. They are made anew by each call, so that the caller may keep and change them,
// and should not ask again for each of them.
func (n *Note) Details() *Details {
	d := &Details{}
	if packed := n.PackedDetails(); packed != "" {
		if n.shared != nil {
			packed = strings.Clone(packed) // or a heading that is kept would keep the details of all notes beside this one
		}
		r := reader{left: packed, said: said(nil, n)}
		if !r.details(d) {
			d = &Details{}
		}
	}
	if len(d.Links) != n.LinkCount || len(d.Problems) != n.ProblemCount {
		// Kept details whose checksum was right are not what was kept. As many as there were, all empty, lead nobody astray.
		return &Details{Links: make([]Link, n.LinkCount), Problems: make([]Problem, n.ProblemCount)}
	}
	return d
}

// PackedDetails are the details as bytes, which mean something together with the rest of the note alone; "" is none.
func (n *Note) PackedDetails() string {
	if n.shared != nil {
		return n.shared.PackedDetails(n.number)
	}
	return n.packed
}

// SetDetails gives the note other details. They lean on what else is in it: whoever changes its texts sets them anew.
func (n *Note) SetDetails(d *Details) {
	w := writer{b: make([]byte, 0, 1<<10), said: said(nil, n)}
	w.details(d)
	n.packed, n.shared, n.number = string(w.b), nil, 0
	n.LinkCount, n.ProblemCount = len(d.Links), len(d.Problems)
}

// KeepDetails says that the details of the note are the i-th in k.
func (n *Note) KeepDetails(k Kept, i int) { n.packed, n.shared, n.number = "", k, i }

func (w *writer) details(d *Details) {
	w.fields(d.Fields)
	w.length(len(d.Headings), d.Headings == nil)
	line := 0
	for _, h := range d.Headings {
		w.int(int64(h.Level))
		w.text(h.Text)
		w.anchor(h.Text, h.Anchor)
		w.texts(h.Alt)
		w.int(int64(h.Line - line))
		line = h.Line
	}
	w.length(len(d.Blocks), d.Blocks == nil)
	for _, b := range d.Blocks {
		w.text(b.ID)
		w.int(int64(b.Line))
	}
	w.length(len(d.Links), d.Links == nil)
	before := Link{}
	for _, l := range d.Links {
		w.link(l, before)
		before = l
	}
	w.length(len(d.Problems), d.Problems == nil)
	for _, p := range d.Problems {
		w.int(int64(p.Line))
		w.int(int64(p.Column))
		w.text(p.Message)
	}
}

// link writes a link behind another one: places are distances, and a link that is shown as its address is written once.
func (w *writer) link(l, before Link) {
	same := l.Text == l.Dest
	w.uint(uint64(l.Form) << 1)
	if same {
		w.b[len(w.b)-1] |= 1
	}
	w.text(l.Dest)
	if !same {
		w.text(l.Text)
	}
	w.int(int64(l.Offset - before.Offset))
	w.int(int64(l.Line - before.Line))
	w.int(int64(l.Column))
}

// details reads what the writer's wrote, and is false when it is something else.
func (r *reader) details(d *Details) bool {
	d.Fields = r.fields(0)
	d.Headings = listOf[Heading](r, 5)
	line := 0
	for i := range d.Headings {
		h := &d.Headings[i]
		h.Level, h.Text = int(r.int()), r.text()
		h.Anchor, h.Alt = r.anchor(h.Text), r.texts()
		line += int(r.int())
		h.Line = line
	}
	d.Blocks = listOf[Block](r, 2)
	for i := range d.Blocks {
		d.Blocks[i] = Block{ID: r.text(), Line: int(r.int())}
	}
	d.Links = listOf[Link](r, 5)
	before := Link{}
	for i := range d.Links {
		before = r.link(before)
		d.Links[i] = before
	}
	d.Problems = listOf[Problem](r, 3)
	for i := range d.Problems {
		d.Problems[i] = Problem{Line: int(r.int()), Column: int(r.int()), Message: r.text()}
	}
	return !r.bad && r.left == ""
}

func (r *reader) link(before Link) (l Link) {
	form := r.uint()
	l.Form = markdown.Form(form >> 1)
	l.Dest = r.text()
	if l.Text = l.Dest; form&1 == 0 {
		l.Text = r.text()
	}
	l.Offset = before.Offset + int(r.int())
	l.Line = before.Line + int(r.int())
	l.Column = int(r.int())
	return l
}
