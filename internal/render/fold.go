package render

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"quire/internal/markdown"
)

// findFolds numbers what folds: callouts that say so, and details.
func (p *Page) findFolds() {
	p.folds = map[ast.Node]int{}
	_ = ast.Walk(p.doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if _, folds := foldedAtFirst(n); folds {
			p.folds[n] = p.first() + len(p.all)
			p.all = append(p.all, extra{node: n, offset: p.offsetOf(n)})
		}
		if c := n.FirstChild(); c == nil || c.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
}

// foldedAtFirst says whether a block folds, and whether it is folded as the note has it.
func foldedAtFirst(n ast.Node) (folded, folds bool) {
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

// foldNumbers are the numbers of the folds, in the order of the text.
func (p *Page) foldNumbers() []int {
	var out []int
	for i, e := range p.all {
		if e.embed == nil {
			out = append(out, p.first()+i)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int { return p.all[a-p.first()].offset - p.all[b-p.first()].offset })
	return out
}

// folded says whether what a node holds is not shown.
func (p *Page) folded(n ast.Node) bool {
	number, ok := p.folds[n]
	if !ok {
		return false
	}
	folded, _ := foldedAtFirst(n)
	return folded != p.opts.Turned[number]
}

// foldSign is what shows that a block folds, and which way; empty where it does not.
func (p *Page) foldSign(n ast.Node) string {
	switch _, ok := p.folds[n]; {
	case !ok:
		return ""
	case p.folded(n):
		return p.glyphs().closed
	}
	return p.glyphs().open2
}

// Fold says whether a number of the page is that of a fold, and whether that is folded.
func (p *Page) Fold(number int) (folded, ok bool) {
	e, ok := p.extraAt(number)
	if !ok || e.embed != nil {
		return false, false
	}
	return p.folded(e.node), true
}

// Folds are the numbers of all folds, in the order of the text.
func (p *Page) Folds() []int { return p.foldNumbers() }

// Turned are the folds that are not as the note has them.
func (p *Page) Turned() map[int]bool { return p.opts.Turned }

// WithTurned is the page with other folds turned. Nothing of it is laid out yet; the rest it shares with this one.
func (p *Page) WithTurned(turned map[int]bool) *Page {
	q := &Page{src: p.src, doc: p.doc, opts: p.opts, theme: p.theme, width: p.width, blocks: p.blocks, title: p.title, extras: p.extras}
	q.opts.Turned = turned
	return q
}

// Hiding are the folds that hide a line of the file, from 1.
func (p *Page) Hiding(line int) []int {
	var hiding []int
	for n, number := range p.folds {
		if !p.folded(n) {
			continue
		}
		first := p.lineOf(p.offsetOf(n))
		after := len(p.doc.Source)
		for a := n; a != nil; a = a.Parent() {
			if next := a.NextSibling(); next != nil && p.offsetOf(next) > 0 {
				after = p.offsetOf(next)
				break
			}
		}
		if line > first && line < p.lineOf(after) || line > first && after == len(p.doc.Source) {
			hiding = append(hiding, number)
		}
	}
	slices.Sort(hiding)
	return hiding
}

// turning is spans as what is to be chosen to fold or unfold.
func (f *flow) turning(n ast.Node, spans []span) []span {
	number, ok := f.p.folds[n]
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
