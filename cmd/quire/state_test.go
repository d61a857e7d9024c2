//go:build linux || darwin

package main

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"quire/internal/state"
	"quire/internal/userfile"
	"quire/internal/vtcheck"
)

// stateFixture is a library that several readers open at the same time, and the home folder with their saved state.
type stateFixture struct {
	t         *testing.T
	dir, home string
}

func newStateFixture(t *testing.T) *stateFixture {
	t.Helper()
	r := &stateFixture{t, t.TempDir(), t.TempDir()}
	for _, name := range []string{"alpha", "beta", "gamma"} {
		text := "# " + name + "\n\n" + strings.Repeat("Words of "+name+".\n\n", 100)
		if err := os.WriteFile(filepath.Join(r.dir, name+".md"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

// openReader starts a reader and waits until it lists the notes.
func (r *stateFixture) openReader() *vtcheck.Session {
	r.t.Helper()
	c := exec.Command("quire", r.dir)
	c.Env = append(os.Environ(), "TERM=xterm-256color", "HOME="+r.home, "XDG_CONFIG_HOME=", "XDG_STATE_HOME=", "XDG_CACHE_HOME=")
	s, err := vtcheck.StartSession(c, 80, 24)
	if err != nil {
		r.t.Skipf("no terminal: %v", err)
	}
	r.t.Cleanup(func() { _ = c.Process.Kill() })
	waitForText(r.t, s, "gamma", 0)
	s.WaitQuiet(30 * time.Millisecond)
	return s
}

// readNote opens the n-th note of the list, scrolls down and sets a bookmark.
func (r *stateFixture) readNote(s *vtcheck.Session, n int) {
	r.t.Helper()
	for range n {
		s.SendKeys("j")
	}
	from := len(s.Output())
	s.SendKeys("\r")
	waitForText(r.t, s, "Words of", from)
	s.SendKeys("  m")
	waitForText(r.t, s, "bookmark set", from)
}

// openState opens the state as it is saved now.
func (r *stateFixture) openState() *state.Store {
	return state.Open(filepath.Join(r.home, ".local", "state", "quire"), r.dir)
}

// isSaved reports whether everything that readNote did in a note is saved.
func (r *stateFixture) isSaved(name string) bool {
	s := r.openState()
	_, hasPosition := s.Position(name + ".md")
	hasBookmark := false
	for _, b := range s.Bookmarks() {
		hasBookmark = hasBookmark || b.Path == name+".md"
	}
	return hasPosition && hasBookmark && s.WasOpened(name+".md")
}

// waitUntilSaved waits until a reader has saved by itself what was done in a note, and returns how long that took.
func (r *stateFixture) waitUntilSaved(name string) time.Duration {
	r.t.Helper()
	began := time.Now()
	for !r.isSaved(name) {
		if time.Since(began) > sessionTimeout {
			r.t.Fatalf("%s was not saved", name)
		}
		time.Sleep(20 * time.Millisecond) // between two looks at the file
	}
	return time.Since(began)
}

// checkStateFile checks that the state file is valid and was never set aside as invalid.
func (r *stateFixture) checkStateFile() {
	r.t.Helper()
	file := filepath.Join(r.home, ".local", "state", "quire", userfile.PathKey(r.dir).FileName()+".json")
	text, err := os.ReadFile(file)
	if err != nil || !json.Valid(text) {
		r.t.Errorf("%v: %.200q", err, text)
	}
	if _, err := os.Stat(file + ".odd"); err == nil {
		r.t.Error("a state file was taken for invalid")
	}
}

// Two readers of one library, closed in either order, keep each other's state.
func TestState_TwoReadersLoseNothing(t *testing.T) {
	for _, first := range []int{0, 1} {
		r := newStateFixture(t)
		both := []*vtcheck.Session{r.openReader(), r.openReader()}
		r.readNote(both[0], 0)
		r.readNote(both[1], 1)
		for _, i := range []int{first, 1 - first} {
			both[i].SendKeys("qq")
			if code := both[i].WaitExit(sessionTimeout); code != 0 {
				t.Errorf("exit %d", code)
			}
		}
		if !r.isSaved("alpha") || !r.isSaved("beta") || r.isSaved("gamma") {
			t.Errorf("reader %d was closed first: state was lost", first)
		}
		r.checkStateFile()
		s := r.openReader()
		waitForText(t, s, "c resume", 0)
		from := len(s.Output())
		s.SendKeys("\r")
		waitForText(t, s, "where you left off", from)
		s.SendKeys("qq")
		s.WaitExit(sessionTimeout)
	}
}

// Readers that are killed at any time lose no more than the last second.
func TestState_KilledReadersLoseOneSecond(t *testing.T) {
	skipIfShort(t)
	kills := 2
	if n, err := strconv.Atoi(os.Getenv("QUIRE_KILLS")); err == nil {
		kills = n // for a long run
	}
	for range kills {
		r := newStateFixture(t)
		a, b := r.openReader(), r.openReader()
		r.readNote(a, 0)
		r.readNote(b, 1)
		t.Logf("written by themselves after %v and %v", r.waitUntilSaved("alpha").Round(time.Millisecond), r.waitUntilSaved("beta").Round(time.Millisecond))
		for _, s := range []*vtcheck.Session{a, b} { // keep reading meanwhile
			go func() {
				for range 100 {
					s.SendKeys("jk")
					time.Sleep(5 * time.Millisecond) // keeps the reader busy until it is killed
				}
			}()
		}
		for _, s := range []*vtcheck.Session{a, b} {
			time.Sleep(time.Duration(rand.IntN(600)) * time.Millisecond) //nolint:gosec // a kill comes at any time
			_ = s.Cmd.Process.Kill()
			s.WaitExit(sessionTimeout)
		}
		if !r.isSaved("alpha") || !r.isSaved("beta") {
			t.Error("state was lost")
		}
		r.checkStateFile()
		c := r.openReader()
		r.readNote(c, 2)
		c.SendKeys("qq")
		c.WaitExit(sessionTimeout)
		if !r.isSaved("alpha") || !r.isSaved("beta") || !r.isSaved("gamma") {
			t.Error("state was lost afterwards")
		}
		r.checkStateFile()
	}
}

// With --no-state, nothing is written.
func TestState_NoStateWritesNothing(t *testing.T) {
	r := newStateFixture(t)
	c := exec.Command("quire", "--no-state", r.dir)
	c.Env = append(os.Environ(), "TERM=xterm-256color", "HOME="+r.home, "XDG_CONFIG_HOME=", "XDG_STATE_HOME=", "XDG_CACHE_HOME=")
	s, err := vtcheck.StartSession(c, 80, 24)
	if err != nil {
		t.Skipf("no terminal: %v", err)
	}
	waitForText(t, s, "gamma", 0)
	s.SendKeys("\r")
	s.WaitQuiet(30 * time.Millisecond)
	s.SendKeys("m")
	waitForText(t, s, "state is off", 0)
	s.SendKeys("qq")
	s.WaitExit(sessionTimeout)
	if _, err := os.Stat(filepath.Join(r.home, ".local", "state")); err == nil {
		t.Error("state was written")
	}
}
