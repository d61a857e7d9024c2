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

// long is a number from the environment, for runs that take longer than a test may:
//
//	QUIRE_TEST_KEYS=20000 go test ./cmd/quire -run RandomKeys -v -timeout 30m
//	QUIRE_TEST_ANSWER=200 go test ./cmd/quire -run Answers -v      (milliseconds, on a machine that has nothing else to do)
func long(name string, usual int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil && n > 0 {
		return n
	}
	return usual
}

// TestRandomKeys types any keys into the program on a real terminal: it ends when it is told to, in peace, and
// writes nothing but what a session without such keys does.
func TestRandomKeys(t *testing.T) {
	keys := []string{
		"j", "k", " ", "b", "d", "u", "g", "G", "\r", "l", "h", "\t", "\x1b[Z", "f", "a", "s", "\x7f", "[", "]", "J", "K", "/", "aws", "n", "N", "t", "o", "B", "p", "i", "\x10", "y", "r", "?",
		"\x1b", "\x1b", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x04", "\x15", "\x0f", "é", "日", "\x00", "\x1b[<0;4;4M", "\x1b[<64;4;4M", "\x1b[200~#aws\x1b[31m\x1b[201~", "q",
	}
	seed := uint64(time.Now().UnixNano()) //nolint:gosec // any will do
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	typed, sessions := 0, 0
	for want := long("QUIRE_TEST_KEYS", 150); typed < want; sessions++ {
		s := browse(t, 40+r.IntN(100), 10+r.IntN(40), "--tour")
		await(t, s, "notes", 0)
		for ; typed < want && !s.Ended(); typed++ {
			s.Type(keys[r.IntN(len(keys))])
			if typed%10 == 0 {
				s.Calm(3 * time.Millisecond)
			}
			if typed%50 == 0 {
				_ = s.Resize(1+r.IntN(150), 1+r.IntN(60))
			}
		}
		_ = s.Resize(100, 30)
		s.Type("j\x03") // the letter is taken by an escape that came last, if one did
		if code := s.End(patience); code != 0 {
			t.Errorf("session %d: exit %d: %q", sessions, code, s.Stream()[max(0, len(s.Stream())-1000):])
		}
		for _, wrong := range s.Sane() {
			t.Errorf("session %d: %s", sessions, wrong)
		}
		for kind := range vtcheck.Kinds(s.Stream()) {
			if strings.HasPrefix(kind, "U+") && kind != "U+0007" {
				t.Errorf("session %d: the control %s is written", sessions, kind)
			}
		}
	}
	t.Logf("%d keys in %d sessions", typed, sessions)
}

// worst are notes that take their time.
func worst(t *testing.T) string {
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

// escape is the key as terminals send it that do not leave it to be guessed from the time that passes until the next.
const escape = "\x1b[27u"

// TestAnswers holds that one can leave whatever is being opened.
func TestAnswers(t *testing.T) {
	dir := worst(t)
	bar := time.Duration(long("QUIRE_TEST_ANSWER", 5000)) * time.Millisecond
	slowest := time.Duration(0)
	waits := []time.Duration{20 * time.Millisecond}
	if os.Getenv("QUIRE_TEST_ANSWER") != "" {
		waits = append(waits, 0, 150*time.Millisecond)
	}
	for _, wait := range waits {
		s := browse(t, 100, 30, dir)
		await(t, s, "9 notes", 0)
		for range 9 {
			s.Type("\r")
			time.Sleep(wait)
			s.Type(escape)
			s.Calm(20 * time.Millisecond)
			from, began := len(s.Stream()), time.Now()
			s.Type("?") // the help lies over whatever is there
			await(t, s, "every", from)
			if took := time.Since(began); took > slowest {
				slowest = took
			}
			s.Calm(50 * time.Millisecond)
			from = len(s.Stream())
			s.Type(escape)
			await(t, s, "\x1b", from) // the help is gone, else it would not be drawn again
			s.Type("j")
			s.Calm(50 * time.Millisecond)
		}
		s.Type("\x03")
		if code := s.End(patience); code != 0 {
			t.Errorf("exit %d", code)
		}
	}
	if t.Logf("the slowest answer took %v", slowest); slowest > bar {
		t.Errorf("an answer took %v", slowest)
	}
}
