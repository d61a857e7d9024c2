package catalog

import (
	"fmt"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/render"
)

// What a page shows of other notes is bounded, however they embed each other.
const (
	maxEmbeds     = 64      // notes on a page
	maxEmbedDepth = 5       // a note in a note in a note …
	maxEmbedBytes = 2 << 20 // of the files that are read for it
)

// WithEmbeds adds to a source the notes that it embeds, and those that they embed.
func (c *Catalog) WithEmbeds(s render.Source) render.Source {
	if c.Partial || s.Doc == nil || s.Note == nil {
		return s
	}
	e := embedder{c: c, read: map[string]render.Source{s.Note.Path: s}}
	s.Embeds = e.of(s, []place{{path: s.Note.Path}})
	return s
}

// place is a part of a note.
type place struct{ path, anchor string }

// embedder reads the notes that a page embeds, each once.
type embedder struct {
	c     *Catalog
	read  map[string]render.Source
	notes int   // on the page
	bytes int64 // read for it
}

// of are the embeds of a note that is shown at the end of a way of places. It is never nil.
func (e *embedder) of(s render.Source, way []place) map[int]*render.Embed {
	found := map[int]*render.Embed{}
	for i, l := range s.Doc.Links() {
		if l.Form != markdown.Embed || i >= len(s.Targets) {
			continue
		}
		switch t := s.Targets[i]; t.Status {
		case links.Note, links.Self:
			found[i] = e.embed(s, i, t, way)
		}
	}
	return found
}

func (e *embedder) embed(s render.Source, link int, t links.Target, way []place) *render.Embed {
	to := place{t.Path, t.Heading}
	if why := e.refuse(s, link, t, way); why != "" {
		return &render.Embed{Why: why}
	}
	from, err := e.open(t.Path)
	if err != nil {
		return &render.Embed{Why: err.Error()}
	}
	e.notes++
	from.Embeds = e.of(from, append(way[:len(way):len(way)], to))
	return &render.Embed{Source: from, Anchor: t.Heading}
}

// refuse says why a note is not shown, or nothing.
func (e *embedder) refuse(s render.Source, link int, t links.Target, way []place) string {
	switch {
	case t.MissingHeading != "":
		why := fmt.Sprintf("the note has no %q", t.MissingHeading)
		if t.Suggestion != "" {
			why += "; did you mean " + t.Suggestion + "?"
		}
		return why
	case t.Path == s.Note.Path && (t.Heading == "" || s.Holds(t.Heading, link)):
		return "it is not shown within itself"
	case len(way) > maxEmbedDepth:
		return "it is not shown: notes are shown in notes to a depth of " + fmt.Sprint(maxEmbedDepth)
	case e.notes >= maxEmbeds:
		return "it is not shown: a page shows at most " + fmt.Sprint(maxEmbeds) + " other notes"
	}
	for _, w := range way {
		if w == (place{t.Path, t.Heading}) || w == (place{path: t.Path}) && t.Path != s.Note.Path {
			return "it is not shown within itself"
		}
	}
	return ""
}

// open reads a note, once for a page.
func (e *embedder) open(path string) (render.Source, error) {
	if s, ok := e.read[path]; ok {
		return s, nil
	}
	var size int64
	var n *note.Note
	if n = e.c.Links.Note(path); n != nil {
		size = n.Size
	}
	if e.bytes+size > maxEmbedBytes {
		return render.Source{}, fmt.Errorf("it is not shown: the notes on this page are too long in all")
	}
	s, _, err := e.c.Open(path)
	if err != nil {
		return render.Source{}, err
	}
	e.bytes += size
	e.read[path] = s
	return s, nil
}
