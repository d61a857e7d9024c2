package tui

import (
	"testing"
	"testing/fstest"

	"quire/internal/library"
)

// FuzzScreen passes arbitrary bytes as a note through the whole program to the screen. The screen must hold no
// control sequence of the note and no line wider than the window, and the text before the bytes must be shown.
func FuzzScreen(f *testing.F) {
	for _, seed := range []string{
		"", "---\ntitle: \"\x1b]0;t\a\"\ntags: [\"\x9b31m\", a]\n---\n# H \u202e &#27;[2J\n\n[l](http://a\x07.b) `\x1b[m`\n", "+++\ntitle = \"x\"\n+++\n| a |\n|---|\n| \x00 |\n",
		"\xff\xfe\x1b\x00[\x00", "> [!note]- \x1bPq\x1b\\\n> x\n\n```\x1b\n\x1b[31m\n```\n![[x\x1b]]", "<a href=\"javascript:x\x1b\">y</a><!-- \x9b -->\n\n[^1]\n\n[^1]: \x1b_G\x1b\\",
	} {
		f.Add([]byte(seed), uint8(80))
	}
	f.Fuzz(func(t *testing.T, raw []byte, width uint8) {
		if len(raw) > 10_000 {
			return
		}
		l := library.FromFS("notes", fstest.MapFS{"a.md": &fstest.MapFile{Data: raw}, "b.md": &fstest.MapFile{Data: append([]byte("before\n\n"), raw...)}})
		d := drive(t, l, func(o *Options) { o.Query = "path:b" })
		d.resize(20+int(width)%120, 24).checkSafe("shelf").keys("enter").checkSafe("page").sees("before")
		d.keys("i").checkSafe("details").keys("esc", "o").checkSafe("outline").keys("esc", "tab").checkSafe("link").keys("f").checkSafe("hints").keys("esc", "G").checkSafe("end")
		d.keys("q", "/", "ctrl+u", "esc", "ctrl+u").checkSafe("query")
		d.keys("ctrl+p", `"a.md"`).checkSafe("go to").keys("enter").checkSafe("other page").keys("G").checkSafe("its end")
	})
}
