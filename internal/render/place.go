package render

import (
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"quire/internal/markdown"
)

// LinkPos is the line on which a link begins.
func (p *Page) LinkPos(link int) (Pos, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if j, ok := p.Jump(link); ok {
		return p.jumpPos(link, j)
	}
	if e, ok := p.extraAt(link); ok {
		return p.nodePos(link, e.offset, e.node)
	}
	all := p.doc.Links()
	if link < 0 || link >= len(all) {
		return Pos{}, false
	}
	if pos, ok := p.linkIn(p.blockAt(all[link].Offset), link); ok {
		return pos, true
	}
	return p.linkIn(p.blockOfLink(link), link)
}

func (p *Page) jumpPos(link int, j markdown.Jump) (Pos, bool) {
	if j.Back {
		return p.linkIn(p.blockOfFootnote(j.Footnote), link)
	}
	return p.nodePos(link, j.Offset, j.Node)
}

// nodePos is the line of the number that a node has.
func (p *Page) nodePos(number, offset int, n ast.Node) (Pos, bool) {
	if pos, ok := p.linkIn(p.blockAt(offset), number); ok {
		return pos, true
	}
	for i, b := range p.blocks { // its place in the body is not its block's, as in a footnote
		if b.node != nil && holds(b.node, n) {
			return p.linkIn(i, number)
		}
	}
	return Pos{}, false
}

// FootnotePos is the line on which a footnote begins, by its number from 1.
func (p *Page) FootnotePos(number int) (Pos, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	i := p.blockOfFootnote(number)
	if i < 0 {
		return Pos{}, false
	}
	at := Pos{Block: i}
	for lines := p.block(i); at.Line < len(lines)-1 && !strings.Contains(lines[at.Line].Text(), p.footnoteMark(number)); {
		at.Line++ // past the rule
	}
	return at, true
}

// blockOfFootnote is the block of a footnote, or -1. Footnotes are the last blocks, in the order of their numbers.
func (p *Page) blockOfFootnote(number int) int {
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

func holds(root, n ast.Node) bool {
	for ; n != nil; n = n.Parent() {
		if n == root {
			return true
		}
	}
	return false
}

func (p *Page) linkIn(block, link int) (Pos, bool) {
	if block < 0 || block >= len(p.blocks) {
		return Pos{}, false
	}
	if p.found.line == nil || p.found.block != block {
		p.found.block, p.found.line = block, map[int]int{}
		for i, l := range p.block(block) {
			for _, r := range l.Runs {
				if _, ok := p.found.line[r.Link]; !ok {
					p.found.line[r.Link] = i
				}
			}
		}
	}
	i, ok := p.found.line[link]
	return Pos{block, i}, ok && link != NoLink
}

// HeadingPos is the line of the heading with this anchor, under any of its
// names, or of the block that ^id names.
func (p *Page) HeadingPos(anchor string) (Pos, bool) {
	if id, ok := strings.CutPrefix(anchor, "^"); ok {
		for _, b := range p.src.Details().Blocks {
			if strings.EqualFold(b.ID, id) {
				return p.PosOfLine(b.Line), true
			}
		}
		return Pos{}, false
	}
	for _, named := range []bool{true, false} { // an anchor goes before another heading's further name
		for _, h := range p.src.Details().Headings {
			if named && h.Anchor == anchor || !named && slices.Contains(h.Alt, anchor) {
				return p.PosOfLine(h.Line), true
			}
		}
	}
	return Pos{}, false
}

// HeadingAbove is the anchor of the last heading at or above a place of the page, or "".
func (p *Page) HeadingAbove(at Pos) string {
	line, all := p.LineAt(at), p.src.Details().Headings
	if i := sort.Search(len(all), func(i int) bool { return all[i].Line > line }); i > 0 {
		return all[i-1].Anchor
	}
	return ""
}

// PosOfLine is the line of the page that was made from a line of the file, from
// 1; of the nearest line above it where that made none.
func (p *Page) PosOfLine(line int) Pos {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.blocks) == 0 {
		return Pos{}
	}
	if p.title != nil && line == p.lineOf(p.offsetOf(p.title)) {
		return Pos{}
	}
	// A block begins at its text, after the sign of a heading or an item.
	block := p.inhabited(p.blockAt(p.offsetOfLine(line+1) - 1))
	best, source := 0, 0
	if lines := p.block(block); len(lines) > 1 && len(lines[0].Runs) == 0 {
		best = 1 // past the blank line before the block
	}
	for i, l := range p.block(block) {
		if l.Source > source && l.Source <= line {
			best, source = i, l.Source
		}
	}
	return Pos{block, best}
}

// inhabited is the block nearest to i that has a line, after it if there is one.
func (p *Page) inhabited(i int) int {
	for j := i; j < len(p.blocks); j++ {
		if len(p.block(j)) > 0 {
			return j
		}
	}
	for j := i; j > 0; j-- {
		if len(p.block(j)) > 0 {
			return j
		}
	}
	return 0
}

// LineAt is the line of the file, from 1, that stands at a place of the page.
func (p *Page) LineAt(at Pos) int {
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

// blockAt is the last block that begins at or before an offset of the body.
func (p *Page) blockAt(offset int) int {
	if p.order == nil {
		p.order = make([]int, len(p.blocks))
		for i := range p.order {
			p.order[i] = i
		}
		slices.SortStableFunc(p.order, func(a, b int) int { return p.blocks[a].offset - p.blocks[b].offset })
	}
	i := sort.Search(len(p.order), func(i int) bool { return p.blocks[p.order[i]].offset > offset })
	if i == 0 {
		return 0
	}
	return p.order[i-1]
}

// blockOfLink finds a link in the tree, for those whose place in the body is not their block's.
func (p *Page) blockOfLink(link int) int {
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

// lineOf is the line of the file at an offset of the body; 0 for a negative one.
func (p *Page) lineOf(offset int) int {
	if offset < 0 {
		return 0
	}
	s := p.doc.LineStarts()
	i := sort.Search(len(s), func(i int) bool { return s[i] > offset })
	return i - 1 + max(p.src.BodyLine, 1)
}

// offsetOfLine is where a line of the file begins in the body; -1 for one above the body, and beyond
// its end for one below.
func (p *Page) offsetOfLine(line int) int {
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
