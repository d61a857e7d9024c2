package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/note"
)

// Embed is a note, or a part of one, that is shown inside another.
type Embed struct {
	Source Source
	Anchor string // anchor of a heading, or ^block; "": the whole note
	Reason string // tells the user why it is not shown; then Source is not used
}

// maxEmbedBytes is how much of a note's source is shown inside another.
const maxEmbedBytes = 48 << 10

// embeddedNote is an embedded note, laid out as a page of its own.
type embeddedNote struct {
	page        *Page
	nodes       []ast.Node  // blocks that are shown
	truncated   bool        // the part has more blocks
	hostNumbers map[int]int // maps numbers on page to numbers on the embedding page
	focusOrder  []int       // numbers on the embedding page, in reading order
	reason      string      // why nothing is shown
}

// addEmbed makes the page of an embedded note, and numbers its links on this page.
func (p *Page) addEmbed(link int) {
	from := p.src.Embeds[link]
	node := p.doc.LinkNode(link)
	if from == nil || node == nil {
		return
	}
	if p.embeds == nil {
		p.embeds = map[int]*embeddedNote{}
	}
	e := &embeddedNote{reason: from.Reason, hostNumbers: map[int]int{}}
	p.embeds[link] = e
	if e.reason != "" {
		return
	}
	opts := p.opts
	opts.Header, opts.Foldable, opts.OpensTables, opts.TableWidth = false, false, false, 0
	e.page = New(from.Source, opts)
	e.nodes, e.truncated = from.Source.findEmbedBlocks(from.Anchor)
	if len(e.nodes) == 0 {
		e.reason = "nothing to show"
	}
	for _, s := range e.page.FocusOrder() {
		if _, jump := e.page.FootnoteJump(s); jump || !e.showsLink(s) {
			continue
		}
		e.hostNumbers[s] = p.firstTargetNumber() + len(p.targets)
		e.focusOrder = append(e.focusOrder, e.hostNumbers[s])
		p.targets = append(p.targets, focusTarget{embed: e, number: s, node: node, offset: p.doc.Links()[link].Offset})
	}
}

// showsLink reports whether a link of the embedded note is in the part that is shown.
func (e *embeddedNote) showsLink(number int) bool {
	n := e.page.doc.LinkNode(number)
	if x, ok := e.page.targetAt(number); ok {
		n = x.node
	}
	for _, root := range e.nodes {
		if containsNode(root, n) {
			return true
		}
	}
	return false
}

// AnchorContainsLink reports whether the part of the note that an anchor names contains a link of the note.
func (s Source) AnchorContainsLink(anchor string, link int) bool {
	nodes, _ := s.findEmbedBlocks(anchor)
	for _, n := range nodes {
		if containsNode(n, s.Doc.LinkNode(link)) {
			return true
		}
	}
	return false
}

// findEmbedBlocks returns the blocks that an anchor names, up to maxEmbedBytes, and whether there are more.
func (s Source) findEmbedBlocks(anchor string) (nodes []ast.Node, cut bool) {
	if s.Doc == nil || s.Note == nil {
		return nil, false
	}
	blocks := s.anchorBlocks(anchor)
	size := 0
	for _, n := range blocks {
		if size += sourceSize(n); size > maxEmbedBytes {
			return nodes, true
		}
		nodes = append(nodes, n)
	}
	return nodes, false
}

// anchorBlocks returns the blocks that an anchor names: a section with its heading, a named block, or the whole note
// without its title.
func (s Source) anchorBlocks(anchor string) []ast.Node {
	if id, ok := strings.CutPrefix(anchor, "^"); ok {
		for _, b := range s.Doc.BlockIDs() {
			if !b.IsElementID && strings.EqualFold(b.ID, id) && (isVisible(b.Node) || b.Node.Kind() == ast.KindListItem) {
				return []ast.Node{b.Node}
			}
		}
		return nil
	}
	first, level := s.Doc.Root.FirstChild(), 0
	if anchor != "" {
		h := s.findHeading(anchor)
		if h == nil {
			return s.elementBlocks(anchor)
		}
		first, level = h.Node, h.Level
	}
	var nodes []ast.Node
	for n := first; n != nil; n = n.NextSibling() {
		h, ok := n.(*ast.Heading)
		switch {
		case ok && n != first && level > 0 && h.Level <= level, level > 0 && (n.Kind() == east.KindFootnoteList || n.Kind() == markdown.KindAbbreviationList):
			return nodes
		case ok && level == 0 && n == first && s.Note.TitleFrom == note.FromHeading && h.Level == 1: // the label shows the title
		case isVisible(n):
			nodes = append(nodes, n)
		}
	}
	return nodes
}

