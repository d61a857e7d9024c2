package render

import (
	"maps"
	"slices"

	"github.com/yuin/goldmark/ast"

	"quire/internal/markdown"
)

// numberFolds numbers the folds: foldable callouts, and details.
func (p *Page) numberFolds() {
	p.folds = map[ast.Node]int{}
	_ = ast.Walk(p.doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if _, folds := initialFold(n); folds {
			p.folds[n] = p.firstTargetNumber() + len(p.targets)
			p.targets = append(p.targets, focusTarget{node: n, offset: p.nodeOffset(n)})
		}
		if c := n.FirstChild(); c == nil || c.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
}

// initialFold reports whether a block can be folded, and whether the note has it folded.
func initialFold(n ast.Node) (folded, folds bool) {
	switch n := n.(type) {
	case *markdown.Callout:
		body := n.FirstChild()
		if n.Title() != nil {
			body = body.NextSibling()
		}
		return n.Fold == '-', n.Fold != 0 && body != nil
	case *markdown.Details:
		return !n.Open, true
	}
	return false, false
}

// foldNumbers returns the numbers of the folds in the order of the text.
func (p *Page) foldNumbers() []int {
	var out []int
	for i, e := range p.targets {
		if e.isFold() {
			out = append(out, p.firstTargetNumber()+i)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int {
		return p.targets[a-p.firstTargetNumber()].offset - p.targets[b-p.firstTargetNumber()].offset
	})
	return out
}

// isFolded reports whether a node's content is hidden.
func (p *Page) isFolded(n ast.Node) bool {
	number, ok := p.folds[n]
	if !ok {
		return false
	}
	folded, _ := initialFold(n)
	return folded != p.opts.FoldOverrides[number]
}

// foldSign returns the sign that shows a fold's state, or "" for a block that is no fold.
func (p *Page) foldSign(n ast.Node) string {
	switch _, ok := p.folds[n]; {
	case !ok:
		return ""
	case p.isFolded(n):
		return p.glyphs().folded
	}
	return p.glyphs().unfolded
}

// FoldState reports whether a number is that of a fold, and whether the fold is folded.
func (p *Page) FoldState(number int) (folded, ok bool) {
	e, ok := p.targetAt(number)
	if !ok || !e.isFold() {
		return false, false
	}
	return p.isFolded(e.node), true
}

// Folds returns the numbers of all folds in the order of the text.
func (p *Page) Folds() []int { return p.foldNumbers() }

// FoldOverrides returns the folds whose state differs from that in the note.
func (p *Page) FoldOverrides() map[int]bool { return p.opts.FoldOverrides }

// WithFoldOverrides returns the page with other overrides, the folds whose state differs from that in the note. Nothing of it
// is laid out yet; the rest is shared with p.
func (p *Page) WithFoldOverrides(overrides map[int]bool) *Page {
	return p.withView(overrides, p.opts.Sources)
}

// withView returns the page with other folds and sources. If p lays nothing out itself, the same arguments return the same
// page again, so that who asks again finds what was laid out meanwhile.
func (p *Page) withView(folds map[int]bool, sources Sources) *Page {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.lacking == nil {
		return p.copyWith(folds, sources)
	}
	if q := p.changed; q == nil || q.lacking != p.lacking || q.opts.Sources != sources || !maps.Equal(q.opts.FoldOverrides, folds) {
		p.changed = p.copyWith(folds, sources)
	}
	return p.changed
}

// copyWith returns the page with other folds and sources, and nothing laid out. The caller holds p.mu.
func (p *Page) copyWith(folds map[int]bool, sources Sources) *Page {
	q := &Page{src: p.src, doc: p.doc, opts: p.opts, theme: p.theme, width: p.width, blocks: p.blocks, title: p.title, hasDrawings: p.hasDrawings, focusTargets: p.focusTargets}
	q.layoutState, q.lacking = newLayoutState(q), p.lacking
	q.focusOrder = p.focusOrder // it depends on neither
	q.opts.FoldOverrides, q.opts.Sources = folds, sources
	return q
}

// Copy returns the same page with nothing laid out yet. Work that visits all blocks uses a copy, so that it neither evicts
// what the screen shows from the cache nor makes the screen wait for a block that is being laid out.
func (p *Page) Copy() *Page {
	p.mu.Lock()
	defer p.mu.Unlock()
	q := p.copyWith(p.opts.FoldOverrides, p.opts.Sources)
	q.lacking = nil
	return q
}

// FoldsHiding returns the folds that hide a line of the file, counted from 1.
func (p *Page) FoldsHiding(line int) []int {
	var hiding []int
	for n, number := range p.folds {
		if !p.isFolded(n) {
			continue
		}
		first := p.sourceLine(p.nodeOffset(n))
		after := len(p.doc.Source)
		for a := n; a != nil; a = a.Parent() {
			if next := a.NextSibling(); next != nil && p.nodeOffset(next) > 0 {
				after = p.nodeOffset(next)
				break
			}
		}
		if line > first && line < p.sourceLine(after) || line > first && after == len(p.doc.Source) {
			hiding = append(hiding, number)
		}
	}
	slices.Sort(hiding)
	return hiding
}

// linkToFold gives spans without a link the number of the fold n, so that they fold and unfold it.
func (f *flow) linkToFold(n ast.Node, spans []span) []span {
	number, ok := f.page.folds[n]
	if !ok {
		return spans
	}
	for i := range spans {
		if spans[i].link == NoLink && spans[i].text != lineBreak {
			spans[i].link = number
		}
	}
	return spans
}
