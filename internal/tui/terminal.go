package tui

import (
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

	"quire/internal/host"
	"quire/internal/numbers"
)

// terminal stands between Bubble Tea and the terminal device: it reads keys ahead, limits the size of the
// window, and lends the terminal to other programs.
//
//	keys ──▶ keyboard ──▶ Bubble Tea ──▶ renderer ──▶ display ──▶ screen
//	            │ ctrl+c       ▲ filter: quit, suspend, lend
//	            └──▶ watchdog ─┘
type terminal struct {
	renderer   renderer
	keyboard   *keyboard   // nil when the keys do not come from a terminal
	display    *display    // nil when the output is not a terminal
	savedState *term.State // of the keyboard's terminal, before the program
	watchdog   *watchdog

	host    host.Host
	profile colorprofile.Profile // of the host; NoTTY when it does not know
	signals *signalWatcher

	resized  chan struct{}     // a value says that the window may have another size
	sentSize tea.WindowSizeMsg // the last size that Bubble Tea got; once watchSize runs, only it uses this field
	sentCell cellSizeMsg       // of a cell, likewise

	mu        sync.Mutex
	graphemes bool          // Bubble Tea has set mode 2027
	available chan struct{} // closed while no other program has the terminal
}

// answerTimeout is how long after a query an answer may come. A terminal that is silent for longer does not
// support the query.
const answerTimeout = time.Second

// How long the program waits, when it ends or lends the terminal, for answers that are on their way: another
// program would take them for keys. It is as long as a slow link needs; a terminal that never answers costs as much,
// once, in the first second. The shorter timeout is for ctrl+c and signals.
const (
	quitAnswerTimeout   = 500 * time.Millisecond
	forcedAnswerTimeout = 60 * time.Millisecond
)

// openTerminal takes over the terminal of h, as far as it consists of terminal devices. Anything else, such as the channel
// of a connection, is left to Bubble Tea. On Windows all is, since Bubble Tea sets up the console by the handles of the files.
func openTerminal(h host.Host, w *watchdog, s *signalWatcher) *terminal {
	t := &terminal{host: h, watchdog: w, signals: s, available: make(chan struct{}), resized: make(chan struct{}, 1)}
	close(t.available)
	if runtime.GOOS == "windows" {
		return t
	}
	if in, ok := h.Terminal.In.(*os.File); ok && term.IsTerminal(in.Fd()) {
		if before, err := term.GetState(in.Fd()); err == nil {
			t.savedState, t.keyboard = before, newKeyboard(in, w.requestEndByCtrlC)
		}
	}
	if out, ok := h.Terminal.Out.(*os.File); ok && term.IsTerminal(out.Fd()) {
		t.display = &display{file: out}
	}
	return t
}

// programOptions returns the options that make Bubble Tea use t, and nothing of this process in its place.
func (t *terminal) programOptions() []tea.ProgramOption {
	screen := t.host.Terminal
	// Without an environment of the host's own, Bubble Tea would take that of the process.
	options := []tea.ProgramOption{tea.WithFilter(t.filterMessage), tea.WithEnvironment(append([]string{}, t.host.Env...))}
	if t.keyboard != nil {
		options = append(options, tea.WithInput(t.keyboard))
	} else {
		options = append(options, tea.WithInput(screen.In))
	}
	if t.display != nil {
		options = append(options, tea.WithOutput(t.display))
	} else {
		options = append(options, tea.WithOutput(screen.Out))
	}
	if t.canWatchSize() {
		_, t.sentSize = t.windowSize()
		options = append(options, tea.WithWindowSize(t.sentSize.Width, t.sentSize.Height))
	}
	if screen.Profile != nil {
		t.profile = screen.Profile()
		options = append(options, tea.WithColorProfile(t.profile))
	}
	return options
}

// canWatchSize reports whether the host says when the window changes its size. Otherwise Bubble Tea may watch it.
func (t *terminal) canWatchSize() bool { return t.host.Terminal.NotifyResize != nil }

