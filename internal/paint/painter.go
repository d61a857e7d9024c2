// Package paint paints frames on a terminal, and owns what the terminal must be put into for that: raw mode, the alternate
// screen, and the modes of keyboard, mouse, paste, cursor, title and text width.
//
//	             Show, Write                     wake
//	event loop ───────────────▶ pending request ──────▶ painting goroutine ──▶ bytes ──▶ Terminal.Out
//	             never blocks    (the last frame wins)   at most once a frame
//
// While nothing changes, the package does nothing: there is no clock. The first frame after a pause is painted at once, frames
// that follow it closely are painted at most once in an interval, and the last one always is.
//
// A Terminal is a value: a connection and the emulator of a test are terminals as much as a device is. The package must never
// read from the terminal, decide what a frame shows, or leave a mode set after Release.
package paint

import (
	"io"
	"sync"
	"time"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// Terminal is where a Painter paints.
type Terminal struct {
	// Device is the terminal device that keys come from. It is in raw mode between Resume and Release. Nil: the keys come from
	// something else, such as a connection, whose other end is in raw mode.
	Device interface{ Fd() uintptr }
	Out    io.Writer
	// NoInput says that nobody reads what the terminal sends, so that it is asked nothing.
	NoInput bool
	// MapsNewline says that a line feed also returns the cursor to the first column, as on a device that is not in raw mode.
	MapsNewline   bool
	Env           []string // in the form of os.Environ
	Columns, Rows int
	Profile       colorprofile.Profile // how many colours Out shows
}

// interval is the least time between two frames while frames come all the time. A frame that follows a pause and the next one
// do not wait: most keys are answered in two steps, by what is known at once and by the result of a command.
const interval = time.Second / 120

// Painter paints frames on a terminal. It starts released. Its methods may be called from any goroutine; Show, Write and the
// setters never block on the terminal.
type Painter struct {
	terminal Terminal
	failed   func(cause any) // called when painting has panicked
	wake     chan struct{}   // a value says that there is a request

	mu      sync.Mutex
	request request
	frame   Frame // the last one that was shown
	shown   bool  // whether there is one

	lifecycle  sync.Mutex // held by Resume, Release and Close
	closed     bool
	asked      bool // the terminal was asked for its modes
	savedState *term.State
	stop, done chan struct{} // of the painting goroutine; nil while released
	screen     *screen       // belongs to the painting goroutine while there is one
}

// request is what the painting goroutine is to do next.
type request struct {
	raw     []byte          // to write before the frame
	changes []func(*screen) // to make when the frame is painted
	paint   bool            // paint the last frame
}

// New returns a Painter for a terminal. It calls failed, on a goroutine of its own, if painting panics; no frame is painted after
// that.
func New(t Terminal, failed func(cause any)) *Painter {
	return &Painter{terminal: t, failed: failed, wake: make(chan struct{}, 1), screen: newScreen(t)}
}

// Show makes f what the terminal shows.
func (p *Painter) Show(f Frame) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.shown && f.Content == "" { // the size is not known yet; an empty window would flash
		return
	}
	if p.shown && f.equal(p.frame) && len(p.request.changes) == 0 {
		return
	}
	p.frame, p.shown, p.request.paint = f, true, true
	p.signal()
}

// Write sends a sequence to the terminal, before the next frame.
func (p *Painter) Write(sequence string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.request.raw = append(p.request.raw, sequence...)
	p.signal()
}

// Resize sets the size of the window. Like every change it is made together with the next frame that is shown, even if that frame
// equals the last one.
func (p *Painter) Resize(columns, rows int) {
	p.change(func(s *screen) { s.resize(columns, rows) })
}

// SetProfile sets how many colours the terminal shows.
func (p *Painter) SetProfile(profile colorprofile.Profile) {
	p.change(func(s *screen) { s.setProfile(profile) })
}

// SetPicture makes the placeholders with an ID stand for a picture, or for blanks if r is nil. It is made with the next frame.
func (p *Painter) SetPicture(id int, r Raster) {
	p.change(func(s *screen) { s.setRaster(id, r) })
}

// Redraw paints the last frame again, over whatever the terminal shows.
func (p *Painter) Redraw() {
	p.change((*screen).redraw)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.request.paint = p.shown
	p.signal()
}

