//go:build linux || darwin

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"quire/internal/testclock"
	"quire/internal/testcorpus"
	"quire/internal/vtcheck"
)

// sessionTimeout bounds how long a test waits for something on a terminal.
const sessionTimeout = testclock.Patience

// startReader starts the program, as it is shipped, on a terminal of its own.
func startReader(t *testing.T, columns, rows int, args ...string) *vtcheck.Session {
	t.Helper()
	c := exec.Command("quire", args...) // testscript puts this program in PATH by that name
	home := t.TempDir()
	c.Env = append(os.Environ(), "TERM=xterm-256color", "HOME="+home, "XDG_CONFIG_HOME=", "XDG_STATE_HOME=", "XDG_CACHE_HOME=", "EDITOR="+editorCommand, "VISUAL=")
	s, err := vtcheck.StartSession(c, columns, rows)
	if err != nil {
		t.Skipf("no terminal: %v", err)
	}
	t.Cleanup(func() { _ = c.Process.Kill() })
	return s
}

// waitForText waits until the screen of a session shows a text where it did not when the session had written from bytes.
func waitForText(t *testing.T, s *vtcheck.Session, text string, from int) {
	t.Helper()
	if err := s.WaitForText(text, from, sessionTimeout); err != nil {
		t.Fatal(err)
	}
}

// waitForOutput waits until a session has written bytes in one piece after the first from bytes of its output: a sequence, or
// a line of a program that does not draw a screen.
func waitForOutput(t *testing.T, s *vtcheck.Session, bytes string, from int) {
	t.Helper()
	if err := s.WaitForOutput(bytes, from, sessionTimeout); err != nil {
		t.Fatal(err)
	}
}

func TestSignals_RestoreTerminal(t *testing.T) {
	for sig, code := range map[syscall.Signal]int{syscall.SIGTERM: 143, syscall.SIGHUP: 129, syscall.SIGINT: 130} {
		s := startReader(t, 100, 30, "--tour")
		waitForText(t, s, "notes", 0)
		if err := s.Cmd.Process.Signal(sig); err != nil {
			t.Fatal(err)
		}
		if got := s.WaitExit(sessionTimeout); got != code {
			t.Errorf("%v: exit %d, want %d", sig, got, code)
		}
		for _, wrong := range s.CheckRestored() {
			t.Errorf("%v: %s", sig, wrong)
		}
	}
}

func TestQuitKeys_RestoreTerminal(t *testing.T) {
	for _, keys := range []string{"q", "\x03"} {
		s := startReader(t, 100, 30, "--tour")
		waitForText(t, s, "notes", 0)
		s.SendKeys("\r")
		s.WaitQuiet(50 * time.Millisecond)
		if s.SendKeys(keys); keys == "q" {
			s.WaitQuiet(50 * time.Millisecond)
			s.SendKeys(keys)
		}
		if got := s.WaitExit(sessionTimeout); got != 0 {
			t.Errorf("%q: exit %d", keys, got)
		}
		for _, wrong := range s.CheckRestored() {
			t.Errorf("%q: %s", keys, wrong)
		}
	}
}

// The reader ends when its terminal is closed, rather than going on in a busy loop.
func TestHangup_EndsReader(t *testing.T) {
	s := startReader(t, 100, 30, "--tour")
	waitForText(t, s, "notes", 0)
	if err := s.CloseTerminal(); err != nil {
		t.Fatal(err)
	}
	if got := s.WaitExit(sessionTimeout); got <= 0 {
		t.Errorf("exit %d", got)
	}
}

// editorCommand is an editor that ends at an interrupt. Without the trap, some shells lose an interrupt between two commands.
const editorCommand = `sh -c "trap 'exit 1' INT; echo [edited]; while :; do sleep 0.1; done"`

