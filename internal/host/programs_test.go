package host

import (
	"slices"
	"strings"
	"testing"
)

func getenvFrom(pairs ...string) func(string) string {
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
		{"ed; rm -rf /", "/n/a.md", 3, []string{"ed;", "rm", "-rf", "/", "/n/a.md"}}, // no shell interprets it
		{"ed $HOME `x`", "-n.md", 3, []string{"ed", "$HOME", "`x`", "./-n.md"}},
		{"", "/n/a.md", 2, []string{"vi", "+2", "--", "/n/a.md"}},
		{`"unclosed`, "/n/a.md", 2, nil},
		{"   ", "/n/a.md", 2, nil},
	} {
		got, err := editorArgv("linux", getenvFrom("EDITOR", c.editor), c.file, c.line)
		if (err != nil) != (c.want == nil) || !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, %v, want %q", c.editor, got, err, c.want)
		}
	}
	if got, _ := editorArgv("linux", getenvFrom("EDITOR", "nano", "VISUAL", "vim"), "/a", 1); got[0] != "vim" {
		t.Errorf("VISUAL does not come first: %q", got)
	}
	if got, _ := editorArgv("windows", getenvFrom("EDITOR", `C:\ed\ed.exe`), `C:\n.md`, 1); got[0] != `C:\ed\ed.exe` {
		t.Errorf("a backslash is an escape on Windows: %q", got)
	}
}

// For every editor, a hostile file name is exactly one argument and never an option. It is refused where a batch file would
// interpret it.
func TestEditorArgv_HostileNames(t *testing.T) {
	for _, name := range hostileFileNames {
		for _, editor := range []string{"", "vim", "nano", "emacs", "emacsclient -t", "hx", "code --wait", "micro", "kak", "joe", "unknown", "/opt/x/VIM.exe"} {
			for _, dir := range []string{"/n/", ""} {
				file := dir + name + ".md"
				argv, err := editorArgv("linux", getenvFrom("EDITOR", editor), file, 7)
				if err != nil {
					t.Errorf("%q %q: %v", editor, file, err)
					continue
				}
				with := 0
				for _, a := range argv {
					if strings.Contains(a, name) {
						with++
					}
				}
				last := argv[len(argv)-1]
				if with != 1 && name != "plain" || strings.HasPrefix(last, "-") || last != file && last != file+":7" && last != "./"+file && last != "./"+file+":7" {
					t.Errorf("%q %q: %q", editor, file, argv)
				}
			}
		}
	}
	for _, c := range []struct {
		editor, file string
		starts       bool
	}{
		{"code", `C:\n\a.md`, true}, {"code --wait", `C:\n\a&calc.md`, false}, {"code.cmd", `C:\n\%PATH%.md`, false}, {`C:\e\ed.BAT`, `C:\n\a^b.md`, false}, {"cursor", `C:\a(b)\c.md`, false},
		{"notepad", `C:\n\a&calc.md`, true}, {"vim.exe", `C:\n\a&calc.md`, true}, {"", `C:\n\a&calc.md`, true}, {"code", `C:\n\a b é.md`, true},
	} {
		if argv, err := editorArgv("windows", getenvFrom("EDITOR", c.editor), c.file, 1); (err == nil) != c.starts {
			t.Errorf("%s %s: %q, %v", c.editor, c.file, argv, err)
		}
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
		got, err := browserArgv(c.goos, getenvFrom("BROWSER", c.browser), c.url)
		if (err != nil) != (c.want == nil) || !slices.Equal(got, c.want) {
			t.Errorf("%q %s %s: %q, %v, want %q", c.browser, c.goos, c.url, got, err, c.want)
		}
	}
}

// hostileFileNames lists file names that a terminal, a shell or Markdown would interpret.
var hostileFileNames = []string{
	"plain", "a b", "a  b", "it's", "x\\';touch PWN;'", "$(touch PWN)", "`touch PWN`", "a;touch PWN", "a&touch PWN", "${IFS}", "!!", "\"q\"", "-rf", "~", "#x", "x#y", "100%", "%0a", "a*b", "(p)", "[a](b)", "<u>", "[^1]", "a|b", "==m==", "~~s~~", "c:d", "{{x}}", "&amp;",
	"a\ntouch PWN\n\x1b[201~", "\n", "\r", "\t", "\x1b[2J", "\x1b]52;c;UFdO\a", "\x7f", "\u009b31m", "\x9b31m", "\xff\xfe", "\u202egpj", "\u2066x", "\u2028touch PWN", "\u200b", "日本", "Über",
}
