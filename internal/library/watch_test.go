package library

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// changes watches dir; the function it returns waits for the next change.
func changes(t *testing.T, start func(*Library, context.Context, func()) error, dir string) func(what string) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	told := make(chan struct{}, 100)
	if err := start(open(t, dir), ctx, func() { told <- struct{}{} }); err != nil {
		t.Fatal(err)
	}
	return func(what string) {
		t.Helper()
		select {
		case <-told:
		case <-time.After(20 * time.Second):
			t.Fatalf("%s: not told", what)
		}
	}
}

// notSlow is for where the system can watch.
func notSlow(t *testing.T) func() {
	return func() { t.Error("the system was said to have no more watches") }
}

func TestWatch(t *testing.T) {
	for name, start := range map[string]func(*Library, context.Context, func()) error{
		"watch": func(l *Library, ctx context.Context, changed func()) error { return l.Watch(ctx, changed, notSlow(t)) },
		"poll": func(l *Library, ctx context.Context, changed func()) error {
			return l.startPolling(ctx, 50*time.Millisecond, changed)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			write(t, dir, map[string]string{"a.md": "one", "sub/b.md": "one", "ignored/": "", ".gitignore": "ignored/\n"})
			wait := changes(t, start, dir)

			write(t, dir, map[string]string{"a.md": "other"})
			wait("a note is written")
			write(t, dir, map[string]string{"sub/c.md": "new"})
			wait("a note appears")
			if err := os.Rename(filepath.Join(dir, "sub", "c.md"), filepath.Join(dir, "sub", "d.md")); err != nil {
				t.Fatal(err)
			}
			wait("a note is renamed")
			write(t, dir, map[string]string{"new/deep/e.md": "new"})
			wait("a folder appears")
			write(t, dir, map[string]string{"new/deep/e.md": "other text"})
			wait("a note in a new folder is written")
			if err := os.Rename(filepath.Join(dir, "new"), filepath.Join(dir, "newer")); err != nil {
				t.Fatal(err)
			}
			wait("a folder is renamed")
			write(t, dir, map[string]string{"newer/deep/e.md": "third text"})
			wait("a note in a renamed folder is written")
			if err := os.RemoveAll(filepath.Join(dir, "newer")); err != nil {
				t.Fatal(err)
			}
			wait("a folder is removed")
			write(t, dir, map[string]string{".gitignore": "ignored/\nsub/\n"})
			wait("an ignore file is written")
		})
	}
}

// A burst of writes is told once, or a few times on a slow machine.
func TestWatchBurst(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	told := make(chan struct{}, 1000)
	if err := open(t, dir).Watch(ctx, func() { told <- struct{}{} }, notSlow(t)); err != nil {
		t.Fatal(err)
	}
	const writes = 200
	for i := range writes {
		write(t, dir, map[string]string{"a.md": strings.Repeat("x", i)})
	}
	<-told
	time.Sleep(4 * quiet)
	if n := len(told) + 1; n > writes/10 {
		t.Errorf("%d writes are told %d times", writes, n)
	}
}

func TestMatters(t *testing.T) {
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
		if got := v.matters(fsnotify.Event{Name: filepath.FromSlash(test.path), Op: test.op}); got != test.want {
			t.Errorf("%s %v: %v", test.op, test.path, got)
		}
	}
}

func TestWatchEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	dir := t.TempDir()
	told := make(chan struct{}, 100)
	if err := open(t, dir).Watch(ctx, func() { told <- struct{}{} }, notSlow(t)); err != nil {
		t.Fatal(err)
	}
	cancel()
	time.Sleep(quiet)
	write(t, dir, map[string]string{"a.md": "x"})
	select {
	case <-told:
		t.Error("told after the end")
	case <-time.After(4 * quiet):
	}
	if err := open(t, dir).Watch(ctx, func() {}, func() {}); err == nil {
		t.Error("a watch that is over before it begins is an error")
	}
}
