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

	"quire/internal/address"
	"quire/internal/library"
	"quire/internal/links"
	"quire/internal/testcorpus"
	"quire/internal/vtcheck"
)

// skipIfShort skips tests that visit hundreds of notes: with the race detector they find nothing that fewer notes do not
// show.
func skipIfShort(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("slow: visits hundreds of notes")
	}
}

// checkSafe checks that neither the screen nor the window title contains anything that a terminal would obey.
func (d *driver) checkSafe(where string) *driver {
	d.t.Helper()
	v := d.m.View()
	for _, bad := range append(vtcheck.CheckStyledText(v.Content), vtcheck.CheckText(v.WindowTitle)...) {
		d.t.Errorf("%s: %s", where, bad)
	}
	if strings.ContainsAny(v.WindowTitle, "\n\t") {
		d.t.Errorf("%s: the window's title has several lines: %q", where, v.WindowTitle)
	}
	return d
}

// visitEveryView visits every note of a library; deep opens every overlay of each.
func visitEveryView(t *testing.T, l *library.Library, deep bool) *driver {
	d := drive(t, l).checkSafe("shelf")
	n := len(d.m.shelf.results.found.Hits)
	for range n { // with the preview of each
		d.keys("j").checkSafe("shelf")
	}
	d.keys("t").checkSafe("picker").keys("esc").checkSafe("shelf").keys("ctrl+p").checkSafe("go to").keys("esc", "g", "enter")
	for range n {
		where := d.m.page.open.path
		d.checkSafe(where)
		if deep {
			for _, k := range []string{"i", "o", "B", "t", "p", "T"} {
				d.keys(k).checkSafe(where + " " + k)
				d.keys("esc")
				if d.m.screen != screenPage {
					d.keys("]")
				}
			}
			for range min(len(d.m.page.open.src.Targets), 40) {
				d.keys("tab").checkSafe(where + " link")
			}
			d.keys("f").checkSafe(where + " hints").keys("esc")
			if d.m.screen != screenPage {
				d.keys("]")
			}
		}
		d.keys("G").checkSafe(where + " end").keys("J")
	}
	return d
}

func TestHostileNotes_ScreenIsSafe(t *testing.T) {
	skipIfShort(t)
	testcorpus.Each(t, []string{testcorpus.Rough, "hostile"}, func(t *testing.T, name string) { visitEveryView(t, corpus(t, name), true) })
}

func TestHostileNames_ScreenIsSafe(t *testing.T) {
	skipIfShort(t)
	dir := t.TempDir()
	names := []string{
		"\x1b[2J", "\x1b]0;PWN\a", "\x1b]52;c;UFdO\a", "\x1bc", "\u009b31m", "\x9b31m", "a\nb", "a\rb", "a\tb", "a\bb", "a\x7fb", "\u202egpj", "\u2066x", "\u200b", "\u2028", "\xff\xfe", "\xc3\x28", "-rf", "日本", "\xe2\x80",
	}
	for i, name := range names {
		text := fmt.Sprintf("before\n\n[[%s]] [x](<%s.md>) [gone](<%s>)\n", names[(i+1)%len(names)], name, name+"x")
		if err := os.MkdirAll(filepath.Join(dir, "in"+name), 0o700); err != nil {
			t.Skipf("the file system refuses the name: %v", err)
		}
		if err := os.WriteFile(filepath.Join(dir, "in"+name, name+".md"), []byte(text), 0o600); err != nil {
			t.Skipf("the file system refuses the name: %v", err)
		}
	}
	l, err := library.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	d := visitEveryView(t, l, true)
	if n := len(d.m.shelf.results.found.Hits); n != len(names) {
		t.Errorf("%d of %d notes", n, len(names))
	}
	// A note is deleted while it is read: the error names it.
	for _, name := range names {
		d.keys("q", "ctrl+p").keys(`"`+name+`"`).checkSafe("typed "+name).keys("esc", "g", "enter")
		if err := os.Remove(l.AbsPath(d.m.page.open.path)); err != nil {
			t.Fatal(err)
		}
		d.changeFiles()
		d.checkSafe("gone " + name)
	}
}

func TestNaughtyStrings_ScreenIsSafe(t *testing.T) {
	skipIfShort(t)
	b, err := os.ReadFile("../../../shared/corpora/specs/blns/blns.json")
	if err != nil {
		t.Skipf("no naughty strings: %v", err)
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
	d := visitEveryView(t, notes(files), false)
	if n := len(d.m.shelf.results.found.Hits); n != len(all) {
		t.Errorf("%d of %d notes", n, len(all))
	}
	// Each string is typed, too.
	d.keys("q", "/")
	for _, s := range all[:min(len(all), 60)] {
		d.keys("ctrl+u").keys(`"` + s + `"`).checkSafe("typed " + s)
	}
}

// A hostile byte does not hide the words around it.
func TestHostileNotes_StayReadable(t *testing.T) {
	d := drive(t, corpus(t, "hostile"), func(o *Options) { o.Query = "path:escape" }).keys("enter")
	n := len(d.m.shelf.results.found.Hits)
	if n < 14 {
		t.Fatalf("%d notes", n)
	}
	for range n {
		d.sees("before", "after", "marker-").keys("J")
	}
}

// webOrMailAddress matches an address with a host, or a mailbox.
var webOrMailAddress = regexp.MustCompile(`(?i)^(https?://[^/?#]|mailto:[^?])`)

// Whatever a note calls a link, the browser gets only web and mail addresses, as a single argument.
func TestOpenOutside_OnlyWebAndMailReachBrowser(t *testing.T) {
	skipIfShort(t)
	d := drive(t, corpus(t, "hostile"), func(o *Options) { o.Query = "path:links" }).keys("enter")
	tried, external := 0, 0
	for range len(d.m.shelf.results.found.Hits) {
		d.keys("g")
		for range d.m.page.open.src.Targets {
			path := d.m.page.open.path
			_, target, ok := d.keys("tab").m.page.currentLink()
			if !ok {
				continue
			}
			tried++
			before := len(d.ran)
			d.keys("O").checkSafe(target.URL)
			asked := d.isAskedToConfirm()
			if asked {
				shown := strings.NewReplacer("\n", "", " ", "", "│", "").Replace(d.text())
				opened, _ := address.EncodeForBrowser(target.URL)
				if want := strings.ReplaceAll(ansi.Strip(opened), " ", ""); len(want) < 60 && !strings.Contains(shown, want[:min(len(want), 20)]) {
					t.Errorf("%q is not shown before it is opened:\n%s", target.URL, d.text())
				}
				if d.keys("enter"); target.Status != links.External {
					t.Errorf("%q was offered, but it is not an external link", target.URL)
				}
			}
			for _, argv := range d.ran[before:] {
				external++
				if len(argv) != 2 || !webOrMailAddress.MatchString(argv[1]) || len(vtcheck.CheckText(argv[1])) > 0 {
					t.Errorf("started %q", argv)
				}
			}
			if !asked && len(d.ran) > before {
				t.Errorf("%q was opened without confirmation", target.URL)
			}
			if d.keys("esc"); d.m.screen != screenPage || d.m.page.open.path != path {
				d.keys("]")
			}
		}
		d.keys("J")
	}
	if tried < 50 || external == 0 {
		t.Errorf("%d links tried, %d opened", tried, external)
	}
}
