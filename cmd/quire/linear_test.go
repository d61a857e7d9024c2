//go:build linux || darwin

package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"quire/internal/vtcheck"
)

// With TERM=dumb, quire starts in linear mode and prints a screen at a time. As in a shell, an interrupt discards the line
// being typed and the end of the input quits. Nothing but text is sent to the terminal.
func TestLinear_OnDumbTerminal(t *testing.T) {
	c := exec.Command("quire", "--tour")
	home := t.TempDir()
	c.Env = append(os.Environ(), "TERM=dumb", "LC_ALL=C.UTF-8", "HOME="+home, "XDG_CONFIG_HOME=", "XDG_STATE_HOME=", "XDG_CACHE_HOME=")
	s, err := vtcheck.StartSession(c, 80, 12)
	if err != nil {
		t.Skipf("no terminal: %v", err)
	}
	t.Cleanup(func() { _ = c.Process.Kill() })
	waitForOutput(t, s, "notes> ", 0)
	seen := len(s.Output())
	s.SendKeys("list\n")
	waitForOutput(t, s, "notes, more> ", seen)
	part := s.Output()[seen:]
	if n := strings.Count(part, "\n"); n > 12 { // the command, and eleven of the list
		t.Errorf("a screen of 12 lines got %d:\n%s", n, part)
	}
	seen = len(s.Output())
	s.SendKeys("\n")
	waitForOutput(t, s, "notes, more> ", seen)
	seen = len(s.Output())
	s.SendKeys("half a comm\x03")
	waitForOutput(t, s, "> ", seen+len("half a comm"))
	seen = len(s.Output())
	s.SendKeys("open welcome\n")
	waitForOutput(t, s, "%> ", seen)
	s.SendKeys("\x04")
	if code := s.WaitExit(sessionTimeout); code != 0 {
		t.Errorf("exit %d", code)
	}
	for _, wrong := range s.CheckRestored() {
		t.Error(wrong)
	}
	text := strings.ReplaceAll(s.Output(), "\r\n", "\n")
	if found := vtcheck.CheckText(strings.ReplaceAll(text, "\x08", "")); len(found) > 0 {
		t.Errorf("the terminal got more than text: %q", found)
	}
}
