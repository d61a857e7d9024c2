//go:build unix

package catalog

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"quire/internal/library"
	"quire/internal/private"
)

// snapshotOf is where the snapshot of a library lies.
func snapshotOf(tb testing.TB, cache Cache, l *library.Library) string {
	tb.Helper()
	path, _, _ := cache.place(l)
	return path
}

// Whatever lies where the snapshot should be: the library opens as without it, and the next snapshot is a good one.
func TestFaults(t *testing.T) {
	t.Parallel()
	l := opened(t, settled(t))
	cache := Cache{Dir: filepath.Join(t.TempDir(), "cache")}
	want := loaded(t, l, Options{})
	saved(t, want, cache)
	path := snapshotOf(t, cache, l)
	good, err := os.ReadFile(path)
	check(t, err)
	info, err := os.Stat(path)
	check(t, err)
	if folder, _ := os.Stat(cache.Dir); info.Mode().Perm() != 0o600 || folder.Mode().Perm() != 0o700 {
		t.Errorf("modes %v in %v", info.Mode(), folder.Mode())
	}
	outside := filepath.Join(t.TempDir(), "outside")
	check(t, os.WriteFile(outside, good, 0o600))
	r := rand.New(rand.NewPCG(8, 9))
	faults := map[string]func(){
		"empty":     func() { check(t, os.WriteFile(path, nil, 0o600)) },
		"zeros":     func() { check(t, os.WriteFile(path, make([]byte, len(good)), 0o600)) },
		"cut":       func() { check(t, os.WriteFile(path, good[:r.IntN(len(good))], 0o600)) },
		"longer":    func() { check(t, os.WriteFile(path, append(good[:len(good):len(good)], 'x'), 0o600)) },
		"folder":    func() { check(t, os.MkdirAll(path+"/in", 0o700)) },
		"link":      func() { check(t, os.Symlink(outside, path)) },
		"dead link": func() { check(t, os.Symlink(outside+"/no", path)) },
		"pipe":      func() { check(t, unix.Mkfifo(path, 0o600)) },
	}
	for name, fault := range faults {
		check(t, os.RemoveAll(path))
		fault()
		got := loaded(t, l, Options{Cache: cache})
		sameAnswers(t, name, got, want)
		if got.Changed != len(want.Notes) {
			t.Errorf("%s: used; only %d notes were read", name, got.Changed)
		}
		if _, err := Glance(context.Background(), l, Options{Cache: cache}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := got.Save(context.Background(), cache); err != nil {
			if name != "folder" {
				t.Errorf("%s: %v", name, err)
			}
			leftovers(t, cache)
			continue
		}
		if got := loaded(t, l, Options{Cache: cache}); got.Changed != 0 {
			t.Errorf("%s: not replaced; %d notes were read", name, got.Changed)
		}
	}
	if now, err := os.ReadFile(outside); err != nil || !bytes.Equal(now, good) {
		t.Error("something was written through a link")
	}
	check(t, os.RemoveAll(path))
	for range 60 {
		bad := bytes.Clone(good)
		if at := r.IntN(len(bad)); r.IntN(2) == 0 {
			bad[at] ^= 1 << r.IntN(8)
		} else {
			bad = bad[:at]
		}
		check(t, os.WriteFile(path, bad, 0o600))
		if got := loaded(t, l, Options{Cache: cache}); got.Changed != len(want.Notes) {
			t.Fatal("a damaged snapshot was used")
		}
	}
}

// What is done to the file of a snapshot while a catalog reads in it: nothing fails, and the next catalog is right.
func TestFaultsWhileOpen(t *testing.T) {
	t.Parallel()
	l := opened(t, settled(t))
	cache := Cache{Dir: t.TempDir()}
	want := loaded(t, l, Options{})
	path := snapshotOf(t, cache, l)
	faults := map[string]func([]byte){
		"replaced": func(good []byte) {
			check(t, os.WriteFile(path+".new", bytes.Repeat([]byte{7}, len(good)), 0o600))
			check(t, os.Rename(path+".new", path))
		},
		"removed":   func([]byte) { check(t, os.Remove(path)) },
		"cut":       func(good []byte) { check(t, os.Truncate(path, int64(len(good)/3))) },
		"emptied":   func([]byte) { check(t, os.Truncate(path, 0)) },
		"scribbled": func(good []byte) { check(t, os.WriteFile(path, bytes.Repeat([]byte{0xff}, len(good)), 0o600)) },
	}
	for name, fault := range faults {
		for _, saver := range []bool{false, true} {
			c := loaded(t, l, Options{})
			saved(t, c, cache)
			if !saver {
				if c = loaded(t, l, Options{Cache: cache}); c.Changed != 0 {
					t.Fatal("not used")
				}
			}
			good, err := os.ReadFile(path)
			check(t, err)
			fault(good)
			if name == "replaced" || name == "removed" {
				sameAnswers(t, name, c, want)
			} else {
				for _, q := range questions {
					hits(t, c, q)
				}
				if !c.Index.Words().Damaged() {
					t.Errorf("%s: not noticed", name)
				}
			}
			sameAnswers(t, name+" and read again", loaded(t, l, Options{Cache: cache, Since: c}), want)
		}
	}
}

// A cache folder that cannot be one is done without.
func TestNoFolder(t *testing.T) {
	t.Parallel()
	l := opened(t, settled(t))
	want := loaded(t, l, Options{})
	base := t.TempDir()
	elsewhere := filepath.Join(base, "elsewhere")
	check(t, os.Mkdir(elsewhere, 0o700))
	write(t, base+"/file", "")
	check(t, os.Symlink(elsewhere, base+"/link"))
	dirs := []string{"", "/proc/quire", base + "/file", base + "/file/below", base + "/link"}
	if os.Geteuid() != 0 { // root may write everywhere
		check(t, os.Mkdir(base+"/readonly", 0o500))
		dirs = append(dirs, base+"/readonly", base+"/readonly/below", "/root/quire")
	}
	for _, dir := range dirs {
		cache := Cache{Dir: dir}
		sameAnswers(t, dir, loaded(t, l, Options{Cache: cache}), want)
		if err := want.Save(context.Background(), cache); err == nil {
			t.Errorf("%s: kept", dir)
		}
	}
	if all, _ := os.ReadDir(elsewhere); len(all) > 0 {
		t.Errorf("written through a link: %v", all)
	}
	open := filepath.Join(base, "open")
	check(t, os.Mkdir(open, 0o777))
	saved(t, want, Cache{Dir: open})
	if info, _ := os.Stat(open); info.Mode().Perm() != 0o700 {
		t.Errorf("others may write to the folder: %v", info.Mode())
	}
}

// The variables by which a test starts itself once more, to keep snapshots until it is killed.
const (
	saverLibrary = "QUIRE_TEST_SAVER_LIBRARY"
	saverCache   = "QUIRE_TEST_SAVER_CACHE"
	saverLimit   = "QUIRE_TEST_SAVER_LIMIT" // bytes of a file
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(saverLibrary); dir != "" {
		os.Exit(saver(dir))
	}
	os.Exit(m.Run())
}

func saver(dir string) int {
	l, err := library.Open(dir)
	if err != nil {
		return 3
	}
	c, err := Load(context.Background(), l, Options{})
	if err != nil {
		return 4
	}
	cache := Cache{Dir: os.Getenv(saverCache)}
	if n, err := strconv.ParseUint(os.Getenv(saverLimit), 10, 64); err == nil {
		if unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: n, Max: n}) != nil {
			return 5
		}
		if c.Save(context.Background(), cache) == nil {
			return 6
		}
		return 0
	}
	os.Stdout.WriteString("x")
	for {
		if c.Save(context.Background(), cache) != nil {
			return 7
		}
	}
}

