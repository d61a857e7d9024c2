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
	"quire/internal/userfile"
)

// snapshotPath returns the path of the snapshot of a library.
func snapshotPath(tb testing.TB, cache Cache, l *library.Library) string {
	tb.Helper()
	path, _, _ := cache.snapshotFile(l)
	return path
}

// Whatever lies in place of the snapshot, the library loads as without it, and the next save replaces it.
func TestLoad_IgnoresBadSnapshots(t *testing.T) {
	t.Parallel()
	l := openLibrary(t, makeLibrary(t))
	cache := Cache{Dir: filepath.Join(t.TempDir(), "cache")}
	want := loadCatalog(t, l, Options{})
	saveSnapshot(t, want, cache)
	path := snapshotPath(t, cache, l)
	good, err := os.ReadFile(path)
	mustSucceed(t, err)
	info, err := os.Stat(path)
	mustSucceed(t, err)
	if folder, _ := os.Stat(cache.Dir); info.Mode().Perm() != 0o600 || folder.Mode().Perm() != 0o700 {
		t.Errorf("modes %v in %v", info.Mode(), folder.Mode())
	}
	outside := filepath.Join(t.TempDir(), "outside")
	mustSucceed(t, os.WriteFile(outside, good, 0o600))
	r := rand.New(rand.NewPCG(8, 9))
	faults := map[string]func(){
		"empty":     func() { mustSucceed(t, os.WriteFile(path, nil, 0o600)) },
		"zeros":     func() { mustSucceed(t, os.WriteFile(path, make([]byte, len(good)), 0o600)) },
		"cut":       func() { mustSucceed(t, os.WriteFile(path, good[:r.IntN(len(good))], 0o600)) },
		"longer":    func() { mustSucceed(t, os.WriteFile(path, append(good[:len(good):len(good)], 'x'), 0o600)) },
		"folder":    func() { mustSucceed(t, os.MkdirAll(path+"/in", 0o700)) },
		"link":      func() { mustSucceed(t, os.Symlink(outside, path)) },
		"dead link": func() { mustSucceed(t, os.Symlink(outside+"/no", path)) },
		"pipe":      func() { mustSucceed(t, unix.Mkfifo(path, 0o600)) },
	}
	for name, fault := range faults {
		mustSucceed(t, os.RemoveAll(path))
		fault()
		got := loadCatalog(t, l, Options{Cache: cache})
		checkSameAnswers(t, name, got, want)
		if got.changedCount != len(want.contents.Notes) {
			t.Errorf("%s: the file was used; only %d notes were read", name, got.changedCount)
		}
		if _, err := LoadPreview(context.Background(), l, Options{Cache: cache}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := got.SaveSnapshot(context.Background(), cache); err != nil {
			if name != "folder" {
				t.Errorf("%s: %v", name, err)
			}
			checkNoTempFiles(t, cache)
			continue
		}
		if got := loadCatalog(t, l, Options{Cache: cache}); got.changedCount != 0 {
			t.Errorf("%s: the file was not replaced; %d notes were read", name, got.changedCount)
		}
	}
	if now, err := os.ReadFile(outside); err != nil || !bytes.Equal(now, good) {
		t.Error("the snapshot was written through a symbolic link")
	}
	mustSucceed(t, os.RemoveAll(path))
	for range 60 {
		bad := bytes.Clone(good)
		if i := r.IntN(len(bad)); r.IntN(2) == 0 {
			bad[i] ^= 1 << r.IntN(8)
		} else {
			bad = bad[:i]
		}
		mustSucceed(t, os.WriteFile(path, bad, 0o600))
		if got := loadCatalog(t, l, Options{Cache: cache}); got.changedCount != len(want.contents.Notes) {
			t.Fatal("a damaged snapshot was used")
		}
	}
}

// When the snapshot file changes while a catalog reads from it, no search fails, and the next catalog is correct.
func TestLoad_SnapshotChangedWhileOpen(t *testing.T) {
	t.Parallel()
	l := openLibrary(t, makeLibrary(t))
	cache := Cache{Dir: t.TempDir()}
	want := loadCatalog(t, l, Options{})
	path := snapshotPath(t, cache, l)
	faults := map[string]func([]byte){
		"replaced": func(good []byte) {
			mustSucceed(t, os.WriteFile(path+".new", bytes.Repeat([]byte{7}, len(good)), 0o600))
			mustSucceed(t, os.Rename(path+".new", path))
		},
		"removed":   func([]byte) { mustSucceed(t, os.Remove(path)) },
		"cut":       func(good []byte) { mustSucceed(t, os.Truncate(path, int64(len(good)/3))) },
		"emptied":   func([]byte) { mustSucceed(t, os.Truncate(path, 0)) },
		"scribbled": func(good []byte) { mustSucceed(t, os.WriteFile(path, bytes.Repeat([]byte{0xff}, len(good)), 0o600)) },
	}
	for name, fault := range faults {
		for _, fromSave := range []bool{false, true} {
			c := loadCatalog(t, l, Options{})
			saveSnapshot(t, c, cache)
			if !fromSave {
				if c = loadCatalog(t, l, Options{Cache: cache}); c.changedCount != 0 {
					t.Fatal("the snapshot was not used")
				}
			}
			good, err := os.ReadFile(path)
			mustSucceed(t, err)
			fault(good)
			if name == "replaced" || name == "removed" {
				checkSameAnswers(t, name, c, want)
			} else {
				for _, q := range testQueries {
					searchHits(t, c, q)
				}
				if !c.index.Segments().HasReadError() {
					t.Errorf("%s: the damage was not noticed", name)
				}
			}
			checkSameAnswers(t, name+" and read again", loadCatalog(t, l, Options{Cache: cache, Previous: c}), want)
		}
	}
}

// A library loads without a cache if the cache folder cannot be used.
func TestCache_UnusableFolder(t *testing.T) {
	t.Parallel()
	l := openLibrary(t, makeLibrary(t))
	want := loadCatalog(t, l, Options{})
	base := t.TempDir()
	elsewhere := filepath.Join(base, "elsewhere")
	mustSucceed(t, os.Mkdir(elsewhere, 0o700))
	writeFile(t, base+"/file", "")
	mustSucceed(t, os.Symlink(elsewhere, base+"/link"))
	dirs := []string{"", "/proc/quire", base + "/file", base + "/file/below", base + "/link"}
	if os.Geteuid() != 0 { // root may write everywhere
		mustSucceed(t, os.Mkdir(base+"/readonly", 0o500))
		dirs = append(dirs, base+"/readonly", base+"/readonly/below", "/root/quire")
	}
	for _, dir := range dirs {
		cache := Cache{Dir: dir}
		checkSameAnswers(t, dir, loadCatalog(t, l, Options{Cache: cache}), want)
		if err := want.SaveSnapshot(context.Background(), cache); err == nil {
			t.Errorf("%s: a snapshot was saved", dir)
		}
	}
	if all, _ := os.ReadDir(elsewhere); len(all) > 0 {
		t.Errorf("written through a symbolic link: %v", all)
	}
	writable := filepath.Join(base, "open")
	mustSucceed(t, os.Mkdir(writable, 0o777))
	saveSnapshot(t, want, Cache{Dir: writable})
	if info, _ := os.Stat(writable); info.Mode().Perm() != 0o700 {
		t.Errorf("others may write to the folder: %v", info.Mode())
	}
}

// Environment variables with which a test starts its own binary, to save snapshots until it is killed.
const (
	saverLibrary = "QUIRE_TEST_SAVER_LIBRARY"
	saverCache   = "QUIRE_TEST_SAVER_CACHE"
	saverLimit   = "QUIRE_TEST_SAVER_LIMIT" // largest size of a file in bytes; save once, and expect it to fail
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(saverLibrary); dir != "" {
		os.Exit(runSaver(dir))
	}
	os.Exit(m.Run())
}

// runSaver loads the library in dir, saves snapshots until it is killed, and returns the exit status.
func runSaver(dir string) int {
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
		if c.SaveSnapshot(context.Background(), cache) == nil {
			return 6
		}
		return 0
	}
	os.Stdout.WriteString("x")
	for {
		if c.SaveSnapshot(context.Background(), cache) != nil {
			return 7
		}
	}
}

