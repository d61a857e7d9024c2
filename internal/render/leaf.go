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

// glamour renders leaves, the stretches of text that hold no other block, one
// at a time and unwrapped. It is handed text blocks alone: those Glamour
// writes straight out, while for every other block it runs each byte through
// a stack of wrapping and padding writers.
type glamour struct {
	config  gansi.StyleConfig
	render  renderer.Renderer
	buf     bytes.Buffer
	out     *bufio.Writer
	styled  bool // text itself has a style in the configuration
	scanner scanner
}

func newGlamour(th *theme.Theme, style func(markKind, int) theme.Style) *glamour {
	g := &glamour{config: th.Glamour, scanner: scanner{style: style}}
	// Glamour puts prefixes and suffixes around each piece of an emphasis, not around the whole.
	for _, p := range []*gansi.StylePrimitive{&g.config.Text, &g.config.Emph, &g.config.Strong} {
		p.Prefix, p.Suffix, p.BlockPrefix, p.BlockSuffix, p.Format = "", "", "", "", ""
	}
	g.styled = g.config.Text != (gansi.StylePrimitive{})
	g.out = bufio.NewWriter(&g.buf)
	g.reset()
	return g
}

// reset makes a new renderer, as is needed after a panic: Glamour's keeps its state.
func (g *glamour) reset() {
	r := gansi.NewRenderer(gansi.Options{Styles: g.config, PreserveNewLines: true})
	g.render = renderer.NewRenderer(renderer.WithNodeRenderers(util.Prioritized(r, 1000)))
}

// spans renders one leaf; text is the source of its nodes, as an inliner makes it.
func (g *glamour) spans(leaf ast.Node, text []byte, base theme.Style, offset int) (spans []span) {
	if !g.styled && wordsOnly(leaf) {
		return g.scanner.scan(unescape(text), base, offset)
	}
	g.buf.Reset()
	g.out.Reset(&g.buf)
	defer func() {
		if recover() != nil {
			g.reset()
			spans = g.scanner.scan(unescape(text), base, offset)
		}
	}()
	if err := g.render.Render(g.out, text, leaf); err != nil {
		return g.scanner.scan(unescape(text), base, offset)
	}
	_ = g.out.Flush() // into memory
	return g.scanner.scan(g.buf.Bytes(), base, offset)
}

// wordsOnly tells of a leaf without code and emphasis, which is most cells, items and headings.
// Glamour writes it as it is, after copying its whole configuration twice for each node.
func wordsOnly(leaf ast.Node) bool {
	c := leaf.FirstChild()
	return c == nil || c.Kind() == ast.KindText && c.NextSibling() == nil
}

// escaper undoes beforehand what Glamour does to text: it decodes entities and
// takes backslashes away, after both have been dealt with.
var (
	escaper   = strings.NewReplacer("&", "&amp;", `\`, `\\`)
	unescaper = strings.NewReplacer("&amp;", "&", `\\`, `\`)
)

func unescape(text []byte) []byte {
	if bytes.IndexByte(text, '&') < 0 && bytes.IndexByte(text, '\\') < 0 {
		return text
	}
	return []byte(unescaper.Replace(string(text)))
}