func startSaver(tb testing.TB, dir string, cache Cache, more ...string) *exec.Cmd {
	tb.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), append(more, saverLibrary+"="+dir, saverCache+"="+cache.Dir)...)
	return cmd
}

// Killed while it writes, 20 times or as often as QUIRE_TEST_KILLS says: what is there is a good snapshot, with every answer that
// there is without one, and what is left behind goes with the next one.
//
//	QUIRE_TEST_KILLS=500 go test ./internal/catalog -run Killed -v -timeout 30m
func TestKilled(t *testing.T) {
	t.Parallel()
	kills := 20
	if testing.Short() {
		kills = 3
	}
	if n, err := strconv.Atoi(os.Getenv("QUIRE_TEST_KILLS")); err == nil {
		kills = n
	}
	dir := settled(t)
	l := opened(t, dir)
	want := loaded(t, l, Options{})
	cache := Cache{Dir: t.TempDir()}
	saved(t, want, cache)
	r := rand.New(rand.NewPCG(3, 4))
	left := 0
	for i := range kills {
		cmd := startSaver(t, dir, cache)
		out, err := cmd.StdoutPipe()
		check(t, err)
		check(t, cmd.Start())
		_, _ = out.Read(make([]byte, 1)) // it begins to write
		time.Sleep(time.Duration(r.IntN(4000)) * time.Microsecond)
		check(t, cmd.Process.Kill())
		_ = cmd.Wait()
		behind, _ := filepath.Glob(cache.Dir + "/*" + private.Leftover)
		got := loaded(t, l, Options{Cache: cache})
		if got.Changed != 0 {
			t.Fatalf("kill %d: the snapshot is of no use, %d notes were read", i, got.Changed)
		}
		sameAnswers(t, "killed", got, want)
		if len(behind) > 0 {
			left++
			saved(t, got, cache)
			leftovers(t, cache)
		}
	}
	t.Logf("%d of %d were killed while a file was being written", left, kills)
}

// On a full disk the snapshot before stays.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	dir := settled(t)
	l := opened(t, dir)
	want := loaded(t, l, Options{})
	cache := Cache{Dir: t.TempDir()}
	for _, before := range []bool{false, true} {
		if before {
			saved(t, want, cache)
		}
		if out, err := startSaver(t, dir, cache, saverLimit+"=8192").CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		leftovers(t, cache)
		got := loaded(t, l, Options{Cache: cache})
		sameAnswers(t, "full disk", got, want)
		if before != (got.Changed == 0) {
			t.Errorf("a snapshot before: %v; %d notes were read", before, got.Changed)
		}
	}
}
