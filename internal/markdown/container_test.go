package markdown

import (
	"fmt"
	"strings"
	"testing"
)

// formatBlocks writes the top-level blocks of a document on a single line.
func formatBlocks(d *Document) string {
	var got []string
	for n := d.Root.FirstChild(); n != nil; n = n.NextSibling() {
		got = append(got, formatTree(d, n))
	}
	return strings.Join(got, " ")
}

func TestParse_BodiesOfAdmonitionsAreMarkdown(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"admonition", "!!! note\n    a *b*\n\n    c\n\nd", `Callout:note(Paragraph("a " *("b")) Paragraph("c")) Paragraph("d")`},
		{"title and further classes", "!!! Tip inline end \"A *b*\"\n    c", `Callout:tip(CalloutTitle("A " *("b")) Paragraph("c"))`},
		{"empty title", "!!! tip \"\"\n    c", `Callout:tip(Paragraph("c"))`},
		{"title alone", "a\n!!! note \"b\"\n\nc", `Paragraph("a") Callout:note(CalloutTitle("b")) Paragraph("c")`},
		{"empty line before the body", "??? note\n\n    a", `Callout:note-(Paragraph("a"))`},
		{"open and without a class", "???+ \"a\"\n    b", `Callout:details+(CalloutTitle("a") Paragraph("b"))`},
		{"tabs", "=== \"a\"\n\n\tb\n\n===! \"c\"\n\n    - d", `Callout:tab(CalloutTitle("a") Paragraph("b")) Callout:tab(CalloutTitle("c") List(ListItem(TextBlock("d"))))`},
		{"nested", "!!! a\n    ??? b\n        c\n\n        ```\n        d\n        ```", "Callout:a(Callout:b-(Paragraph(\"c\") FencedCodeBlock<d\n>))"},
		{"code in the body", "!!! a\n    b\n\n        c", "Callout:a(Paragraph(\"b\") CodeBlock<c\n>)"},
		{"in a list", "- a\n\n    !!! b\n\n        c", `List(ListItem(Paragraph("a") Callout:b(Paragraph("c"))))`},
		{"in a quote", "> !!! b\n>     c", `Blockquote(Callout:b(Paragraph("c")))`},
		{"prose", "!!! wow\nyes\n\n??? no\n\n=== x\n\n!!! \"a\"\n\n!!!", `Paragraph("!!! wow"~ "yes") Paragraph("??? no") Paragraph("=== x") Paragraph("!!! \"a\"") Paragraph("!!!")`},
		{"underline", "a\n===", `H1("a")`},
	} {
		if got := formatBlocks(Parse([]byte(c.src))); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.name, c.src, got, c.want)
		}
	}
}

func TestParse_ContainersHoldMarkdown(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"label", "a\n:::tip[My *own*]{.x}\nb\n:::\nc", `Paragraph("a") Callout:tip(CalloutTitle("My " *("own")) Paragraph("b")) Paragraph("c")`},
		{"title", "::: details Click me {open}\n- a\n:::", `Callout:details-(CalloutTitle("Click me") List(ListItem(TextBlock("a"))))`},
		{"attributes", "::: {.callout-note title=\"A b\"}\nc\n:::", `Callout:note(CalloutTitle("A b") Paragraph("c"))`},
		{"braces", ":::{warning} A\nb\n:::", `Callout:warning(CalloutTitle("A") Paragraph("b"))`},
		{"group", "::: code-group\n\n```\na\n:::\n```\n\n:::\n\nb", "FencedCodeBlock<a\n:::\n> Paragraph(\"b\")"},
		{"group of classes", "::: {#x .column}\n*a*\n:::", `Paragraph(*("a"))`},
		{"nested by length", "::::note\n:::tip A\nb\n:::\nc\n::::", `Callout:note(Callout:tip(CalloutTitle("A") Paragraph("b")) Paragraph("c"))`},
		{"nested with equal fences", ":::note\n:::tip\na\n:::\nb\n:::\nc", `Callout:note(Callout:tip(Paragraph("a")) Paragraph("b")) Paragraph("c")`},
		{"ends what it holds", ":::note\n- a\n  :::tip\n  b\n:::\nc\n\n:::", `Callout:note(List(ListItem(TextBlock("a") Callout:tip(Paragraph("b"))))) Paragraph("c") Paragraph(":::")`},
		{"no containers", ":::image src=\"x\":::\n\n:::zone a=\"b\"\n\n:::note\n\n::: :", `Paragraph(":::image src=\"x\":::") Paragraph(":::zone a=\"b\"") Paragraph(":::note") Paragraph("::: :")`},
	} {
		if got := formatBlocks(Parse([]byte(c.src))); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.name, c.src, got, c.want)
		}
	}
}

func TestParse_ContainersInPartsAreTheSame(t *testing.T) {
	var b strings.Builder
	for i := range 300 {
		fmt.Fprintf(&b, "!!! note \"T%d\"\n    a [x](y%d.md)\n\n    b\n\n:::tip\n\nc [x](z%d.md)\n\n:::\n\nd\n\n", i, i, i)
	}
	checkSameInParts(t, "containers", []byte(b.String()), 2000)
}

func TestParse_QuotesThatBeginWithABoldKindAreCallouts(t *testing.T) {
	checkTrees(t, Dialect{}, []struct{ src, want string }{
		{"> **Note**\n> a *b*\n> c", `Callout:note(Paragraph("a " *("b") ""~ "c"))`},
		{"> **Warning**\n>\n> a", `Callout:warning(Paragraph("a"))`},
		{"> **Note** that a", `Blockquote(Paragraph(**("Note") " that a"))`},
		{"> **Note**", `Blockquote(Paragraph(**("Note")))`},
		{"> **Ann**\n> a", `Blockquote(Paragraph(**("Ann") ""~ "a"))`},
	})
}
