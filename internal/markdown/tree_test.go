package markdown

import (
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// formatTree writes a tree on a single line: Kind(children), with texts in quotes.
func formatTree(d *Document, n ast.Node) string {
	var b strings.Builder
	name := n.Kind().String()
	switch n := n.(type) {
	case *ast.Text, *ast.String:
		s := fmt.Sprintf("%q", d.LeafText(n))
		if t, ok := n.(*ast.Text); ok && t.HardLineBreak() {
			s += "!"
		} else if ok && t.SoftLineBreak() {
			s += "~"
		}
		return s
	case *ast.Emphasis:
		name = strings.Repeat("*", n.Level)
	case *ast.Heading:
		name = fmt.Sprintf("H%d", n.Level)
	case *Callout:
		name += ":" + n.Name
		if n.Fold != 0 {
			name += string(n.Fold)
		}
	case *Styled:
		name = fmt.Sprintf("Styled%d", n.Style)
	case *Template:
		name = fmt.Sprintf("Template<%s>", d.LeafText(n))
	case *Emoji:
		return fmt.Sprintf("%q", n.Shown)
	case *BlockID:
		name = "^" + n.ID
	case *Preformatted, *ast.FencedCodeBlock, *ast.CodeBlock:
		return fmt.Sprintf("%s<%s>", name, d.CodeText(n))
	}
	b.WriteString(name)
	if n.HasChildren() {
		b.WriteByte('(')
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if c.PreviousSibling() != nil {
				b.WriteByte(' ')
			}
			b.WriteString(formatTree(d, c))
		}
		b.WriteByte(')')
	}
	return b.String()
}

