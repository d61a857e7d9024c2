package render

import (
	"maps"
	"slices"

	"github.com/yuin/goldmark/ast"

	"quire/internal/links"
	"quire/internal/markdown"
)

// focusTargets are the elements of a page that can have the focus and have no number in the document: links of embedded
// notes, folds and wide tables. Their numbers follow those of the document's links and footnote jumps.
type focusTargets struct {
	targets     []focusTarget
	embeds      map[int]*embeddedNote // by the index of the link
	folds       map[ast.Node]int      // number of each fold
	tables      map[ast.Node]int      // number of each table that is wider than the text
	linkNumbers map[int]int           // [n] to print after each link, if links are numbered
}

// focusTarget is a link of an embedded note, a fold or a table.
type focusTarget struct {
	embed  *embeddedNote   // nil: a fold or a table
	number int             // of the link on the embedded note's page
	table  *markdown.Table // nil: an embed or a fold
	node   ast.Node        // of this document: the embedding link, the fold or the table
	offset int             // of node
}

// isFold reports whether the target is a fold.
func (t focusTarget) isFold() bool { return t.embed == nil && t.table == nil }

// firstTargetNumber returns the number of the first focus target.
func (p *Page) firstTargetNumber() int { return len(p.doc.Links()) + len(p.doc.FootnoteJumps()) }

// targetAt returns the focus target with a number, or false if the number is of the document's own links and jumps.
func (p *Page) targetAt(number int) (focusTarget, bool) {
	i := number - p.firstTargetNumber()
	if i < 0 || i >= len(p.targets) {
		return focusTarget{}, false
	}
	return p.targets[i], true
}

// numberTargets numbers the focus targets: first the links of embedded notes, then the folds, then the tables.
func (p *Page) numberTargets() {
	embeds := make([]int, 0, len(p.src.Embeds))
	for link := range p.src.Embeds {
		embeds = append(embeds, link)
	}
	slices.Sort(embeds)
	for _, link := range embeds {
		p.addEmbed(link)
	}
	if p.opts.Foldable {
		p.numberFolds()
	}
	if p.opts.OpensTables {
		p.numberTables()
	}
	if p.opts.NumberLinks {
		for i, number := range p.LinksByNumber() {
			p.setLinkNumber(number, p.src.NumberOffset+i+1)
		}
	}
}

// setLinkNumber sets the [n] that is printed after a link, on the page that shows the link.
func (p *Page) setLinkNumber(number, shown int) {
	if e, ok := p.targetAt(number); ok {
		e.embed.page.setLinkNumber(e.number, shown)
		return
	}
	if p.linkNumbers == nil {
		p.linkNumbers = map[int]int{}
	}
	p.linkNumbers[number] = shown
}

// orderTargets returns everything that can have the focus in reading order: links of an embedded note after the embedding
// link, and a fold or a table before its content.
func (p *Page) orderTargets() []int {
	blocks := maps.Clone(p.folds)
	if blocks == nil {
		blocks = p.tables
	} else {
		maps.Copy(blocks, p.tables)
	}
	stops := p.doc.TabOrder(blocks)
	if len(p.embeds) == 0 {
		return stops
	}
	out := make([]int, 0, len(stops)+len(p.targets))
	for _, s := range stops {
		out = append(out, s)
		if e := p.embeds[s]; e != nil {
			out = append(out, e.focusOrder...)
		}
	}
	return out
}

// Link returns a link by its number, and the link's target. It includes the links of embedded notes. It returns false
// if the number is not that of a link. While the library is read, the target may be Unresolved.
func (p *Page) Link(number int) (markdown.Link, links.Target, bool) {
	if e, ok := p.targetAt(number); ok {
		if e.embed == nil {
			return markdown.Link{}, links.Target{}, false
		}
		l, t, ok := e.embed.page.Link(e.number)
		if t.Status == links.Self && t.Path != p.src.Note.Path {
			t.Status = links.Note // a link within the embedded note leads out of this one
		}
		return l, t, ok
	}
	docLinks := p.doc.Links()
	if number < 0 || number >= len(docLinks) {
		return markdown.Link{}, links.Target{}, false
	}
	if number < len(p.src.Targets) {
		return docLinks[number], p.src.Targets[number], true
	}
	if p.linkStatus(number) == links.External {
		return docLinks[number], links.Target{Status: links.External, URL: docLinks[number].Dest}, true
	}
	return docLinks[number], links.Target{Status: links.Unresolved}, true
}
