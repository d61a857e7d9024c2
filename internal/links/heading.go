package links

import (
	"slices"
	"strings"
	"unicode"

	"quire/internal/note"
)

// heading finds the anchor in n that a fragment means: an anchor, a further
// name, the literal text, or a ^block. Of #A#B it is the last part, found under
// the former. "" with true is the note itself.
func (r *Resolver) heading(n *note.Note, frag string) (string, bool) {
	frag, _, _ = strings.Cut(frag, ":~:") // a browser's text fragment
	frag = strings.TrimRight(frag, "#")
	// Text first as written: a heading may hold a %.
	if got, ok := r.under(n, frag); ok {
		return got, true
	}
	if plain := decode(frag); plain != frag {
		return r.under(n, plain)
	}
	return "", false
}

func (r *Resolver) under(n *note.Note, frag string) (string, bool) {
	if frag == "" {
		return "", true
	}
	o := r.outline(n)
	if got, ok := o.part(frag, 0, len(o.headings)); ok {
		return got, true
	}
	if strings.EqualFold(frag, "top") {
		return "", true
	}
	lo, hi := 0, len(o.headings)
	parts := strings.Split(frag, "#")
	if len(parts) < 2 || len(parts) > 8 {
		return "", false
	}
	for i, p := range parts {
		if p = strings.TrimSpace(p); p == "" {
			continue
		}
		got, ok := o.part(p, lo, hi)
		if !ok || i == len(parts)-1 {
			return got, ok
		}
		at := slices.IndexFunc(o.headings, func(h note.Heading) bool { return h.Anchor == got })
		if at < 0 {
			return "", false
		}
		lo, hi = at+1, sectionEnd(o.headings, at)
	}
	return "", false
}

// sectionEnd is the heading after i that ends its section.
func sectionEnd(hs []note.Heading, i int) int {
	for k := i + 1; k < len(hs); k++ {
		if hs[k].Level <= hs[i].Level {
			return k
		}
	}
	return len(hs)
}

// part finds one name among the headings from lo to hi, or a block.
func (o *outline) part(name string, lo, hi int) (string, bool) {
	if id, ok := strings.CutPrefix(name, "^"); ok {
		for _, b := range o.blocks {
			if strings.EqualFold(b.ID, id) {
				return "^" + b.ID, true
			}
		}
	}
	var i int
	if len(o.headings) > manyHeadings {
		i = o.find(name, lo, hi)
	} else {
		i = scan(o.headings, name, lo, hi)
	}
	if i < 0 {
		return "", false
	}
	return o.headings[i].Anchor, true
}

// keys are the names that a heading answers to, the strictest first: its anchors, its
// text, and its text without punctuation, which Obsidian does not write into links.
func keys(h *note.Heading) [][]string {
	return [][]string{{h.Anchor}, h.Alt, {note.Fold(h.Text)}, {loose(h.Text)}}
}

// asKeys are the forms of a name that are compared with keys, level by level.
func asKeys(name string) [4]string {
	return [4]string{name, name, note.Fold(name), loose(name)}
}

func scan(hs []note.Heading, name string, lo, hi int) int {
	for i := lo; i < hi; i++ { // most links are exact, and folding costs
		if hs[i].Anchor == name {
			return i
		}
	}
	want := asKeys(name)
	best, at := len(want), -1
	for i := lo; i < hi && best > 1; i++ {
		for level, names := range keys(&hs[i])[:best] {
			if want[level] != "" && slices.Contains(names, want[level]) {
				best, at = level, i
				break
			}
		}
	}
	return at
}

// loose is a heading's text as words only.
func loose(s string) string {
	return strings.Join(strings.FieldsFunc(note.Fold(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '_'
	}), " ")
}

// manyHeadings is from where on looking headings up is worth a table.
const manyHeadings = 64

// outline is the parts of a note that can be linked to.
type outline struct {
	note     *note.Note
	headings []note.Heading
	blocks   []note.Block
	levels   [4]table // of the headings by name, when they are many
}

func (r *Resolver) outline(n *note.Note) *outline {
	if o, ok := r.outlines.Load(n); ok {
		return o.(*outline)
	}
	if o := r.passing.Load(); o != nil && o.note == n {
		return o
	}
	d := n.Details()
	o := &outline{note: n, headings: d.Headings, blocks: d.Blocks}
	if len(o.headings) > manyHeadings {
		o.tabulate()
	}
	if r.Note(n.Path) == n {
		r.outlines.Store(n, o)
	} else {
		r.passing.Store(o)
	}
	return o
}

// Headings are the headings of a note, kept for all of the library that were asked about and for the last other one: a
// screen asks with each frame.
func (r *Resolver) Headings(n *note.Note) []note.Heading { return r.outline(n).headings }

func (o *outline) tabulate() {
	for i := range o.headings {
		for level, names := range keys(&o.headings[i]) {
			for _, name := range names {
				if name != "" {
					o.levels[level].add(name, i)
				}
			}
		}
	}
}

func (o *outline) find(name string, lo, hi int) int {
	for level, key := range asKeys(name) {
		if i := o.levels[level].from(key, lo); i >= 0 && i < hi {
			return i
		}
	}
	return -1
}

// nearHeading is the anchor in n that differs least from name, if it is near.
func (r *Resolver) nearHeading(n *note.Note, name string) string {
	want := loose(name[strings.LastIndexByte(name, '#')+1:])
	best, anchor := allowance(want)+1, ""
	all := r.outline(n).headings
	for _, h := range all[:min(len(all), 500)] {
		for _, have := range []string{loose(h.Text), loose(h.Anchor)} {
			if d := distance(want, have, best-1); d < best {
				best, anchor = d, h.Anchor
			}
		}
	}
	return anchor
}
