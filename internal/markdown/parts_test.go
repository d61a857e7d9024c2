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
)

// inParts parses src in parts of about size bytes.
func inParts(src []byte, size int) []*Document {
	p := newParts(src, size)
	p.size = size
	var all []*Document
	for d := p.Next(); d != nil; d = p.Next() {
		all = append(all, d)
		p.size = size
	}
	return all
}

// sameInParts holds that the parts of a source, one after the other, are what Parse makes of it.
func sameInParts(t *testing.T, name string, src []byte, size int) int {
	t.Helper()
	whole, parts := Parse(src), inParts(src, size)
	var blocks []string
	var links []Link
	var headings []Heading
	var ids []string
	var plain strings.Builder
	for _, d := range parts {
		for n := d.Root.FirstChild(); n != nil; n = n.NextSibling() {
			blocks = append(blocks, outline(d, n))
		}
		links = append(links, d.Links()...)
		headings = append(headings, d.Headings()...)
		for _, b := range d.BlockIDs() {
			ids = append(ids, fmt.Sprint(b.ID, b.Offset))
		}
		plain.WriteString(d.Plain())
	}
	i := 0
	for n := whole.Root.FirstChild(); n != nil; n = n.NextSibling() {
		if want := outline(whole, n); i >= len(blocks) || blocks[i] != want {
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
	if plain.String() != whole.Plain() {
		t.Errorf("%s in parts of %d: the text differs", name, size)
	}
	return len(parts)
}

func TestParts(t *testing.T) {
	for _, src := range []string{
		"", "\n\n", "a\n", "a\n\nb\n\nc", "# a\n\n[b]\n\nc\n\n[b]: /u\n", "[b]: /1\n\na [b]\n\n[b]: /2\n\n[b]\n",
		"a[^1]\n\nb[^2]\n\n[^2]: two\n\nc\n\n[^1]: one\n\nd[^1]\n", "> [^q]: in a quote\n\na[^q]\n\nb\n",
		"- a\n\n- b\n\nc\n\n- d\n", "```\na\n\nb\n```\n\nc\n\nd\n", "<details>\n\na\n\n</details>\n\nb\n\nc", "<!-- a\n\nb -->\n\nc\n\nd",
		"<b>x\n\n<i>y\n\nz\n\nw", "a\n\n^id\n\nb\n\nc ^x\n\n", "Term\n\n: is\n\nb\n\nc\n", "%%\na\n\nb\n%%\n\nc\n\nd", "{% comment %}\n\na\n\n{% endcomment %}\n\nb\n\nc",
		"{% highlight go %}\n\na\n\n{% endhighlight %}\n\nb\n\nc", "a\n\n<table><tr><td>\n\nb\n\n</td></tr></table>\n\nc\n\nd", "[a\nb]\n\nc\n\n[a\nb]: /u\n\nd",
		"    code\n\n    [x]: /no\n\n[x]\n\ny\n", "```\n[x]: /no\n```\n\n[x]\n\n```\n[x]: /no\n```\n\ny\n\nz\n",
	} {
		for _, size := range []int{1, 2, 5, 10, 1000} {
			sameInParts(t, fmt.Sprintf("%q", src), []byte(src), size)
		}
	}
	if n := len(inParts([]byte(strings.Repeat("a\n\n", 100)), 30)); n < 8 {
		t.Errorf("only %d parts", n)
	}
}

// everything are all notes of the corpora and all examples of the specifications, one after the other.
func everything(t *testing.T) (all [][]byte) {
	needCorpora(t)
	err := filepath.WalkDir(corpora, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		switch filepath.Ext(path) {
		case ".md":
			if strings.Contains(path, "hostile") {
				return nil
			}
			b, _ := readBody(t, path)
			all = append(all, b)
		case ".json":
			var examples []struct{ Markdown string }
			if b, err := os.ReadFile(path); err == nil && json.Unmarshal(b, &examples) == nil {
				for _, e := range examples {
					all = append(all, []byte(e.Markdown))
				}
			}
		}
		return nil
	})
	if err != nil || len(all) < 1000 {
		t.Fatal(len(all), err)
	}
	return all
}

func TestPartsOfTheCorpora(t *testing.T) {
	if testing.Short() {
		t.Skip("not with -short: the same for hundreds of texts, one after the other")
	}
	all := everything(t)
	parts := 0
	for i, src := range all {
		parts += sameInParts(t, fmt.Sprintf("note %d", i), src, 200)
	}
	if parts < 2*len(all) {
		t.Errorf("%d texts are only %d parts", len(all), parts)
	}
	for _, size := range []int{500, 20000} {
		for from := 0; from < len(all); from += 100 {
			sameInParts(t, fmt.Sprintf("notes from %d", from), bytes.Join(all[from:min(from+100, len(all))], []byte("\n\n")), size)
		}
	}
}
