package render

import (
	"fmt"
	"strings"
	"testing"

	"quire/internal/note"
	"quire/internal/theme"
)

// codeRuns returns the lines of a page with each run's style as a letter before its text: b for bold, d for dim, + and -
// for the colours of inserted and deleted text.
func codeRuns(text string, look *theme.Theme, width int) string {
	n := note.Parse("n.md", []byte(text))
	p := New(newSource(n), Options{Theme: look, Width: width})
	name := map[string]string{}
	if !look.Plain {
		name[fmt.Sprint(look.Dim.Fg)], name[fmt.Sprint(look.Tip.Fg)], name[fmt.Sprint(look.Danger.Fg)] = "d", "+", "-"
	}
	var b strings.Builder
	for i := range p.BlockCount() {
		for _, l := range p.Block(i) {
			for _, r := range l.Runs {
				mark := name[fmt.Sprint(r.Style.Fg)]
				if r.Style.Bold {
					mark += "b"
				}
				if mark != "" {
					b.WriteString("<" + mark + ">")
				}
				b.WriteString(r.Text)
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

func TestCode_Kinds(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"no language is not guessed", "```\ndef f(): return 1\n```", "  def f(): return 1\n"},
		{"an unknown language is not guessed", "```frob\ndef f(): return 1\n```", "  <d>frob\n  def f(): return 1\n"},
		{"a title", "```frob title=\"a.frob\" {1}\nx\n```", "  <d>a.frob\nx\n"},
		{"a diff", "```diff\n-a\n+b\n c\n```", "  <d>diff\n  <->-a\n  <+>+b\n   c\n"},
		{"a diff of a language", "```diff-js\n- a\n+ b\n```", "  <d>diff-js\n  <->- a\n  <+>+ b\n"},
		{"a session", "```console\n$ ls -l\ntotal 0\nme@host:~/a$ cd /\n> b\n# whoami\n```", "  <d>console\n  <d>$ <b>ls -l\n  total 0\n  <d>me@host:~/a$ <b>cd /\n  <d>> <b>b\n  <d># <b>whoami\n"},
		{"a session of a shell", "```sh\n$ ls\na\n```", "  <d>sh\n  <d>$ <b>ls\n  a\n"},
		{"a session of Windows", "```powershell\nPS C:\\x> dir\na\n```", "  <d>powershell\n  <d>PS C:\\x> <b>dir\n  a\n"},
		{"colours", "```log\n\x1b[31mERROR\x1b[0m x\n```", "  <d>log\n  ERROR x\n"},
		{"tabs", "```frob\na\tb\n漢\tc\n\td\n```", "  <d>frob\n  a   b\n  漢  c\n      d\n"},
	} {
		got := codeRuns(c.text, theme.Dark(), 60)
		if strings.ReplaceAll(got, "  ", "") != strings.ReplaceAll(c.want, "  ", "") {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestCode_TitleWithoutStyles(t *testing.T) {
	if got, want := codeRuns("```js title=\"a.js\"\nx\n```", theme.Plain(), 60), "a.js\n  x\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// In a narrow window a container gives up its indent, but not the bars of the quotes around it, which say whose words follow.
func TestQuotes_BarsStayInNarrowWindows(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("> ", 8) + "one two three four five",
		"> - a\n>   - b\n>     - c\n>       - d\n>         - one two three four five six",
		"> 1. a\n>    > one two\n>    > - b\n>    >   - three four five",
	} {
		for _, line := range strings.Split(strings.TrimSuffix(codeRuns(text, theme.Plain(), 20), "\n"), "\n") {
			if !strings.HasPrefix(line, "│") {
				t.Errorf("%q: %q has no bar", text, line)
			}
		}
	}
}
