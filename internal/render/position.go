package render

import (
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"quire/internal/markdown"
)

// LinkPos returns the line on which a link begins.
func (p *Page) LinkPos(link int) (Pos, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if j, ok := p.FootnoteJump(link); ok {
		return p.jumpPos(link, j)
	}
	if e, ok := p.targetAt(link); ok {
		return p.nodePos(link, e.offset, e.node)
	}
	docLinks := p.doc.Links()
	if link < 0 || link >= len(docLinks) {
		return Pos{}, false
	}
	if pos, ok := p.findLinkInBlock(p.blockAt(docLinks[link].Offset), link); ok {
		return pos, true
	}
	return p.findLinkInBlock(p.searchLinkBlock(link), link)
}

// jumpPos returns the line on which the footnote jump j begins, whose number is link. p.mu must be held.
func (p *Page) jumpPos(link int, j markdown.FootnoteJump) (Pos, bool) {
	if j.Back {
		return p.findLinkInBlock(p.footnoteBlock(j.Footnote), link)
	}
	return p.nodePos(link, j.Offset, j.Node)
}

// nodePos returns the line on which a link, footnote jump or fold begins, given its number, its offset in the body and
// its node. It looks in the block at the offset, then in the block that contains the node. p.mu must be held.
func (p *Page) nodePos(number, offset int, n ast.Node) (Pos, bool) {
	if pos, ok := p.findLinkInBlock(p.blockAt(offset), number); ok {
		return pos, true
	}
	for i, b := range p.blocks { // its offset is not in its block, as in a footnote
		if b.node != nil && containsNode(b.node, n) {
			return p.findLinkInBlock(i, number)
		}
	}
	return Pos{}, false
}

// FootnotePos returns the line on which a footnote begins. Footnotes are numbered from 1.
func (p *Page) FootnotePos(number int) (Pos, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	i := p.footnoteBlock(number)
	if i < 0 {
		return Pos{}, false
	}
	at := Pos{Block: i}
	for lines := p.getBlock(i); at.Line < len(lines)-1 && !strings.Contains(lines[at.Line].Text(), p.footnoteMark(number)); {
		at.Line++ // skip the rule
	}
	return at, true
}

// footnoteBlock returns the index of the block of a footnote, or -1. Footnotes are the last blocks, in the order of
// their numbers.
func (p *Page) footnoteBlock(number int) int {
	for i := len(p.blocks) - 1; i >= 0; i-- {
		f, ok := p.blocks[i].node.(*east.Footnote)
		if !ok {
			return -1
		}
		if f.Index == number {
			return i
		}
	}
	return -1
}

// containsNode reports whether n is root or below it.
func containsNode(root, n ast.Node) bool {
	for ; n != nil; n = n.Parent() {
		if n == root {
			return true
		}
	}
	return false
}

// findLinkInBlock returns the first line of a block that shows a link. It caches the links of the last block. p.mu must
// be held.
func (p *Page) findLinkInBlock(block, link int) (Pos, bool) {
	if block < 0 || block >= len(p.blocks) {
		return Pos{}, false
	}
	if p.linkLines.line == nil || p.linkLines.block != block {
		lines := p.getBlock(block)
		if p.lacking != nil && lines == nil {
			return Pos{}, false
		}
		p.linkLines.block, p.linkLines.line = block, map[int]int{}
		for i, l := range lines {
			for _, r := range l.Runs {
				if _, ok := p.linkLines.line[r.Link]; !ok {
					p.linkLines.line[r.Link] = i
				}
			}
		}
	}
	i, ok := p.linkLines.line[link]
	return Pos{block, i}, ok && link != NoLink
}

// HeadingPos returns the line of the heading with an anchor, which may be any of its names, or of the block that an id
// names.
func (p *Page) HeadingPos(anchor string) (Pos, bool) {
	if line := p.src.Details().AnchorLine(anchor); line > 0 {
		return p.PosOfSourceLine(line), true
	}
	for _, h := range p.src.Details().Headings {
		if slices.Contains(h.Alt, anchor) {
			return p.PosOfSourceLine(h.Line), true
		}
	}
	return Pos{}, false
}

// HeadingAbove returns the anchor of the last heading at or above a position, or "".
func (p *Page) HeadingAbove(at Pos) string { return p.HeadingAboveLine(p.SourceLineAt(at)) }

