package render

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"golang.org/x/text/unicode/norm"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/testcorpus"
	"quire/internal/text"
	"quire/internal/theme"
)

// corpora contains real libraries, where it exists.
const corpora = "../../../shared/corpora"

func themes() map[string]*theme.Theme {
	return map[string]*theme.Theme{
		"dark": theme.Dark(), "light": theme.Light(), "ansi": theme.ANSI(), "contrast": theme.Contrast(true), "plain": theme.Plain(), "ascii": theme.Plain().WithASCII(true),
	}
}

// parseFolder returns the parsed notes of a folder.
func parseFolder(t *testing.T, dir string) []*note.Parsed {
	t.Helper()
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("%s does not exist: %v", dir, err)
	}
	var all []*note.Parsed
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".md") {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		all = append(all, note.Parse(path, b))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// cycleStatuses gives n links each status in turn.
func cycleStatuses(n int) []links.Target {
	out := make([]links.Target, n)
	for i := range out {
		out[i].Status = links.Status(i % 8) //nolint:gosec // 8 statuses
	}
	return out
}

func newSource(p *note.Parsed) Source {
	return Source{Note: p.Note, Doc: p.Doc, BodyLine: p.BodyLine, Backlinks: 3, Targets: cycleStatuses(len(p.Doc.Links()))}
}

func TestCorpora_EveryPageIsValid(t *testing.T) {
	counts := map[string]int{"blog": 193, "vault": 173, testcorpus.Journal: 17, testcorpus.Handbook: 18}
	testcorpus.Each(t, slices.Sorted(maps.Keys(counts)), func(t *testing.T, lib string) {
		all := parseFolder(t, testcorpus.Path(t, lib))
		if len(all) != counts[lib] {
			t.Errorf("%d notes, want %d", len(all), counts[lib])
		}
		for _, width := range []int{20, 40, 80, 120} {
			for name, th := range themes() {
				if th.ASCII && width != 40 || testing.Short() && (width != 40 || name != "dark") {
					continue
				}
				notes := all
				if width != 40 && name != "dark" { // what depends on both is seen in a part of the notes
					notes = everyNth(all, 5)
				}
				t.Run(fmt.Sprintf("%d/%s", width, name), func(t *testing.T) {
					t.Parallel()
					for _, n := range notes {
						checkPage(t, n.Note.Path, New(newSource(n), Options{Theme: th, Width: width, Header: true}))
						if width == 80 && name == "dark" {
							checkPage(t, n.Note.Path, New(newSource(n), Options{Theme: th, Width: width, Pictures: allPictures()}))
						}
						if width == 40 {
							checkPage(t, n.Note.Path, New(newSource(n), Options{Theme: th, Width: width, NumberLinks: true}))
						}
					}
				})
			}
		}
	})
}

// everyNth returns one of n notes.
func everyNth(all []*note.Parsed, n int) (some []*note.Parsed) {
	for i := 0; i < len(all); i += n {
		some = append(some, all[i])
	}
	return some
}

// checkPage checks the invariants of every page.
func checkPage(t *testing.T, name string, p *Page) {
	t.Helper()
	seen, asWritten := map[int]Pos{}, p.WithSources(Sources{All: true})
	for i := range p.BlockCount() {
		lines := p.Block(i)
		for j, l := range lines {
			checkLine(t, fmt.Sprintf("%s: block %d line %d", name, i, j), l, p)
			for _, r := range l.Runs {
				if _, ok := seen[r.Link]; !ok && r.Link != NoLink {
					seen[r.Link] = Pos{i, j}
				}
			}
		}
		if node := p.blocks[i].node; node != nil && !p.opts.NumberLinks {
			if p.HasDrawings() { // a drawing has no words of the note
				lines = asWritten.Block(i)
			}
			checkWords(t, name, p, node, lines)
		}
	}
	for i, l := range p.Links() {
		at, ok := seen[i]
		if !ok {
			t.Errorf("%s: link %d %+v is not on the page", name, i, l)
			continue
		}
		if pos, ok := p.LinkPos(i); !ok || pos != at {
			t.Errorf("%s: LinkPos(%d) = %v, %v, want %v", name, i, pos, ok, at)
		}
	}
	for _, h := range p.src.Details().Headings {
		pos, ok := p.HeadingPos(h.Anchor)
		if !ok {
			t.Errorf("%s: no position for heading %q", name, h.Anchor)
			continue
		}
		if pos == (Pos{}) && p.title != nil || h.Text == "" {
			continue
		}
		if got := p.Block(pos.Block)[pos.Line]; got.Source != h.Line {
			t.Errorf("%s: heading %q of line %d: HeadingPos returns %q of line %d", name, h.Anchor, h.Line, got.Text(), got.Source)
		}
	}
}

func checkLine(t *testing.T, name string, l Line, p *Page) {
	t.Helper()
	if w := l.Width(text.Wcwidth); w > p.width && !l.Code {
		t.Errorf("%s: %d cells wide, at most %d: %q", name, w, p.width, l.Text())
	}
	for _, r := range l.Runs {
		for _, c := range r.Text {
			if c < 0x20 || c >= 0x7f && c < 0xa0 || c >= 0x202a && c <= 0x202e || strings.ContainsRune(lineBreaks, c) {
				t.Errorf("%s: control %U in %q", name, c, r.Text)
			}
		}
		if r.Text == "" {
			t.Errorf("%s: an empty run", name)
		}
		if p.theme.Plain && r.Style != (theme.Style{}) {
			t.Errorf("%s: %q is styled %+v in plain", name, r.Text, r.Style)
		}
	}
	if s := l.Text(); !l.Code && strings.HasSuffix(s, " ") {
		t.Errorf("%s: ends in a space: %q", name, s)
	}
	if p.theme.Plain {
		if s := l.ANSI(nil); strings.Contains(s, "\x1b") {
			t.Errorf("%s: an escape in plain: %q", name, s)
		}
	}
}

// checkWords looks for the visible words of a block on its lines, in order. In a table cells are side by side, so there
// it only checks that all letters exist.
func checkWords(t *testing.T, name string, p *Page, n ast.Node, lines []Line) {
	t.Helper()
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.Text())
	}
	page := keepLetters(b.String())
	if hasTable(n) {
		count := map[rune]int{}
		for _, r := range page {
			count[r]++
		}
		for _, r := range keepLetters(p.doc.Text(n)) {
			if count[r]--; count[r] < 0 {
				t.Errorf("%s: %q of a table is missing: %q", name, r, p.doc.Text(n))
				return
			}
		}
		return
	}
	const ahead = 300 // room for labels, file names and numbers before a word
	for _, w := range strings.Fields(visibleText(p, n)) {
		w = keepLetters(w)
		i := strings.Index(page, w)
		if i < 0 || i > ahead {
			t.Errorf("%s: %q is missing or out of order: %.80q", name, w, page)
			return
		}
		page = page[i+len(w):]
	}
}

