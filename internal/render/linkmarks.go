package render

import (
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/safe"
	"quire/internal/theme"
)

// layerID names the styles that are ours to lay over a leaf.
type layerID int

const (
	layerStrike layerID = iota
	layerMark
	layerKbd
	layerCode
	layerUnderline
	layerDim
	layerFootnote
)

// markedStyle is what a mark stands for.
func (p *Page) markedStyle(kind markKind, n int) theme.Style {
	switch kind {
	case markLink:
		if n >= len(p.doc.Links()) {
			return theme.Style{} // a jump, in the style of the footnote
		}
		return p.linkStyle(n)
	case markSign:
		s := p.linkStyle(n)
		s.Underline, s.Strike = false, false
		return s
	}
	t := p.theme
	switch layerID(n) {
	case layerStrike:
		return t.Strike
	case layerMark:
		return t.Mark
	case layerKbd:
		return t.Kbd
	case layerCode:
		return t.Code
	case layerUnderline:
		if t.Plain {
			return theme.Style{}
		}
		return theme.Style{Underline: true}
	case layerDim:
		return t.Dim
	case layerFootnote:
		return t.Footnote
	}
	return theme.Style{}
}

// status is what a link turned out to be. When nobody has asked, an address
// with a scheme leads out and any other into the library.
func (p *Page) status(link int) links.Status {
	if link < len(p.src.Targets) {
		t := p.src.Targets[link]
		if t.MissingHeading != "" && p.embeds[link] != nil { // what was to be shown is not there
			return links.Broken
		}
		if t.Status == links.Asset && p.opts.Pictures != nil && p.opts.Pictures.Known[t.Path].Spoiled {
			return links.Broken
		}
		return t.Status
	}
	if d := p.doc.Links()[link].Dest; strings.Contains(d, "://") || strings.HasPrefix(d, "mailto:") {
		return links.External
	}
	return links.Note
}

func (p *Page) linkStyle(link int) theme.Style {
	switch p.status(link) {
	case links.External:
		return p.theme.LinkExternal
	case links.Broken, links.Refused:
		return p.theme.LinkBroken
	case links.Ambiguous, links.Template:
		return p.theme.LinkAmbiguous
	}
	return p.theme.Link
}

// linkMark is the sign after a link that tells its kind without colour.
// Where the text is itself the address, or links are numbered, nothing needs to be told.
func (p *Page) linkMark(link int) string {
	if p.opts.Bare || p.opts.Numbers || p.opts.Inline {
		return ""
	}
	g := p.glyphs()
	switch p.status(link) {
	case links.External:
		if f := p.doc.Links()[link].Form; f == markdown.Autolink || f == markdown.Bare {
			return ""
		}
		return g.external
	case links.Broken, links.Refused:
		return g.broken
	case links.Ambiguous:
		return "?"
	}
	return ""
}

// linked writes a link: its text, or its address where it has none, and what marks it.
func (in *inliner) linked(n ast.Node, write func()) {
	i, ok := in.page.doc.LinkIndex(n)
	if !ok {
		write()
		return
	}
	in.space()
	in.note(markLink, i)
	brackets := in.page.theme.Plain && !in.page.opts.Bare && !in.page.opts.Numbers && !in.page.opts.Inline
	if brackets {
		in.put("[")
	}
	before := in.visible
	write()
	if in.visible == before {
		in.put(in.page.address(i))
	}
	if brackets {
		in.put("]")
	}
	in.note(markEnd, 0)
	if s := in.page.linkMark(i); s != "" {
		in.note(markSign, i)
		in.put(s)
		in.note(markEnd, 0)
	}
	if s := in.page.status(i); in.page.opts.Words && (s == links.Broken || s == links.Refused) {
		in.put(" (broken)")
	}
	if in.page.opts.Numbers {
		in.within(layerDim, func() { in.put("[" + itoa(in.page.shown[i]) + "]") })
	}
	if l := in.page.doc.Links()[i]; in.page.opts.Inline && l.Text != l.Dest {
		in.within(layerDim, func() { in.put(" (" + safe.Text(l.Dest) + ")") })
	}
}

