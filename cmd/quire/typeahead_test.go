//go:build linux || darwin

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"quire/internal/vtcheck"
)

// terminalQuery matches sequences that a terminal answers: requests for device attributes and status, modes, sizes, keyboard flags, names, colours, clipboard, capabilities and graphics.
var terminalQuery = regexp.MustCompile(`\x1b\[[=>?]?[0-9;]*c|\x1b\[\??[0-9;]*n|\x1b\[\??[0-9]+\$p|\x1b\[1[1-9]t|\x1b\[2[01]t|\x1b\[\?u|\x1b\[\?4m|\x1b\[>[0-9]*q|\x1b\][0-9;]*;\?|\x1bP[+$]q|\x1b_Ga=q`)

// A line typed ahead while a command runs is left to the shell. No command queries the terminal, whose answer would mix with
// the keys.
func TestTypeAhead_IsLeftToShell(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.md": "---\ntags: [x]\n---\n# A\n\nto [b](b.md) and ![](p.png)\n", "b.md": "# B\n\n```go\nx := 1\n```\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, command := range []string{
		"show a", "show --style auto a b", "show --style contrast a", "show --color always --images auto a", "show a#nowhere", "list", "list --style contrast", "list --style auto", "search to", "tags", "links a",
		"backlinks b", "graph a", "graph", "check", "tasks", "stats", "config", "find b", "--help",
	} {
		t.Run(command, func(t *testing.T) {
			c := exec.Command("sh", "-c", `read start; quire `+command+`; echo "[over]"; read line; echo "[line $line]"`)
			home := t.TempDir()
			c.Dir = dir
			c.Env = append(os.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor", "COLORFGBG=", "HOME="+home, "XDG_CONFIG_HOME=", "XDG_STATE_HOME=", "XDG_CACHE_HOME=")
			s, err := vtcheck.StartSession(c, 100, 30)
			if err != nil {
				t.Skipf("no terminal: %v", err)
			}
			t.Cleanup(func() { _ = c.Process.Kill() })
			s.SendKeys("start\rtyped ahead\r")
			waitForOutput(t, s, "[over]", 0)
			waitForOutput(t, s, "[line ", 0)
			if s.WaitExit(sessionTimeout); !strings.Contains(s.Output(), "[line typed ahead]") {
				t.Errorf("the typed line was lost: %q", s.Output())
			}
			if q := terminalQuery.FindString(s.Output()); q != "" {
				t.Errorf("the command queried the terminal: %q", q)
			}
			for _, wrong := range s.CheckRestored() {
				t.Error(wrong)
			}
		})
	}
}

// Linear mode does not query the terminal either, even if it styles its output.
func TestLinear_DoesNotQueryTerminal(t *testing.T) {
	for _, args := range [][]string{{"--linear", "--tour"}, {"--linear", "--style", "auto", "--tour"}, {"--linear", "--color", "always", "--style", "contrast", "--tour"}} {
		s := startReader(t, 100, 30, args...)
		s.SendKeys("list\rquit\r")
		if code := s.WaitExit(sessionTimeout); code != 0 {
			t.Errorf("%v: exit %d: %q", args, code, s.Output())
		}
		if q := terminalQuery.FindString(s.Output()); q != "" {
			t.Errorf("%v: queried the terminal: %q", args, q)
		}
	}
}

// If the background is unknown, commands use only the terminal's own sixteen colours, since others may be illegible on it.
func TestStyle_UnknownBackgroundUsesTerminalColours(t *testing.T) {
	own := regexp.MustCompile(`\x1b\[[0-9;:]*[34]8[;:]`)
	for _, test := range []struct {
		fgbg, style string
		coloured    bool // with colours other than the terminal's own
	}{{"", "auto", false}, {"nonsense", "auto", false}, {"", "contrast", false}, {"15;0", "auto", true}, {"0;15", "auto", true}, {"0;default;15", "contrast", true}, {"", "dark", true}} {
		s := startOnTerminal(t, []string{"TERM=xterm-256color", "COLORFGBG=" + test.fgbg}, "--tour", "show", "--style", test.style, "--images", "off", "queries")
		s.WaitExit(sessionTimeout)
		if !strings.Contains(s.Output(), "\x1b[") {
			t.Fatalf("%+v: the output has no style: %q", test, s.Output())
		}
		if got := own.MatchString(s.Output()); got != test.coloured {
			t.Errorf("%+v: uses colours other than the terminal's: %v", test, got)
		}
	}
}
