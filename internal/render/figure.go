package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/picture"
)

// Pictures says how to show the pictures of a page.
type Pictures struct {
	// Known describes the library's files that links of the page lead to, by path.
	Known map[string]PictureInfo
	// Rows is the maximum height of a picture, with its label; 0 means defaultRows.
	Rows int
	// Draw reserves space for drawing the pictures. Without it each is a box with its name.
	Draw bool
}

// PictureInfo describes a picture before it is decoded.
type PictureInfo struct {
	picture.Info
	Size   int64  // bytes of the file
	Reason string // tells the user why it is not drawn; then Info may be empty
	// Damaged is set for a damaged file, which no program could show. The link is marked as broken.
	Damaged bool
}

// PictureRow is the row of a picture that belongs on a line, starting at column Col. Until the picture is drawn, these cells
// of the line show a frame of the same size.
type PictureRow struct {
	Path  string // path of the file in the library
	Frame picture.Frame
	Row   int // row in the frame
	Col   int // first column on the line
}

const (
	defaultRows = 30
	minBoxWidth = 16 // cells that a frame around a label needs
	// A picture up to this size in pixels is part of the text: an icon, a button, a badge.
	iconHeight, iconWidth = 24, 160
)

// figure is a picture that is alone on its line.
type figure struct {
	node  ast.Node // inline node of the paragraph: the image, or the link around it
	image ast.Node
	link  int // number of the image in the document
}

// findFigure returns the figure that an inline node is, if it is one.
func (p *Page) findFigure(n ast.Node) (figure, bool) {
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
		if !img.IsEmbed() {
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

// isFigure distinguishes pictures from icons in the text.
func (p *Page) isFigure(f figure) bool {
	switch t := p.src.Targets[f.link]; t.Status {
	case links.Asset:
		known, ok := p.opts.Pictures.Known[t.Path]
		return ok && (known.Height > iconHeight || known.Width > iconWidth || known.Height == 0)
	case links.External: // a linked external image is a badge
		return f.node == f.image
	case links.Broken, links.Refused, links.Outside, links.Generated:
		return true
	}
	return false
}

// writeParagraph lays out text, with pictures and embedded notes on lines of their own in between.
func (f *flow) writeParagraph(n ast.Node) {
	if f.page.opts.Pictures == nil && f.page.src.Embeds == nil || !f.page.hasStandalone(n) {
		f.addWrapped(f.page.renderLeaf(n, f.textStyle), false)
		return
	}
	var text []ast.Node
	started := false
	separate := func() {
		if started {
			f.addBlank()
		}
		started = true
	}
	flush := func() {
		if spans := f.page.renderInlines(f.textStyle, f.offset, text...); len(spans) > 0 {
			separate()
			f.addWrapped(spans, false)
		}
		text = nil
	}
	for _, line := range splitSourceLines(n) {
		standalone := f.page.standaloneNodes(line)
		if len(standalone) == 0 {
			text = append(text, line...)
			continue
		}
		flush()
		for _, n := range standalone {
			separate()
			f.writeStandalone(n)
		}
	}
	flush()
}

func (p *Page) hasStandalone(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if p.isStandalone(c) {
			return true
		}
	}
	return false
}

// isStandalone reports whether an inline node can be laid out as a block: a figure or an embedded note.
func (p *Page) isStandalone(n ast.Node) bool {
	if _, ok := p.findFigure(n); ok {
		return true
	}
	e, why := p.embedFor(n)
	return e != nil || why != ""
}

// standaloneNodes returns the pictures and embedded notes of a source line that contains nothing else. Several on one
// line are laid out as blocks only if at least one of them is drawn; else they are part of the text, and it returns
// nil.
func (p *Page) standaloneNodes(line []ast.Node) []ast.Node {
	var found []ast.Node
	drawn := false
	for _, n := range line {
		switch {
		case p.isStandalone(n):
			found = append(found, n)
			drawn = drawn || p.hasDrawing(n)
		case !p.isBlank(n):
			return nil
		}
	}
	if len(found) > 1 && !drawn {
		return nil
	}
	return found
}

// hasDrawing reports whether a standalone node is a picture of known size or an embedded note.
func (p *Page) hasDrawing(n ast.Node) bool {
	f, ok := p.findFigure(n)
	if !ok {
		e, _ := p.embedFor(n)
		return e != nil
	}
	return p.opts.Pictures.Known[p.src.Targets[f.link].Path].Height > 0
}

// isBlank reports whether an inline node shows nothing.
func (p *Page) isBlank(n ast.Node) bool {
	switch n.Kind() {
	case markdown.KindBlockID, ast.KindRawHTML:
		return true
	case ast.KindText, ast.KindString:
		return strings.TrimSpace(p.doc.LeafText(n)) == ""
	}
	return false
}

// splitSourceLines groups the inline nodes of a paragraph by source line.
func splitSourceLines(n ast.Node) [][]ast.Node {
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

// writeStandalone lays out a picture or an embedded note.
func (f *flow) writeStandalone(n ast.Node) {
	if fig, ok := f.page.findFigure(n); ok {
		if at := f.page.doc.Links()[fig.link].Offset; at > 0 {
			f.offset = at
		}
		f.writeFigure(fig)
		return
	}
	if e, why := f.page.embedFor(n); e != nil || why != "" {
		f.writeEmbed(n, e, why)
	}
}

// writeFigure lays out a picture with its label below, or the label in a box if the picture is not drawn.
func (f *flow) writeFigure(fig figure) {
	target := f.page.src.Targets[fig.link]
	known := f.page.opts.Pictures.Known[target.Path]
	label := f.page.renderInlines(f.textStyle, f.offset, fig.node)
	if target.Status != links.Asset || !f.page.opts.Pictures.Draw || known.Height == 0 {
		f.writeBox(label, f.page.pictureDetails(target, known))
		return
	}
	rows := f.page.opts.Pictures.Rows
	if rows <= 0 {
		rows = defaultRows
	}
	limit := picture.Frame{Cols: min(f.availableWidth(), 4*rows), Rows: max(rows-1, 1)}
	frame := picture.FitFrame(known.Info, f.page.explicitWidth(fig.image), limit)
	for row := range frame.Rows {
		column := f.prefixWidth
		f.addLine(f.page.renderFrameRow(frame, row, known), f.offset, false)
		f.lines[len(f.lines)-1].Picture = &PictureRow{Path: target.Path, Frame: frame, Row: row, Col: column}
	}
	f.addWrapped(label, false)
}

// explicitWidth returns the picture's width in pixels as set in the note, or 0.
func (p *Page) explicitWidth(image ast.Node) int {
	size := p.doc.Text(image)
	if w, ok := image.(*markdown.WikiLink); ok {
		size = w.Size
	}
	if !isImageSize(size) {
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

// PictureInfo returns what is known of a file of the library that the page shows as a picture.
func (p *Page) PictureInfo(path string) (PictureInfo, bool) {
	if p.opts.Pictures == nil {
		return PictureInfo{}, false
	}
	info, ok := p.opts.Pictures.Known[path]
	return info, ok
}
