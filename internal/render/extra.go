package render

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"quire/internal/links"
	"quire/internal/markdown"
)

// extras are the things on a page that can have the focus and have no number in the document: the links of the notes
// that are embedded in it, and folds. Their numbers follow those of the document's links and jumps.
type extras struct {
	all    []extra
	embeds map[int]*embedded // by the number of the link
	folds  map[ast.Node]int  // the number of a fold
	shown  map[int]int       // what is written after a link of an embedded note, where links are numbered
}

// extra is one of them: a link of an embedded note, or a fold.
type extra struct {
	embed  *embedded // nil for a fold
	number int       // of the link on the page of the embedded note
	node   ast.Node  // of the document, where it stands: the link that embeds, or what folds
	offset int       // of node
}

// first is the number of the first of them.
func (p *Page) first() int { return len(p.doc.Links()) + len(p.doc.Jumps()) }

func (p *Page) extraAt(number int) (extra, bool) {
	i := number - p.first()
	if i < 0 || i >= len(p.all) {
		return extra{}, false
	}
	return p.all[i], true
}

// findExtras gives them their numbers, in the order of the text.
func (p *Page) findExtras() {
	embeds := make([]int, 0, len(p.src.Embeds))
	for link := range p.src.Embeds {
		embeds = append(embeds, link)
	}
	slices.Sort(embeds)
	for _, link := range embeds {
		p.embed(link)
	}
	if p.opts.Foldable {
		p.findFolds()
	}
	if p.opts.Numbers {
		for i, number := range p.Numbered() {
			p.setShown(number, p.src.Numbered+i+1)
		}
	}
}

// setShown tells the page that a link is written on which number is to be written after it.
func (p *Page) setShown(number, shown int) {
	if e, ok := p.extraAt(number); ok {
		e.embed.page.setShown(e.number, shown)
		return
	}
	if p.shown == nil {
		p.shown = map[int]int{}
	}
	p.shown[number] = shown
}

// withExtras puts them among the stops of the document: those of an embedded note after the
// link that embeds it, and a fold before what it holds.
func (p *Page) withExtras(stops []int) []int {
	if len(p.all) == 0 {
		return stops
	}
	folds := p.foldsAfter()
	out := append(make([]int, 0, len(stops)+len(p.all)), folds[NoLink]...)
	for _, s := range stops {
		out = append(out, s)
		if e := p.embeds[s]; e != nil {
			out = append(out, e.stops...)
		}
		out = append(out, folds[s]...)
	}
	return out
}

// foldsAfter are the folds by the last stop before each, NoLink for those before all of them. The tree tells, for a
// footnote is written elsewhere than it is read, and of some ends of footnotes no place is known.
func (p *Page) foldsAfter() map[int][]int {
	after, last := map[int][]int{}, NoLink
	if len(p.folds) == 0 {
		return after
	}
	_ = ast.Walk(p.doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if number, ok := p.folds[n]; ok {
			after[last] = append(after[last], number)
		} else if i, ok := p.doc.LinkIndex(n); ok {
			last = i
		} else if i, ok := p.doc.JumpIndex(n); ok {
			last = len(p.doc.Links()) + i
		}
		return ast.WalkContinue, nil
	})
	return after
}

// Link is a link by the number that runs carry, and where it leads, for those of embedded notes too. It is false for what is
// no link, and the target is External where nobody has looked.
func (p *Page) Link(number int) (markdown.Link, links.Target, bool) {
	if e, ok := p.extraAt(number); ok {
		if e.embed == nil {
			return markdown.Link{}, links.Target{}, false
		}
		l, t, ok := e.embed.page.Link(e.number)
		if t.Status == links.Self && t.Path != p.src.Note.Path {
			t.Status = links.Note // of the embedded note it is itself; of this one it is another
		}
		return l, t, ok
	}
	all := p.doc.Links()
	if number < 0 || number >= len(all) {
		return markdown.Link{}, links.Target{}, false
	}
	if number < len(p.src.Targets) {
		return all[number], p.src.Targets[number], true
	}
	return all[number], links.Target{Status: links.External, URL: all[number].Dest}, true
}
