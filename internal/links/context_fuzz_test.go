package links

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"

	"quire/internal/markdown"
)

// contextSeeds contain links in all forms and positions, including links without visible text.
var contextSeeds = []string{
	"See the map. [![](p.png)](b.md)",
	"See é[![](p.png)](b.md)",
	"[[b|]]", "See [[b| ]]", "![[p.png]]", "See [[Some note#Heading|that]]. And more.", "[[a]][[b]][[c]]",
	"[](a) [](b)", "[ ](a)", "a [\u200b](b)", "[![alt](p.png \"title\")](x \"t\") tail", "[a ](x) [ a](y) a",
	"First one. Then [a link](x) stands *here*. Last one.",
	"See [here](a) or [here](b), not here.",
	"One.\nSome *text\nand [a\nlink](x)* more. End.  \nNew [l](m)\\\nline",
	"- First. With [one](x) in it\n- [ ] [two](y)\n  - [x] [[three]]\n\n1. [four](z)",
	"| a | b |\n|---|---|\n| c d [one](x) | [](e) |\n| [[n\\|m]] | `[no](link)` |\n",
	"# [Title](x)\n\n## On [this](y)\n\n[under](z)\n===\n",
	"> [!NOTE] [Callout](x)\n> Said. About [this](x), yes.\n\n[^1]: Foot [note](z). See [^1]\n\nA [^1]",
	"<p>See <a href=\"b.md\"></a></p>\n<div><a href=x>in <b>html</b></a> more</div>\n\nin <a href='y'>line</a>.",
	"[ref][p] [p][] [p] [![][p]][b]\n\n[p]: p.png\n[b]: b.md",
	"https://example.org/a?b=c, <mailto:a@b.c> www.example.org.",
	"{% link _posts/a.md %} {{< ref \"b\" >}} [c]({% post_url 2021-12-07-c %})",
	"你好。见[链接](x)吧。再见。", "ก[ไทย](x)ข", "🚀[👩‍🚀](x)🇩🇪[🇩🇪](y)",
	"\xff[\xff](x)\xff", "\x00[a](b)", "[" + strings.Repeat("long ", 80) + "](x)", strings.Repeat("y", 500) + " [](x)",
	"---\nlink: \"[[a]]\"\n---\n[b](c)", "term\n: about [it](x)\n", "==[marked](x)== ~~[struck](y)~~ [a&amp;b](c) [&nbsp;](d)",
}

// FuzzLinkContext checks the context of every link of a note: it is valid UTF-8 of a bounded width, and its span is the text of
// the link, or as much of it as fits.
func FuzzLinkContext(f *testing.F) {
	for _, s := range contextSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		doc := markdown.Parse([]byte(source))
		for i := range doc.Links() {
			text, span := LinkContext(doc, i)
			if span[0] < 0 || span[0] > span[1] || span[1] > len(text) {
				t.Fatalf("%q: link %d has the span %v of %q", source, i, span, text)
			}
			if w := displaywidth.String(text); w > maxContextWidth {
				t.Errorf("%q: the context of link %d has %d cells", source, i, w)
			}
			if !utf8.ValidString(text) {
				t.Errorf("%q: the context of link %d is not valid UTF-8: %q", source, i, text)
			}
			n := doc.LinkNode(i)
			if n == nil {
				continue // a link in a front matter property has no text around it
			}
			own, label := text[span[0]:span[1]], doc.Text(n)
			isCut := own != "" && strings.HasPrefix(label, own) && displaywidth.String(label) > maxContextWidth-2
			if own != label && !isCut {
				t.Errorf("%q: link %d is %q in %q, want %q", source, i, own, text, label)
			}
		}
	})
}
