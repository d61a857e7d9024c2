//go:build linux || darwin

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// hyperlinkStart matches an opening OSC 8 sequence with its address, up to whatever ends it.
var hyperlinkStart = regexp.MustCompile(`\x1b\]8;[^;\x1b\a]*;([^\x1b\a]+)`)

const linkPrefix = "https://x.example/"

var linkLengths = []int{100, 699, 700, 701, 2082, 2083, 2084, 4088, 9000}

// writeLongAddresses writes a library with addresses of many lengths in every form of link, and returns its folder.
func writeLongAddresses(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	var text strings.Builder
	text.WriteString("# Long\n\n[other](b.md)\n\n")
	for _, n := range linkLengths {
		addr := linkPrefix + strings.Repeat("a", n-len(linkPrefix))
		fmt.Fprintf(&text, "[l%d](%s), <%s>, %s\n\n![p%d](%s)\n\n| a |\n|---|\n| [c%d](%s) |\n\n> - [q%d][r%d]\n\n[r%d]: %s\n\n", n, addr, addr, addr, n, addr, n, addr, n, n, n, addr)
	}
	for _, name := range []string{"a.md", "b.md"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// checkHyperlinks checks that each address in out is whole and at most most bytes long. It returns how many there are of each
// length.
func checkHyperlinks(t *testing.T, where, out string, most int) map[int]int {
	t.Helper()
	found := map[int]int{}
	for _, m := range hyperlinkStart.FindAllStringSubmatch(out, -1) {
		found[len(m[1])]++
		if len(m[1]) > most || m[1] != linkPrefix+strings.Repeat("a", max(len(m[1])-len(linkPrefix), 0)) {
			t.Errorf("%s: linked to %d bytes: %.60q", where, len(m[1]), m[1])
		}
	}
	return found
}

// No command writes a hyperlink that a terminal would truncate, or a part of an address.
func TestHyperlinks_OfCommandsAreWhole(t *testing.T) {
	dir := writeLongAddresses(t)
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	for _, env := range [][2]string{{"tmux-256color", ""}, {"screen.xterm-256color", ""}, {"xterm", "1.x"}} {
		t.Setenv("TERM", env[0])
		t.Setenv("STY", env[1])
		most := 2083
		if strings.HasPrefix(env[0], "screen") || env[1] != "" {
			most = 700
		}
		for _, args := range [][]string{
			{"list"}, {"search", "long"}, {"tags"}, {"links"}, {"links", "a"}, {"backlinks", "b"}, {"tasks"}, {"check"}, {"stats"}, {"graph", "a"},
			{"show", "a"}, {"show", "a", "-w", "0"}, {"show", "a", "-w", "30", "--links", "list"}, {"show", "a", "--links", "inline"}, {"show", "a", "--style", "ansi"}, {"show", "a", "b"}, {"show", "a#long"}, {"show", "--query", "long"},
		} {
			out, errs, code := runInProcess(t, append([]string{"-L", dir, "--color", "always"}, args...)...)
			if code > 1 {
				t.Errorf("%v: exit %d: %s", args, code, errs)
			}
			where := fmt.Sprint(env, args)
			found := checkHyperlinks(t, where, out+errs, most)
			for _, n := range linkLengths {
				if linked := found[n] > 0; args[0] == "show" && linked != (n <= most) {
					t.Errorf("%s: an address of %d bytes is linked: %v", where, n, linked)
				}
			}
		}
	}
}

// The same holds for what the reader sends to a real terminal, through the library that draws its screen.
func TestHyperlinks_OfReaderAreWhole(t *testing.T) {
	dir := writeLongAddresses(t)
	for _, env := range []string{"TERM=xterm-256color", "TERM=screen-256color"} {
		most := 2083
		if env != "TERM=xterm-256color" {
			most = 700
		}
		s := startOnTerminal(t, []string{env}, "--style", "dark", filepath.Join(dir, "a.md"))
		waitForText(t, s, "l100", 0)
		for range 12 { // down to the last link
			s.SendKeys(" ")
			s.WaitQuiet(50 * time.Millisecond)
		}
		found := checkHyperlinks(t, env, s.Output(), most)
		if found[699] == 0 || (found[2083] > 0) != (most == 2083) {
			t.Errorf("%s: linked are %v", env, found)
		}
		s.SendKeys("\x03")
		s.WaitExit(sessionTimeout)
	}
}

// Only package render writes hyperlinks, so that no other code can forget to bound their length.
func TestHyperlinks_OnlyRenderWritesThem(t *testing.T) {
	allowed := map[string]bool{"internal/render/line.go": true, "internal/render/scan.go": true} // scan.go reads marks that line.go writes
	writes := regexp.MustCompile(`SetHyperlink|\.Hyperlink\(|\\x1b\]8;|\\033\]8;|\\e\]8;`)
	for file := range sourceFiles(t) {
		b, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(string(b), "address.Hyperlink(", "")
		if found := writes.FindString(text); found != "" && !allowed[file] && !strings.HasPrefix(file, "internal/vtcheck/") {
			t.Errorf("%s: %s: only package render may write hyperlinks", file, found)
		}
	}
}
