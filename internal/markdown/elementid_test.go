package markdown

import (
	"fmt"
	"strings"
	"testing"
)

// The id of an element names the place where a reader should be taken: the next text, or the block around it.
func TestBlockIDs_OfElementsAndAttributes(t *testing.T) {
	for src, want := range map[string]string{
		"<a id=x></a>\n\n# Title":                            "x=# Title",
		"<a id=x></a> <a name=\"y\"></a>\n<!-- z -->\ntext":  "x=text y=text",
		"> <a id=x></a>\n>\n> text":                          "x=> text",
		"a\nb <i ID='x'>c</i>":                               "x=<i ID='x'>c</i>",
		"<div\nid=x>\n\ntext":                                "x=text",
		"<p id=\"a b\" name=\"{{ c }}\">d":                   "",
		"text\n\n<script id=x>let a = '<b id=y>'\n</script>": "x=<script id=x>let a = '<b id=y>'",
		"`<a id=x>` \\<a id=y>\n\n\t<a id=z>":                "",
		"# a {#x}\n\n<h2 id=y>b</h2>":                        "",
		"one\ntwo\n{: #x}\n\nthree":                          "x=one",
		"- one\n- two { #x }":                                "x=- one",
		"a {: id=\"x\" .b}":                                  "x=a {: id=\"x\" .b}",
		"a {{#x}} {%#y%} {x} {#y z} \\{#z}":                  "",
		"a ^x":                                               "^x=a ^x",
	} {
		var got []string
		for _, b := range Parse([]byte(src)).BlockIDs() {
			line, _, _ := strings.Cut(src[b.Offset:], "\n")
			if !b.IsElementID {
				b.ID = "^" + b.ID
			}
			got = append(got, fmt.Sprintf("%s=%s", b.ID, line))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", src, got, want)
		}
	}
}

// A list of attributes at the end of a heading is no text of it.
func TestHeadings_Attributes(t *testing.T) {
	for src, want := range map[string]string{
		"# A {#x}":                      "A|x",
		"# A {#x .b c=\"d e\"}":         "A|x",
		"# A { id='x' }":                "A|x",
		"# A{#x}":                       "A|x",
		"# A {.b}":                      "A|",
		"# A {-}":                       "A|",
		"# A {: .b #x}":                 "A|x",
		"# A ## {#x}":                   "A|x",
		"# C# {#x}":                     "C#|x",
		"A {#x}\n===":                   "A|x",
		"# A {/* #x */}":                "A|x",
		"# A <!-- #x -->":               "A|x",
		"# A <!-- x -->":                "A|",
		"# The set {a, b}":              "The set {a, b}|",
		"# Map {a}":                     "Map {a}|",
		"# A{.b}":                       "A{.b}|",
		"# [A](#tab/x/y)":               "A|tab/x/y",
		"# *A* {#x}":                    "A|x",
		"<h2 ID=x class=\"b\">A</h2>\n": "A|x",
	} {
		h := Parse([]byte(src)).Headings()
		if len(h) != 1 || h[0].Text+"|"+h[0].ID != want {
			t.Errorf("%q: %+v, want %s", src, h, want)
		}
	}
}

// Kramdown's attributes of a block are no text, with or without a name.
func TestPlainText_WithoutKramdownAttributes(t *testing.T) {
	for src, want := range map[string]string{
		"a\n{: style=\"color: red\"}\n\nb": "a b", "> a\n{:title='x' .y}": "a", "![a](b.png)\n{:width=50}": "a", "a\n{: #x .y}": "a", "a\n{:toc}": "a",
		"a {: b }": "a {: b }", "a {:b c=}d": "a {:b c=}d",
	} {
		if got := strings.Join(strings.Fields(Parse([]byte(src)).PlainText()), " "); got != want {
			t.Errorf("%q: %q, want %q", src, got, want)
		}
	}
}

func TestTermIDs_OfDialect(t *testing.T) {
	src := []byte("Weft *x*\n: y\n")
	if b := (Dialect{TermIDs: true}).Parse(src).BlockIDs(); len(b) != 1 || b[0].Term != "Weft x" || b[0].Offset != 0 {
		t.Errorf("the terms are %+v", b)
	}
	if b := Parse(src).BlockIDs(); len(b) != 0 {
		t.Errorf("the terms are %+v without ids", b)
	}
}
