package tui

import (
	"image/color"
	"testing"

	tea "charm.land/bubbletea/v2"

	"quire/internal/theme"
)

// The high-contrast theme follows the terminal's background. A theme chosen by name stays.
func TestContrastTheme_FollowsTerminalBackground(t *testing.T) {
	for _, c := range []struct {
		asked *theme.Theme
		want  bool // whether the theme is dark on a light background
	}{{theme.Contrast(true), false}, {theme.Dark(), true}, {nil, false}} {
		d := drive(t, notes(sampleLibrary()), func(o *Options) { o.Theme = c.asked })
		d.send(tea.BackgroundColorMsg{Color: color.White})
		if d.m.theme.Dark != c.want {
			t.Errorf("%+v: dark is %v", c.asked, d.m.theme.Dark)
		}
		if c.asked != nil && d.m.theme.Name != c.asked.Name {
			t.Errorf("%s became %s", c.asked.Name, d.m.theme.Name)
		}
	}
}
