package render

import (
	"strings"
	"testing"

	"quire/internal/note"
	"quire/internal/theme"
)

// Where the theme has no style for a mark, signs stand for it, and are no part of the text.
func TestPage_MarksWithoutStyles(t *testing.T) {
	noStrike := *theme.Dark()
	noStrike.Strike = theme.Style{}
	for _, c := range []struct {
		look       *theme.Theme
		text, want string
	}{
		{theme.Plain(), "Do ~~not~~ press", "Do ~~not~~ press"},
		{theme.Dark(), "Do ~~not~~ press", "Do not press"},
		{&noStrike, "Do ~~not~~ press ==it==", "Do ~~not~~ press it"},
		{theme.Plain(), "<del>a *b* [c](d)</del> <s>e</s>", "~~a b c~~ ~~e~~"},
		{theme.Plain(), "- [x] ~~done~~ and ~~[link](x)~~", "☑ ~~done~~ and ~~link~~"},
		{theme.Plain(), "==a== <mark>b</mark> <kbd>Ctrl</kbd> <ins>c</ins> <u>d</u>", "*a* *b* <Ctrl> ++c++ _d_"},
		{theme.Plain(), "a <ul><li>b</li></ul> <input type=checkbox checked>", "a\n• b\n☑"},
		{theme.Plain().WithASCII(true), "a <ol><li>b<li>c</ol> <input type=checkbox>", "a\n1. b\n2. c\n[ ]"},
		{theme.Dark(), ":tada: and `:tada:`", "🎉 and :tada:"},
		{theme.Plain().WithASCII(true), ":tada:", ":tada:"},
	} {
		n := note.Parse("n.md", []byte(c.text))
		p := New(newSource(n), Options{Theme: c.look, Width: 60, NoLinkSigns: true})
		var got []string
		text := ""
		for i := range p.BlockCount() {
			for _, l := range p.Block(i) {
				if line := l.Text(); line != "" {
					got = append(got, line)
				}
				for _, r := range l.Runs {
					if !r.IsDecoration {
						text += r.Text
					}
				}
			}
		}
		if shown := strings.Join(got, "\n"); shown != c.want {
			t.Errorf("%q: %q, want %q", c.text, shown, c.want)
		}
		if c.look.Plain && strings.ContainsAny(text, "~*+") {
			t.Errorf("%q: the signs are text: %q", c.text, text)
		}
	}
}
