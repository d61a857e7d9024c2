package tui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"quire/internal/address"
	"quire/internal/safe"
	"quire/internal/text"
)

// isAskedToConfirm reports whether the top overlay asks to confirm something.
func (d *driver) isAskedToConfirm() bool {
	o, ok := topOverlay[textOverlay](d.m)
	return ok && o.onConfirm != nil
}

// overlayText returns the text inside the overlay, one row per line.
func (d *driver) overlayText() string {
	d.t.Helper()
	box := insideFrame(d.m.overlays.top().box(d.m.layout))
	lines, _ := d.m.renderLines()
	var rows []string
	for y := box.Min.Y; y < box.Max.Y; y++ {
		row := ansi.Strip(text.PaintedWcwidth.CutLeft(lines[y], text.PaintedWcwidth.Width(lines[y])-box.Min.X, ""))
		rows = append(rows, strings.TrimRight(ansi.Truncate(row, box.Dx(), ""), " "))
	}
	return strings.Join(rows, "\n")
}

// confirmCases lists addresses with the rows of the confirmation before the browser starts, in order, and the address that the
// browser gets.
var confirmCases = []struct {
	addr string
	rows []string
	gets string
}{
	{"https://example.org/a?b=c", nil, "https://example.org/a?b=c"},
	{"https://аpple.com/login", []string{"host          xn--pple-43d.com", "looks like    аpple.com (Cyrillic, Latin letters)"}, "https://xn--pple-43d.com/login"},
	{"https://xn--80ak6aa92e.com/", []string{"host          xn--80ak6aa92e.com", "looks like    аррӏе.com (Cyrillic letters)"}, "https://xn--80ak6aa92e.com/"},
	{"https://ｇｏｏｇｌｅ.com/", []string{"host          google.com", "looks like    ｇｏｏｇｌｅ.com"}, "https://google.com/"},
	{"https://good.example@evil.example/", []string{"host          evil.example", "user name     good.example (this is not the host)"}, "https://good.example@evil.example/"},
	{"https://good.example" + strings.Repeat("x", 3000) + "@evil.example/", []string{"host          evil.example", "user name     good.examplexxx", "3012"}, ""},
	{"https://x.example/\u202egpj", nil, "https://x.example/\ufffdgpj"},
	{"mailto:a@b.example", nil, "mailto:a@b.example"},
	{"mailto:a@b.example?cc=c@d.example&bcc=e@f.example&subject=Hi%20there&body=Some%20text&attach=/etc/passwd&ATTACHMENT=x",
		[]string{"to            a@b.example", "cc            c@d.example", "bcc           e@f.example", "subject       Hi there", "body          Some text", "left out      attach=/etc/passwd", "left out      attachment=x"},
		"mailto:a@b.example?cc=c@d.example&bcc=e@f.example&subject=Hi%20there&body=Some%20text"},
}

func TestBrowserQuestion_SaysWhatAnAddressHides(t *testing.T) {
	for _, q := range confirmCases {
		d := drive(t, notes(map[string]string{"a.md": "[label](<" + q.addr + ">)\n"})).keys("enter").focusLink("label").keys("O").checkSafe(q.addr)
		if !d.isAskedToConfirm() {
			t.Errorf("%.60q: no confirmation is shown:\n%s", q.addr, d.text())
			continue
		}
		said, at := d.overlayText(), 0
		for _, row := range q.rows {
			i := strings.Index(said[at:], row)
			if i < 0 {
				t.Errorf("%.60q: row %q is missing or out of order:\n%s", q.addr, row, said)
				break
			}
			at += i + len(row)
		}
		if len(q.rows) == 0 && (strings.Contains(said, "host ") || strings.Contains(said, "to  ")) {
			t.Errorf("%q: unexpected remarks:\n%s", q.addr, said)
		}
		if q.gets == "" {
			continue
		}
		if whole := strings.ReplaceAll(said, "\n", ""); !strings.Contains(whole, q.gets) {
			t.Errorf("%q: %q is not shown:\n%s", q.addr, q.gets, said)
		}
		if d.keys("enter"); fmt.Sprint(d.ran) != fmt.Sprint([][]string{{"firefox", q.gets}}) {
			t.Errorf("%q: started %q", q.addr, d.ran)
		}
	}
}

