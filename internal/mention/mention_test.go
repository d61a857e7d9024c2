package mention

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"quire/internal/catalog"
	"quire/internal/links/profile"
	"quire/internal/note"
	"quire/internal/search/searchtest"
)

func findIn(t *testing.T, path string, files map[string]string) []Mention {
	t.Helper()
	var parsed []*note.Parsed
	for name, text := range files {
		parsed = append(parsed, note.Parse(name, []byte(text)))
	}
	l := catalog.WithPages(searchtest.NewLibrary(parsed, nil, profile.Sites{}))
	n, err := l.Note(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	found, err := Find(t.Context(), l, n)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestFind_LeavesOutLinksToTheNote(t *testing.T) {
	found := findIn(t, "tide.md", map[string]string{
		"tide.md": "---\ntitle: The Tide Table\naliases: [ebb and flow, tides]\n---\nThe tide table is about the tide table.\n",
		"a.md": "---\ntitle: A\n---\n[The tide table](tide.md) and [[tide|the *tide* table]], <a href=\"tide.md\">the tide table</a>.\n\n" +
			"Before. On the **tide\ntable** there is an ebb, and flow: ebb and flow. After.\n\n- `the tide table`\n\n`[[the tide table]]`\n",
		"b.md": "# B\n\n[ebb and flow](gone.md), then [see](tide.md) the tide table.\n\nOnly tides.\n",
		"c.md": "# The tide table\n",
	})
	var got []string
	for _, m := range found {
		got = append(got, fmt.Sprintf("%s:%d: %s [%s]", m.Path(), m.Line, m.Text, m.Text[m.Span[0]:m.Span[1]]))
	}
	slices.Sort(got)
	want := []string{
		"a.md:6: On the tide table there is an ebb, and flow: ebb and flow. [the tide table]",
		"a.md:7: On the tide table there is an ebb, and flow: ebb and flow. [ebb, and flow]",
		"a.md:9: the tide table [the tide table]",
		"b.md:3: ebb and flow, then see the tide table. [ebb and flow]",
		"c.md:1: The tide table [The tide table]",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestFind_NoNameOfTwoWords(t *testing.T) {
	if found := findIn(t, "a.md", map[string]string{"a.md": "# Tides\n", "b.md": "Tides and tides\n"}); found != nil {
		t.Errorf("%+v", found)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("See [x y](a.md) and x\ny", "x y")
	f.Add("<a href=\"a.md\">x y</a> [[a|x\u00ad y]]\r\n\r\n> x &amp; y", "x & y")
	f.Fuzz(func(t *testing.T, text, title string) {
		for _, m := range findIn(t, "a.md", map[string]string{"a.md": "---\ntitle: " + title + "\n---\n", "b.md": text}) {
			if m.Line < 1 || m.Line > strings.Count(text, "\n")+strings.Count(text, "\r")+1 {
				t.Errorf("line %d", m.Line)
			}
			if m.Span[0] < 0 || m.Span[0] > m.Span[1] || m.Span[1] > len(m.Text) {
				t.Errorf("%v of %d", m.Span, len(m.Text))
			}
		}
	})
}
