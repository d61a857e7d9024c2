package markdown

import (
	"strings"
	"testing"
	"time"

	"quire/internal/testclock"

	"github.com/yuin/goldmark/ast"
)

// formulas returns the formulas of a text: those on lines of their own, and those inside lines.
func formulas(d *Document) (blocks, inline []string) {
	_ = ast.Walk(d.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch {
		case !entering:
		case n.Kind() == KindMath:
			blocks = append(blocks, d.CodeText(n))
		case n.Kind() == KindInlineMath:
			inline = append(inline, d.Text(n))
		}
		return ast.WalkContinue, nil
	})
	return blocks, inline
}

func TestParse_FindsFormulasButNotMoney(t *testing.T) {
	for _, c := range []struct {
		src, blocks, inline string
	}{
		{"$$\na_1 * b_1 \\\\ *c*\n$$\n", "a_1 * b_1 \\\\ *c*\n", ""},
		{"$$x^2$$\n", "x^2\n", ""},
		{"before\n$$\nx\n$$\nafter", "x\n", ""},
		{"$$ x\ny $$\n", " x\ny\n", ""},
		{"> $$\n> x\n> $$\n", "x\n", ""},
		{"- item\n\n  $$\n  \\frac{a}{b}\n  $$\n", "\\frac{a}{b}\n", ""},
		{"so $a_1 * b_1 * c$ and $$e^{i\\pi}$$, yes", "", "$a_1 * b_1 * c$|$$e^{i\\pi}$$"},
		{"It costs $5 or US$ 6, $20,000 and $30,000.", "", ""},
		{"$$ is money\n\nand $$ too", "", ""},
		{"$HOME/$PATH_x and $a$b", "", ""},
		{"$$\nnever\n\nclosed", "", ""},
		{"$$\na\n\nb\n =\nc\n---\nd\n\n- e\n$$\nafter", "a\nb\n =\nc\n---\nd\n- e\n", ""},
		{"> $$\n> a\n>\n> b\n> $$\n", "a\nb\n", ""},
		{"$$\nnever\n\n# closed\n\n$$\nx\n$$", "x\n", ""},
		{"$$\nnever\n\n```\n$$\n```\n", "", ""},
		{"$$\nx\n$$ text", "", ""},
		{"`$x^2$` and \\$x^2\\$", "", ""},
		{"$$$$", "", ""},
		{"$x_\n1$ over *a* line", "", "$x_ 1$"},
		{"> so $a_1 *\n> b_1* c$ *x*", "", "$a_1 * b_1* c$"},
		{"- so $a_1 *\n  b_1* c$ *x*", "", "$a_1 * b_1* c$"},
		{"text $$\na*b*c = d\n$$ more", "", "$$ a*b*c = d $$"},
		{"so $$ x = 1 $$ and $ x = 1 $", "", "$$ x = 1 $$"},
		{"from $5_a to\n$6, $7\nand x_1", "", ""},
		{"$x_1\n\n2$ and $a_1\n- b$", "", ""},
		{"$x_1\n2\n3\n4\n5\n6\n7$", "", ""},
	} {
		blocks, inline := formulas(Parse([]byte(c.src)))
		if got := strings.Join(blocks, "|"); got != c.blocks {
			t.Errorf("%q: blocks %q, want %q", c.src, got, c.blocks)
		}
		if got := strings.Join(inline, "|"); got != c.inline {
			t.Errorf("%q: inline %q, want %q", c.src, got, c.inline)
		}
	}
}

// The search for the end of a formula is bounded.
func TestParse_ManyDollarsStayCheap(t *testing.T) {
	for _, src := range []string{strings.Repeat("$$ a\n", 50_000), strings.Repeat("$a_ ", 100_000), strings.Repeat("$$\nx\n\n", 50_000), strings.Repeat("$", 300_000)} {
		var d *Document
		if took := testclock.Measure(func() { d = Parse([]byte(src)) }); took > 10*time.Second {
			t.Errorf("%.20q…: %v", src, took)
		}
		if !strings.Contains(d.PlainText(), "a") && strings.Contains(src, "a") {
			t.Errorf("%.20q…: the text is lost", src)
		}
	}
}
