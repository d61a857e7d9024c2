package tui

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"quire/internal/host"
	"quire/internal/library"
)

// driveOnDisk starts the reader on a library on disk, on the page of its only note.
func driveOnDisk(t *testing.T, text string, files ...string) (*driver, string) {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("n.md", text)
	for _, f := range files {
		write(f, "x")
	}
	l, err := library.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return drive(t, l).keys("enter"), dir
}

func TestViewFile_ShowsPathFirst(t *testing.T) {
	d, dir := driveOnDisk(t, "A [file](pic.PNG), a [program](run.sh), a [page](a.html) and [more](-x.pdf).\n", "pic.PNG", "run.sh", "a.html", "-x.pdf")
	d.m.host.Viewer = host.NewViewer("linux")
	d.focusLink("file").sees("enter open", "y copy").seesNot("p preview").keys("enter").sees("open in the default", "pic.PNG").keys("esc")
	d.keys("O").sees("open in the default", "pic.PNG").keys("q")
	d.focusLink("program").seesNot("enter open").keys("enter").sees("run.sh is a file, not a note").keys("O").seesNot("open in the default")
	d.focusLink("page").keys("enter", "enter")
	if len(d.ran) != 0 {
		t.Fatalf("started %v", d.ran)
	}
	d.focusLink("file").keys("enter", "enter").sees("opened pic.PNG")
	d.focusLink("more").keys("enter", "enter")
	root, err := filepath.EvalSymlinks(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(d.ran), fmt.Sprint([][]string{{"xdg-open", filepath.Join(root, "pic.PNG")}, {"xdg-open", filepath.Join(root, "-x.pdf")}}); got != want {
		t.Errorf("started %s, want %s", got, want)
	}
}

// TestViewFile_LateInspectionIsDropped holds that a file on a slow disk is inspected without blocking the
// reader, and that the answer counts only while the same page is open without an overlay.
func TestViewFile_LateInspectionIsDropped(t *testing.T) {
	d, dir := driveOnDisk(t, "A [file](pic.png) and a [note](n.md).\n", "pic.png")
	d.focusLink("file")
	d.hold = true
	d.keys("enter").seesNot("open in the default") // neither opens the file nor waits before the answer
	if len(d.held) != 1 {
		t.Fatalf("%d commands", len(d.held))
	}
	d.release(false)
	d.sees("open in the default", "pic.png").keys("esc").seesNot("open in the default")
	for _, meanwhile := range [][]string{{"?"}, {"q"}, {"i"}} {
		d.focusLink("file")
		d.hold = true
		d.keys("enter")
		inspections := d.held
		d.hold, d.held = false, nil
		before := d.keys(meanwhile...).text()
		for _, cmd := range inspections {
			d.run(cmd)
		}
		if d.text() != before {
			t.Errorf("after %v the question still appears:\n%s", meanwhile, d.text())
		}
		if d.keys("esc"); d.m.screen != screenPage {
			d.keys("enter")
		}
	}
	d.focusLink("file")
	if err := os.Remove(filepath.Join(dir, "pic.png")); err != nil {
		t.Fatal(err)
	}
	if d.keys("enter").seesNot("open in the default").sees("pic.png").keys("enter"); len(d.ran) != 0 {
		t.Errorf("started %v", d.ran)
	}
}

// TestViewFile_NotOutsideLibrary holds that a symbolic link to a file outside the library is not opened.
func TestViewFile_NotOutsideLibrary(t *testing.T) {
	d, dir := driveOnDisk(t, "A [file](out.png).\n", "out.png")
	secret := filepath.Join(t.TempDir(), "secret.png")
	if err := os.WriteFile(secret, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "out.png")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(dir, "out.png")); err != nil {
		t.Skip("no symbolic links here")
	}
	d.focusLink("file").keys("enter").seesNot("open in the default").keys("enter")
	if len(d.ran) != 0 {
		t.Errorf("started %v", d.ran)
	}
}

// TestHints_NoNoteNoOpen holds that without hits no hint offers what needs a note.
func TestHints_NoNoteNoOpen(t *testing.T) {
	d := drive(t, notes(sampleLibrary())).sees("enter open").keys("/", `"zebra"`).sees("No notes match", "esc cancel").seesNot("↓ next")
	d.keys("enter").seesNot("enter open").sees("esc all notes").keys("esc").sees("enter open")
}

// TestHints_LinkHintsMatchKeys holds that the hints on a link offer what the keys do.
func TestHints_LinkHintsMatchKeys(t *testing.T) {
	d := openNote(t, "the hub")
	d.focusLink("the spoke").sees("enter follow", "p preview")
	d.focusLink("gone").sees("enter similar notes").seesNot("p preview").keys("enter").sees("Did you mean").seesNot("A family").keys("esc")
	d.focusLink("bad").seesNot("enter", "p preview").sees("y copy")
	d.focusLink("file").seesNot("enter open", "p preview").sees("y copy") // it is not on the disk
}
