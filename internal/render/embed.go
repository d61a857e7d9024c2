package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/note"
)

// Embed is a note, or a part of one, that is shown in another.
type Embed struct {
	Source Source
	Anchor string // a heading's anchor or ^block; empty for all of the note
	Why    string // why it is not shown, for a reader; then Source does not matter
}

// maxEmbedded is how many bytes of a note are shown in another; the rest is behind the link.
const maxEmbedded = 48 << 10

// embedded is a note that is shown in another.
type embedded struct {
	page  *Page
	nodes []ast.Node  // what is shown of it
	cut   bool        // there is more
	host  map[int]int // from the numbers on its page to those on the page that it is shown on
	stops []int       // the numbers on that page, in the order of the text
	why   string      // nothing is shown
}

// embed makes the page of an embedded note, and gives its links their numbers.
func (p *Page) embed(link int) {
	from := p.src.Embeds[link]
	node := p.doc.LinkNode(link)
	if from == nil || node == nil {
		return
	}
	if p.embeds == nil {
		p.embeds = map[int]*embedded{}
	}
	e := &embedded{why: from.Why, host: map[int]int{}}
	p.embeds[link] = e
	if e.why != "" {
		return
	}
	opts := p.opts
	opts.Header, opts.Foldable = false, false
	e.page = New(from.Source, opts)
	e.nodes, e.cut = from.Source.shown(from.Anchor)
	if len(e.nodes) == 0 {
		e.why = "there is nothing in it"
	}
	for _, s := range e.page.Stops() {
		if _, jump := e.page.Jump(s); jump || !e.shows(s) {
			continue
		}
		e.host[s] = p.first() + len(p.all)
		e.stops = append(e.stops, e.host[s])
		p.all = append(p.all, extra{embed: e, number: s, node: node, offset: p.doc.Links()[link].Offset})
	}
}

// shows reports whether a link of the embedded note is in the part that is shown.
func (e *embedded) shows(number int) bool {
	n := e.page.doc.LinkNode(number)
	if x, ok := e.page.extraAt(number); ok {
		n = x.node
	}
	for _, root := range e.nodes {
		if holds(root, n) {
			return true
		}
	}
	return false
}

// Holds reports whether the part of a note that an anchor names holds the place of one of its own links.
func (s Source) Holds(anchor string, link int) bool {
	nodes, _ := s.shown(anchor)
	for _, n := range nodes {
		if holds(n, s.Doc.LinkNode(link)) {
			return true
		}
	}
	return false
}

// shown are the blocks that an anchor names, as far as they are shown in another note, and whether there are more.
func (s Source) shown(anchor string) (nodes []ast.Node, cut bool) {
	if s.Doc == nil || s.Note == nil {
		return nil, false
	}
	all := s.part(anchor)
	size := 0
	for _, n := range all {
		if size += extent(n); size > maxEmbedded {
			return nodes, true
		}
		nodes = append(nodes, n)
	}
	return nodes, false
}

// part are the blocks that an anchor names: a section with its heading, a block, or the whole note without its title.
func (s Source) part(anchor string) []ast.Node {
	if id, ok := strings.CutPrefix(anchor, "^"); ok {
		for _, b := range s.Doc.BlockIDs() {
			if strings.EqualFold(b.ID, id) && visible(b.Node) || strings.EqualFold(b.ID, id) && b.Node.Kind() == ast.KindListItem {
				return []ast.Node{b.Node}
			}
		}
		return nil
	}
	first, level := s.Doc.Root.FirstChild(), 0
	if anchor != "" {
		h := s.headingOf(anchor)
		if h == nil {
			return nil
		}
		first, level = h.Node, h.Level
	}
	var nodes []ast.Node
	for n := first; n != nil; n = n.NextSibling() {
		h, ok := n.(*ast.Heading)
		switch {
		case ok && n != first && level > 0 && h.Level <= level, level > 0 && n.Kind() == east.KindFootnoteList:
			return nodes
		case ok && level == 0 && n == first && s.Note.TitleFrom == note.FromHeading && h.Level == 1: // the label says it
		case visible(n):
			nodes = append(nodes, n)
		}
	}
	return nodes
}

