package cli

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/render"
	"quire/internal/safe"
)

// end is where a section ends: before this place, or at the end of the page.
type end struct {
	render.Pos
	open bool
}

func (e end) before(block int) bool {
	return !e.open && (block > e.Block || block == e.Block && e.Line == 0)
}

func (e end) cuts(block, line int) bool { return !e.open && block == e.Block && line >= e.Line }

// section is the part of a page that an anchor names: from its heading to the
// next of the same or a higher level, or a single block. Without an anchor it is all.
func section(p *render.Page, n *note.Note, anchor string) (render.Pos, end) {
	if anchor == "" {
		return render.Pos{}, end{open: true}
	}
	from, ok := p.HeadingPos(anchor)
	if !ok {
		return render.Pos{}, end{open: true}
	}
	if strings.HasPrefix(anchor, "^") {
		return from, end{Pos: render.Pos{Block: from.Block + 1}}
	}
	all := n.Details().Headings
	for i, h := range all {
		if h.Anchor != anchor {
			continue
		}
		for _, next := range all[i+1:] {
			if next.Level <= h.Level {
				if pos, ok := p.HeadingPos(next.Anchor); ok {
					return from, end{Pos: pos}
				}
			}
		}
	}
	return from, end{open: true}
}

// sourceSection is the Markdown of the section that an anchor names, or the whole body.
func sourceSection(p *note.Parsed, anchor string) []byte {
	first, last := sectionLines(p, anchor)
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

// sectionLines are the line of the file where a section begins, 0 when it is not known, and the one before which it ends, 0 for the end of the file.
func sectionLines(p *note.Parsed, anchor string) (first, last int) {
	if id, ok := strings.CutPrefix(anchor, "^"); ok {
		for _, b := range p.Details.Blocks {
			if b.ID == id {
				return paragraph(p, b.Line)
			}
		}
		return 0, 0
	}
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
	return 0, 0
}

// paragraph is what stands between the blank lines around a line.
func paragraph(p *note.Parsed, at int) (first, last int) {
	first = p.BodyLine
	number := p.BodyLine
	for line := range bytes.Lines(p.Body) {
		if blank := len(bytes.TrimSpace(line)) == 0; blank && number < at {
			first = number + 1
		} else if blank && number > at {
			return first, number
		}
		number++
	}
	return first, 0
}

// footer is what the numbers in a text stand for.
type footer struct {
	lines []string
	shown int // numbers so far
}

// add takes the links of a page that were shown.
func (f *footer) add(page *render.Page, shown map[int]bool) {
	for _, i := range page.Numbered() {
		f.shown++
		if shown[i] {
			l, t, _ := page.Link(i)
			f.lines = append(f.lines, fmt.Sprintf("%5s %s", fmt.Sprintf("[%d]", f.shown), address(l, t)))
		}
	}
}

// print lists them, as lynx -dump does.
func (f *footer) print(p *printer) error {
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

// address is what is printed for a link: as it was written where that says
// enough outside the note, else the path that it leads to.
func address(l markdown.Link, t links.Target) string {
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
	case links.Broken, links.Refused:
		return dest + " (" + t.Status.String() + ")"
	}
	return dest
}
