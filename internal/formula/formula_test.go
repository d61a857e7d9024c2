package formula

import (
	"errors"
	"strings"
	"testing"

	"quire/internal/text"
)

func TestInline_DrawsInOneRow(t *testing.T) {
	t.Parallel()
	for tex, want := range map[string]string{
		`E = mc^2`:                             "E = mc²",
		`x_{i,j} - 1`:                          "x_(i,j) − 1",
		`-x+(-y)`:                              "−x + (−y)",
		`e^{i\pi}+1=0`:                         "e^(iπ) + 1 = 0",
		`e^{-x^2}`:                             "e^(−x²)",
		`2^{2^n}`:                              "2^(2ⁿ)",
		`\frac{1}{2}mv^2`:                      "½mv²",
		`\frac{a}{b}c`:                         "(a/b)c",
		`c\frac{a}{b}`:                         "c(a/b)",
		`\frac{a}{b} + \frac{a+b}{cd}`:         "a/b + (a + b)/(cd)",
		`\frac{1}{1+\frac{1}{x}}`:              "1/(1 + 1/x)",
		`\sqrt{x^2}`:                           "√(x²)",
		`\sqrt{2}`:                             "√2",
		`\sqrt[3]{x+1}`:                        "∛(x + 1)",
		`\sqrt[n]{x}`:                          "ⁿ√x",
		`O(n \log n)`:                          "O(n log n)",
		`\sum_{i=1}^n i`:                       "∑ᵢ₌₁ⁿ i",
		`\lim_{x \to 0} f(x)`:                  "lim_(x→0) f(x)",
		`\alpha \leq \beta \Rightarrow \gamma`: "α ≤ β ⇒ γ",
		`a \not= b, c \notin D`:                "a ≠ b, c ∉ D",
		`\mathbb{R}^n \to \mathcal{L}`:         "ℝⁿ → ℒ",
		`\mathbf{v} \cdot \vec{u}`:             "𝐯 ⋅ u\u20d7",
		`\hat{y}_i`:                            "y\u0302ᵢ",
		`f'(x), f''`:                           "f′(x), f′′",
		`90^\circ`:                             "90°",
		`{}^{14}C`:                             "¹⁴C",
		`\text{speed} = 3\,\text{m/s}`:         "speed = 3 m/s",
		`A^\top B^* + c^{\dagger}`:             "AᵀB* + c†",
		`\mathrm{total} = \operatorname{the sum}(x) + dx dy`: "total = the sum(x) + dxdy",
		`P(A \mid B)`:                           "P(A ∣ B)",
		`\left\{ x \middle| y \right\}`:         "{x | y}",
		`\left. x \right|_0`:                    "x|₀",
		`a \bmod b \equiv c \pmod{n}`:           "a mod b ≡ c (mod n)",
		`a \xrightarrow{f} b`:                   "a ─f→ b",
		`x \in \{1, 2, \ldots, n\}`:             "x ∈ {1, 2, …, n}",
		`100\%`:                                 "100%",
		`{a \over b}`:                           "a/b",
		`\operatorname{rank}(A) % the rank`:     "rank(A)",
		`\begin{equation} x = 1 \end{equation}`: "x = 1",
	} {
		if got, err := Inline(tex, text.Graphemes); got != want || err != nil {
			t.Errorf("%s: %q, not %q (%v)", tex, got, want, err)
		}
	}
}

