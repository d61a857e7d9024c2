package note

import (
	"bytes"
	"slices"

	"quire/internal/markdown"
)

// bodyFacts collects what the body of a note holds, from the documents of all its parts.
type bodyFacts struct {
	needsTitle  bool // the front matter has no title
	title       titleFinder
	headings    []markdown.Heading
	blocks      []markdown.Block
	links       []markdown.Link
	limitReason string
}

// addDocument adds what a document holds; tags gets its hashtags if they count.
func (g *bodyFacts) addDocument(d *markdown.Document, hashtags bool, tags *tagSet) {
	if g.needsTitle {
		g.title.searchDocument(d)
	}
	g.headings = slices.Grow(g.headings, len(d.Headings()))
	for _, h := range d.Headings() {
		h.Node = nil // it would keep the tree in memory
		g.headings = append(g.headings, h)
	}
	for _, b := range d.BlockIDs() {
		b.Node = nil
		g.blocks = append(g.blocks, b)
	}
	if g.links == nil {
		g.links = slices.Clip(d.Links()) // already sorted, and clipped so that append copies
	} else {
		g.links = append(g.links, d.Links()...)
	}
	if hashtags {
		tags.addHashtags(d)
	}
	g.limitReason = d.LimitReason
}

// fillNote sets the facts in the details of a note. It sorts them by offset, since a part may hold footnotes from anywhere.
func (g *bodyFacts) fillNote(d *Details, lines *lineTable) {
	slices.SortStableFunc(g.headings, func(a, b markdown.Heading) int { return a.Offset - b.Offset })
	slices.SortStableFunc(g.blocks, func(a, b markdown.Block) int { return a.Offset - b.Offset })
	slices.SortStableFunc(g.links, func(a, b markdown.Link) int { return a.Offset - b.Offset })
	d.Headings = newHeadings(g.headings, lines)
	d.Blocks = newBlocks(g.blocks, lines)
	d.Links = newLinks(g.links, lines)
	if g.limitReason != "" {
		d.Problems = append(d.Problems, Problem{Message: g.limitReason})
	}
}

// setTitle sets the title that the body gives, or else the name of the note, unless its front matter has a title.
func (g *bodyFacts) setTitle(n *Note, o Options) {
	if !g.needsTitle {
		return
	}
	if n.Title, n.TitleFrom = g.title.titleAmong(g.headings), FromHeading; n.Title == "" {
		o.nameNote(n)
	}
}

// newBlocks converts blocks, with lines of the file.
func newBlocks(found []markdown.Block, lines *lineTable) []Block {
	if len(found) == 0 {
		return nil
	}
	all := make([]Block, len(found))
	terms := map[string]int{}
	for i, b := range found {
		line, _ := lines.lineColumn(b.Offset)
		all[i] = Block{ID: b.ID, Line: line, IsElementID: b.IsElementID}
		if b.Term != "" {
			all[i].ID = b.ID + uniqueName(terms, githubSlug(b.Term))
		}
	}
	return all
}

// newLinks converts links, with lines and columns of the file.
func newLinks(found []markdown.Link, lines *lineTable) []Link {
	if len(found) == 0 {
		return nil
	}
	all := make([]Link, len(found))
	for i, l := range found {
		line, column := lines.lineColumn(l.Offset)
		all[i] = Link{Link: l, Line: line, Column: column}
	}
	return all
}

// countLines returns the number of line ends in text.
func countLines(text []byte) int { return bytes.Count(text, []byte{'\n'}) }