var treeCases = []struct{ name, src, want string }{
	{"mark", "a ==b *c*== d", `Paragraph("a " Mark("b " *("c")) " d")`},
	{"no mark", "a == b, c==d and e==f", `Paragraph("a == b, c==d and e==f")`},
	{"strike and sub", "~~a~~ H~2~O ~b~", `Paragraph(Strikethrough("a") " H" Styled2("2") "O " Strikethrough("b"))`},
	{"inline html", "<b>a</b> <i>b</i> <kbd>c</kbd> <code>&lt;d&gt;</code> <sub>e</sub> <sup>f</sup> <mark>g</mark> <del>h</del> <u>i</u>",
		`Paragraph(**("a") " " *("b") " " Styled0("c") " " Styled1("<d>") " " Styled2("e") " " Styled3("f") " " Mark("g") " " Strikethrough("h") " " Styled4("i"))`},
	{"inline html that does not nest", "<b>a <i>b</b> c</i> </u> <span>d</span>", `Paragraph(**("a " "b") " c" " " " " "d")`},
	{"html around markdown", "*<b>a*</b> [<kbd>x</kbd>](y)", `Paragraph(*("a") " " Link(Styled0("x")))`},
	{"line break", "a<br>b<br/>\nc", `Paragraph("a"! "b"! "c")`},
	{"hard breaks", "a  \nb\\\nc\nd", `Paragraph("a"! "b"! "c"~ "d")`},
	{"script in a line", "a <script>b</script> c", `Paragraph("a " " c")`},
	{"callout", "> [!Note]+ A *title*\n> body", `Callout:note+(CalloutTitle("A " *("title")) Paragraph("body"))`},
	{"callout of github", "> [!WARNING]\n> body\n>\n> more", `Callout:warning(Paragraph("body") Paragraph("more"))`},
	{"callout alone", "> [!tip]- Only", `Callout:tip-(CalloutTitle("Only"))`},
	{"callout in a list in a callout", "> [!a] x\n> - y\n>   > [!b]\n>   > z", `Callout:a(CalloutTitle("x") List(ListItem(TextBlock("y") Callout:b(Paragraph("z")))))`},
	{"no callout", "> [!note]x\n\n> [note] y", `Blockquote(Paragraph("[!note]x")) Blockquote(Paragraph("[note] y"))`},
	{"comments go", "a %%b%% c\n\n%%\nd\n%%\n\ne <!-- f --> g\n\n<!--\nh\n-->\n\n%%i%%", `Paragraph("a " " c") Paragraph("e " " g")`},
	{"a comment in code stays", "```mermaid\n%% x\na\n%% y\n```", "FencedCodeBlock<%% x\na\n%% y\n>"},
	{"heading id", "# A {#b}\n\n## C {: #d .e}\n\nF {#g}\n===", `H1("A") H2("C") H1("F")`},
	{"block id", "para ^id\n\n- item ^it\n- x\n\n^list", `Paragraph("para" ^id) List(ListItem(TextBlock("item" ^it)) ListItem(TextBlock("x")))`},
	{"no block id", "2 ^ 3 and x^2\n\na ^b c", `Paragraph("2 ^ 3 and x^2") Paragraph("a ^b c")`},
	{"liquid lines are none", "a\n\n{% for x in y %}\n- b\n{% endfor %}\n\n{% raw %}\n```\n{{ c }}\n```\n{% endraw %}", "Paragraph(\"a\") List(ListItem(TextBlock(\"b\"))) FencedCodeBlock<{{ c }}\n>"},
	{"liquid in text", "a {% if b %} c {{ d | e }} {{< f \"g\" >}}", `Paragraph("a " " c " Template<{{ d | e }}> " " Template<{{< f "g" >}}>)`},
	{"liquid in code stays", "`{% raw %}` and `{{ a }}`\n\n    {% if x %}\n\n```\n{% if y %}\n{% raw %}\n```", "Paragraph(CodeSpan(\"{% raw %}\") \" and \" CodeSpan(\"{{ a }}\")) CodeBlock<{% if x %}\n> FencedCodeBlock<{% if y %}\n{% raw %}\n>"},
	{"highlight", "a\n{% highlight ruby linenos %}\n```\n[b](c)\n{% endhighlight %}\nd\n\n{{< highlight go \"x\" >}}\ne\n{{< /highlight >}}", "Paragraph(\"a\") FencedCodeBlock<```\n[b](c)\n> Paragraph(\"d\") FencedCodeBlock<e\n>"},
	{"highlight without an end", "{% highlight x %}\n*a*", `Paragraph(*("a"))`},
	{"a tag of several lines", "a {% include x.html\n  y=\"z\"\n%} b\n\n{{< figure\nsrc=c >}}\n\nd", `Paragraph("a " ""~ ""~ " b") Paragraph(Image) Paragraph("d")`},
	{"liquid raw text", "a {% raw %}{{ b }}{% endraw %} c", `Paragraph("a " "{{ b }}" " c")`},
	{"html block", "<div class=x>\n<h2 id=i>A &amp; <em>b</em></h2>\n<p>c\n  d</p>e<br>f\n</div>", `H2("A & " *("b")) Paragraph("c d") Paragraph("e" ""! "f")`},
	{"html list", "<ul>\n<li>a\n<li>b <b>c</b>\n<ol start=3><li>d</li></ol></li>\n</ul>", `List(ListItem(Paragraph("a")) ListItem(Paragraph("b " **("c")) List(ListItem(Paragraph("d")))))`},
	{"details around markdown", "<details>\n<summary>S <code>x</code></summary>\n\n**a**\n\n- b\n\n</details>\n\nc", `Details(Summary("S " Styled1("x")) Paragraph(**("a")) List(ListItem(TextBlock("b")))) Paragraph("c")`},
	{"pre", "<pre>\na  b\n\n<b>c</b> &lt;\n</pre>", "Preformatted<a  b\n\nc <\n>"},
	{"html table", "<table><tr><th>a</th><th>b</th></tr>\n<tr><td>c<p>d</p></td></tr></table>", `Table(TableHeader(TableCell("a") TableCell("b")) TableRow(TableCell("c" ""! "d") TableCell))`},
	{"html block in a quote", "> <p>a\n> b</p>", `Blockquote(Paragraph("a b"))`},
	{"an unclosed script ends with its block", "<script>\na\n\nb", ``},
	{"markdown in html stays text", "<div>\n*a* [b](c)\n</div>", `Paragraph("*a* [b](c)")`},
	{"blocks in a line", "a <p>b</p><p>c</p> d<hr>e", `Paragraph("a" ""! "b"! "c"! "d"! "e")`},
	{"blocks at both ends", "x <b>y<div> z </div></b>", `Paragraph("x " **("y"! "z" ""!))`},
	{"lists in a line", "a <ul><li>b</li><li>c</li></ul> <ol><li>d<li>e</ol>f", `Paragraph("a" ""! ItemSign "b"! ItemSign "c"! ItemSign "d"! ItemSign "e"! "f")`},
	{"a list in a cell", "| a |\n|---|\n| <ul><li>b</li><li>c</li></ul> |", `Table(TableHeader(TableCell("a")) TableRow(TableCell(ItemSign "b"! ItemSign "c")))`},
	{"breaks stay", "a<br><br>b <br> <p>c", `Paragraph("a"! ""! "b "! "c")`},
	{"pre with breaks", "<pre>a<br>b<br/>\nc<div>d</div><div>e</div>f</pre>", "Preformatted<a\nb\n\nc\nd\ne\nf\n>"},
	{"html definitions", "<dl><dt>a</dt><dd>b</dd><dd><p>c</p><ul><li>d</ul></dd><dt>e<dd>f</dl>g", `DefinitionList(DefinitionTerm("a") DefinitionDescription(Paragraph("b")) DefinitionDescription(Paragraph("c") List(ListItem(Paragraph("d")))) DefinitionTerm("e") DefinitionDescription(Paragraph("f"))) Paragraph("g")`},
	{"html definitions without terms", "<dl>a<dd>b</dl>", `DefinitionList(DefinitionDescription(Paragraph("a")) DefinitionDescription(Paragraph("b")))`},
	{"html tasks", "<ul><li><input type=checkbox checked> a</li><li><input type=checkbox>b</li></ul>\n\n- <input type='checkbox' disabled> c\n\nd <input type=checkbox> e <input type=text>", `List(ListItem(Paragraph(TaskCheckBox "a")) ListItem(Paragraph(TaskCheckBox "b"))) List(ListItem(TextBlock(TaskCheckBox "c"))) Paragraph("d " TaskCheckBox " e")`},
	{"picture sizes", "![a b|100](c) ![|20x30](d) ![e|f](g) ![h|1x](i)", `Paragraph(Image("a b") " " Image " " Image("e|f") " " Image("h|1x"))`},
	{"a picture size in a table", "| ![a\\|100](c) |\n|---|", `Table(TableHeader(TableCell(Image("a"))))`},
	{"emoji", ":smile: a:smile: :+1:, :no_such: 1:100:2 `:smile:` (:100:) ::smile:: :-1:x :smile::tada: :key:`x`", `Paragraph("😄" " a:smile: " "👍" ", :no_such: 1:100:2 " CodeSpan(":smile:") " (" "💯" ") ::smile:: :-1:x " "😄" "🎉" " :key:" CodeSpan("x"))`},
	{"superscripts", "x^2^ (a)^n+1^ 10^th^. a^b^c ^d^ e^ f^ g^h i^ `j^2^`", `Paragraph("x" Styled3("2") " (a)" Styled3("n+1") " 10" Styled3("th") ". a^b^c ^d^ e^ f^ g^h i^ " CodeSpan("j^2^"))`},
	{"states of tasks", "- [-] a\n- [>] b\n- [-](c)\n- d [-] e\n- [!]\n\n[?] f", `List(ListItem(TextBlock(TaskState "a")) ListItem(TextBlock(TaskState "b")) ListItem(TextBlock(Link("-"))) ListItem(TextBlock("d [-] e")) ListItem(TextBlock("[!]"))) Paragraph("[?] f")`},
	{"a label that looks like a state", "- [-] a\n\n[-]: b", `List(ListItem(TextBlock(Link("-") " a"))) LinkReferenceDefinition`},
	{"components are no elements", "a <Math>b<MathI>c</MathI></Math> <svg>d</svg>\n\n<Select>e</Select>\n\n<div><Math>f</Math></div>", `Paragraph("a " "b" "c") Paragraph("e") Paragraph("f")`},
	{"options", "<select><option>a</option><option>b</option></select>\n\nc <select><option>d</option><option>e</option></select>", `Paragraph("a"! "b") Paragraph("c" ""! "d"! "e")`},
	{"wiki label", "[[a|b `c` *d*]]", `Paragraph(WikiLink("b " CodeSpan("c") " *d*"))`},
	{"footnote", "a[^1]\n\n[^1]: b", `Paragraph("a" FootnoteLink) FootnoteList(Footnote(Paragraph("b" FootnoteBacklink)))`},
	{"tasks", "- [ ] a\n- [x] b", `List(ListItem(TextBlock(TaskCheckBox "a")) ListItem(TextBlock(TaskCheckBox "b")))`},
	{"links are no tasks", "- [x](y)\n- [x][y]\n- [x]**z**\n\n[y]: z", `List(ListItem(TextBlock(Link("x"))) ListItem(TextBlock(Link("x"))) ListItem(TextBlock("[x]" **("z")))) LinkReferenceDefinition`},
	{"definitions", "a\n: b", `DefinitionList(DefinitionTerm("a") DefinitionDescription(TextBlock("b")))`},
	{"table", "| a | b |\n|---|---|\n| `c\\|d` | {{ e | f }} |", "Table(TableHeader(TableCell(\"a\") TableCell(\"b\")) TableRow(TableCell(CodeSpan(\"c\" \"|d\")) TableCell(Template<{{ e | f }}>)))"},
}

