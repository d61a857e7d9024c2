package tui

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"quire/internal/theme"
)

// Without colours the focus is shown in reverse video, also after the terminal reports its background colour.
func TestNoColor_FocusIsVisible(t *testing.T) {
	for _, env := range []string{"NO_COLOR=1", "TERM=dumb"} {
		d := drive(t, notes(sampleLibrary()), func(o *Options) { o.Host.Env = []string{env} })
		for range 2 {
			if !d.m.theme.Focus.Reverse || !d.m.theme.Hint.Reverse || d.m.theme.Focus.Fg != nil {
				t.Errorf("%s: the style of the focus is %+v", env, d.m.theme.Focus)
			}
			d.send(tea.BackgroundColorMsg{})
		}
	}
	if look := guessTheme(testHost("COLORFGBG=0;15", "TERM=xterm")); look.Name != theme.Light().Name {
		t.Errorf("on a white background the theme is %s", look.Name)
	}
}

// On a terminal without attributes the cursor is on the selected link, which is in brackets.
func TestPlainTerminal_CursorIsOnSelectedLink(t *testing.T) {
	d := openNote(t, "the hub", func(o *Options) { o.Host.Env = []string{"TERM=dumb"} }).keys("tab")
	x, y := d.find("[the spoke]")
	if _, cursor := d.m.renderLines(); cursor == nil || cursor.Y != y || cursor.X < x || cursor.X > x+1 {
		t.Errorf("the cursor is at %v, the link at %d, %d", cursor, x, y)
	}
	if _, cursor := openNote(t, "the hub").keys("tab").m.renderLines(); cursor != nil {
		t.Errorf("with colours the cursor is shown, at %v", cursor)
	}
}
