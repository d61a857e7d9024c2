package library

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"quire/internal/testclock"

	"github.com/fsnotify/fsnotify"
)

// watchChanges watches dir with start and returns a function that waits for the next report of a change.
func watchChanges(t *testing.T, start func(*Library, context.Context, func()) error, dir string) func(what string) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	reports := make(chan struct{}, 100)
	if err := start(openLibrary(t, dir), ctx, func() { reports <- struct{}{} }); err != nil {
		t.Fatal(err)
	}
	return func(what string) {
		t.Helper()
		select {
		case <-reports:
		case <-time.After(testclock.Patience):
			t.Fatalf("%s: not reported", what)
		}
	}
}

// failOnSlow returns a function that fails the test, for tests in which the system can watch the library.
func failOnSlow(t *testing.T) func() {
	return func() { t.Error("watching fell back to polling") }
}

func TestWatch_ReportsEveryKindOfChange(t *testing.T) {
	for name, start := range map[string]func(*Library, context.Context, func()) error{
		"watch": func(l *Library, ctx context.Context, changed func()) error {
			return l.Watch(ctx, changed, failOnSlow(t))
		},
		"poll": func(l *Library, ctx context.Context, changed func()) error {
			return l.startPolling(ctx, 50*time.Millisecond, changed)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			writeFiles(t, dir, map[string]string{"a.md": "one", "sub/b.md": "one", "ignored/": "", ".gitignore": "ignored/\n"})
			wait := watchChanges(t, start, dir)

			writeFiles(t, dir, map[string]string{"a.md": "other"})
			wait("a note is written")
			writeFiles(t, dir, map[string]string{"sub/c.md": "new"})
			wait("a note appears")
			if err := os.Rename(filepath.Join(dir, "sub", "c.md"), filepath.Join(dir, "sub", "d.md")); err != nil {
				t.Fatal(err)
			}
			wait("a note is renamed")
			writeFiles(t, dir, map[string]string{"new/deep/e.md": "new"})
			wait("a folder appears")
			writeFiles(t, dir, map[string]string{"new/deep/e.md": "other text"})
			wait("a note in a new folder is written")
			if err := os.Rename(filepath.Join(dir, "new"), filepath.Join(dir, "newer")); err != nil {
				t.Fatal(err)
			}
			wait("a folder is renamed")
			writeFiles(t, dir, map[string]string{"newer/deep/e.md": "third text"})
			wait("a note in a renamed folder is written")
			if err := os.RemoveAll(filepath.Join(dir, "newer")); err != nil {
				t.Fatal(err)
			}
			wait("a folder is removed")
			writeFiles(t, dir, map[string]string{".gitignore": "ignored/\nsub/\n"})
			wait("an ignore file is written")
		})
	}
}

// A burst of writes is reported once, or a few times on a slow machine.
func TestWatch_DebouncesBursts(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	reports := make(chan struct{}, 1000)
	if err := openLibrary(t, dir).Watch(ctx, func() { reports <- struct{}{} }, failOnSlow(t)); err != nil {
		t.Fatal(err)
	}
	const writes = 200
	began := time.Now()
	for i := range writes {
		writeFiles(t, dir, map[string]string{"a.md": strings.Repeat("x", i)})
	}
	<-reports
	most := 2 + int(time.Since(began)/debounceDelay) // on a slow machine there are pauses between the writes
	time.Sleep(4 * debounceDelay)                    // further reports would come in this time; a slow machine makes the test only more lenient
	if n := len(reports) + 1; n > most {
		t.Errorf("%d writes are reported %d times, want at most %d", writes, n, most)
	}
}

func TestWatcher_IsRelevant(t *testing.T) {
	v := watcher{library: &Library{Root: "/lib"}, watched: map[string]bool{"/lib": true, "/lib/sub": true}}
	for _, test := range []struct {
		path string
		op   fsnotify.Op
		want bool
	}{
		{"/lib/a.md", fsnotify.Write, true},
		{"/lib/a.md", fsnotify.Chmod, true},
		{"/lib/a.png", fsnotify.Write, false},
		{"/lib/a.png", fsnotify.Create, true},
		{"/lib/a.png", fsnotify.Remove, true},
		{"/lib/.a.md.swp", fsnotify.Create, false},
		{"/lib/.obsidian", fsnotify.Create, false},
		{"/lib/.gitignore", fsnotify.Write, true},
		{"/lib/_config.yml", fsnotify.Write, true},
		{"/lib/quire.toml", fsnotify.Write, true},
		{"/lib/sub", fsnotify.Remove, true},
		{"/lib", fsnotify.Rename, true},
		{"/lib", fsnotify.Chmod, false},
	} {
		if got := v.isRelevant(fsnotify.Event{Name: filepath.FromSlash(test.path), Op: test.op}); got != test.want {
			t.Errorf("%s %v: %v", test.op, test.path, got)
		}
	}
}

func TestWatch_EndsWithContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	dir := t.TempDir()
	reports := make(chan struct{}, 100)
	if err := openLibrary(t, dir).Watch(ctx, func() { reports <- struct{}{} }, failOnSlow(t)); err != nil {
		t.Fatal(err)
	}
	cancel()
	writeFiles(t, dir, map[string]string{"a.md": "x"})
	select {
	case <-reports:
		t.Error("reported after the end")
	case <-time.After(4 * debounceDelay):
	}
	if err := openLibrary(t, dir).Watch(ctx, func() {}, func() {}); err == nil {
		t.Error("Watch with a cancelled context returned no error")
	}
}