// An interrupt from the terminal while the editor runs ends only the editor.
func TestInterrupt_IsLeftToEditor(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte("# A\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := startReader(t, 80, 24, dir)
	waitForText(t, s, "1 note", 0)
	from := len(s.Output())
	s.SendKeys("e")
	waitForOutput(t, s, "[edited]", from) // the shell has started
	from = len(s.Output())
	s.SendKeys("\x03")
	waitForText(t, s, "1 note", from)
	s.SendKeys("q")
	if got := s.WaitExit(sessionTimeout); got != 0 {
		t.Errorf("exit %d", got)
	}
}

// copyWithoutControls copies notes and removes controls, and entities that stand for them, from their texts and names.
func copyWithoutControls(t *testing.T, from, to string) {
	t.Helper()
	entity := regexp.MustCompile(`(?i)&(#x?[0-9a-f]+|[a-z]+);`)
	clean := func(s string) string {
		return entity.ReplaceAllString(strings.Map(func(r rune) rune {
			if r == '\n' || r == '\t' || unicode.IsPrint(r) && r != utf8.RuneError {
				return r
			}
			return -1
		}, s), "")
	}
	err := filepath.WalkDir(from, func(path string, e os.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() || filepath.Ext(path) != ".md" {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return nil
		}
		below, _ := filepath.Rel(from, path)
		file := filepath.Join(to, clean(below))
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			return err
		}
		return os.WriteFile(file, []byte(clean(string(b))), 0o600)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A session on hostile notes sends only kinds of sequences to the terminal that a session on the same notes without controls
// sends too.
func TestHostileNotes_SendNoNewSequencesToTerminal(t *testing.T) {
	skipIfShort(t)
	testcorpus.Each(t, hostileCorpora, func(t *testing.T, name string) { compareSequences(t, testcorpus.Path(t, name)) })
}

// ownTitle matches the sequence that sets the title of the window.
var ownTitle = regexp.MustCompile("\x1b\\]2;[^\a\x1b]*\a")

// compareSequences compares the kinds of sequences that sessions on hostile notes and on harmless copies of them send.
func compareSequences(t *testing.T, hostileNotes string) {
	t.Helper()
	session := func(dir string) string {
		s := startReader(t, 110, 40, dir)
		waitForText(t, s, "notes", 0)
		s.WaitQuiet(60 * time.Millisecond)
		for range 8 {
			for _, keys := range []string{"\r", "\t", "i", escapeKey, "J", "G", "o", escapeKey, "t", escapeKey, "J", "J"} {
				s.SendKeys(keys)
				s.WaitQuiet(5 * time.Millisecond)
			}
			s.WaitQuiet(40 * time.Millisecond)
		}
		s.SendKeys("qqq")
		s.WaitExit(sessionTimeout)
		return s.Output()
	}
	harmless := t.TempDir()
	for _, name := range []string{"a.md", "b.md", "c.md"} {
		text := "---\ntitle: T\ntags: [x]\ndate: 2024-01-02\n---\nbefore **bold** *it* `code` [l](https://a.b/c) [m](mailto:a@b.c) after\n\n- a\n\n> q\n\n| a | b |\n|---|---|\n| c | d |\n\n```go\nx := 1\n```\n\n~~gone~~\n"
		if err := os.WriteFile(filepath.Join(harmless, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	copyWithoutControls(t, hostileNotes, filepath.Join(harmless, "same"))
	known, stream := vtcheck.SequenceKinds(session(harmless)), session(hostileNotes)
	for kind := range vtcheck.SequenceKinds(stream) {
		// Sequences that move, erase, shift and scroll depend on the text and on timing, so they are allowed.
		if !known[kind] && !strings.Contains("[@ [A [B [C [D [G [H [J [K [L [M [P [S [T [X [b [d [r", kind) {
			t.Errorf("a hostile note sends %q to the terminal", kind)
		}
	}
	stream = ownTitle.ReplaceAllString(stream, "") // its own end is no part of a note
	for _, part := range []string{"PWN\a", "\x1b]52", "\x1b]9;", "\x1b]1337"} {
		if strings.Contains(stream, part) {
			at := strings.Index(stream, part)
			t.Errorf("%q is in the stream, after %q", part, stream[max(at-60, 0):at])
		}
	}
	if file := os.Getenv("QUIRE_STREAM"); file != "" { // to inspect it with other tools
		if err := os.WriteFile(file, []byte(stream), 0o600); err != nil {
			t.Error(err)
		}
	}
}
