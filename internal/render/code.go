package render

import (
	"strings"
	"sync"

	gansi "charm.land/glamour/v2/ansi"
	"charm.land/lipgloss/v2"
	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/ast"

	"quire/internal/safe"
	"quire/internal/theme"
)

const (
	tabStop   = 4
	maxLexed  = 64 << 10 // bytes of code that are coloured; more is shown plain
	maxColumn = 2000     // of a line that is coloured: lexers backtrack
)

// code lays out a block of code: indented, its language above it, its lines as they are.
func (f *flow) code(n ast.Node) {
	text := strings.TrimRight(f.p.doc.Code(n), "\n")
	language := f.p.doc.Language(n)
	offset := f.offset
	if text == "" {
		return
	}
	if f.p.src.Verbatim {
		f.verbatim(text, offset)
		return
	}
	if drawing[strings.ToLower(language)] {
		f.framed(text, language)
		return
	}
	in := indent(2)
	f.inside(in, in, func() {
		if language != "" && !f.p.theme.Plain { // where nothing sets it off, it would look like code
			label := span{text: language, style: f.p.theme.CodeLabel, link: NoLink, offset: offset}
			f.wrap([]span{label}, false)
		}
		f.codeLines(text, language, offset)
	})
}

// codeLines adds lines of code, which stand one below the other in the source too.
func (f *flow) codeLines(text, language string, offset int) {
	line := f.p.lineOf(offset)
	for i, runs := range f.p.coloured(text, language) {
		f.emit(runs, -1, true)
		if line > 0 {
			f.lines[len(f.lines)-1].Source = line + i
		}
	}
}

// drawing are the languages of what is no program but the description of a picture, which is not drawn here.
var drawing = map[string]bool{
	"math": true, "mathjax": true, "latex": true, "tex": true, "katex": true, "mermaid": true, "dot": true, "graphviz": true,
	"plantuml": true, "puml": true, "d2": true, "ditaa": true, "chart": true, "tikz": true,
}

// framed is the source of a formula or a diagram, in a frame that says what it is.
func (f *flow) framed(text, language string) {
	g, s, offset := f.p.glyphs(), f.p.theme.QuoteBar, f.offset
	f.inside([]Run{styled(g.corner+" ", s)}, []Run{styled(g.bar+" ", s)}, func() {
		f.wrap([]span{{text: language, style: f.p.theme.CodeLabel, link: NoLink, offset: offset}}, false)
		f.codeLines(text, language, offset)
	})
	f.emit([]Run{styled(g.foot, s)}, offset, false)
}

// coloured is text as lines of runs, coloured by the lexer of its language.
func (p *Page) coloured(text, language string) [][]Run {
	if p.syntax == nil {
		p.syntax = newSyntax(p.theme)
	}
	out := &codeLines{}
	lexer := lexerOf(language)
	if lexer == nil || p.syntax.chroma == nil || len(text) > maxLexed || longLine(text) || !p.syntax.lex(lexer, text, out) {
		*out = codeLines{}
		out.add(text, p.theme.CodeBlock)
	}
	return append(out.lines, out.line)
}

func longLine(text string) bool {
	for line := range strings.Lines(text) {
		if len(line) > maxColumn {
			return true
		}
	}
	return false
}

// codeLines gathers runs of code into lines, and expands tabs.
type codeLines struct {
	lines  [][]Run
	line   []Run
	column int
}

func (c *codeLines) add(text string, s theme.Style) {
	for {
		part, rest, more := strings.Cut(text, "\n")
		if part != "" {
			part = c.expand(safe.Block(part))
			c.line = appendRun(c.line, styled(part, s))
		}
		if !more {
			return
		}
		c.lines, c.line, c.column = append(c.lines, c.line), nil, 0
		text = rest
	}
}

func (c *codeLines) expand(s string) string {
	if strings.IndexByte(s, '\t') < 0 {
		c.column += cells(s)
		return s
	}
	var b strings.Builder
	for i, part := range strings.Split(s, "\t") {
		if i > 0 {
			n := tabStop - c.column%tabStop
			b.WriteString("        "[:n])
			c.column += n
		}
		b.WriteString(part)
		c.column += cells(part)
	}
	return b.String()
}

// known are the lexers by the names asked for; nil for languages that there are not.
// Looking for an unknown one compares globs with every lexer there is.
var known sync.Map

func lexerOf(language string) chroma.Lexer {
	name := strings.ToLower(language)
	if name == "" || len(name) > 40 {
		return nil
	}
	if l, ok := known.Load(name); ok {
		return l.(lexerEntry).lexer
	}
	l := lexers.Get(name)
	if l != nil {
		l = chroma.Coalesce(l)
	}
	known.Store(name, lexerEntry{l})
	return l
}

type lexerEntry struct{ lexer chroma.Lexer }

// syntax gives the tokens of code their styles.
type syntax struct {
	chroma *gansi.Chroma
	base   theme.Style
	styles map[chroma.TokenType]theme.Style
}

func newSyntax(t *theme.Theme) *syntax {
	return &syntax{chroma: t.Glamour.CodeBlock.Chroma, base: t.CodeBlock, styles: map[chroma.TokenType]theme.Style{}}
}

// lex colours text; false when the lexer failed.
func (s *syntax) lex(l chroma.Lexer, text string, out *codeLines) (ok bool) {
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
		if n+len(v) > len(text) { // lexers add a line end
			v = v[:max(len(text)-n, 0)]
		}
		n += len(v)
		out.add(v, s.style(t.Type))
	}
	return n == len(text)
}

// style is that of the token's type, else of the class that it belongs to.
func (s *syntax) style(t chroma.TokenType) theme.Style {
	if st, ok := s.styles[t]; ok {
		return st
	}
	st := s.base
	for _, c := range []chroma.TokenType{t.Category(), t.SubCategory(), t} {
		if p := s.primitive(c); p != nil {
			if own := primitiveStyle(p); own != (theme.Style{}) {
				st = s.base.Over(own)
			}
		}
	}
	s.styles[t] = st
	return st
}

func (s *syntax) primitive(t chroma.TokenType) *gansi.StylePrimitive {
	if field, ok := syntaxFields[t]; ok {
		return field(s.chroma)
	}
	return nil
}

var syntaxFields = map[chroma.TokenType]func(*gansi.Chroma) *gansi.StylePrimitive{
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

func primitiveStyle(p *gansi.StylePrimitive) theme.Style {
	on := func(b *bool) bool { return b != nil && *b }
	st := theme.Style{
		Bold: on(p.Bold), Faint: on(p.Faint), Italic: on(p.Italic), Underline: on(p.Underline),
		Strike: on(p.CrossedOut), Reverse: on(p.Inverse),
	}
	if p.Color != nil {
		st.Fg = lipgloss.Color(*p.Color)
	}
	if p.BackgroundColor != nil {
		st.Bg = lipgloss.Color(*p.BackgroundColor)
	}
	return st
}
