package tui

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
)

// decodeInput returns what Bubble Tea's decoder finds in the input: ctrl+c and answers to DA1.
func decodeInput(t *testing.T, input string) scanResult {
	t.Helper()
	events := make(chan uv.Event)
	go func() {
		defer close(events)
		if err := uv.NewTerminalReader(strings.NewReader(input), "xterm-256color").StreamEvents(context.Background(), events); err != nil {
			t.Error(err)
		}
	}()
	var found scanResult
	for e := range events {
		switch e := e.(type) {
		case uv.KeyPressEvent:
			found.interrupt = found.interrupt || e.String() == "ctrl+c"
		case uv.PrimaryDeviceAttributesEvent:
			found.answers++
		}
	}
	return found
}

// TestInputScanner_AgreesWithDecoder checks that the scanner finds ctrl+c and answers exactly where Bubble Tea does,
// however the input is split into pieces.
func TestInputScanner_AgreesWithDecoder(t *testing.T) {
	parts := []string{
		"j", "q", "é", "日", "\r", "\t", "\x04", "\x1b\x03", "\x1b[A", "\x1bOB", "\x1b[5~", "\x1b[<0;4;4M", "\x1b[<64;4;4M", "\x1b[97;5u", "\x1b[99u", "\x1b[99;1u", "\x1b[99;3u", "\x1b[99;7u",
		"\x1b[99;6u", "\x1b[99;5:3u", "\x1b[27;5;97~", "\x1b[27;6;99~", "\x1b[199;5u", "\x1b[200~jj\x03\x1b[99;5uj\x1b[201~", "\x1b[200~\x1b[201~", "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
		"\x1b]11;rgb:ff/ff/ff\x07", "\x1b[?2026;2$y", "\x1b[?0u", "\x1bP>|term 1.2c\x1b\\", "\x1b[?62;22c", "\x1b[?1;2c", "\x1b[>1;10;0c", "\x1b[I",
	}
	interrupts := []string{"\x03", "\x1b[99;5u", "\x1b[99;5:1u", "\x1b[99;5:2u", "\x1b[99;133u", "\x1b[99;69u", "\x1b[27;5;99~"}
	for _, part := range append(append([]string(nil), parts...), interrupts...) {
		var s inputScanner
		if got, want := s.scan([]byte(part), time.Now()), decodeInput(t, part); got != want {
			t.Errorf("%q: %+v, the decoder says %+v", part, got, want)
		}
	}
	r := newSeededRand(t)
	seen := map[scanResult]bool{}
	for range scaleForShort(2000) {
		var input strings.Builder
		for range r.IntN(8) {
			if r.IntN(12) == 0 {
				input.WriteString(interrupts[r.IntN(len(interrupts))])
			} else {
				input.WriteString(parts[r.IntN(len(parts))])
			}
		}
		want := decodeInput(t, input.String())
		got := scanInPieces(r, input.String())
		if seen[want] = true; got != want {
			t.Fatalf("%q: %+v, the decoder says %+v", input.String(), got, want)
		}
	}
	if len(seen) < 4 {
		t.Errorf("only %d kinds of input were tried", len(seen))
	}
}

func scanInPieces(r *rand.Rand, input string) scanResult {
	var s inputScanner
	var found scanResult
	now := time.Now()
	for input != "" {
		n := 1 + r.IntN(len(input))
		f := s.scan([]byte(input[:n]), now)
		found.interrupt = found.interrupt || f.interrupt
		found.answers += f.answers
		input, now = input[n:], now.Add(time.Millisecond)
	}
	return found
}

// TestInputScanner_EscapeThenInterrupt checks that esc followed by ctrl+c counts as two keys, and alt+ctrl+c as a
// different key.
func TestInputScanner_EscapeThenInterrupt(t *testing.T) {
	for pause, want := range map[time.Duration]bool{time.Millisecond: false, escapeTimeout: true, time.Second: true} {
		var s inputScanner
		now := time.Now()
		s.scan([]byte("j\x1b"), now)
		if got := s.scan([]byte{keyETX}, now.Add(pause)); got.interrupt != want {
			t.Errorf("after %v: %v, want %v", pause, got.interrupt, want)
		}
	}
}

// TestInputScanner_InterruptAfterLetters checks that text that looks like the start of a sequence does not hide a ctrl+c.
func TestInputScanner_InterruptAfterLetters(t *testing.T) {
	for _, before := range []string{"\x1b[", "\x1b[99;", "\x1bO", "\x1b]11;", "\x1bP", "\x1b_G", "\x1b[" + strings.Repeat("1;", 1<<10)} {
		var s inputScanner
		if !s.scan([]byte(before+"\x03"), time.Now()).interrupt {
			t.Errorf("ctrl+c after %.20q is not seen", before)
		}
		if cap(s.params) > 4*maxParams {
			t.Errorf("%.20q: %d bytes are buffered", before, cap(s.params))
		}
	}
}
