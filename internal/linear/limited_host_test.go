package linear

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"quire/internal/host"
	"quire/internal/library"
)

// On a host that lacks what a command needs, the command says so, fails, and starts nothing.
func TestLimitedHost_EveryCommandSaysWhatIsMissing(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"n.md": "# Note\n\nThe [site](https://example.org/a) and a [file](pic.png).\n", "pic.png": "x"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	l, err := library.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	for _, h := range []host.Host{{}, {OS: "linux", Env: []string{"EDITOR=vim", "BROWSER=firefox"}, Clipboard: host.Clipboard{ViaTerminal: true}}} {
		for command, want := range map[string]string{
			"edit":                  "quire cannot open an editor here",
			"browser 1\ny":          "https://example.org/a",
			"browser 1":             "quire cannot open a browser here",
			"1":                     "https://example.org/a is outside the library; quire cannot open a browser here",
			"browser 2\ny":          "quire cannot open files in other programs here: pic.png",
			"2":                     "pic.png is a file, not a note; quire cannot open files in other programs here",
			"copy\n1":               "quire cannot copy to the clipboard here",
			"back\nlist\ncopy 1\n1": "quire cannot copy to the clipboard here",
		} {
			out, _ := runCommands(t, l, "open n\n"+command+"\n", func(o *Options) { o.Host, o.Width = h, 200 })
			if !strings.Contains(out, want) || strings.Contains(out, "y or n?") || strings.Contains(out, "opens it") || strings.Contains(out, "\x1b") {
				t.Errorf("%q: want %q:\n%s", command, want, out)
			}
			if !commandFails(t, l, "open n\n"+command+"\n", h) {
				t.Errorf("%q does not fail", command)
			}
		}
	}
}

// commandFails reports whether Run returns ErrFailed.
func commandFails(t *testing.T, l *library.Library, commands string, h host.Host) bool {
	t.Helper()
	var out strings.Builder
	return Run(t.Context(), Options{Live: subscribe(t, l), In: strings.NewReader(commands), Out: &out, Host: h}) == ErrFailed
}