// elementBlocks returns the block at the place that the id of an HTML element names.
func (s Source) elementBlocks(id string) []ast.Node {
	for _, b := range s.Doc.BlockIDs() {
		if !b.IsElementID || b.ID != id {
			continue
		}
		var found []ast.Node
		for n := s.Doc.Root.FirstChild(); n != nil && (len(found) == 0 || s.Doc.NodeOffset(n) <= b.Offset); n = n.NextSibling() {
			if isVisible(n) {
				found = []ast.Node{n}
			}
		}
		return found
	}
	return nil
}

func (s Source) findHeading(anchor string) *markdown.Heading {
	if s.Details == nil {
		s.Details = s.Note.Details
	}
	headings := s.Doc.Headings()
	for i, h := range s.Details().Headings {
		if h.Anchor == anchor && i < len(headings) {
			return &headings[i]
		}
	}
	return nil
}

// sourceSize estimates how many bytes of source a block takes. It stops counting above maxEmbedBytes.
func sourceSize(n ast.Node) int {
	size := 0
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		if l := n.Lines(); l != nil && l.Len() > 0 {
			size += l.At(l.Len()-1).Stop - l.At(0).Start
		}
		size += 4 // for markup
		if size > maxEmbedBytes {
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return size
}

// embedFor returns the embedded note that is shown in place of an inline node. If there should be one and cannot, it
// returns the reason.
func (p *Page) embedFor(n ast.Node) (e *embeddedNote, why string) {
	w, ok := n.(*markdown.WikiLink)
	if !ok || !w.IsEmbed() {
		return nil, ""
	}
	link, ok := p.doc.LinkIndex(n)
	if !ok {
		return nil, ""
	}
	if e := p.embeds[link]; e != nil {
		return e, e.reason
	}
	if link < len(p.src.Targets) && p.src.Embeds != nil {
		if t := p.src.Targets[link]; t.Status == links.Broken || t.Status == links.Ambiguous || t.Status == links.Outside {
			return nil, p.linkProblem(t)
		}
	}
	return nil, ""
}

// linkProblem says why a link leads to no note, with a suggestion if there is one.
func (p *Page) linkProblem(t links.Target) string {
	why := t.Explain()
	if t.Suggestion != "" && !strings.Contains(why, t.Suggestion) {
		why += "; did you mean " + t.Suggestion + "?"
	}
	return why
}

// writeEmbed lays out an embedded note in a frame. The first line is the link to the note.
func (f *flow) writeEmbed(n ast.Node, e *embeddedNote, why string) {
	g, edge := f.page.glyphs(), f.page.theme.QuoteBar
	label := f.page.renderInlines(f.textStyle, f.offset, n)
	top := []Run{newRun(g.topLeft+" ", edge)}
	bar := []Run{newRun(g.bar+" ", edge)}
	f.withPrefix(top, bar, func() {
		f.addWrapped(label, false)
		if why != "" {
			f.addWrapped(f.page.textSpans(why, f.page.theme.Dim), false)
			return
		}
		f.addEmbeddedLines(e)
		if e.truncated {
			f.addWrapped(f.page.textSpans(g.ellipsis+" open the note for the rest", f.page.theme.Dim), false)
		}
	})
	f.addLine([]Run{newRun(g.bottomLeft, edge)}, f.offset, false)
}

// addEmbeddedLines lays out the embedded note in the available width. In the source the lines belong to the line of the
// link.
func (f *flow) addEmbeddedLines(e *embeddedNote) {
	for _, l := range e.page.layoutNodes(e.nodes, f.availableWidth()) {
		runs := make([]Run, len(l.Runs))
		for i, r := range l.Runs {
			if r.Link != NoLink {
				number, ok := e.hostNumbers[r.Link]
				if !ok {
					number = NoLink
				}
				r.Link = number
			}
			runs[i] = r
		}
		f.addRenderedLine(runs, l)
	}
}

// addRenderedLine adds a line that another page has laid out.
func (f *flow) addRenderedLine(runs []Run, l Line) {
	column := f.prefixWidth
	f.addLine(runs, f.offset, l.Code)
	if l.Picture != nil {
		row := *l.Picture
		row.Col += column
		f.lines[len(f.lines)-1].Picture = &row
	}
}

// layoutNodes lays out some blocks at a width.
func (p *Page) layoutNodes(nodes []ast.Node, width int) []Line {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.leaves == nil {
		p.leaves = newLeafRenderer(p.theme, p.styleForMark)
	}
	f := &flow{page: p, width: width, textStyle: p.theme.Text}
	for i, n := range nodes {
		if i > 0 {
			f.addBlank()
		}
		if at := p.nodeOffset(n); at >= 0 {
			f.offset = at
		}
		if n.Kind() == ast.KindListItem {
			f.writeItem(n, siblingIndex(n))
			continue
		}
		f.writeBlock(n)
	}
	f.finish()
	return f.lines
}

// siblingIndex returns the index of a node among its siblings.
func siblingIndex(n ast.Node) int {
	i := 0
	for n = n.PreviousSibling(); n != nil; n = n.PreviousSibling() {
		i++
	}
	return i
}
