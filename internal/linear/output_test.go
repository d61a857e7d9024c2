package linear

import (
	"strings"
	"testing"

	"quire/internal/theme"
	"quire/internal/vtcheck"
)

// A screen fills the terminal above the prompt, and forward returns to the screen that back left.
func TestPager_ScreensFitTheTerminal(t *testing.T) {
	out, _ := runCommands(t, newLibrary(sampleFiles), "open a\n\n\ninfo\n\nback\nforward\nup\n", func(o *Options) { o.Rows = func() int { return 11 }; o.Prompt = true })
	screens := strings.Split(out, "> ")
	if len(screens) < 9 {
		t.Fatalf("only %d screens:\n%s", len(screens), out)
	}
	for i, s := range screens {
		if n := strings.Count(s, "\n"); n > 10 {
			t.Errorf("screen %d has %d lines:\n%s", i, n, s)
		}
	}
	requireInOrder(t, screens[1], "A\n", "Filler.", "of 5, ", "%")
	if !strings.HasPrefix(screens[2], "Filler.\n") || strings.Count(screens[1]+screens[2]+screens[3]+screens[5], "Filler.") < 15 {
		t.Errorf("lines are missing: %q", screens[1:6])
	}
	requireInOrder(t, screens[4], "number: ")
	requireInOrder(t, screens[6], "5 notes")
	if screens[7] != screens[5] && !strings.HasPrefix(screens[7], "Filler.") {
		t.Errorf("forward shows %q, want %q", screens[7], screens[5])
	}
}

// At every height the screens together show each line of the page.
func TestPager_ScreensAddUpToTheWholePage(t *testing.T) {
	whole, _ := runCommands(t, newLibrary(sampleFiles), "open a\n")
	for _, rows := range []int{2, 3, 7, 24} {
		parts, _ := runCommands(t, newLibrary(sampleFiles), "open a\n"+strings.Repeat("\n", 70), func(o *Options) { o.Rows = func() int { return rows } })
		parts, _, _ = strings.Cut(parts, "end of note\n")
		squeeze := func(s string) string { return strings.ReplaceAll(s, "\n\n", "\n") }
		if squeeze(parts) != squeeze(whole) {
			t.Errorf("%d rows:\n%s\nwant\n%s", rows, parts, whole)
		}
	}
}

// Control characters in notes, commands and arguments do not reach the terminal.
func TestRun_HostileNotesEmitNoControls(t *testing.T) {
	bad := "\x1b]0;x\x07\x1b[2J\u009b31m\u202e\r\b"
	files := map[string]string{
		"a.md":                    "---\ntitle: \"A\\e[2J\"\ntags: [\"t\\e]52;c;x\\a\"]\nkey: \"v\\e[1m\"\n---\n# H " + bad + "\n\n[x" + bad + "](b.md#" + "&#27;[2J) &#27;[31m `" + bad + "` [y](https://e.example/&#27;]0;) [[same" + bad + "]]\n\n[^1]\n\n[^1]: " + bad + "\n",
		"b.md":                    "[back " + bad + "](a.md)\n",
		"evil\u202e\u009b2J/c.md": "# C\n",
	}
	commands := "list\nopen a\ninfo\nlinks\noutline\nbacklinks\ntags\nlist\nopen b\nbacklinks\ncopy\nfind &#27;\n" + bad + "\nopen " + bad + "\nquery " + bad + "\nopen a.md\n1\n2\n3\nbrowser 2\n\npeek 1\nfootnote 1\ncopy 1\ncopy 3\nsort " + bad + "\nopen c\nhelp\n"
	out, _ := runCommands(t, newLibrary(files), commands)
	if found := vtcheck.CheckText(out); len(found) > 0 {
		t.Errorf("%d control characters: %v", len(found), found[:min(len(found), 5)])
	}
	styled, _ := runCommands(t, newLibrary(files), commands, func(o *Options) { o.Theme = theme.Dark() })
	if found := vtcheck.CheckStyledText(styled); len(found) > 0 {
		t.Errorf("with a theme, %d control characters: %v", len(found), found[:min(len(found), 5)])
	}
	if !strings.Contains(styled, "\x1b[") {
		t.Error("no styles despite the theme")
	}
}

// No line is wider than Options.Width, except those with URLs.
func TestRun_LinesFitTheWidth(t *testing.T) {
	for _, width := range []int{20, 40, 72} {
		out, _ := runCommands(t, newLibrary(sampleFiles), "list\nopen hub\ninfo\nlinks\noutline\nhelp\nbacklinks\n", func(o *Options) { o.Width = width })
		for line := range strings.Lines(out) {
			if n := len([]rune(strings.TrimRight(line, "\n"))); n > width && !strings.Contains(line, "https://") {
				t.Errorf("width %d: line of %d characters: %q", width, n, line)
			}
		}
	}
}
