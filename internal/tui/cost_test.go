package tui

import (
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"quire/internal/catalog"
	"quire/internal/state"
	"quire/internal/testclock"
)

// costRecorder records the highest processor time of each Update and View. A nil costRecorder records nothing.
type costRecorder struct {
	current measuredCall // without the method
	worst   map[measuredCall]time.Duration
	reached map[string]bool // what gets the keys in each scenario; see receiver
}

// measuredCall identifies a method call: the scenario, the key pressed in it, and the method with its message.
type measuredCall struct{ group, scenario, key, method string }

func (c *costRecorder) measure(method string, msg tea.Msg, f func()) {
	if c == nil {
		f()
		return
	}
	took, at := testclock.Measure(f), c.current
	at.method = method + " " + typeName(msg)
	c.worst[at] = max(c.worst[at], took)
}

// mostExpensive returns the calls in descending order of their time.
func (c *costRecorder) mostExpensive() []measuredCall {
	return slices.SortedFunc(maps.Keys(c.worst), func(a, b measuredCall) int { return cmp.Compare(c.worst[b], c.worst[a]) })
}

// scenarioGroup holds scenarios with a common setup, each as the keys that lead to it.
type scenarioGroup struct {
	setup     []string
	scenarios map[string][]string
}

// keysToPress returns the keys that work in the current focus, and some that do nothing or type a letter.
func (m Model) keysToPress() []string {
	live := append(actionBindings(m.focusActions()), m.keys.Suspend)
	live = append(live, map[string][]key.Binding{
		"tui.tagOverlay": m.keys.tags.Bindings(), "tui.listOverlay": m.keys.filter.Bindings(), "tui.textOverlay": m.keys.text.Bindings(),
		"tui.peekOverlay": m.keys.page.Bindings(), "tui.mapOverlay": m.keys.linkMap.Bindings(), "tui.taskOverlay": m.keys.tasks.Bindings(),
		"tui.tableOverlay": m.keys.table.Bindings(),
	}[m.receiver()]...)
	switch {
	case m.isBare() && m.screen == screenShelf:
		live = append(live, m.shelf.list.Keys.Bindings()...)
	case m.isBare():
		live = append(live, m.page.reader.Keys.Bindings()...)
	}
	names := map[string]bool{"a": true, "1": true, "X": true, "backspace": true, "left": true, "ctrl+u": true, "ctrl+w": true}
	for _, b := range live {
		for _, name := range b.Keys() {
			names[name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// receiver names what gets the keys: the type of the top overlay, or else the screen and the focus.
func (m Model) receiver() string {
	if o := m.overlays.top(); o != nil {
		return fmt.Sprintf("%T", o)
	}
	if !m.isBare() {
		return fmt.Sprint("screen ", m.screen, ", mode ", m.page.mode)
	}
	return fmt.Sprint("screen ", m.screen)
}

// nonKeyMessages returns messages other than keys.
func nonKeyMessages() map[string]tea.Msg {
	return map[string]tea.Msg{
		"wheel": wheel(1, 10, 10), "click at the left": tea.MouseClickMsg{X: 10, Y: 10, Button: tea.MouseLeft}, "click at the right": tea.MouseClickMsg{X: 100, Y: 10, Button: tea.MouseLeft},
		"narrow window": tea.WindowSizeMsg{Width: 90, Height: 30}, "wide window": tea.WindowSizeMsg{Width: 300, Height: 100},
		"light ground": tea.BackgroundColorMsg{}, "paste": tea.PasteMsg{Content: strings.Repeat("wörd ", 200_000)}, "write": saveStateMsg{}, "files": libraryStateMsg{state: catalog.State{Loading: true}},
	}
}

// measureScenarios enters each scenario, running every command on the way, and tries everything there, each time from the
// same state. It does not run the resulting commands: other scenarios cover their results.
func (d *driver) measureScenarios(groups map[string]scenarioGroup) *costRecorder {
	d.t.Helper()
	c := &costRecorder{worst: map[measuredCall]time.Duration{}, reached: map[string]bool{}}
	d.costs = c
	first := d.m
	for name, group := range groups {
		d.m, c.current = first, measuredCall{group: name, key: "on the way"}
		d.m.opts.State = state.Open(filepath.Join(d.t.TempDir(), "q"), d.t.TempDir()) // opening a note restores its position
		d.keys(group.setup...)
		start := d.m
		for place, way := range group.scenarios {
			d.m, c.current = start, measuredCall{group: name, scenario: place, key: "on the way"}
			d.keys(way...)
			d.measureScenario(c)
		}
	}
	d.costs = nil
	return c
}

// measureScenario sends every key and message to the current state.
func (d *driver) measureScenario(c *costRecorder) {
	d.t.Helper()
	here := d.m
	c.reached[here.receiver()] = true
	d.hold = true
	for _, name := range here.keysToPress() {
		d.m, c.current.key, d.held = here, name, nil
		d.keys(name)
	}
	for name, msg := range nonKeyMessages() {
		d.m, c.current.key, d.held = here, name, nil
		d.send(msg)
	}
	d.hold, d.held, d.quit = false, nil, false
	d.m.opts.Live.(*fakeLive).wanted = 0 // the key r is not answered either
}

// maxAttempts is how often a call must exceed its limit to count: a busy machine slows calls down, but not the same calls
// each time.
const maxAttempts = 6

// checkCosts measures every scenario, and measures those again in which a call exceeded the limit. It fails for calls
// that exceeded it every time. The function start returns a driver on a library without warm caches, since first
// questions cost the most.
func checkCosts(t *testing.T, start func() *driver, groups map[string]scenarioGroup, most func(measuredCall) time.Duration) *costRecorder {
	t.Helper()
	var first *costRecorder
	slow := map[measuredCall]bool{} // what has exceeded the limit every time
	for attempt := 1; len(groups) > 0 && attempt <= maxAttempts; attempt++ {
		c := start().measureScenarios(groups)
		again, stillSlow := map[string]scenarioGroup{}, map[measuredCall]bool{}
		for i, at := range c.mostExpensive() {
			if attempt == 1 && i < 5 {
				t.Logf("%v: %+v", c.worst[at], at)
			}
			if c.worst[at] <= most(at) || attempt > 1 && !slow[at] {
				continue
			}
			stillSlow[at] = true
			if attempt == maxAttempts {
				t.Errorf("%v for %+v, at most %v", c.worst[at], at, most(at))
			}
			if _, ok := again[at.group]; !ok {
				again[at.group] = scenarioGroup{groups[at.group].setup, map[string][]string{}}
			}
			if way, ok := groups[at.group].scenarios[at.scenario]; ok {
				again[at.group].scenarios[at.scenario] = way
			}
		}
		if groups, slow = again, stillSlow; first == nil {
			first = c
		}
	}
	return first
}
