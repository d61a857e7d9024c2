package note

import (
	"slices"
	"strings"
	"testing"

	"quire/internal/markdown"
)

// What the dialect takes out of Markdown has neither links, headings nor tags, in a note of any length.
func TestOptions_Dialect(t *testing.T) {
	const raw = "{{< toggle >}}\n[[weft]] #no\n# No\n{{< /toggle >}}\n\n{{% note %}}\n[[warp]] #yes\n{{% /note %}}\n"
	for _, src := range []string{raw, raw + strings.Repeat("text\n\n", markdown.PartSize/6+1)} {
		for _, dialect := range []markdown.Dialect{{}, {RawShortcodes: true}} {
			o := Options{Hashtags: true, Dialect: dialect}
			for _, p := range []*Parsed{o.Parse("a.md", []byte(src)), o.ParseInParts("a.md", []byte(src))} {
				links, tags, headings := []string{}, []string{"yes"}, 0
				if !dialect.RawShortcodes {
					links, tags, headings = []string{"weft"}, []string{"no", "yes"}, 1
				}
				links = append(links, "warp")
				var got []string
				for _, l := range p.Details.Links {
					got = append(got, l.Dest)
				}
				if !slices.Equal(got, links) || !slices.Equal(p.Note.Tags, tags) || len(p.Details.Headings) != headings || !strings.Contains(p.Plain, "[[weft]] #no") && dialect.RawShortcodes {
					t.Errorf("%+v, %d bytes: links %q, tags %q, headings %v", dialect, len(src), got, p.Note.Tags, p.Details.Headings)
				}
			}
		}
	}
}

func TestParse_MDXByExtension(t *testing.T) {
	const text = "<Steps>\n1. [a](b)\n</Steps>\n"
	for name, want := range map[string]int{"a.mdx": 1, "a.MDX": 1, "a.md": 0} {
		if got := len(Parse(name, []byte(text)).Details.Links); got != want {
			t.Errorf("%s: %d links, want %d", name, got, want)
		}
	}
}
