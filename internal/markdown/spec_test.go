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

// example is an example of the CommonMark specification.
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

// notCommonMark names the examples that the dialect reads differently, and the reasons.
var notCommonMark = map[int]string{
	170: "scripts and styles are not shown",
	172: "scripts and styles are not shown",
	173: "scripts and styles are not shown",
	176: "scripts and styles are not shown",
	178: "scripts and styles are not shown",
	548: "double brackets are a wiki link",
	590: "double brackets are a wiki link",
	608: "GFM links bare addresses",
	611: "GFM links bare addresses",
	612: "GFM links bare addresses",
	629: "CDATA is not text in HTML",
}

// The words and links of every example must be those of the HTML that the specification expects.
func TestParse_AgreesWithCommonMarkSpec(t *testing.T) {
	for _, e := range readExamples(t) {
		d := Parse([]byte(e.Markdown))
		checkDocument(t, d)
		words, links := visibleText(e.HTML)
		got := strings.Join(strings.Fields(d.PlainText()), "")
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

// visibleText returns the visible words of HTML, without any space, and the number of its links.
func visibleText(s string) (string, int) {
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

// checkDocument checks the invariants of every document.
func checkDocument(t testing.TB, d *Document) {
	t.Helper()
	last := 0
	for i, l := range d.Links() {
		if l.Offset < last || l.Offset > len(d.Source) {
			t.Errorf("%q: link %d at %d, after %d of %d", excerpt(d.Source), i, l.Offset, last, len(d.Source))
		}
		last = l.Offset
		if at, ok := d.LinkIndex(d.linkNodes[i]); !ok || at != i {
			t.Errorf("%q: LinkIndex of the node of link %d is %d", excerpt(d.Source), i, at)
		}
	}
	for _, h := range d.Headings() {
		if h.Offset < 0 || h.Offset > len(d.Source) || h.Level < 1 || h.Level > 6 {
			t.Errorf("%q: heading %+v", excerpt(d.Source), h)
		}
	}
	for _, b := range d.BlockIDs() {
		if b.Offset < 0 || b.Offset > len(d.Source) {
			t.Errorf("%q: block %+v", excerpt(d.Source), b)
		}
	}
	if err := checkTree(d); err != nil {
		t.Errorf("%q: %v", excerpt(d.Source), err)
	}
	for _, r := range d.PlainText() {
		if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 {
			t.Errorf("%q: control %q in the text", excerpt(d.Source), r)
		}
	}
}

// checkTree checks the nodes and the depth of a tree. It does not recurse, since the depth is what it proves.
func checkTree(d *Document) error {
	depth := 0
	for n := d.Root; n != nil; {
		switch n.Kind() {
		case ast.KindRawHTML, ast.KindHTMLBlock, kindComment, kindCommentBlock:
			return fmt.Errorf("a %s is left", n.Kind())
		case ast.KindLink, ast.KindImage, ast.KindAutoLink, KindWikiLink:
			if _, ok := d.LinkIndex(n); !ok {
				return fmt.Errorf("a %s is not among the links", n.Kind())
			}
		}
		if depth > MaxDepth {
			return fmt.Errorf("depth %d", depth)
		}
		if c := n.FirstChild(); c != nil {
			if c.Parent() != n {
				return fmt.Errorf("a %s with a wrong parent", c.Kind())
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
				return fmt.Errorf("a %s with a wrong sibling", n.Kind())
			}
			n = n.NextSibling()
		}
	}
	return nil
}

func excerpt(v []byte) []byte { return v[:min(len(v), 120)] }
