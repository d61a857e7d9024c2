//go:build linux || darwin

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// ctrl+c ends a command that cannot notice it, because it is blocked writing to a pipe that nobody reads.
func TestInterrupt_EndsBlockedCommand(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte("# A\n\n"+strings.Repeat("Words of a text.\n\n", 50_000)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"show", "a"}, {"show", "--raw", "a"}, {"show", "--json", "a"}} {
		c := exec.Command("quire", args...)
		c.Dir = dir
		c.Env = append(os.Environ(), "HOME="+t.TempDir(), "XDG_CONFIG_HOME=", "XDG_STATE_HOME=", "XDG_CACHE_HOME=")
		out, in, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		c.Stdout = in
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		in.Close()
		if _, err := out.Read(make([]byte, 1)); err != nil { // it has begun to write, and the pipe is soon full
			t.Fatal(err)
		}
		ended := make(chan struct{})
		go func() {
			_ = c.Wait()
			close(ended)
		}()
		if err := c.Process.Signal(syscall.SIGINT); err != nil {
			t.Fatal(err)
		}
		select {
		case <-ended:
		case <-time.After(sessionTimeout):
			t.Errorf("%v: it did not end", args)
			_ = c.Process.Kill()
			<-ended
		}
		if code := c.ProcessState.ExitCode(); code != 130 {
			t.Errorf("%v: exit %d", args, code)
		}
		out.Close()
	}
}

// Interrupts while the pager runs go to the pager only: quire goes on writing and does not end before the pager.
func TestInterrupt_IsLeftToPager(t *testing.T) {
	dir := t.TempDir()
	pager := filepath.Join(dir, "pager")
	script := "#!/bin/sh\ntrap 'echo [interrupted]' INT\necho [paging]\nuntil [ \"$a\" = end ]; do read a </dev/tty; done\nwc -l\necho [paged]\n"
	if err := os.WriteFile(pager, []byte(script), 0o700); err != nil { //nolint:gosec // a program
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte("# A\n\nText.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := startOnTerminal(t, []string{"TERM=xterm-256color", "QUIRE_PAGER=" + pager}, "show", filepath.Join(dir, "a.md"))
	waitForOutput(t, s, "[paging]", 0)
	for range 2 {
		from := len(s.Output())
		for tries := 0; ; tries++ { // a shell may miss an interrupt that comes between two commands
			s.SendKeys("\x03")
			if err := s.WaitForOutput("[interrupted]", from, sessionTimeout/20); err == nil {
				break
			} else if tries == 20 {
				t.Fatal(err)
			}
		}
		time.Sleep(300 * time.Millisecond) // time enough to end for a program that does not wait for its pager
		if s.HasExited() {
			t.Fatalf("quire ended before its pager: %q", s.Output())
		}
	}
	s.SendKeys("end\r")
	waitForOutput(t, s, "[paged]", 0)
	s.WaitExit(sessionTimeout)
}

// Markdown that is typed is read to its end before the reader takes the keyboard, and quire says what it waits for.
func TestStdin_TypedMarkdownIsWaitedFor(t *testing.T) {
	s := startOnTerminal(t, []string{"TERM=xterm-256color"}, "-")
	waitForOutput(t, s, "ctrl+d ends it", 0)
	from := len(s.Output())
	s.SendKeys("# Typed title\r")
	s.SendKeys("\x04")
	waitForOutput(t, s, "all", from)
	s.SendKeys("q")
	s.WaitExit(sessionTimeout)
}
