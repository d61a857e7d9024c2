package render

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"quire/internal/formula"
	"quire/internal/markdown"
	"quire/internal/match"
)

// Sources says which formulas and diagrams of a page are shown as written instead of drawn. The zero Sources draws all that can be drawn.
type Sources struct {
	All     bool
	Pattern string // of the search in the page: what has it only as written is shown so, for it to be marked
	words   string // of a query, likewise; joined by wordSeparator, since Sources must be comparable
}

// wordSeparator joins the words of a query.
const wordSeparator = "\x00"

// WithWords returns s with the words of a query, as package match takes them.
func (s Sources) WithWords(words []string) Sources {
	s.words = strings.Join(words, wordSeparator)
	return s
}

// newFinder returns what finds the words of the query in a formula.
func (s Sources) newFinder() *match.Finder {
	if s.words == "" {
		return match.NewPrefixFinder(nil)
	}
	return match.NewPrefixFinder(strings.Split(s.words, wordSeparator))
}

// keepsFormula reports whether a formula is shown as written. The caller holds mu.
func (p *Page) keepsFormula(tex string) bool {
	s := p.opts.Sources
	if s.All || s.Pattern != "" && len(match.FindSubstring(tex, s.Pattern)) > 0 {
		return true
	}
	if p.sourceFinder == nil {
		p.sourceFinder = s.newFinder()
	}
	return len(p.sourceFinder.Find(tex)) > 0
}

// Sources returns what the page shows as written.
func (p *Page) Sources() Sources { return p.opts.Sources }

// WithSources returns the page with other formulas and diagrams as written. Nothing of it is laid out yet; the rest is shared with p.
func (p *Page) WithSources(s Sources) *Page { return p.withView(p.opts.FoldOverrides, s) }

// HasDrawings reports whether the note has formulas or diagrams. Only the first call for a note takes time, some milliseconds for a megabyte.
func (p *Page) HasDrawings() bool { return p.hasDrawings() }

// findDrawings reports whether a document has formulas or diagrams.
func findDrawings(doc *markdown.Document) bool {
	found := false
	_ = ast.Walk(doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n.Kind() == markdown.KindInlineMath || formulaLanguages[strings.ToLower(doc.CodeLanguage(n))] || doc.IsDiagram(n) {
			found = true
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return found
}

// formulaLanguages are the languages of code blocks that hold one formula. Blocks of TeX show how something is written.
var formulaLanguages = map[string]bool{"math": true, "katex": true, "mathjax": true}

// directiveOptions matches the options of a directive for a formula in MyST, such as its label, which stand before it.
var directiveOptions = regexp.MustCompile(`^(?:\s*:[a-z-]+:.*\n)+`)

// drawsFormula reports whether a formula is to be drawn. Characters of ASCII cannot draw one.
func (p *Page) drawsFormula(tex string) bool { return !p.theme.ASCII && !p.keepsFormula(tex) }

// writeFormula draws a block that holds a formula. It returns false if it has to be shown as written: for another block, a
// formula that cannot be drawn faithfully, or one that is wider than the page.
func (f *flow) writeFormula(tex, language string) bool {
	const indent = 2
	if !formulaLanguages[strings.ToLower(language)] || !f.page.drawsFormula(tex) {
		return false
	}
	cells := f.page.theme.Cells
	rows, err := formula.Display(directiveOptions.ReplaceAllString(tex, ""), cells)
	if err != nil {
		return false
	}
	for _, row := range rows {
		if cells.Width(row) > f.availableWidth()-indent {
			return false
		}
	}
	offset := f.offset
	in := indentRuns(indent)
	f.withPrefix(in, in, func() {
		for _, row := range rows {
			f.addLine([]Run{newRun(row, f.textStyle)}, offset, true)
		}
	})
	return true
}

// writeMath draws a formula in a text, or writes it as code.
func (in *inlineWriter) writeMath(n ast.Node) {
	source := in.page.doc.Text(n)
	if tex := markdown.TrimDollars(source); in.page.drawsFormula(tex) {
		if drawn, err := formula.Inline(tex, in.page.theme.Cells); err == nil {
			in.writeText(drawn)
			return
		}
	}
	in.writeCodeSpan(n)
}