func TestDisplay_DrawsOverRows(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, tex, want string }{
		{"quadratic", `x = \frac{-b \pm \sqrt{b^2-4ac}}{2a}`, `
          ________
    −b ± √b² − 4ac
x = ──────────────
          2a`},
		{"nested", `\frac{1}{1+\frac{1}{x}}`, `
   1
───────
     1
 1 + ─
     x`},
		{"raised", `e^{i\pi} + 1`, `
 iπ
e   + 1`},
		{"sum", `\sum_{i=1}^{n} i = \frac{n(n+1)}{2}`, `
 n      n(n + 1)
 ∑  i = ────────
i=1        2`},
		{"integral", `\int_0^\infty f(x)\,dx`, `
 ∞
∫  f(x) dx
 0`},
		{"limit", `\lim_{x \to 0} x`, `
lim x
x→0`},
		{"matrix", `A = \begin{pmatrix} 1 & 20 \\ 300 & 4 \end{pmatrix}^T`, `
A = ⎛  1   20 ⎞ᵀ
    ⎝ 300  4  ⎠`},
		{"cases", `|x| = \begin{cases} x & \text{if } x \geq 0 \\ -x & \text{otherwise} \end{cases}`, `
|x| = ⎰ x   if x ≥ 0
      ⎱ −x  otherwise`},
		{"three cases", `\begin{cases} a \\ b \\ c \end{cases}`, `
⎧ a
⎨ b
⎩ c`},
		{"aligned", `\begin{aligned} (a+b)^2 &= (a+b)(a+b) \\ &= a^2 + 2ab + b^2 \end{aligned}`, `
(a + b)² = (a + b)(a + b)
         = a² + 2ab + b²`},
		{"binomial", `\binom{n}{k}`, `
⎛n⎞
⎜ ⎟
⎝k⎠`},
		{"tall root", `\sqrt{\frac{a}{b}}`, `
 ┌─
 │a
 │─
╲│b`},
		{"brace", `\underbrace{a + a + a}_{n}`, `
a + a + a
╰───┬───╯
    n`},
		{"lines below", `\prod_{\substack{i<n \\ j<m}} a_{ij}`, `
 ∏  aᵢⱼ
i<n
j<m`},
		{"both scripts", `x_{i,j}^{(k)}`, `
 (k)
x
 i,j`},
		{"tag", `a = b \tag{1}`, `
a = b    (1)`},
	} {
		rows, err := Display(tt.tex, text.Graphemes)
		if got := "\n" + strings.Join(rows, "\n"); got != tt.want || err != nil {
			t.Errorf("%s:%s\nnot%s\n(%v)", tt.name, got, tt.want, err)
		}
	}
}

// What cannot be drawn faithfully is an error: never half a formula, and never one that reads differently.
func TestDraw_RefusesWhatItDoesNotUnderstand(t *testing.T) {
	t.Parallel()
	for tex, want := range map[string]error{
		`\unknown{x}`:                          ErrUnknown,
		`x + \color{red}{y}`:                   ErrUnknown,
		`\cancel{x}`:                           ErrUnknown,
		`\not\sum`:                             ErrUnknown,
		`\hat{abc}`:                            ErrUnknown,
		`the price of x_1`:                     ErrUnknown,
		`long_name = 1`:                        ErrUnknown,
		`{HOME_DIR}/x_1`:                       ErrUnknown,
		`x_1 = "a"`:                            ErrUnknown,
		`\text{a $b$}`:                         ErrUnknown,
		`\begin{tikzcd} A \end{tikzcd}`:        ErrUnknown,
		`\begin{array}{l|r} a & b \end{array}`: ErrUnknown,
		`\frac{1}`:                             ErrSyntax,
		`{x`:                                   ErrSyntax,
		`x}`:                                   ErrSyntax,
		`x^2^3`:                                ErrSyntax,
		`\left( x`:                             ErrSyntax,
		`\begin{matrix} a`:                     ErrSyntax,
		`\begin{matrix} a \end{pmatrix}`:       ErrSyntax,
		`a & b`:                                ErrSyntax,
		"":                                     ErrSyntax,
		"\x1b[31m":                             ErrSyntax,
		strings.Repeat("{", 1000):              ErrTooLarge,
		strings.Repeat(`\frac{1}{`, 100):       ErrTooLarge,
		strings.Repeat("x", maxSource+1):       ErrTooLarge,
		strings.Repeat("x", maxWidth+1):        ErrTooLarge,
		`\begin{matrix}` + strings.Repeat(`\\`, 500): ErrTooLarge,
	} {
		name := tex[:min(len(tex), 30)]
		if rows, err := Display(tex, text.Graphemes); !errors.Is(err, want) {
			t.Errorf("Display(%q): %q, %v, not %v", name, rows, err, want)
		}
		if row, err := Inline(tex, text.Graphemes); !errors.Is(err, want) {
			t.Errorf("Inline(%q): %q, %v, not %v", name, row, err, want)
		}
	}
	for _, tex := range []string{`\binom{n}{k}`, `\begin{pmatrix} 1 \\ 2 \end{pmatrix}`, `\overline{AB}`, `\underbrace{x}_n`, `a \overset{!}{=} b`} {
		if row, err := Inline(tex, text.Graphemes); !errors.Is(err, ErrRows) {
			t.Errorf("Inline(%q): %q, %v", tex, row, err)
		}
	}
}

