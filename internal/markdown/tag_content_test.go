package markdown

import (
	"strings"
	"testing"
)

func TestParse_TagsShowTheirContent(t *testing.T) {
	for _, c := range []struct{ name, src, text, links string }{
		{"Jekyll include", `a {% include figure.html src="/b.png" caption="A b" %}`, "a A b", "/b.png"},
		{"Hugo figure", `{{< figure src="b.png" title="T" caption="C" alt="D" >}}`, "D T: C", "b.png"},
		{"over lines", "{{< figure\n  src=\"b.png\"\n  caption=\"C\"\n>}}", "C", "b.png"},
		{"ids", `{{< youtube ab_c >}} {{< youtube id="d" >}} {% gist e/1 %} {{< gist f 2 >}}`, "youtube ab_c youtube d gist e/1 gist f/2", "https://www.youtube.com/watch?v=ab_c https://www.youtube.com/watch?v=d https://gist.github.com/e/1 https://gist.github.com/f/2"},
		{"Zola", `{{ vimeo(id="12", autoplay=true) }}`, "vimeo 12", "https://vimeo.com/12"},
		{"addresses", `{% embed url="https://a.example/x?y=1" %} {% link https://b.example/c %}`, "https://a.example/x?y=1 https://b.example/c", "https://a.example/x?y=1 https://b.example/c"},
		{"embed with a caption", "{% embed url=\"https://a.example\" %}\nCap\n{% endembed %}", "https://a.example Cap", "https://a.example"},
		{"Hexo pictures", `{% img /a.png 10 20 "T" "D" %} {% asset_img b.jpg "E" %}`, "D T E", "/a.png"},
		{"Hexo links", `{% post_link a-b "A b" %} {% post_link c-d %}`, "A b c-d", ""},
		{"Eleventy", `{% image "./a.jpg", "A cat", "100vw" %}`, "A cat", "./a.jpg"},
		{"a word in a sentence", `Run {{< tooltip text="pods" id="pod" >}}, then stop.`, "Run pods, then stop.", ""},
		{"glued", `{{< tabs >}}{{< tab "A" >}}b{{< /tab >}}{{< tab "C" >}}d{{< /tab >}}{{< /tabs >}}`, "A: b C: d", ""},
		{"an unknown pair", `a{{< x y="z" >}}b{{< /x >}}c`, "abc", ""},
		{"in an address", `[a]({% link b.md %}) [c]({{< ref "d.md" >}})`, "a c", `{% link b.md %} {{< ref "d.md" >}}`},
		{"no words for a reader", `a {% if x == "y" %}b{% endif %}{% assign c = "d" %}{% include toc %}`, "a b", ""},
		{"values of the generator", `{{ a.b }} {{< param c >}} {{ "d" | upcase }}`, `{{ a.b }} {{< param c >}} {{ "d" | upcase }}`, ""},
		{"shown as written", "`{% embed url=\"https://a.example\" %}` {{</* figure src=\"b\" */>}}", `{% embed url="https://a.example" %} {{< figure src="b" >}}`, ""},
		{"raw", `{% raw %}{% embed url="https://a.example" %}{% endraw %}`, `{% embed url="https://a.example" %}`, "https://a.example"},
	} {
		d := Parse([]byte(c.src))
		var links []string
		for _, l := range d.Links() {
			links = append(links, l.Dest)
		}
		if got := strings.Join(strings.Fields(d.Text(d.Root)), " "); got != c.text {
			t.Errorf("%s: %s\n got %q\nwant %q", c.name, c.src, got, c.text)
		}
		if got := strings.Join(links, " "); c.name != "raw" && got != c.links {
			t.Errorf("%s: %s\nlinks %s\n want %s", c.name, c.src, got, c.links)
		}
	}
}

