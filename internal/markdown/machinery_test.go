package markdown

import (
	"strings"
	"testing"
)

// checkTrees compares the trees of texts.
func checkTrees(t *testing.T, d Dialect, cases []struct{ src, want string }) {
	t.Helper()
	for _, c := range cases {
		if got := formatBlocks(d.Parse([]byte(c.src))); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.src, got, c.want)
		}
	}
}

func TestParse_AttributesAreNoText(t *testing.T) {
	checkTrees(t, Dialect{}, []struct{ src, want string }{
		{"![a](b.png){width=50%} c", `Paragraph(Image("a") " c")`},
		{"![a](b.png){.right #f}.", `Paragraph(Image("a") ".")`},
		{"[a](b.md){.c} [d][e]{target=\"x\"}\n\n[e]: /f", `Paragraph(Link("a") " " Link("d")) LinkReferenceDefinition`},
		{"`a`{.go} *b*{.red} ==c=={.x}", `Paragraph(CodeSpan("a") " " *("b") " " Mark("c"))`},
		{"a [b *c* [d](e.md)]{.small} f", `Paragraph("a " "b " *("c") " " Link("d") " f")`},
		{"[a]{.b} c\n\n[a]: /d", `Paragraph(Link("a") " c") LinkReferenceDefinition`},
		{"a\n{.lead}", `Paragraph("a")`},
		{"a {.lead #x}\nb", `Paragraph("a " ""~ "b")`},
		{"> a\n> {.b}", `Blockquote(Paragraph("a"))`},
		{"- a {.b}", `List(ListItem(TextBlock("a")))`},
		{"# a {#b .c}", `H1("a")`},
		// These are text.
		{"{x} {a, b} {a=b} f(x){a=b}", `Paragraph("{x} {a, b} {a=b} f(x){a=b}")`},
		{"a {.5}\n\nb {#12}", `Paragraph("a {.5}") Paragraph("b {#12}")`},
		{"`{.a}` \\{.b} x{.y}", `Paragraph(CodeSpan("{.a}") " {.b} x{.y}")`},
		{"{.lead}\n\n- {.a}", `Paragraph("{.lead}") List(ListItem(TextBlock("{.a}")))`},
		{"```\n[a](b){.c}\n```", "FencedCodeBlock<[a](b){.c}\n>"},
	})
	checkTrees(t, Dialect{MDX: true}, []struct{ src, want string }{
		{"a [b](c.md){.d}", `Paragraph("a " Link("b") "{.d}")`},
	})
}

func TestParse_KramdownExtensionsAreNoText(t *testing.T) {
	checkTrees(t, Dialect{}, []struct{ src, want string }{
		{"a\n\n{::comment}\nb\n\n```\n{:/comment}\n\nc", `Paragraph("a") Paragraph("c")`},
		{"a {::comment}b{:/} c", `Paragraph("a " " c")`},
		{"a {::nomarkdown}b{:/nomarkdown} c", `Paragraph("a " "b" " c")`},
		{"{::options parse_block_html=\"true\" /}\n\na", `Paragraph("a")`},
		{"a {::comment} b", `Paragraph("a " " b")`},
		{"`{::comment}` {::other}", `Paragraph(CodeSpan("{::comment}") " {::other}")`},
	})
}

func TestParse_PlacesOfATableOfContentsAreOutOfTheWay(t *testing.T) {
	for _, marker := range []string{"[[_TOC_]]", "[[_TOC_|levels=2]]", "[TOC]", "[toc]", "[[toc]]", "{{TOC}}", "{{TOC:2-3}}", "${toc}", "@[toc]", "__TOC__", "<!-- toc -->", "{:toc}", "* TOC\n{:toc}", "1. Contents\n2. more\n{:toc .x}"} {
		d := Parse([]byte("a\n\n" + marker + "\n\n## b\n"))
		if got := strings.Join(strings.Fields(d.Text(d.Root)), " "); got != "a b" || len(d.Links()) > 0 {
			t.Errorf("%q: %q, %d links", marker, got, len(d.Links()))
		}
	}
	for _, src := range []string{"see [TOC] here", "- [TOC]", "[[toc|Mine]]", "[toc]\n\n[toc]: /contents", "`[TOC]`", "* TOC\n\n{: .a}"} {
		d := Parse([]byte(src))
		if got := d.Text(d.Root); got == "" {
			t.Errorf("%q: nothing is left", src)
		}
	}
}
