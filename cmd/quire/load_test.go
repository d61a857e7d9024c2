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

// The runs with much to read, which need Linux, a machine that has nothing else to do, and a word:
//
//	QUIRE_TEST_LARGE=1 go test ./cmd/quire -run LargeNotes -v
//	QUIRE_TEST_NOTES=10000 go test ./cmd/quire -run ManyNotes -v
//	QUIRE_TEST_LIBRARY=DIR go test ./cmd/quire -run KeysWhileALibraryIsRead -v    (a folder of 100,000 notes)
//	QUIRE_TEST_LIBRARY=DIR go test ./cmd/quire -run ALargeLibraryIsListed -v      (the same)
const (
	firstScreen  = time.Second            // of a note of 100 MB
	mostResident = 512 << 20              // bytes, for it
	coldList     = 2 * time.Second        // all of 10,000 notes, none known
	warmScreen   = 300 * time.Millisecond // of 10,000 notes that are known
	coldLarge    = 15 * time.Second       // all of 100,000 notes, none known
	keyToFrame   = 50 * time.Millisecond  // in 99 of 100 cases, while notes are read
)

// peak is the most memory, in bytes, that a process has had for itself so far; 0 when it is over.
func peak(pid int) int64 {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	for line := range strings.Lines(string(status)) {
		if f := strings.Fields(line); len(f) == 3 && f[0] == "VmHWM:" {
			n, _ := strconv.ParseInt(f[1], 10, 64)
			return n << 10
		}
	}
	return 0
}

// homeOf is an environment in which a program knows nothing of runs that had another.
func homeOf(home string) []string {
	return append(os.Environ(), "TERM=xterm-256color", "HOME="+home, "XDG_CONFIG_HOME=", "XDG_STATE_HOME=", "XDG_CACHE_HOME=", "QUIRE_PAGER=")
}

// shown runs quire on a terminal until a text comes, and then until it rests. It is the time to that text, and the most memory.
func shown(t *testing.T, env []string, text string, args ...string) (time.Duration, int64, *vtcheck.Session) {
	t.Helper()
	c := exec.Command("quire", args...)
	c.Env = env
	began := time.Now()
	s, err := vtcheck.Start(c, 120, 36)
	if err != nil {
		t.Skipf("no terminal: %v", err)
	}
	t.Cleanup(func() { _ = c.Process.Kill() })
	await(t, s, text, 0)
	took := time.Since(began)
	s.Calm(2 * time.Second)
	return took, peak(c.Process.Pid), s
}

