package markdown

import (
	"fmt"
	"strings"
	"testing"
)

// formatLinks writes each link as form|dest|text|source, where source is the first 4 bytes from its offset.
func formatLinks(d *Document) []string {
	out := []string{}
	for _, l := range d.Links() {
		at := string(d.Source[l.Offset:min(len(d.Source), l.Offset+4)])
		at, _, _ = strings.Cut(at, "\n")
		out = append(out, fmt.Sprintf("%s|%s|%s|%s", l.Form, l.Dest, l.Text, at))
	}
	return out
}

var linkCases = []struct {
	name, src string
	want      []string
}{
	{"inline", "a [b *c*](d \"t\") e", []string{"inline|d|b c|[b *"}},
	{"escapes and entities in the address", `[a](b\_c&amp;d&auml;)`, []string{"inline|b_c&dä|a|[a]("}},
	{"an apostrophe in the address", "[a](b'c) [d](\"e)", []string{"inline|b'c|a|[a](", "inline|\"e|d|[d]("}},
	{"a page of Logseq", "{{embed [[a/b c]]}} {{embed ((1-2))}} {{embed [[]]}}", []string{"template|{{embed [[a/b c]]}}|a/b c|{{em"}},
	{"angle brackets", "[a](<b c>)", []string{"inline|b c|a|[a]("}},
	{"quotes in the address", "[a](b's.md) and [c](d\"e.md) f", []string{"inline|b's.md|a|[a](", "inline|d\"e.md|c|[c]("}},
	{"a title after an address with a quote", "[a](b's.md 'c') [d](<e'f g> \"h\")", []string{"inline|b's.md|a|[a](", "inline|e'f g|d|[d]("}},
	{"a title without its end is none", "[a](b 'c)", []string{}},
	{"controls are shown", "[a&#27;b](c&#27;d)", []string{"inline|c␛d|a␛b|[a&#"}},
	{"reference forms", "[a][x] [x][] [x]\n\n[x]: /dest", []string{"reference|/dest|a|[a][", "reference|/dest|x|[x][", "reference|/dest|x|[x]"}},
	{"autolinks", "<https://a.b/c> <me@a.bc>", []string{"autolink|https://a.b/c|https://a.b/c|<htt", "autolink|mailto:me@a.bc|me@a.bc|<me@"}},
	{"bare", "https://a.bc/d, (www.a.bc) and me@a.bc.", []string{"bare|https://a.bc/d|https://a.bc/d|http", "bare|http://www.a.bc|www.a.bc|www.", "bare|mailto:me@a.bc|me@a.bc|me@a"}},
	{"a link whose text is an address is one", "[https://a.bc](https://d.ef) [<https://a.bc>](x) [[[w]]](y)", []string{"inline|https://d.ef|https://a.bc|[htt", "inline|x|https://a.bc|[<ht", "inline|y|w|[[[w"}},
	{"image", "![a *b*](c.png)", []string{"image|c.png|a b|![a "}},
	{"image in a link", "[![alt](i.png)](d)", []string{"inline|d|alt|[![a", "image|i.png|alt|![al"}},
	{"link in the text of an image", "![a [b](c) d](e)", []string{"image|e|a b d|![a "}},
	{"wiki", "x [[A note]] y", []string{"wiki|A note|A note|[[A "}},
	{"a defined reference in brackets is no wiki link", "[[Bug #1]] [[A]]\n\n[bug  #1]: /x\n", []string{"reference|/x|Bug #1|[Bug", "wiki|A|A|[[A]"}},
	{"wiki with label", "[[A#b|label]]", []string{"wiki|A#b|label|[[A#"}},
	{"wiki heading", "[[A#b#c]] [[#d]] [[A#^id]]", []string{"wiki|A#b#c|A > b > c|[[A#", "wiki|#d|d|[[#d", "wiki|A#^id|A > ^id|[[A#"}},
	{"wiki with code", "[[F#g|`g`]] [[#`m`|m]]", []string{"wiki|F#g|g|[[F#", "wiki|#`m`|m|[[#`"}},
	{"embed", "![[a.png|100]] ![[b.png|10x20]] ![[c#d|e]]", []string{"embed|a.png|a.png|![[a", "embed|b.png|b.png|![[b", "embed|c#d|e|![[c"}},
	{"wiki in a table", "| a | b |\n|---|---|\n| [[T v\\|T]] | [[U|V]]x |", []string{"wiki|T v|T|[[T "}},
	{"no wiki", "[[]] [[ ]] [[a\nb]] [[1,[2]]] \\[[x]]", []string{}},
	{"a bracketed text is no wiki link", "[[1]](https://a.bc) [[x]] (y)", []string{"inline|https://a.bc|[1]|[[1]", "wiki|x|x|[[x]"}},
	{"none in code", "`[a](b)` `[[c]]`\n\n```\n[a](b) [[c]] https://d.ef\n```\n\n    [a](b)\n", []string{}},
	{"none in comments", "%% [a](b) %% c\n\n%%\n[[d]]\n\n[e](f)\n%%\n\n<!-- [g](h) -->\n\nx <!-- [i](j) --> [k](l)", []string{"inline|l|k|[k]("}},
	{"percent signs are no comment", "100 %% of [a](b)\n\nnext", []string{"inline|b|a|[a]("}},
	{"html anchor", "x <a href=\"/y?a&amp;b\">z *q*</a> w", []string{"html|/y?a&b|z q|<a h"}},
	{"html anchor in a block", "<div>\n<p>a <a href='b'>c</a></p>\n</div>", []string{"html|b|c|<a h"}},
	{"html anchor without an end", "a <a href=b>c", []string{"html|b|c|<a h"}},
	{"html anchor without an address", "<a name=x></a>y", []string{}},
	{"html in html", "<p><a href=a><b>c</b><img src=d alt=e></a></p>", []string{"html|a|ce|<a h", "image|d|e|<img"}},
	{"iframe and video", "<iframe src=\"https://a.bc/d?e&amp;f\" title=T></iframe>\n\n<video src=v.mp4>old <a href=no>x</a></video>", []string{"html|https://a.bc/d?e&f|T|<ifr", "html|v.mp4|v.mp4|<vid"}},
	{"img", "a <img src=\"i.png\" alt=\"b &amp; c\"> d", []string{"image|i.png|b & c|<img"}},
	{"script is no content", "<script>\nlet a = '<a href=x>y</a>'\n</script>\n\n<style>a{}</style>", []string{}},
	{"liquid in the address", "[a]({% post_url 2020-01-02-b %}) [c]({{ site.url }}/d/e) [f]({% link _posts/g h.md %}#i)", []string{
		"inline|{% post_url 2020-01-02-b %}|a|[a](", "inline|{{ site.url }}/d/e|c|[c](", "inline|{% link _posts/g h.md %}#i|f|[f]("}},
	{"hugo in the address", "[a]({{< ref \"b c\" >}}) [d]({{% relref path=\"e.md\" %}} \"t\")", []string{
		"inline|{{< ref \"b c\" >}}|a|[a](", "inline|{{% relref path=\"e.md\" %}}|d|[d]("}},
	{"liquid in a definition", "[a]\n\n[a]: {{ site.baseurl }}/b", []string{"reference|{{ site.baseurl }}/b|a|[a]"}},
	{"liquid in html", "<a href=\"{{ post.url }}\">x</a>", []string{"html|{{ post.url }}|x|<a h"}},
	{"liquid in prose", "see {% post_url 2020-01-02-b %} and {{< ref \"c\" >}}, not {{ d }}", []string{
		"template|{% post_url 2020-01-02-b %}|2020-01-02-b|{% p", "template|{{< ref \"c\" >}}|c|{{< "}},
	{"liquid in a table", "| a |\n|---|\n| {{ x | y }} [b](c) |", []string{"inline|c|b|[b]("}},
	{"liquid comment", "a {% comment %} [b](c) {% endcomment %} [d](e)\n\n{% comment %}\n[f](g)\n\n[h](i)\n{% endcomment %}\n[j](k)", []string{"inline|e|d|[d](", "inline|k|j|[j]("}},
	{"liquid raw", "{% raw %}{% post_url a %} {{ b }} [c](d){% endraw %} {% post_url e %}", []string{"inline|d|c|[c](", "template|{% post_url e %}|e|{% p"}},
	{"kramdown attributes", "[a](b){:target=\"_blank\"} c", []string{"inline|b|a|[a]("}},
	{"footnotes are where they are written", "a[^1] [b](c)\n\n[^1]: see [d](e)\n\n[f](g)", []string{"inline|c|b|[b](", "inline|e|d|[d](", "inline|g|f|[f]("}},
	{"in a callout's title", "> [!NOTE] a [b](c)\n> [d](e)", []string{"inline|c|b|[b](", "inline|e|d|[d]("}},
	{"in a heading", "# [a](b) {#id}", []string{"inline|b|a|[a]("}},
	{"in a definition list", "a\n: [b](c)", []string{"inline|c|b|[b]("}},
}

