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
	"github.com/charmbracelet/x/ansi"

	"quire/internal/catalog"
	"quire/internal/host"
	"quire/internal/links/profile"
	"quire/internal/testclock"
	"quire/internal/tui/fault"
	"quire/internal/vtcheck"
)

// TestMain runs the reader instead of the tests when a test has started this process for that.
func TestMain(m *testing.M) {
	if where := os.Getenv("QUIRE_TEST_BREAKS"); where != "" {
		os.Exit(runFaultyProgram(strings.TrimSpace(where)))
	}
	os.Exit(m.Run())
}

// faultyModel is the reader with a fault, which the key x triggers. where says what fails: update, view,
// command and so on.
type faultyModel struct {
	Model
	where  string
	broken bool
	asleep bool
}

func (f faultyModel) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
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
		case "borrow":
			return f, runProgram(host.Program{Args: []string{"sh", "-c", os.Getenv("QUIRE_TEST_SCRIPT")}}, func(error) tea.Msg { return nil })
		case "asleep":
			fmt.Fprint(os.Stderr, "[asleep]")
			time.Sleep(10 * testTimeout) // the fault itself
		case "asleep in view":
			f.asleep = true
		}
	}
	m, cmd := f.Model.Update(msg)
	f.Model = m.(Model)
	return f, cmd
}

func (f faultyModel) View() tea.View {
	if f.broken {
		panic("broken on purpose")
	}
	if f.where == "flood" {
		v := f.Model.View()
		v.Content = strings.Repeat(fmt.Sprint(time.Now().UnixNano())+" ", 10000)
		return v
	}
	if f.asleep {
		fmt.Fprint(os.Stderr, "[asleep]")
		time.Sleep(10 * testTimeout) // the fault itself
	}
	return f.Model.View()
}

// runFaultyProgram runs the faulty reader in a process of its own and returns its exit code, which is 3 after a
// fault.
func runFaultyProgram(where string) int {
	l := notes(sampleLibrary())
	o := Options{Name: "test", Host: host.Local(os.Stdin, os.Stdout, os.Stderr, os.Environ()), Mouse: true, Live: subscribe(l), Renderer: os.Getenv("QUIRE_TEST_RENDERER"), Report: func(*fault.Fault) string { return "/a/note" }}
	if where == "scripts" {
		o.Live, o.Note = subscribe(notes(map[string]string{"a.md": scriptNote()})), "a.md"
	}
	if where == "load" {
		o.Live = follow(catalog.NewLive(l, catalog.LiveOptions{Site: func() profile.Settings { panic("broken on purpose") }}))
	}
	err := runModel(context.Background(), o, faultyModel{Model: New(context.Background(), o), where: where})
	if err != nil && !errors.Is(err, ErrInterrupted) {
		fmt.Fprintln(os.Stderr, "error: "+err.Error())
	}
	if errors.Is(err, ErrInterrupted) {
		return 0
	}
	if _, ok := errors.AsType[*fault.Fault](err); ok {
		return 3
	}
	if s, ok := errors.AsType[*SignalError](err); ok {
		return 128 + int(s.Signal.(syscall.Signal))
	}
	return 0
}

const testTimeout = testclock.Patience

func startFaulty(t *testing.T, where string, shell ...string) *vtcheck.Session {
	t.Helper()
	return startFaultySize(t, where, 100, 30, shell...)
}

func startFaultySize(t *testing.T, where string, columns, rows int, shell ...string) *vtcheck.Session {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	argv := append(shell, self)
	c := exec.Command(argv[0], argv[1:]...)
	c.Env = append(os.Environ(), "QUIRE_TEST_BREAKS="+where, "TERM=xterm-256color")
	s, err := vtcheck.StartSession(c, columns, rows)
	if err != nil {
		t.Skipf("no terminal: %v", err)
	}
	t.Cleanup(func() { _ = c.Process.Kill() })
	return s
}

