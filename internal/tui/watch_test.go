//go:build linux || darwin

package tui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"quire/internal/catalog"
	"quire/internal/library"
)

// TestWatch_UpdatesOpenPage changes the file of an open page in the ways that editors, sync programs and git do. The page
// shows the change and keeps its position.
func TestWatch_UpdatesOpenPage(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) {
		t.Helper()
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	long := func(version string) string {
		return "# Long\n\n" + strings.Repeat("A paragraph.\n\n", 60) + "The end of " + version + ".\n"
	}
	put("long.md", long("one"))
	put("sub/other.md", "# Other\n")
	l, err := library.Open(dir)
	do(err)
	defer l.Close()
	d := drive(t, l)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	changed := make(chan struct{}, 1000)
	do(l.Watch(ctx, func() { changed <- struct{}{} }, func() { t.Log("polling for changes") }))
	// until passes on change events until shown reports true.
	until := func(what string, shown func() bool) {
		t.Helper()
		for end := time.After(testTimeout); !shown(); {
			select {
			case <-changed:
				d.changeFiles()
			case <-end:
				t.Fatalf("%s: not shown:\n%s", what, d.text())
			}
		}
	}
	d.keys("ctrl+p", `"long"`, "enter", "d", "d")
	anchor := d.m.page.reader.Anchor()
	ends := func(version string) func() bool {
		return func() bool {
			return d.m.page.open.shown && strings.Contains(string(d.m.page.open.src.Doc.Source), "The end of "+version+".")
		}
	}
	kept := func(what string) {
		t.Helper()
		if d.m.page.reader.Anchor() != anchor || d.m.screen != screenPage {
			t.Errorf("%s: the position was %+v and is %+v", what, anchor, d.m.page.reader.Anchor())
		}
	}
	put("long.md", long("two"))
	until("written", ends("two"))
	kept("written")
	put("long.md", long("three")+strings.Repeat("More.\n\n", 50))
	until("grown", ends("three"))
	kept("grown")
	put("long.md.new", long("four"))
	do(os.Rename(filepath.Join(dir, "long.md.new"), filepath.Join(dir, "long.md")))
	until("saved by renaming", ends("four"))
	kept("saved by renaming")
	do(os.Remove(filepath.Join(dir, "long.md")))
	until("deleted", func() bool { return strings.Contains(d.text(), "the old text is still shown") })
	kept("deleted")
	put("long.md", long("five"))
	until("back", ends("five"))
	kept("back")
	do(os.Remove(filepath.Join(dir, "long.md")))
	outside := filepath.Join(t.TempDir(), "secret.md")
	do(os.WriteFile(outside, []byte("SECRET\n"), 0o600))
	do(os.Symlink(outside, filepath.Join(dir, "long.md")))
	until("replaced by a link that leaves", func() bool { return d.m.library.Status().Skipped == 1 })
	kept("replaced by a link that leaves")
	do(os.Remove(filepath.Join(dir, "long.md")))
	do(syscall.Mkfifo(filepath.Join(dir, "long.md"), 0o600))
	until("replaced by a pipe", func() bool {
		c, ok := d.m.library.Library.(*catalog.Catalog)
		return ok && len(c.Skipped()) == 1 && strings.Contains(c.Skipped()[0].Reason, "pipe")
	})
	kept("replaced by a pipe")
	do(os.Remove(filepath.Join(dir, "long.md")))
	put("long.md", "# Long\n\nShort now.\n")
	until("truncated", func() bool { return strings.Contains(d.text(), "Short now.") })
	// Many changes at once, as by a git checkout.
	for i := range 50 {
		put(fmt.Sprintf("branch/%02d.md", i), "# Note\n")
	}
	put("long.md", long("six"))
	do(os.RemoveAll(filepath.Join(dir, "sub")))
	until("another branch", func() bool { return ends("six")() && d.m.library.Status().Notes == 51 })
	do(os.Rename(filepath.Join(dir, "branch"), filepath.Join(dir, "moved")))
	put("moved/new.md", "# New\n")
	until("a folder moved", func() bool {
		_, ok := d.m.library.Lookup("moved/new.md")
		return ok && d.m.library.Status().Notes == 52
	})
	d.keys("q").sees("52 notes")
	if strings.Contains(d.text(), "SECRET") {
		t.Error("the target of a symbolic link out of the library is shown")
	}
	d.checkSafe("at last")
}
