package tui

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"quire/internal/theme"
)

// The focus is seen where there are no colours, and what the terminal says of its ground changes nothing of that.
func TestWithoutColoursTheFocusIsSeen(t *testing.T) {
	for _, env := range []string{"NO_COLOR=1", "TERM=dumb"} {
		d := drive(t, notes(small()), func(o *Options) { o.Env = []string{env} })
		for range 2 {
			if !d.m.look.Focus.Reverse || !d.m.look.Hint.Reverse || d.m.look.Focus.Fg != nil {
				t.Errorf("%s: the focus looks like %+v", env, d.m.look.Focus)
			}
			d.send(tea.BackgroundColorMsg{})
		}
	}
	if look := assumed([]string{"COLORFGBG=0;15", "TERM=xterm"}); look.Name != theme.Light().Name {
		t.Errorf("on a white ground the look is %s", look.Name)
	}
}

// On a terminal without attributes the cursor stands on the focused link, which is in brackets.
func TestTheCursorIsOnTheFocusOfAPlainScreen(t *testing.T) {
	d := on(t, "the hub", func(o *Options) { o.Env = []string{"TERM=dumb"} }).keys("tab")
	x, y := d.find("[the spoke]")
	if _, cursor := d.m.lines(); cursor == nil || cursor.Y != y || cursor.X < x || cursor.X > x+1 {
		t.Errorf("the cursor is at %v, the link at %d, %d", cursor, x, y)
	}
	if _, cursor := on(t, "the hub").keys("tab").m.lines(); cursor != nil {
		t.Errorf("with colours there is a cursor at %v", cursor)
	}
}
