//go:build linux || darwin

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"quire/internal/vtcheck"
)

// envInt returns a positive number from the environment, or else the usual one. It allows longer runs than a test may take:
//
//	QUIRE_TEST_KEYS=20000 go test ./cmd/quire -run RandomKeys -v -timeout 30m
//	QUIRE_TEST_ANSWER=200 go test ./cmd/quire -run Answers -v      (milliseconds, on an otherwise idle machine)
func envInt(name string, usual int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil && n > 0 {
		return n
	}
	return usual
}

// After any sequence of keys on a real terminal, the reader still quits, restores the terminal and has written no unexpected
// controls.
func TestRandomKeys_LeaveReaderAndTerminalSound(t *testing.T) {
	keys := []string{
		"j", "k", " ", "b", "d", "u", "g", "G", "\r", "l", "h", "\t", "\x1b[Z", "f", "a", "s", "\x7f", "[", "]", "J", "K", "/", "aws", "n", "N", "t", "o", "B", "p", "i", "\x10", "y", "r", "?",
		"\x1b", "\x1b", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x04", "\x15", "\x0f", "é", "日", "\x00", "\x1b[<0;4;4M", "\x1b[<64;4;4M", "\x1b[200~#aws\x1b[31m\x1b[201~", "q",
	}
	seed := uint64(time.Now().UnixNano()) //nolint:gosec // any will do
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	typed, sessions := 0, 0
	for want := envInt("QUIRE_TEST_KEYS", 150); typed < want; sessions++ {
		s := startReader(t, 40+r.IntN(100), 10+r.IntN(40), "--tour")
		waitForText(t, s, "notes", 0)
		for ; typed < want && !s.HasExited(); typed++ {
			s.SendKeys(keys[r.IntN(len(keys))])
			if typed%10 == 0 {
				s.WaitQuiet(3 * time.Millisecond)
			}
			if typed%50 == 0 {
				_ = s.Resize(1+r.IntN(150), 1+r.IntN(60))
			}
		}
		_ = s.Resize(100, 30)
		s.SendKeys("j\x03") // an escape typed last would take the next byte, here the letter
		if code := s.WaitExit(sessionTimeout); code != 0 {
			t.Errorf("session %d: exit %d: %q", sessions, code, s.Output()[max(0, len(s.Output())-1000):])
		}
		for _, wrong := range s.CheckRestored() {
			t.Errorf("session %d: %s", sessions, wrong)
		}
		for kind := range vtcheck.SequenceKinds(s.Output()) {
			// On a slow machine the program is left behind before it has ended; then U+0018 ends a sequence that it may not have
			// finished.
			if strings.HasPrefix(kind, "U+") && kind != "U+0007" && kind != "U+0018" {
				t.Errorf("session %d: the control %s was written", sessions, kind)
			}
		}
	}
	t.Logf("%d keys in %d sessions", typed, sessions)
}

// writeSlowNotes writes a library of notes that take long to render, and returns its folder.
func writeSlowNotes(t *testing.T) string {
	dir := t.TempDir()
	r := strings.Repeat
	var headings, links strings.Builder
	for i := range 10000 {
		fmt.Fprintf(&headings, "# Heading %d\n\n", i)
		fmt.Fprintf(&links, "[link %d](x%d.md) ", i, i)
	}
	for name, text := range map[string]string{
		"line": r("word ", 800_000), "rows": "|a|b|\n|-|-|\n" + r("|c|d|\n", 90_000), "quotes": r("> ", 20_000) + "a", "headings": headings.String(), "links": links.String(),
		"emphasis": r("*a **a ", 30_000), "items": r("- an item\n", 20_000), "text": r("Some *words* of a paragraph.\n\n", 60_000), "code": "```go\n" + r("x := 1 // y\n", 40_000) + "```\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name+".md"), []byte("---\ntitle: "+name+"\n---\n"+text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// escapeKey is the escape key in Kitty's keyboard protocol, which needs no timeout to tell it from the start of a sequence.
const escapeKey = "\x1b[27u"

// A note that is slow to open can be left at once. How fast the machine is shows in the time that the reader takes to start.
func TestAnswers_SlowNotesDoNotBlockKeys(t *testing.T) {
	dir := writeSlowNotes(t)
	bar := time.Duration(envInt("QUIRE_TEST_ANSWER", 5000)) * time.Millisecond
	slowest, started := time.Duration(0), time.Now()
	waits := []time.Duration{20 * time.Millisecond}
	if os.Getenv("QUIRE_TEST_ANSWER") != "" {
		waits = append(waits, 0, 150*time.Millisecond)
	}
	for _, wait := range waits {
		s := startReader(t, 100, 30, dir)
		waitForText(t, s, "9 notes", 0)
		if os.Getenv("QUIRE_TEST_ANSWER") == "" {
			bar = max(bar, 20*time.Since(started))
			t.Logf("started after %v", time.Since(started))
		}
		for range 9 {
			s.SendKeys("\r")
			time.Sleep(wait) // how long the note has been opening when it is left is what the test varies
			s.SendKeys(escapeKey)
			from, began := len(s.Output()), time.Now()
			s.SendKeys("?") // the help covers whatever is open
			waitForText(t, s, "all keys", from)
			if took := time.Since(began); took > slowest {
				slowest = took
			}
			s.WaitQuiet(50 * time.Millisecond)
			from = len(s.Output())
			s.SendKeys(escapeKey)
			if err := s.WaitForScreen(from, sessionTimeout, func(screen string) bool { return !strings.Contains(screen, "all keys") }); err != nil {
				t.Fatalf("the help stays: %v", err)
			}
			s.SendKeys("j")
			s.WaitQuiet(50 * time.Millisecond)
		}
		s.SendKeys("\x03")
		if code := s.WaitExit(sessionTimeout); code != 0 {
			t.Errorf("exit %d", code)
		}
	}
	if t.Logf("the slowest answer took %v", slowest); slowest > bar {
		t.Errorf("an answer took %v", slowest)
	}
}
