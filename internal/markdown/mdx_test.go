package markdown

import (
	"strings"
	"testing"
)

var mdxCases = []struct{ name, src, want string }{
	{"list between tags", "<Steps>\n1. [a](b)\n   - c\n</Steps>\nd", `List(ListItem(TextBlock(Link("a")) List(ListItem(TextBlock("c"))))) Paragraph("d")`},
	{"indented list", "<Cards title=\"x\">\n    - [a](b)\n    - c\n\n        d\n</Cards>", `Paragraph("x") List(ListItem(Paragraph(Link("a"))) ListItem(Paragraph("c") Paragraph("d")))`},
	{"text after a summary", "<details><summary>A *b*</summary>c [d](e)\n\n- f\n\n</details>\n\ng", `Details(Summary("A " *("b")) Paragraph("c " Link("d")) List(ListItem(TextBlock("f")))) Paragraph("g")`},
	{"summary of several lines", "<details>\n<summary>\n  A\n</summary>\nb\n</details>", `Details(Summary("A") Paragraph("b"))`},
	{"nested and indented", "<Tabs>\n  <Tab a={[{b: \"}\"}]}>\n\n    ## A\n\n    ```\n    b\n      c\n    ```\n  </Tab>\n  <Tab\n    d={() => 1 > 2}\n  >\n    e\n    f\n  </Tab>\n</Tabs>", "H2(\"A\") FencedCodeBlock<b\n  c\n> Paragraph(\"e\"~ \"f\")"},
	{"code indented less than its fence", "<A>\n     ```\n  a\n\nb\n      ```\n</A>\nc", "FencedCodeBlock<a\n\nb\n> Paragraph(\"c\")"},
	{"deeply indented end of code", "<A>\n   ```\n   a\n       ```\n\nb", "FencedCodeBlock<a\n> Paragraph(\"b\")"},
	{"no indented code", "a\n\n    b *c*\n\n        d\n    e", `Paragraph("a") Paragraph("b " *("c")) Paragraph("d"~ "e")`},
	{"list after a line of text", "    a\n        - b\n\nc\n    d", `Paragraph("a") List(ListItem(TextBlock("b"))) Paragraph("c"~ "d")`},
	{"table of tags", "<table>\n  <tr>\n    <td>[a](b)</td>\n    <td>c<br/>d</td>\n  </tr>\n</table>", `Table(TableHeader(TableCell(Link("a")) TableCell("c"! "d")))`},
	{"blocks in a line", "<div style={{a: \"b\"}}>*c* d<p>e</p></div>f", `Paragraph(*("c") " d") Paragraph("e") Paragraph("f")`},
	{"heading", "<h2 id=\"a\">b [c](d)</h2>", `H2("b " Link("c"))`},
	{"components in text", "a <Icon b={() => c > d} {...e} /> f <Title>g</Title>, 1 < 2 and <https://a.bc>", `Paragraph("a " " f " "g" ", 1 < 2 and " AutoLink)`},
	{"tag of several lines in text", "a <Foo\n  b=\"c > d\"\n/> e", `Paragraph("a " " e")`},
	{"drawing", "<svg a=\"b\">\n  <text>c</text>\n</svg>\n\nd", `Paragraph("d")`},
	{"comments", "a {/* b */}c\n\n{/*\nd\n\n*/}\n\n    {/* e */}\n\n`{/* f */}`\n\n<!-- g -->", `Paragraph("a " "c") Paragraph(CodeSpan("{/* f */}"))`},
	{"no comment", "a {/* b", `Paragraph("a {/* b")`},
	{"imports and exports", "import A from 'a'\nimport {\n  B,\n\n  C } from \"b\"\nexport const d = () => {\n\n  return `\n}`\n}\n# A\n\nexport default function E() {\n}\n\nb", `H1("A") Paragraph("b")`},
	{"prose", "import your data from a file\n\nexport it\n\na\nimport B from 'b'\n\n    import C from 'c'", `Paragraph("import your data from a file") Paragraph("export it") Paragraph("a"~ "import B from 'b'") Paragraph("import C from 'c'")`},
	{"program without an end", "export const a = {\n  b\n\nc", `Paragraph("c")`},
}

func TestParse_MDX(t *testing.T) {
	for _, c := range mdxCases {
		d := Dialect{MDX: true}.Parse([]byte(c.src))
		checkDocument(t, d)
		if got := formatBlocks(d); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.name, c.src, got, c.want)
		}
	}
}

