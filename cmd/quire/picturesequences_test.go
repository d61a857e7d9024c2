//go:build linux || darwin

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"quire/internal/vtcheck"
)

// checkPictureOutput checks the output of a program that has shown pictures: its sequences draw pictures and nothing else, and are as
// many as wanted or more.
func checkPictureOutput(t *testing.T, output, start string, want int) {
	t.Helper()
	rest, wrong := vtcheck.CutPictures(output)
	for _, w := range wrong {
		t.Error(w)
	}
	if n := strings.Count(output, start); n < want {
		t.Errorf("%d pictures", n)
	}
	for kind := range vtcheck.SequenceKinds(rest) {
		if strings.HasPrefix(kind, "P") || strings.HasPrefix(kind, "_") || strings.HasPrefix(kind, "]1337") {
			t.Errorf("the sequence %s", kind)
		}
	}
}

const (
	sixelStart = "\x1bP0;1q"
	itermStart = "\x1b]1337;File="
)

// The reader draws by sixel in a terminal that says it can, draws again what has moved, and leaves nothing behind.
func TestImages_ReaderUsesSixelWhenTerminalHasIt(t *testing.T) {
	dir := writeIllustratedNote(t)
	long := "# Shown\n\n![A slope](slope.png)\n\n" + strings.Repeat("Words below.\n\n", 40)
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte(long), 0o600); err != nil {
		t.Fatal(err)
	}
	s := startOnTerminal(t, []string{"TERM=xterm-256color"}, filepath.Join(dir, "a.md"))
	waitForText(t, s, "Words below", 0)
	waitForText(t, s, "▀", 0)
	s.SendKeys("\x1b[?64;1;2;4;22c") // the answer of a VT420 with sixel
	waitForOutput(t, s, sixelStart, 0)
	from := len(s.Output())
	s.SendKeys("j")
	waitForOutput(t, s, sixelStart, from)
	if moved := s.Output()[from:]; !strings.Contains(moved, "X") {
		t.Errorf("the picture is not erased where it was: %q", moved)
	}
	from = len(s.Output())
	s.SendKeys("k\t\r")
	waitForText(t, s, "PNG", from)
	s.SendKeys(escapeKey + "\x03")
	if code := s.WaitExit(sessionTimeout); code != 0 {
		t.Errorf("exit %d", code)
	}
	checkPictureOutput(t, s.Output(), sixelStart, 2)
	for _, wrong := range s.CheckRestored() {
		t.Error(wrong)
	}
}

// show draws each picture once, before the lines that it covers, and into a pipe only when told how.
func TestImages_ShowUsesProtocolsAtCursor(t *testing.T) {
	dir := writeIllustratedNote(t)
	for _, test := range []struct {
		env   []string
		how   string
		start string
	}{
		{[]string{"TERM=foot"}, "auto", sixelStart},
		{[]string{"TERM=xterm-256color", "TERM_PROGRAM=WezTerm"}, "auto", itermStart},
		{[]string{"TERM=xterm-256color"}, "sixel", sixelStart},
		{[]string{"TERM=tmux-256color", "TMUX=/tmp/x"}, "iterm", itermStart},
	} {
		s := startOnTerminal(t, append(test.env, "QUIRE_PAGER="), "show", "--style", "dark", "--images", test.how, filepath.Join(dir, "a.md"))
		if code := s.WaitExit(sessionTimeout); code != 0 {
			t.Errorf("exit %d: %s", code, s.Output())
		}
		output := s.Output()
		checkPictureOutput(t, output, test.start, 1)
		if n := strings.Count(output, test.start); n != 1 || strings.Contains(output, "▀") || strings.Contains(output, "\U0010eeee") {
			t.Errorf("%v: %d pictures", test.env, n)
		}
		if rest, _ := vtcheck.CutPictures(output); !strings.Contains(rest, "\x1b[6A\x1b7\x1b8") {
			t.Errorf("%v: the picture has no room of six rows: %q", test.env, rest)
		}
	}
	s := startOnTerminal(t, []string{"TERM=tmux-256color", "TMUX=/tmp/x", "TERM_PROGRAM=WezTerm", "QUIRE_PAGER="}, "show", "--style", "dark", filepath.Join(dir, "a.md"))
	s.WaitExit(sessionTimeout)
	if strings.Contains(s.Output(), itermStart) || !strings.Contains(s.Output(), "▀") {
		t.Error("a multiplexer gets a picture that it does not pass on")
	}
}
