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
