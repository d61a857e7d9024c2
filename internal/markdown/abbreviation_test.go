package markdown

import (
	"fmt"
	"strings"
	"testing"
)

var abbreviationCases = []struct{ name, src, want string }{
	{"after the text", "a HTML\n\n*[HTML]: Hypertext *Markup* Language\n\nb", `Paragraph("a HTML") Paragraph("b") AbbreviationList(Abbreviation(**("HTML") ": " "Hypertext " *("Markup") " Language"))`},
	{"several lines", "*[A B]: c\n*[D] :e\n", `AbbreviationList(Abbreviation(**("A B") ": " "c") Abbreviation(**("D") ": " "e"))`},
	{"after a line of a paragraph", "a\n*[B]: c\nd", `Paragraph("a") Paragraph("d") AbbreviationList(Abbreviation(**("B") ": " "c"))`},
	{"text on the next line", "*[A]:\n    b c\nd", `Paragraph("d") AbbreviationList(Abbreviation(**("A") ": " "b c"))`},
	{"without text", "*[A]:\n\n*[B]:\n*[C]: d", `AbbreviationList(Abbreviation(**("A")) Abbreviation(**("B")) Abbreviation(**("C") ": " "d"))`},
	{"in an item", "- a\n  *[B]: c\n", `List(ListItem(TextBlock("a"))) AbbreviationList(Abbreviation(**("B") ": " "c"))`},
	{"alone in a quote", "> *[B]: c\n", `Blockquote(Paragraph("*[B]: c"))`},
	{"before footnotes", "a[^1]\n\n[^1]: b\n\n*[C]: d", `Paragraph("a" FootnoteLink) AbbreviationList(Abbreviation(**("C") ": " "d")) FootnoteList(Footnote(Paragraph("b" FootnoteBacklink)))`},
	{"emphasis", "*[Note]: so it was.*\n\n*[a]: b* c", `Paragraph(*("[Note]: so it was.")) Paragraph(*("[a]: b") " c")`},
	{"a link in emphasis", "*[a](b): c*", `Paragraph(*(Link("a") ": c"))`},
	{"items", "* [ ]: a\n* b", `List(ListItem(TextBlock("[ ]: a")) ListItem(TextBlock("b")))`},
	{"code", "    *[A]: b\n\n```\n*[C]: d\n```", "CodeBlock<*[A]: b\n> FencedCodeBlock<*[C]: d\n>"},
	{"blank word", "*[ ]: a", `Paragraph("*[ ]: a")`},
}

func TestParse_ListsAbbreviationsAfterTheText(t *testing.T) {
	for _, c := range abbreviationCases {
		d := Parse([]byte(c.src))
		checkDocument(t, d)
		if got := formatBlocks(d); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.name, c.src, got, c.want)
		}
	}
}

// The abbreviations of a source that is parsed in parts stand in the last part.
func TestPartParser_ListsAbbreviationsInLastPart(t *testing.T) {
	var src strings.Builder
	for i := range 40 {
		fmt.Fprintf(&src, "# %d\n\ntext\n\n*[A%d]: b\n\n", i, i)
	}
	p := newParts([]byte(src.String()), Dialect{}, 100)
	parts, listed := 0, 0
	for d := p.Next(); d != nil; d = p.Next() {
		parts++
		if last, ok := d.Root.LastChild().(*AbbreviationList); ok {
			listed += last.ChildCount()
			if !p.done {
				t.Error("a part before the last lists abbreviations")
			}
		}
	}
	if parts < 2 || listed != 40 {
		t.Errorf("%d parts list %d abbreviations", parts, listed)
	}
}
