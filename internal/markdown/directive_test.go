package markdown

import (
	"fmt"
	"strings"
	"testing"
)

func TestParse_DirectivesThatShowAFileAreLinks(t *testing.T) {
	for _, c := range []struct{ src, want, links string }{
		{`:::image type="content" source="x.png" alt-text="a *b*":::`, `Paragraph(Image("a *b*"))`, "image x.png"},
		{":::image type=\"content\"\n  source='x y.png'\n  alt-text=\"a\n  b\":::\nc", `Paragraph(Image("a b") ""~ "c")`, "image x y.png"},
		{`a :::image type="icon" source="x.png"::: b`, `Paragraph("a " Image " b")`, "image x.png"},
		{"a\n:::image source=\"x.png\" alt-text=\"b\":::\n   Long *c*.\n:::image-end:::\nd", `Paragraph("a"~ Image("b") ""~ "Long " *("c") "."~ ""~ "d")`, "image x.png"},
		{":::image source=\"x.png\":::\n\nLong.\n\n:::image-end:::\n\na", `Paragraph(Image) Paragraph("Long.") Paragraph("a")`, "image x.png"},
		{"- a\n\n  :::image source=\"x.png\"\n  alt-text=\"b\":::\n", `List(ListItem(Paragraph("a") Paragraph(Image("b"))))`, "image x.png"},
		{"> :::image source=\"x.png\"\n> alt-text=\"b\":::\n", `Blockquote(Paragraph(Image("b")))`, "image x.png"},
		{":::note\n:::image source=\"x.png\":::\n:::", `Callout:note(Paragraph(Image))`, "image x.png"},
		{`:::code language="cs" source="~/a/x.cs" id="b":::`, `Paragraph(Link("~/a/x.cs"))`, "inline ~/a/x.cs"},
		{`:::code language="cs":::`, `Paragraph(":::code language=\"cs\":::")`, ""},
		{`:::image source="x.png"`, `Paragraph(":::image source=\"x.png\"")`, ""},
		{":::image source=\"x.png\"\n\n:::", `Paragraph(":::image source=\"x.png\"") Paragraph(":::")`, ""},
		{"`:::image source=\"x.png\":::` \\:::image source=\"x.png\":::", `Paragraph(CodeSpan(":::image source=\"x.png\":::") " :::image source=\"x.png\":::")`, ""},
	} {
		d := Parse([]byte(c.src))
		if got := formatBlocks(d); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.src, got, c.want)
		}
		var links []string
		for _, l := range d.Links() {
			links = append(links, l.Form.String()+" "+l.Dest)
		}
		if got := strings.Join(links, ", "); got != c.links {
			t.Errorf("%q links to %q, want %q", c.src, got, c.links)
		}
	}
}

func TestParse_DirectivesInPartsAreTheSame(t *testing.T) {
	var b strings.Builder
	for i := range 300 {
		fmt.Fprintf(&b, ":::image source=\"x%d.png\"\n  alt-text=\"a\":::\nb\n:::image-end:::\n\n:::code source=\"y.cs\":::\n\nd\n\n", i)
	}
	checkSameInParts(t, "directives", []byte(b.String()), 2000)
}
