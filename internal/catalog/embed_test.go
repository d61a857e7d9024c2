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
	"quire/internal/testcorpus"
	"quire/internal/text"
	"quire/internal/theme"
	"quire/internal/vtcheck"
)

// loadFiles loads a library of files in memory, without an index.
func loadFiles(tb testing.TB, files map[string]string) *Catalog {
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

// renderNote renders a note with its embeds, as a page and as the text that a command prints.
func renderNote(tb testing.TB, c *Catalog, path string, o render.Options) (*render.Page, string) {
	tb.Helper()
	s, _, err := c.OpenNote(tb.Context(), path)
	if err != nil {
		tb.Fatal(err)
	}
	p := render.New(c.WithEmbeds(tb.Context(), s), o)
	var b strings.Builder
	for i := range p.BlockCount() {
		for _, l := range p.Block(i) {
			b.WriteString(l.ANSI(nil) + "\n")
		}
	}
	return p, b.String()
}

func TestWithEmbeds_ShowsNotesSectionsAndBlocks(t *testing.T) {
	c := loadFiles(t, map[string]string{
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
		if _, got := renderNote(t, c, path, render.Options{Width: 40, NoLinkSigns: true}); strings.ReplaceAll(got, "\u00a0", " ") != want {
			t.Errorf("%s:\n%s\nwant\n%s", path, got, want)
		}
	}
	_, got := renderNote(t, c, "missing.md", render.Options{Width: 60, NoLinkSigns: true})
	for _, want := range []string{"did you mean Target.md", "Secnd", "none"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

// A link in an embedded note has the same target as in that note itself.
func TestWithEmbeds_LinksLeadFromEmbeddedNote(t *testing.T) {
	c := loadFiles(t, map[string]string{
		"a.md": "[first](b.md)\n\n![[sub/b]]\n\n[last](sub/b.md)\n", "b.md": "The other.\n",
		"sub/b.md": "To [a neighbour](c.md), [itself](#end), [[a]], [out](https://x.org).\n\n## End\n", "sub/c.md": "C.\n",
	})
	p, _ := renderNote(t, c, "a.md", render.Options{Width: 40})
	var got []string
	for _, i := range p.FocusOrder() {
		if _, ok := p.LinkPos(i); !ok {
			t.Errorf("link %d has no position on the page", i)
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
	_, numbered := renderNote(t, c, "a.md", render.Options{Width: 80, NumberLinks: true})
	for _, s := range []string{"first[1]", "b[2]", "last[3]", "a neighbour[4]", "out[7]"} {
		if !strings.Contains(numbered, s) {
			t.Errorf("%q is missing in\n%s", s, numbered)
		}
	}
}

func TestWithEmbeds_IsBounded(t *testing.T) {
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
	c := loadFiles(t, files)
	for _, path := range []string{"self.md", "one.md", "s1.md", "n0.md", "wide.md"} {
		_, text := renderNote(t, c, path, render.Options{Width: 60})
		if n := strings.Count(text, "\n"); n > 200_000 {
			t.Errorf("%s renders to %d lines", path, n)
		}
		if !strings.Contains(text, "not shown") {
			t.Errorf("%s does not say what is missing:\n%.800s", path, text)
		}
	}
	c = loadFiles(t, map[string]string{"a.md": "![[long]]\n", "long.md": strings.Repeat("Words upon words.\n\n", 5000)})
	if _, text := renderNote(t, c, "a.md", render.Options{Width: 60}); !strings.Contains(text, "open the note for the rest") {
		t.Error("a long note is not cut")
	}
}

// In a vault with embedded notes no word is lost, every link is on the page, and no line is too wide.
func TestWithEmbeds_VaultLosesNothing(t *testing.T) {
	testcorpus.Each(t, []string{testcorpus.Handbook, "vault"}, func(t *testing.T, name string) {
		if name == "vault" {
			checkEmbeds(t, name, 33, 30)
		} else {
			checkEmbeds(t, name, 3, 1)
		}
	})
}

// checkEmbeds checks the pages of a vault, which has at least so many embedded notes and pictures.
func checkEmbeds(t *testing.T, name string, leastEmbeds, leastPictures int) {
	t.Helper()
	c, err := Load(context.Background(), openCorpus(t, name), Options{NoIndex: true})
	if err != nil {
		t.Fatal(err)
	}
	embeds, pictures := 0, 0
	for _, n := range c.contents.Notes {
		for _, width := range []int{40, 80} {
			s, _, err := c.OpenNote(t.Context(), n.Path)
			if err != nil {
				t.Fatal(err)
			}
			s = c.WithEmbeds(t.Context(), s)
			known := c.FindPictures(t.Context(), s, true)
			if width == 40 && len(s.Embeds) == 0 && len(known) == 0 {
				continue
			}
			p := render.New(s, render.Options{Theme: theme.Dark(), Width: width, Pictures: &render.Pictures{Known: known, Draw: width != 40}})
			for i := range p.BlockCount() {
				for _, l := range p.Block(i) {
					if w := l.Width(text.Wcwidth); w > width && !l.Code {
						t.Errorf("%s at %d: %d cells: %q", n.Path, width, w, l.Text())
					}
				}
			}
			for i := range p.FocusOrder() {
				if _, ok := p.LinkPos(i); !ok {
					l, _, _ := p.Link(i)
					t.Errorf("%s at %d: link %d %q has no position on the page", n.Path, width, i, l.Text)
				}
			}
			if width == 80 {
				embeds, pictures = embeds+len(s.Embeds), pictures+len(known)
				bare := s
				bare.Embeds = nil
				o := render.Options{Theme: theme.Dark(), Width: 400, NoLinkSigns: true} // splits no word, and marks no missing embed
				checkWordsInOrder(t, n.Path, render.New(bare, o), render.New(s, o))
			}
		}
	}
	if embeds < leastEmbeds || pictures < leastPictures {
		t.Errorf("%d embedded notes, %d pictures", embeds, pictures)
	}
}

// checkWordsInOrder checks that the words of each block of the page without embeds also occur, in this order, in the same
// block of the page with embeds, which may have more words between them.
func checkWordsInOrder(t *testing.T, name string, without, with *render.Page) {
	t.Helper()
	if without.BlockCount() != with.BlockCount() {
		t.Errorf("%s: %d blocks, without embeds %d", name, with.BlockCount(), without.BlockCount())
		return
	}
	words := func(lines []render.Line) []string {
		var b strings.Builder
		for _, l := range lines {
			b.WriteString(l.Text() + " ")
		}
		return strings.Fields(b.String())
	}
	for i := range with.BlockCount() {
		have := words(with.Block(i))
		for _, w := range words(without.Block(i)) {
			found := slices.Index(have, w)
			if found < 0 {
				t.Errorf("%s: block %d has lost %q", name, i, w)
				break
			}
			have = have[found+1:]
		}
	}
}

// Control sequences in embedded notes, in file names and in picture descriptions never reach the terminal.
func TestWithEmbeds_HostileTextIsSafe(t *testing.T) {
	bad := []string{"\x1b[2J", "\x1b]0;t\x07", "\u009b31m", "&#27;[31m", "\u202e", "\x1b_Ga=T\x1b\\", "a\rb", "\x7f"}
	for _, b := range bad {
		files := map[string]string{
			"a.md":                                "![[b]]\n\n![[b#" + b + "]]\n\n![" + b + "](x.png)\n\n![[" + b + "]]\n\n![](" + b + ".png)\n\n![" + b + "](https://x.org/" + b + ")\n",
			"b.md":                                "# " + b + "\n\n" + b + " [" + b + "](" + b + ")\n\n> [!note]- " + b + "\n> " + b + "\n\n<details><summary>" + b + "</summary>" + b + "</details>\n",
			"x.png":                               b,
			strings.Map(fileNameRune, b) + ".png": "",
		}
		c := loadFiles(t, files)
		for _, th := range []*theme.Theme{theme.Dark(), theme.Plain()} {
			s, _, err := c.OpenNote(t.Context(), "a.md")
			if err != nil {
				t.Fatal(err)
			}
			s = c.WithEmbeds(t.Context(), s)
			p := render.New(s, render.Options{Theme: th, Width: 30, Foldable: true, Pictures: &render.Pictures{Known: c.FindPictures(t.Context(), s, true), Draw: true}})
			for i := range p.BlockCount() {
				for _, l := range p.Block(i) {
					if found := vtcheck.CheckStyledText(l.ANSI(func(i int) string { _, t, _ := p.Link(i); return t.URL })); len(found) > 0 {
						t.Errorf("%q: %v", b, found)
					}
				}
			}
		}
	}
}

// fileNameRune returns r, or -1 if it cannot be part of a file name.
func fileNameRune(r rune) rune {
	if r == '/' || r == 0 {
		return -1
	}
	return r
}
