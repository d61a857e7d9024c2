package tui

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"quire/internal/library"
	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/safe"
	"quire/internal/search"
	"quire/internal/vtcheck"
)

// hostileFileNames lists file names that a terminal, a shell or Markdown would interpret.
var hostileFileNames = []string{
	"plain", "a b", "a  b", "it's", "x\\';touch PWN;'", "$(touch PWN)", "`touch PWN`", "a;touch PWN", "a&touch PWN", "${IFS}", "!!", "\"q\"", "-rf", "~", "#x", "x#y", "100%", "%0a", "a*b", "(p)", "[a](b)", "<u>", "[^1]", "a|b", "==m==", "~~s~~", "c:d", "{{x}}", "&amp;",
	"a\ntouch PWN\n\x1b[201~", "\n", "\r", "\t", "\x1b[2J", "\x1b]52;c;UFdO\a", "\x7f", "\u009b31m", "\x9b31m", "\xff\xfe", "\u202egpj", "\u2066x", "\u2028touch PWN", "\u200b", "日本", "Über",
}

// copyEveryChoice copies every offered reference to the current position, and returns the copied texts by label.
func (d *driver) copyEveryChoice(where string) map[string]string {
	d.t.Helper()
	all := map[string]string{}
	for i := 0; ; i++ {
		var cited []links.Citation
		var from search.Hit
		if d.m.page.open.path != "" {
			var anchor string
			anchor, from = d.m.page.citationTarget(d.m.history.lastOtherNote(d.m.page.open.path))
			var err error
			if cited, err = d.m.library.Citations(d.t.Context(), d.m.page.open.path, anchor, from.Path()); err != nil {
				d.t.Fatal(err)
			}
		}
		var link []copyChoice
		if l, t, ok := d.m.page.currentLink(); ok {
			link = linkCopyChoices(l, t)
		}
		ways := d.m.page.copyChoices(link, cited, from)
		if i == len(ways) {
			return all
		}
		d.copied, d.copiedToSystem = "", ""
		d.keys("y")
		if len(ways) > 1 {
			for range i {
				d.keys("down")
			}
			if shown := d.shownChoice(ways, i); shown != ways[i].text {
				d.t.Errorf("%s: %s: shows %q, copies %q", where, ways[i].label, shown, ways[i].text)
			}
			d.checkSafe(where).keys("enter")
		}
		d.checkSafe(where)
		if d.copied != ways[i].text || d.copiedToSystem != d.copied {
			d.t.Errorf("%s: %s: offers %q, copies %q, and %q to the system", where, ways[i].label, ways[i].text, d.copied, d.copiedToSystem)
		}
		if said := d.foot(); !strings.HasPrefix("copied "+d.copied, strings.TrimSuffix(strings.TrimSpace(said), "…")) {
			d.t.Errorf("%s: the notice is %q, but %q is copied", where, said, d.copied)
		}
		if bad := vtcheck.CheckText(d.copied); len(bad) > 0 || safe.Text(d.copied) != d.copied || strings.ContainsAny(d.copied, "\n\t\x1b") {
			d.t.Errorf("%s: %s: %q is copied: %v", where, ways[i].label, d.copied, bad)
		}
		all[ways[i].label] = d.copied
	}
}

// shownChoice returns the text below the label of choice i in the open list.
func (d *driver) shownChoice(ways []copyChoice, i int) string {
	d.t.Helper()
	o, _ := topOverlay[listOverlay](d.m)
	lines, _ := o.list.Lines()
	var texts []string
	for _, line := range lines {
		line = ansi.Strip(line)
		_, rest, _ := strings.Cut(line, " ")
		if n := len(texts); n < len(ways) && strings.TrimSpace(rest) == safe.Text(ways[n].label) {
			texts = append(texts, "")
		} else if n > 0 {
			texts[n-1] += strings.TrimPrefix(line, "  ")
		}
	}
	if i >= len(texts) {
		d.t.Fatalf("%q is not in the list:\n%s", ways[i].label, d.text())
	}
	return texts[i]
}

