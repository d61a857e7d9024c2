package paint

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/vtcheck"
)

// recorder is a terminal that keeps what is written to it.
type recorder struct {
	mu     sync.Mutex
	writes []string
}

func (r *recorder) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.writes = append(r.writes, string(p))
	return len(p), nil
}

func (r *recorder) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.writes)
}

// outputAfter returns what was written after the first n writes.
func (r *recorder) outputAfter(n int) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return strings.Join(r.writes[n:], "")
}

func (r *recorder) screen(columns, rows int) string {
	s := vtcheck.NewScreen(columns, rows)
	s.Write(r.outputAfter(0))
	return s.String()
}

func terminalOf(out io.Writer) Terminal {
	return Terminal{Out: out, Env: []string{"TERM=xterm-256color"}, Columns: 20, Rows: 4, Profile: colorprofile.TrueColor}
}

func frameOf(text string) Frame { return Frame{Content: text + "\n\n\n"} }

// start returns a Painter that paints, in a bubble of synctest, until the test ends.
func start(t *testing.T, terminal Terminal) *Painter {
	t.Helper()
	p := New(terminal, func(cause any) { t.Error(cause) })
	if err := p.Resume(); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestShow_FirstFrameAfterPauseDoesNotWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out recorder
		p := start(t, terminalOf(&out))
		defer p.Close()
		for i := range 5 {
			began := time.Now()
			for _, text := range []string{"pressed", "answered"} { // a key is answered in two steps
				text = fmt.Sprint(text, i)
				p.Show(frameOf(text))
				synctest.Wait()
				if got := out.screen(20, 4); !strings.HasPrefix(got, text) {
					t.Errorf("%q is not shown, but %q", text, got)
				}
			}
			if waited := time.Since(began); waited != 0 {
				t.Errorf("it waited %v", waited)
			}
			time.Sleep(time.Second) // takes no time in a synctest bubble
		}
	})
}

func TestShow_CoalescesAndPaintsTheLast(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out recorder
		p := start(t, terminalOf(&out))
		defer p.Close()
		synctest.Wait()
		before := out.count()
		for i := range 1000 {
			p.Show(frameOf(fmt.Sprint("frame ", i)))
			time.Sleep(time.Millisecond) // takes no time in a synctest bubble
		}
		if painted := out.count() - before; painted < 100 || painted > int(time.Second/interval)+3 {
			t.Errorf("%d frames were painted in a second", painted)
		}
		time.Sleep(interval) // takes no time in a synctest bubble
		synctest.Wait()
		if got := out.screen(20, 4); !strings.HasPrefix(got, "frame 999") {
			t.Errorf("the last frame is not shown, but %q", got)
		}
	})
}

func TestShow_EqualFrameWritesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out recorder
		p := start(t, terminalOf(&out))
		defer p.Close()
		f := frameOf("text")
		f.Cursor = &Cursor{X: 1, Y: 1, Style: 5}
		p.Show(f)
		synctest.Wait()
		before := out.count()
		for range 100 {
			same := *f.Cursor
			f.Cursor = &same
			p.Show(f)
			time.Sleep(time.Minute) // takes no time in a synctest bubble
		}
		if n := out.count() - before; n != 0 {
			t.Errorf("%d writes: %q", n, out.outputAfter(before))
		}
		p.Redraw()
		synctest.Wait()
		if got := out.outputAfter(before); !strings.Contains(got, "text") {
			t.Errorf("not painted again: %q", got)
		}
	})
}

// A terminal that takes no output must not stop the program.
func TestShow_DoesNotBlockOnTerminal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		from, to := io.Pipe()
		p := start(t, terminalOf(to))
		for i := range 100 {
			p.Show(frameOf(fmt.Sprint("frame ", i)))
			p.Write("\x1b]52;c;\a")
			p.Resize(20, 4)
			synctest.Wait()
		}
		screen := vtcheck.NewScreen(20, 4)
		go func() {
			var all bytes.Buffer
			io.Copy(&all, from)
			screen.Write(all.String())
			from.Close()
		}()
		time.Sleep(time.Second) // takes no time in a synctest bubble
		p.Close()
		to.Close()
	})
}

