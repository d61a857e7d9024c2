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

	"quire/internal/testclock"

	"golang.org/x/sys/unix"
)

// withTimeout runs f and fails if it blocks, as opening a pipe does.
func withTimeout(t *testing.T, f func()) {
	t.Helper()
	done := make(chan struct{})
	go func() { defer close(done); f() }()
	select {
	case <-done:
	case <-time.After(testclock.Patience):
		t.Fatal("blocked")
	}
}

// skipReasons maps the paths of skipped files to the reasons.
func skipReasons(c *Contents) map[string]string {
	m := map[string]string{}
	for _, s := range c.Skipped {
		m[s.Path] = s.Reason
	}
	return m
}

func TestLoad_SymlinksAndSpecialFiles(t *testing.T) {
	dir := t.TempDir()
	writeFiles(t, dir, map[string]string{
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
		"README":      "a.md", // as for a note, not an asset
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
	l := openLibrary(t, in)
	var c *Contents
	withTimeout(t, func() { c = loadLibrary(t, l) })

	want := []string{"a.md", "bad\xff.md", "dir.md/b.md", "first.md", "new\nline\x1b.md", "sub/pic.png", "sub/pic2"}
	if got := listedPaths(c); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	wantWhy := map[string]string{
		"fifo.md":     "a named pipe",
		"out.md":      "outside the library",
		"outabs.md":   "outside the library",
		"passwd":      "outside the library",
		"zero.md":     "outside the library",
		"up":          "outside the library",
		"dangling.md": "broken symbolic link",
		"loop1.md":    "loop",
		"loop2.md":    "loop",
		"self.md":     "loop",
		"tofifo.md":   "a named pipe",
		"todir":       "link to a folder",
	}
	if socket != nil {
		wantWhy["sock.md"] = "a socket"
	}
	got := skipReasons(c)
	for path, why := range wantWhy {
		if !strings.Contains(got[path], why) {
			t.Errorf("%s: skipped because %q, want %q", path, got[path], why)
		}
	}
	if len(got) != len(wantWhy) {
		t.Errorf("skipped %q", got)
	}

	for _, n := range c.Notes {
		want := map[string][]string{"a.md": {"README", "same.md", "samelink.md"}, "first.md": {"second.md"}}[n.Path]
		if !slices.Equal(n.OtherPaths, want) {
			t.Errorf("%s: other paths %q, want %q", n.Path, n.OtherPaths, want)
		}
	}

	for _, path := range []string{"fifo.md", "fifo", "sock.md", "out.md", "outabs.md", "passwd", "zero.md", "tofifo.md", "up/out/secret.md", "todir", "loop1.md", "dangling.md"} {
		withTimeout(t, func() {
			if text, err := l.ReadFile(path); err == nil {
				t.Errorf("%s: read %.20q", path, text)
			}
		})
	}
	for path, want := range map[string]string{"second.md": "# hidden", "samelink.md": "# A", "bad\xff.md": "# bad", "new\nline\x1b.md": "# N", "todir/b.md": "# B"} {
		if text, err := l.ReadFile(path); err != nil || string(text) != want {
			t.Errorf("%q: %q, %v", path, text, err)
		}
	}
}

// A file that becomes a pipe or a symbolic link after the folder was listed is refused, without blocking.
func TestReadFile_RefusesPipesAndSymlinks(t *testing.T) {
	dir := t.TempDir()
	writeFiles(t, dir, map[string]string{"out/secret.md": "SECRET", "in/a.md": "x"})
	in := filepath.Join(dir, "in")
	if err := unix.Mkfifo(filepath.Join(in, "pipe.md"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../out/secret.md", filepath.Join(in, "link.md")); err != nil {
		t.Fatal(err)
	}
	f, err := openLibrary(t, in).currentTree().openFolder(".")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	withTimeout(t, func() {
		if _, err := f.readFile("pipe.md"); !errors.Is(err, errNotRegular) {
			t.Error(err)
		}
		if got, err := f.readFile("link.md"); err == nil {
			t.Errorf("read %q through a symbolic link", got.data)
		}
		if got, err := f.readFile("a.md"); err != nil || string(got.data) != "x" {
			t.Errorf("%q, %v", got.data, err)
		}
	})
}

func TestLocate_RefusesPipe(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := unix.Mkfifo(pipe, 0o644); err != nil {
		t.Fatal(err)
	}
	withTimeout(t, func() {
		if _, _, err := Locate(pipe); !errors.Is(err, os.ErrInvalid) {
			t.Error(err)
		}
		if _, err := Open(pipe); err == nil {
			t.Error("a pipe was opened as a folder")
		}
	})
}

// Locate of a symbolic link finds the library of the file that it leads to.
func TestLocate_FollowsSymlink(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	writeFiles(t, dir, map[string]string{"real/quire.toml": "", "real/sub/a.md": "", "else/": ""})
	link := filepath.Join(dir, "else", "link.md")
	if err := os.Symlink("../real/sub/a.md", link); err != nil {
		t.Fatal(err)
	}
	root, path, err := Locate(link)
	if err != nil || root != filepath.Join(dir, "real") || path != "sub/a.md" {
		t.Errorf("%s, %s, %v", root, path, err)
	}
}
