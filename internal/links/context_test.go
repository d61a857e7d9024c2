package links

import (
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"

	"quire/internal/markdown"
	"quire/internal/testcorpus"
)

func TestLinkContext_IsTheSentenceAroundTheLink(t *testing.T) {
	long := strings.Repeat("many words before it ", 20) + "[the link](x)" + strings.Repeat(" and words behind", 20)
	for _, c := range []struct {
		name, text string
		link       int
		want, own  string
	}{
		{"sentence", "First one. Then [a link](x) stands *here*. Last one.", 0, "Then a link stands here.", "a link"},
		{"alone", "[a link](x)", 0, "a link", "a link"},
		{"second of the same text", "See [here](a) or [here](b).", 1, "See here or here.", "here"},
		{"across lines", "One.\nSome *text\nand [a\nlink](x)* more. End.", 0, "Some text and a link more.", "a link"},
		{"list", "- First. With [one](x) in it\n- Second", 0, "With one in it", "one"},
		{"table", "| a | b |\n|---|---|\n| c d [one](x) | e |\n", 0, "c d one", "one"},
		{"heading", "## On [this](x)", 0, "On this", "this"},
		{"quote", "> Said. About [this](x), yes.", 0, "About this, yes.", "this"},
		{"wiki", "See [[Some note|that]]. And more.", 0, "See that.", "that"},
		{"stops inside the link", "Read [A. B. C.](x) Now. Later.", 0, "Read A. B. C.", "A. B. C."},
		{"cjk", "你好。见[链接](x)吧。再见。", 0, "见链接吧。", "链接"},
		{"picture alone", "[![](p.png)](b.md)", 0, "", ""},
		{"picture at the end", "See the map. [![](p.png)](b.md)", 0, "See the map.", ""},
		{"picture at the end of a wide letter", "See é[![](p.png)](b.md)", 0, "See é", ""},
		{"empty label", "See [](b.md)", 0, "See", ""},
		{"empty label in a wiki link", "See [[b| ]]", 0, "See", ""},
		{"empty element", "See <a href=\"b.md\"></a>", 0, "See", ""},
		{"reference without text", "See [![][p]][b]\n\n[p]: p.png\n[b]: b.md", 0, "See", ""},
		{"none", "no link", 0, "", ""},
		{"negative", "[a](x)", -1, "", ""},
	} {
		doc := markdown.Parse([]byte(c.text))
		text, span := LinkContext(doc, c.link)
		if text != c.want || text[span[0]:span[1]] != c.own {
			t.Errorf("%s: %q with %q, want %q with %q", c.name, text, text[span[0]:span[1]], c.want, c.own)
		}
	}
	if _, span := LinkContext(markdown.Parse([]byte("See [here](a) or [here](b).")), 1); span != [2]int{12, 16} {
		t.Errorf("the second link has the span %v, want [12 16]", span)
	}
	for _, src := range []string{long, "[" + strings.Repeat("所有都是链接 ", 60) + "](x)", "a [b](x) " + strings.Repeat("x", 500), strings.Repeat("y", 500) + " [b](x)"} {
		text, span := LinkContext(markdown.Parse([]byte(src)), 0)
		if w := displaywidth.String(text); w > maxContextWidth || w < maxContextWidth*2/3 {
			t.Errorf("%.30s: %d cells", src, w)
		}
		if own := text[span[0]:span[1]]; own == "" || !strings.Contains(text, "…") {
			t.Errorf("%.30s: %q with %q", src, text, own)
		}
	}
}

// The context of every link of the corpora contains the link's own text.
func TestLinkContext_ContainsLinkTextInCorpora(t *testing.T) {
	testcorpus.Each(t, []string{testcorpus.Journal, testcorpus.Handbook, "blog", "vault"}, func(t *testing.T, name string) {
		visitCorpusNotes(t, name, func(path string, doc *markdown.Document) {
			for i, l := range doc.Links() {
				text, span := LinkContext(doc, i)
				if span[0] < 0 || span[1] > len(text) || span[0] > span[1] {
					t.Fatalf("%s: %q: span %v of %d", path, l.Text, span, len(text))
				}
				if own := text[span[0]:span[1]]; own != l.Text && !strings.HasPrefix(l.Text, own) && l.Form != markdown.Image && l.Form != markdown.Embed {
					t.Errorf("%s: %q is %q in %q", path, l.Text, own, text)
				}
				if w := displaywidth.String(text); w > maxContextWidth {
					t.Errorf("%s: %d cells", path, w)
				}
			}
		})
	})
}
