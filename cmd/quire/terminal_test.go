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

	"quire/internal/vtcheck"
)

const patience = 15 * time.Second

// browse starts the reader, as it is shipped, on a terminal.
func browse(t *testing.T, columns, rows int, args ...string) *vtcheck.Session {
	t.Helper()
	c := exec.Command("quire", args...) // testscript has put this program on the path by that name
	home := t.TempDir()
	c.Env = append(os.Environ(), "TERM=xterm-256color", "HOME="+home, "XDG_CONFIG_HOME=", "XDG_STATE_HOME=", "XDG_CACHE_HOME=", "EDITOR="+editor, "VISUAL=")
	s, err := vtcheck.Start(c, columns, rows)
	if err != nil {
		t.Skipf("no terminal: %v", err)
	}
	t.Cleanup(func() { _ = c.Process.Kill() })
	return s
}

func await(t *testing.T, s *vtcheck.Session, text string, from int) {
	t.Helper()
	if err := s.WaitFor(text, from, patience); err != nil {
		t.Fatal(err)
	}
}

func TestSignalsLeaveASaneTerminal(t *testing.T) {
	for sig, code := range map[syscall.Signal]int{syscall.SIGTERM: 143, syscall.SIGHUP: 129, syscall.SIGINT: 130} {
		s := browse(t, 100, 30, "--tour")
		await(t, s, "notes", 0)
		if err := s.Cmd.Process.Signal(sig); err != nil {
			t.Fatal(err)
		}
		if got := s.End(patience); got != code {
			t.Errorf("%v: exit %d, want %d", sig, got, code)
		}
		for _, wrong := range s.Sane() {
			t.Errorf("%v: %s", sig, wrong)
		}
	}
}

func TestKeysThatQuitLeaveASaneTerminal(t *testing.T) {
	for _, keys := range []string{"q", "\x03"} {
		s := browse(t, 100, 30, "--tour")
		await(t, s, "notes", 0)
		s.Type("\r")
		s.Calm(50 * time.Millisecond)
		if s.Type(keys); keys == "q" {
			s.Calm(50 * time.Millisecond)
			s.Type(keys)
		}
		if got := s.End(patience); got != 0 {
			t.Errorf("%q: exit %d", keys, got)
		}
		for _, wrong := range s.Sane() {
			t.Errorf("%q: %s", keys, wrong)
		}
	}
}

// A terminal that goes away takes the reader along; nothing is left that spins.
func TestTheTerminalGoesAway(t *testing.T) {
	s := browse(t, 100, 30, "--tour")
	await(t, s, "notes", 0)
	if err := s.Hangup(); err != nil {
		t.Fatal(err)
	}
	if got := s.End(patience); got <= 0 {
		t.Errorf("exit %d", got)
	}
}

// editor ends at an interrupt, whenever it comes: without the trap one between
// two of its commands is lost on some shells.
const editor = `sh -c "trap 'exit 1' INT; echo [edited]; while :; do sleep 0.1; done"`

// An interrupt that the terminal sends while the editor has it is the editor's.
func TestAnInterruptIsTheEditors(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte("# A\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := browse(t, 80, 24, dir)
	await(t, s, "1 note", 0)
	from := len(s.Stream())
	s.Type("e")
	await(t, s, "[edited]", from) // by a shell that has started
	from = len(s.Stream())
	s.Type("\x03")
	await(t, s, "1 note", from)
	s.Type("q")
	if got := s.End(patience); got != 0 {
		t.Errorf("exit %d", got)
	}
}

// withoutControls copies notes without all that a terminal would obey, in their texts and names, and what stands for it.
func withoutControls(t *testing.T, from, to string) {
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

// The stream of a session on hostile notes holds no kind of sequence that one on the same notes without their controls does not.
func TestHostileNotesOnATerminal(t *testing.T) {
	unlessShort(t)
	needHostile(t)
	session := func(dir string) string {
		s := browse(t, 110, 40, dir)
		await(t, s, "notes", 0)
		s.Calm(60 * time.Millisecond)
		for range 8 {
			for _, keys := range []string{"\r", "\t", "i", "\x1b", "J", "G", "o", "\x1b", "t", "\x1b", "J", "J"} {
				s.Type(keys)
				time.Sleep(4 * time.Millisecond)
			}
			s.Calm(40 * time.Millisecond)
		}
		s.Type("qqq")
		s.End(patience)
		return s.Stream()
	}
	harmless := t.TempDir()
	for _, name := range []string{"a.md", "b.md", "c.md"} {
		text := "---\ntitle: T\ntags: [x]\ndate: 2024-01-02\n---\nbefore **bold** *it* `code` [l](https://a.b/c) [m](mailto:a@b.c) after\n\n- a\n\n> q\n\n| a | b |\n|---|---|\n| c | d |\n\n```go\nx := 1\n```\n\n~~gone~~\n"
		if err := os.WriteFile(filepath.Join(harmless, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	withoutControls(t, hostile, filepath.Join(harmless, "same"))
	known, stream := vtcheck.Kinds(session(harmless)), session(hostile)
	for kind := range vtcheck.Kinds(stream) {
		// How the renderer moves, erases, shifts and scrolls cells depends on the text and on when it comes; it may.
		if !known[kind] && !strings.Contains("[@ [A [B [C [D [G [H [J [K [L [M [P [S [T [X [b [d [r", kind) {
			t.Errorf("a hostile note brings %q to the terminal", kind)
		}
	}
	for _, part := range []string{"PWN\a", "\x1b]52", "\x1b]9;", "\x1b]1337"} {
		if strings.Contains(stream, part) {
			t.Errorf("%q is in the stream", part)
		}
	}
	if file := os.Getenv("QUIRE_STREAM"); file != "" { // to be judged by other means
		if err := os.WriteFile(file, []byte(stream), 0o600); err != nil {
			t.Error(err)
		}
	}
}
