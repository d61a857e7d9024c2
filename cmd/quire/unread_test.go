//go:build unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// libraryCommands holds the commands that read a library, with what each prints of the readable notes.
var libraryCommands = []struct {
	args []string
	want string
}{
	{[]string{"list"}, "n1.md"},
	{[]string{"list", "--json"}, `"path":"n1.md"`},
	{[]string{"search", "text"}, "n1.md:3:"},
	{[]string{"tags"}, "tagged\t"},
	{[]string{"links"}, "n1.md\t"},
	{[]string{"links", "n1"}, "n1.md\t"},
	{[]string{"backlinks", "n1"}, "n0.md\t"},
	{[]string{"check"}, ""},
	{[]string{"tasks"}, "n1.md\t"},
	{[]string{"graph"}, "n1.md"},
	{[]string{"stats"}, "notes\t"},
	{[]string{"show", "n1"}, "A text"},
	{[]string{"show", "--query", "text"}, "A text"},
	{[]string{}, "n1.md"},
	{[]string{"--linear"}, "could not be read"},
}

func TestUnread_CommandsNameItAndHandleTheRest(t *testing.T) {
	for _, test := range []struct {
		path string
		mode os.FileMode
		said string
	}{
		{"in", 0, "in: "},
		{"in", 0o444, "in: "}, // the folder can be listed, but its files cannot be read
		{"n2.md", 0, "n2.md: "},
		{".gitignore", 0, ".gitignore: "},
		{"_config.yml", 0, "_config.yml: "},
		{"quire.toml", 0, "quire.toml: "},
	} {
		t.Run(fmt.Sprintf("%s %o", test.path, test.mode), func(t *testing.T) {
			r := newUnprivilegedUser(t, 3)
			path := filepath.Join(r.library, test.path)
			if _, err := os.Stat(path); err != nil {
				if err := os.WriteFile(path, nil, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Chmod(path, test.mode); err != nil {
				t.Fatal(err)
			}
			for _, c := range libraryCommands {
				out, errs, code := r.run(t, c.args...)
				said := errs
				if slices.Contains(c.args, "--linear") { // linear mode prints messages on standard output
					said += out
				}
				if test.path == "quire.toml" {
					c.want = strings.TrimPrefix(c.want, "could not be read") // reported as a problem of the settings
				}
				if code != 2 || !strings.Contains(said, test.said) || !strings.Contains(out, c.want) {
					t.Errorf("%v: exit %d\n%s\nstandard error: %s", c.args, code, out, errs)
				}
			}
		})
	}
}

// Files that a rule excludes are not reported.
func TestUnread_RulesAreSilent(t *testing.T) {
	r := newUnprivilegedUser(t, 3)
	if err := os.WriteFile(filepath.Join(r.library, ".gitignore"), []byte("secret\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{".hidden", "secret", "node_modules"} {
		if err := os.Mkdir(filepath.Join(r.library, dir), 0); err != nil {
			t.Fatal(err)
		}
	}
	if err := unix.Mkfifo(filepath.Join(r.library, "fifo.md"), 0); err != nil {
		t.Fatal(err)
	}
	for name, target := range map[string]string{"out.md": "/etc/hostname", "loop.md": "loop.md", "none.md": "nowhere.md", "up": ".."} {
		if err := os.Symlink(target, filepath.Join(r.library, name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range libraryCommands {
		if slices.Contains(c.args, "--linear") {
			continue
		}
		out, errs, code := r.run(t, c.args...)
		if code == 2 || errs != "" || !strings.Contains(out, c.want) {
			t.Errorf("%v: exit %d\n%s\nstandard error: %s", c.args, code, out, errs)
		}
	}
}

// Many unreadable files are counted, and the first few named.
func TestUnread_ManyAreCounted(t *testing.T) {
	r := newUnprivilegedUser(t, 20)
	for i := range 20 {
		if err := os.Chmod(filepath.Join(r.library, "in", fmt.Sprintf("m%d.md", i)), 0); err != nil {
			t.Fatal(err)
		}
	}
	out, errs, code := r.run(t, "list")
	if code != 2 || strings.Count(out, "\n") != 20 || !strings.Contains(errs, "20 files or folders could not be read") ||
		!strings.Contains(errs, "and 17 more") || strings.Count(errs, "\n") > 6 {
		t.Errorf("exit %d, %d notes\n%s", code, strings.Count(out, "\n"), errs)
	}
}

// Reading a single file outside any library reports nothing about the files beside it.
func TestUnread_FileOutsideLibraryIsSilent(t *testing.T) {
	r := newUnprivilegedUser(t, 3)
	if err := os.Chmod(filepath.Join(r.library, "in"), 0); err != nil {
		t.Fatal(err)
	}
	out, errs, code := r.start(t, exec.Command(r.quire, "show", filepath.Join(r.library, "n1.md")))
	if code != 0 || errs != "" || !strings.Contains(out, "A text") {
		t.Errorf("exit %d\n%s\nstandard error: %s", code, out, errs)
	}
}

// A snapshot is saved only of a whole library; one of a part never replaces it.
func TestUnread_SnapshotHoldsWholeLibrary(t *testing.T) {
	r := newUnprivilegedUser(t, 80)
	in, cache := filepath.Join(r.library, "in"), filepath.Join(r.home, ".cache", "quire")
	snapshots := func() (names []string, texts [][]byte) {
		names, err := filepath.Glob(filepath.Join(cache, "*.snapshot"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, text)
		}
		return names, texts
	}
	list := func(want, wantCode int) {
		t.Helper()
		out, errs, code := r.run(t, "list")
		if n := strings.Count(out, "\n"); n != want || code != wantCode {
			t.Errorf("%d notes, exit %d; want %d, %d\n%s", n, code, want, wantCode, errs)
		}
	}
	if err := os.Chmod(in, 0); err != nil {
		t.Fatal(err)
	}
	list(80, 2)
	if names, _ := snapshots(); len(names) > 0 {
		t.Errorf("a snapshot of a part was saved: %v", names)
	}
	if err := os.Chmod(in, 0o755); err != nil {
		t.Fatal(err)
	}
	list(160, 0)
	_, whole := snapshots()
	if len(whole) != 1 {
		t.Fatalf("%d snapshots of a whole library", len(whole))
	}
	if err := os.Chmod(in, 0); err != nil {
		t.Fatal(err)
	}
	list(80, 2)
	if _, now := snapshots(); len(now) != 1 || !bytes.Equal(now[0], whole[0]) {
		t.Error("a part replaced the snapshot of the whole")
	}
	if err := os.Chmod(in, 0o755); err != nil {
		t.Fatal(err)
	}
	list(160, 0)
}

// With few file descriptors, either all notes are listed or the command reports that some are missing, with and without a
// snapshot.
func TestUnread_FewDescriptorsLoseNoNoteSilently(t *testing.T) {
	r := newUnprivilegedUser(t, 150)
	for files := 7; files <= 24; files++ {
		for range 2 {
			out, errs, code := r.runLimited(t, files, "list")
			whole := strings.Count(out, "\n") == 300
			if !whole && (code != 2 || errs == "") {
				t.Errorf("%d open files: %d notes, exit %d, and no report", files, strings.Count(out, "\n"), code)
			}
			if whole && errs != "" || !whole && files >= 12 {
				t.Errorf("%d open files: %d notes\n%s", files, strings.Count(out, "\n"), errs)
			}
		}
	}
	for _, c := range libraryCommands {
		want, _, wantCode := r.run(t, c.args...)
		out, errs, code := r.runLimited(t, 12, c.args...)
		if out != want || code != wantCode {
			t.Errorf("%v: exit %d, want %d: %s\n%d bytes, want %d", c.args, code, wantCode, errs, len(out), len(want))
		}
	}
}

// A library in which nothing can be read is not treated as empty.
func TestUnread_UnreadableLibraryIsNotEmpty(t *testing.T) {
	r := newUnprivilegedUser(t, 3)
	for i := range 3 {
		if err := os.Chmod(filepath.Join(r.library, fmt.Sprintf("n%d.md", i)), 0); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(filepath.Join(r.library, "in"), 0); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"list"}, {"show", "n1"}, {"check"}, {"--linear"}} {
		out, errs, code := r.run(t, args...)
		if code != 2 || !strings.Contains(out+errs, "4 files or folders could not be read") {
			t.Errorf("%v: exit %d\n%s\nstandard error: %s", args, code, out, errs)
		}
	}
}
