package tui

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"quire/internal/catalog"
	"quire/internal/library"
	"quire/internal/note"
)

// What reading a large library took is given back once, and not while somebody types.
func TestMemoryIsGivenBackAtRest(t *testing.T) {
	large := func(n int) *catalog.Catalog {
		return &catalog.Catalog{Contents: &library.Contents{Notes: make([]*note.Note, n)}}
	}
	d := drive(t, notes(small()))
	given := 0
	d.m.system.giveBack = func() { given++ }
	var asked []tea.Msg
	d.m.system.after = func(_ time.Duration, msg tea.Msg) tea.Cmd {
		asked = append(asked, msg)
		return nil
	}
	settle := func(c *catalog.Catalog) {
		var cmd tea.Cmd
		d.m, cmd = d.m.settle(c)
		d.run(cmd)
	}
	partial := large(many)
	partial.Partial = true
	settle(partial)
	if settle(large(many - 1)); len(asked) > 0 {
		t.Fatalf("%v", asked)
	}
	settle(large(many))
	if settle(large(many)); len(asked) != 1 { // it is read again while the first has not been settled
		t.Fatalf("%v", asked)
	}
	kept := false
	d.m.opts.Keeping = func() bool { return !kept }
	for _, use := range []func(){func() { d.keys("j") }, func() { d.click(3, 3) }, func() {}, func() { kept = true; d.keys("k") }} {
		use()
		before := len(asked)
		if d.send(asked[before-1]); given != 0 || len(asked) != before+1 {
			t.Fatalf("given back %d times, asked %v", given, asked)
		}
	}
	if d.send(asked[len(asked)-1]); given != 1 {
		t.Errorf("given back %d times", given)
	}
	if settle(large(many)); d.m.settling == false {
		t.Error("the next time it is not given back")
	}
}
