package linear

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"quire/internal/library"
	"quire/internal/safe"
	"quire/internal/vtcheck"
)

// Every text offered for copying is printed on one line, and exactly that text is copied, without control characters.
func TestCopy_CopiesExactlyWhatIsShown(t *testing.T) {
	dir := t.TempDir()
	names := []string{"a  b", "it's", "$(touch PWN)", "a\ntouch PWN\n\x1b[201~", "\u202egpj", "\x9b31m", "-rf", strings.Repeat("long ", 40)}
	addresses := []string{
		"https://x.example/?a=1&touch=PWN", "https://x.example/$(touch%20PWN);x", "https://x.example/\u009b31m", "https://аpple.com/" + strings.Repeat("a", 300),
		"mailto:a@b.example?attach=/etc/passwd&subject=x", "javascript:$(x)", "tel:+1;touch",
	}
	for i, name := range names {
		text := fmt.Sprintf("---\nslug: s%d\n---\nText.\n", i)
		for j, addr := range addresses {
			text += fmt.Sprintf("\n[l%d](<%s>)\n", j, addr)
		}
		if err := os.WriteFile(filepath.Join(dir, name+".md"), []byte(text), 0o600); err != nil {
			t.Skipf("this system has only Unicode file names: %v", err)
		}
	}
	l, err := library.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	copied := 0
	for i := range names {
		commands := []string{fmt.Sprintf("copy %d", i+1), fmt.Sprintf("open %d\ncopy", i+1)}
		for j := range addresses {
			commands = append(commands, fmt.Sprintf("open %d\ncopy %d", i+1, j+1))
		}
		for _, ask := range commands {
			for choice := 1; choice <= 5; choice++ {
				out, did := runCommands(t, l, fmt.Sprintf("list\n%s\n%d\n", ask, choice))
				if did.copied == "" {
					break
				}
				copied++
				if line := fmt.Sprintf("%d. %s", choice, did.copied); !slices.Contains(strings.Split(out, "\n"), line) {
					t.Errorf("%q %d: copied %q, which is not shown:\n%s", ask, choice, did.copied, out)
				}
				if bad := vtcheck.CheckText(did.copied); len(bad) > 0 || safe.Text(did.copied) != did.copied || strings.Contains(did.copied, "\n") || strings.Contains(did.copied, "attach") {
					t.Errorf("%q %d: copied unsafe text %q: %v", ask, choice, did.copied, bad)
				}
			}
		}
	}
	if copied < len(names)*(len(addresses)+3) {
		t.Errorf("only %d texts were copied", copied)
	}
}

// The reader explains what a URL hides before it asks, and the browser receives the URL that was printed.
func TestBrowser_ExplainsTheAddressBeforeAsking(t *testing.T) {
	for _, c := range []struct {
		addr, opened string
		remarks      []string
	}{
		{"https://example.org/x", "https://example.org/x", nil},
		{"https://аpple.com/login", "https://xn--pple-43d.com/login", []string{"host: xn--pple-43d.com\n", "looks like: аpple.com (Cyrillic, Latin letters)\n"}},
		{"https://good.example@evil.example/", "https://good.example@evil.example/", []string{"host: evil.example\n", "user name: good.example (this is not the host)\n"}},
		{"mailto:a@b.example?cc=c@d.example&bcc=e@f.example&body=Hi&attach=/etc/passwd", "mailto:a@b.example?cc=c@d.example&bcc=e@f.example&body=Hi",
			[]string{"to: a@b.example\n", "cc: c@d.example\n", "bcc: e@f.example\n", "body: Hi\n", "left out: attach=/etc/passwd\n"}},
		{"tel:+1", "", []string{"only http, https and mailto links open in a browser: tel:+1"}},
	} {
		l := newLibrary(map[string]string{"a.md": "# A\n\n[x](<" + c.addr + ">)\n"})
		out, did := runCommands(t, l, "open a\nbrowser 1\ny\n")
		if did.opened != c.opened {
			t.Errorf("%q: opened %q, want %q\n%s", c.addr, did.opened, c.opened, out)
		}
		requireInOrder(t, out, c.remarks...)
		if c.opened != "" {
			requireInOrder(t, out, append(c.remarks, c.opened+"\n")...)
		}
		if out, did = runCommands(t, l, "open a\nbrowser 1\nn\n"); did.opened != "" {
			t.Errorf("%q: opened without consent\n%s", c.addr, out)
		}
		if out, _ = runCommands(t, l, "open a\nbrowser 1\n", func(o *Options) { o.Host.Browser = nil }); c.opened != "" {
			requireInOrder(t, out, append(c.remarks, c.opened)...)
		}
	}
}

// The remarks on a file are printed before the question.
func TestViewer_ExplainsTheFileBeforeAsking(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"n.md": "# N\n\n[s](a.txt) [p](a.png)\n", "a.txt": "\x1b[2J<svg/>", "a.png": "PNG"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	l, err := library.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	for n, want := range map[int]bool{1: true, 2: false} {
		out, did := runCommands(t, l, fmt.Sprintf("open n\nbrowser %d\ny\n", n))
		before, _, opened := strings.Cut(out, "opened\n")
		if !opened || did.opened == "" || strings.Contains(before, "caution: this document may run scripts\n") != want {
			t.Errorf("link %d: viewed %q:\n%s", n, did.opened, out)
		}
	}
}

// Every path that is copied is quoted as one word for the shell: of a note in the list, of a link's target, and of the
// current position with its line.
func TestCopy_PathsAreQuotedForTheShell(t *testing.T) {
	for name, escaped := range map[string]string{"a b": "a%20b", "$(touch PWN)": "$%28touch%20PWN%29", "it's; touch PWN": "it%27s;%20touch%20PWN", "plain": "plain", "x\ny": "x%0Ay"} {
		l := newLibrary(map[string]string{
			name + ".md": "# Target\n\n## Part\n", name + ".csv": "x",
			"0.md": "---\ntitle: From\n---\n[n](" + escaped + ".md) [h](" + escaped + ".md#part) [f](" + escaped + ".csv)\n",
		})
		for ask, want := range map[string]string{
			"open From\ncopy 1\n1": name + ".md", "open From\ncopy 2\n1": name + ".md#part", "open From\ncopy 3\n1": name + ".csv",
			"open From\n1\ncopy\n1": name + ".md:1", "query title:Target\nlist\ncopy 1\n1": name + ".md",
		} {
			if out, did := runCommands(t, l, ask+"\n"); did.copied != safe.ShellWord(want) {
				t.Errorf("%q: %q: copied %q, want %q\n%s", name, ask, did.copied, safe.ShellWord(want), out)
			}
		}
	}
}
