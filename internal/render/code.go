package render

import (
	"cmp"
	"strings"

	gansi "charm.land/glamour/v2/ansi"
	"github.com/alecthomas/chroma/v2"
	"github.com/yuin/goldmark/ast"

	"quire/internal/safe"
	"quire/internal/text"
	"quire/internal/theme"
)

const (
	tabWidth           = 4
	maxHighlighted     = 64 << 10 // bytes of a code block; a larger one is not highlighted
	maxHighlightedLine = 2000     // bytes of a line in it, because lexers backtrack
)

// writeCode lays out a code block: indented, with its language above it, without wrapping.
func (f *flow) writeCode(n ast.Node) {
	text := strings.TrimRight(f.page.doc.CodeText(n), "\n")
	language, title := f.page.doc.CodeLanguage(n), f.page.doc.CodeLabel(n)
	offset := f.offset
	if text == "" {
		return
	}
	if f.page.src.Verbatim {
		f.writeVerbatim(text, offset)
		return
	}
	if f.writeFormula(text, language) || f.writeDiagram(n, text) {
		return
	}
	if diagramLanguages[strings.ToLower(language)] {
		before := len(f.lines)
		f.writeFramedCode(text, language)
		if f.page.doc.IsDiagram(n) {
			f.page.linkAddresses(n, f.lines[before:])
		}
		return
	}
	if f.page.theme.Plain && title != "" { // at the margin, since indented it would look like code
		f.addWrapped([]span{{text: title, link: NoLink, offset: offset}}, false)
	}
	in := indentRuns(2)
	f.withPrefix(in, in, func() {
		if label := cmp.Or(title, language); label != "" && !f.page.theme.Plain {
			f.addWrapped([]span{{text: label, style: f.page.theme.CodeLabel, link: NoLink, offset: offset}}, false)
		}
		f.addCodeLines(text, language, offset)
	})
}

// addCodeLines adds lines of code, which are consecutive lines in the source.
func (f *flow) addCodeLines(text, language string, offset int) {
	line := f.page.sourceLine(offset)
	for i, runs := range f.page.highlightCode(text, language) {
		f.addLine(runs, -1, true)
		if line > 0 {
			f.lines[len(f.lines)-1].Source = line + i
		}
	}
}

// diagramLanguages are the languages of formulas and diagrams, which are shown in a frame where they are not drawn.
var diagramLanguages = map[string]bool{
	"math": true, "mathjax": true, "latex": true, "tex": true, "katex": true, "mermaid": true, "dot": true, "graphviz": true,
	"plantuml": true, "puml": true, "d2": true, "ditaa": true, "chart": true, "tikz": true,
}

// writeFramedCode lays out the source of a formula or diagram in a frame that names its language.
func (f *flow) writeFramedCode(text, language string) {
	g, s, offset := f.page.glyphs(), f.page.theme.QuoteBar, f.offset
	f.withPrefix([]Run{newRun(g.topLeft+" ", s)}, []Run{newRun(g.bar+" ", s)}, func() {
		f.addWrapped([]span{{text: language, style: f.page.theme.CodeLabel, link: NoLink, offset: offset}}, false)
		f.addCodeLines(text, language, offset)
	})
	f.addLine([]Run{newRun(g.bottomLeft, s)}, offset, false)
}

// highlightCode splits text into lines of runs, highlighted if there is a lexer for the language and the text is not
// too large.
func (p *Page) highlightCode(text, language string) [][]Run {
	if p.syntax == nil {
		p.syntax = newSyntaxStyles(p.theme)
	}
	out := &codeLineBuilder{cells: p.theme.Cells}
	if isSession(text, language) {
		p.writeSession(text, out)
		return append(out.lines, out.line)
	}
	lexer := findLexer(language)
	if lexer == nil || p.syntax.chroma == nil || len(text) > maxHighlighted || hasLongLine(text) || !p.syntax.tokenize(lexer, text, out) {
		*out = codeLineBuilder{cells: p.theme.Cells}
		out.addText(text, p.theme.CodeBlock)
	}
	return append(out.lines, out.line)
}

func hasLongLine(text string) bool {
	for line := range strings.Lines(text) {
		if len(line) > maxHighlightedLine {
			return true
		}
	}
	return false
}

// codeLineBuilder collects runs of code into lines and expands tabs.
type codeLineBuilder struct {
	cells  text.WidthMethod
	lines  [][]Run
	line   []Run
	column int
}

