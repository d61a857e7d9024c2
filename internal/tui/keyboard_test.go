//go:build linux || darwin

package tui

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
)

// rawTerminal returns a new terminal in raw mode: what the user types is written to master.
func rawTerminal(t *testing.T) (master, slave *os.File) {
	t.Helper()
	master, slave, err := pty.Open()
	if err != nil {
		t.Skipf("no terminal: %v", err)
	}
	t.Cleanup(func() { master.Close(); slave.Close() })
	if _, err := term.MakeRaw(slave.Fd()); err != nil {
		t.Fatal(err)
	}
	return master, slave
}

// waitUntil polls until the condition holds, and fails the test after a while.
func waitUntil(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(testTimeout); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not after %v", what, testTimeout)
		}
	}
}

func (k *keyboard) bufferedBytes() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return len(k.buffer)
}

// TestKeyboard_FullBufferLosesNothing types much more than the buffer holds while nothing is taken. The keyboard stops
// reading at its bound, and everything arrives in order afterwards.
func TestKeyboard_FullBufferLosesNothing(t *testing.T) {
	master, slave := rawTerminal(t)
	k := newKeyboard(slave, func() {})
	defer k.pause()
	typed := make([]byte, 5*maxReadAhead)
	for i := range typed {
		typed[i] = byte('a' + rand.IntN(26)) //nolint:gosec // any letters will do
	}
	go master.Write(typed) //nolint:errcheck // the test below notices missing bytes
	got := make([]byte, 1)
	if _, err := k.Read(got); err != nil {
		t.Fatal(err)
	}
	waitUntil(t, "a full buffer", func() bool { return k.bufferedBytes() == maxReadAhead })
	for part := make([]byte, 1000); len(got) < len(typed); {
		n, err := k.Read(part)
		if err != nil {
			t.Fatal(err)
		}
		if got = append(got, part[:n]...); k.bufferedBytes() > maxReadAhead {
			t.Fatalf("%d bytes are buffered", k.bufferedBytes())
		}
	}
	if !bytes.Equal(got, typed) {
		t.Error("the input arrived changed")
	}
}

// TestKeyboard_PauseLeavesKeysToOthers checks that input typed before a pause arrives after it, and that input typed
// during the pause goes to the program that reads the terminal then.
func TestKeyboard_PauseLeavesKeysToOthers(t *testing.T) {
	master, slave := rawTerminal(t)
	k := newKeyboard(slave, func() {})
	defer k.pause()
	master.WriteString("1")
	part := make([]byte, 8)
	if n, err := k.Read(part); err != nil || string(part[:n]) != "1" {
		t.Fatalf("%q, %v", part[:n], err)
	}
	for round := range 20 {
		master.WriteString("before")
		waitUntil(t, "what was typed", func() bool { return k.bufferedBytes() == len("before") })
		reading := make(chan error, 1)
		go func() { // like an input loop that was canceled
			k.pause()
			_, err := k.Read(make([]byte, 8))
			reading <- err
		}()
		if err := <-reading; !errors.Is(err, io.EOF) {
			t.Fatalf("round %d: reading during a pause: %v", round, err)
		}
		master.WriteString("during")
		if n, err := io.ReadFull(slave, part[:6]); err != nil || string(part[:n]) != "during" {
			t.Fatalf("round %d: the other program reads %q, %v", round, part[:n], err)
		}
		k.resume()
		master.WriteString("after")
		want, got := "beforeafter", []byte(nil)
		for len(got) < len(want) {
			n, err := k.Read(part)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, part[:n]...)
		}
		if string(got) != want {
			t.Fatalf("round %d: %q, want %q", round, got, want)
		}
	}
}

// TestKeyboard_PauseEndsAWaitingRead checks that a pause ends a blocked Read, since nothing else ends Bubble Tea's input
// loop.
func TestKeyboard_PauseEndsAWaitingRead(t *testing.T) {
	_, slave := rawTerminal(t)
	k := newKeyboard(slave, func() {})
	reading := make(chan error, 1)
	go func() {
		_, err := k.Read(make([]byte, 8))
		reading <- err
	}()
	waitUntil(t, "a read", func() bool { k.mu.Lock(); defer k.mu.Unlock(); return k.loop != nil })
	k.pause()
	select {
	case err := <-reading:
		if !errors.Is(err, io.EOF) {
			t.Error(err)
		}
	case <-time.After(testTimeout):
		t.Error("the read did not end")
	}
}

// TestKeyboard_HangupIsAnError checks that input typed before a hangup still arrives, followed by the error.
func TestKeyboard_HangupIsAnError(t *testing.T) {
	master, slave := rawTerminal(t)
	k := newKeyboard(slave, func() {})
	master.WriteString("x")
	part := make([]byte, 8)
	if n, err := k.Read(part); err != nil || string(part[:n]) != "x" {
		t.Fatalf("%q, %v", part[:n], err)
	}
	master.Close()
	if n, err := k.Read(part); err == nil {
		t.Errorf("%q comes from a terminal that is gone", part[:n])
	}
}