// HandleModeReport uses what the terminal says about one of its modes, in answer to the requests of Resume.
func (p *Painter) HandleModeReport(mode ansi.Mode, value ansi.ModeSetting) {
	switch {
	case mode == ansi.ModeSynchronizedOutput && value == ansi.ModeReset:
		p.change(func(s *screen) { s.synchronized = true })
	case mode == ansi.ModeUnicodeCore && (value == ansi.ModeReset || value == ansi.ModeSet || value == ansi.ModePermanentlySet):
		p.change(func(s *screen) { s.countGraphemes(value == ansi.ModeReset) })
	}
}

// change makes a change with the next frame.
func (p *Painter) change(apply func(*screen)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.request.changes = append(p.request.changes, apply)
}

// signal wakes the painting goroutine. The caller holds mu.
func (p *Painter) signal() {
	select {
	case p.wake <- struct{}{}:
	default: // it has been woken
	}
}

// Resume takes the terminal: it sets raw mode and starts to paint, with the whole of the last frame if there is one. After Close it
// does nothing.
func (p *Painter) Resume() error {
	p.lifecycle.Lock()
	defer p.lifecycle.Unlock()
	if p.closed || p.stop != nil {
		return nil
	}
	if p.terminal.Device != nil {
		state, err := term.MakeRaw(p.terminal.Device.Fd())
		if err != nil {
			return err
		}
		p.savedState = state
	}
	if !p.asked && !p.terminal.NoInput && answersModeRequests(p.terminal.Env) {
		p.Write(ansi.RequestModeSynchronizedOutput + ansi.RequestModeUnicodeCore)
	}
	p.asked = true
	p.mu.Lock()
	p.request.paint = p.shown
	p.signal()
	p.mu.Unlock()
	p.stop, p.done = make(chan struct{}), make(chan struct{})
	go p.run(p.stop, p.done)
	return nil
}

// Release gives the terminal back as Resume found it. What was written before is sent first. It blocks while the terminal accepts
// no output.
func (p *Painter) Release() {
	p.lifecycle.Lock()
	defer p.lifecycle.Unlock()
	p.release()
}

// Close releases the terminal for good.
func (p *Painter) Close() {
	p.lifecycle.Lock()
	defer p.lifecycle.Unlock()
	p.closed = true
	p.release()
}

func (p *Painter) release() {
	if p.stop == nil {
		return
	}
	close(p.stop)
	<-p.done
	p.stop, p.done = nil, nil
	p.mu.Lock()
	out := p.request.raw
	p.request.raw = nil
	p.mu.Unlock()
	p.write(append(out, p.screen.leave()...))
	if p.savedState != nil {
		term.Restore(p.terminal.Device.Fd(), p.savedState) //nolint:errcheck // the terminal is gone: there is nothing to restore
	}
}

// run paints what is requested until stop is closed.
func (p *Painter) run(stop, done chan struct{}) {
	defer close(done)
	defer func() {
		if cause := recover(); cause != nil {
			p.failed(cause)
		}
	}()
	var due time.Time // when the next frame may be painted
	for {
		select {
		case <-stop:
			return
		case <-p.wake:
		}
		if wait := time.Until(due); wait > 0 {
			select {
			case <-stop:
				return
			case <-time.After(wait):
			}
		}
		if !p.paint() {
			continue
		}
		if earliest := time.Now().Add(-interval); due.Before(earliest) {
			due = earliest
		}
		due = due.Add(interval)
	}
}

// paint does what is requested, and reports whether that was a frame.
func (p *Painter) paint() bool {
	p.mu.Lock()
	do, f := p.request, p.frame
	p.request.raw, p.request.paint = nil, false
	if do.paint {
		p.request.changes = nil
	}
	p.mu.Unlock()
	if !do.paint {
		p.write(do.raw)
		return false
	}
	for _, apply := range do.changes {
		apply(p.screen)
	}
	if p.screen.entered {
		p.write(append(do.raw, p.screen.render(f)...))
	} else { // a terminal keeps the pictures of its two screens apart
		p.write(append(p.screen.render(f), do.raw...))
	}
	return true
}

// write sends bytes to the terminal. An error means that the terminal is gone, of which the program learns from a signal or from
// its input.
func (p *Painter) write(out []byte) {
	if len(out) > 0 {
		_, _ = p.terminal.Out.Write(out)
	}
}