func TestLinks_FindsEveryForm(t *testing.T) {
	for _, c := range linkCases {
		t.Run(c.name, func(t *testing.T) {
			d := Parse([]byte(c.src))
			got := formatLinks(d)
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("%q\n got %q\nwant %q", c.src, got, c.want)
			}
			for i, n := range d.linkNodes {
				if at, ok := d.LinkIndex(n); !ok || at != i {
					t.Errorf("LinkIndex of link %d is %d, %v", i, at, ok)
				}
			}
		})
	}
}

// A link by the name of a note is a WikiLink, whatever its form, and no other link is one.
func TestForm_HasNamesOfWikiLinks(t *testing.T) {
	d := Parse([]byte("[a](b) [c][r] <https://d.ef> https://g.hi <a href=j>k</a> [[l]] ![[m]] ![n](o.png) {% post_url 2020-01-02-p %}\n\n[r]: q\n"))
	seen := map[Form]bool{}
	for i, l := range d.Links() {
		seen[l.Form] = true
		w, ok := d.LinkNode(i).(*WikiLink)
		if ok != l.Form.HasNames() {
			t.Errorf("%s: a name: %v, a WikiLink: %v", l.Form, l.Form.HasNames(), ok)
		}
		if ok && w.Form != l.Form {
			t.Errorf("%s in the links, %s in the tree", l.Form, w.Form)
		}
	}
	for f := range forms {
		if Form(f) == Property { // not in Markdown
			continue
		}
		if !seen[Form(f)] {
			t.Errorf("this test has no link of the form %s", Form(f))
		}
	}
}
