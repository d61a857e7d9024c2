//go:build linux || darwin

package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"quire/internal/vtcheck"
)

// A terminal that can do nothing is read to by lines, a screen at a time, as in a shell: an interrupt ends what is
// being typed, the end of the input ends the reading. Nothing is sent to it but text.
func TestADumbTerminalIsReadToByLines(t *testing.T) {
	c := exec.Command("quire", "--tour")
	home := t.TempDir()
	c.Env = append(os.Environ(), "TERM=dumb", "LC_ALL=C.UTF-8", "HOME="+home, "XDG_CONFIG_HOME=", "XDG_STATE_HOME=", "XDG_CACHE_HOME=")
	s, err := vtcheck.Start(c, 80, 12)
	if err != nil {
		t.Skipf("no terminal: %v", err)
	}
	t.Cleanup(func() { _ = c.Process.Kill() })
	await(t, s, "notes> ", 0)
	seen := len(s.Stream())
	s.Type("list\n")
	await(t, s, "notes, more> ", seen)
	part := s.Stream()[seen:]
	if n := strings.Count(part, "\n"); n > 12 { // the command, and eleven of the list
		t.Errorf("a screen of 12 lines got %d:\n%s", n, part)
	}
	seen = len(s.Stream())
	s.Type("\n")
	await(t, s, "notes, more> ", seen)
	seen = len(s.Stream())
	s.Type("half a comm\x03")
	await(t, s, "> ", seen+len("half a comm"))
	seen = len(s.Stream())
	s.Type("open welcome\n")
	await(t, s, " %> ", seen)
	s.Type("\x04")
	if code := s.End(patience); code != 0 {
		t.Errorf("exit %d", code)
	}
	for _, wrong := range s.Sane() {
		t.Error(wrong)
	}
	text := strings.ReplaceAll(s.Stream(), "\r\n", "\n")
	if found := vtcheck.Text(strings.ReplaceAll(text, "\x08", "")); len(found) > 0 {
		t.Errorf("the terminal got more than text: %q", found)
	}
}