// HeadingAboveLine returns the anchor of the last heading at or above a line of the file, or "".
func (p *Page) HeadingAboveLine(line int) string {
	headings := p.src.Details().Headings
	if i := sort.Search(len(headings), func(i int) bool { return headings[i].Line > line }); i > 0 {
		return headings[i-1].Anchor
	}
	return ""
}

// PosOfSourceLine returns the position that was made from a line of the file, counted from 1, or from the nearest line above
// it.
func (p *Page) PosOfSourceLine(line int) Pos {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.blocks) == 0 {
		return Pos{}
	}
	if p.title != nil && line == p.sourceLine(p.nodeOffset(p.title)) {
		return Pos{}
	}
	// The offset of a block is that of its text, after the marker of a heading or an item.
	block := p.nearestNonEmptyBlock(p.blockAt(p.lineOffset(line+1) - 1))
	best, source := 0, 0
	if lines := p.getBlock(block); len(lines) > 1 && len(lines[0].Runs) == 0 {
		best = 1 // skip the blank line before the block
	}
	for i, l := range p.getBlock(block) {
		if l.Source > source && l.Source <= line {
			best, source = i, l.Source
		}
	}
	return Pos{block, best}
}

// nearestNonEmptyBlock returns the index of the block nearest to i that has a line, after i if possible.
func (p *Page) nearestNonEmptyBlock(i int) int {
	for j := i; j < len(p.blocks); j++ {
		if len(p.getBlock(j)) > 0 {
			return j
		}
	}
	for j := i; j > 0; j-- {
		if len(p.getBlock(j)) > 0 {
			return j
		}
	}
	return 0
}

// SourceLineAt returns the line of the file, counted from 1, for a position on the page.
func (p *Page) SourceLineAt(at Pos) int {
	lines := p.Block(at.Block)
	for i := min(at.Line, len(lines)-1); i >= 0; i-- {
		if lines[i].Source > 0 {
			return lines[i].Source
		}
	}
	for i := max(at.Line, 0); i < len(lines); i++ {
		if lines[i].Source > 0 {
			return lines[i].Source
		}
	}
	return max(p.src.BodyLine, 1)
}

// blockAt returns the index of the last block that starts at or before an offset of the body.
func (p *Page) blockAt(offset int) int {
	if p.blockOrder == nil {
		p.blockOrder = make([]int, len(p.blocks))
		for i := range p.blockOrder {
			p.blockOrder[i] = i
		}
		slices.SortStableFunc(p.blockOrder, func(a, b int) int { return p.blocks[a].offset - p.blocks[b].offset })
	}
	i := sort.Search(len(p.blockOrder), func(i int) bool { return p.blocks[p.blockOrder[i]].offset > offset })
	if i == 0 {
		return 0
	}
	return p.blockOrder[i-1]
}

// searchLinkBlock searches the tree for the block that contains a link, for links whose offset is not within their
// block. It returns -1 if no block contains the link.
func (p *Page) searchLinkBlock(link int) int {
	has := func(root ast.Node) bool {
		found := false
		_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if i, ok := p.doc.LinkIndex(n); entering && ok && i == link {
				found = true
				return ast.WalkStop, nil
			}
			return ast.WalkContinue, nil
		})
		return found
	}
	if p.title != nil && has(p.title) {
		return 0
	}
	for i, b := range p.blocks {
		if b.node != nil && has(b.node) {
			return i
		}
	}
	return -1
}

// sourceLine returns the line of the file at an offset of the body, or 0 for a negative offset.
func (p *Page) sourceLine(offset int) int {
	if offset < 0 {
		return 0
	}
	s := p.doc.LineStarts()
	i := sort.Search(len(s), func(i int) bool { return s[i] > offset })
	return i - 1 + max(p.src.BodyLine, 1)
}

// lineOffset returns where a line of the file starts in the body. It returns -1 for a line above the body, and an
// offset beyond its end for a line below.
func (p *Page) lineOffset(line int) int {
	i := line - max(p.src.BodyLine, 1)
	s := p.doc.LineStarts()
	switch {
	case i < 0:
		return -1
	case i >= len(s):
		return len(p.doc.Source) + 1
	}
	return s[i]
}
