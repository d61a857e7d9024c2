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

	"quire/internal/private"
	"quire/internal/state"
	"quire/internal/vtcheck"
)

// readers is a library that several readers read at once, and where it is remembered what they do.
type readers struct {
	t         *testing.T
	dir, home string
}

func newReaders(t *testing.T) *readers {
	t.Helper()
	r := &readers{t, t.TempDir(), t.TempDir()}
	for _, name := range []string{"alpha", "beta", "gamma"} {
		text := "# " + name + "\n\n" + strings.Repeat("Words of "+name+".\n\n", 100)
		if err := os.WriteFile(filepath.Join(r.dir, name+".md"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

// open starts a reader and waits for the shelf.
func (r *readers) open() *vtcheck.Session {
	r.t.Helper()
	c := exec.Command("quire", r.dir)
	c.Env = append(os.Environ(), "TERM=xterm-256color", "HOME="+r.home, "XDG_CONFIG_HOME=", "XDG_STATE_HOME=", "XDG_CACHE_HOME=")
	s, err := vtcheck.Start(c, 80, 24)
	if err != nil {
		r.t.Skipf("no terminal: %v", err)
	}
	r.t.Cleanup(func() { _ = c.Process.Kill() })
	await(r.t, s, "gamma", 0)
	s.Calm(30 * time.Millisecond)
	return s
}

// read opens the n-th note of the shelf, goes down in it and marks a line.
func (r *readers) read(s *vtcheck.Session, n int) {
	r.t.Helper()
	for range n {
		s.Type("j")
	}
	from := len(s.Stream())
	s.Type("\r")
	await(r.t, s, "Words of", from)
	s.Type("  m")
	await(r.t, s, "bookmark set", from)
}

// known is what is remembered now.
func (r *readers) known() *state.Store {
	return state.Open(filepath.Join(r.home, ".local", "state", "quire"), r.dir)
}

// has says whether all that was done in a note is remembered.
func (r *readers) has(name string) bool {
	s := r.known()
	_, place := s.Place(name + ".md")
	mark := false
	for _, b := range s.Bookmarks() {
		mark = mark || b.Path == name+".md"
	}
	return place && mark && s.Opened(name+".md")
}

// remembers waits until it is, for as long as a reader takes to write by itself.
func (r *readers) remembers(name string) time.Duration {
	r.t.Helper()
	began := time.Now()
	for !r.has(name) {
		if time.Since(began) > patience {
			r.t.Fatalf("%s is not remembered", name)
		}
		time.Sleep(20 * time.Millisecond)
	}
	return time.Since(began)
}

// sound holds that the file is whole, and that nothing else is left.
func (r *readers) sound() {
	r.t.Helper()
	file := filepath.Join(r.home, ".local", "state", "quire", private.PathKeyOf(r.dir).Name()+".json")
	text, err := os.ReadFile(file)
	if err != nil || !json.Valid(text) {
		r.t.Errorf("%v: %.200q", err, text)
	}
	if _, err := os.Stat(file + ".odd"); err == nil {
		r.t.Error("a file was taken for odd")
	}
}

// Two readers of one library, closed in either order, lose nothing to each other.
func TestTwoReaders(t *testing.T) {
	for _, first := range []int{0, 1} {
		r := newReaders(t)
		both := []*vtcheck.Session{r.open(), r.open()}
		r.read(both[0], 0)
		r.read(both[1], 1)
		for _, i := range []int{first, 1 - first} {
			both[i].Type("qq")
			if code := both[i].End(patience); code != 0 {
				t.Errorf("exit %d", code)
			}
		}
		if !r.has("alpha") || !r.has("beta") || r.has("gamma") {
			t.Errorf("the one who closed first was %d: something is lost", first)
		}
		r.sound()
		s := r.open()
		await(t, s, "continues", 0)
		from := len(s.Stream())
		s.Type("\r")
		await(t, s, "where you left off", from)
		s.Type("qq")
		s.End(patience)
	}
}

// Readers that are killed, at any time, lose what was done in the last second, and nothing else.
func TestReadersAreKilled(t *testing.T) {
	unlessShort(t)
	kills := 2
	if n, err := strconv.Atoi(os.Getenv("QUIRE_KILLS")); err == nil {
		kills = n // a long run
	}
	for range kills {
		r := newReaders(t)
		a, b := r.open(), r.open()
		r.read(a, 0)
		r.read(b, 1)
		t.Logf("written by themselves after %v and %v", r.remembers("alpha").Round(time.Millisecond), r.remembers("beta").Round(time.Millisecond))
		for _, s := range []*vtcheck.Session{a, b} { // while they read on
			go func() {
				for range 100 {
					s.Type("jk")
					time.Sleep(5 * time.Millisecond)
				}
			}()
		}
		for _, s := range []*vtcheck.Session{a, b} {
			time.Sleep(time.Duration(rand.IntN(600)) * time.Millisecond) //nolint:gosec // any will do
			_ = s.Cmd.Process.Kill()
			s.End(patience)
		}
		if !r.has("alpha") || !r.has("beta") {
			t.Error("something is lost")
		}
		r.sound()
		c := r.open()
		r.read(c, 2)
		c.Type("qq")
		c.End(patience)
		if !r.has("alpha") || !r.has("beta") || !r.has("gamma") {
			t.Error("something is lost afterwards")
		}
		r.sound()
	}
}

// With --no-state nothing is written at all.
func TestNothingIsRememberedWithoutState(t *testing.T) {
	r := newReaders(t)
	c := exec.Command("quire", "--no-state", r.dir)
	c.Env = append(os.Environ(), "TERM=xterm-256color", "HOME="+r.home, "XDG_CONFIG_HOME=", "XDG_STATE_HOME=", "XDG_CACHE_HOME=")
	s, err := vtcheck.Start(c, 80, 24)
	if err != nil {
		t.Skipf("no terminal: %v", err)
	}
	await(t, s, "gamma", 0)
	s.Type("\r")
	s.Calm(30 * time.Millisecond)
	s.Type("m")
	await(t, s, "state is off", 0)
	s.Type("qq")
	s.End(patience)
	if _, err := os.Stat(filepath.Join(r.home, ".local", "state")); err == nil {
		t.Error("something was written")
	}
}