// waitForText waits until the screen of a session shows a text where it did not when the session had written from bytes.
func waitForText(t *testing.T, s *vtcheck.Session, text string, from int) {
	t.Helper()
	if err := s.WaitForText(text, from, testTimeout); err != nil {
		t.Fatal(err)
	}
}

// waitForOutput waits until a session has written bytes in one piece after the first from bytes of its output: a sequence, or
// a line of a program that does not draw a screen.
func waitForOutput(t *testing.T, s *vtcheck.Session, bytes string, from int) {
	t.Helper()
	if err := s.WaitForOutput(bytes, from, testTimeout); err != nil {
		t.Fatal(err)
	}
}

func checkSane(t *testing.T, s *vtcheck.Session) {
	t.Helper()
	for _, wrong := range s.CheckRestored() {
		t.Error(wrong)
	}
}

func TestPanic_LeavesTerminalSane(t *testing.T) {
	for _, where := range []string{"update", "view"} {
		s := startFaulty(t, where)
		waitForText(t, s, "7 notes", 0)
		s.SendKeys("x")
		if code := s.WaitExit(testTimeout); code != 3 {
			t.Errorf("%s: exit %d: %q", where, code, s.Output())
		}
		checkSane(t, s)
		all := s.Output()
		last := all[strings.LastIndex(all, "\x1b"):]
		if strings.Count(last, "\n") != 1 || !strings.Contains(all, "broken on") || strings.Contains(all, "goroutine ") {
			t.Errorf("%s: not one line: %q", where, last)
		}
	}
}

func TestPanic_InCommandIsNotice(t *testing.T) {
	s := startFaulty(t, "command")
	waitForText(t, s, "7 notes", 0)
	s.SendKeys("x")
	waitForText(t, s, "/a/note", 0)
	s.SendKeys("q")
	if code := s.WaitExit(testTimeout); code != 0 {
		t.Errorf("exit %d", code)
	}
	checkSane(t, s)
	s = startFaulty(t, "load")
	waitForText(t, s, "cannot be read", 0)
	s.SendKeys("q")
	if code := s.WaitExit(testTimeout); code != 0 {
		t.Errorf("exit %d", code)
	}
	checkSane(t, s)
}

func TestSuspend_GivesTerminalToShell(t *testing.T) {
	s := startFaulty(t, "suspend", "sh", "-m", "-c", `"$0"; echo "[stopped]"; sleep 0.2; stty -a; echo "[resuming]"; fg; echo "[over]"`)
	waitForText(t, s, "7 notes", 0)
	from := len(s.Output())
	s.SendKeys("x")
	waitForOutput(t, s, "[resuming]", from)
	if stream := s.Output(); !strings.Contains(stream[:strings.Index(stream, "[stopped]")], "\x1b[?1049l") || !strings.Contains(stream[from:], " icanon") {
		t.Errorf("the terminal is not in the shell's modes while the reader is stopped: %q", stream[from:])
	}
	from = strings.Index(s.Output(), "[resuming]")
	waitForText(t, s, "7 notes", from)
	s.SendKeys("q")
	waitForOutput(t, s, "[over]", from)
	s.WaitExit(testTimeout)
	checkSane(t, s)
}

// In a terminal whose only program is the reader the system stops no process, and ctrl+z must return to the reader.
func TestSuspend_WithoutShellReturnsToReader(t *testing.T) {
	s := startFaulty(t, "suspend")
	waitForText(t, s, "7 notes", 0)
	from := len(s.Output())
	s.SendKeys("x")
	waitForOutput(t, s, ansi.ResetModeAltScreenSaveCursor, from)
	waitForOutput(t, s, ansi.SetModeAltScreenSaveCursor, from)
	s.SendKeys("?")
	waitForText(t, s, "all keys", from)
	s.SendKeys("\x03")
	if code := s.WaitExit(testTimeout); code != 0 {
		t.Errorf("exit %d", code)
	}
	checkSane(t, s)
}
