//go:build linux || darwin

package vtcheck

import (
	"os/exec"
	"strings"
	"testing"
	"time"

	"quire/internal/testclock"
)

const patience = testclock.Patience

// startScript runs a shell script on a terminal of 40 by 6.
func startScript(t *testing.T, script string) *Session {
	t.Helper()
	s, err := StartSession(exec.Command("sh", "-c", script), 40, 6)
	if err != nil {
		t.Skipf("no terminal: %v", err)
	}
	t.Cleanup(func() { _ = s.Cmd.Process.Kill() })
	return s
}

// A program that writes only the cells that change never writes "9 notes", and the screen shows it all the same.
func TestWaitForText_FindsTextOfPartialRedraw(t *testing.T) {
	s := startScript(t, `printf '\033[?1049h\033[2;3H7 notes so far'; read a; printf '\033[2;3H9\033[2;10H\033[7X'; read a`)
	if err := s.WaitForText("7 notes so far", 0, patience); err != nil {
		t.Fatal(err)
	}
	from := len(s.Output())
	s.SendKeys("\n")
	if err := s.WaitForText("9 notes", from, patience); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(s.Output(), "9 notes") {
		t.Error("the text was written in one piece: this test proves nothing")
	}
	if screen := s.Screen(); !strings.Contains(screen, "  9 notes") || strings.Contains(screen, "so far") {
		t.Errorf("the screen is %q", screen)
	}
}

// A text that is on the screen already is no answer, whatever else is drawn; only the text at a new place is, or the text after
// it was gone.
func TestWaitForText_IgnoresTextShownBefore(t *testing.T) {
	const short = 300 * time.Millisecond
	s := startScript(t, `stty -echo; printf '\033[Hready help\033[4;1H'; read a; printf '\033[1;1Hready\033[3;1Hother '; read a; printf '\033[1;7H----'; read a; printf '\033[1;7Hhelp'; read a`)
	if err := s.WaitForText("help", 0, patience); err != nil {
		t.Fatal(err)
	}
	from := len(s.Output())
	s.SendKeys("\n")
	if err := s.WaitForText("other", from, patience); err != nil {
		t.Fatal(err)
	}
	if err := s.WaitForText("help", from, short); err == nil {
		t.Error("the old text counts as new")
	}
	s.SendKeys("\n")
	if err := s.WaitForText("----", from, patience); err != nil {
		t.Fatal(err)
	}
	s.SendKeys("\n")
	if err := s.WaitForText("help", from, patience); err != nil {
		t.Error(err)
	}
}

// A text is found although the screen that showed it is gone by the time that the test looks.
func TestWaitForText_FindsTextOfScreenThatWasLeft(t *testing.T) {
	for name, leave := range map[string]string{"erased": `\033[H\033[2J`, "other screen": `\033[?1049h`, "reset": `\033c`, "rows erased": `\033[H\033[J`} {
		s := startScript(t, `printf '[paged]`+leave+`done'`)
		s.WaitExit(patience)
		if screen := s.Screen(); strings.Contains(screen, "paged") || !strings.Contains(screen, "done") {
			t.Errorf("%s: the screen is %q", name, screen)
		}
		if err := s.WaitForText("[paged]", 0, patience); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The screen has the size of the terminal, also after a resize, and queries that a terminal answers do not block it.
func TestScreen_FollowsSizeAndAnswersNothing(t *testing.T) {
	s := startScript(t, `printf '\033[c\033[6n\033]11;?\033\\\033[?2026$p\033[6;1Hlow'; read a; printf '\033[9;1Hlower'; read a`)
	if err := s.WaitForText("low", 0, patience); err != nil {
		t.Fatal(err)
	}
	if err := s.Resize(30, 9); err != nil {
		t.Fatal(err)
	}
	s.SendKeys("\n")
	if err := s.WaitForText("lower", 0, patience); err != nil {
		t.Fatal(err)
	}
	if rows := strings.Split(s.Screen(), "\n"); len(rows) != 9 || rows[8] != "lower" {
		t.Errorf("the screen is %q", rows)
	}
	if err := s.WaitForText("never written", 0, 100*time.Millisecond); err == nil || !strings.Contains(err.Error(), "lower") {
		t.Errorf("the error does not show the screen: %v", err)
	}
}

func TestScreen_TakesOutputInAnyParts(t *testing.T) {
	const output = "\x1b[2;4Hä日本👩‍👩‍👧\x1b[1;31mred\x1b[m\x1b[1;1Hone"
	for size := 1; size < len(output); size++ {
		s := NewScreen(40, 4)
		for rest := output; rest != ""; {
			part := rest[:min(size, len(rest))]
			s.Write(part)
			rest = rest[len(part):]
		}
		if got := s.String(); !strings.HasPrefix(got, "one\n   ä日本") || !strings.Contains(got, "red") {
			t.Errorf("in parts of %d bytes: %q", size, got)
		}
	}
}

// A program that does not know yet that its window has shrunk draws for the old size.
func TestScreen_BearsSequencesBeyondItsSize(t *testing.T) {
	s := NewScreen(20, 4)
	s.Write("\x1b[3;9r\x1b[9;9H\x1b[5S\x1b[5T\x1b[5L\x1b[5M\x1b[99;99Hx\x1b[99X\x1b[99@\x1b[99P\x1b[99b\x1b[99G\x1b[99d\x1b[r\x1b[2J\x1b[2;2Hthere")
	s.Resize(10, 2)
	s.Write("\x1b[1;4r\x1b[4S\x1b[2J\x1b[2;2Hthere")
	if got := s.String(); got != "\n there" {
		t.Errorf("%q", got)
	}
}

func TestWaitForOutput_NeedsBytesAfterStart(t *testing.T) {
	s := startScript(t, `printf '\033[?25h'; read a; printf '\033[?25h'`)
	if err := s.WaitForOutput("\x1b[?25h", 0, patience); err != nil {
		t.Fatal(err)
	}
	from := len(s.Output())
	if err := s.WaitForOutput("\x1b[?25h", from, 100*time.Millisecond); err == nil {
		t.Error("old output counts as new")
	}
	s.SendKeys("\n")
	if err := s.WaitForOutput("\x1b[?25h", from, patience); err != nil {
		t.Error(err)
	}
}
