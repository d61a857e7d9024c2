package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"quire/internal/tui"
)

func TestCrashNote(t *testing.T) {
	dir := t.TempDir()
	env := func(name string) string {
		return map[string]string{"XDG_STATE_HOME": dir, "TERM": "xterm\x1b[2J"}[name]
	}
	var stderr bytes.Buffer
	err := crashed(env, &tui.Fault{Doing: "drawing the screen", Cause: "index out of range \x1b]52;c;x\a", Stack: []byte("goroutine 1\n\tmain.go:1\n")})
	if code := report(context.Background(), &stderr, err); code != exitError {
		t.Errorf("exit code %d", code)
	}
	notes, _ := filepath.Glob(filepath.Join(dir, "quire", "crash-*.txt"))
	if len(notes) != 1 {
		t.Fatalf("%d crash notes", len(notes))
	}
	if said := stderr.String(); strings.Count(said, "\n") != 1 || !strings.Contains(said, notes[0]) || !strings.Contains(said, "index out of range") || strings.Contains(said, "\x1b") {
		t.Errorf("standard error: %q", said)
	}
	text, err := os.ReadFile(notes[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"quire " + version(), "drawing the screen", "index out of range", "goroutine 1", "report"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the crash note does not say %q:\n%s", want, text)
		}
	}
	if bytes.ContainsAny(text, "\x1b\a") {
		t.Error("a control is in the crash note")
	}
	if info, _ := os.Stat(notes[0]); info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v", info.Mode())
	}
}

func TestCrashNotesAreBounded(t *testing.T) {
	dir := t.TempDir()
	env := func(name string) string { return map[string]string{"XDG_STATE_HOME": dir}[name] }
	for range 3 * mostCrashNotes {
		writeCrash(env, &tui.Fault{})
	}
	if notes, _ := filepath.Glob(filepath.Join(dir, "quire", "*")); len(notes) > mostCrashNotes {
		t.Errorf("%d crash notes", len(notes))
	}
}

// Without a state folder the fault is told all the same.
func TestNoCrashNote(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, home := range []string{"", file, "/dev/null"} {
		env := func(name string) string { return map[string]string{"XDG_STATE_HOME": home}[name] }
		var stderr bytes.Buffer
		if code := report(context.Background(), &stderr, broken(env, "oh", nil)); code != exitError || !strings.Contains(stderr.String(), "oh") {
			t.Errorf("%q: %d, %q", home, code, stderr.String())
		}
	}
}

func TestSignalsHaveTheCodesOfAShell(t *testing.T) {
	for s, want := range map[syscall.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143, syscall.SIGHUP: 129} {
		if code := report(context.Background(), os.Stderr, &tui.Signalled{Signal: s}); code != want {
			t.Errorf("%v: %d, want %d", s, code, want)
		}
	}
}
