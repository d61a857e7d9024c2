package tui

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"quire/internal/tui/loader"
)

// A page that was not opened after all, because of esc or an error, leaves the open page the wanted one: it follows the size of
// the window, and its questions are answered.
func TestOpenPage_StaysWantedWhenAnotherIsNotOpened(t *testing.T) {
	text := "---\ntags: [x, y]\n---\n# A\n\n[to b](b.md) " + strings.Repeat("word ", 10) + "END\n"
	for name, end := range map[string]func(*driver){
		"esc": func(d *driver) { d.keys("esc").release(false) },
		"error": func(d *driver) {
			d.send(loader.LoadedMsg{Key: d.m.page.loader.Wanted(loader.Page), Err: errors.New("gone")})
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := drive(t, notes(map[string]string{"a.md": text, "b.md": "# B\n"})).keys("enter", "tab")
			d.hold = true
			d.keys("enter")
			end(d)
			d.hold = false
			d.resize(50, 30).sees("to b", "END")
			if d.keys("t"); len(d.m.overlays) != 1 {
				t.Errorf("the tags of the note are not shown:\n%s", d.text())
			}
		})
	}
}

// The rest of a long note comes, although the user presses esc while it is loading: to stop waiting for a key, or for the page of
// a link.
func TestOpenPage_RestComesAfterEscape(t *testing.T) {
	text := "# A long\n\n[to b](b.md)\n\n" + paragraphs(20000) + "THE END\n"
	for name, act := range map[string]func(*driver) (layOut tea.Cmd){
		"key":  func(d *driver) tea.Cmd { return d.handle(press("G")) },
		"link": func(d *driver) tea.Cmd { d.handle(press("tab")); return d.handle(press("enter")) },
	} {
		t.Run(name, func(t *testing.T) {
			d := drive(t, notes(map[string]string{"a.md": text, "b.md": "# B\n"}))
			head, ok := findLoaded(d.handle(press("enter")))
			if !ok || !head.IsHead() {
				t.Fatalf("the first part does not come first: %v, %+v", ok, head)
			}
			rest := d.handle(head)
			waiting := act(d)
			again := d.handle(press("esc"))
			for _, cmd := range []tea.Cmd{waiting, rest, again} {
				d.run(cmd)
			}
			d.keys("G").sees("THE END")
		})
	}
}

// findLoaded runs a command and those of its answer until one brings a page.
func findLoaded(cmd tea.Cmd) (loader.LoadedMsg, bool) {
	if cmd == nil {
		return loader.LoadedMsg{}, false
	}
	switch msg := cmd().(type) {
	case loader.LoadedMsg:
		return msg, true
	case tea.BatchMsg:
		for _, c := range msg {
			if loaded, ok := findLoaded(c); ok {
				return loaded, true
			}
		}
	}
	return loader.LoadedMsg{}, false
}

// A page whose lines cannot be laid out when it arrives is answered as one that cannot be read: keys do not wait for it.
func TestOpenPage_EndsWaitWhenLayoutFails(t *testing.T) {
	d := drive(t, notes(map[string]string{"a.md": "# A\n\n[to b](b.md)\n", "b.md": "# B\n"})).keys("enter", "tab")
	d.hold = true
	d.keys("enter")
	d.m.waiting = []tea.Msg{loader.LoadedMsg{Key: d.m.page.loader.Wanted(loader.Page)}}
	d.hold = false
	d.send(blocksLaidOutMsg{err: errors.New("broken on purpose")})
	d.sees("broken on purpose", "to b").keys("o").sees("outline")
}

// A note that was requested for another width of the window is laid out for the present one: the library may be loaded before the
// terminal has reported its size.
func TestOpenPage_FitsAWindowThatChangesWhileItLoads(t *testing.T) {
	text := "# A\n\n" + strings.Repeat("word ", 60) + "END\n"
	d := drive(t, notes(map[string]string{"a.md": text}))
	d.hold = true
	d.keys("enter").resize(40, 30)
	d.release(false)
	if d.sees("END"); d.m.page.open.key.Width != d.m.layout.measure {
		t.Errorf("the page is laid out for %d cells, not %d", d.m.page.open.key.Width, d.m.layout.measure)
	}
}