func (in *inliner) link(n ast.Node) {
	in.linked(n, func() {
		if n.Kind() == ast.KindAutoLink {
			in.put(in.page.doc.Leaf(n))
			return
		}
		in.children(n)
	})
}

func (in *inliner) template(n ast.Node) {
	in.linked(n, func() { in.write(in.page.doc.Leaf(n)) })
}

func (in *inliner) wiki(n ast.Node) {
	if w := n.(*markdown.WikiLink); w.Embed {
		in.picture(n, w.Target)
		return
	}
	in.link(n)
}

func (in *inliner) image(n ast.Node) {
	in.picture(n, string(n.(*ast.Image).Destination))
}

// picture writes what stands for a picture or an embedded note: a glyph for the sort of
// thing it is, its description, and the file's name where that says more. In a link, the description is
// the link's text and the file's name the picture's.
func (in *inliner) picture(n ast.Node, dest string) {
	p := in.page
	name, glyph := p.fileName(dest), p.mediaGlyph(dest)
	file := glyph != p.glyphs().note
	alt := p.doc.Text(n)
	if imageSize(alt) || file && strings.HasPrefix(alt, name+" > ") { // what is after the # of a file is how to show it
		alt = ""
	}
	if in.inLink(n) && alt != "" {
		in.put(glyph)
		in.children(n)
		in.put(" ")
		in.linked(n, func() { in.put("(" + p.shortened(name) + ")") })
		return
	}
	in.linked(n, func() {
		in.put(glyph)
		if alt == "" {
			in.put(name)
			return
		}
		in.children(n)
		if file && alt != name && alt != dest {
			in.within(layerDim, func() { in.put(" (" + p.shortened(name) + ")") })
		}
	})
}

func (in *inliner) inLink(n ast.Node) bool {
	for a := n.Parent(); a != nil && a.Type() == ast.TypeInline; a = a.Parent() {
		if _, ok := in.page.doc.LinkIndex(a); ok {
			return true
		}
	}
	return false
}

// fileName is the last part of an address.
func (p *Page) fileName(dest string) string {
	if strings.HasPrefix(strings.ToLower(dest), "data:") {
		return "data"
	}
	s := dest
	if i := strings.IndexAny(s, "?#"); i > 0 {
		s = s[:i]
	}
	s = path.Base(strings.TrimRight(s, "/"))
	if s == "." || s == "/" {
		s = dest
	}
	if s = safe.Text(s); s == "" {
		return "?"
	}
	return s
}

// shortened is a name that only helps, cut to what a label can hold.
func (p *Page) shortened(name string) string {
	const most = 40
	if r := []rune(name); len(r) > most {
		return string(r[:most-1]) + p.glyphs().ellipsis
	}
	return name
}

// address is a link's own address as a text for a link that has none.
func (p *Page) address(link int) string {
	if d := safe.Text(p.doc.Links()[link].Dest); d != "" {
		return d
	}
	return "(no address)"
}

// mediaGlyph is the sign before what is embedded, by the file's extension.
func (p *Page) mediaGlyph(dest string) string {
	s, _, _ := strings.Cut(dest, "#")
	s, _, _ = strings.Cut(s, "?")
	g := p.glyphs()
	switch strings.ToLower(path.Ext(s)) {
	case ".mp3", ".ogg", ".wav", ".m4a", ".flac", ".3gp", ".mp4", ".webm", ".ogv", ".mov", ".mkv":
		return g.media
	case "", ".md", ".markdown", ".canvas", ".base", ".pdf":
		if !strings.Contains(dest, "://") {
			return g.note
		}
	}
	return g.picture
}

// imageSize tells of a label that is the size of a picture: 300, 300x200.
func imageSize(s string) bool {
	return s != "" && strings.Trim(s, "0123456789x") == ""
}