func TestParse_BuildsTheExpectedTree(t *testing.T) {
	for _, c := range treeCases {
		t.Run(c.name, func(t *testing.T) {
			d := Parse([]byte(c.src))
			var got []string
			for n := d.Root.FirstChild(); n != nil; n = n.NextSibling() {
				got = append(got, formatTree(d, n))
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("%q\n got %s\nwant %s", c.src, s, c.want)
			}
			if d.LimitReason != "" {
				t.Errorf("limited: %s", d.LimitReason)
			}
		})
	}
}

func TestPlain_WritesALinePerBlock(t *testing.T) {
	src := "# A [b](c) &amp; `&amp;`\n\npara\nwith &#27;[31m \x1b and ![alt](x)\n\n| a | b |\n|--|--|\n| c | d |\n\n```go\nx\n\ty\n```\n\n- e\n\n  f\n- [[g|h]] %%no%%\n\n> [!note] T\n> i\n\nj[^1]\n\n[^1]: k"
	want := "A b & &amp;\npara with ␛[31m ␛ and alt\na b\nc d\nx\n\ty\ne\nf\nh\nT\ni\nj\nk\n"
	d := Parse([]byte(src))
	if got := d.PlainText(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if got := d.Text(d.Root.FirstChild()); got != "A b & &amp;" {
		t.Errorf("Text of the heading: %q", got)
	}
	var lang string
	for n := d.Root.FirstChild(); n != nil; n = n.NextSibling() {
		lang += d.CodeLanguage(n)
	}
	if lang != "go" {
		t.Errorf("language %q", lang)
	}
}

func TestHeadings_HaveTextIDAndOffset(t *testing.T) {
	src := "# A *b* {#x}\n\ntext\n\n> ## In a quote\n\n<h3 id=y>Html</h3>\n\nSetext [l](m)\n---\n\n```\n# none\n```\n#"
	var got []string
	d := Parse([]byte(src))
	for _, h := range d.Headings() {
		at, _, _ := strings.Cut(src[h.Offset:], "\n")
		got = append(got, fmt.Sprintf("%d|%s|%s|%.6s", h.Level, h.Text, h.ID, at))
	}
	want := "1|A b|x|# A *b 2|In a quote||## In  3|Html|y|<h3 id 2|Setext l||Setext 1|||#"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

func TestBlockIDs_NameTheirBlock(t *testing.T) {
	src := "para\nof two lines ^p-1\n\n1. item ^it\n\n| a |\n|---|\n\n^table\n\nx `^no`"
	d := Parse([]byte(src))
	var got []string
	for _, b := range d.BlockIDs() {
		at, _, _ := strings.Cut(src[b.Offset:], "\n")
		got = append(got, fmt.Sprintf("%s|%s|%.4s", b.ID, b.Node.Kind(), at))
	}
	want := "p-1|Paragraph|para it|ListItem|1. i table|Table|| a "
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

func TestParse_KeepsTaskState(t *testing.T) {
	d := Parse([]byte("- [x] a"))
	box, ok := d.Root.FirstChild().FirstChild().FirstChild().FirstChild().(*east.TaskCheckBox)
	if !ok || !box.IsChecked {
		t.Error("no checked box")
	}
}

// The text of a heading has emoji by their names, since ids of headings do.
func TestHeadings_NameEmoji(t *testing.T) {
	d := Parse([]byte("## :rocket: Start 🚀 :rocket:\n\n:rocket: text\n"))
	if got := d.Headings()[0].Text; got != ":rocket: Start 🚀 :rocket:" {
		t.Errorf("heading %q", got)
	}
	if got := d.PlainText(); got != "🚀 Start 🚀 🚀\n🚀 text\n" {
		t.Errorf("text %q", got)
	}
}
