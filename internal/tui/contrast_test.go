package tui

import (
	"image/color"
	"testing"

	tea "charm.land/bubbletea/v2"

	"quire/internal/theme"
)

// The theme of high contrast is that for the ground that the terminal has; one that was asked for by name stays.
func TestContrastSuitsTheGround(t *testing.T) {
	for _, c := range []struct {
		asked *theme.Theme
		want  bool // dark, on a light ground
	}{{theme.Contrast(true), false}, {theme.Dark(), true}, {nil, false}} {
		d := drive(t, notes(small()), func(o *Options) { o.Theme = c.asked })
		d.send(tea.BackgroundColorMsg{Color: color.White})
		if d.m.look.Dark != c.want {
			t.Errorf("%+v: dark is %v", c.asked, d.m.look.Dark)
		}
		if c.asked != nil && d.m.look.Name != c.asked.Name {
			t.Errorf("%s became %s", c.asked.Name, d.m.look.Name)
		}
	}
}