// Whatever the name of a file: what is copied is what is shown, contains no control characters, and is a single word for
// a shell.
func TestCopy_HostileNamesAreSingleShellWords(t *testing.T) {
	skipIfShort(t)
	dir := t.TempDir()
	for i, name := range hostileFileNames {
		text := fmt.Sprintf("---\nslug: s%d\n---\nText.\n\n## A %s part\n\nMore, see [gone](<%s.x>).\n", i, strings.Map(replaceControl, name), name)
		if err := os.WriteFile(filepath.Join(dir, name+".md"), []byte(text), 0o600); err != nil {
			t.Skipf("the file system refuses the name: %v", err)
		}
	}
	l, err := library.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	d := drive(t, l).resize(120, 60)
	if n := len(d.m.shelf.results.found.Hits); n != len(hostileFileNames) {
		t.Fatalf("%d notes of %d", n, len(hostileFileNames))
	}
	var words, names []string
	for i := range hostileFileNames {
		d.keys("g")
		for range i {
			d.keys("j")
		}
		path := d.m.shelf.selectedPath()
		where := fmt.Sprintf("%q", path)
		d.copied = ""
		if d.keys("y"); d.copied == "" || safe.Text(d.copied) != d.copied {
			t.Errorf("%s: on the shelf, %q is copied", where, d.copied)
		}
		words, names = append(words, d.copied), append(names, l.AbsPath(path))
		d.keys("enter")
		for range 2 { // first the place, then the link
			all := d.copyEveryChoice(where)
			words, names = append(words, all["file"], all["file and line"]), append(names, l.AbsPath(path), "")
			if link := all["link"]; link != "" {
				words, names = append(words, link), append(names, "")
			}
			if text := all["Markdown link"]; text != "" {
				checkLinkLeadsTo(t, d, where, text, path)
			}
			d.keys("tab")
		}
		d.keys("q")
	}
	checkShellWords(t, words, names)
}

// replaceControl replaces control characters, which would end a line of Markdown.
func replaceControl(r rune) rune {
	if r < ' ' {
		return '-'
	}
	return r
}

// checkLinkLeadsTo checks that a Markdown link parses as a single link and leads to the note at path.
func checkLinkLeadsTo(t *testing.T, d *driver, where, text, path string) {
	t.Helper()
	all := markdown.Parse([]byte("See " + text + " there.\n")).Links()
	if len(all) != 1 {
		t.Errorf("%s: %s parses as %d links", where, text, len(all))
		return
	}
	to, err := d.m.library.ResolveLinks(t.Context(), nil, all)
	if err != nil {
		t.Fatal(err)
	}
	if to[0].Status != links.Note || to[0].Path != path {
		t.Errorf("%s: %s leads to %q", where, text, to[0].Path)
	}
}

// checkShellWords checks in every installed shell that each text is a single word, and equals the name, if there is a
// name.
func checkShellWords(t *testing.T, words, names []string) {
	t.Helper()
	for _, shell := range []string{"sh", "bash", "zsh"} {
		if _, err := exec.LookPath(shell); err != nil {
			continue
		}
		dir := t.TempDir()
		for i, word := range words {
			c := exec.Command(shell, "-c", "printf '%s\\0' "+word)
			c.Dir = dir
			out, err := c.Output()
			parts := bytes.Split(bytes.TrimSuffix(out, []byte{0}), []byte{0})
			if err != nil || len(parts) != 1 {
				t.Errorf("%s: %s is %q, %v", shell, word, parts, err)
				continue
			}
			if dollar := strings.HasPrefix(word, "$'"); names[i] != "" && string(parts[0]) != names[i] && !(dollar && shell == "sh") {
				t.Errorf("%s: %s is %q, want %q", shell, word, parts[0], names[i])
			}
		}
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Errorf("%s: a text was executed: %v", shell, left)
		}
	}
}

// Addresses are copied without characters that a shell interprets; an address that needs them is also offered quoted.
func TestCopy_HostileAddressesAreSingleShellWords(t *testing.T) {
	var text strings.Builder
	hostile := []string{
		"https://x.example/;touch%20PWN", "https://x.example/$(touch%20PWN)", "https://x.example/`touch`", "https://x.example/?a=1&touch=PWN", "https://x.example/a'b\"c", "https://x.example/!!{a,b}|sh",
		"https://x.example/\u202egpj", "https://x.example/\u2028x", "https://x.example/\u009b31m", "https://x.example/&#27;[2J", "https://x.example/&#10;touch", "https://x.example/\xff", "https://аpple.com/", "mailto:a@b.example?attach=/etc/passwd&subject=$(x)", "tel:+1;touch", "javascript:$(touch%20PWN)", "file:///etc/passwd;touch",
	}
	for i, addr := range hostile {
		fmt.Fprintf(&text, "[l%d](<%s>)\n\n", i, addr)
	}
	d := drive(t, notes(map[string]string{"a.md": text.String()})).resize(120, 60).keys("enter")
	var words, names []string
	for i := range hostile {
		d.focusLink(fmt.Sprintf("l%d", i))
		_, target, _ := d.m.page.currentLink()
		all := d.copyEveryChoice(hostile[i])
		if all["link"] == "" {
			t.Errorf("%q is not copied", hostile[i])
		}
		word := all["link, quoted for a shell"]
		if word == "" {
			word = all["link"]
		}
		words, names = append(words, word), append(names, "")
		if strings.Contains(all["link"], "attach") || target.Status == links.External && strings.ContainsAny(all["link"], "$`'\"\\()<>|!{} ") {
			t.Errorf("%q is copied as %q", hostile[i], all["link"])
		}
	}
	checkShellWords(t, words, names)
}
