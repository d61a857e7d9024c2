package render

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/theme"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// newPage returns a page of Markdown, without a header.
func newPage(src string, o Options) *Page {
	n := note.Parse("note.md", []byte(src))
	return New(Source{Note: n.Note, Doc: n.Doc, BodyLine: n.BodyLine}, o)
}

func pageText(p *Page) string {
	var b strings.Builder
	for i := range p.BlockCount() {
		for _, l := range p.Block(i) {
			b.WriteString(l.Text() + "\n")
		}
	}
	return b.String()
}

func parseKitchen(t *testing.T) *note.Parsed {
	t.Helper()
	src, err := os.ReadFile("testdata/kitchen.md")
	if err != nil {
		t.Fatal(err)
	}
	return note.Parse("kitchen.md", src)
}

// kitchenTargets returns targets for the links in kitchen.md, as their addresses suggest.
func kitchenTargets(n *note.Parsed) []links.Target {
	var out []links.Target
	for _, l := range n.Note.Details().Links {
		s := links.Note
		switch {
		case strings.Contains(l.Dest, "missing"):
			s = links.Broken
		case strings.Contains(l.Dest, "://"):
			s = links.External
		case strings.Contains(l.Dest, "ambiguous"):
			s = links.Ambiguous
		}
		out = append(out, links.Target{Status: s})
	}
	return out
}

func TestKitchenSink_Golden(t *testing.T) {
	for _, th := range []*theme.Theme{theme.Dark(), theme.Light(), theme.Plain()} {
		for _, width := range []int{20, 40, 80, 120} {
			n := parseKitchen(t)
			n.Note.Date = note.Date{Time: time.Date(2021, 12, 7, 0, 0, 0, 0, time.UTC)}
			n.Note.Author, n.Note.Tags = "Thomas", []string{"aws", "front end"}
			n.Details.Problems = []note.Problem{{Line: 3, Message: "an example of a problem"}}
			n.Note.SetDetails(n.Details)
			p := New(Source{Note: n.Note, Doc: n.Doc, BodyLine: n.BodyLine, Backlinks: 8, Targets: kitchenTargets(n)},
				Options{Theme: th, Width: width, Header: true})
			checkPage(t, th.Name, p)
			var b strings.Builder
			for i := range p.BlockCount() {
				for _, l := range p.Block(i) {
					b.WriteString(l.ANSI(nil) + "\n")
				}
			}
			checkGolden(t, fmt.Sprintf("kitchen-%s-%d.golden", th.Name, width), b.String())
		}
	}
}

func checkGolden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil { //nolint:gosec // a test file
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
		for i := range min(len(g), len(w)) {
			if g[i] != w[i] {
				t.Errorf("%s:%d:\n got %q\nwant %q", name, i+1, g[i], w[i])
				return
			}
		}
		t.Errorf("%s: %d lines, want %d", name, len(g), len(w))
	}
}

