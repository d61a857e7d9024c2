package note

import (
	"bytes"
	"slices"
	"strings"

	"quire/internal/markdown"
)

// gathered is what is found in a text, in the documents of all its parts.
type gathered struct {
	title bool   // one is looked for
	meant region // a header that could not be read, where # begins a comment

	named    string
	headings []markdown.Heading
	blocks   []markdown.Block
	links    []markdown.Link
	limited  string
}

// add takes what a document holds.
func (g *gathered) add(d *markdown.Document, hashtags bool, tags *tagSet) {
	if g.title && g.named == "" {
		g.named = titleIn(d, g.meant, len(g.headings) == 0)
	}
	g.headings = slices.Grow(g.headings, len(d.Headings()))
	for _, h := range d.Headings() {
		h.Node = nil // or the tree would stay
		g.headings = append(g.headings, h)
	}
	for _, b := range d.BlockIDs() {
		b.Node = nil
		g.blocks = append(g.blocks, b)
	}
	if g.links == nil {
		g.links = slices.Clip(d.Links()) // which are sorted, and stay as they are
	} else {
		g.links = append(g.links, d.Links()...)
	}
	if hashtags {
		tags.hashtags(d)
	}
	g.limited = d.Limited
}

// note puts what was gathered into a note. What stands in footnotes comes in the order of the text, too.
func (g *gathered) note(n *Note, d *Details, lines *lineTable) {
	slices.SortStableFunc(g.headings, func(a, b markdown.Heading) int { return a.Offset - b.Offset })
	slices.SortStableFunc(g.blocks, func(a, b markdown.Block) int { return a.Offset - b.Offset })
	slices.SortStableFunc(g.links, func(a, b markdown.Link) int { return a.Offset - b.Offset })
	d.Headings = headings(g.headings, lines)
	d.Blocks = blocks(g.blocks, lines)
	d.Links = links(g.links, lines)
	if g.limited != "" {
		d.Problems = append(d.Problems, Problem{Message: g.limited})
	}
	switch {
	case !g.title:
	case g.named != "":
		n.Title, n.TitleFrom = g.named, FromHeading
	default:
		n.Title, n.TitleFrom = slugTitle(n.Slug), FromFileName
	}
}

// titleIn is the first H1, which names a note that has no title of its own, or
// "". Two kinds of H1 name nothing: those in a header that could not be read, where #
// begins a comment, and an <h1> below other headings, which is there for its looks.
func titleIn(doc *markdown.Document, meant region, first bool) string {
	for _, h := range doc.Headings() {
		title := strings.TrimSpace(h.Text)
		named := h.Level == 1 && title != "" && h.Offset >= meant.body
		if named && (first || h.Offset >= len(doc.Source) || doc.Source[h.Offset] != '<') {
			return title
		}
		first = false
	}
	return ""
}

func blocks(found []markdown.Block, lines *lineTable) []Block {
	if len(found) == 0 {
		return nil
	}
	all := make([]Block, len(found))
	for i, b := range found {
		line, _ := lines.place(b.Offset)
		all[i] = Block{ID: b.ID, Line: line}
	}
	return all
}

func links(found []markdown.Link, lines *lineTable) []Link {
	if len(found) == 0 {
		return nil
	}
	all := make([]Link, len(found))
	for i, l := range found {
		line, column := lines.place(l.Offset)
		all[i] = Link{Link: l, Line: line, Column: column}
	}
	return all
}

func lineEnds(text []byte) int { return bytes.Count(text, []byte{'\n'}) }
