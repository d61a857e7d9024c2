package render

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/picture"
	"quire/internal/text"
	"quire/internal/theme"
	"quire/internal/vtcheck"
)

// loadElements returns a page with one of each element, and its pictures.
func loadElements(t *testing.T) (Source, *Pictures) {
	t.Helper()
	src, err := os.ReadFile("testdata/elements.md")
	if err != nil {
		t.Fatal(err)
	}
	n := note.Parse("elements.md", src)
	s := Source{Note: n.Note, Doc: n.Doc, BodyLine: n.BodyLine, Backlinks: 2, Embeds: map[int]*Embed{}}
	for i, l := range n.Doc.Links() {
		s.Targets = append(s.Targets, elementTarget(l.Dest))
		if strings.HasPrefix(l.Dest, "Embedded") {
			p := note.Parse("Embedded.md", []byte("# Embedded\n\nBefore.\n\n## Part\n\nWords of the part, with [a link](x.md) in them.\n\n- and\n- a list\n\n## After\n"))
			s.Embeds[i] = &Embed{Source: Source{Note: p.Note, Doc: p.Doc, BodyLine: 1, Targets: []links.Target{{Status: links.Note, Path: "x.md"}}}, Anchor: "part"}
		}
	}
	return s, &Pictures{Rows: 8, Draw: true, Known: map[string]PictureInfo{
		"harbour.jpg": {Info: picture.Info{Width: 1600, Height: 900, Format: "JPEG"}, Size: 412_000},
		"chart.png":   {Info: picture.Info{Width: 640, Height: 480, Format: "PNG"}, Size: 9_000},
		"bomb.png":    {Size: 57, Reason: "too large to draw: 50000 × 50000 pixels"},
	}}
}

func elementTarget(dest string) links.Target {
	switch {
	case strings.HasPrefix(dest, "https:"):
		return links.Target{Status: links.External, URL: dest}
	case strings.Contains(dest, "missing"):
		return links.Target{Status: links.Broken, Reason: "no note or file " + dest, Suggestion: "near.md"}
	case strings.Contains(dest, "ambiguous"):
		return links.Target{Status: links.Ambiguous}
	case strings.HasPrefix(dest, "javascript:"):
		return links.Target{Status: links.Refused}
	case strings.HasPrefix(dest, "#"):
		return links.Target{Status: links.Self, Path: "elements.md"}
	case strings.HasSuffix(dest, ".png"), strings.HasSuffix(dest, ".jpg"):
		return links.Target{Status: links.Asset, Path: dest}
	}
	return links.Target{Status: links.Note, Path: dest}
}

// TestElements_Golden compares each element with golden files. To rewrite them: go test -run Elements -update.
func TestElements_Golden(t *testing.T) {
	for _, th := range []*theme.Theme{theme.Dark(), theme.Light(), theme.Plain()} {
		for _, width := range []int{40, 80} {
			s, pictures := loadElements(t)
			if th.Plain {
				pictures.Draw = false
			}
			p := New(s, Options{Theme: th, Width: width, Header: true, Foldable: true, Pictures: pictures})
			var b strings.Builder
			for i := range p.BlockCount() {
				for _, l := range p.Block(i) {
					checkLine(t, th.Name, l, p)
					if l.Width(text.Wcwidth) > width && !l.Code {
						t.Errorf("%s at %d: %q", th.Name, width, l.Text())
					}
					b.WriteString(l.ANSI(nil) + "\n")
				}
			}
			for _, i := range p.FocusOrder() {
				_, ok := p.LinkPos(i)
				if l, _, isLink := p.Link(i); !ok {
					t.Errorf("%s at %d: no position for %d, %q %v", th.Name, width, i, l.Text, isLink)
				}
			}
			if found := vtcheck.CheckStyledText(strings.ReplaceAll(b.String(), "\u200d", "")); len(found) > 0 {
				t.Error(found)
			}
			checkGolden(t, fmt.Sprintf("elements-%s-%d.golden", th.Name, width), b.String())
		}
	}
}

// A drawn picture replaces its frame cell by cell, and nothing else moves.
func TestWithPicture_KeepsLineWidth(t *testing.T) {
	s, pictures := loadElements(t)
	p := New(s, Options{Theme: theme.Dark(), Width: 60, Pictures: pictures})
	pictureRows := 0
	for i := range p.BlockCount() {
		for _, l := range p.Block(i) {
			if l.Picture == nil {
				continue
			}
			pictureRows++
			painted := l.WithPicture(text.Wcwidth, picture.DrawText(l.Picture.Frame, "x"))
			if painted.Width(text.Wcwidth) != l.Picture.Col+l.Picture.Frame.Cols || painted.Width(text.Wcwidth) != l.Width(text.Wcwidth) {
				t.Errorf("%d cells, want %d", painted.Width(text.Wcwidth), l.Width(text.Wcwidth))
			}
			if other := l.WithPicture(text.Wcwidth, picture.DrawText(picture.Frame{Cols: 3, Rows: 3}, "x")); other.Text() != l.Text() {
				t.Error("a drawing of another size replaces the frame")
			}
		}
	}
	if pictureRows < 10 {
		t.Errorf("%d rows of pictures", pictureRows)
	}
}

func TestFolds_HideAndShowContent(t *testing.T) {
	s, _ := loadElements(t)
	p := New(s, Options{Theme: theme.Dark(), Width: 60, Foldable: true})
	folds := p.Folds()
	if len(folds) != 3 {
		t.Fatalf("%d folds", len(folds))
	}
	overrides := map[int]bool{}
	for i, want := range []bool{true, false, true} { // todo-, note+, details
		if folded, ok := p.FoldState(folds[i]); !ok || folded != want {
			t.Errorf("fold %d: %v, %v", i, folded, ok)
		}
		overrides[folds[i]] = true
	}
	text := pageText(p)
	if strings.Contains(text, "Hidden") || !strings.Contains(text, "Words in sight") || !strings.Contains(text, "▸ Todo") {
		t.Errorf("folded:\n%s", text)
	}
	text = pageText(p.WithFoldOverrides(overrides))
	if strings.Count(text, "Hidden") != 2 || strings.Contains(text, "Words in sight") {
		t.Errorf("with fold overrides:\n%s", text)
	}
	if text := pageText(New(s, Options{Theme: theme.Dark(), Width: 60})); strings.Count(text, "Hidden") != 2 || !strings.Contains(text, "Words in sight") {
		t.Error("without Foldable some content is folded")
	}
	// Each hidden line of the file finds its fold.
	for line := range 140 {
		hiding := p.FoldsHiding(line)
		hidden := strings.Contains(elementsLine(t, line), "Hidden")
		if hidden != (len(hiding) > 0) && (hidden || strings.TrimSpace(strings.Trim(elementsLine(t, line), ">")) != "" && !strings.Contains(elementsLine(t, line), "details")) {
			t.Errorf("line %d %q is hidden by %v", line, elementsLine(t, line), hiding)
		}
	}
}

func elementsLine(t *testing.T, line int) string {
	t.Helper()
	src, err := os.ReadFile("testdata/elements.md")
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Split(string(src), "\n")
	if line < 1 || line > len(all) {
		return ""
	}
	return all[line-1]
}