func TestLayout(t *testing.T) {
	for _, c := range []struct {
		name, src string
		width     int
		want      string
	}{
		{"hanging indent", "- one two three\n  1. four five six", 10, "• one two\n  three\n  1. four\n     five\n     six\n"},
		{"numbers align", "9. a\n10. b", 20, " 9. a\n10. b\n"},
		{"marker kept", "3) a\n4) b", 20, "3) a\n4) b\n"},
		{"paragraphs of an item", "- a\n\n  b\n- c", 20, "• a\n\n  b\n\n• c\n"},
		{"quote in list", "- > q\n  > r", 20, "• │ q r\n"},
		{"list in quote in list", "- > - a\n  >   1. b", 20, "• │ ◦ a\n  │   1. b\n"},
		{"bar of a blank line", "> a\n>\n> b", 20, "│ a\n│\n│ b\n"},
		{"task", "- [ ] a\n- [x] b\n\n1. [ ] c", 20, "☐ a\n☑ b\n\n1. ☐ c\n"},
		{"empty item", "- a\n-\n- b", 20, "• a\n•\n• b\n"},
		{"hard break", "a  \nb\\\nc", 20, "a\nb\nc\n"},
		{"soft break", "a\nb", 20, "a b\n"},
		{"soft break between ideographs", "日本\n語", 20, "日本語\n"},
		{"spaces", "a  b *c*  d", 20, "a b c d\n"},
		{"entities once", "&amp;lt; `&amp;` &#42;x&#42; \\\\*", 40, "&lt; &amp; *x* \\*\n"},
		{"backslashes", "C:\\\\new \\* \\\\\\\\", 40, "C:\\new * \\\\\n"},
		{"code is not wrapped", "```\nfour five six seven\n```", 10, "  four five six seven\n"},
		{"tabs in code", "```\na\tb\n\tc\n```", 10, "  a   b\n      c\n"},
		{"language", "```go\nx\n```", 10, "  x\n"},
		{"heading without style", "## A", 20, "## A\n"},
		{"columns", "| a | bb |\n|--:|:--:|\n| 100 | x |", 20, "  a  bb\n───  ──\n100  x\n"},
		{"squeezed column", "| k | v |\n|---|---|\n| a | one two three |", 12, "k  v\n─  ─────────\na  one two\n   three\n"},
		{"records", "| key | value |\n|---|---|\n| aaaaaaaaaaaa | bbbbbbbbbbbbb |\n| c | d |", 16,
			"key:\n  aaaaaaaaaaaa\nvalue:\n  bbbbbbbbbbbbb\n\nkey: c\nvalue: d\n"},
		{"footnotes", "a[^x]\n\n[^x]: note", 20, "a¹\n\n────────\n¹ note ↩\n"},
		{"definitions", "T\n: d e f", 8, "T\n    d e\n    f\n"},
		{"callout that says its kind", "> [!tip] Tip\n> a", 20, "│ Tip\n│ a\n"},
		{"callout", "> [!tip] Hot\n> a", 20, "│ Tip · Hot\n│ a\n"},
		{"picture", "![alt](dir/p.png)", 40, "[▨\u00a0alt (p.png)]\n"},
		{"picture without words", "![](dir/p.png) ![[q.png|300]]", 40, "[▨\u00a0p.png] [▨\u00a0q.png]\n"},
		{"linked picture", "[![ci](b.svg)](https://x.y)", 40, "[▨\u00a0ci [(b.svg)]]↗\n"},
		{"linked picture without a description", "[![](b.svg)](https://x.y)", 40, "[▨\u00a0[b.svg]]↗\n"},
		{"link without words", "[](a.md)", 40, "[a.md]\n"},
		{"powers", "x<sup>2</sup> H<sub>2</sub>O 1<sup>st</sup> e<sup>ix</sup>", 40, "x² H₂O 1st e^ix\n"},
		{"rule", "---", 5, "─────\n"},
		{"too narrow for the indent", "- a\n  - b\n    - c d", 4, "• a\n◦ b\n▪ c\n  d\n"},
		{"one cell", "- ab", 1, "•\na\nb\n"},
	} {
		if got := pageText(newPage(c.src, Options{Width: c.width})); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestNew_NumbersLinks(t *testing.T) {
	p := newPage("[a](a.md), <https://b.c> and ![d](e.png).", Options{Width: 80, NumberLinks: true})
	if got, want := pageText(p), "a[1], https://b.c[2] and ▨\u00a0d (e.png)[3].\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if n := p.LinksByNumber(); len(n) != 3 || n[2] != 2 {
		t.Errorf("numbered links: %v", n)
	}
	if got, want := pageText(newPage("[a](a.md)", Options{Width: 80, NoLinkSigns: true})), "a\n"; got != want {
		t.Errorf("bare: got %q, want %q", got, want)
	}
}

func TestHeader_TitleAndByline(t *testing.T) {
	n := note.Parse("2021-12-07-x.md", []byte("---\nauthor: Thomas\ntags: [aws, front end]\ndraft: true\n---\n# The *title* [linked](a.md)\n\nText.\n"))
	p := New(Source{Note: n.Note, Doc: n.Doc, BodyLine: n.BodyLine, Backlinks: 1}, Options{Width: 80, Header: true})
	want := "The title [linked]\n7 December 2021 · draft · Thomas · aws, front end · 1 min · 1 link here\n\nText.\n"
	if got := pageText(p); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if pos, ok := p.LinkPos(0); !ok || pos != (Pos{0, 0}) {
		t.Errorf("the title's link is at %v, %v", pos, ok)
	}
	if pos, ok := p.HeadingPos(n.Note.Details().Headings[0].Anchor); !ok || pos != (Pos{0, 0}) {
		t.Errorf("the title is at %v, %v", pos, ok)
	}
	without := New(Source{Note: n.Note, Doc: n.Doc}, Options{Width: 80})
	if got := pageText(without); !strings.HasPrefix(got, "# The title [linked]\n") {
		t.Errorf("without header: %q", got)
	}
}

func TestPositions_RoundTrip(t *testing.T) {
	src := "---\ntitle: x\n---\none\ntwo\nthree\n\n## Head\n\n- item\n- [link](a.md)\n\n  named ^id\n\n```\ncode 1\ncode 2\n```\n\n[^1]: note [far](b.md)\n\nend[^1]\n"
	n := note.Parse("x.md", []byte(src))
	p := New(Source{Note: n.Note, Doc: n.Doc, BodyLine: n.BodyLine}, Options{Width: 3, Header: true})
	for line, want := range map[int]string{1: "x", 4: "one", 5: "two", 6: "three", 10: "item", 11: "[link]", 16: "code 1", 17: "code 2", 20: "note", 22: "end"} {
		pos := p.PosOfSourceLine(line)
		got := p.Block(pos.Block)[pos.Line]
		var rest strings.Builder
		for _, l := range p.Block(pos.Block)[pos.Line:] {
			rest.WriteString(strings.Trim(l.Text(), " •¹"))
		}
		if !strings.HasPrefix(strings.ReplaceAll(rest.String(), " ", ""), strings.ReplaceAll(want, " ", "")) {
			t.Errorf("line %d is at %v %q, want %q", line, pos, got.Text(), want)
		}
		if line > 3 && p.SourceLineAt(pos) != line {
			t.Errorf("the position of line %d is at line %d", line, p.SourceLineAt(pos))
		}
	}
	if _, ok := p.HeadingPos("nowhere"); ok {
		t.Error("HeadingPos finds a heading that does not exist")
	}
	pos, ok := p.HeadingPos("^id")
	if got := p.SourceLineAt(pos); !ok || got != 13 && got != 11 {
		t.Errorf("^id is at line %d, %v", got, ok)
	}
	for i, line := range []int{11, 20} {
		pos, ok := p.LinkPos(i)
		if got := p.SourceLineAt(pos); !ok || got != line {
			t.Errorf("link %d is at line %d, %v, want %d", i, got, ok, line)
		}
	}
	if _, ok := p.LinkPos(99); ok {
		t.Error("LinkPos finds a link that does not exist")
	}
}

// The text of a link and its sign are one hyperlink: its address, which may be long, is written once.
func TestLineANSI_WritesAddressOncePerLink(t *testing.T) {
	l := Line{Runs: []Run{newRun("see ", theme.Style{}), {Text: "a", Link: 1}, {Text: "↗", Link: 1, IsDecoration: true}, {Text: "b", Link: 2}, newRun(" end", theme.Style{})}}
	got := l.ANSI(func(link int) string { return "https://x.example/" + itoa(link) })
	want := "see \x1b]8;id=q1;https://x.example/1\aa↗\x1b]8;;\a\x1b]8;id=q2;https://x.example/2\ab\x1b]8;;\a end"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLineANSI(t *testing.T) {
	l := Line{Runs: []Run{{Text: "a", Style: theme.Style{Bold: true}, Link: 3}, {Text: "b", Link: NoLink}}}
	for url, want := range map[string]string{
		"https://x.y/é\x1b":   "\x1b]8;id=q3;https://x.y/%C3%A9%1B\x07\x1b[1ma\x1b[m\x1b]8;;\x07b",
		"javascript:alert(1)": "\x1b[1ma\x1b[mb",
		"file:///etc/passwd":  "\x1b[1ma\x1b[mb",
		"":                    "\x1b[1ma\x1b[mb",
	} {
		if got := l.ANSI(func(int) string { return url }); got != want {
			t.Errorf("%q: got %q, want %q", url, got, want)
		}
	}
}

func TestNew_EmptySource(t *testing.T) {
	for _, o := range []Options{{}, {Width: 1, Header: true}, {Width: -1}} {
		p := New(Source{}, o)
		_ = p.LineCount()
		_, _ = p.LinkPos(0)
		_ = p.PosOfSourceLine(1)
		_ = p.SourceLineAt(Pos{5, 5})
		_ = p.Block(7)
	}
}

func TestPage_ConcurrentUse(t *testing.T) {
	n := parseKitchen(t)
	p := New(newSource(n), Options{Width: 40, Theme: theme.Dark(), Header: true})
	want := New(newSource(n), Options{Width: 40, Theme: theme.Dark(), Header: true}).LineCount()
	done := make(chan int)
	for range 4 {
		go func() {
			for i := range p.Links() {
				_, _ = p.LinkPos(i)
			}
			done <- p.LineCount()
		}()
	}
	for range 4 {
		if got := <-done; got != want {
			t.Errorf("%d lines, want %d", got, want)
		}
	}
}

// TestCache_IsBounded lays out every block of a long page.
func TestCache_IsBounded(t *testing.T) {
	p := newPage(strings.Repeat("a\n\n", 3*maxYoungLines), Options{Width: 40})
	for i := range p.BlockCount() {
		p.Block(i)
		if n := len(p.cache.young) + len(p.cache.old); n > 2*(maxYoungLines+1) {
			t.Fatalf("%d blocks are in the cache", n)
		}
	}
	if got := p.Block(1)[1].Text(); got != "a" {
		t.Errorf("the second block is %q", got)
	}
}

// A page without layout has the lines that are laid out, and lists the blocks that it lacks, which can then be laid out
// elsewhere.
func TestPage_WithoutLayoutListsWhatItLacks(t *testing.T) {
	whole := New(Source{Doc: markdown.Parse([]byte(strings.Repeat("# Heading\n\nSome text.\n\n", 50)))}, Options{Width: 40})
	var lacking Lacking
	p := whole.WithoutLayout(&lacking)
	if lines := p.Block(7); lines != nil {
		t.Errorf("a block was laid out: %v", lines)
	}
	p.Block(9)
	wanted, ok := lacking.Take()
	if !ok || !slices.Equal(wanted.blocks, []int{7, 9}) {
		t.Fatalf("lacking %v", wanted.blocks)
	}
	wanted.LayOut(10).Keep()
	for _, block := range []int{7, 8, 9, 10} {
		if got, want := p.Block(block), New(whole.src, whole.opts).Block(block); !reflect.DeepEqual(got, want) {
			t.Errorf("block %d: %v, want %v", block, got, want)
		}
	}
	if !lacking.IsEmpty() {
		t.Error("blocks are lacking that were laid out")
	}
	lacking.Reset(true)
	if p.Block(90) == nil {
		t.Error("a page that may lay out did not")
	}
}
