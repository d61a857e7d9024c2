package paint

import (
	"bytes"
	"fmt"
	"image/color"
	"runtime"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/text"
)

// Frame is what a terminal shows: a whole window.
type Frame struct {
	// Content holds the rows, joined by line feeds, with styles and hyperlinks as control sequences, and with placeholders for
	// pictures; see Raster.
	Content string
	Title   string // of the window
	Mouse   bool   // the program gets clicks and the wheel
	Cursor  *Cursor
}

// Cursor is a visible cursor.
type Cursor struct {
	X, Y  int
	Style int         // the parameter of DECSCUSR, from 1
	Color color.Color // nil: the terminal's own
}

// equal reports whether a terminal shows f and g alike.
func (f Frame) equal(g Frame) bool {
	sameCursor := f.Cursor == g.Cursor || f.Cursor != nil && g.Cursor != nil && *f.Cursor == *g.Cursor
	return sameCursor && f.Content == g.Content && f.Title == g.Title && f.Mouse == g.Mouse
}

// screen computes the bytes that turn what a terminal shows into the next frame.
type screen struct {
	terminal     Terminal
	renderer     *uv.TerminalRenderer
	written      bytes.Buffer // by the renderer
	cells        uv.ScreenBuffer
	synchronized bool // the terminal shows what comes between two marks (mode 2026) at once
	graphemes    bool // the terminal counts cells by grapheme clusters (mode 2027)
	mayReset2027 bool // the mode was not set before

	entered  bool           // the terminal is in the modes of the program
	last     Frame          // what the terminal shows
	redrawn  bool           // everything is to be painted again
	rasters  map[int]Raster // the pictures that placeholders stand for, by ID; nil: blanks
	pictures []placement    // what the terminal shows of them
}

func newScreen(t Terminal) *screen {
	return &screen{terminal: t, cells: uv.NewScreenBuffer(t.Columns, t.Rows)}
}

func (s *screen) resize(columns, rows int) {
	s.terminal.Columns, s.terminal.Rows = columns, rows
	if s.renderer != nil {
		s.renderer.Resize(columns, rows)
	}
	s.redraw()
}

func (s *screen) setProfile(p colorprofile.Profile) {
	if s.terminal.Profile != p {
		s.terminal.Profile = p
		s.restart()
	}
}

// countGraphemes makes the terminal and the cells count grapheme clusters.
func (s *screen) countGraphemes(mayReset bool) {
	s.graphemes, s.mayReset2027 = true, mayReset
	s.restart()
}

func (s *screen) redraw() { s.redrawn = true }

// restart makes the next frame start with a renderer of its own, so that nothing is taken for shown.
func (s *screen) restart() {
	s.renderer = nil
	s.redraw()
}

// newRenderer returns a renderer of whole windows.
func (s *screen) newRenderer() *uv.TerminalRenderer {
	s.written.Reset()
	r := uv.NewTerminalRenderer(&s.written, s.terminal.Env)
	r.SetColorProfile(s.terminal.Profile)
	r.SetFullscreen(true)
	r.SetRelativeCursor(false)
	r.SetTabStops(-1)
	r.SetBackspace(false)
	r.SetMapNewline(s.terminal.MapsNewline)
	r.SetGraphemeWidth(s.graphemes)
	r.Resize(s.terminal.Columns, s.terminal.Rows)
	s.cells.Method = text.PaintMethod(s.graphemes)
	return r
}

// render returns the bytes that make the terminal show f.
func (s *screen) render(f Frame) []byte {
	var out bytes.Buffer
	wasShown := s.last.Cursor != nil
	if !s.entered {
		out.WriteString(s.enterModes())
		s.entered, s.last, wasShown = true, Frame{}, false
		s.restart()
	}
	if s.renderer == nil {
		s.renderer = s.newRenderer()
		out.WriteString(s.widthMode())
	}
	out.WriteString(frameModes(s.last, f))
	s.drawCells(f)
	body := s.written.Bytes()
	if len(body) > 0 && s.synchronized {
		out.WriteString(ansi.SetModeSynchronizedOutput)
	}
	hide := wasShown && (f.Cursor == nil || len(body) > 0 && !s.synchronized) // otherwise it would fly around
	if hide {
		out.WriteString(ansi.ResetModeTextCursorEnable)
	}
	out.Write(body)
	if f.Cursor != nil && (!wasShown || hide) {
		out.WriteString(ansi.SetModeTextCursorEnable)
	}
	if len(body) > 0 && s.synchronized {
		out.WriteString(ansi.ResetModeSynchronizedOutput)
	}
	s.written.Reset()
	s.last, s.redrawn = f, false
	return out.Bytes()
}

// drawCells makes the renderer write the cells, the pictures and the position of the cursor.
func (s *screen) drawCells(f Frame) {
	if area := uv.Rect(0, 0, s.terminal.Columns, s.terminal.Rows); area != s.cells.Bounds() {
		s.cells.Touched = nil
		s.cells.Resize(area.Dx(), area.Dy())
		s.redrawn = true
	}
	if s.redrawn {
		s.renderer.Erase()
	}
	uv.NewStyledString(f.Content).Draw(s.cells, s.cells.Bounds())
	pictures := s.takePlaceholders()
	// A terminal scrolls pictures with the text, or leaves them behind.
	s.renderer.SetScrollOptim(runtime.GOOS != "windows" && len(s.pictures) == 0 && len(pictures) == 0)
	s.erasePictures(pictures)
	s.renderer.Render(s.cells.RenderBuffer)
	s.renderer.Flush() //nolint:errcheck // into a buffer
	s.drawPictures(pictures, f.Content)
	if c := f.Cursor; c != nil {
		s.renderer.MoveTo(c.X, c.Y)
	}
	s.renderer.Flush() //nolint:errcheck // into a buffer
}

// leave returns the bytes that reset everything that render has set.
func (s *screen) leave() []byte {
	if !s.entered {
		return nil
	}
	var out bytes.Buffer
	for _, p := range s.pictures { // a terminal without an alternate screen would keep them
		out.WriteString(ansi.CursorPosition(p.area.Min.X+1, p.area.Min.Y+1) + blankArea(p.area))
	}
	s.pictures, s.entered = nil, false
	// A terminal without an alternate screen continues below the last row.
	out.WriteString(ansi.ResetStyle + ansi.CursorPosition(1, max(s.terminal.Rows, 1)))
	out.WriteString(s.leaveModes())
	return out.Bytes()
}

// hexColor returns a colour as terminals are told it, or "" for one that is invisible.
func hexColor(c color.Color) string {
	r, g, b, a := c.RGBA()
	if a == 0 {
		return ""
	}
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}
