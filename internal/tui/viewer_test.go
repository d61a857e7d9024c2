package tui

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"quire/internal/library"
)

// onDisk is a library in a folder of its own, on the page of its only note.
func onDisk(t *testing.T, text string, files ...string) (*driver, string) {
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

func TestFilesOpenAfterTheirPathWasShown(t *testing.T) {
	d, dir := onDisk(t, "A [file](pic.PNG), a [program](run.sh), a [page](a.html) and [more](-x.pdf).\n", "pic.PNG", "run.sh", "a.html", "-x.pdf")
	d.m.system.goos = "linux"
	d.toLink("file").sees("enter open", "y copy").seesNot("p peek").keys("enter").sees("open with", "pic.PNG").keys("esc")
	d.keys("O").sees("open with", "pic.PNG").keys("q")
	d.toLink("program").seesNot("enter open").keys("enter").sees("run.sh is a file, not a note").keys("O").seesNot("open with")
	d.toLink("page").keys("enter", "enter")
	if len(d.ran) != 0 {
		t.Fatalf("started %v", d.ran)
	}
	d.toLink("file").keys("enter", "enter").sees("opened pic.PNG")
	d.toLink("more").keys("enter", "enter")
	root, err := filepath.EvalSymlinks(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(d.ran), fmt.Sprint([][]string{{"xdg-open", filepath.Join(root, "pic.PNG")}, {"xdg-open", filepath.Join(root, "-x.pdf")}}); got != want {
		t.Errorf("started %s, want %s", got, want)
	}
}

// A disk may be slow, so a file is looked at beside what else goes on; the answer is for the note that was asked about, and comes once.
func TestAFileIsLookedAtWhileOneReadsOn(t *testing.T) {
	d, dir := onDisk(t, "A [file](pic.png) and a [note](n.md).\n", "pic.png")
	d.toLink("file")
	d.hold = true
	d.keys("enter").seesNot("open with") // nothing is opened before the answer, nor is anything waited for
	if len(d.held) != 1 {
		t.Fatalf("%d commands", len(d.held))
	}
	d.release(false)
	d.sees("open with", "pic.png").keys("esc").seesNot("open with")
	for _, meanwhile := range [][]string{{"?"}, {"q"}, {"i"}} {
		d.toLink("file")
		d.hold = true
		d.keys("enter")
		looking := d.held
		d.hold, d.held = false, nil
		was := d.keys(meanwhile...).text()
		for _, cmd := range looking {
			d.run(cmd)
		}
		if d.text() != was {
			t.Errorf("after %v a question comes late:\n%s", meanwhile, d.text())
		}
		if d.keys("esc"); d.m.screen != screenPage {
			d.keys("enter")
		}
	}
	d.toLink("file")
	if err := os.Remove(filepath.Join(dir, "pic.png")); err != nil {
		t.Fatal(err)
	}
	if d.keys("enter").seesNot("open with").sees("pic.png").keys("enter"); len(d.ran) != 0 {
		t.Errorf("started %v", d.ran)
	}
}

// A file that leads out of the library by another name is not opened.
func TestNoFileOutsideIsOpened(t *testing.T) {
	d, dir := onDisk(t, "A [file](out.png).\n", "out.png")
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
	d.toLink("file").keys("enter").seesNot("open with").keys("enter")
	if len(d.ran) != 0 {
		t.Errorf("started %v", d.ran)
	}
}

// Where no note is found, nothing is offered that needs one.
func TestHintsWithoutNotes(t *testing.T) {
	d := drive(t, notes(small())).sees("enter open").keys("/", `"zebra"`).sees("No note matches", "esc take back").seesNot("↓ next")
	d.keys("enter").seesNot("enter open").sees("esc all notes").keys("esc").sees("enter open")
}

// The hints on a link offer what its keys do.
func TestHintsOnLinksTellTheTruth(t *testing.T) {
	d := on(t, "the hub")
	d.toLink("the spoke").sees("enter follow", "p peek")
	d.toLink("gone").sees("enter similar notes").seesNot("p peek").keys("enter").sees("Did you mean").seesNot("A family").keys("esc")
	d.toLink("bad").seesNot("enter", "p peek").sees("y copy")
	d.toLink("file").seesNot("enter open", "p peek").sees("y copy") // it is not on the disk
}