func TestRelease_ResetsEverythingThatWasSet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out recorder
		p := start(t, terminalOf(&out))
		p.HandleModeReport(ansi.ModeUnicodeCore, ansi.ModeReset)
		p.Show(Frame{Content: "text", Title: "title", Mouse: true, Cursor: &Cursor{Style: 6, Color: ansi.Red}})
		synctest.Wait()
		for _, set := range []string{"?1049h", "?2004h", "?1002h", "?1006h", "?2027h", "?2031h", ">4;2m", ">1u", "]2;title", "6 q", "]12;#"} {
			if !strings.Contains(out.outputAfter(0), set) {
				t.Errorf("%q was not set", set)
			}
		}
		for range 2 {
			before := out.count()
			p.Write("\x1b]52;c;dA==\a") // what was to be copied must still arrive
			p.Release()
			for _, reset := range []string{"?1049l", "?2004l", "?1002l", "?1006l", "?2027l", "?2031l", ">4m", "<1u", "]2;\a", "0 q", "]112\a", "?25h", "]52;c;dA=="} {
				if !strings.Contains(out.outputAfter(before), reset) {
					t.Errorf("%q is not in %q", reset, out.outputAfter(before))
				}
			}
			before = out.count()
			p.Show(Frame{Content: "changed", Title: "title", Mouse: true})
			time.Sleep(time.Second) // takes no time in a synctest bubble
			if n := out.count() - before; n > 0 {
				t.Errorf("another program has the terminal, and gets %q", out.outputAfter(before))
			}
			if err := p.Resume(); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
			if got := out.outputAfter(before); !strings.Contains(got, "?1049h") || !strings.Contains(got, "?2027h") || !strings.Contains(got, "changed") {
				t.Errorf("after resuming: %q", got)
			}
			p.Show(Frame{Content: "text", Title: "title", Mouse: true, Cursor: &Cursor{Style: 6, Color: ansi.Red}})
			synctest.Wait()
		}
		p.Close()
		before := out.count()
		if err := p.Resume(); err != nil {
			t.Fatal(err)
		}
		p.Show(frameOf("late"))
		p.Close()
		time.Sleep(time.Second) // takes no time in a synctest bubble
		if n := out.count() - before; n > 0 {
			t.Errorf("the shell gets %q", out.outputAfter(before))
		}
	})
}

// A terminal that nothing was painted on is left alone.
func TestClose_WithoutFrameWritesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out recorder
		terminal := terminalOf(&out)
		terminal.NoInput = true
		p := start(t, terminal)
		p.Show(Frame{})
		synctest.Wait()
		p.Close()
		if out.count() > 0 {
			t.Errorf("%q", out.outputAfter(0))
		}
	})
}

func TestHandleModeReport_UsesWhatTheTerminalHas(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out recorder
		p := start(t, terminalOf(&out))
		p.Show(frameOf("one"))
		synctest.Wait()
		if got := out.outputAfter(0); !strings.Contains(got, "?2026$p") || !strings.Contains(got, "?2027$p") || strings.Contains(got, "?2026h") || strings.Contains(got, "?2027h") {
			t.Errorf("before the answers: %q", got)
		}
		p.HandleModeReport(ansi.ModeSynchronizedOutput, ansi.ModeNotRecognized)
		p.HandleModeReport(ansi.ModeUnicodeCore, ansi.ModeNotRecognized)
		p.Show(frameOf("two"))
		synctest.Wait()
		if got := out.outputAfter(0); strings.Contains(got, "?2026h") || strings.Contains(got, "?2027h") {
			t.Errorf("the terminal has neither mode: %q", got)
		}
		before := out.count()
		p.HandleModeReport(ansi.ModeSynchronizedOutput, ansi.ModeReset)
		p.HandleModeReport(ansi.ModeUnicodeCore, ansi.ModePermanentlySet)
		p.Show(frameOf("two"))
		time.Sleep(interval) // takes no time in a synctest bubble
		synctest.Wait()
		got := out.outputAfter(before)
		if begin, end := strings.Index(got, "\x1b[?2026h"), strings.Index(got, "\x1b[?2026l"); begin < 0 || end < begin || !strings.Contains(got[begin:end], "two") || !strings.Contains(got, "?2027h") {
			t.Errorf("after the answers: %q", got)
		}
		before = out.count()
		p.Close()
		if strings.Contains(out.outputAfter(before), "?2027l") {
			t.Error("the mode was set before the program")
		}
	})
}

// failingTerminal panics at its nth write.
type failingTerminal struct {
	recorder
	n int
}

func (f *failingTerminal) Write(p []byte) (int, error) {
	if f.n--; f.n == 0 {
		panic("broken on purpose")
	}
	return f.recorder.Write(p)
}

func TestPanic_IsReportedAndLeavesTerminalRestored(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := &failingTerminal{n: 3} // the requests, a frame, a frame
		var causes []any
		p := New(terminalOf(out), func(cause any) { causes = append(causes, cause) })
		if err := p.Resume(); err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{"one", "two", "three"} {
			synctest.Wait()
			p.Show(frameOf(text))
		}
		synctest.Wait()
		p.Close()
		if len(causes) != 1 || !strings.Contains(out.outputAfter(0), "?1049l") {
			t.Errorf("causes %v, written %q", causes, out.outputAfter(0))
		}
	})
}
