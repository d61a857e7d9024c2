package render

import (
	"strings"
	"testing"

	"quire/internal/match"
	"quire/internal/theme"
)

const formulaNote = "So $E = mc^2$ and $\\unknown{x}$ hold.\n\n" +
	"> $$\\frac{\\alpha}{b}$$\n\n" +
	"```math\n:label: root\n\nx_i = \\sqrt{\\alpha}\n```\n\n" +
	"```latex\n\\frac{a}{b}\n```\n"

// layOutFormulas returns the lines of formulaNote without those of frames.
func layOutFormulas(o Options) string {
	o.Theme = theme.Plain()
	p := newPage(formulaNote, o)
	var lines []string
	for i := range p.BlockCount() {
		for _, l := range p.Block(i) {
			if s := strings.TrimSpace(l.Text()); s != "" && !strings.ContainsAny(s, "╭╰") {
				lines = append(lines, l.Text())
			}
		}
	}
	return strings.Join(lines, "\n")
}

func TestFormulas_AreDrawnOrWritten(t *testing.T) {
	t.Parallel()
	const (
		text    = "So E = mc² and $\\unknown{x}$ hold.\n"
		written = "│ │ \\frac{\\alpha}{b}\n"
		drawn   = "│   α\n│   ─\n│   b\n"
		listing = "│ \\frac{a}{b}"
	)
	for _, tt := range []struct {
		name string
		o    Options
		want string
	}{
		{"drawn", Options{Width: 60}, text + drawn + "  xᵢ = √α\n" + listing},
		{"without a measure", Options{}, text + drawn + "  xᵢ = √α\n" + listing},
		{"as written", Options{Width: 60, Sources: Sources{All: true}}, "So $E = mc^2$ and $\\unknown{x}$ hold.\n" + written + "│ :label: root\n│\n│ x_i = \\sqrt{\\alpha}\n" + listing},
		{"those with a word", Options{Width: 60, Sources: Sources{}.WithWords([]string{"none", "alph"})}, text + written + "│ :label: root\n│\n│ x_i = \\sqrt{\\alpha}\n" + listing},
		{"those an expression matches", Options{Width: 60, Sources: Sources{}.WithWords([]string{match.ExpressionWord(`sqrt.*a b|t{\\al`)})}, text + drawn + "│ :label: root\n│\n│ x_i = \\sqrt{\\alpha}\n" + listing},
		{"those with a pattern", Options{Width: 60, Sources: Sources{Pattern: "t{\\al"}}, text + drawn + "│ :label: root\n│\n│ x_i = \\sqrt{\\alpha}\n" + listing},
		{"narrow", Options{Width: 10}, "So E = mc²\nand\n$\\unknown{\nx}$ hold.\n" + drawn + "  xᵢ = √α\n" + listing},
		{"too narrow", Options{Width: 8}, "So E =\nmc² and\n$\\unknow\nn{x}$\nhold.\n" + drawn + "│ :label: root\n│\n│ x_i = \\sqrt{\\alpha}\n" + listing},
	} {
		if got := layOutFormulas(tt.o); got != tt.want {
			t.Errorf("%s:\n%s\nnot\n%s", tt.name, got, tt.want)
		}
	}
}

// The characters of ASCII draw no formula.
func TestFormulas_AreWrittenInASCII(t *testing.T) {
	t.Parallel()
	p := newPage("$E = mc^2$\n\n$$x^2$$", Options{Width: 60, Theme: theme.Plain().WithASCII(true)})
	if got := p.Block(0)[0].Text(); got != "$E = mc^2$" {
		t.Errorf("%q", got)
	}
}

func TestWithSources_KeepsFolds(t *testing.T) {
	t.Parallel()
	p := newPage("$x^2$\n\n> [!note]- Folded\n> hidden\n", Options{Width: 60, Foldable: true})
	q := p.WithFoldOverrides(map[int]bool{p.Folds()[0]: true}).WithSources(Sources{All: true})
	if folded, _ := q.FoldState(p.Folds()[0]); folded || q.Block(0)[0].Text() != "$x^2$" || !q.HasDrawings() {
		t.Errorf("folded %v, %q", folded, q.Block(0)[0].Text())
	}
	if r := q.WithFoldOverrides(nil); r.Block(0)[0].Text() != "$x^2$" {
		t.Errorf("folding draws formulas again: %q", r.Block(0)[0].Text())
	}
}