// Every symbol of the tables takes one cell, or is a name, in every terminal.
func TestSymbols_TakeOneCell(t *testing.T) {
	t.Parallel()
	for name, s := range symbols() {
		if w := text.Wcwidth.Width(s.text); w != len([]rune(s.text)) || w == 0 {
			t.Errorf("\\%s: %q takes %d cells", name, s.text, w)
		}
	}
	for name, a := range alphabets {
		for from, to := range a {
			if w := text.Wcwidth.Width(string(to)); w != 1 {
				t.Errorf("\\%s{%c}: %c takes %d cells", name, from, to, w)
			}
		}
	}
}

func FuzzDraw(f *testing.F) {
	for _, tex := range []string{
		`\frac{-b \pm \sqrt[3]{b^2}}{2a}`, `\begin{cases} x^2 & y \\[2pt] z \end{cases}`, `\left( \sum_{i}^{n} \middle| x' \right]`,
		`\underbrace{a}_{\text{b c}} \xrightarrow{f} \hat{x} \not\in \mathbb{R}`, `{n \choose k} \over \substack{a \\ b}`, `\sqrt[`, `\begin{aligned}&\\&\end{aligned}`,
	} {
		f.Add(tex)
	}
	f.Fuzz(func(t *testing.T, tex string) {
		if row, err := Inline(tex, text.Wcwidth); err == nil && strings.Contains(row, "\n") {
			t.Errorf("%q: %q is more than one row", tex, row)
		}
		n, err := parse(tex)
		if err != nil {
			return
		}
		b, err := layout{cells: text.Wcwidth, rows: true}.draw(n)
		if err != nil {
			return
		}
		if b.base < 0 || b.base >= len(b.rows) {
			t.Fatalf("%q: the baseline is %d of %d rows", tex, b.base, len(b.rows))
		}
		for _, row := range b.rows {
			if text.Wcwidth.Width(row) != b.width && isASCII(tex) {
				t.Errorf("%q: a row takes %d cells, not %d: %q", tex, text.Wcwidth.Width(row), b.width, b.rows)
			}
		}
	})
}

// isASCII reports whether no two characters of s can join into one.
func isASCII(s string) bool { return strings.IndexFunc(s, func(r rune) bool { return r > '~' }) < 0 }

// A formula of the greatest size takes little time, whatever it is made of.
func BenchmarkDraw(b *testing.B) {
	for name, tex := range map[string]string{
		"usual":  `x = \frac{-b \pm \sqrt{b^2-4ac}}{2a}`,
		"matrix": `\begin{matrix}` + strings.Repeat(strings.Repeat(`\frac{a}{b}&`, 19)+`x\\`, 19) + `\end{matrix}`,
		"deep":   strings.Repeat(`\frac{1}{1+`, 30) + "x" + strings.Repeat("}", 30),
		"roots":  strings.Repeat(`\sqrt{x+`, 30) + "x" + strings.Repeat("}", 30),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_, _ = Display(tex, text.Graphemes)
				_, _ = Inline(tex, text.Graphemes)
			}
		})
	}
}
