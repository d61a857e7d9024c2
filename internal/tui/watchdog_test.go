//go:build linux || darwin

package tui

import (
	"strings"
	"syscall"
	"testing"
	"time"
)

// endBound is the most that a program may take to end on an idle machine.
const endBound = 200 * time.Millisecond

// TestEnd_WhileUpdateSleeps holds that ctrl+c and signals end the program even if its loop hangs, and that the
// terminal, the keys pressed before and the exit code are as after any other end.
func TestEnd_WhileUpdateSleeps(t *testing.T) {
	for name, test := range map[string]struct {
		where, keys string
		signal      syscall.Signal
		code        int
	}{
		"ctrl+c behind keys":             {where: "asleep", keys: "jj\x03"},
		"ctrl+c behind esc":              {where: "asleep", keys: "j\x1b[A\x03"},
		"ctrl+c behind a paste":          {where: "asleep", keys: "\x1b[200~a\x03b\x1b[201~\x03"},
		"ctrl+c of the Kitty keyboard":   {where: "asleep", keys: "jj\x1b[99;5u"},
		"ctrl+c of modifyOtherKeys":      {where: "asleep", keys: "jj\x1b[27;5;99~"},
		"ctrl+c behind 40 KB":            {where: "asleep", keys: strings.Repeat("j", 40<<10) + "\x03"},
		"ctrl+c while View sleeps":       {where: "asleep in view", keys: "jj\x03"},
		"SIGTERM":                        {where: "asleep", keys: "jj", signal: syscall.SIGTERM, code: 143},
		"SIGHUP":                         {where: "asleep", keys: "jj", signal: syscall.SIGHUP, code: 129},
		"SIGINT":                         {where: "asleep", keys: "jj", signal: syscall.SIGINT, code: 130},
		"SIGTERM behind a full buffer":   {where: "asleep", keys: strings.Repeat("j", maxReadAhead), signal: syscall.SIGTERM, code: 143},
		"SIGTERM while View is sleeping": {where: "asleep in view", signal: syscall.SIGTERM, code: 143},
	} {
		t.Run(name, func(t *testing.T) {
			s := startFaulty(t, test.where)
			waitForText(t, s, "7 notes", 0)
			s.SendKeys("x")
			waitForOutput(t, s, "[asleep]", 0)
			s.SendKeys(test.keys)
			if test.signal != 0 {
				if err := s.Cmd.Process.Signal(test.signal); err != nil {
					t.Fatal(err)
				}
			}
			if code := s.WaitExit(testTimeout); code != test.code { // far sooner than the sleep ends
				t.Errorf("exit %d, want %d", code, test.code)
			}
			checkSane(t, s)
		})
	}
}
