package markdown

import (
	"fmt"
	"strings"
	"testing"
)

func TestParse_ParagraphsThatBeginWithALabelAreCallouts(t *testing.T) {
	checkTrees(t, Dialect{}, []struct{ src, want string }{
		{"NOTE: a *b*\nc", `Callout:note(Paragraph("a " *("b") ""~ "c"))`},
		{"a\n\nCAUTION: *b*\n\nc", `Paragraph("a") Callout:caution(Paragraph(*("b"))) Paragraph("c")`},
		{"TIP:  ![a](b.png)", `Callout:tip(Paragraph(Image("a")))`},
		{"- WARNING: a\n- b", `List(ListItem(Callout:warning(TextBlock("a"))) ListItem(TextBlock("b")))`},
		{"- a\n\n  IMPORTANT: b", `List(ListItem(Paragraph("a") Callout:important(Paragraph("b"))))`},
		{"a\nNOTE: b", `Paragraph("a"~ "NOTE: b")`},
		{"Note: a", `Paragraph("Note: a")`},
		{"NOTES: a", `Paragraph("NOTES: a")`},
		{"NOTE:a", `Paragraph("NOTE:a")`},
		{"NOTE: ", `Paragraph("NOTE:")`},
		{"NOTE:\na", `Paragraph("NOTE:"~ "a")`},
		{"# NOTE: a", `H1("NOTE: a")`},
		{"> NOTE: a", `Blockquote(Paragraph("NOTE: a"))`},
		{"> - NOTE: a", `Blockquote(List(ListItem(TextBlock("NOTE: a"))))`},
		{"> [!TIP]\n> NOTE: a", `Callout:tip(Paragraph("NOTE: a"))`},
	})
}

func TestParse_LabelsInPartsAreTheSame(t *testing.T) {
	var b strings.Builder
	for i := range 300 {
		fmt.Fprintf(&b, "NOTE: a [x](y%d.md)\nb\n\n- TIP: c\n\nd\n\n", i)
	}
	checkSameInParts(t, "labels", []byte(b.String()), 2000)
}
