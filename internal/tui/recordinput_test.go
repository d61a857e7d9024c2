package tui

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"quire/internal/catalog"
)

// Everything that a user does is an input, also where it has no effect. What happens by itself is none.
func TestOnInput_CalledForWhatTheUserDoes(t *testing.T) {
	inputs := 0
	d := drive(t, notes(sampleLibrary()), func(o *Options) { o.OnInput = func() { inputs++ } })
	for name, does := range map[string]struct {
		act  func()
		want int
	}{
		"a key":              {func() { d.keys("j") }, 1},
		"a key of no action": {func() { d.keys("Z") }, 1},
		"a click":            {func() { d.click(3, 3) }, 1},
		"the wheel":          {func() { d.send(wheel(1, 10, 10)) }, 1},
		"a paste":            {func() { d.send(tea.PasteMsg{Content: "x"}) }, 1},
		"another size":       {func() { d.resize(100, 30) }, 0},
		"changed files":      {func() { d.changeFiles() }, 0},
		"a state":            {func() { d.send(libraryStateMsg{state: catalog.State{Loading: true}}) }, 0},
	} {
		inputs = 0
		does.act()
		if inputs != does.want {
			t.Errorf("%s: %d inputs, want %d", name, inputs, does.want)
		}
	}
}
