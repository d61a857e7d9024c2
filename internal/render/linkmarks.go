package render

import (
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/safe"
	"quire/internal/theme"
)

// styleID identifies a style that is applied on top of a leaf's own styles.
type styleID int

const (
	styleStrike styleID = iota
	styleMark
	styleKbd
	styleCode
	styleUnderline
	styleInserted
	styleDim
	styleFootnote
)

// styleForMark returns the style that a mark starts.
func (p *Page) styleForMark(kind markKind, n int) theme.Style {
	switch kind {
	case markLink:
		if n >= len(p.doc.Links()) {
			return theme.Style{} // a footnote jump, styled by styleFootnote
		}
		return p.linkStyle(n)
	case markSign:
		s := p.linkStyle(n)
		s.Underline, s.Strike = false, false
		return s
	}
	t := p.theme
	switch styleID(n) {
	case styleStrike:
		return t.Strike
	case styleMark:
		return t.Mark
	case styleKbd:
		return t.Kbd
	case styleCode:
		return t.Code
	case styleUnderline, styleInserted:
		if t.Plain {
			return theme.Style{}
		}
		return theme.Style{Underline: true}
	case styleDim:
		return t.Dim
	case styleFootnote:
		return t.Footnote
	}
	return theme.Style{}
}

// linkStatus returns the status of a link. An unresolved link is external if its address has a scheme, and otherwise a
// note.
func (p *Page) linkStatus(link int) links.Status {
	if link < len(p.src.Targets) {
		t := p.src.Targets[link]
		if t.MissingHeading != "" && p.embeds[link] != nil { // the part to embed does not exist
			return links.Broken
		}
		if t.Status == links.Asset && p.opts.Pictures != nil && p.opts.Pictures.Known[t.Path].Damaged {
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
	switch p.linkStatus(link) {
	case links.External:
		return p.theme.LinkExternal
	case links.Broken, links.Refused:
		return p.theme.LinkBroken
	case links.Ambiguous, links.Template, links.Outside:
		return p.theme.LinkAmbiguous
	case links.Generated, links.Folder:
		if p.src.Targets[link].Query == "" {
			return p.theme.LinkAmbiguous
		}
	}
	return p.theme.Link
}

// linkSign returns the sign after a link that shows its kind without colour. It is "" where the text is itself the
// address, and on pages that number their links or print the addresses.
func (p *Page) linkSign(link int) string {
	if p.opts.NoLinkSigns || p.opts.NumberLinks || p.opts.ShowAddresses {
		return ""
	}
	g := p.glyphs()
	switch p.linkStatus(link) {
	case links.External:
		if f := p.doc.Links()[link].Form; f == markdown.Autolink || f == markdown.Bare {
			return ""
		}
		return g.external
	case links.Broken, links.Refused:
		return g.broken
	case links.Ambiguous:
		return "?"
	case links.Outside:
		return g.outside
	case links.Generated, links.Folder:
		return g.list
	}
	return ""
}

// linkRemark returns what is said after a link whose kind matters to readers who hear the page, or "".
func (p *Page) linkRemark(link int) string {
	switch s := p.linkStatus(link); s {
	case links.Broken, links.Refused:
		return " (broken)"
	case links.Outside, links.Generated, links.Folder:
		return " (" + s.String() + ")"
	}
	return ""
}

// writeLinkWith writes a link: its text by calling write, its address if it has no text, and its sign and number.
func (in *inlineWriter) writeLinkWith(n ast.Node, write func()) {
	i, ok := in.page.doc.LinkIndex(n)
	if !ok {
		write()
		return
	}
	in.flushSpace()
	in.addMark(markLink, i)
	brackets := in.page.theme.Plain && !in.page.opts.NoLinkSigns && !in.page.opts.NumberLinks && !in.page.opts.ShowAddresses
	if brackets {
		in.decorate("[")
	}
	before := in.visibleTexts
	write()
	if in.visibleTexts == before {
		in.appendText(in.page.linkAddress(i))
	}
	if brackets {
		in.decorate("]")
	}
	in.addMark(markEnd, 0)
	if s := in.page.linkSign(i); s != "" {
		in.addMark(markSign, i)
		in.appendText(s)
		in.addMark(markEnd, 0)
	}
	if s := in.page.linkRemark(i); in.page.opts.SayKinds && s != "" {
		in.decorate(s)
	}
	if in.page.opts.NumberLinks {
		in.withStyle(styleDim, func() { in.decorate("[" + itoa(in.page.linkNumbers[i]) + "]") })
	}
	if l := in.page.doc.Links()[i]; in.page.opts.ShowAddresses && l.Text != l.Dest {
		in.withStyle(styleDim, func() { in.decorate(" (" + safe.Text(l.Dest) + ")") })
	}
}

// decorate writes text that is none of the note's.
func (in *inlineWriter) decorate(s string) {
	in.addMark(markDecoration, 0)
	in.appendText(s)
	in.addMark(markEnd, 0)
}

func (in *inlineWriter) writeLink(n ast.Node) {
	in.writeLinkWith(n, func() {
		if n.Kind() == ast.KindAutoLink {
			in.appendText(in.page.doc.LeafText(n))
			return
		}
		in.writeChildren(n)
	})
}

func (in *inlineWriter) writeTemplate(n ast.Node) {
	in.writeLinkWith(n, func() { in.writeText(in.page.doc.LeafText(n)) })
}

func (in *inlineWriter) writeWikiLink(n ast.Node) {
	if w := n.(*markdown.WikiLink); w.IsEmbed() {
		in.writePicture(n, w.Target)
		return
	}
	in.writeLink(n)
}

func (in *inlineWriter) writeImage(n ast.Node) {
	in.writePicture(n, string(n.(*ast.Image).Destination))
}

// writePicture writes a picture or an embedded note as text: a glyph for its type, the description, and the file's name
// if it says more. In a link, the glyph and the description are the link's text and the file's name links to the picture.
func (in *inlineWriter) writePicture(n ast.Node, dest string) {
	p := in.page
	name, glyph := p.fileName(dest), p.mediaGlyph(dest)
	file := glyph != p.glyphs().note
	alt := p.doc.Text(n)
	if isImageSize(alt) || file && strings.HasPrefix(alt, name+" > ") { // a fragment after a file's name says how to show it
		alt = ""
	}
	if in.isInsideLink(n) {
		in.decorate(glyph)
		if alt == "" { // the glyph alone is the link's text
			in.writeLinkWith(n, func() { in.appendText(name) })
			return
		}
		in.writeChildren(n)
		in.appendText(" ")
		in.writeLinkWith(n, func() { in.appendText("(" + p.shortenName(name) + ")") })
		return
	}
	in.writeLinkWith(n, func() {
		in.decorate(glyph)
		if alt == "" {
			in.appendText(name)
			return
		}
		in.writeChildren(n)
		if file && alt != name && alt != dest {
			in.withStyle(styleDim, func() { in.appendText(" (" + p.shortenName(name) + ")") })
		}
	})
}

func (in *inlineWriter) isInsideLink(n ast.Node) bool {
	for a := n.Parent(); a != nil && a.Type() == ast.TypeInline; a = a.Parent() {
		if _, ok := in.page.doc.LinkIndex(a); ok {
			return true
		}
	}
	return false
}

// fileName returns the last segment of an address, safe to show.
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

// shortenName cuts a file's name that is shown after a description.
func (p *Page) shortenName(name string) string {
	const limit = 40
	if r := []rune(name); len(r) > limit {
		return string(r[:limit-1]) + p.glyphs().ellipsis
	}
	return name
}

// linkAddress returns a link's address to show for a link without a text.
func (p *Page) linkAddress(link int) string {
	if d := safe.Text(p.doc.Links()[link].Dest); d != "" {
		return d
	}
	return "(no address)"
}

// mediaGlyph returns the sign before an embedded file or note, by the file's extension.
func (p *Page) mediaGlyph(dest string) string {
	s, _, _ := strings.Cut(dest, "#")
	s, _, _ = strings.Cut(s, "?")
	g := p.glyphs()
	ext := strings.ToLower(path.Ext(s))
	if note.ExtensionOf(s) != "" {
		ext = ""
	}
	switch ext {
	case ".mp3", ".ogg", ".wav", ".m4a", ".flac", ".3gp", ".mp4", ".webm", ".ogv", ".mov", ".mkv":
		return g.media
	case "", ".canvas", ".base", ".pdf":
		if !strings.Contains(dest, "://") {
			return g.note
		}
	}
	return g.picture
}

// isImageSize reports whether a label is the size of a picture, such as 300 or 300x200.
func isImageSize(s string) bool {
	return s != "" && strings.Trim(s, "0123456789x") == ""
}
