package markdown

import (
	"fmt"
	"strings"
	"testing"
)

func TestParse_InlineNotes(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"words", "A.^[The *b* [c](d.md).] E.", `A. E. 1: The b c.`},
		{"over lines", "> A^[b\n> c]\n> d", `A d 1: b c`},
		{"code and brackets", "A^[b `]` [c] \\] d]", `A 1: b ] [c] ] d`},
		{"after others, in order", "A[^1] B^[b] C[^1]\n\n[^1]: one ^[c]", `A B C 1: one 2: b 3: c`},
		{"within another", "A^[b ^[c] d]", `A 1: b d 2: c`},
		{"in a list and a cell", "- a^[b]\n\n|c|\n|-|\n|d^[e]|", `a c d 1: b 2: e`},
		{"blank", "A^[ ] B^[]", `A^[ ] B^[]`},
		{"no end", "A^[b\n\nc]", `A^[b c]`},
		{"escaped", "A\\^[b] `^[c]`", `A^[b] ^[c]`},
		{"patterns and superscripts", "^[a-z]+$ ^[^x]* x^[2](c.md)^", `^[a-z]+$ ^[^x]* x^2^`},
	} {
		d := Parse([]byte(c.src))
		got := strings.Join(strings.Fields(strings.Split(d.Text(d.Root), " 1:")[0]), " ")
		var notes []string
		for i := 1; len(d.FootnoteTexts(i)) > 0; i++ {
			notes = append(notes, fmt.Sprintf("%d: %s", i, strings.Join(d.FootnoteTexts(i), " ")))
		}
		body, list := got, strings.Join(notes, " ")
		for i := len(notes); i > 0; i-- {
			body = strings.TrimSuffix(body, " "+strings.Join(d.FootnoteTexts(i), " "))
		}
		if got = strings.TrimSpace(body + " " + list); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.name, c.src, got, c.want)
		}
	}
}

func TestParse_InlineNotesInPartsAreTheSame(t *testing.T) {
	var b strings.Builder
	for i := range 300 {
		fmt.Fprintf(&b, "A^[b%d [x](y%d.md)] c[^%d].\n\n[^%d]: d\n\n", i, i, i, i)
	}
	checkSameInParts(t, "inline notes", []byte(b.String()), 2000)
}

func TestParse_ManyInlineNotesStayCheap(t *testing.T) {
	for _, src := range []string{strings.Repeat("^[", 50000), strings.Repeat("^[a]", 50000), strings.Repeat("^[a ", 2000) + strings.Repeat("]", 2000), strings.Repeat("^[`", 50000)} {
		if d := Parse([]byte(src)); d.Root.FirstChild() == nil {
			t.Errorf("%.10q…: nothing", src)
		}
	}
}
