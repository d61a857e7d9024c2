//go:build unix

package main

import (
	"context"
	"encoding/base64"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"quire/internal/testclock"

	"golang.org/x/sys/unix"
)

// irregularFiles maps a kind of file to a function that creates it: anything but a regular file of a few kilobytes.
var irregularFiles = map[string]func(t *testing.T, path string){
	"fifo": func(t *testing.T, path string) { must(t, unix.Mkfifo(path, 0o644)) },
	"zero": func(t *testing.T, path string) { must(t, os.Symlink("/dev/zero", path)) },
	"tty":  func(t *testing.T, path string) { must(t, os.Symlink("/dev/ptmx", path)) },
	"long": func(t *testing.T, path string) { // sparse: a program that reads it whole takes 64 GB
		must(t, os.WriteFile(path, nil, 0o644))
		must(t, os.Truncate(path, 64<<30))
	},
	"folder": func(t *testing.T, path string) { must(t, os.MkdirAll(filepath.Join(path, "sub"), 0o755)) },
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// runBounded runs quire with 3 GB of address space, and fails if it does not end.
func runBounded(t *testing.T, env []string, args ...string) (out string, code int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), testclock.Patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, "sh", append([]string{"-c", `ulimit -v 3000000; exec quire "$@"`, "sh"}, args...)...)
	cmd.Env = append(os.Environ(), env...)
	cmd.WaitDelay = time.Second
	text, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if ctx.Err() != nil || err != nil && !errors.As(err, &exit) {
		t.Fatalf("quire %q does not end: %v\n%.300s", args, err, text)
	}
	if strings.Contains(string(text), "goroutine") {
		t.Errorf("quire %q: %.300s", args, text)
	}
	return string(text), cmd.ProcessState.ExitCode()
}

// quire reads each path that a flag, variable or setting can name, and each that it looks for by itself, in bounded time and
// memory, whatever kind of file is there.
func TestPaths_OnlyBoundedRegularFilesAreRead(t *testing.T) {
	for _, test := range []struct {
		name string
		path string // below the folder of the test
		env  []string
		args []string
		code int // the exit code
	}{
		{name: "--style", path: "s.json", args: []string{"--style", "s.json", "show", "--color", "always", "lib/a.md"}, code: 2},
		{name: "QUIRE_STYLE", path: "s.json", env: []string{"QUIRE_STYLE=s.json"}, args: []string{"show", "--color", "always", "lib/a.md"}, code: 2},
		{name: "style in the settings", path: "s.json", env: []string{"QUIRE_CONFIG=style.toml"}, args: []string{"show", "--color", "always", "lib/a.md"}, code: 2},
		{name: "--style, unused colour", path: "s.json", args: []string{"--style", "s.json", "show", "lib/a.md"}, code: 2},
		{name: "--style, by lines", path: "s.json", args: []string{"--style", "s.json", "--color", "always", "--linear", "lib"}, code: 2},
		{name: "QUIRE_CONFIG", path: "c.toml", env: []string{"QUIRE_CONFIG=c.toml"}, args: []string{"list", "-L", "lib"}, code: 2},
		{name: "config.toml", path: "xdg/quire/config.toml", args: []string{"list", "-L", "lib"}, code: 2},
		{name: "quire.toml", path: "lib/quire.toml", args: []string{"list", "-L", "lib"}, code: 2},
		{name: "quire config", path: "lib/quire.toml", args: []string{"config", "-L", "lib"}, code: 1},
		{name: "_config.yml", path: "lib/_config.yml", args: []string{"links", "-L", "lib"}},
		{name: "hugo.toml", path: "lib/hugo.toml", args: []string{"links", "-L", "lib"}},
		{name: "hugo.json", path: "lib/hugo.json", args: []string{"links", "-L", "lib"}},
		{name: ".gitignore", path: "lib/.gitignore", args: []string{"list", "-L", "lib"}},
		{name: ".ignore", path: "lib/sub/.ignore", args: []string{"list", "-L", "lib"}},
		{name: ".gitignore above", path: ".gitignore", args: []string{"list", "-L", "lib"}},
		{name: "quire.toml above", path: "quire.toml", args: []string{"links", "-L", "lib"}},
		{name: "state", path: "state/quire", args: []string{"list", "-L", "lib", "is:unread"}},
		{name: "cache", path: "cache/quire", args: []string{"list", "-L", "lib"}},
		{name: "a note", path: "lib/b.md", args: []string{"list", "-L", "lib"}},
		{name: "a picture", path: "lib/p.png", args: []string{"show", "--color", "always", "lib/a.md"}},
	} {
		for kind, put := range irregularFiles {
			t.Run(test.name+"/"+kind, func(t *testing.T) {
				dir := t.TempDir()
				t.Chdir(dir)
				must(t, os.MkdirAll("lib/sub", 0o755))
				must(t, os.MkdirAll(".git", 0o755))
				must(t, os.MkdirAll(filepath.Dir(test.path), 0o755))
				must(t, os.WriteFile("lib/a.md", []byte("# A\n\n[b](b.md) ![p](p.png)\n"), 0o644))
				must(t, os.WriteFile("style.toml", []byte("style = \"s.json\"\n"), 0o644))
				put(t, test.path)
				env := append([]string{
					"XDG_CONFIG_HOME=" + dir + "/xdg", "XDG_STATE_HOME=" + dir + "/state", "XDG_CACHE_HOME=" + dir + "/cache",
				}, test.env...)
				out, code := runBounded(t, env, test.args...)
				// Links out of the library are skipped by a rule, like missing files.
				leadsOut := strings.HasPrefix(test.path, "lib/") && (kind == "zero" || kind == "tty")
				if code != test.code && !leadsOut {
					t.Errorf("exit %d, want %d\n%.300s", code, test.code, out)
				}
			})
		}
	}
}

