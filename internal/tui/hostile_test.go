package tui

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"quire/internal/library"
	"quire/internal/links"
	"quire/internal/vtcheck"
)

// unlessShort leaves out what goes through hundreds of notes one after the other: the race detector sees nothing in it that it
// does not see in fewer.
func unlessShort(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("not with -short: the same for hundreds of notes, one after the other")
	}
}

// judged holds the screen and the window's title against what a terminal would obey.
func (d *driver) judged(where string) *driver {
	d.t.Helper()
	v := d.m.View()
	for _, bad := range append(vtcheck.Styled(v.Content), vtcheck.Text(v.WindowTitle)...) {
		d.t.Errorf("%s: %s", where, bad)
	}
	if strings.ContainsAny(v.WindowTitle, "\n\t") {
		d.t.Errorf("%s: the window's title has several lines: %q", where, v.WindowTitle)
	}
	return d
}

// everyView goes through all notes of a library and all that can be shown of each.
func everyView(t *testing.T, l *library.Library, deep bool) *driver {
	d := drive(t, l).judged("shelf")
	n := len(d.m.results.found.hits)
	for range n { // with the preview of each
		d.keys("j").judged("shelf")
	}
	d.keys("t").judged("picker").keys("esc").judged("shelf").keys("ctrl+p").judged("go to").keys("esc", "g", "enter")
	for range n {
		where := d.m.open.path
		d.judged(where)
		if deep {
			for _, k := range []string{"i", "o", "B", "t", "p"} {
				d.keys(k).judged(where + " " + k)
				d.keys("esc")
				if d.m.screen != screenPage {
					d.keys("]")
				}
			}
			for range min(len(d.m.open.src.Targets), 40) {
				d.keys("tab").judged(where + " link")
			}
			d.keys("f").judged(where + " hints").keys("esc")
			if d.m.screen != screenPage {
				d.keys("]")
			}
		}
		d.keys("G").judged(where + " end").keys("J")
	}
	return d
}

func TestHostileNotesOnTheScreen(t *testing.T) {
	unlessShort(t)
	everyView(t, corpus(t, "hostile"), true)
}

func TestHostileNamesOnTheScreen(t *testing.T) {
	unlessShort(t)
	dir := t.TempDir()
	names := []string{
		"\x1b[2J", "\x1b]0;PWN\a", "\x1b]52;c;UFdO\a", "\x1bc", "\u009b31m", "\x9b31m", "a\nb", "a\rb", "a\tb", "a\bb", "a\x7fb", "\u202egpj", "\u2066x", "\u200b", "\u2028", "\xff\xfe", "\xc3\x28", "-rf", "日本", "\xe2\x80",
	}
	for i, name := range names {
		text := fmt.Sprintf("before\n\n[[%s]] [x](<%s.md>) [gone](<%s>)\n", names[(i+1)%len(names)], name, name+"x")
		if err := os.MkdirAll(filepath.Join(dir, "in"+name), 0o700); err != nil {
			t.Skipf("names are Unicode here: %v", err)
		}
		if err := os.WriteFile(filepath.Join(dir, "in"+name, name+".md"), []byte(text), 0o600); err != nil {
			t.Skipf("names are Unicode here: %v", err)
		}
	}
	l, err := library.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	d := everyView(t, l, true)
	if n := len(d.m.results.found.hits); n != len(names) {
		t.Errorf("%d of %d notes", n, len(names))
	}
	// A note that goes while it is read: the error names it.
	for _, name := range names {
		d.keys("q", "ctrl+p").keys(`"`+name+`"`).judged("typed "+name).keys("esc", "g", "enter")
		if err := os.Remove(l.Abs(d.m.open.path)); err != nil {
			t.Fatal(err)
		}
		d.send(filesChanged{})
		d.judged("gone " + name)
	}
}

func TestNaughtyStringsOnTheScreen(t *testing.T) {
	unlessShort(t)
	b, err := os.ReadFile("../../../shared/corpora/specs/blns/blns.json")
	if err != nil {
		t.Skipf("the naughty strings are not here: %v", err)
	}
	var all []string
	if err := json.Unmarshal(b, &all); err != nil || len(all) < 500 {
		t.Fatal(len(all), err)
	}
	files := map[string]string{}
	for i, s := range all {
		q, _ := json.Marshal(s)
		files[fmt.Sprintf("%03d.md", i)] = fmt.Sprintf("---\ntitle: %s\ntags: [%s]\nslug: %s\n---\nbefore%d %s after\n\n[%s](<%s>) [[%s]] `%s`\n", q, q, q, i, s, s, s, s, s)
	}
	d := everyView(t, notes(files), false)
	if n := len(d.m.results.found.hits); n != len(all) {
		t.Errorf("%d of %d notes", n, len(all))
	}
	// Each is typed, too.
	d.keys("q", "/")
	for _, s := range all[:min(len(all), 60)] {
		d.keys("ctrl+u").keys(`"` + s + `"`).judged("typed " + s)
	}
}

// A hostile byte costs no word around it.
func TestHostileNotesStayReadableOnTheScreen(t *testing.T) {
	d := drive(t, corpus(t, "hostile"), func(o *Options) { o.Query = "path:escape" }).keys("enter")
	n := len(d.m.results.found.hits)
	if n < 14 {
		t.Fatalf("%d notes", n)
	}
	for range n {
		d.sees("before", "after", "marker-").keys("J")
	}
}

// browsable is an address with a host, or a mailbox.
var browsable = regexp.MustCompile(`(?i)^(https?://[^/?#]|mailto:[^?])`)

// Whatever a note calls a link, a browser gets web and mail addresses alone, as one argument.
func TestOnlyTheWebReachesTheBrowser(t *testing.T) {
	unlessShort(t)
	d := drive(t, corpus(t, "hostile"), func(o *Options) { o.Query = "path:links" }).keys("enter")
	tried, external := 0, 0
	for range len(d.m.results.found.hits) {
		d.keys("g")
		for range d.m.open.src.Targets {
			path := d.m.open.path
			_, target, ok := d.keys("tab").m.focused()
			if !ok {
				continue
			}
			tried++
			before := len(d.ran)
			d.keys("O").judged(target.URL)
			asked := d.m.focus == focusConfirm
			if asked {
				shown := strings.NewReplacer("\n", "", " ", "", "│", "").Replace(d.text())
				if want := strings.ReplaceAll(ansi.Strip(target.URL), " ", ""); len(want) < 60 && !strings.Contains(shown, want[:min(len(want), 20)]) {
					t.Errorf("%q is not shown before it is opened:\n%s", target.URL, d.text())
				}
				if d.keys("enter"); target.Status != links.External {
					t.Errorf("%q was offered although it is no external link", target.URL)
				}
			}
			for _, argv := range d.ran[before:] {
				external++
				if len(argv) != 2 || !browsable.MatchString(argv[1]) || len(vtcheck.Text(argv[1])) > 0 {
					t.Errorf("started %q", argv)
				}
			}
			if !asked && len(d.ran) > before {
				t.Errorf("%q was opened without a question", target.URL)
			}
			if d.keys("esc"); d.m.screen != screenPage || d.m.open.path != path {
				d.keys("]")
			}
		}
		d.keys("J")
	}
	if tried < 50 || external == 0 {
		t.Errorf("%d links tried, %d opened", tried, external)
	}
}