func (c *codeLineBuilder) addText(code string, s theme.Style) {
	for {
		part, rest, more := strings.Cut(code, "\n")
		if part != "" {
			part = c.expandTabs(safe.Block(part))
			c.line = appendRun(c.line, newRun(part, s))
		}
		if !more {
			return
		}
		c.lines, c.line, c.column = append(c.lines, c.line), nil, 0
		code = rest
	}
}

func (c *codeLineBuilder) expandTabs(s string) string {
	if strings.IndexByte(s, '\t') < 0 {
		c.column += c.cells.Width(s)
		return s
	}
	var b strings.Builder
	for i, part := range strings.Split(s, "\t") {
		if i > 0 {
			n := tabWidth - c.column%tabWidth
			b.WriteString("        "[:n])
			c.column += n
		}
		b.WriteString(part)
		c.column += c.cells.Width(part)
	}
	return b.String()
}

// syntaxStyles maps types of tokens to styles.
type syntaxStyles struct {
	chroma *gansi.Chroma
	base   theme.Style
	styles map[chroma.TokenType]theme.Style
}

func newSyntaxStyles(t *theme.Theme) *syntaxStyles {
	return &syntaxStyles{chroma: t.Glamour.CodeBlock.Chroma, base: t.CodeBlock, styles: map[chroma.TokenType]theme.Style{}}
}

// tokenize writes highlighted text to out. It returns false when the lexer fails, panics, or changes the text.
func (s *syntaxStyles) tokenize(l chroma.Lexer, text string, out *codeLineBuilder) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	it, err := l.Tokenise(nil, text)
	if err != nil {
		return false
	}
	n := 0
	for t := it(); t != chroma.EOF; t = it() {
		v := t.Value
		if n+len(v) > len(text) { // lexers append a newline
			v = v[:max(len(text)-n, 0)]
		}
		n += len(v)
		out.addText(v, s.tokenStyle(t.Type))
	}
	return n == len(text)
}

// tokenStyle returns the style of a type of token, with parts that are not configured taken from its subcategory or
// category.
func (s *syntaxStyles) tokenStyle(t chroma.TokenType) theme.Style {
	if st, ok := s.styles[t]; ok {
		return st
	}
	st := s.base
	for _, c := range []chroma.TokenType{t.Category(), t.SubCategory(), t} {
		if p := s.tokenPrimitive(c); p != nil {
			if own := theme.FromPrimitive(*p); own != (theme.Style{}) {
				st = s.base.Over(own)
			}
		}
	}
	s.styles[t] = st
	return st
}

func (s *syntaxStyles) tokenPrimitive(t chroma.TokenType) *gansi.StylePrimitive {
	if field, ok := tokenFields[t]; ok {
		return field(s.chroma)
	}
	return nil
}

var tokenFields = map[chroma.TokenType]func(*gansi.Chroma) *gansi.StylePrimitive{
	chroma.Text:                func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.Text },
	chroma.Error:               func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.Text },
	chroma.Comment:             func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.Comment },
	chroma.CommentPreproc:      func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.CommentPreproc },
	chroma.Keyword:             func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.Keyword },
	chroma.KeywordReserved:     func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.KeywordReserved },
	chroma.KeywordNamespace:    func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.KeywordNamespace },
	chroma.KeywordType:         func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.KeywordType },
	chroma.Operator:            func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.Operator },
	chroma.Punctuation:         func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.Punctuation },
	chroma.Name:                func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.Name },
	chroma.NameBuiltin:         func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.NameBuiltin },
	chroma.NameTag:             func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.NameTag },
	chroma.NameAttribute:       func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.NameAttribute },
	chroma.NameClass:           func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.NameClass },
	chroma.NameConstant:        func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.NameConstant },
	chroma.NameDecorator:       func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.NameDecorator },
	chroma.NameException:       func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.NameException },
	chroma.NameFunction:        func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.NameFunction },
	chroma.NameOther:           func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.NameOther },
	chroma.Literal:             func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.Literal },
	chroma.LiteralNumber:       func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.LiteralNumber },
	chroma.LiteralDate:         func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.LiteralDate },
	chroma.LiteralString:       func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.LiteralString },
	chroma.LiteralStringEscape: func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.LiteralStringEscape },
	chroma.GenericDeleted:      func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.GenericDeleted },
	chroma.GenericEmph:         func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.GenericEmph },
	chroma.GenericInserted:     func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.GenericInserted },
	chroma.GenericStrong:       func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.GenericStrong },
	chroma.GenericSubheading:   func(c *gansi.Chroma) *gansi.StylePrimitive { return &c.GenericSubheading },
}
