package tui

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"quire/internal/catalog"
	"quire/internal/host"
	"quire/internal/library"
)

// limitedHost returns a machine at the other end of a connection: a terminal that copies by OSC 52, and nothing else.
func limitedHost() host.Host {
	return host.Host{OS: "linux", Env: []string{"TERM=xterm-256color"}, Clipboard: host.Clipboard{ViaTerminal: true}}
}

// linkLibrary opens a library on disk whose note links outside in every way.
func linkLibrary(t *testing.T) *library.Library {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"n.md": "# Note\n\nThe [site](https://example.org/a), a [file](pic.png) and a [program](run.sh).\n", "pic.png": "x", "run.sh": "x"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	l, err := library.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// On a host that lacks what a key needs, the key says so, the hints do not offer it, and nothing is started.
func TestLimitedHost_EveryKeySaysWhatIsMissing(t *testing.T) {
	d := drive(t, linkLibrary(t), func(o *Options) { o.Host = limitedHost() })
	answers := func(where, key, want string) {
		t.Helper()
		if d.keys(key); !strings.Contains(d.foot(), want) || !d.m.isBare() {
			t.Errorf("%s: %s shows\n%s\nwant %q", where, key, d.text(), want)
		}
	}
	answers("the shelf", "e", "quire cannot open an editor here")
	answers("the shelf", "ctrl+z", "quire cannot be suspended here")
	answers("the shelf", "y", "copied ")
	d.keys("enter")
	answers("the page", "e", "quire cannot open an editor here")
	answers("the page", "ctrl+z", "quire cannot be suspended here")
	d.focusLink("site").seesNot("O open")
	answers("a web link", "O", "quire cannot open a browser here; y copies")
	answers("a web link", "enter", "quire cannot open a browser here; y copies")
	d.sees("https://example.org/a").focusLink("file").seesNot("enter open")
	answers("a file", "O", "quire cannot open files in other programs here; y copies")
	answers("a file", "enter", "quire cannot open files in other programs here; y copies")
	d.focusLink("program")
	answers("a program", "enter", "run.sh is a file, not a note")
	d.focusLink("site").keys("y", "y")
	if len(d.ran) != 0 || !strings.Contains(d.copied, "https://example.org/a") || d.copiedToSystem != "" {
		t.Errorf("started %v, copied %q through the terminal and %q through the system", d.ran, d.copied, d.copiedToSystem)
	}
}

// A host with nothing at all is no reason to panic, and copying says that it does not work.
func TestZeroHost_EveryKeyIsAnswered(t *testing.T) {
	d := drive(t, linkLibrary(t), func(o *Options) { o.Host = host.Host{} })
	d.keys("y").sees("quire cannot copy to the clipboard here").keys("enter").focusLink("site").keys("y", "y").sees("quire cannot copy to the clipboard here")
	for range 2 {
		for _, key := range allKeys {
			d.keys(key)
		}
		d.keys("esc", "esc", "enter")
	}
	if len(d.ran) > 0 || d.copied != "" || d.copiedToSystem != "" {
		t.Errorf("started %v, copied %q, %q", d.ran, d.copied, d.copiedToSystem)
	}
}

// A request to suspend that does not come from a key must not reach Bubble Tea, which would stop the process.
func TestLimitedHost_SuspendDoesNotStopTheProcess(t *testing.T) {
	h := limitedHost()
	terminal := openTerminal(h, newWatchdog(), watchSignals(h))
	if msg := terminal.filterMessage(nil, tea.SuspendMsg{}); msg != nil {
		t.Errorf("%T reaches Bubble Tea", msg)
	}
}

// Two readers in one process, each on a host of its own: what one of them lacks, copies or resizes does not reach the other,
// and one goes on when the other has ended.
func TestRun_TwoHostsInOneProcess(t *testing.T) {
	t.Parallel()
	live := runLive(t, linkLibrary(t), catalog.LiveOptions{})
	a := connect(t, live, func(*Options, *connection) {})
	b := connect(t, live, func(o *Options, c *connection) {
		o.Host.Clipboard.Write = func(text string) error {
			c.change(func() { c.copied = append(c.copied, text) })
			return nil
		}
	})
	for _, c := range []*connection{a, b} {
		c.waitForText(t, "1 note")
	}
	io.WriteString(a.keys, "e")
	a.waitForText(t, "quire cannot open an editor here")
	io.WriteString(a.keys, "\x1a") // ctrl+z
	a.waitForText(t, "quire cannot be suspended here")
	io.WriteString(b.keys, "y")
	b.waitFor(t, "copied text", func() bool { return len(b.copied) == 1 && strings.HasSuffix(b.copied[0], "n.md") })
	io.WriteString(a.keys, "y")
	a.waitForText(t, "copied ")

	a.waitFor(t, "watching of the window", func() bool { return a.resized != nil })
	a.change(func() { a.columns, a.rows = 60, 12 })
	a.resized()
	a.waitFor(t, "12 rows", func() bool { return strings.Count(a.shown, "\n") == 11 })
	io.WriteString(b.keys, "?")
	b.waitFor(t, "30 rows", func() bool { return strings.Contains(b.shown, "all keys") && strings.Count(b.shown, "\n") == 29 })

	io.WriteString(a.keys, "q")
	if err := receive(t, a.done); err != nil {
		t.Errorf("the first reader: %v", err)
	}
	io.WriteString(b.keys, "\x1b")
	b.waitFor(t, "closed help", func() bool { return !strings.Contains(b.shown, "all keys") })
	io.WriteString(b.keys, "\x03")
	if err := receive(t, b.done); err != nil && !errors.Is(err, ErrInterrupted) {
		t.Errorf("the second reader: %v", err)
	}
	if len(a.copied) > 0 || len(b.copied) != 1 {
		t.Errorf("copied %q and %q", a.copied, b.copied)
	}
}