// watchSize sends the size of the window whenever it changes, until done is closed. It also sends a
// windowTooLargeMsg when the window is too large to be drawn whole.
func (t *terminal) watchSize(send func(tea.Msg), done <-chan struct{}) {
	if !t.canWatchSize() {
		return
	}
	defer t.host.Terminal.NotifyResize(t.checkSize)()
	var lastReported tea.WindowSizeMsg
	for {
		reported, drawn := t.windowSize()
		if drawn != t.sentSize {
			t.sentSize = drawn
			send(drawn)
		}
		if cell := cellSizeMsg(t.host.Terminal.PixelsOfCell()); cell != t.sentCell {
			t.sentCell = cell
			send(cell)
		}
		if reported != drawn && reported != lastReported {
			send(windowTooLargeMsg{reported, drawn})
		}
		lastReported = reported
		select {
		case <-done:
			return
		case <-t.resized:
		}
	}
}

// checkSize makes watchSize look at the size of the window. It does not block.
func (t *terminal) checkSize() {
	select {
	case t.resized <- struct{}{}:
	default: // it is about to look
	}
}

// The window size assumed when the terminal does not report it; the same as in Bubble Tea.
const (
	defaultColumns = 80
	defaultRows    = 24
)

// windowSize returns the size of the window in cells, as the terminal reports it, and the part that is drawn: Bubble Tea
// allocates every cell of the window several times, before the first Update.
func (t *terminal) windowSize() (reported, drawn tea.WindowSizeMsg) {
	columns, rows := t.host.Terminal.WindowSize()
	reported = tea.WindowSizeMsg{Width: t.dimension(columns, "COLUMNS", defaultColumns), Height: t.dimension(rows, "LINES", defaultRows)}
	return reported, tea.WindowSizeMsg{Width: min(reported.Width, host.MaxColumns), Height: min(reported.Height, host.MaxRows)}
}

// dimension returns n, which the terminal reported, if it is positive; else the value of the environment variable; else
// fallback.
func (t *terminal) dimension(n int, variable string, fallback int) int {
	if n > 0 {
		return n
	}
	if n, err := strconv.Atoi(t.host.Getenv(variable)); err == nil && n > 0 {
		return n
	}
	return fallback
}

// filterMessage sees every message before Bubble Tea does, in Bubble Tea's loop. Bubble Tea releases the
// terminal after filterMessage has returned; by then the keyboard must have stopped reading.
func (t *terminal) filterMessage(_ tea.Model, msg tea.Msg) tea.Msg {
	switch msg := msg.(type) {
	case tea.QuitMsg:
		t.watchdog.quitAccepted.Store(true)
		t.drainAnswers()
		if t.keyboard != nil {
			t.keyboard.pause()
		}
	case tea.SuspendMsg:
		if t.host.Suspend == nil {
			return nil // Bubble Tea would stop the process
		}
		return t.lend(suspendCommand{t.host.Suspend}, func(error) tea.Msg { return tea.ResumeMsg{} })
	case lendMsg:
		t.signals.addPrograms(1)
		return t.lend(terminalProgram{msg.program, t}, func(err error) tea.Msg {
			t.signals.addPrograms(-1)
			return msg.done(err)
		})
	case tea.ModeReportMsg:
		if confirmsGraphemes(msg) {
			t.mu.Lock()
			t.graphemes = true
			t.mu.Unlock()
		}
	case tea.WindowSizeMsg:
		return t.renderer.handle(tea.WindowSizeMsg{Width: min(msg.Width, host.MaxColumns), Height: min(msg.Height, host.MaxRows)})
	}
	return t.renderer.handle(msg)
}

// drainAnswers waits for the terminal's answers to recent queries, and holds further queries back.
func (t *terminal) drainAnswers() {
	if t.keyboard == nil || t.display == nil {
		return
	}
	t.display.setMuted(true)
	timeout := quitAnswerTimeout
	if t.watchdog.isEndRequested() {
		timeout = forcedAnswerTimeout
	}
	if asked, lately := t.display.recentQueries(); lately {
		t.keyboard.waitForAnswers(asked, timeout)
	}
}

// noticeText returns how large the window is and how much of it is drawn.
func (m windowTooLargeMsg) noticeText() string {
	of := func(s tea.WindowSizeMsg) string { return numbers.Format(s.Width) + " by " + numbers.Format(s.Height) }
	return "the window is " + of(m.reported) + " cells; quire uses " + of(m.drawn)
}
