package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/picture"
)

// Pictures say how the pictures of a page are shown.
type Pictures struct {
	// Known are the files of the library that links of the page lead to, by their paths.
	Known map[string]Pictured
	// Rows is the most rows that one takes; 0 is defaultRows.
	Rows int
	// Draw keeps room for pictures to be drawn in; without it each is a box that names it.
	Draw bool
}

// Pictured is what is known of a picture before it is decoded.
type Pictured struct {
	picture.Info
	Size int64  // of the file in bytes
	Why  string // why it is not drawn, for a reader; then Info may be empty
	// Spoiled is set where no program could show it: the link is marked as one to a file that is not there.
	Spoiled bool
}

// Strip is the part of a picture that belongs on a line: one row of its cells, from Col on. Until it is
// drawn, the cells of the line are a frame of the same size.
type Strip struct {
	Path  string // of the file in the library
	Frame picture.Frame
	Row   int // of the frame
	Col   int // cell of the line where it begins
}

const (
	defaultRows = 30
	leastBox    = 16 // cells that a frame around a label needs
	// A picture not larger than this is part of the text: a sign, a button, a badge.
	iconHeight, iconWidth = 24, 160
)

// figure is a picture that stands alone on its line.
type figure struct {
	node  ast.Node // as it stands among the inline nodes of its paragraph: a link around it included
	image ast.Node
	link  int // its number in the document
}

// figureOf tells whether an inline node is a picture to be shown as one.
func (p *Page) figureOf(n ast.Node) (figure, bool) {
	if p.opts.Pictures == nil {
		return figure{}, false
	}
	f := figure{node: n, image: n}
	if l, ok := n.(*ast.Link); ok {
		if f.image = l.FirstChild(); f.image == nil || f.image.NextSibling() != nil {
			return figure{}, false
		}
	}
	var dest string
	switch img := f.image.(type) {
	case *ast.Image:
		dest = string(img.Destination)
	case *markdown.WikiLink:
		dest = img.Target
		if !img.Embed {
			return figure{}, false
		}
	default:
		return figure{}, false
	}
	var ok bool
	if f.link, ok = p.doc.LinkIndex(f.image); !ok || f.link >= len(p.src.Targets) || p.mediaGlyph(dest) != p.glyphs().picture {
		return figure{}, false
	}
	return f, p.isFigure(f)
}

// isFigure tells pictures from signs in the text.
func (p *Page) isFigure(f figure) bool {
	switch t := p.src.Targets[f.link]; t.Status {
	case links.Asset:
		known, ok := p.opts.Pictures.Known[t.Path]
		return ok && (known.Height > iconHeight || known.Width > iconWidth || known.Height == 0)
	case links.External: // a badge is a link
		return f.node == f.image
	case links.Broken, links.Refused:
		return true
	}
	return false
}

// paragraph is text, with the pictures and embedded notes that stand on lines of their own between.
func (f *flow) paragraph(n ast.Node) {
	if f.p.opts.Pictures == nil && f.p.src.Embeds == nil || !f.p.hasFigures(n) {
		f.wrap(f.p.leaf(n, f.base), false)
		return
	}
	var text []ast.Node
	wrote := false
	part := func() {
		if wrote {
			f.blank()
		}
		wrote = true
	}
	flush := func() {
		if spans := f.p.leafOf(f.base, f.offset, text...); len(spans) > 0 {
			part()
			f.wrap(spans, false)
		}
		text = nil
	}
	for _, line := range sourceLines(n) {
		alone := f.p.alone(line)
		if len(alone) == 0 {
			text = append(text, line...)
			continue
		}
		flush()
		for _, n := range alone {
			part()
			f.alone(n)
		}
	}
	flush()
}

func (p *Page) hasFigures(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if p.standsAlone(c) {
			return true
		}
	}
	return false
}

func (p *Page) standsAlone(n ast.Node) bool {
	if _, ok := p.figureOf(n); ok {
		return true
	}
	e, why := p.embedOf(n)
	return e != nil || why != ""
}

// alone are the pictures and embedded notes of a line of the source that holds nothing else. Several on a line are shown
// where one of them is drawn; else they are signs.
func (p *Page) alone(line []ast.Node) []ast.Node {
	var found []ast.Node
	drawn := false
	for _, n := range line {
		switch {
		case p.standsAlone(n):
			found = append(found, n)
			drawn = drawn || p.isDrawn(n)
		case !p.blank(n):
			return nil
		}
	}
	if len(found) > 1 && !drawn {
		return nil
	}
	return found
}

func (p *Page) isDrawn(n ast.Node) bool {
	f, ok := p.figureOf(n)
	if !ok {
		e, _ := p.embedOf(n)
		return e != nil
	}
	return p.opts.Pictures.Known[p.src.Targets[f.link].Path].Height > 0
}

// blank tells of inline nodes that nobody sees.
func (p *Page) blank(n ast.Node) bool {
	switch n.Kind() {
	case markdown.KindBlockID, ast.KindRawHTML:
		return true
	case ast.KindText, ast.KindString:
		return strings.TrimSpace(p.doc.Leaf(n)) == ""
	}
	return false
}

// sourceLines are the inline nodes of a paragraph by the lines on which they stand.
func sourceLines(n ast.Node) [][]ast.Node {
	lines := [][]ast.Node{nil}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		last := len(lines) - 1
		lines[last] = append(lines[last], c)
		if t, ok := c.(*ast.Text); ok && (t.SoftLineBreak() || t.HardLineBreak()) {
			lines = append(lines, nil)
		}
	}
	return lines
}

// alone shows a picture or an embedded note.
func (f *flow) alone(n ast.Node) {
	if fig, ok := f.p.figureOf(n); ok {
		if at := f.p.doc.Links()[fig.link].Offset; at > 0 {
			f.offset = at
		}
		f.figure(fig)
		return
	}
	if e, why := f.p.embedOf(n); e != nil || why != "" {
		f.embedded(n, e, why)
	}
}

// figure is a picture with its label below, or the label in a box when it is not drawn.
func (f *flow) figure(fig figure) {
	target := f.p.src.Targets[fig.link]
	known := f.p.opts.Pictures.Known[target.Path]
	label := f.p.leafOf(f.base, f.offset, fig.node)
	if target.Status != links.Asset || !f.p.opts.Pictures.Draw || known.Height == 0 {
		f.box(label, f.p.details(target, known))
		return
	}
	rows := f.p.opts.Pictures.Rows
	if rows <= 0 {
		rows = defaultRows
	}
	most := picture.Frame{Cols: min(f.room(), 4*rows), Rows: max(rows-1, 1)}
	frame := picture.Fit(known.Info, f.p.wantedWidth(fig.image), most)
	for row := range frame.Rows {
		left := f.edgeW
		f.emit(f.p.frameRow(frame, row, known), f.offset, false)
		f.lines[len(f.lines)-1].Picture = &Strip{Path: target.Path, Frame: frame, Row: row, Col: left}
	}
	f.wrap(label, false)
}

// wantedWidth is the width in pixels that the note asks for, or 0.
func (p *Page) wantedWidth(image ast.Node) int {
	size := p.doc.Text(image)
	if w, ok := image.(*markdown.WikiLink); ok {
		size = w.Size
	}
	if !imageSize(size) {
		return 0
	}
	width := 0
	for _, c := range size {
		if c < '0' || c > '9' || width > 1e6 {
			break
		}
		width = 10*width + int(c-'0')
	}
	return width
}
