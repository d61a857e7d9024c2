//go:build unix

package library

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// within fails when f takes longer than it ever should: opening a pipe waits for ever.
func within(t *testing.T, f func()) {
	t.Helper()
	done := make(chan struct{})
	go func() { defer close(done); f() }()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatal("it waits")
	}
}

func reasons(c *Contents) map[string]string {
	m := map[string]string{}
	for _, s := range c.Skipped {
		m[s.Path] = s.Why
	}
	return m
}

func TestSpecialFiles(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"in/a.md":             "# A",
		"in/dir.md/b.md":      "# B",
		"in/.hid/real.md":     "# hidden",
		"in/sub/pic.png":      "x",
		"out/secret.md":       "SECRET",
		"in/new\nline\x1b.md": "# N",
		"in/bad\xff.md":       "# bad",
	})
	in := filepath.Join(dir, "in")
	if err := unix.Mkfifo(filepath.Join(in, "fifo.md"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := unix.Mkfifo(filepath.Join(in, "fifo"), 0o644); err != nil {
		t.Fatal(err)
	}
	socket, err := net.Listen("unix", filepath.Join(in, "sock.md"))
	if err == nil {
		defer socket.Close()
	}
	for name, target := range map[string]string{
		"out.md":      "../out/secret.md",
		"outabs.md":   filepath.Join(dir, "out", "secret.md"),
		"passwd":      "/etc/passwd",
		"dangling.md": "nowhere.md",
		"loop1.md":    "loop2.md",
		"loop2.md":    "loop1.md",
		"self.md":     "self.md",
		"same.md":     "a.md",
		"samelink.md": "same.md",
		"first.md":    ".hid/real.md",
		"second.md":   filepath.Join(in, ".hid", "real.md"), // absolute, inside
		"tofifo.md":   "fifo",
		"todir":       "dir.md",
		"up":          "..",
		"sub/pic2":    "pic.png",
		"zero.md":     "/dev/zero",
	} {
		if err := os.Symlink(target, filepath.Join(in, name)); err != nil {
			t.Fatal(err)
		}
	}
	l := open(t, in)
	var c *Contents
	within(t, func() { c = load(t, l) })

	want := []string{"a.md", "bad\xff.md", "dir.md/b.md", "first.md", "new\nline\x1b.md", "sub/pic.png", "sub/pic2"}
	if got := paths(c); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	wantWhy := map[string]string{
		"fifo.md":     "a named pipe",
		"out.md":      "leads out of the library",
		"outabs.md":   "leads out of the library",
		"passwd":      "leads out of the library",
		"zero.md":     "leads out of the library",
		"up":          "leads out of the library",
		"dangling.md": "leads nowhere",
		"loop1.md":    "circle",
		"loop2.md":    "circle",
		"self.md":     "circle",
		"same.md":     "listed: a.md",
		"samelink.md": "listed: a.md",
		"second.md":   "listed: first.md",
		"tofifo.md":   "a named pipe",
		"todir":       "link to a folder",
	}
	if socket != nil {
		wantWhy["sock.md"] = "a socket"
	}
	got := reasons(c)
	for path, why := range wantWhy {
		if !strings.Contains(got[path], why) {
			t.Errorf("%s: skipped because %q, want %q", path, got[path], why)
		}
	}
	if len(got) != len(wantWhy) {
		t.Errorf("skipped %q", got)
	}

	for _, path := range []string{"fifo.md", "fifo", "sock.md", "out.md", "outabs.md", "passwd", "zero.md", "tofifo.md", "up/out/secret.md", "todir", "loop1.md", "dangling.md"} {
		within(t, func() {
			if text, err := l.Read(path); err == nil {
				t.Errorf("%s: read %.20q", path, text)
			}
		})
	}
	for path, want := range map[string]string{"second.md": "# hidden", "samelink.md": "# A", "bad\xff.md": "# bad", "new\nline\x1b.md": "# N", "todir/b.md": "# B"} {
		if text, err := l.Read(path); err != nil || string(text) != want {
			t.Errorf("%q: %q, %v", path, text, err)
		}
	}
}

// A file that becomes a pipe between listing and reading is refused without waiting.
func TestSwappedForPipe(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"out/secret.md": "SECRET", "in/a.md": "x"})
	in := filepath.Join(dir, "in")
	if err := unix.Mkfifo(filepath.Join(in, "pipe.md"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../out/secret.md", filepath.Join(in, "link.md")); err != nil {
		t.Fatal(err)
	}
	f, err := open(t, in).tree().folder(".")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	within(t, func() {
		if _, err := f.read("pipe.md"); !errors.Is(err, errNotRegular) {
			t.Error(err)
		}
		if got, err := f.read("link.md"); err == nil {
			t.Errorf("read %q through a link", got.data)
		}
		if got, err := f.read("a.md"); err != nil || string(got.data) != "x" {
			t.Errorf("%q, %v", got.data, err)
		}
	})
}

func TestLocatePipe(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := unix.Mkfifo(pipe, 0o644); err != nil {
		t.Fatal(err)
	}
	within(t, func() {
		if _, _, err := Locate(pipe); !errors.Is(err, os.ErrInvalid) {
			t.Error(err)
		}
		if _, err := Open(pipe); err == nil {
			t.Error("a pipe was opened as a folder")
		}
	})
}

// A named file means what it leads to, wherever that is.
func TestLocateLink(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, map[string]string{"real/quire.toml": "", "real/sub/a.md": "", "else/": ""})
	link := filepath.Join(dir, "else", "link.md")
	if err := os.Symlink("../real/sub/a.md", link); err != nil {
		t.Fatal(err)
	}
	root, path, err := Locate(link)
	if err != nil || root != filepath.Join(dir, "real") || path != "sub/a.md" {
		t.Errorf("%s, %s, %v", root, path, err)
	}
}