// saverCommand returns a command that runs runSaver in a process of its own.
func saverCommand(tb testing.TB, dir string, cache Cache, more ...string) *exec.Cmd {
	tb.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), append(more, saverLibrary+"="+dir, saverCache+"="+cache.Dir)...)
	return cmd
}

// When a process is killed while it saves, the cache still holds a good snapshot, and the next save removes temporary
// files. The test kills 20 processes, or as many as QUIRE_TEST_KILLS says:
//
//	QUIRE_TEST_KILLS=500 go test ./internal/catalog -run SurvivesKill -v -timeout 30m
func TestSave_SurvivesKill(t *testing.T) {
	t.Parallel()
	kills := 20
	if testing.Short() {
		kills = 3
	}
	if n, err := strconv.Atoi(os.Getenv("QUIRE_TEST_KILLS")); err == nil {
		kills = n
	}
	dir := makeLibrary(t)
	l := openLibrary(t, dir)
	want := loadCatalog(t, l, Options{})
	cache := Cache{Dir: t.TempDir()}
	saveSnapshot(t, want, cache)
	r := rand.New(rand.NewPCG(3, 4))
	left := 0
	for i := range kills {
		cmd := saverCommand(t, dir, cache)
		out, err := cmd.StdoutPipe()
		mustSucceed(t, err)
		mustSucceed(t, cmd.Start())
		_, _ = out.Read(make([]byte, 1))                           // wait until it starts to write
		time.Sleep(time.Duration(r.IntN(4000)) * time.Microsecond) // a kill comes at any time
		mustSucceed(t, cmd.Process.Kill())
		_ = cmd.Wait()
		behind, _ := filepath.Glob(cache.Dir + "/*" + userfile.TempSuffix)
		got := loadCatalog(t, l, Options{Cache: cache})
		if got.changedCount != 0 {
			t.Fatalf("kill %d: the snapshot was not used, %d notes were read", i, got.changedCount)
		}
		checkSameAnswers(t, "killed", got, want)
		if len(behind) > 0 {
			left++
			saveSnapshot(t, got, cache)
			checkNoTempFiles(t, cache)
		}
	}
	t.Logf("%d of %d processes were killed while they wrote a file", left, kills)
}

// When the disk is full, the previous snapshot stays.
func TestSave_FullDiskKeepsOldSnapshot(t *testing.T) {
	t.Parallel()
	dir := makeLibrary(t)
	l := openLibrary(t, dir)
	want := loadCatalog(t, l, Options{})
	cache := Cache{Dir: t.TempDir()}
	for _, before := range []bool{false, true} {
		if before {
			saveSnapshot(t, want, cache)
		}
		if out, err := saverCommand(t, dir, cache, saverLimit+"=8192").CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		checkNoTempFiles(t, cache)
		got := loadCatalog(t, l, Options{Cache: cache})
		checkSameAnswers(t, "full disk", got, want)
		if before != (got.changedCount == 0) {
			t.Errorf("previous snapshot: %v; %d notes were read", before, got.changedCount)
		}
	}
}
