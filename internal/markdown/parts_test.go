package markdown

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"quire/internal/testcorpus"
)

// parseInParts parses src in parts of about size bytes.
func parseInParts(src []byte, size int) []*Document {
	p := newParts(src, Dialect{}, size)
	p.size = size
	var parts []*Document
	for d := p.Next(); d != nil; d = p.Next() {
		parts = append(parts, d)
		p.size = size
	}
	return parts
}

// checkSameInParts checks that the parts of a source, in sequence, equal the document that Parse makes of the
// whole. It returns their number.
func checkSameInParts(t *testing.T, name string, src []byte, size int) int {
	t.Helper()
	whole, parts := Parse(src), parseInParts(src, size)
	var blocks []string
	var links []Link
	var headings []Heading
	var ids []string
	var plain strings.Builder
	for _, d := range parts {
		for n := d.Root.FirstChild(); n != nil; n = n.NextSibling() {
			blocks = append(blocks, formatTree(d, n))
		}
		links = append(links, d.Links()...)
		headings = append(headings, d.Headings()...)
		for _, b := range d.BlockIDs() {
			ids = append(ids, fmt.Sprint(b.ID, b.Offset))
		}
		plain.WriteString(d.PlainText())
	}
	i := 0
	for n := whole.Root.FirstChild(); n != nil; n = n.NextSibling() {
		if want := formatTree(whole, n); i >= len(blocks) || blocks[i] != want {
			got := "nothing"
			if i < len(blocks) {
				got = blocks[i]
			}
			t.Errorf("%s in parts of %d: block %d is\n%.400s\nwant\n%.400s", name, size, i, got, want)
			return len(parts)
		}
		i++
	}
	if i != len(blocks) {
		t.Errorf("%s in parts of %d: %d blocks, want %d", name, size, len(blocks), i)
	}
	slices.SortStableFunc(links, func(a, b Link) int { return a.Offset - b.Offset })
	if !slices.Equal(links, whole.Links()) {
		t.Errorf("%s in parts of %d: %d links, want %d, or others", name, size, len(links), len(whole.Links()))
	}
	same := func(a, b Heading) bool {
		return a.Offset == b.Offset && a.Text == b.Text && a.ID == b.ID && a.Level == b.Level
	}
	if !slices.EqualFunc(headings, whole.Headings(), same) {
		t.Errorf("%s in parts of %d: the headings differ", name, size)
	}
	if len(ids) != len(whole.BlockIDs()) {
		t.Errorf("%s in parts of %d: the block ids differ", name, size)
	}
	if plain.String() != whole.PlainText() {
		t.Errorf("%s in parts of %d: the text differs", name, size)
	}
	return len(parts)
}

func TestParts_EqualTheWholeDocument(t *testing.T) {
	for _, src := range []string{
		"", "\n\n", "a\n", "a\n\nb\n\nc", "# a\n\n[b]\n\nc\n\n[b]: /u\n", "[b]: /1\n\na [b]\n\n[b]: /2\n\n[b]\n",
		"a[^1]\n\nb[^2]\n\n[^2]: two\n\nc\n\n[^1]: one\n\nd[^1]\n", "> [^q]: in a quote\n\na[^q]\n\nb\n",
		"- a\n\n- b\n\nc\n\n- d\n", "```\na\n\nb\n```\n\nc\n\nd\n", "<details>\n\na\n\n</details>\n\nb\n\nc", "<!-- a\n\nb -->\n\nc\n\nd",
		"<b>x\n\n<i>y\n\nz\n\nw", "a\n\n^id\n\nb\n\nc ^x\n\n", "Term\n\n: is\n\nb\n\nc\n", "%%\na\n\nb\n%%\n\nc\n\nd", "{% comment %}\n\na\n\n{% endcomment %}\n\nb\n\nc",
		"{% highlight go %}\n\na\n\n{% endhighlight %}\n\nb\n\nc", "a\n\n<table><tr><td>\n\nb\n\n</td></tr></table>\n\nc\n\nd", "[a\nb]\n\nc\n\n[a\nb]: /u\n\nd",
		"    code\n\n    [x]: /no\n\n[x]\n\ny\n", "```\n[x]: /no\n```\n\n[x]\n\n```\n[x]: /no\n```\n\ny\n\nz\n",
		"a\n\n\tcode\n\nb\n", "abc\n\n\tcode\n", "- a\n\n\tb\n\nc\n\n  \tcode\n\nd\n", "ab\n\n-\ta\n\n\t\tb\n\nc\n",
	} {
		for _, size := range []int{1, 2, 5, 10, 1000} {
			checkSameInParts(t, fmt.Sprintf("%q", src), []byte(src), size)
		}
	}
	if n := len(parseInParts([]byte(strings.Repeat("a\n\n", 100)), 30)); n < 8 {
		t.Errorf("only %d parts", n)
	}
}

// readAllSources returns all notes of the journal and the handbook, and those of the corpora beside the repository and all
// examples of the specifications where they exist.
func readAllSources(t *testing.T) (sources [][]byte) {
	sources = readSources(t, testcorpus.Path(t, testcorpus.Journal))
	sources = append(sources, readSources(t, testcorpus.Path(t, testcorpus.Handbook))...)
	least := 30
	if _, err := os.Stat(corpora); err == nil {
		sources = append(sources, readSources(t, corpora)...)
		least = 1000
	}
	if len(sources) < least {
		t.Fatalf("only %d sources", len(sources))
	}
	return sources
}

// readSources returns the notes in a folder, and the examples in files of the specifications.
func readSources(t *testing.T, dir string) (sources [][]byte) {
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		switch filepath.Ext(path) {
		case ".md":
			if strings.Contains(path, "hostile") {
				return nil
			}
			b, _ := readBody(t, path)
			sources = append(sources, b)
		case ".json":
			var examples []struct{ Markdown string }
			if b, err := os.ReadFile(path); err == nil && json.Unmarshal(b, &examples) == nil {
				for _, e := range examples {
					sources = append(sources, []byte(e.Markdown))
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return sources
}

func TestParts_EqualTheWholeDocumentOnCorpora(t *testing.T) {
	if testing.Short() {
		t.Skip("not with -short: the same for hundreds of texts, one after the other")
	}
	sources := readAllSources(t)
	parts := 0
	for i, src := range sources {
		parts += checkSameInParts(t, fmt.Sprintf("note %d", i), src, 200)
	}
	if parts < 2*len(sources) {
		t.Errorf("%d texts are only %d parts", len(sources), parts)
	}
	for _, size := range []int{500, 20000} {
		for from := 0; from < len(sources); from += 100 {
			checkSameInParts(t, fmt.Sprintf("notes from %d", from), bytes.Join(sources[from:min(from+100, len(sources))], []byte("\n\n")), size)
		}
	}
}

func TestParse_FootnotesInPartsKeepTheirText(t *testing.T) {
	var b strings.Builder
	for i := range 300 {
		fmt.Fprintf(&b, "A c[^%d].\n\n[^%d]: d *e* [x](y%d.md)\n\n    - f\n\n", i, i, i)
	}
	checkSameInParts(t, "footnotes", []byte(b.String()), 2000)
}
