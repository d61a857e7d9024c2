package tui

import (
	"encoding/base64"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/catalog"
	"quire/internal/host"
	"quire/internal/library"
	"quire/internal/testcorpus"
)

// driver runs the program without a terminal: it types keys, runs every command to its end before the next key, and reads
// the screen. It never sleeps, because no command that it runs waits.
type driver struct {
	t              testing.TB
	m              Model
	quit           bool
	copied         string     // last text copied through the terminal
	copiedToSystem string     // last text copied through the system
	ran            [][]string // command lines of the started programs
	held           []tea.Cmd  // commands collected while hold is set
	hold           bool
	costs          *costRecorder // measures Update and View; may be nil
}

// corpus opens a test library.
func corpus(t testing.TB, name string) *library.Library {
	t.Helper()
	l, err := library.Open(testcorpus.Path(t, name))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// notes makes a library in memory.
func notes(files map[string]string) *library.Library {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return library.FromFS("notes", fsys)
}

// testHost returns this machine with an environment of the test's own, and without a terminal.
func testHost(environ ...string) host.Host { return host.Local(nil, nil, nil, environ) }

// drive starts the program on a library in a window of 120 by 36, and runs all commands.
func drive(t testing.TB, l *library.Library, change ...func(*Options)) *driver {
	t.Helper()
	o := Options{Name: "test", Host: testHost("EDITOR=vim", "BROWSER=firefox"), Mouse: true}
	if l != nil {
		o.Live = &fakeLive{load: loadFunc(l), preview: previewFunc(l)}
	}
	for _, c := range change {
		c(&o)
	}
	d := &driver{t: t, m: New(t.Context(), o)}
	d.m.effects.after = func(time.Duration, tea.Msg) tea.Cmd { return nil }
	if d.m.host.Clipboard.Write != nil {
		d.m.host.Clipboard.Write = func(text string) error { d.copiedToSystem = text; return nil }
	}
	if d.m.host.Start != nil {
		d.m.host.Start = func(p host.Program) error { d.ran = append(d.ran, p.Args); return nil }
	}
	first := d.m.Init()
	d.send(tea.WindowSizeMsg{Width: 120, Height: 36})
	d.run(first)
	if _, indexed := d.m.library.Library.(*catalog.Catalog); indexed && l != nil && usesScan() {
		t.Fatal("the reader is not on the scan")
	}
	return d
}

// send passes a message to the program and runs the resulting command.
func (d *driver) send(msg tea.Msg) {
	d.t.Helper()
	var next tea.Model
	var cmd tea.Cmd
	d.costs.measure("Update", msg, func() { next, cmd = d.m.Update(msg) })
	d.m = next.(Model)
	d.costs.measure("View", msg, func() { d.m.View() })
	d.run(cmd)
	d.followLibrary()
	d.checkFits()
}

func (d *driver) run(cmd tea.Cmd) {
	d.t.Helper()
	if cmd == nil {
		return
	}
	if d.hold && len(d.m.waiting) == 0 { // a message that waits for blocks is not handled yet
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
	case lendMsg:
		d.ran = append(d.ran, msg.program.Args)
		if answer := msg.done(nil); answer != nil {
			d.send(answer)
		}
	default:
		if text, ok := copiedText(msg); ok {
			d.copied = text
			return
		} else if cmds := reflect.ValueOf(msg); cmds.CanConvert(reflect.TypeFor[[]tea.Cmd]()) { // of tea.Sequence
			for _, c := range cmds.Convert(reflect.TypeFor[[]tea.Cmd]()).Interface().([]tea.Cmd) {
				d.run(c)
			}
			return
		} else if strings.HasPrefix(typeName(msg), "tea.") {
			return // a request to the terminal
		}
		d.send(msg)
	}
}

// release runs the held commands, in reverse order if reversed.
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

// keys presses keys: "enter", "ctrl+p", "J", or types a text in quotes.
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

var namedKeys = map[string]rune{
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
	if code, ok := namedKeys[name]; ok {
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

// screen returns the rows of the window as plain text.
func (d *driver) screen() []string {
	lines, _ := d.m.renderLines()
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = strings.TrimRight(ansi.Strip(l), " ")
	}
	return out
}

func (d *driver) text() string { return strings.Join(d.screen(), "\n") }

// head and foot return the first and the last row.
func (d *driver) head() string { return d.screen()[0] }
func (d *driver) foot() string { s := d.screen(); return s[len(s)-1] }

// find returns the cell where a text starts on the screen.
func (d *driver) find(want string) (x, y int) {
	d.t.Helper()
	for y, line := range d.screen() {
		if i := strings.Index(line, want); i >= 0 {
			return d.m.theme.Cells.Width(line[:i]), y
		}
	}
	d.t.Fatalf("%q is not on the screen:\n%s", want, d.text())
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

// checkFits checks, after every message, that there are as many lines as the window has rows, and that none is too wide.
func (d *driver) checkFits() {
	d.t.Helper()
	lines, cursor := d.m.renderLines()
	if wanted, ok := d.m.lacking.Take(); ok {
		d.t.Fatalf("View needs blocks that are not laid out: %v", wanted)
	}
	w, h := d.m.layout.window.Dx(), d.m.layout.window.Dy()
	if len(lines) != h {
		d.t.Fatalf("%d lines in a window of %d", len(lines), h)
	}
	for i, l := range lines {
		if n := d.m.theme.Cells.Width(l); n > w || strings.ContainsAny(l, "\n\r\t") {
			d.t.Fatalf("%dx%d: line %d is %d wide: %q", w, h, i, n, l)
		}
	}
	if cursor != nil && !cursor.In(d.m.layout.window) {
		d.t.Fatalf("%dx%d: the cursor is at %v", w, h, cursor)
	}
}

// copiedText returns the text that a message makes the terminal copy (OSC 52).
func copiedText(msg tea.Msg) (string, bool) {
	raw, ok := msg.(tea.RawMsg)
	if !ok {
		return "", false
	}
	encoded, ok := strings.CutPrefix(stringOf(raw.Msg), "\x1b]52;c;")
	if !ok {
		return "", false
	}
	text, err := base64.StdEncoding.DecodeString(strings.TrimRight(encoded, "\a\x1b\\"))
	return string(text), err == nil
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
