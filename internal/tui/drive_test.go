package tui

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/catalog"
	"quire/internal/library"
	"quire/internal/tui/cells"
)

// driver runs the program without a terminal: it types keys, runs every
// command to its end before the next key, and reads the screen. It never sleeps, for nothing it runs waits.
type driver struct {
	t      testing.TB
	m      Model
	quit   bool
	copy   string     // what was put into the clipboard last, through the terminal
	system string     // and through the system
	ran    [][]string // the programs that were started
	held   []tea.Cmd  // while hold is set: commands that have not run yet
	hold   bool
}

// corpus is a library of the test data beside the repository.
func corpus(t testing.TB, name string) *library.Library {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "corpora", name)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the corpora are not here: %v", err)
	}
	l, err := library.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// notes is a library made of literals.
func notes(files map[string]string) *library.Library {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return library.FromFS("notes", fsys)
}

func loader(l *library.Library) func(context.Context, func(int)) (*catalog.Catalog, error) {
	return func(ctx context.Context, _ func(int)) (*catalog.Catalog, error) {
		return catalog.Load(ctx, l, catalog.Options{})
	}
}

func glancer(l *library.Library) func(context.Context) (*catalog.Catalog, error) {
	return func(ctx context.Context) (*catalog.Catalog, error) { return catalog.Glance(ctx, l, catalog.Options{}) }
}

// drive starts the program on a library, in a window of 120 by 36, and lets it come to rest.
func drive(t testing.TB, l *library.Library, change ...func(*Options)) *driver {
	t.Helper()
	o := Options{Name: "test", Env: []string{"EDITOR=vim", "BROWSER=firefox"}, Mouse: true}
	if l != nil {
		o.Load, o.Glance = loader(l), glancer(l)
	}
	for _, c := range change {
		c(&o)
	}
	d := &driver{t: t, m: newModel(t.Context(), o)}
	d.m.system.firstFrame = 0
	d.m.system.after = func(time.Duration, tea.Msg) tea.Cmd { return nil }
	d.m.system.copy = func(text string) error { d.system = text; return nil }
	d.m.system.start = func(c *exec.Cmd) error { d.ran = append(d.ran, c.Args); return nil }
	d.m.system.exec = func(c *exec.Cmd, done tea.ExecCallback) tea.Cmd {
		return func() tea.Msg { d.ran = append(d.ran, c.Args); return done(nil) }
	}
	first := d.m.Init()
	d.send(tea.WindowSizeMsg{Width: 120, Height: 36})
	d.run(first)
	return d
}

// send hands a message to the program and runs what it asks for.
func (d *driver) send(msg tea.Msg) {
	d.t.Helper()
	next, cmd := d.m.Update(msg)
	d.m = next.(Model)
	d.run(cmd)
	d.fits()
}

func (d *driver) run(cmd tea.Cmd) {
	d.t.Helper()
	if cmd == nil {
		return
	}
	if d.hold {
		d.held = append(d.held, cmd)
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			d.run(c)
		}
	case tea.QuitMsg:
		d.quit = true
	default:
		if name := typeName(msg); name == "tea.setClipboardMsg" {
			d.copy = stringOf(msg)
			return
		} else if strings.HasPrefix(name, "tea.") {
			return // a request to the terminal
		}
		d.send(msg)
	}
}

// release runs the commands that were held, the last one first where reversed.
func (d *driver) release(reversed bool) {
	d.t.Helper()
	held := d.held
	d.hold, d.held = false, nil
	for i := range held {
		if reversed {
			i = len(held) - 1 - i
		}
		d.run(held[i])
	}
}

// keys presses keys: "enter", "ctrl+p", "J", or a text in quotes that is typed.
func (d *driver) keys(keys ...string) *driver {
	d.t.Helper()
	for _, k := range keys {
		if text, ok := strings.CutPrefix(k, `"`); ok {
			for _, r := range strings.TrimSuffix(text, `"`) {
				d.send(tea.KeyPressMsg{Code: r, Text: string(r)})
			}
			continue
		}
		d.send(press(k))
	}
	return d
}

