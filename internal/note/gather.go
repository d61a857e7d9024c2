package note

import (
	"bytes"
	"slices"
	"strings"

	"quire/internal/markdown"
)

// bodyFacts collects what the body of a note holds, from the documents of all its parts.
type bodyFacts struct {
	needsTitle   bool         // the front matter has no title
	brokenHeader headerRegion // a header that could not be parsed, in which # begins a comment

	title       string
	headings    []markdown.Heading
	blocks      []markdown.Block
	links       []markdown.Link
	limitReason string
}

// addDocument adds what a document holds; tags gets its hashtags if they count.
func (g *bodyFacts) addDocument(d *markdown.Document, hashtags bool, tags *tagSet) {
	if g.needsTitle && g.title == "" {
		g.title = findTitle(d, g.brokenHeader, len(g.headings) == 0)
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

// fillNote sets the facts in a note. It sorts them by offset, since a part may hold footnotes from anywhere.
func (g *bodyFacts) fillNote(n *Note, d *Details, lines *lineTable) {
	slices.SortStableFunc(g.headings, func(a, b markdown.Heading) int { return a.Offset - b.Offset })
	slices.SortStableFunc(g.blocks, func(a, b markdown.Block) int { return a.Offset - b.Offset })
	slices.SortStableFunc(g.links, func(a, b markdown.Link) int { return a.Offset - b.Offset })
	d.Headings = newHeadings(g.headings, lines)
	d.Blocks = newBlocks(g.blocks, lines)
	d.Links = newLinks(g.links, lines)
	if g.limitReason != "" {
		d.Problems = append(d.Problems, Problem{Message: g.limitReason})
	}
	switch {
	case !g.needsTitle:
	case g.title != "":
		n.Title, n.TitleFrom = g.title, FromHeading
	default:
		n.Title, n.TitleFrom = slugTitle(n.Slug), FromFileName
	}
}

// findTitle returns the first H1 as the title of a note without a title in its front matter, or "". It skips
// two kinds of H1: those inside a header that could not be parsed, where # begins a comment, and an <h1> below
// other headings, which is there for its looks.
func findTitle(doc *markdown.Document, brokenHeader headerRegion, noHeadingBefore bool) string {
	for _, h := range doc.Headings() {
		title := strings.TrimSpace(h.Text)
		isTitle := h.Level == 1 && title != "" && h.Offset >= brokenHeader.body
		if isTitle && (noHeadingBefore || h.Offset >= len(doc.Source) || doc.Source[h.Offset] != '<') {
			return title
		}
		noHeadingBefore = false
	}
	return ""
}

// newBlocks converts blocks, with lines of the file.
func newBlocks(found []markdown.Block, lines *lineTable) []Block {
	if len(found) == 0 {
		return nil
	}
	all := make([]Block, len(found))
	for i, b := range found {
		line, _ := lines.lineColumn(b.Offset)
		all[i] = Block{ID: b.ID, Line: line}
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