// hostilePaths holds file names of notes that cannot be written unchanged to a line, to JSON or to a terminal.
var hostilePaths = []string{"a\xff.md", "line\nend.md", "esc\x1b[31m.md", "\xe2\x80\xaeoverride.md", "plain.md", "tail\xc3.md"}

// writeHostilePaths writes a library of notes with these names and returns its folder.
func writeHostilePaths(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range hostilePaths {
		must(t, os.WriteFile(filepath.Join(dir, name), []byte("---\npath: \"x\\e[31m\\n\"\n---\ntext [to](nowhere.md) [p](plain.md)\n"), 0o644))
	}
	return dir
}

func TestRecords_NULInPipeKeepsPathsExact(t *testing.T) {
	dir := writeHostilePaths(t)
	sorted := func(out []byte) []string {
		all := strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
		slices.Sort(all)
		return slices.Compact(all)
	}
	want := slices.Sorted(slices.Values(hostilePaths))
	for _, args := range [][]string{
		{"list", "-l0"},
		{"list", "-0", "--format", "{{.path}}"},
		{"list", "-0", "--format", "{{.id}}.md"},
		{"search", "-0", "text", "--format", "{{.path}}"},
		{"links", "-0", "--format", "{{.from}}"},
		{"backlinks", "plain", "-0", "--format", "{{.from}}"},
		{"check", "-0", "--format", "{{.path}}"},
		{"stats", "-0", "--limit", "0", "--format", "{{range .dead}}{{.from}}\\0{{end}}"},
	} {
		got := sorted(runQuire(t, dir, args...))
		expected := want
		if args[0] == "backlinks" {
			expected = slices.DeleteFunc(slices.Clone(want), func(s string) bool { return s == "plain.md" })
		}
		if !slices.Equal(got, expected) {
			t.Errorf("%q: %q, want %q", args, got, expected)
		}
	}
	// Other fields stay harmless, even one that a note names path; so do paths without -0.
	for _, args := range [][]string{
		{"list", "-0", "--format", "{{.extra.path}}"},
		{"list", "-0", "--format", "{{.title}}"},
		{"list", "--format", "{{.path}}"},
	} {
		if out := string(runQuire(t, dir, args...)); strings.Contains(out, "\x1b") || !utf8.ValidString(out) {
			t.Errorf("%q: %q", args, out)
		}
	}
}

func TestRecords_JSONHoldsBytesOfInvalidPaths(t *testing.T) {
	dir := writeHostilePaths(t)
	encoded := base64.StdEncoding.EncodeToString([]byte("a\xff.md"))
	for field, calls := range map[string][][]string{
		"path_bytes": {{"list", "--json"}, {"search", "text", "--json"}, {"check", "--json"}, {"graph", "--json"}, {"show", "--query", "text", "--json"}},
		"from_bytes": {{"links", "--json"}, {"backlinks", "plain", "--json"}, {"stats", "--json", "--limit", "0"}, {"graph", "--json"}},
	} {
		for _, args := range calls {
			out := string(runQuire(t, dir, args...))
			if !strings.Contains(out, `"`+field+`":"`+encoded+`"`) {
				t.Errorf("%q: no %s\n%s", args, field, out)
			}
			for line := range strings.Lines(out) {
				if strings.Contains(line, `"path":"plain.md"`) && strings.Contains(line, "path_bytes") && args[0] != "graph" {
					t.Errorf("%q: a valid UTF-8 path has a _bytes field: %s", args, line)
				}
			}
		}
	}
	if out := string(runQuire(t, dir, "list", "--format", "{{.path_bytes}}")); !strings.Contains(out, encoded) {
		t.Errorf("in a template: %q", out)
	}
	// show finds all notes that list names.
	list := exec.Command("sh", "-c", `quire -L "$1" list --json | quire -L "$1" show --json -`, "sh", dir)
	out, err := list.CombinedOutput()
	if err != nil || strings.Count(string(out), "\n") != len(hostilePaths) {
		t.Errorf("%v\n%s", err, out)
	}
}
