package safe

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// hostileNames are paths that do something, or become several words, where a shell reads them unquoted or badly quoted.
var hostileNames = []string{
	"/n/plain.md", "/n/Übersicht/日本語.md", "/n/a b.md", "/n/a  b .md", " ", "/n/#x", "#x", "~", "~root/x", "-rf", "--help", "x=y", "=ls", "%1", "a%20b",
	"/n/it's.md", "/n/'", "/n/''", "/n/\\", "/n/x\\';touch PWN;'", "/n/x\\';touch PWN;#", "/n/x'\\'';touch PWN;'", "/n/\\'", "/n/a\\", "a\\nb",
	"/n/$(touch PWN)", "/n/`touch PWN`", "/n/$HOME", "/n/${IFS}", "/n/a;touch PWN", "/n/a&touch PWN", "/n/a|touch PWN", "/n/a>PWN", "/n/a<b", "/n/<(touch PWN)", "/n/=(touch PWN)", "(touch PWN)", "{touch,PWN}",
	"/n/!touch", "/n/!!", "/n/it's!touch!", "/n/\"$(touch PWN)\"", "/n/\"", "/n/*", "/n/?", "/n/[a]", "^a^b", "a\u00a0b", "a\u3000b", "a‘b’“c”", "a—b",
	"/n/a\ntouch PWN\n\x1b[201~.md", "/n/a\rtouch PWN\r", "\n", "a\n", "\ttouch", "/n/\x1b[2J", "/n/\x1b]52;c;UFdO\a", "\x7f", "\x01", "a\x08b", "\u009b31m", "\x9b31m", "\xff\xfe", "a\xc3(b", "\xe2\x80",
	"\u202egpj", "\u2066x\u2069", "\u2028touch PWN", "\u2029", "\u200b", "a\u200db", "\ufeff", "\u00ad", "👩\u200d💻", "⚠\ufe0f!", "'\u200d👩", "a\n'b'\\!$(touch PWN)`touch PWN`", "\n1", "\x1b7", "\x1b\x1b0",
}

// shells are those that a path may be pasted into, with what runs one line, and whether $'...' is one of their quotes.
var shells = []struct {
	argv    []string
	onStdin bool
	dollar  bool
}{
	{[]string{"sh", "-c"}, false, false},
	{[]string{"bash", "--norc", "--noprofile", "-c"}, false, true},
	{[]string{"bash", "--norc", "--noprofile", "-i"}, true, true}, // with history expansion
	{[]string{"zsh", "-f", "-c"}, false, true},
	{[]string{"fish", "--no-config", "-c"}, false, false},
}

func TestShellWord_IsOneWordOfEveryShell(t *testing.T) {
	ran := 0
	for _, sh := range shells {
		if _, err := exec.LookPath(sh.argv[0]); err != nil {
			t.Logf("%s is not installed", sh.argv[0])
			continue
		}
		dir, home := t.TempDir(), t.TempDir()
		for _, name := range hostileNames {
			ran++
			word := quoteWord(name, false)
			want := name
			if strings.HasPrefix(want, "-") {
				want = "./" + want
			}
			line := `printf '<%s>' ` + word
			c := exec.Command(sh.argv[0], append(sh.argv[1:len(sh.argv):len(sh.argv)], line)...)
			if sh.onStdin {
				c = exec.Command(sh.argv[0], sh.argv[1:]...)
				c.Stdin = strings.NewReader(line + "\n")
			}
			c.Dir, c.Env = dir, append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME=", "XDG_DATA_HOME=", "HISTFILE=", "LC_ALL=C.UTF-8", "PS1=", "PS2=")
			out, err := c.Output()
			escaped := strings.HasPrefix(word, "$'")
			switch {
			case escaped && !sh.dollar:
				if bytes.Count(out, []byte("><")) > 0 {
					t.Errorf("%s: %s is several words: %q", sh.argv[0], word, out)
				}
			case err != nil || string(out) != "<"+want+">":
				t.Errorf("%s: %q is quoted as %s, which is %q (%v)", strings.Join(sh.argv, " "), name, word, out, err)
			}
			if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) > 0 {
				t.Fatalf("%s: %s did something: %q", sh.argv[0], word, left)
			}
		}
	}
	if ran == 0 {
		t.Skip("no shell is installed")
	}
}

func TestShellWord_IsShownAsItIs(t *testing.T) {
	for _, windows := range []bool{false, true} {
		for _, name := range hostileNames {
			if word := quoteWord(name, windows); Text(word) != word || strings.ContainsAny(word, "\n\t\x1b") {
				t.Errorf("%q: %q cannot be shown", name, word)
			}
		}
	}
	for name, want := range map[string]string{
		"/n/a.md": "/n/a.md", "x/there.md#deep": "x/there.md#deep", "/n/a b.md:12": "'/n/a b.md:12'", "/n/é/日本.md": "/n/é/日本.md",
		"it's": `'it'\''s'`, "": "''", "-rf": "./-rf", "a\nb": `$'a\012b'`, "\x9b\u009b": `$'\233\302\233'`,
	} {
		if got := quoteWord(name, false); got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
	for name, want := range map[string]string{`C:\n\a.md`: `C:\n\a.md`, `C:\n\a b&c.md`: `"C:\n\a b&c.md"`, `C:\$(x)` + "`“": "\"C:\\`$(x)```“\""} {
		if got := quoteWord(name, true); got != want {
			t.Errorf("Windows, %q: %s, want %s", name, got, want)
		}
	}
}

// No text at all gets out of the quotes: the word is read back as a shell reads it.
func FuzzShellWord(f *testing.F) {
	for _, name := range hostileNames {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		word := quoteWord(name, false)
		if Text(word) != word {
			t.Fatalf("%q: %q cannot be shown", name, word)
		}
		if strings.HasPrefix(name, "-") {
			name = "./" + name
		}
		if got, ok := unquote(word); !ok || got != name {
			t.Fatalf("%q is quoted as %s, which is %q, %v", name, word, got, ok)
		}
	})
}

// unquote reads one word of POSIX.1-2024 shell, of the forms that ShellWord writes; false for anything else.
func unquote(word string) (string, bool) {
	var b strings.Builder
	if body, ok := strings.CutPrefix(word, "$'"); ok {
		body, ok = strings.CutSuffix(body, "'")
		for i := 0; i < len(body); i++ {
			if body[i] == '\'' {
				return "", false
			}
			if body[i] != '\\' {
				b.WriteByte(body[i])
				continue
			}
			if i+3 >= len(body) {
				return "", false
			}
			b.WriteByte((body[i+1]-'0')<<6 | (body[i+2]-'0')<<3 | (body[i+3] - '0'))
			i += 3
		}
		return b.String(), ok
	}
	quoted := false
	for i := 0; i < len(word); i++ {
		switch c := word[i]; {
		case c == '\'':
			quoted = !quoted
		case c == '\\' && quoted: // fish takes it for an escape
			return "", false
		case c == '\\':
			i++
			if i == len(word) {
				return "", false
			}
			b.WriteByte(word[i])
		case !quoted && strings.IndexByte(" \t\n;&|<>()$`\"*?[]~=!{}^", c) >= 0:
			return "", false
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), !quoted
}
