package catalog

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"quire/internal/library"
	"quire/internal/render"
	"quire/internal/theme"
	"quire/internal/vtcheck"
)

func libraryOf(tb testing.TB, files map[string]string) *Catalog {
	tb.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	c, err := Load(context.Background(), library.FromFS("x", fsys), Options{NoIndex: true})
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// shown is a note with all that it embeds, as the shell prints it.
func shown(tb testing.TB, c *Catalog, path string, o render.Options) (*render.Page, string) {
	tb.Helper()
	s, _, err := c.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	p := render.New(c.WithEmbeds(s), o)
	var b strings.Builder
	for i := range p.Blocks() {
		for _, l := range p.Block(i) {
			b.WriteString(l.ANSI(nil) + "\n")
		}
	}
	return p, b.String()
}

func TestWhatIsEmbedded(t *testing.T) {
	c := libraryOf(t, map[string]string{
		"whole.md":     "![[Target]]\n",
		"section.md":   "![[Target#Second]]\n",
		"deeper.md":    "![[Target#First]]\n",
		"block.md":     "![[Target#^para]]\n\n![[Target#^item]]\n\n![[Target#^code]]\n",
		"inline.md":    "In a line ![[Target]] of words.\n\n| ![[Target]] |\n|---|\n",
		"item.md":      "- an item\n  ![[Target#Second]]\n- another\n",
		"missing.md":   "![[Targte]]\n\n![[Target#Secnd]]\n\n![[Target#^none]]\n",
		"label.md":     "![[Target#Second|as it is called]]\n",
		"pair.md":      "Words before\n![[Target#Second]]\nand after.\n",
		"Target.md":    "---\ntitle: T\n---\nLead.\n\n## First\n\nOne [x](whole.md). ^para\n\n- a\n- b ^item\n\n```\ncode\n```\n\n^code\n\n### Sub\n\nSub words.\n\n## Second\n\nTwo.\n",
		"headed.md":    "# Its title\n\nBody.\n",
		"of-head.md":   "![[headed]]\n",
		"sub/near.md":  "![[there]]\n",
		"sub/there.md": "To [a neighbour](near.md) and [[Target]].\n",
	})
	for path, want := range map[string]string{
		"whole.md":    "╭ ▤ Target\n│ Lead.\n│\n│ ## First\n│\n│ One x.\n│\n│ • a\n│ • b\n│\n│   code\n│\n│ ### Sub\n│\n│ Sub words.\n│\n│ ## Second\n│\n│ Two.\n╰\n",
		"section.md":  "╭ ▤ Target > Second\n│ ## Second\n│\n│ Two.\n╰\n",
		"deeper.md":   "╭ ▤ Target > First\n│ ## First\n│\n│ One x.\n│\n│ • a\n│ • b\n│\n│   code\n│\n│ ### Sub\n│\n│ Sub words.\n╰\n",
		"block.md":    "╭ ▤ Target > ^para\n│ One x.\n╰\n\n╭ ▤ Target > ^item\n│ • b\n╰\n\n╭ ▤ Target > ^code\n│   code\n╰\n",
		"inline.md":   "In a line ▤ Target of words.\n\n▤ Target\n────────\n",
		"item.md":     "• an item\n\n  ╭ ▤ Target > Second\n  │ ## Second\n  │\n  │ Two.\n  ╰\n• another\n",
		"label.md":    "╭ ▤ as it is called\n│ ## Second\n│\n│ Two.\n╰\n",
		"pair.md":     "Words before\n\n╭ ▤ Target > Second\n│ ## Second\n│\n│ Two.\n╰\n\nand after.\n",
		"of-head.md":  "╭ ▤ headed\n│ Body.\n╰\n",
		"sub/near.md": "╭ ▤ there\n│ To a neighbour and Target.\n╰\n",
	} {
		if _, got := shown(t, c, path, render.Options{Width: 40, Bare: true}); strings.ReplaceAll(got, "\u00a0", " ") != want {
			t.Errorf("%s:\n%s\nwant\n%s", path, got, want)
		}
	}
	_, got := shown(t, c, "missing.md", render.Options{Width: 60, Bare: true})
	for _, want := range []string{"did you mean Target.md", "Secnd", "none"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not said:\n%s", want, got)
		}
	}
}

