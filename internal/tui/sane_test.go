//go:build linux || darwin

package tui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"quire/internal/catalog"
	"quire/internal/vtcheck"
)

// TestMain runs the reader instead of the tests where a test has started this program for that.
func TestMain(m *testing.M) {
	if where := os.Getenv("QUIRE_TEST_BREAKS"); where != "" {
		os.Exit(breaking(where))
	}
	os.Exit(m.Run())
}

// fragile is a program that breaks, when x is pressed, where its test wants.
type fragile struct {
	Model
	where  string
	broken bool
}

func (f fragile) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok && k.Text == "x" {
		switch f.where {
		case "update":
			panic("broken on\x1b[2J purpose")
		case "view":
			f.broken = true
		case "command":
			return f, tea.Batch(nil, func() tea.Msg { panic("broken on purpose") })
		case "suspend":
			return f, tea.Suspend
		}
	}
	m, cmd := f.Model.Update(msg)
	f.Model = m.(Model)
	return f, cmd
}

func (f fragile) View() tea.View {
	if f.broken {
		panic("broken on purpose")
	}
	return f.Model.View()
}

// breaking is what the started program does. Its exit code is 3 after a fault.
func breaking(where string) int {
	l := notes(small())
	o := Options{Name: "test", Env: os.Environ(), Mouse: true, Load: loader(l), Report: func(*Fault) string { return "/a/note" }}
	if where == "load" {
		o.Load = func(context.Context, func(int)) (*catalog.Catalog, error) { panic("broken on purpose") }
	}
	signals := catch()
	defer signals.release()
	err := run(context.Background(), o, fragile{Model: newModel(context.Background(), o), where: where}, signals)
	if err != nil {
		fmt.Fprintln(os.Stderr, "error: "+err.Error())
	}
	if _, ok := errors.AsType[*Fault](err); ok {
		return 3
	}
	if s, ok := errors.AsType[*Signalled](err); ok {
		return 128 + int(s.Signal.(syscall.Signal))
	}
	return 0
}

const patience = 10 * time.Second

func startBreaking(t *testing.T, where string, shell ...string) *vtcheck.Session {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	argv := append(shell, self)
	c := exec.Command(argv[0], argv[1:]...)
	c.Env = append(os.Environ(), "QUIRE_TEST_BREAKS="+where, "TERM=xterm-256color")
	s, err := vtcheck.Start(c, 100, 30)
	if err != nil {
		t.Skipf("no terminal: %v", err)
	}
	t.Cleanup(func() { _ = c.Process.Kill() })
	return s
}

func wait(t *testing.T, s *vtcheck.Session, text string, from int) {
	t.Helper()
	if err := s.WaitFor(text, from, patience); err != nil {
		t.Fatal(err)
	}
}

func sane(t *testing.T, s *vtcheck.Session) {
	t.Helper()
	for _, wrong := range s.Sane() {
		t.Error(wrong)
	}
}

func TestPanicLeavesASaneTerminal(t *testing.T) {
	for _, where := range []string{"update", "view"} {
		s := startBreaking(t, where)
		wait(t, s, "7 notes", 0)
		s.Type("x")
		if code := s.End(patience); code != 3 {
			t.Errorf("%s: exit %d: %q", where, code, s.Stream())
		}
		sane(t, s)
		all := s.Stream()
		last := all[strings.LastIndex(all, "\x1b"):]
		if strings.Count(last, "\n") != 1 || !strings.Contains(all, "broken on") || strings.Contains(all, "goroutine ") {
			t.Errorf("%s: not one line: %q", where, last)
		}
	}
}

func TestPanicInACommandIsANotice(t *testing.T) {
	s := startBreaking(t, "command")
	wait(t, s, "7 notes", 0)
	s.Type("x")
	wait(t, s, "/a/note", 0)
	s.Type("q")
	if code := s.End(patience); code != 0 {
		t.Errorf("exit %d", code)
	}
	sane(t, s)
	s = startBreaking(t, "load")
	wait(t, s, "cannot be read", 0)
	s.Type("q")
	if code := s.End(patience); code != 0 {
		t.Errorf("exit %d", code)
	}
	sane(t, s)
}

func TestSuspendAndResume(t *testing.T) {
	s := startBreaking(t, "suspend", "sh", "-m", "-c", `"$0"; echo "[stopped]"; sleep 0.2; stty -a; echo "[resuming]"; fg; echo "[over]"`)
	wait(t, s, "7 notes", 0)
	from := len(s.Stream())
	s.Type("x")
	wait(t, s, "[resuming]", from)
	if at := s.Stream(); !strings.Contains(at[:strings.Index(at, "[stopped]")], "\x1b[?1049l") || !strings.Contains(at[from:], " icanon") {
		t.Errorf("the terminal is not the shell's while the reader is stopped: %q", at[from:])
	}
	from = strings.Index(s.Stream(), "[resuming]")
	wait(t, s, "7 notes", from)
	s.Type("q")
	wait(t, s, "[over]", from)
	s.End(patience)
	sane(t, s)
}
