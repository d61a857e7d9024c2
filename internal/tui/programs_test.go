package tui

import (
	"slices"
	"testing"
)

func env(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func TestEditorArgv(t *testing.T) {
	for _, c := range []struct {
		editor, file string
		line         int
		want         []string // nil: an error
	}{
		{"vim", "/n/a.md", 12, []string{"vim", "+12", "--", "/n/a.md"}},
		{"/usr/bin/nvim -R", "/n/a.md", 0, []string{"/usr/bin/nvim", "-R", "+1", "--", "/n/a.md"}},
		{"code --wait", "/n/a b.md", 3, []string{"code", "--wait", "--goto", "/n/a b.md:3"}},
		{"hx", "/n/a.md", 3, []string{"hx", "/n/a.md:3"}},
		{"emacsclient -t", "/n/a.md", 3, []string{"emacsclient", "-t", "+3", "/n/a.md"}},
		{`"/opt/my editor/ed" --flag='a b'`, "/n/a.md", 3, []string{"/opt/my editor/ed", "--flag=a b", "/n/a.md"}},
		{`my\ editor`, "/n/a.md", 3, []string{"my editor", "/n/a.md"}},
		{"ed; rm -rf /", "/n/a.md", 3, []string{"ed;", "rm", "-rf", "/", "/n/a.md"}}, // no shell ever sees it
		{"ed $HOME `x`", "-n.md", 3, []string{"ed", "$HOME", "`x`", "./-n.md"}},
		{"", "/n/a.md", 2, []string{"vi", "+2", "--", "/n/a.md"}},
		{`"unclosed`, "/n/a.md", 2, nil},
		{"   ", "/n/a.md", 2, nil},
	} {
		got, err := editorArgv(env("EDITOR", c.editor), "linux", c.file, c.line)
		if (err != nil) != (c.want == nil) || !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, %v, want %q", c.editor, got, err, c.want)
		}
	}
	if got, _ := editorArgv(env("EDITOR", "nano", "VISUAL", "vim"), "linux", "/a", 1); got[0] != "vim" {
		t.Errorf("VISUAL comes first: %q", got)
	}
	if got, _ := editorArgv(env("EDITOR", `C:\ed\ed.exe`), "windows", `C:\n.md`, 1); got[0] != `C:\ed\ed.exe` {
		t.Errorf("a backslash is a letter on Windows: %q", got)
	}
}

func TestBrowserArgv(t *testing.T) {
	const url = "https://example.org/a?b=c&d=$(x)"
	for _, c := range []struct {
		browser, goos, url string
		want               []string
	}{
		{"", "linux", url, []string{"xdg-open", url}},
		{"", "freebsd", url, []string{"xdg-open", url}},
		{"", "darwin", url, []string{"open", url}},
		{"", "windows", url, []string{"rundll32", "url.dll,FileProtocolHandler", url}},
		{"firefox:chromium", "linux", url, []string{"firefox", url}},
		{"firefox --new-tab %s", "linux", url, []string{"firefox", "--new-tab", url}},
		{"", "linux", "mailto:me@example.org", []string{"xdg-open", "mailto:me@example.org"}},
		{"", "linux", "HTTPS://example.org", []string{"xdg-open", "HTTPS://example.org"}},
		{"", "linux", "javascript:alert(1)", nil},
		{"", "linux", "file:///etc/passwd", nil},
		{"", "linux", "--version", nil},
		{"", "linux", "https://x/\x1b]52", nil},
		{"'", "linux", url, nil},
	} {
		got, err := browserArgv(env("BROWSER", c.browser), c.goos, c.url)
		if (err != nil) != (c.want == nil) || !slices.Equal(got, c.want) {
			t.Errorf("%q %s %s: %q, %v, want %q", c.browser, c.goos, c.url, got, err, c.want)
		}
	}
}