// What stands in an embedded note leads where it leads there.
func TestLinksOfEmbeddedNotes(t *testing.T) {
	c := libraryOf(t, map[string]string{
		"a.md": "[first](b.md)\n\n![[sub/b]]\n\n[last](sub/b.md)\n", "b.md": "The other.\n",
		"sub/b.md": "To [a neighbour](c.md), [itself](#end), [[a]], [out](https://x.org).\n\n## End\n", "sub/c.md": "C.\n",
	})
	p, _ := shown(t, c, "a.md", render.Options{Width: 40})
	var got []string
	for _, i := range p.Stops() {
		if _, ok := p.LinkPos(i); !ok {
			t.Errorf("link %d is nowhere", i)
		}
		l, target, _ := p.Link(i)
		got = append(got, fmt.Sprintf("%s %s %s", l.Text, target.Status, target.Path+target.URL))
	}
	want := []string{
		"first note b.md", "sub/b note sub/b.md", "a neighbour note sub/c.md", "itself note sub/b.md", "a self a.md", "out external https://x.org", "last note sub/b.md",
	}
	want[4] = "a note a.md"
	if !slices.Equal(got, want) {
		t.Errorf("%q,\nwant %q", got, want)
	}
	_, numbered := shown(t, c, "a.md", render.Options{Width: 80, Numbers: true})
	for _, s := range []string{"first[1]", "b[2]", "last[3]", "a neighbour[4]", "out[7]"} {
		if !strings.Contains(numbered, s) {
			t.Errorf("%q is not in\n%s", s, numbered)
		}
	}
}

func TestEmbedsEnd(t *testing.T) {
	files := map[string]string{
		"self.md": "![[self]]\n\n![[self#Part]]\n\n## Part\n\n![[self#Part]]\n\n## Other\n\nWords.\n",
		"one.md":  "One ![[two]]\n\n![[two]]\n", "two.md": "Two\n\n![[one]]\n\n![[three]]\n", "three.md": "Three\n\n![[two]]\n\n![[one]]\n",
		"s1.md": "## A\n\n![[s2#B]]\n\nwords\n", "s2.md": "## B\n\n![[s1#A]]\n\nmore\n",
	}
	var wide strings.Builder
	for i := range 40 { // a tree of three branches at each note would have 3^40 leaves
		next := fmt.Sprintf("![[n%d]]\n\n", i+1)
		files[fmt.Sprintf("n%d.md", i)] = "Leaf\n\n" + strings.Repeat(next, 3)
	}
	for i := range 6 {
		fmt.Fprintf(&wide, "![[big%d]]\n\n", i)
		files[fmt.Sprintf("big%d.md", i)] = strings.Repeat("Words upon words.\n", 25000) + "\n\nThe end.\n\n"
	}
	files["wide.md"] = wide.String()
	c := libraryOf(t, files)
	for _, path := range []string{"self.md", "one.md", "s1.md", "n0.md", "wide.md"} {
		_, text := shown(t, c, path, render.Options{Width: 60})
		if n := strings.Count(text, "\n"); n > 200_000 {
			t.Errorf("%s takes %d lines", path, n)
		}
		if !strings.Contains(text, "not shown") {
			t.Errorf("%s does not say where it ends:\n%.800s", path, text)
		}
	}
	c = libraryOf(t, map[string]string{"a.md": "![[long]]\n", "long.md": strings.Repeat("Words upon words.\n\n", 5000)})
	if _, text := shown(t, c, "a.md", render.Options{Width: 60}); !strings.Contains(text, "the rest is in the note") {
		t.Error("a long note is not cut")
	}
}

