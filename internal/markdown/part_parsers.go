package markdown

import (
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// deferredFootnotes is goldmark's footnote extension without the step that gathers the footnotes at the end of
// a parse.
type deferredFootnotes struct{}

// Extend implements goldmark.Extender.
func (deferredFootnotes) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithBlockParsers(util.Prioritized(partFootnoteParser{extension.NewFootnoteBlockParser()}, 999)),
		parser.WithInlineParsers(util.Prioritized(extension.NewFootnoteParser(), 101)),
	)
}

// partParser parses a single part of a source.
var partParser = sync.OnceValue(func() parser.Parser { return newParser(linkifyExtension{atWordStart: true}, deferredFootnotes{}) })

// outlineParser parses blocks without their inline content. It finds where each block begins and what links are
// defined.
var outlineParser = sync.OnceValue(func() parser.Parser { return newOutlineParser(parser.DefaultBlockParsers()) })

// newOutlineParser returns an outline parser with these parsers of goldmark's blocks.
func newOutlineParser(blocks []util.PrioritizedValue) parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(append(append(blocks, ownBlockParsers()...),
			util.Prioritized(extension.NewFootnoteBlockParser(), 999),
			util.Prioritized(extension.NewDefinitionListParser(), 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
		)...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200),
		)...),
	)
}

// partParser returns the parser of parts of a source.
func (d Dialect) partParser() parser.Parser {
	if d.MDX {
		return mdxPartParser()
	}
	return partParser()
}

// outlineParser returns the parser of outlines.
func (d Dialect) outlineParser() parser.Parser {
	if d.MDX {
		return mdxOutline()
	}
	return outlineParser()
}