var mdxTextCases = []struct{ name, src, want string }{
	{"tags without blank lines", "<Steps>\n1. [a](b)\n2. c\n</Steps>\n[d](e)", "b e: a c d"},
	{"indented text", "<Card>\n\n    [a](b)\n\n    # c\n\n        d [e](f)\n</Card>\n", "b f #c: a c d e"},
	{"indented tags", "<Grid>\n  <Card title=\"x\">\n    [a](b)\n  </Card>\n    <Card>\n      - [c](d)\n    </Card>\n</Grid>", "b d: x a c"},
	{"tag of several lines", "<Card\n  title={a > 1 ? `x` : \"y>\"}\n  icon='z'\n>\n[a](b)\n</Card>", "b: a"},
	{"closed by itself", "<Badge\n  text=\"x\"\n/>\n[a](b)", "b: x a"},
	{"after a paragraph", "<Card>\na [b](c)\n</Card>\n# d", "c #d: a b d"},
	{"within a line", "a <Since v=\"4\" /> [b](c)\n<Badge /> [d](e)", "c e: a b d"},
	{"details", "<details>\n<summary>a</summary>\n[b](c)\n</details>\n\n[d](e)", "c e: a b d"},
	{"a link in HTML", "<p>\n<a href=\"b\">a</a>\n</p>", "b: a"},
	{"fragment", "<>\n[a](b)\n</>", "b: a"},
	{"code in fences", "<Tabs>\n    ```md\n    [a](b)\n\nless\n    ```\n    [c](d)\n</Tabs>", "d: [a](b) less c"},
	{"pre stays", "<pre>\n[a](b)\n</pre>", ": [a](b)"},
	{"no tag", "<https://a.b> <3 [c](d)", "https://a.b d: https://a.b <3 c"},
	{"in a list", "1. a\n   <Aside>\n   [b](c)\n   </Aside>\n2. [d](e)", "c e: a b d"},
}

func TestParse_MDXHasLinksAndWords(t *testing.T) {
	for _, c := range mdxTextCases {
		d := Dialect{MDX: true}.Parse([]byte(c.src))
		checkDocument(t, d)
		if got := describeRaw(d); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.name, c.src, got, c.want)
		}
	}
	if got := describeRaw(Parse([]byte("    [a](b)\n\n<Steps>\n1. [c](d)\n</Steps>"))); strings.Contains(got, "d:") {
		t.Errorf("CommonMark has indented code and blocks of HTML: %s", got)
	}
}

func TestParse_ReadsLinksOfMDX(t *testing.T) {
	src := "<Link to=\"/a\">b</Link> <a href={'/c'}>d</a> <a href={e(1)}>f</a> <Link href=g>h</Link>\n\n<a\n  href=\"/i\"\n>\n  j\n</a>\n\n<img src={`k.png`} alt=\"l\" />\n\n<A b={{c: 1}}>[m](n)</A>"
	want := "html|/a|b|<Lin html|/c|d|<a h html|{e(1)}|f|<a h html|g|h|<Lin html|/i|j|<a image|k.png|l|<img inline|n|m|[m]("
	d := Dialect{MDX: true}.Parse([]byte(src))
	if got := strings.Join(formatLinks(d), " "); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// Parts of a source have the links and words of the whole.
func TestPartParser_MDX(t *testing.T) {
	for _, c := range append(mdxCases, mdxTextCases...) {
		if strings.HasPrefix(c.name, "no comment") || strings.HasPrefix(c.name, "program without") {
			continue // takes all that follows
		}
		src := []byte(strings.Repeat(c.src+"\n\ntext\n\n", 20))
		whole := Dialect{MDX: true}.Parse(src)
		var links int
		var words strings.Builder
		parts := newParts(src, Dialect{MDX: true}, 100)
		for d := parts.Next(); d != nil; d = parts.Next() {
			links += len(d.Links())
			words.WriteString(" " + d.PlainText())
		}
		if got, want := strings.Fields(words.String()), strings.Fields(whole.PlainText()); links != len(whole.Links()) || strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%s: %d links, want %d; words\n%q\n%q", c.name, links, len(whole.Links()), got, want)
		}
	}
}

var mdxPatterns = []string{
	"<A>\n", "<A\n", "<A b={", "<A b=\"", "<A>a", "<p>a", "<svg>\n", "<A/> ", "</p>", "{/*", "{/* a */}", "{/*\n", "import {\n\n", "export const a = `\n\n", "import A from 'a'\n",
	"<td>a</td>", "<details><summary>a</summary>\n\n", "<a href={'b'}>", "    - a\n", "\t<A>\n\t\t- b\n", "      ```\n",
}

func TestParse_MDXSurvivesHostilePatterns(t *testing.T) {
	size := 20000
	if testing.Short() {
		size = 5000
	}
	for _, p := range append(mdxPatterns, patterns...) {
		src := strings.Repeat(p, size/len(p))
		checkDocument(t, Dialect{MDX: true}.Parse([]byte(src)))
		checkDocument(t, Dialect{MDX: true}.Parse([]byte("> - "+strings.ReplaceAll(src, "\n", "\n>   "))))
	}
	var deeper strings.Builder
	for i := range 200 {
		deeper.WriteString(strings.Repeat("    ", i) + "<A>\n")
	}
	checkDocument(t, Dialect{MDX: true}.Parse([]byte(deeper.String())))
}

func FuzzMDX(f *testing.F) {
	for _, c := range mdxCases {
		f.Add(c.src)
	}
	for _, p := range mdxPatterns {
		f.Add(strings.Repeat(p, 3))
	}
	f.Fuzz(func(t *testing.T, src string) {
		checkDocument(t, Dialect{MDX: true}.Parse([]byte(src)))
	})
}
