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

// The extension says that a file is MDX, and so may the library.
func TestOptions_DialectOf(t *testing.T) {
	src := "import A from 'a'\n\n# T\n\n<A>\n    [b](c)\n</A>\n"
	for _, c := range []struct {
		path  string
		isMDX bool
		links int
	}{{"a.mdx", false, 1}, {"a.MDX", false, 1}, {"a.md", true, 1}, {"a.md", false, 0}} {
		o := Options{Dialect: markdown.Dialect{MDX: c.isMDX}}
		p := o.Parse(c.path, []byte(src))
		if len(p.Details.Links) != c.links || p.Dialect != o.DialectOf(c.path) {
			t.Errorf("%s, %v: %d links, %+v", c.path, c.isMDX, len(p.Details.Links), p.Dialect)
		}
		if got, want := o.ParsePreview(c.path, []byte(src)).Note.Title, p.Note.Title; got != want {
			t.Errorf("%s, %v: the preview has the title %q, not %q", c.path, c.isMDX, got, want)
		}
	}
}