// The host's browser, which asks for no confirmation, gets only safe addresses too.
func TestBrowser_PassesOnOnlyWhatIsSafe(t *testing.T) {
	browser := testHost("BROWSER=firefox").Browser
	for _, q := range confirmCases {
		p, err := browser(q.addr)
		argv := p.Args
		if err != nil || len(argv) != 2 || q.gets != "" && !strings.Contains(q.addr, "\u202e") && argv[1] != q.gets || strings.Contains(strings.ToLower(argv[1]), "attach") {
			t.Errorf("%.60q: %q, %v", q.addr, argv, err)
		}
	}
	for _, addr := range []string{"https://good.example\\@evil.example", "https://a b.example", "https://", "-x", "file:///etc/passwd", "javascript:x", "https://x/\n"} {
		if p, err := browser(addr); err == nil {
			t.Errorf("%q: started %q", addr, p.Args)
		}
	}
}

// The confirmation warns of documents that may run scripts before the system's viewer opens them, whatever their name.
func TestViewerQuestion_NamesDocumentsThatRunScripts(t *testing.T) {
	const plain = "\x89PNG\r\n\x1a\n and more"
	for name, c := range map[string]struct {
		text   string
		warned bool
	}{
		"pic.png": {plain, false}, "notes.txt": {"just text, a < b\n", false}, "data.csv": {"a,b\n", false}, "song.mp3": {"ID3", false},
		"pic.svg": {"<svg/>", true}, "PIC.SVG": {plain, true}, "doc.pdf": {"%PDF-1.7 /JS (app.alert(1))", true}, "book.epub": {"PK", true},
		"html.png": {"\n <!DOCTYPE html><script>alert(1)</script>", true}, "svg.jpg": {"\ufeff<?xml version='1.0'?><svg onload='x'/>", true}, "upper.txt": {"<SCRIPT>", true},
		"late.gif": {strings.Repeat(" ", 3000) + "<html>", true}, "wide.txt": {"<\x00s\x00c\x00r\x00i\x00p\x00t\x00>\x00", true}, "pdf.txt": {"%PDF-1.4", true},
	} {
		d, dir := driveOnDisk(t, "A [file]("+name+").\n", name)
		if err := os.WriteFile(filepath.Join(dir, name), []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		d.focusLink("file").keys("enter").sees("open in the default", name).checkSafe(name)
		if warned := strings.Contains(d.overlayText(), "caution       this document may run scripts"); warned != c.warned {
			t.Errorf("%s: warned is %v:\n%s", name, warned, d.overlayText())
		}
	}
}

// The window title is one line of safe text, short enough for terminals to keep.
func TestWindowTitle_IsShortAndSafe(t *testing.T) {
	skipIfShort(t)
	for _, title := range []string{"a\x1b]0;PWN\a", "\u202egpj", strings.Repeat("é", 1_000_000), strings.Repeat("e\u0301", 500_000), "x" + strings.Repeat("\u0301", 500_000), "\xff\xfe"} {
		d := drive(t, notes(map[string]string{"a.md": "# " + title + "\n"})).keys("enter")
		got := d.m.View().WindowTitle
		if text.PaintedWcwidth.Width(got) > maxWindowTitleWidth || len(got) > 20*maxWindowTitleWidth || safe.Text(got) != got || got == "" {
			t.Errorf("%.20q: a title of %d bytes: %.80q", title, len(got), got)
		}
	}
}

func TestLayoutRemarks_FitsEveryWidth(t *testing.T) {
	d := drive(t, notes(sampleLibrary()))
	remarks := []address.Remark{{Name: "looks like", Text: strings.Repeat("長い\x1b[2J ", 200), Warning: true}, {Name: "body", Text: "a\nb\tc\u202e"}}
	for width := 1; width < 100; width += 7 {
		for _, line := range d.m.layOutRemarks(remarks, width) {
			if shown := ansi.Strip(line); text.PaintedWcwidth.Width(shown) > max(width, 8) || safe.Text(shown) != shown {
				t.Errorf("%d: %q", width, line)
			}
		}
	}
}
