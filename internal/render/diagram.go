package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"quire/internal/diagram"
	"quire/internal/match"
	"quire/internal/safe"
	"quire/internal/theme"
)

// writeDiagram draws a code block that holds a diagram. It returns false if it has to be shown as written: for another block, a
// diagram that cannot be drawn faithfully or that is wider than the page.
func (f *flow) writeDiagram(n ast.Node, source string) bool {
	const indent = 2
	p := f.page
	if !p.doc.IsDiagram(n) || p.opts.Sources.All {
		return false
	}
	rows, err := diagram.Draw(source, diagram.Options{Width: f.availableWidth() - indent, Cells: p.theme.Cells, ASCII: p.theme.ASCII})
	if err != nil || p.hidesMatch(source, rows) {
		return false
	}
	linkAt := p.diagramLinks(n)
	offset := f.offset
	in := indentRuns(indent)
	f.withPrefix(in, in, func() {
		for _, row := range rows {
			runs := make([]Run, 0, len(row))
			for _, r := range row {
				run := newRun(r.Text, f.diagramStyle(r.Part))
				if i, ok := linkAt[safe.Text(r.Link)]; ok && r.Link != "" {
					run = p.linkedRun(run, i)
				}
				runs = append(runs, run)
			}
			f.addLine(runs, offset, true)
		}
	})
	return true
}

// diagramStyle returns the style of a part of a diagram.
func (f *flow) diagramStyle(part diagram.Part) theme.Style {
	switch part {
	case diagram.Title:
		return f.page.theme.TableHead
	case diagram.Label:
		return f.textStyle
	}
	return f.page.theme.TableRule
}

// linkedRun makes a run part of a link of the document.
func (p *Page) linkedRun(r Run, link int) Run {
	r.Link = link
	r.Style = r.Style.Over(p.linkStyle(link))
	return r
}

// diagramLinks returns the numbers of the links of a diagram's nodes by their addresses.
func (p *Page) diagramLinks(n ast.Node) map[string]int {
	var found map[string]int
	for i, l := range p.doc.Links() {
		if p.doc.LinkNode(i) != n {
			continue
		}
		if found == nil {
			found = map[string]int{}
		}
		if _, ok := found[l.Dest]; !ok {
			found[l.Dest] = i
		}
	}
	return found
}

// hidesMatch reports whether a search or query finds something in the source of a diagram that no row of its drawing shows.
func (p *Page) hidesMatch(source string, rows [][]diagram.Run) bool {
	s := p.opts.Sources
	if s.Pattern == "" && s.words == "" {
		return false
	}
	var drawn strings.Builder
	for _, row := range rows {
		for _, r := range row {
			if r.Part == diagram.Lines {
				drawn.WriteByte('\n')
			} else {
				drawn.WriteString(r.Text)
			}
		}
		drawn.WriteByte('\n')
	}
	if s.Pattern != "" && len(match.FindSubstring(source, s.Pattern)) > 0 && len(match.FindSubstring(drawn.String(), s.Pattern)) == 0 {
		return true
	}
	if p.sourceFinder == nil {
		p.sourceFinder = s.newFinder()
	}
	return len(p.sourceFinder.Find(source)) > 0 && len(p.sourceFinder.Find(drawn.String())) == 0
}

// linkAddresses makes the addresses of a diagram's nodes links in the lines of its source, so that they can be followed there.
func (p *Page) linkAddresses(n ast.Node, lines []Line) {
	for address, i := range p.diagramLinks(n) {
		for k := range lines {
			lines[k].Runs = p.linkInRuns(lines[k].Runs, address, i)
		}
	}
}

// linkInRuns makes a text a link wherever a run holds it.
func (p *Page) linkInRuns(runs []Run, address string, link int) []Run {
	var linked []Run
	for _, r := range runs {
		before, after, ok := strings.Cut(r.Text, address)
		if !ok || r.Link != NoLink {
			linked = append(linked, r)
			continue
		}
		rest := r
		r.Text = before
		linked = appendRun(linked, r)
		linked = append(linked, p.linkedRun(Run{Text: address, Style: rest.Style, Link: NoLink}, link))
		rest.Text = after
		linked = appendRun(linked, rest)
	}
	return linked
}