func TestParse_TagsHoldBlocks(t *testing.T) {
	checkTrees(t, Dialect{}, []struct{ src, want string }{
		{"{% hint style=\"warning\" %}\na *b*\n\n- c\n{% endhint %}\nd", `Callout:warning(Paragraph("a " *("b")) List(ListItem(TextBlock("c")))) Paragraph("d")`},
		{"{{% alert title=\"A\" color=\"danger\" %}}\nb\n{{% /alert %}}", `Callout:danger(CalloutTitle("A") Paragraph("b"))`},
		{"{{< details \"A b\" >}}\nc\n{{< /details >}}", `Callout:details-(CalloutTitle("A b") Paragraph("c"))`},
		{"{% tabs %}\n\n{% tab title=\"A\" %}\nb\n\n```\n{% endtab %}\n```\n{% endtab %}\n\n{% endtabs %}\nc", "Callout:tab(CalloutTitle(\"A\") Paragraph(\"b\") FencedCodeBlock<{% endtab %}\n>) Paragraph(\"c\")"},
		{"{% blockquote A B, C https://d.example E %}\nf\n{% endblockquote %}", `Callout:quote(CalloutTitle("A B, C" " " Link("E")) Paragraph("f"))`},
		{"{% note() %}\na\n{% end %}", `Callout:note(Paragraph("a"))`},
		{"- a\n\n  {% tip %}\n  b\n  {% endtip %}", `List(ListItem(Paragraph("a") Callout:tip(Paragraph("b"))))`},
		{"{% code title=\"a.js\" %}\n```js\nb\n```\n{% endcode %}", "Callout:code(CalloutTitle(\"a.js\") FencedCodeBlock<b\n>)"},
		{"{% codeblock A b lang:js https://c.example D %}\n*e*\n{% endcodeblock %}", "Paragraph(\"A b\" \" \" Link(\"D\")) FencedCodeBlock<*e*\n>"},
		{"a:\n{{< code-toggle file=x >}}\nb = *c*\nd = 1\n{{< /code-toggle >}}\n\ne", "Paragraph(\"a:\") Paragraph(\"x\") FencedCodeBlock<b = *c*\nd = 1\n> Paragraph(\"e\")"},
		{"{{< code-toggle file=x />}}\n*a*\n{{< code-toggle >}}\n*b*\n{{< /code-toggle >}}", "Paragraph(Template<{{< code-toggle file=x />}}> \"\"~ *(\"a\")) FencedCodeBlock<*b*\n>"},
		{"{{< chart x=y >}}\n*a*\n{{< chart z=y >}}\n*b*\n{{< /chart >}}", "Paragraph(Template<{{< chart x=y >}}> \"\"~ *(\"a\")) FencedCodeBlock<*b*\n>"},
		{"{% hint %}\na", `Paragraph("a")`},
	})
}

func TestParse_TagBlocksInPartsAreTheSame(t *testing.T) {
	checkSameInParts(t, "tags", []byte(strings.Repeat("{% hint style=\"tip\" %}\na [x](y.md)\n\nb\n\n{% endhint %}\n\n{% figure src=\"/z.png\" %}\n\n", 300)), 2000)
}

func TestParse_SurvivesManyTags(t *testing.T) {
	for _, p := range []string{"{% a %}", "{% a %}{% b %}{% enda %}", "{% endb %}", "{%", "{% a \"", "{{< tab x=", "{% hint %}\n", "{% hint %}\n{% endhint %}\n", "[a]{.b}"} {
		checkDocument(t, Parse([]byte(strings.Repeat(p, 3000))))
	}
}

// The time that a line takes must grow no faster than its tags.
func BenchmarkParse_ManyTagsInALine(b *testing.B) {
	for _, p := range []string{"{% x %} a ", "{% x %}a{% endx %} b ", "{% figure caption=\"a\" %} b ", "{{< x a=\"b\" >}} c "} {
		src := []byte(strings.Repeat(p, 10000))
		b.Run(p, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				Parse(src)
			}
		})
	}
}
