package markdown

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"
)

type example struct {
	Example                 int
	Section, Markdown, HTML string
}

func readExamples(t testing.TB) []example {
	needCorpora(t)
	raw, err := os.ReadFile(filepath.Join(corpora, "specs/commonmark/commonmark-0.31.2.json"))
	if err != nil {
		t.Fatal(err)
	}
	var examples []example
	if err := json.Unmarshal(raw, &examples); err != nil {
		t.Fatal(err)
	}
	if len(examples) != 652 {
		t.Fatalf("%d examples, not 652", len(examples))
	}
	return examples
}

// notCommonMark are the examples that the dialect reads differently, and why.
var notCommonMark = map[int]string{
	170: "scripts and styles are nothing to read",
	172: "scripts and styles are nothing to read",
	173: "scripts and styles are nothing to read",
	176: "scripts and styles are nothing to read",
	178: "scripts and styles are nothing to read",
	548: "double brackets are a wiki link",
	559: "double brackets are a wiki link",
	590: "double brackets are a wiki link",
	608: "GFM links bare addresses",
	611: "GFM links bare addresses",
	612: "GFM links bare addresses",
	629: "CDATA is no text in HTML",
}

// TestCommonMark compares the words and links of every example with those of the HTML that the specification expects.
func TestCommonMark(t *testing.T) {
	for _, e := range readExamples(t) {
		d := Parse([]byte(e.Markdown))
		checkDocument(t, d)
		words, links := wordsOf(e.HTML)
		got := strings.Join(strings.Fields(d.Plain()), "")
		count := 0
		for _, l := range d.Links() {
			if l.Form != Image {
				count++
			}
		}
		differs := got != words || count != links
		if differs && notCommonMark[e.Example] == "" {
			t.Errorf("%d (%s) %q\n got %q, %d links\nwant %q, %d", e.Example, e.Section, e.Markdown, got, count, words, links)
		}
		if !differs && notCommonMark[e.Example] != "" {
			t.Errorf("%d no longer differs", e.Example)
		}
	}
}

// wordsOf are the visible words of HTML, without any space, and its links.
func wordsOf(s string) (string, int) {
	var b strings.Builder
	links := 0
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return strings.Join(strings.Fields(b.String()), ""), links
		case html.TextToken:
			b.WriteString(z.Token().Data)
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			for _, a := range t.Attr {
				switch {
				case t.Data == "a" && a.Key == "href":
					links++
				case t.Data == "img" && a.Key == "alt":
					b.WriteString(a.Val)
				}
			}
		}
	}
}

// checkDocument holds what must be true of any document.
func checkDocument(t testing.TB, d *Document) {
	t.Helper()
	last := 0
	for i, l := range d.Links() {
		if l.Offset < last || l.Offset > len(d.Source) {
			t.Errorf("%q: link %d at %d, after %d of %d", clip(d.Source), i, l.Offset, last, len(d.Source))
		}
		last = l.Offset
		if at, ok := d.LinkIndex(d.nodes[i]); !ok || at != i {
			t.Errorf("%q: node of link %d is that of %d", clip(d.Source), i, at)
		}
	}
	for _, h := range d.Headings() {
		if h.Offset < 0 || h.Offset > len(d.Source) || h.Level < 1 || h.Level > 6 {
			t.Errorf("%q: heading %+v", clip(d.Source), h)
		}
	}
	for _, b := range d.BlockIDs() {
		if b.Offset < 0 || b.Offset > len(d.Source) {
			t.Errorf("%q: block %+v", clip(d.Source), b)
		}
	}
	if err := checkTree(d); err != nil {
		t.Errorf("%q: %v", clip(d.Source), err)
	}
	for _, r := range d.Plain() {
		if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 {
			t.Errorf("%q: control %q in the text", clip(d.Source), r)
		}
	}
}

// checkTree walks without recursion: depth is what it is to prove.
func checkTree(d *Document) error {
	depth := 0
	for n := d.Root; n != nil; {
		switch n.Kind() {
		case ast.KindRawHTML, ast.KindHTMLBlock, kindComment, kindCommentBlock:
			return fmt.Errorf("a %s is left", n.Kind())
		case ast.KindLink, ast.KindImage, ast.KindAutoLink, KindWikiLink:
			if _, ok := d.LinkIndex(n); !ok {
				return fmt.Errorf("a %s is no link", n.Kind())
			}
		}
		if depth > MaxDepth {
			return fmt.Errorf("depth %d", depth)
		}
		if c := n.FirstChild(); c != nil {
			if c.Parent() != n {
				return fmt.Errorf("a %s whose parent is another", c.Kind())
			}
			n = c
			depth++
			continue
		}
		for n != nil && n.NextSibling() == nil {
			n = n.Parent()
			depth--
		}
		if n != nil {
			if n.NextSibling().PreviousSibling() != n {
				return fmt.Errorf("a %s whose brother is another", n.Kind())
			}
			n = n.NextSibling()
		}
	}
	return nil
}

func clip(v []byte) []byte { return v[:min(len(v), 120)] }