// visibleText returns the text of n that must be on the page, without the sizes of pictures.
func visibleText(p *Page, n ast.Node) string {
	if code := p.doc.CodeText(n); code != "" {
		return code + "\n"
	}
	if n.Kind() == ast.KindImage && isImageSize(p.doc.Text(n)) {
		return ""
	}
	if w, ok := n.(*markdown.WikiLink); ok && w.IsEmbed() { // the name of a file without a description
		if file, part, ok := strings.Cut(p.doc.Text(n), " > "); ok && strings.Contains(file, ".") && part != "" {
			return file + "\n"
		}
	}
	s := p.doc.LeafText(n)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		s += visibleText(p, c)
	}
	if t, ok := n.(*ast.Text); ok && (t.SoftLineBreak() || t.HardLineBreak()) || n.Type() == ast.TypeBlock || isDecorated(n) {
		s += "\n"
	}
	return s
}

// isDecorated reports whether more than an inline node's own words is shown.
func isDecorated(n ast.Node) bool {
	switch n.Kind() {
	case ast.KindImage, ast.KindLink, markdown.KindWikiLink, markdown.KindTemplate, markdown.KindStyled, east.KindFootnoteLink:
		return true
	}
	return false
}

// keepLetters removes from s everything that layout may change.
func keepLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, norm.NFKD.String(s))
}

func hasTable(n ast.Node) bool {
	found := false
	_ = ast.Walk(n, func(n ast.Node, _ bool) (ast.WalkStatus, error) {
		if n.Kind() == east.KindTable {
			found = true
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return found
}
