//go:build linux

package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"quire/internal/vtcheck"
)

// Tests with large libraries. They need Linux, an otherwise idle machine and an environment variable:
//
//	QUIRE_TEST_LARGE=1 go test ./cmd/quire -run LargeNotes -v
//	QUIRE_TEST_NOTES=10000 go test ./cmd/quire -run ManyNotes -v
//	QUIRE_TEST_LIBRARY=DIR go test ./cmd/quire -run AnswersKeysWhileLoading -v    (a folder of 100,000 notes)
//	QUIRE_TEST_LIBRARY=DIR go test ./cmd/quire -run LargeLibrary_ListsSoon -v     (the same)
const (
	firstScreen  = time.Second            // for a note of 100 MB
	mostResident = 512 << 20              // in bytes, for that note
	coldList     = 2 * time.Second        // for 10,000 notes, without a snapshot
	warmScreen   = 300 * time.Millisecond // for 10,000 notes, with a snapshot
	coldLarge    = 15 * time.Second       // for 100,000 notes, without a snapshot
	keyToFrame   = 50 * time.Millisecond  // for 99 of 100 keys, while notes are loaded
)

// peakMemory returns the peak resident memory of a process in bytes, or 0 if the process has ended.
func peakMemory(pid int) int64 {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	for line := range strings.Lines(string(status)) {
		if f := strings.Fields(line); len(f) == 3 && f[0] == "VmHWM:" {
			n, _ := strconv.ParseInt(f[1], 10, 64)
			return n << 10
		}
	}
	return 0
}

// envWithHome returns an environment with its own home folder, isolated from runs with another.
func envWithHome(home string) []string {
	return append(os.Environ(), "TERM=xterm-256color", "HOME="+home, "XDG_CONFIG_HOME=", "XDG_STATE_HOME=", "XDG_CACHE_HOME=", "QUIRE_PAGER=")
}

// measureFirstScreen starts quire on a terminal and waits for a text and then for the output to settle. It returns the time to
// that text, the peak memory in bytes and the running session.
func measureFirstScreen(t *testing.T, env []string, text string, args ...string) (time.Duration, int64, *vtcheck.Session) {
	t.Helper()
	c := exec.Command("quire", args...)
	c.Env = env
	began := time.Now()
	s, err := vtcheck.StartSession(c, 120, 36)
	if err != nil {
		t.Skipf("no terminal: %v", err)
	}
	t.Cleanup(func() { _ = c.Process.Kill() })
	waitForText(t, s, text, 0)
	took := time.Since(began)
	s.WaitQuiet(2 * time.Second)
	return took, peakMemory(c.Process.Pid), s
}

// writeManyNotes writes n notes with links and tags, a thousand to a folder, and returns the folder of the library.
func writeManyNotes(t *testing.T, n int) string {
	t.Helper()
	dir, r := t.TempDir(), rand.New(rand.NewPCG(1, 2))
	for i := range n {
		folder := filepath.Join(dir, fmt.Sprintf("part%d", i/1000))
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		fmt.Fprintf(&b, "---\ntitle: Note number %d\ndate: 2024-%02d-%02d\ntags: [tag%d, tag%d]\n---\n", i, 1+i%12, 1+i%28, i%50, r.IntN(300))
		for size := 1000 + r.IntN(4000); b.Len() < size; {
			fmt.Fprintf(&b, "## Part %d\n\nWords, as *many* as word%d, and see [[n%d]] and [another](../part%d/n%d.md).\n\n", b.Len(), r.IntN(5000), r.IntN(n), i/1000, i)
		}
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("n%d.md", i)), b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// startPiped starts quire with its standard output in a pipe, and returns when it started.
func startPiped(ctx context.Context, t *testing.T, home string, args ...string) (c *exec.Cmd, out io.Reader, began time.Time) {
	t.Helper()
	c = exec.CommandContext(ctx, "quire", args...)
	c.Env, c.Stderr = envWithHome(home), os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	began = time.Now()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return c, out, began
}

// measureList lists a library of n notes. It returns the time until the last note is printed, and until the program ends, which
// includes saving a snapshot.
func measureList(t *testing.T, home, dir string, n int) (all, end time.Duration) {
	t.Helper()
	c, out, began := startPiped(t.Context(), t, home, "list", "-L", dir)
	lines, buf := 0, make([]byte, 64<<10)
	var err error
	for err == nil {
		var got int
		got, err = out.Read(buf)
		if lines += bytes.Count(buf[:got], []byte("\n")); lines == n && all == 0 {
			all = time.Since(began)
		}
	}
	if err := c.Wait(); err != nil || lines != n {
		t.Fatalf("listed %d of %d notes: %v", lines, n, err)
	}
	return all, time.Since(began)
}

// A library without a snapshot is listed soon, and with a snapshot the first screen comes at once.
func TestManyNotes_ListAndReopenSoon(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("QUIRE_TEST_NOTES"))
	if n == 0 {
		t.Skip("set QUIRE_TEST_NOTES to test with thousands of notes")
	}
	dir, home := writeManyNotes(t, n), t.TempDir()
	var cold, over []time.Duration
	for range 5 {
		home = t.TempDir()
		all, end := measureList(t, home, dir, n)
		cold, over = append(cold, all), append(over, end)
	}
	if files, _ := filepath.Glob(filepath.Join(home, ".cache", "quire", "*.snapshot")); len(files) != 1 {
		_, _, s := measureFirstScreen(t, envWithHome(home), "Note number", dir) // saves a snapshot, in case the list did not
		s.SendKeys("q")
		s.WaitExit(sessionTimeout)
	}
	var warm []time.Duration
	for range 9 {
		took, _, s := measureFirstScreen(t, envWithHome(home), "Note number", dir)
		warm = append(warm, took)
		s.SendKeys("q")
		s.WaitExit(sessionTimeout)
	}
	slices.Sort(cold)
	slices.Sort(warm)
	t.Logf("%d notes: listed without a snapshot in %v, the program over in %v", n, cold, over)
	t.Logf("the first screen with a snapshot after %v", warm)
	if cold[len(cold)/2] > coldList {
		t.Errorf("listed in %v", cold)
	}
	if warm[len(warm)/2] > warmScreen {
		t.Errorf("the first screen after %v", warm)
	}
}

