//go:build linux || darwin

package tui

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/creack/pty"

	"quire/internal/host"
	"quire/internal/vtcheck"
)

var (
	privateMode = regexp.MustCompile(`\x1b\[\?([0-9]+)([hl])`)
	kittyFlags  = regexp.MustCompile(`\x1b\[([<>])[0-9]*u`)
	otherKeys   = regexp.MustCompile(`\x1b\[>4(;[0-9])?m`)
	title       = regexp.MustCompile(`\x1b\]2;([^\x07\x1b]*)`)
	cursorShape = regexp.MustCompile(`\x1b\[([0-9]?) q`)
	cursorColor = regexp.MustCompile(`\x1b\](1?12)`)
)

// finalModes returns the modes in which a stream of output leaves the terminal.
func finalModes(stream string) map[string]string {
	left := map[string]string{}
	for _, m := range privateMode.FindAllStringSubmatch(stream, -1) {
		left["mode "+m[1]] = m[2]
	}
	depth := 0
	for _, m := range kittyFlags.FindAllStringSubmatch(stream, -1) {
		if depth++; m[1] == "<" {
			depth -= 2
		}
	}
	left["Kitty keyboard"] = fmt.Sprint(depth)
	for name, of := range map[string]*regexp.Regexp{"modifyOtherKeys": otherKeys, "title": title, "cursor": cursorShape, "cursor colour": cursorColor} {
		if all := of.FindAllStringSubmatch(stream, -1); all != nil {
			left[name] = all[len(all)-1][1]
		}
	}
	return left
}

// TestForcedEnd_ResetsSameModesAsQuit holds that a program that was forced to end leaves the terminal in the
// same modes as a program that quits.
func TestForcedEnd_ResetsSameModesAsQuit(t *testing.T) {
	left := map[string]map[string]string{}
	for name, test := range map[string]struct{ where, keys string }{"quit": {"", "q"}, "forced": {"asleep", "xjj\x03"}, "forced in the query line": {"asleep", "/ab"}} {
		s := startFaulty(t, test.where+" ")
		waitForText(t, s, "7 notes", 0)
		if name == "forced in the query line" { // the query line shows the cursor
			s.SendKeys(test.keys)
			waitForOutput(t, s, "\x1b[?25h", 0)
			s.SendKeys("x\x03")
		} else {
			s.SendKeys(test.keys)
		}
		if code := s.WaitExit(testTimeout); code != 0 {
			t.Errorf("%s: exit %d", name, code)
		}
		checkSane(t, s)
		left[name] = finalModes(s.Output())
	}
	for name, modes := range left {
		if len(modes) < 8 {
			t.Errorf("%s: only few modes found: %v", name, modes)
		}
		for mode, value := range left["quit"] {
			if modes[mode] != value {
				t.Errorf("%s: %s is left at %q, want %q", name, mode, modes[mode], value)
			}
		}
	}
	if left["forced in the query line"]["cursor"] != "0" {
		t.Errorf("the shape of the cursor is left at %q", left["forced in the query line"]["cursor"])
	}
}

// TestRestore_WithoutBubbleTea holds that the terminal is restored, and shielded from later output of the loop,
// even when Bubble Tea does not end.
func TestRestore_WithoutBubbleTea(t *testing.T) {
	master, slave, err := pty.Open()
	if err != nil {
		t.Skipf("no terminal: %v", err)
	}
	defer master.Close()
	defer slave.Close()
	term := openTerminal(host.Local(slave, slave, slave, nil), newWatchdog(), watchSignals(host.Host{}))
	v := tea.NewView("x")
	v.AltScreen, v.MouseMode, v.WindowTitle, v.Cursor = true, tea.MouseModeCellMotion, "title", tea.NewCursor(1, 1)
	term.restore(func() { select {} }, shownView{view: v}, slave)
	io.WriteString(term.display, "[late]")
	io.WriteString(slave, "[end]")
	var got strings.Builder
	for part := make([]byte, 1<<10); !strings.Contains(got.String(), "[end]"); {
		n, err := master.Read(part)
		if err != nil {
			t.Fatal(err)
		}
		got.Write(part[:n])
	}
	if strings.Contains(got.String(), "late") {
		t.Error("the loop still writes")
	}
	set := ansi.SetModeAltScreenSaveCursor + ansi.ResetModeTextCursorEnable + ansi.SetModeBracketedPaste + ansi.SetModeMouseButtonEvent + ansi.SetModeMouseExtSgr +
		ansi.PushKittyKeyboard(1) + ansi.SetModifyOtherKeys2 + ansi.SetWindowTitle("title") + ansi.SetCursorStyle(5)
	for mode, value := range finalModes(set + got.String()) {
		want := map[string]string{"mode 25": "h", "Kitty keyboard": "0", "title": "", "modifyOtherKeys": "", "cursor": "0", "cursor colour": "112"}
		if w, ok := want[mode]; ok && value != w || !ok && value != "l" {
			t.Errorf("%s is left at %q", mode, value)
		}
	}
}

// TestSIGTERM_EndsWhenTerminalTakesNoOutput holds that SIGTERM ends the program when nobody reads its output.
func TestSIGTERM_EndsWhenTerminalTakesNoOutput(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	master, slave, err := pty.Open()
	if err != nil {
		t.Skipf("no terminal: %v", err)
	}
	defer master.Close()
	if err := pty.Setsize(master, &pty.Winsize{Rows: 400, Cols: 400}); err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self)
	c.Env = append(os.Environ(), "QUIRE_TEST_BREAKS=flood", "TERM=xterm-256color")
	c.Stdin, c.Stdout = slave, slave
	c.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	slave.Close()
	seen := make([]byte, 1)
	if _, err := master.Read(seen); err != nil { // the program has written; from now on nobody reads
		t.Fatal(err)
	}
	time.Sleep(2 * endBound) // time to fill the buffer; the test also holds if it is not full yet
	ended := make(chan struct{})
	go func() {
		_ = c.Wait()
		close(ended)
	}()
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case <-ended:
	case <-time.After(testTimeout):
		_ = c.Process.Kill()
		t.Error("the program does not end")
	}
	if code := c.ProcessState.ExitCode(); code != 143 {
		t.Errorf("exit %d", code)
	}
}