// The whole vault with its 33 embedded notes: nothing is lost, every link is on the page, and no line is too wide.
func TestTheVaultWithItsEmbeds(t *testing.T) {
	c, err := Load(context.Background(), open(t, "vault"), Options{NoIndex: true})
	if err != nil {
		t.Fatal(err)
	}
	embeds, pictures := 0, 0
	for _, n := range c.Notes {
		for _, width := range []int{40, 80} {
			s, _, err := c.Open(n.Path)
			if err != nil {
				t.Fatal(err)
			}
			s = c.WithEmbeds(s)
			known := c.Pictures(s, true)
			if width == 40 && len(s.Embeds) == 0 && len(known) == 0 {
				continue
			}
			p := render.New(s, render.Options{Theme: theme.Dark(), Width: width, Pictures: &render.Pictures{Known: known, Draw: width != 40}})
			for i := range p.Blocks() {
				for _, l := range p.Block(i) {
					if w := l.Width(); w > width && !l.Code {
						t.Errorf("%s at %d: %d cells: %q", n.Path, width, w, l.Text())
					}
				}
			}
			for i := range p.Stops() {
				if _, ok := p.LinkPos(i); !ok {
					l, _, _ := p.Link(i)
					t.Errorf("%s at %d: link %d %q is nowhere", n.Path, width, i, l.Text)
				}
			}
			if width == 80 {
				embeds, pictures = embeds+len(s.Embeds), pictures+len(known)
				bare := s
				bare.Embeds = nil
				o := render.Options{Theme: theme.Dark(), Width: 400, Bare: true} // no word is parted, and an embed that is not there has no sign
				wordsInOrder(t, n.Path, render.New(bare, o), render.New(s, o))
			}
		}
	}
	if embeds < 33 || pictures < 30 {
		t.Errorf("%d embedded notes, %d pictures", embeds, pictures)
	}
}

// wordsInOrder holds that all words of a page without what is embedded stand, block by block and in their
// order, on the one with it, where more stand between them.
func wordsInOrder(t *testing.T, name string, without, with *render.Page) {
	t.Helper()
	if without.Blocks() != with.Blocks() {
		t.Errorf("%s: %d blocks, without embeds %d", name, with.Blocks(), without.Blocks())
		return
	}
	words := func(lines []render.Line) []string {
		var b strings.Builder
		for _, l := range lines {
			b.WriteString(l.Text() + " ")
		}
		return strings.Fields(b.String())
	}
	for i := range with.Blocks() {
		have := words(with.Block(i))
		for _, w := range words(without.Block(i)) {
			at := slices.Index(have, w)
			if at < 0 {
				t.Errorf("%s: block %d has lost %q", name, i, w)
				break
			}
			have = have[at+1:]
		}
	}
}

// What others write in an embedded note, in the names of files and in descriptions, is text.
func TestHostileEmbedsAndPictures(t *testing.T) {
	bad := []string{"\x1b[2J", "\x1b]0;t\x07", "\u009b31m", "&#27;[31m", "\u202e", "\x1b_Ga=T\x1b\\", "a\rb", "\x7f"}
	for _, b := range bad {
		files := map[string]string{
			"a.md":                        "![[b]]\n\n![[b#" + b + "]]\n\n![" + b + "](x.png)\n\n![[" + b + "]]\n\n![](" + b + ".png)\n\n![" + b + "](https://x.org/" + b + ")\n",
			"b.md":                        "# " + b + "\n\n" + b + " [" + b + "](" + b + ")\n\n> [!note]- " + b + "\n> " + b + "\n\n<details><summary>" + b + "</summary>" + b + "</details>\n",
			"x.png":                       b,
			strings.Map(name, b) + ".png": "",
		}
		c := libraryOf(t, files)
		for _, th := range []*theme.Theme{theme.Dark(), theme.Plain()} {
			s, _, err := c.Open("a.md")
			if err != nil {
				t.Fatal(err)
			}
			s = c.WithEmbeds(s)
			p := render.New(s, render.Options{Theme: th, Width: 30, Foldable: true, Pictures: &render.Pictures{Known: c.Pictures(s, true), Draw: true}})
			for i := range p.Blocks() {
				for _, l := range p.Block(i) {
					if found := vtcheck.Styled(l.ANSI(func(i int) string { _, t, _ := p.Link(i); return t.URL })); len(found) > 0 {
						t.Errorf("%q: %v", b, found)
					}
				}
			}
		}
	}
}

func name(r rune) rune {
	if r == '/' || r == 0 {
		return -1
	}
	return r
}