var named = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "space": tea.KeySpace, "backspace": tea.KeyBackspace,
	"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd,
	"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "delete": tea.KeyDelete,
}

func press(name string) tea.KeyPressMsg {
	var k tea.KeyPressMsg
	for {
		rest, ok := "", false
		for prefix, mod := range map[string]tea.KeyMod{"ctrl+": tea.ModCtrl, "alt+": tea.ModAlt, "shift+": tea.ModShift} {
			if rest, ok = strings.CutPrefix(name, prefix); ok && rest != "" {
				k.Mod |= mod
				name = rest
				break
			}
			ok = false
		}
		if !ok {
			break
		}
	}
	if code, ok := named[name]; ok {
		k.Code = code
		if name == "space" && k.Mod == 0 {
			k.Text = " "
		}
		return k
	}
	k.Code = []rune(name)[0]
	if k.Mod == 0 {
		k.Text = name
	}
	return k
}

func (d *driver) resize(w, h int) *driver {
	d.t.Helper()
	d.send(tea.WindowSizeMsg{Width: w, Height: h})
	return d
}

func (d *driver) click(x, y int) *driver {
	d.t.Helper()
	d.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	return d
}

// screen is the window as plain text.
func (d *driver) screen() []string {
	lines, _ := d.m.lines()
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = strings.TrimRight(ansi.Strip(l), " ")
	}
	return out
}

func (d *driver) text() string { return strings.Join(d.screen(), "\n") }

// head and foot are the first and the last line.
func (d *driver) head() string { return d.screen()[0] }
func (d *driver) foot() string { s := d.screen(); return s[len(s)-1] }

// find is the cell where a text stands on the screen.
func (d *driver) find(text string) (x, y int) {
	d.t.Helper()
	for y, line := range d.screen() {
		if i := strings.Index(line, text); i >= 0 {
			return cells.Width(line[:i]), y
		}
	}
	d.t.Fatalf("%q is not on the screen:\n%s", text, d.text())
	return 0, 0
}

func (d *driver) sees(texts ...string) *driver {
	d.t.Helper()
	for _, text := range texts {
		if !strings.Contains(d.text(), text) {
			d.t.Fatalf("%q is not on the screen:\n%s", text, d.text())
		}
	}
	return d
}

func (d *driver) seesNot(texts ...string) *driver {
	d.t.Helper()
	for _, text := range texts {
		if strings.Contains(d.text(), text) {
			d.t.Fatalf("%q is on the screen:\n%s", text, d.text())
		}
	}
	return d
}

// fits holds after every message: as many lines as the window has, none wider.
func (d *driver) fits() {
	d.t.Helper()
	lines, cursor := d.m.lines()
	w, h := d.m.layout.window.Dx(), d.m.layout.window.Dy()
	if len(lines) != h {
		d.t.Fatalf("%d lines in a window of %d", len(lines), h)
	}
	for i, l := range lines {
		if n := cells.Width(l); n > w || strings.ContainsAny(l, "\n\r\t") {
			d.t.Fatalf("%dx%d: line %d is %d wide: %q", w, h, i, n, l)
		}
	}
	if cursor != nil && !cursor.In(d.m.layout.window) {
		d.t.Fatalf("%dx%d: the cursor is at %v", w, h, cursor)
	}
}

func typeName(v any) string { return strings.TrimPrefix(reflect.TypeOf(v).String(), "*") }
func stringOf(v any) string { return fmt.Sprint(v) }

func wheel(by, x, y int) tea.MouseWheelMsg {
	button := tea.MouseWheelDown
	if by < 0 {
		button = tea.MouseWheelUp
	}
	return tea.MouseWheelMsg{X: x, Y: y, Button: button}
}

func mouseBack() tea.MouseClickMsg    { return tea.MouseClickMsg{X: 5, Y: 5, Button: tea.MouseBackward} }
func mouseForward() tea.MouseClickMsg { return tea.MouseClickMsg{X: 5, Y: 5, Button: tea.MouseForward} }
