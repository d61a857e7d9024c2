package render

import (
	"bufio"
	"bytes"
	"strings"

	gansi "charm.land/glamour/v2/ansi"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"quire/internal/theme"
)

// leafRenderer renders leaves, which are texts without a block inside, one at a time and unwrapped. It passes only text
// blocks to Glamour, which writes these directly; for every other block Glamour runs each byte through several wrapping
// and padding writers.
type leafRenderer struct {
	config       gansi.StyleConfig
	renderer     renderer.Renderer
	buf          bytes.Buffer
	out          *bufio.Writer
	hasTextStyle bool // the configuration has a style for plain text
	scanner      scanner
}

// newLeafRenderer returns a renderer for a theme. style returns the style that a mark of the inlineWriter sets.
func newLeafRenderer(th *theme.Theme, style func(markKind, int) theme.Style) *leafRenderer {
	g := &leafRenderer{config: th.Glamour, scanner: scanner{style: style}}
	// Glamour would put prefixes and suffixes around each piece of an emphasis instead of around the whole.
	for _, p := range []*gansi.StylePrimitive{&g.config.Text, &g.config.Emph, &g.config.Strong} {
		p.Prefix, p.Suffix, p.BlockPrefix, p.BlockSuffix, p.Format = "", "", "", "", ""
	}
	g.hasTextStyle = g.config.Text != (gansi.StylePrimitive{})
	g.out = bufio.NewWriter(&g.buf)
	g.resetRenderer()
	return g
}

// resetRenderer makes a new renderer, which is necessary after a panic because Glamour's renderer keeps state.
func (g *leafRenderer) resetRenderer() {
	r := gansi.NewRenderer(gansi.Options{Styles: g.config, PreserveNewLines: true})
	g.renderer = renderer.NewRenderer(renderer.WithNodeRenderers(util.Prioritized(r, 1000)))
}

// renderSpans renders one leaf; text is the source of its nodes, as an inlineWriter makes it. If Glamour panics or
// fails, the text is rendered without Glamour.
func (g *leafRenderer) renderSpans(leaf ast.Node, text []byte, base theme.Style, offset int) (spans []span) {
	if !g.hasTextStyle && isTextOnly(leaf) {
		return g.scanner.scan(unescapeText(text), base, offset)
	}
	g.buf.Reset()
	g.out.Reset(&g.buf)
	defer func() {
		if recover() != nil {
			g.resetRenderer()
			spans = g.scanner.scan(unescapeText(text), base, offset)
		}
	}()
	if err := g.renderer.Render(g.out, text, leaf); err != nil {
		return g.scanner.scan(unescapeText(text), base, offset)
	}
	_ = g.out.Flush() // cannot fail: buf is in memory
	return g.scanner.scan(g.buf.Bytes(), base, offset)
}

// isTextOnly reports whether a leaf of an inlineWriter is at most a single text, without code or emphasis, as most
// cells, items and headings are. Glamour would write it unchanged, after copying its whole configuration twice for each
// node.
func isTextOnly(leaf ast.Node) bool {
	c := leaf.FirstChild()
	return c == nil || c.Kind() == ast.KindText && c.NextSibling() == nil
}

// escaper compensates for Glamour, which decodes entities and removes backslashes although the parser has done both.
var (
	escaper   = strings.NewReplacer("&", "&amp;", `\`, `\\`)
	unescaper = strings.NewReplacer("&amp;", "&", `\\`, `\`)
)

// unescapeText undoes escaper, for text that does not pass through Glamour.
func unescapeText(text []byte) []byte {
	if bytes.IndexByte(text, '&') < 0 && bytes.IndexByte(text, '\\') < 0 {
		return text
	}
	return []byte(unescaper.Replace(string(text)))
}
