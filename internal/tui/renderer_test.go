//go:build linux || darwin

package tui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// TestRenderer_BothShowLendAndRestore holds that the reader can be used and leaves the terminal as it was with each renderer.
func TestRenderer_BothShowLendAndRestore(t *testing.T) {
	for name, value := range map[string]string{"own": "", "Bubble Tea": BubbleTea} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("QUIRE_TEST_RENDERER", value)
			s := startTerminalProgram(t, `stty -a; echo "[borrowed]"; read line; echo "[line $line]"`)
			if stream := s.Output(); !strings.Contains(stream, " icanon") {
				t.Errorf("the program does not get the shell's terminal: %q", stream)
			}
			from := len(s.Output())
			s.SendKeys("abc\r")
			waitForText(t, s, "7 notes", from)
			if err := s.Resize(70, 20); err != nil {
				t.Fatal(err)
			}
			s.SendKeys("?")
			waitForText(t, s, "all keys", from)
			s.SendKeys("\x03")
			if code := s.WaitExit(testTimeout); code != 0 {
				t.Errorf("exit %d", code)
			}
			checkSane(t, s)
		})
	}
}

// TestOwnRenderer_SendsRequestsAtOnce holds that what Bubble Tea would send at its next tick, of which there is one in a second,
// does not wait: a request for the background, and a text to copy.
func TestOwnRenderer_SendsRequestsAtOnce(t *testing.T) {
	s := startFaulty(t, " ")
	waitForText(t, s, "7 notes", 0)
	from := len(s.Output())
	s.SendKeys("\x1b[?997;2n") // the terminal says that it is light now (mode 2031)
	waitForOutput(t, s, ansi.RequestBackgroundColor, from)
	s.SendKeys("y")
	waitForOutput(t, s, "\x1b]52;c;", from)
	s.SendKeys("\x03")
	s.WaitExit(testTimeout)
	checkSane(t, s)
}
