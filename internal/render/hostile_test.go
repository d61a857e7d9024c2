package render

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"quire/internal/note"
	"quire/internal/picture"
	"quire/internal/testcorpus"
	"quire/internal/theme"
)

// specExamples returns the Markdown texts of a file of the CommonMark or GFM suite.
func specExamples(t *testing.T, path string) []string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Skip(err)
	}
	var all []struct{ Markdown string }
	if err := json.Unmarshal(b, &all); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range all {
		out = append(out, e.Markdown)
	}
	return out
}

// TestSpecExamples lays out every example of the Markdown specifications.
func TestSpecExamples(t *testing.T) {
	for _, f := range []string{"commonmark/commonmark-0.31.2.json", "gfm/gfm-spec-0.29.json", "gfm/gfm-extensions.json"} {
		all := specExamples(t, filepath.Join(corpora, "specs", f))
		if len(all) < 20 {
			t.Errorf("%s: only %d examples", f, len(all))
		}
		for _, src := range all {
			n := note.Parse("x.md", []byte(src))
			for _, w := range []int{0, 1, 2, 20, 80, 200} {
				p := New(newSource(n), Options{Theme: theme.Dark(), Width: w, Header: w == 20})
				if w >= 20 {
					checkPage(t, f+": "+src, p)
				}
				_ = p.LineCount()
				p = New(newSource(n), Options{Theme: theme.Dark(), Width: w, Foldable: w != 80, Pictures: allPictures(), Header: w == 80})
				if w == 80 {
					checkPage(t, f+": "+src, p)
				}
				_ = p.LineCount()
			}
		}
	}
}

// TestHostileNotes_HaveNoControls checks that no control character of a note is on its page.
func TestHostileNotes_HaveNoControls(t *testing.T) {
	testcorpus.Each(t, []string{testcorpus.Rough, "hostile"}, func(t *testing.T, name string) {
		for _, n := range parseFolder(t, testcorpus.Path(t, name)) {
			for _, th := range themes() {
				for _, w := range []int{2, 20, 80} {
					p := New(newSource(n), Options{Theme: th, Width: w, Header: true})
					if w == 2 {
						_ = p.LineCount()
						continue
					}
					checkPage(t, n.Note.Path, p)
				}
			}
		}
	})
}

// controlTexts are put into every position of a note where text can be.
var controlTexts = []string{
	"\x1b[2J", "\x1b]52;c;YQ==\x07", "\x1b]8;;1:0\x07forged\x1b]8;;\x07", "\u009b31m", "\x9b31m", "&#27;[31m", "&#x9b;31m", "&#x1b;]0;t&#7;",
	"\u00ad", "\u200b", "&shy;x", "a&#8203;b", "\u00ad\u200d\u200b\u0301", "Donau\u00addampf&shy;schifffahrts\u200bgesell\u00adschafts\u00adkapitän",
	"a\rb", "\x7f", "\x00", "\u202e", "&#8238;", "\\\x1b[0m", "~~&**#27;**[31m~~", "\u2028", "\x1bPq\x1b\\", "\x1b_Ga=T\x1b\\",
}

func TestControls_NeverReachPage(t *testing.T) {
	places := []string{
		"%s", "# %s", "**%s**", "`%s`", "```%s\n%s\n```", "    %s", "> %s", "> [!%s] %s\n> %s", "- %s", "1. [ ] %s", "| %s |\n|---|\n| %s |",
		"[%s](x.md \"%s\")", "[a](<%s>)", "![%s](%s)", "![[%s|%s]]", "[[%s]]", "[[a#%s|%s]]", "<a href=\"%s\">%s</a>", "<kbd>%s</kbd>", "<pre>%s</pre>",
		"<details><summary>%s</summary>%s</details>", "<p title='%s'>%s", "[^%s]\n\n[^%s]: %s", "T\n: %s", "==%s==", "~~%s~~", "{{ %s }}", "{%% %s %%}",
		"---\ntitle: \"%s\"\nauthor: \"%s\"\ntags: [\"%s\"]\n---\n%s", "<https://a.b/%s>", "[r]\n\n[r]: %s '%s'", "x ^%s", "<!-- %s -->", "%%%% %s %%%%",
	}
	for _, place := range places {
		for _, bad := range controlTexts {
			src := strings.NewReplacer("%s", bad, "%%", "%").Replace(place)
			n := note.Parse("x.md", []byte("before\n\n"+src+"\n\nafter\n"))
			if strings.HasPrefix(place, "---") {
				n = note.Parse("x.md", []byte(src))
			}
			for _, o := range []Options{{Theme: theme.Dark(), Width: 40, Header: true}, {Theme: theme.Dark(), Width: 40, Foldable: true, Pictures: allPictures()}} {
				checkLines(t, src, New(newSource(n), o))
			}
			p := New(newSource(n), Options{Theme: theme.Plain(), Width: 30, Header: true, Pictures: allPictures()})
			for i := range p.BlockCount() {
				for _, l := range p.Block(i) {
					checkLine(t, src, l, p)
				}
			}
		}
	}
}

func checkLines(t *testing.T, src string, p *Page) {
	t.Helper()
	for i := range p.BlockCount() {
		for _, l := range p.Block(i) {
			checkLine(t, src, l, p)
		}
	}
}

// allPictures makes every link to a file a picture.
func allPictures() *Pictures {
	return &Pictures{Draw: true, Rows: 6, Known: map[string]PictureInfo{"": {Info: picture.Info{Width: 300, Height: 200, Format: "PNG"}, Size: 4000}}}
}

// FuzzPage checks that pages of any notes are valid.
func FuzzPage(f *testing.F) {
	b, err := os.ReadFile("testdata/kitchen.md")
	if err != nil {
		f.Fatal(err)
	}
	for _, part := range strings.Split(string(b), "\n\n") {
		f.Add(part, 20)
	}
	f.Fuzz(func(t *testing.T, src string, width int) {
		width = 4 + abs(width)%100 // a list's indent and a wide character
		n := note.Parse("x.md", []byte(src))
		p := New(newSource(n), Options{Theme: theme.Dark(), Width: width, Header: true})
		if strings.Contains(src, "![[") && strings.Contains(src, "|") {
			checkLines(t, src, p) // the frame of an embed shows the note's name in place of the label
			return
		}
		checkPage(t, src, p)
	})
}

func abs(n int) int {
	if n < 0 {
		return max(-n, 0)
	}
	return n
}
