package markdown

import (
	"fmt"
	"strings"
	"testing"
)

// describeRaw writes the links, headings and text of a document, the text without spaces at line ends.
func describeRaw(d *Document) string {
	var out []string
	for _, l := range d.Links() {
		out = append(out, l.Dest)
	}
	for _, h := range d.Headings() {
		out = append(out, "#"+h.Text)
	}
	return fmt.Sprintf("%s: %s", strings.Join(out, " "), strings.Join(strings.Fields(d.PlainText()), " "))
}

var rawCases = []struct{ name, src, want string }{
	{"block", "{{< x >}}\n[[a]]\n# b\n\n- [c](d) *e*\n{{< /x >}}\n[f](g)", "g: [[a]] # b - [c](d) *e* f"},
	{"in a line", "a {{< x >}}[b](c) *d*{{< /x >}} [e](f)", "f: a [b](c) *d* e"},
	{"from a line to another", "a {{< x >}}[b](c)\n# d{{< /x >}} [e](f)", "f: a [b](c) # d e"},
	{"Markdown", "{{% x %}}\n[a](b)\n# c\n{{% /x %}}", "b #c: a c"},
	{"Markdown within", "{{< x >}} {{% y %}}\n[a](b)\n{{% /y %}} {{< /x >}}\n\n{{< x >}}[c](d){{< /x >}}", "b: a [c](d)"},
	{"without an end", "{{< x >}}\n[a](b)\n\n{{< y >}}", "b: {{< x >}} a {{< y >}}"},
	{"closed by itself", "{{< x />}}\n[a](b) {{< /x >}}", "b: {{< x />}} a"},
	{"nested", "{{< x >}}\n{{< y >}}\n[a](b)\n{{< /y >}}\n{{< x >}}c{{< /x >}}\n[d](e)\n{{< /x >}}\n[f](g)", "g: {{< y >}} [a](b) {{< /y >}} {{< x >}}c{{< /x >}} [d](e) f"},
	{"one within without an end", "{{< x >}}\n{{< img >}}\n[a](b)\n{{< /x >}}\n[c](d)", "d: {{< img >}} [a](b) c"},
	{"only the last has an end", "{{< x >}} [a](b)\n\n{{< x >}}[c](d){{< /x >}}", "b: {{< x >}} a [c](d)"},
	{"no link within", "{{< x >}}{{< ref \"a\" >}} https://b.cd{{< /x >}} {{< ref \"c\" >}}", "{{< ref \"c\" >}}: {{< ref \"a\" >}} https://b.cd c"},
	{"fence within", "{{< x >}}\n```\n[a](b)\n{{< /x >}}\n[c](d)", "d: {{< x >}} ``` [a](b) c"},
	{"in a list", "- a\n\n  {{< x >}}\n  [b](c)\n\n  # d\n  {{< /x >}}\n- [e](f)", "f: a [b](c) # d e"},
	{"out of a list", "- a\n\n  {{< x >}}\n[b](c)\n\n# d\n  {{< /x >}}\n\n[e](f)", "f: a [b](c) # d e"},
	{"in a quotation", "> {{< x >}}\n> [b](c)\n>\n> # d\n> {{< /x >}}\n>\n> [e](f)", "f: [b](c) # d e"},
	{"indented", "{{< x >}}\n      [b](c)\n\n\t# d\n    {{< /x >}}\n[e](f)", "f: [b](c) # d e"},
	{"in code", "`{{< x >}}` [a](b)\n\n```\n{{< x >}}\n```\n[c](d)", "b d: {{< x >}} a {{< x >}} c"},
	{"highlight", "{{< highlight go >}}\n[a](b)\n{{< /highlight >}}\n[c](d)", "d: [a](b) c"},
	{"escaped", "{{</* x */>}} [a](b) {{</* /x */>}} {{%/* y \"z\" */%}} {{</* ref \"c\" */>}}", "b: {{< x >}} a {{< /x >}} {{% y \"z\" %}} {{< ref \"c\" >}}"},
	{"expression", "a ${query[[from [b](c)]] .. \"}\" .. {}} [d](e)", "e: a ${query[[from [b](c)]] .. \"}\" .. {}} d"},
	{"expression of several lines", "> ${a\n> # {b}\n>\n> [[c]]}[d](e)\n>\n> [f](g)", "e g: ${a # {b} [[c]]}d f"},
	{"no expression", "`${[a](b)}` \\${[c](d) ${[e](f)", "d f: ${[a](b)} ${c ${e"},
}

func TestParse_RawBodiesOfDialect(t *testing.T) {
	dialect := Dialect{RawShortcodes: true, Expressions: true}
	for _, c := range rawCases {
		d := dialect.Parse([]byte(c.src))
		checkDocument(t, d)
		if got := describeRaw(d); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.name, c.src, got, c.want)
		}
	}
	if got := describeRaw(Parse([]byte("{{< x >}}\n[a](b) ${[[c]]}\n{{< /x >}}"))); !strings.HasPrefix(got, "b c:") {
		t.Errorf("without the dialect: %s", got)
	}
}

// Parts of a source have the links and words of the whole.
func TestPartParser_RawBodies(t *testing.T) {
	dialect := Dialect{RawShortcodes: true, Expressions: true}
	for _, c := range rawCases {
		src := strings.Repeat(c.src+"\n\ntext\n\n", 20)
		whole := dialect.Parse([]byte(src))
		var links int
		var words strings.Builder
		parts := newParts([]byte(src), dialect, 100)
		for d := parts.Next(); d != nil; d = parts.Next() {
			links += len(d.Links())
			words.WriteString(" " + d.PlainText())
		}
		if got, want := strings.Fields(words.String()), strings.Fields(whole.PlainText()); links != len(whole.Links()) || strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%s: %d links, want %d; words\n%q\n%q", c.name, links, len(whole.Links()), got, want)
		}
	}
}

func TestFindRawBodies_TakesLinearTime(t *testing.T) {
	for _, p := range []string{"{{< a >}}", "{{< a >}}{{< b >}}{{< /a >}}", "{{< a >}}{{< /b >}}", "{{< /a >}}", "{{<", "${", "${\"", "{{< a >}}\n> ", "${{"} {
		src := []byte(strings.Repeat(p, 40_000))
		findRawBodies(src)
		checkDocument(t, Dialect{RawShortcodes: true, Expressions: true}.Parse(src[:20_000]))
	}
}

func FuzzRawBodies(f *testing.F) {
	for _, c := range rawCases {
		f.Add(c.src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		checkDocument(t, Dialect{RawShortcodes: true, Expressions: true, TermIDs: true}.Parse([]byte(src)))
	})
}
