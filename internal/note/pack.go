package note

import (
	"slices"
	"strings"
)

// A library of a hundred thousand notes holds some millions of short strings,
// most of which say what another one of the same note says already: a title is in the front
// matter too, an id is a part of the path. Packed, a note's strings are stretches of one text, in
// which each is written once, and nothing of what it was parsed from stays behind.

// packed is how much of the text is looked through for a string that is there already. Few notes have more.
const packed = 4 << 10

// packer puts strings into a text, and then, in the same order, gives each back as a part of it.
type packer struct {
	text    strings.Builder
	offsets []int32
	whole   string // the text, once all strings are in it
	given   int
}

// pack makes one text of all the strings of n, and takes the slack out of its slices.
func (n *Note) pack() {
	n.Tags, n.Routes, n.Aliases = slices.Clip(n.Tags), slices.Clip(n.Routes), slices.Clip(n.Aliases)
	p := packer{offsets: make([]int32, 0, 64)}
	p.text.Grow(512)
	p.note(n)
	p.whole = strings.Clone(p.text.String())
	p.note(n)
}

func (p *packer) string(s *string) {
	if *s == "" {
		return
	}
	if p.whole != "" {
		at := int(p.offsets[p.given])
		p.given++
		*s = p.whole[at : at+len(*s)]
		return
	}
	at := strings.Index(p.text.String()[:min(p.text.Len(), packed)], *s)
	if at < 0 {
		at = p.text.Len()
		p.text.WriteString(*s)
	}
	p.offsets = append(p.offsets, int32(at))
}

func (p *packer) strings(all []string) {
	for i := range all {
		p.string(&all[i])
	}
}

// note visits every string of a note, those that hold others first.
func (p *packer) note(n *Note) {
	p.string(&n.Path)
	p.fields(n.Fields)
	for _, s := range []*string{&n.ID, &n.Slug, &n.Title, &n.Author, &n.Description, &n.Series, &n.Lang} {
		p.string(s)
	}
	p.strings(n.Tags)
	p.strings(n.Routes)
	p.strings(n.Aliases)
	for i := range n.Headings {
		h := &n.Headings[i]
		p.string(&h.Text)
		p.string(&h.Anchor)
		p.strings(h.Alt)
	}
	for i := range n.Blocks {
		p.string(&n.Blocks[i].ID)
	}
	for i := range n.Links {
		p.string(&n.Links[i].Dest)
		p.string(&n.Links[i].Text)
	}
	for i := range n.Problems {
		p.string(&n.Problems[i].Message)
	}
}

func (p *packer) fields(fields []Field) {
	for i := range fields {
		p.string(&fields[i].Key)
		fields[i].Value = p.value(fields[i].Value)
	}
}

func (p *packer) value(v any) any {
	switch v := v.(type) {
	case string:
		p.string(&v)
		if p.whole != "" {
			return v
		}
	case []any:
		for i := range v {
			v[i] = p.value(v[i])
		}
	case Fields:
		p.fields(v)
	}
	return v
}