// A very large library without a snapshot is listed soon.
func TestLargeLibrary_ListsSoon(t *testing.T) {
	dir := os.Getenv("QUIRE_TEST_LIBRARY")
	if dir == "" {
		t.Skip("set QUIRE_TEST_LIBRARY to a folder of very many notes")
	}
	names, err := exec.Command("quire", "list", "-L", dir, "-l").Output()
	if err != nil {
		t.Fatal(err)
	}
	n := bytes.Count(names, []byte("\n"))
	all, end := measureList(t, t.TempDir(), dir, n)
	t.Logf("%d notes: listed without a snapshot in %v, the program over in %v", n, all, end)
	if all > coldLarge {
		t.Errorf("listed in %v", all)
	}
}

// While a large library is loaded for the first time, each key is answered with a frame soon. The test types what shows up
// nowhere else: the key for help, and letters that no note contains.
func TestLargeLibrary_AnswersKeysWhileLoading(t *testing.T) {
	dir := os.Getenv("QUIRE_TEST_LIBRARY")
	if dir == "" {
		t.Skip("set QUIRE_TEST_LIBRARY to a folder of very many notes")
	}
	home := t.TempDir()
	c := exec.Command("quire", dir)
	c.Env = envWithHome(home)
	s, err := vtcheck.StartSession(c, 120, 36)
	if err != nil {
		t.Skipf("no terminal: %v", err)
	}
	t.Cleanup(func() { _ = c.Process.Kill() })
	began := time.Now()
	waitForText(t, s, "so far", 0)
	t.Logf("the shelf grows after %v", time.Since(began))
	hasAllNotes := func(screen string) bool { // their texts are still loaded
		return strings.Contains(screen, "loading ") && !strings.Contains(screen, "so far")
	}
	if err := s.WaitForScreen(len(s.Output()), sessionTimeout, hasAllNotes); err != nil {
		t.Fatal(err)
	}
	if all := time.Since(began); all > coldLarge {
		t.Errorf("all are on the shelf after %v", all)
	} else {
		t.Logf("all are on the shelf after %v", all)
	}
	took := map[string][]time.Duration{}
	press := func(keys, shows string) {
		from, pressed := len(s.Output()), time.Now()
		s.SendKeys(keys)
		waitForText(t, s, shows, from)
		wait := time.Since(pressed)
		if took[keys] = append(took[keys], wait); wait > keyToFrame {
			t.Logf("%q had to wait %v, %v after the start", keys, wait, pressed.Sub(began))
		}
		time.Sleep(time.Duration(20+rand.IntN(60)) * time.Millisecond) //nolint:gosec // a person types at no fixed pace
	}
	letters := strings.Split("ЖЩЮЯЫЭ", "")
	loading := func() bool { // until a snapshot is saved
		kept, _ := filepath.Glob(filepath.Join(home, ".cache", "quire", "*.snapshot"))
		return len(kept) == 0 && time.Since(began) < 3*time.Minute
	}
	for loading() {
		press("?", "all keys")
		from := len(s.Output())
		s.SendKeys(escapeKey)
		if err := s.WaitForScreen(from, sessionTimeout, func(screen string) bool { return !strings.Contains(screen, "all keys") }); err != nil {
			t.Fatal(err)
		}
		s.SendKeys("/")
		s.WaitQuiet(50 * time.Millisecond)
		for _, l := range letters {
			press(l, l)
		}
		s.SendKeys("\x15" + escapeKey)
		s.WaitQuiet(50 * time.Millisecond)
	}
	t.Logf("loaded after %v", time.Since(began))
	var all []time.Duration
	for keys, times := range took {
		slices.Sort(times)
		t.Logf("%q: %d times, half within %v, most %v", keys, len(times), times[len(times)/2], times[len(times)-1])
		all = append(all, times...)
	}
	slices.Sort(all)
	p99 := all[len(all)*99/100]
	t.Logf("%d keys: half within %v, 99 of 100 within %v, all within %v; at most %d MB", len(all), all[len(all)/2], p99, all[len(all)-1], peakMemory(c.Process.Pid)>>20)
	if p99 > keyToFrame {
		t.Errorf("1 key of 100 had to wait longer than %v", p99)
	}
	s.SendKeys("\x03")
	if code := s.WaitExit(sessionTimeout); code != 0 {
		t.Errorf("exit %d", code)
	}
}