// manyNotes writes so many notes, a thousand to a folder, with links and tags.
func manyNotes(t *testing.T, n int) string {
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

// piped starts quire with its output in a pipe.
func piped(ctx context.Context, t *testing.T, home string, args ...string) (c *exec.Cmd, out io.Reader, began time.Time) {
	t.Helper()
	c = exec.CommandContext(ctx, "quire", args...)
	c.Env, c.Stderr = homeOf(home), os.Stderr
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

// listed lists a library of n notes: the time until the last of them is printed, and until the program is over, which keeps a
// snapshot meanwhile.
func listed(t *testing.T, home, dir string, n int) (all, end time.Duration) {
	t.Helper()
	c, out, began := piped(t.Context(), t, home, "list", "-L", dir)
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
		t.Fatalf("%d of %d notes are listed: %v", lines, n, err)
	}
	return all, time.Since(began)
}

// TestManyNotes holds that a library is listed soon that nothing is known of, and shown at once that was read before.
func TestManyNotes(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("QUIRE_TEST_NOTES"))
	if n == 0 {
		t.Skip("not without QUIRE_TEST_NOTES: thousands of notes")
	}
	dir, home := manyNotes(t, n), t.TempDir()
	var cold, over []time.Duration
	for range 5 {
		home = t.TempDir()
		all, end := listed(t, home, dir, n)
		cold, over = append(cold, all), append(over, end)
	}
	if files, _ := filepath.Glob(filepath.Join(home, ".cache", "quire", "*.snapshot")); len(files) != 1 {
		_, _, s := shown(t, homeOf(home), "Note number", dir) // which keeps one, where the list did not
		s.Type("q")
		s.End(patience)
	}
	var warm []time.Duration
	for range 9 {
		took, _, s := shown(t, homeOf(home), "Note number", dir)
		warm = append(warm, took)
		s.Type("q")
		s.End(patience)
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

// TestALargeLibraryIsListed holds that a library of which nothing is known is listed soon.
func TestALargeLibraryIsListed(t *testing.T) {
	dir := os.Getenv("QUIRE_TEST_LIBRARY")
	if dir == "" {
		t.Skip("not without QUIRE_TEST_LIBRARY: a folder of very many notes")
	}
	names, err := exec.Command("quire", "list", "-L", dir, "-l").Output()
	if err != nil {
		t.Fatal(err)
	}
	n := bytes.Count(names, []byte("\n"))
	all, end := listed(t, t.TempDir(), dir, n)
	t.Logf("%d notes: listed without a snapshot in %v, the program over in %v", n, all, end)
	if all > coldLarge {
		t.Errorf("listed in %v", all)
	}
}

// TestKeysWhileALibraryIsRead holds that keys have their frame soon while a large library is read for the first time. It types
// what is seen nowhere else: the help, and letters that no note has.
func TestKeysWhileALibraryIsRead(t *testing.T) {
	dir := os.Getenv("QUIRE_TEST_LIBRARY")
	if dir == "" {
		t.Skip("not without QUIRE_TEST_LIBRARY: a folder of very many notes")
	}
	home := t.TempDir()
	c := exec.Command("quire", dir)
	c.Env = homeOf(home)
	s, err := vtcheck.Start(c, 120, 36)
	if err != nil {
		t.Skipf("no terminal: %v", err)
	}
	t.Cleanup(func() { _ = c.Process.Kill() })
	began := time.Now()
	await(t, s, "so far", 0)
	t.Logf("the shelf grows after %v", time.Since(began))
	await(t, s, "notes read", 0) // in the texts of those that are listed
	if all := time.Since(began); all > coldLarge {
		t.Errorf("all are on the shelf after %v", all)
	} else {
		t.Logf("all are on the shelf after %v", all)
	}
	took := map[string][]time.Duration{}
	press := func(keys, shows string) {
		from, at := len(s.Stream()), time.Now()
		s.Type(keys)
		await(t, s, shows, from)
		wait := time.Since(at)
		if took[keys] = append(took[keys], wait); wait > keyToFrame {
			t.Logf("%q had to wait %v, %v after the start", keys, wait, at.Sub(began))
		}
		time.Sleep(time.Duration(20+rand.IntN(60)) * time.Millisecond) //nolint:gosec // any will do
	}
	letters := strings.Split("ЖЩЮЯЫЭ", "")
	reading := func() bool { // until a snapshot is kept of what was read
		kept, _ := filepath.Glob(filepath.Join(home, ".cache", "quire", "*.snapshot"))
		return len(kept) == 0 && time.Since(began) < 3*time.Minute
	}
	for reading() {
		press("?", "every")
		s.Type(escape)
		time.Sleep(50 * time.Millisecond)
		s.Type("/")
		time.Sleep(50 * time.Millisecond)
		for _, l := range letters {
			press(l, l)
		}
		s.Type("\x15" + escape)
		time.Sleep(50 * time.Millisecond)
	}
	t.Logf("read after %v", time.Since(began))
	var all []time.Duration
	for keys, times := range took {
		slices.Sort(times)
		t.Logf("%q: %d times, half within %v, most %v", keys, len(times), times[len(times)/2], times[len(times)-1])
		all = append(all, times...)
	}
	slices.Sort(all)
	p99 := all[len(all)*99/100]
	t.Logf("%d keys: half within %v, 99 of 100 within %v, all within %v; at most %d MB", len(all), all[len(all)/2], p99, all[len(all)-1], peak(c.Process.Pid)>>20)
	if p99 > keyToFrame {
		t.Errorf("1 key of 100 had to wait longer than %v", p99)
	}
	s.Type("\x03")
	if code := s.End(patience); code != 0 {
		t.Errorf("exit %d", code)
	}
}
