package markdown

import (
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// footnotesAtTheEnd are footnotes as goldmark's extension has them, without gathering them at the end of each parse.
type footnotesAtTheEnd struct{}

// Extend implements goldmark.Extender.
func (footnotesAtTheEnd) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithBlockParsers(util.Prioritized(extension.NewFootnoteBlockParser(), 999)),
		parser.WithInlineParsers(util.Prioritized(extension.NewFootnoteParser(), 101)),
	)
}

// partial is the dialect for one part of a source.
var partial = sync.OnceValue(func() parser.Parser { return newDialect(bareAddresses{inWords: true}, footnotesAtTheEnd{}) })

// outliner is the dialect without what is in its blocks: it finds where each begins, and what links are defined.
var outliner = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(append(parser.DefaultBlockParsers(),
			util.Prioritized(commentBlockParser{}, 750),
			util.Prioritized(mathBlockParser{}, 760),
			util.Prioritized(extension.NewFootnoteBlockParser(), 999),
			util.Prioritized(extension.NewDefinitionListParser(), 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
		)...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200),
		)...),
	)
})
