package tui

import (
	"errors"
	"fmt"
	"runtime/debug"
	"sync"

	tea "charm.land/bubbletea/v2"
)

// Fault is a mistake of the program itself: a panic, where it happened, and what was being done.
type Fault struct {
	Doing string // such as "drawing the screen"
	Cause any
	Stack []byte
	// Report is the file that says what to report; empty when none was written.
	Report string
}

func (f *Fault) Error() string {
	text := "a fault of quire itself" // the file comes first: the bottom line may have no room for all
	if f.Report != "" {
		text += " (report " + f.Report + ")"
	}
	return fmt.Sprintf("%s while %s: %v", text, f.Doing, f.Cause)
}

// answer is a message that may say that its command failed.
type answer interface{ failure() error }

// attempt is a command that answers also when it breaks, for those whose answer is waited for.
func attempt(doing string, work func() tea.Msg, failed func(error) tea.Msg) tea.Cmd {
	return func() (msg tea.Msg) {
		defer func() {
			if cause := recover(); cause != nil {
				msg = failed(&Fault{Doing: doing, Cause: cause, Stack: debug.Stack()})
			}
		}()
		return work()
	}
}

// guard stands between the terminal and the Model, so that a panic ends in a
// sane terminal and a report, and one in a command in a notice alone. It is the
// only holder of state beside the Model, since a Model that has panicked is not to be trusted.
type guard struct {
	inner  tea.Model
	shared *guarded
}

type guarded struct {
	report func(*Fault) string // may be nil
	stop   func()              // ends the program

	mu    sync.Mutex
	fatal *Fault
	last  tea.View // the one before the fault
}

func (g guard) Init() tea.Cmd { return g.shared.cmd(g.inner.Init()) }

func (g guard) Update(msg tea.Msg) (next tea.Model, cmd tea.Cmd) {
	defer func() {
		if cause := recover(); cause != nil {
			g.shared.fail("taking a key or an answer", cause)
			next, cmd = g, tea.Quit
		}
	}()
	m, cmd := g.inner.Update(msg)
	return guard{m, g.shared}, g.shared.cmd(cmd)
}

func (g guard) View() (v tea.View) {
	defer func() {
		if cause := recover(); cause != nil {
			g.shared.fail("drawing the screen", cause)
			v = g.shared.last
		}
	}()
	if g.shared.failed() != nil {
		return g.shared.last
	}
	v = g.inner.View()
	g.shared.last = v
	return v
}

// fail keeps the first fault and ends the program.
func (s *guarded) fail(doing string, cause any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fatal == nil {
		s.fatal = &Fault{Doing: doing, Cause: cause, Stack: debug.Stack()}
		go s.stop()
	}
}

func (s *guarded) failed() *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fatal
}

// cmd is a command whose panic is a message. The commands of a batch are guarded one by one.
func (s *guarded) cmd(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	broken := func(err error) tea.Msg { return commandFailed{err} }
	return func() tea.Msg {
		msg := attempt("at work", func() tea.Msg { return cmd() }, broken)()
		switch m := msg.(type) {
		case tea.BatchMsg:
			all := make(tea.BatchMsg, len(m))
			for i := range m {
				all[i] = s.cmd(m[i])
			}
			return all
		case answer:
			if f, ok := errors.AsType[*Fault](m.failure()); ok && s.report != nil {
				f.Report = s.report(f)
			}
		}
		return msg
	}
}