func (s Source) headingOf(anchor string) *markdown.Heading {
	if s.Details == nil {
		s.Details = s.Note.Details
	}
	all := s.Doc.Headings()
	for i, h := range s.Details().Headings {
		if h.Anchor == anchor && i < len(all) {
			return &all[i]
		}
	}
	return nil
}

// extent is about how many bytes of source a block takes.
func extent(n ast.Node) int {
	size := 0
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		if l := n.Lines(); l != nil && l.Len() > 0 {
			size += l.At(l.Len()-1).Stop - l.At(0).Start
		}
		size += 4 // what marks it
		if size > maxEmbedded {
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return size
}

// embedOf is the note that is to be shown in the stead of an inline node, or nil, and why there is none where one is meant.
func (p *Page) embedOf(n ast.Node) (e *embedded, why string) {
	w, ok := n.(*markdown.WikiLink)
	if !ok || !w.Embed {
		return nil, ""
	}
	link, ok := p.doc.LinkIndex(n)
	if !ok {
		return nil, ""
	}
	if e := p.embeds[link]; e != nil {
		return e, e.why
	}
	if link < len(p.src.Targets) && p.src.Embeds != nil {
		if t := p.src.Targets[link]; t.Status == links.Broken || t.Status == links.Ambiguous {
			return nil, p.whyNot(t)
		}
	}
	return nil, ""
}

// whyNot says why a link leads nowhere, and where its author may have wanted it to lead.
func (p *Page) whyNot(t links.Target) string {
	why := t.Why
	if why == "" {
		why = "there is no such note or file"
	}
	if t.Suggestion != "" && !strings.Contains(why, t.Suggestion) {
		why += "; did you mean " + t.Suggestion + "?"
	}
	return why
}

// embedded shows a note in a frame that its label begins: the link that leads to it.
func (f *flow) embedded(n ast.Node, e *embedded, why string) {
	g, edge := f.p.glyphs(), f.p.theme.QuoteBar
	label := f.p.leafOf(f.base, f.offset, n)
	top := []Run{styled(g.corner+" ", edge)}
	bar := []Run{styled(g.bar+" ", edge)}
	f.inside(top, bar, func() {
		f.wrap(label, false)
		if why != "" {
			f.wrap(f.p.label(why, f.p.theme.Dim), false)
			return
		}
		f.copy(e)
		if e.cut {
			f.wrap(f.p.label(g.ellipsis+" the rest is in the note", f.p.theme.Dim), false)
		}
	})
	f.emit([]Run{styled(g.foot, edge)}, f.offset, false)
}

// copy lays out the blocks of an embedded note in the room that there is. Their lines belong to the line that embeds it.
func (f *flow) copy(e *embedded) {
	for _, l := range e.page.excerpt(e.nodes, f.room()) {
		runs := make([]Run, len(l.Runs))
		for i, r := range l.Runs {
			if r.Link != NoLink {
				number, ok := e.host[r.Link]
				if !ok {
					number = NoLink
				}
				r.Link = number
			}
			runs[i] = r
		}
		f.emitPart(runs, l)
	}
}

// emitPart adds a line that was laid out elsewhere.
func (f *flow) emitPart(runs []Run, l Line) {
	left := f.edgeW
	f.emit(runs, f.offset, l.Code)
	if l.Picture != nil {
		strip := *l.Picture
		strip.Col += left
		f.lines[len(f.lines)-1].Picture = &strip
	}
}

// excerpt lays out some blocks at a width.
func (p *Page) excerpt(nodes []ast.Node, width int) []Line {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.glamour == nil {
		p.glamour = newGlamour(p.theme, p.markedStyle)
	}
	f := &flow{p: p, width: width, base: p.theme.Text}
	for i, n := range nodes {
		if i > 0 {
			f.blank()
		}
		if at := p.offsetOf(n); at >= 0 {
			f.offset = at
		}
		if n.Kind() == ast.KindListItem {
			f.item(n, indexIn(n))
			continue
		}
		f.block(n)
	}
	f.done()
	return f.lines
}

// indexIn is the place of a node among its siblings.
func indexIn(n ast.Node) int {
	i := 0
	for n = n.PreviousSibling(); n != nil; n = n.PreviousSibling() {
		i++
	}
	return i
}