// startTerminalProgram starts the reader and lets it give the terminal to a shell script.
func startTerminalProgram(t *testing.T, script string) *vtcheck.Session {
	t.Helper()
	t.Setenv("QUIRE_TEST_SCRIPT", script)
	s := startFaulty(t, "borrow")
	waitForText(t, s, "7 notes", 0)
	s.SendKeys("x")
	waitForOutput(t, s, "[borrowed]", 0)
	return s
}

// TestTerminalProgram_GetsEveryKey holds that a program that has the terminal gets every key and is connected
// to the terminal itself, that the reader gets all later keys and the new size of the window, and that ctrl+c
// works again afterwards.
func TestTerminalProgram_GetsEveryKey(t *testing.T) {
	s := startTerminalProgram(t, `[ -t 0 ] && [ -t 1 ] && echo "[borrowed]"; read line; echo "[line $line]"; read line; echo "[line $line]"`)
	s.SendKeys("abc" + strings.Repeat("d", 1000) + "\r")
	waitForOutput(t, s, "[line abc"+strings.Repeat("d", 1000)+"]", 0)
	if err := s.Resize(90, 20); err != nil {
		t.Fatal(err)
	}
	from := len(s.Output())
	s.SendKeys("\x1b[99;5uz\r")
	waitForOutput(t, s, "z]", from)
	waitForOutput(t, s, "\x1b[20;", from) // the bottom line of the resized window
	s.SendKeys("?")
	waitForText(t, s, "all keys", from)
	s.SendKeys("\x03")
	if code := s.WaitExit(testTimeout); code != 0 {
		t.Errorf("exit %d", code)
	}
	checkSane(t, s)
}

// TestTerminalProgram_DelaysSignal holds that a signal does not end the reader while another program has the
// terminal, and ends it afterwards.
func TestTerminalProgram_DelaysSignal(t *testing.T) {
	s := startTerminalProgram(t, `echo "[borrowed]"; read line; echo "[line $line]"`)
	if err := s.Cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	time.Sleep(2 * endBound) // time enough to end for a reader that does not wait; nothing shows that it waits
	if s.HasExited() {
		t.Error("the reader ended before the program that has the terminal")
	}
	s.SendKeys("abc\r")
	waitForOutput(t, s, "[line abc]", 0)
	if code := s.WaitExit(testTimeout); code != 143 {
		t.Errorf("exit %d", code)
	}
	checkSane(t, s)
}

// TestQuit_DrainsLateAnswers answers the terminal's queries only after the key that quits, and holds that the
// shell gets none of the answers.
func TestQuit_DrainsLateAnswers(t *testing.T) {
	const answers = "\x1b[?2026;2$y\x1b[?2027;0$y\x1b[?0u\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\" + "\x1b[?62;22c\x1b[?62;22c\x1b[?62;22c"
	late := 40 * time.Millisecond
	for range 10 {
		s := startFaulty(t, " ", "sh", "-c", `"$0"; echo "[over]"; read line; echo "[line $line]"`)
		waitForOutput(t, s, ansi.RequestBackgroundColor, 0)
		waitForText(t, s, "7 notes", 0)
		s.SendKeys("q")
		began := time.Now()
		time.Sleep(late) // the lateness of the answers is what the test is about
		s.SendKeys(answers)
		if took := time.Since(began); took > quitAnswerTimeout/2 {
			t.Logf("the test itself was slow: %v", took)
			s.SendKeys("\r")
			s.WaitExit(testTimeout)
			continue
		}
		waitForOutput(t, s, "[over]", 0)
		s.SendKeys("typed\r")
		waitForOutput(t, s, "[line typed]", 0)
		s.WaitExit(testTimeout)
		checkSane(t, s)
		return
	}
	t.Skip("the machine is too busy")
}

// TestLargeWindow_CostIsBounded holds that a window of any size costs no more than the largest window that is
// drawn, and that the reader reports the limit.
func TestLargeWindow_CostIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector takes several times the memory")
	}
	for name, resize := range map[string]bool{"at the start": false, "later": true} {
		t.Run(name, func(t *testing.T) {
			size := [2]int{32767, 32767}
			if resize {
				size = [2]int{100, 30}
			}
			s := startFaultySize(t, " ", size[0], size[1])
			waitForText(t, s, "7 notes", 0)
			if resize {
				if err := s.Resize(32767, 32767); err != nil {
					t.Fatal(err)
				}
			}
			waitForText(t, s, "32,767", 0)
			from := len(s.Output())
			if err := s.Resize(80, 24); err != nil {
				t.Fatal(err)
			}
			s.SendKeys("?")
			waitForText(t, s, "all keys", from)
			s.SendKeys("\x03")
			if code := s.WaitExit(testTimeout); code != 0 {
				t.Errorf("exit %d", code)
			}
			checkSane(t, s)
			usage, ok := s.Cmd.ProcessState.SysUsage().(*syscall.Rusage)
			if !ok {
				t.Fatal("no usage")
			}
			kb := usage.Maxrss
			if kb > 1<<30 { // Darwin counts bytes
				kb >>= 10
			}
			if t.Logf("%d MB", kb>>10); kb > 800<<10 {
				t.Errorf("it took %d MB", kb>>10)
			}
		})
	}
}
