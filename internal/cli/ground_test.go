//go:build linux || darwin

package cli

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// terminal is a new one, and what the program sees of it.
func terminal(t *testing.T) (master, slave *os.File) {
	t.Helper()
	master, slave, err := pty.Open()
	if err != nil {
		t.Skipf("no terminal: %v", err)
	}
	t.Cleanup(func() { master.Close(); slave.Close() })
	return master, slave
}

func terminalStreams(slave *os.File) *streams {
	return newStreams(slave, slave, slave, func(name string) string {
		if name == "TERM" {
			return "xterm-256color"
		}
		return ""
	})
}

func TestATerminalThatIsSilentIsNotWaitedFor(t *testing.T) {
	_, slave := terminal(t)
	s := terminalStreams(slave)
	began := time.Now()
	for range 3 { // asked once, whatever comes of it
		if !s.dark() {
			t.Error("a ground that is not known is not dark")
		}
	}
	if took := time.Since(began); took > 2*answerTime {
		t.Errorf("waited for %v", took)
	}
}

func TestATerminalIsAskedOnce(t *testing.T) {
	master, slave := terminal(t)
	asked := make(chan string, 1)
	go func() {
		b := make([]byte, 64)
		n, _ := master.Read(b)
		asked <- string(b[:n])
		master.WriteString("\x1b]11;rgb:ffff/ffff/eeee\x1b\\\x1b[?62;22c")
	}()
	s := terminalStreams(slave)
	for range 2 {
		if s.dark() {
			t.Error("a white ground is dark")
		}
	}
	if q := <-asked; strings.Count(q, "\x1b]11;?") != 1 {
		t.Errorf("asked %q", q)
	}
}

func TestGroundIn(t *testing.T) {
	for answer, want := range map[string]string{
		"\x1b]11;rgb:0000/0000/0000\x07\x1b[?1;2c":       "dark",
		"typed\x1b]11;rgb:fafa/fafa/fafa\x1b\\\x1b[?62c": "light",
		"\x1b]11;#202020\x07":                            "dark",
		"\x1b[?62;22c":                                   "unknown",
		"":                                               "unknown",
		"\x1b]11;nonsense\x07\x1b[?62;22c":               "unknown",
		strings.Repeat("x", 1<<20) + "\x1b]11;rgb:ff/ff/ff\x07": "unknown",
	} {
		got := "unknown"
		if c := groundIn(strings.NewReader(answer)); c != nil {
			got = "light"
			if isDark(c) {
				got = "dark"
			}
		}
		if got != want {
			t.Errorf("%.60q: %s, want %s", answer, got, want)
		}
	}
}
