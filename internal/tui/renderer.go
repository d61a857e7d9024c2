package tui

import (
	"fmt"
	"runtime"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/paint"
	"quire/internal/picture"
)

// BubbleTea is the value of Options.Renderer for the renderer of Bubble Tea, for terminals on which the reader's own fails.
const BubbleTea = "bubbletea"

// renderer puts views on the terminal, and owns the terminal's modes for that.
type renderer interface {
	// programOptions returns the options with which Bubble Tea leaves to the renderer what is the renderer's.
	programOptions() []tea.ProgramOption
	// show puts a view on the terminal. It is called after each Update, and does not block.
	show(tea.View)
	// handle sees each message before Update does, and returns the message for Update, or nil.
	handle(tea.Msg) tea.Msg
	// acquire takes the terminal, release gives it back as it was, and close does so for good. Bubble Tea does not read keys
	// while the terminal is released.
	acquire() error
	release()
	close()
}

// newRenderer returns the renderer of that name. failed is called when it has panicked.
func newRenderer(t *terminal, name string, failed func(cause any)) renderer {
	if !paintsPictures(name) { // on Windows the console's modes are Bubble Tea's
		return teaRenderer{}
	}
	columns, rows := t.sentSize.Width, t.sentSize.Height
	to := paint.Terminal{
		Out: t.host.Terminal.Out, NoInput: t.host.Terminal.In == nil, Env: t.host.Env,
		Columns: columns, Rows: rows, Profile: t.profile,
		MapsNewline: t.keyboard == nil, // connections do so for programs that know no raw mode
	}
	if t.keyboard != nil {
		to.Device = t.keyboard
	}
	fence := ansi.RequestPrimaryDeviceAttributes
	if t.display != nil {
		to.Out, fence = t.display, "" // the display asks by itself
	}
	return ownRenderer{paint.New(to, failed), fence}
}

// teaRenderer is the renderer of Bubble Tea, which asks for views and releases the terminal by itself, and looks for a changed
// view sixty times a second.
type teaRenderer struct{}

func (teaRenderer) programOptions() []tea.ProgramOption { return []tea.ProgramOption{tea.WithFPS(60)} }
func (teaRenderer) show(tea.View)                       {}
func (teaRenderer) handle(msg tea.Msg) tea.Msg          { return msg }
func (teaRenderer) acquire() error                      { return nil }
func (teaRenderer) close()                              {}

// release lets Bubble Tea's drawing goroutine stop its clock. Bubble Tea only tells it to end and does not wait: after a program
// that ends at once the clock would be started again before it is stopped, and nothing would be drawn any more.
func (teaRenderer) release() { time.Sleep(clockStopTime) }

// clockStopTime is long enough for a goroutine that is about to run.
const clockStopTime = 10 * time.Millisecond

// ownRenderer paints each changed view when it comes.
type ownRenderer struct {
	painter *paint.Painter
	fence   string // asks for the terminal's attributes, after the query for its name
}

// paintsPictures reports whether the renderer of that name draws pictures at the cursor.
func paintsPictures(name string) bool { return name != BubbleTea && runtime.GOOS != "windows" }

// paintPictureMsg gives the renderer the picture that placeholders stand for; nil takes it away.
type paintPictureMsg struct {
	id     int
	raster picture.Raster
}

// programOptions leaves Bubble Tea the least clock that it can have, which writes nothing.
func (ownRenderer) programOptions() []tea.ProgramOption {
	return []tea.ProgramOption{tea.WithoutRenderer(), tea.WithFPS(1)}
}

func (r ownRenderer) acquire() error { return r.painter.Resume() }
func (r ownRenderer) release()       { r.painter.Release() }
func (r ownRenderer) close()         { r.painter.Close() }

func (r ownRenderer) show(v tea.View) {
	f := paint.Frame{Content: v.Content, Title: v.WindowTitle, Mouse: v.MouseMode != tea.MouseModeNone}
	if c := v.Cursor; c != nil {
		style := 2*int(c.Shape) + 1 // DECSCUSR: an odd number blinks, the next one is steady
		if !c.Blink {
			style++
		}
		f.Cursor = &paint.Cursor{X: c.X, Y: c.Y, Style: style, Color: c.Color}
	}
	r.painter.Show(f)
}

// handle does what Bubble Tea would leave to its renderer, and what it would write at its next tick.
func (r ownRenderer) handle(msg tea.Msg) tea.Msg {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		r.painter.Resize(msg.Width, msg.Height)
	case tea.ColorProfileMsg:
		r.painter.SetProfile(msg.Profile)
	case tea.ModeReportMsg:
		r.painter.HandleModeReport(msg.Mode, msg.Value)
	case uv.DarkColorSchemeEvent, uv.LightColorSchemeEvent:
		r.painter.Write(ansi.RequestBackgroundColor) // the answer says which theme is legible
	case paintPictureMsg:
		r.painter.SetPicture(msg.id, msg.raster)
		return nil
	case tea.RawMsg:
		r.painter.Write(fmt.Sprint(msg.Msg))
		return nil
	}
	switch msg { // messages of Bubble Tea whose types it does not export
	case tea.RequestBackgroundColor():
		r.painter.Write(ansi.RequestBackgroundColor)
	case tea.RequestTerminalVersion():
		r.painter.Write(ansi.RequestNameVersion + r.fence)
	case tea.ClearScreen():
		r.painter.Redraw()
	default:
		return msg
	}
	return nil
}
