package markdown

import (
	"strings"
	"testing"
	"time"
)

var mdxCases = []struct{ name, src, want string }{
	{"tags without blank lines", "<Steps>\n1. [a](b)\n2. c\n</Steps>\n[d](e)", "b e: a c d"},
	{"indented text", "<Card>\n\n    [a](b)\n\n    # c\n\n        d [e](f)\n</Card>\n", "b f #c: a c d e"},
	{"indented tags", "<Grid>\n  <Card title=\"x\">\n    [a](b)\n  </Card>\n    <Card>\n      - [c](d)\n    </Card>\n</Grid>", "b d: a c"},
	{"tag of several lines", "<Card\n  title={a > 1 ? `x` : \"y>\"}\n  icon='z'\n>\n[a](b)\n</Card>", "b: a"},
	{"closed by itself", "<Badge\n  text=\"x\"\n/>\n[a](b)", "b: a"},
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

func TestParse_MDX(t *testing.T) {
	for _, c := range mdxCases {
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

var bodyCases = []struct{ name, src, want string }{
	{"admonition", "!!! note \"Title\"\n\n    [a](b)\n\n        code [c](d)\n\n[e](f)", "b f: !!! note \"Title\" a code [c](d) e"},
	{"without a blank line", "!!! tip inline end\n    [a](b)\n    c\n\nd", "b: !!! tip inline end a c d"},
	{"details", "??? note\n    [a](b)\n\n???+ warning\n\n    # c\n", "b #c: ??? note a ???+ warning c"},
	{"tabs", "=== \"A\"\n\n    ``` sh\n    x\n    ```\n\n    1.  [a](b)\n\n        [c](d)\n\n=== \"B\"\n\n    e\n", "b d: === \"A\" x a c === \"B\" e"},
	{"nested", "!!! note\n\n    a\n\n    === \"B\"\n\n        [c](d)\n\n    [e](f)\n", "d f: !!! note a === \"B\" c e"},
	{"in a list", "- a\n\n    !!! note\n\n        [b](c)\n\n- d", "c: a !!! note b d"},
	{"after a paragraph", "a\n!!! note\n    [b](c)", "c: a !!! note b"},
	{"no body", "a\n===\n\n!!! \n\n    [b](c)\n", "#a: a !!! [b](c)"},
	{"no text", "!!! note\n\n[a](b)", "b: !!! note a"},
}

func TestParse_IndentedBodies(t *testing.T) {
	for _, c := range bodyCases {
		d := Dialect{IndentedBodies: true}.Parse([]byte(c.src))
		checkDocument(t, d)
		if got := describeRaw(d); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.name, c.src, got, c.want)
		}
	}
	if got := describeRaw(Parse([]byte("!!! note\n\n    [a](b)"))); strings.Contains(got, "b:") {
		t.Errorf("without the dialect: %s", got)
	}
}

// Parts of a source have the links and words of the whole.
func TestPartParser_IndentedBodies(t *testing.T) {
	dialect := Dialect{MDX: true, IndentedBodies: true}
	for _, c := range append(mdxCases, bodyCases...) {
		src := []byte(strings.Repeat(c.src+"\n\ntext\n\n", 20))
		whole := dialect.Parse(src)
		var links int
		var words strings.Builder
		parts := newParts(src, dialect, 100)
		for d := parts.Next(); d != nil; d = parts.Next() {
			links += len(d.Links())
			words.WriteString(" " + d.PlainText())
		}
		if got, want := strings.Fields(words.String()), strings.Fields(whole.PlainText()); links != len(whole.Links()) || strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%s: %d links, want %d; words\n%q\n%q", c.name, links, len(whole.Links()), got, want)
		}
	}
}

func TestParse_IndentedBodiesTakeLinearTime(t *testing.T) {
	deep := ""
	for i := range 300 {
		deep += strings.Repeat("    ", i) + "!!! note\n\n"
	}
	var stairs strings.Builder
	for i := range 300 {
		stairs.WriteString(strings.Repeat("    ", i+1) + "a\n\n")
	}
	for _, src := range []string{
		deep, stairs.String(), strings.Repeat("<A\n", 20_000), strings.Repeat("<A {\n", 20_000), strings.Repeat("<A>\n    x\n\n", 10_000),
		strings.Repeat("!!! a\n", 20_000), strings.Repeat("    ", 20_000) + "x", strings.Repeat("<A>", 20_000), strings.Repeat("<A \"\n\n", 20_000),
	} {
		start := time.Now()
		checkDocument(t, Dialect{MDX: true, IndentedBodies: true}.Parse([]byte(src)))
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%.20q took %v", src, took)
		}
	}
}

func FuzzIndentedBodies(f *testing.F) {
	for _, c := range append(mdxCases, bodyCases...) {
		f.Add(c.src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		checkDocument(t, Dialect{MDX: true, IndentedBodies: true}.Parse([]byte(src)))
	})
}
