package tui

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/catalog"
	"quire/internal/host"
	"quire/internal/library"
	"quire/internal/testclock"
)

// connectionTimeout bounds a test of readers over connections; it takes less than a second on a quiet machine.
const connectionTimeout = 2 * testclock.Patience

// connection is the terminal of a reader far away: it types keys, and knows what the program shows last.
type connection struct {
	keys *io.PipeWriter
	done chan error // the result of the program

	mu            sync.Mutex
	changed       *sync.Cond
	shown         string
	ended         bool
	typed         int // keys that press has sent
	handled       int // of these, those that the program has received
	waiting       int // messages, of these keys and others, that wait for an answer
	columns, rows int
	resized       func()
	copied        []string
	started       [][]string      // command lines
	written       strings.Builder // all that the program has sent to the terminal
	facts         sessionFacts
}

// probe is the reader, and tells its connection what it shows.
type probe struct {
	Model
	to *connection
}

func (p probe) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	next, cmd := p.Model.Update(msg)
	m := next.(Model)
	facts := collectFacts(m)
	p.to.change(func() {
		if _, ok := msg.(tea.KeyPressMsg); ok {
			p.to.handled++
		}
		p.to.facts, p.to.waiting = facts, len(m.keyQueue)+len(m.waiting)
	})
	return probe{m, p.to}, cmd
}

func (p probe) View() tea.View {
	v := p.Model.View()
	p.to.change(func() { p.to.shown = ansi.Strip(v.Content) })
	return v
}

func (c *connection) change(do func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	do()
	c.changed.Broadcast()
}

// Write takes what the program sends to the terminal.
func (c *connection) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.written.Write(p)
}

// runLive runs a Live on l until the test ends.
func runLive(t *testing.T, l *library.Library, o catalog.LiveOptions) *catalog.Live {
	live := catalog.NewLive(l, o)
	go live.Run(t.Context())
	return live
}

// connect runs a reader of its own on a limited host, which equip may change.
func connect(t *testing.T, live *catalog.Live, equip func(*Options, *connection)) *connection {
	keyboard, keys := io.Pipe()
	c := &connection{keys: keys, done: make(chan error, 1), columns: 100, rows: 30}
	c.changed = sync.NewCond(&c.mu)
	h := limitedHost()
	h.Terminal = host.Terminal{
		In: keyboard, Out: c,
		Size: func() (int, int) {
			c.mu.Lock()
			defer c.mu.Unlock()
			return c.columns, c.rows
		},
		NotifyResize: func(changed func()) func() {
			c.change(func() { c.resized = changed })
			return func() {}
		},
	}
	o := Options{Name: "test", Host: h, Live: live.Subscribe()}
	equip(&o, c)
	ctx, cancel := context.WithTimeout(t.Context(), connectionTimeout)
	t.Cleanup(cancel)
	context.AfterFunc(ctx, func() { c.change(func() { c.ended = true }) })
	go func() { c.done <- runModel(ctx, o, probe{New(ctx, o), c}) }()
	t.Cleanup(func() { keys.Close() })
	return c
}

// await waits until ok holds. The error says what was awaited. It may be called from any goroutine.
func (c *connection) await(what string, ok func() bool) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	for !ok() {
		if c.ended {
			return fmt.Errorf("no %s in time:\n%+v\n%s", what, c.facts, c.shown)
		}
		c.changed.Wait()
	}
	return nil
}

// waitFor waits until ok holds.
func (c *connection) waitFor(t *testing.T, what string, ok func() bool) {
	t.Helper()
	if err := c.await(what, ok); err != nil {
		t.Fatal(err)
	}
}

func (c *connection) waitForText(t *testing.T, text string) {
	t.Helper()
	c.waitFor(t, text, func() bool { return strings.Contains(c.shown, text) })
}

func receive(t *testing.T, from <-chan error) error {
	t.Helper()
	select {
	case err := <-from:
		return err
	case <-time.After(connectionTimeout):
		t.Fatal("the reader does not end")
		return nil
	}
}
