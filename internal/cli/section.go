package cli

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/render"
	"quire/internal/safe"
	"quire/internal/text"
)

// sectionEnd is the position before which a section ends, or the end of the page.
type sectionEnd struct {
	render.Pos
	atPageEnd bool
}

// precedes reports whether the section ends before the first line of block.
func (e sectionEnd) precedes(block int) bool {
	return !e.atPageEnd && (block > e.Block || block == e.Block && e.Line == 0)
}

// excludes reports whether the section ends within block, at line or before it.
func (e sectionEnd) excludes(block, line int) bool {
	return !e.atPageEnd && block == e.Block && line >= e.Line
}

// findSection returns the part of a page that anchor names: from its heading to the next heading of the same or a
// higher level, or one block. Without an anchor, or with an unknown one, it is the whole page.
func findSection(p *render.Page, n *note.Note, anchor string) (render.Pos, sectionEnd) {
	if anchor == "" {
		return render.Pos{}, sectionEnd{atPageEnd: true}
	}
	from, ok := p.HeadingPos(anchor)
	if !ok {
		return render.Pos{}, sectionEnd{atPageEnd: true}
	}
	all := n.Details().Headings
	if _, ok := n.Details().FindBlock(anchor); ok && !slices.ContainsFunc(all, func(h note.Heading) bool { return h.Anchor == anchor }) {
		return from, sectionEnd{Pos: render.Pos{Block: from.Block + 1}}
	}
	for i, h := range all {
		if h.Anchor != anchor {
			continue
		}
		for _, next := range all[i+1:] {
			if next.Level <= h.Level {
				if pos, ok := p.HeadingPos(next.Anchor); ok {
					return from, sectionEnd{Pos: pos}
				}
			}
		}
	}
	return from, sectionEnd{atPageEnd: true}
}

// extractSection returns the Markdown of the section that anchor names, or the whole body.
func extractSection(p *note.Parsed, anchor string) []byte {
	first, last := findSectionLines(p, anchor)
	if first == 0 {
		return p.Body
	}
	var out []byte
	number := p.BodyLine
	for line := range bytes.Lines(p.Body) {
		if number >= first && (last == 0 || number < last) {
			out = append(out, line...)
		}
		number++
	}
	return out
}

// sectionOf returns the note with only the section that anchor names, parsed by itself, or the whole note.
func sectionOf(p *note.Parsed, anchor string) *note.Parsed {
	first, _ := findSectionLines(p, anchor)
	if first == 0 {
		return p
	}
	return p.Section(extractSection(p, anchor), first)
}

// findSectionLines returns the line of the file where a section begins, and the line before which it ends. first is
// 0 for an unknown anchor; last is 0 for the end of the file.
func findSectionLines(p *note.Parsed, anchor string) (first, last int) {
	for i, h := range p.Details.Headings {
		if h.Anchor != anchor {
			continue
		}
		for _, next := range p.Details.Headings[i+1:] {
			if next.Level <= h.Level {
				return h.Line, next.Line
			}
		}
		return h.Line, 0
	}
	if b, ok := p.Details.FindBlock(anchor); ok {
		return findParagraph(p, b.Line)
	}
	return 0, 0
}

// findParagraph returns the lines between the blank lines around target, as findSectionLines does.
func findParagraph(p *note.Parsed, target int) (first, last int) {
	first = p.BodyLine
	number := p.BodyLine
	for line := range bytes.Lines(p.Body) {
		if blank := len(bytes.TrimSpace(line)) == 0; blank && number < target {
			first = number + 1
		} else if blank && number > target {
			return first, number
		}
		number++
	}
	return first, 0
}

// linkFooter collects the list of addresses that follows a text with numbered links.
type linkFooter struct {
	lines    []string
	numbered int // links numbered so far, in all parts of the note
}

// addLinks numbers the links of a page and adds those in shown to the list.
func (f *linkFooter) addLinks(page *render.Page, shown map[int]bool) {
	for _, i := range page.LinksByNumber() {
		f.numbered++
		if shown[i] {
			l, t, _ := page.Link(i)
			f.lines = append(f.lines, text.Wcwidth.PadLeft(fmt.Sprintf("[%d]", f.numbered), 5)+" "+formatLinkAddress(l, t))
		}
	}
}

// print prints the list, as lynx -dump does.
func (f *linkFooter) print(p *printer) error {
	if len(f.lines) == 0 {
		return nil
	}
	io.WriteString(p.w, "\n"+p.opts.Theme.Dim.Render("Links")+"\n\n")
	for _, line := range f.lines {
		if _, err := io.WriteString(p.w, line+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// formatLinkAddress returns the address to print for a link: as written where that is enough outside the note, else
// the path of its target.
func formatLinkAddress(l markdown.Link, t links.Target) string {
	dest := safe.Text(l.Dest)
	switch t.Status {
	case links.Note, links.Self, links.Asset:
		if strings.HasPrefix(dest, "/") || strings.Contains(dest, "://") {
			return dest
		}
		path := safe.Text(t.Path)
		if t.Heading != "" {
			path += "#" + t.Heading
		}
		return path
	case links.External:
		return safe.Text(t.URL)
	case links.Folder:
		return safe.Text(t.Path)
	case links.Broken, links.Refused, links.Outside, links.Generated:
		return dest + " (" + t.Status.String() + ")"
	}
	return dest
}
