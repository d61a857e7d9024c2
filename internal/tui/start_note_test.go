package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"quire/internal/catalog"
	"quire/internal/note"
)

// driveStartNote returns a program whose library is loaded, and the command that renders its start page.
func driveStartNote(t *testing.T) (*driver, tea.Cmd) {
	l := notes(map[string]string{"a.md": "# Alpha\n\nThe text.\n", "b.md": "# Beta\n"})
	m := New(t.Context(), Options{Name: "test", Live: newFakeLive(l), Note: "a.md", Host: testHost("EDITOR=vim")})
	d := &driver{t: t, m: m, hold: true}
	d.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	c, err := loadFunc(l)(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	next, cmd := d.m.Update(libraryLoadedMsg{catalog: c})
	d.m = next.(Model)
	return d, cmd
}

// Until the start page is rendered, no shelf is shown, and keys are queued for the page.
func TestStartNote_QueuesKeysUntilShown(t *testing.T) {
	d, cmd := driveStartNote(t)
	d.seesNot("Beta", "2 notes")
	d.m.effects.after = nil
	d.m.library.isSlow = true
	d.sees("loading a.md")
	d.keys("/", `"text"`)
	if len(d.m.keyQueue) != 5 || !d.m.isBare() {
		t.Fatalf("%d keys are queued, %s gets the keys", len(d.m.keyQueue), d.m.receiver())
	}
	d.hold = false
	d.run(cmd)
	d.sees("The text.", "1 of 1")

	// Esc goes to the shelf instead, and the late page is dropped.
	d, cmd = driveStartNote(t)
	d.hold = false
	d.keys("esc")
	d.run(cmd)
	d.sees("Alpha", "Beta").seesNot("The text.")
	if d.m.screen != screenShelf {
		t.Error("the late page is shown")
	}

	// If the page cannot be read, the shelf says so.
	d = drive(t, notes(map[string]string{"b.md": "# Beta\n"}), func(o *Options) { o.Note = "gone.md" })
	d.sees("Beta", "gone.md no longer exists")
}

// The library may be loaded, and the note rendered, before the terminal has reported its size. Lines that are not wrapped must not
// stay.
func TestStartNote_IsLaidOutForAWindowThatComesLate(t *testing.T) {
	document := note.Parse("stdin.md", []byte("# Alpha\n\n"+strings.Repeat("word ", 40)+"end.\n"))
	for _, early := range []bool{false, true} { // the page arrives before the size, or after it
		d := &driver{t: t, m: New(t.Context(), Options{Name: "test", Document: document, Host: testHost("EDITOR=vim")}), hold: true}
		d.send(libraryLoadedMsg{catalog: catalog.Empty()})
		if early {
			d.release(false)
		}
		d.send(tea.WindowSizeMsg{Width: 40, Height: 20})
		if !early {
			d.release(false)
		}
		d.sees("word", "end.").seesNot("…")
	}
}
