package links

import (
	"strings"
	"testing"

	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/testcorpus"
)

func TestCitations_Forms(t *testing.T) {
	texts := map[string]string{
		"_posts/2021-12-07-reinvent.md": "---\ntitle: \"re:Invent [2021]\"\n---\n## Key notes: C#?\n\ntext ^abc\n",
		"a b/Notes (old).md":            "# Old\n\n## One\n",
		"a/same.md":                     "# A same\n", "b/same.md": "# B same\n",
		"b/c/deep.md": "# Deep\n",
	}
	var notes []*note.Note
	for path, text := range texts {
		notes = append(notes, note.Parse(path, []byte(text)).Note)
	}
	r := newResolver(notes, nil, testSite{Hosts: []string{"www.x.example", "x.example"}, Permalinks: []string{"/blog/:title"}})
	for _, c := range []struct{ path, anchor, from, want string }{
		{"_posts/2021-12-07-reinvent.md", "", "", "https://x.example/blog/reinvent [[2021-12-07-reinvent]] [re:Invent \\[2021\\]](_posts/2021-12-07-reinvent.md)"},
		{"_posts/2021-12-07-reinvent.md", "key-notes-c", "b/c/deep.md", "https://x.example/blog/reinvent#key-notes-c [[2021-12-07-reinvent#Key notes: C#?]] [Key notes: C#?](../../_posts/2021-12-07-reinvent.md#key-notes-c)"},
		{"_posts/2021-12-07-reinvent.md", "^abc", "", "https://x.example/blog/reinvent#^abc [[2021-12-07-reinvent#^abc]] [re:Invent \\[2021\\]](_posts/2021-12-07-reinvent.md#^abc)"},
		{"a b/Notes (old).md", "one", "a/same.md", "https://x.example/blog/Notes-(old)#one [[Notes (old)#One]] [One](../a%20b/Notes%20%28old%29.md#one)"},
		{"b/same.md", "", "b/c/deep.md", "https://x.example/blog/b-same [[B same]] [B same](../same.md)"},
		{"b/same.md", "", "b/same.md", "https://x.example/blog/b-same [[same]] [B same](same.md)"},
	} {
		var got []string
		for _, cite := range r.Citations(r.Note(c.path), c.anchor, r.Note(c.from)) {
			got = append(got, cite.Text)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s#%s from %q:\ngot  %s\nwant %s", c.path, c.anchor, c.from, s, c.want)
		}
	}
}

// A citation, parsed as Markdown, resolves to the cited place.
func TestCitations_ResolveToTheirPlace(t *testing.T) {
	sites := map[string]testSite{"blog": blogSite, testcorpus.Journal: journalSite} // the others are vaults
	testcorpus.Each(t, []string{testcorpus.Journal, testcorpus.Handbook, "blog", "vault"}, func(t *testing.T, name string) {
		r := loadCorpus(t, name, sites[name])
		notes := r.notes
		for i, n := range notes {
			from := notes[(i*7+3)%len(notes)]
			anchors := []string{""}
			for _, h := range n.Details().Headings {
				anchors = append(anchors, h.Anchor)
			}
			for _, b := range n.Details().Blocks {
				anchors = append(anchors, "^"+b.ID)
			}
			for _, anchor := range anchors {
				cites := r.Citations(n, anchor, from)
				if len(cites) < 2 && anchor == "" {
					t.Errorf("%s: %d citations", n.Path, len(cites))
				}
				for _, c := range cites {
					text := c.Text
					if c.Form == CiteSite {
						text = "<" + text + ">"
						if strings.HasPrefix(c.Text, "/") {
							text = "[x](" + c.Text + ")"
						}
					}
					all := markdown.Parse([]byte("See " + text + " there.\n")).Links()
					if len(all) != 1 {
						t.Errorf("%s#%s: %s is %d links", n.Path, anchor, c.Text, len(all))
						continue
					}
					if to := r.Resolve(from, all[0]); to.Path != n.Path || to.Heading != anchor {
						t.Errorf("%s#%s: %s leads to %s#%s (%s)", n.Path, anchor, c.Text, to.Path, to.Heading, to.Status)
					}
				}
			}
		}
	})
}
