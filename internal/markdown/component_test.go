package markdown

import "testing"

func TestParse_ComponentsOfMDX(t *testing.T) {
	checkTrees(t, Dialect{MDX: true}, []struct{ src, want string }{
		{"<Callout type=\"warning\" title=\"A\">\nb [c](d)\n\n- e\n</Callout>\nf", `Callout:warning(CalloutTitle("A") Paragraph("b " Link("c")) List(ListItem(TextBlock("e")))) Paragraph("f")`},
		{"<Note>a *b*</Note>\n\nc", `Callout:note(Paragraph("a " *("b"))) Paragraph("c")`},
		{"<Aside type=\"tip\">\na\n</Aside>", `Callout:tip(Paragraph("a"))`},
		{"<Accordion title=\"A?\">\nb\n</Accordion>", `Callout:details-(CalloutTitle("A?") Paragraph("b"))`},
		{"<Tabs items={['a', \"b\"]}>\n<Tabs.Tab>\nc\n</Tabs.Tab>\n<Tabs.Tab>\nd\n</Tabs.Tab>\n</Tabs>", `Callout:tab(CalloutTitle("a") Paragraph("c")) Callout:tab(CalloutTitle("b") Paragraph("d"))`},
		{"<Tabs items={[{label: 'a', value: 'x'}]}>\n<Tab>\nb\n</Tab>\n<Tab>\nc\n</Tab>\n</Tabs>", `Callout:tab(CalloutTitle("a") Paragraph("b")) Paragraph("c")`},
		{"<Tabs>\n  <TabItem value=\"x\" label=\"A\">\n\n  b\n\n  </TabItem>\n</Tabs>", `Callout:tab(CalloutTitle("A") Paragraph("b"))`},
		{"<Card title=\"A\" href=\"/b\">\n  c\n</Card>", `Callout:card(CalloutTitle(Link("A")) Paragraph("c"))`},
		{"<LinkCard title=\"A\" description=\"b\" href=\"/c\" />", `Paragraph(Link("A") " " "b")`},
		{"<Frame caption=\"A\">\n<img src=\"b.png\" />\n</Frame>", `Paragraph("A") Paragraph(Image)`},
		{"<Image src={a} alt=\"b\" />", `Paragraph(Image("b"))`},
		{"a <Badge text=\"b\" /> c\n\n# D <Badge text=\"e\" />", `Paragraph("a " "b" " c") H1("D " "e")`},
		{"<YouTube id=\"a\" />", `Paragraph(Link("youtube a"))`},
		{"<Tab label=\"a\">b</Tab>\n<Tab label=\"c\">*d*</Tab>\n", `Callout:tab(CalloutTitle("a") Paragraph("b")) Paragraph("c" " " *("d"))`},
		// Nothing for the reader, or no end.
		{"<Card>\na\n</Card>\n\n<Icon name=\"b\" />", `Paragraph("a")`},
		{"<Note>\n\na\n\n- b", `Paragraph("a") List(ListItem(TextBlock("b")))`},
		{"a <Tooltip title=\"b\">c</Tooltip> d", `Paragraph("a " "c" " d")`},
	})
}

func TestParse_ComponentsOfVue(t *testing.T) {
	checkTrees(t, Dialect{}, []struct{ src, want string }{
		{"a <Badge type=\"tip\" text=\"b\" /> c", `Paragraph("a " "b" " c")`},
		{"<Callout title=\"A\">\n\nb *c*\n\n</Callout>\n\nd", `Callout:note(CalloutTitle("A") Paragraph("b " *("c"))) Paragraph("d")`},
		{"<Details><summary>a</summary>b</Details>", `Details(Summary("a") Paragraph("b"))`},
		{"Promise<Note> of\n\n<Note>\n\na", `Paragraph("Promise" " of") Paragraph("a")`},
		{"<card title=\"a\">b</card>", `Paragraph("b")`},
	})
}

func TestHeadings_LeaveOutTheWordsOfComponents(t *testing.T) {
	for src, want := range map[string]string{
		"## A <Badge text=\"new\" />\n":                   "A",
		"## A <Badge text=\"new\" /> *b*\n":               "A b",
		"## A <LinkCard title=\"c\" href=\"d.md\" /> b\n": "A b",
	} {
		d := Parse([]byte(src))
		if got := d.Headings()[0].Text; got != want {
			t.Errorf("%q: %q, want %q", src, got, want)
		}
		if got := d.Text(d.Root); got == want {
			t.Errorf("%q lacks the words of the component", src)
		}
	}
}
