package tui

import (
	"errors"
	"runtime/debug"
	"sync"

	tea "charm.land/bubbletea/v2"

	"quire/internal/tui/fault"
)

// fallibleMsg is implemented by messages that can carry the error of their command.
type fallibleMsg interface{ Failure() error }

// panicGuard wraps the Model so that a panic in Update or View ends the program with a restored terminal and a report,
// and a panic in a command only shows a notice. It keeps its own state, because a Model that has panicked cannot be
// trusted.
type panicGuard struct {
	model  tea.Model
	shared *guardState
}

type guardState struct {
	report    func(*fault.Fault) string // may be nil
	stop      func()                    // ends the program
	show      func(tea.View)            // puts a view on the terminal; may be nil
	isLeaving func() bool               // whether the program is ending and must not draw any more; may be nil

	mu       sync.Mutex
	fatal    *fault.Fault
	lastView shownView // the last view before the fault
}

// shownView pairs a view with the model that it shows.
type shownView struct {
	view  tea.View
	model tea.Model
}

func (g panicGuard) Init() tea.Cmd { return g.shared.guardCmd(g.model.Init()) }

func (g panicGuard) Update(msg tea.Msg) (next tea.Model, cmd tea.Cmd) {
	defer func() {
		if cause := recover(); cause != nil {
			g.shared.recordFault("handling input", cause)
			next, cmd = g, tea.Quit
		}
	}()
	m, cmd := g.model.Update(msg)
	return panicGuard{m, g.shared}, g.shared.guardCmd(cmd)
}

func (g panicGuard) View() (v tea.View) {
	defer func() {
		if cause := recover(); cause != nil {
			g.shared.recordFault("drawing the screen", cause)
			v = g.shared.lastShown().view
		}
	}()
	if g.shared.fault() != nil || g.shared.isLeaving != nil && g.shared.isLeaving() {
		return g.shared.lastShown().view
	}
	v = g.model.View()
	g.shared.recordView(shownView{v, g.model})
	if g.shared.show != nil {
		g.shared.show(v)
	}
	return v
}

func (s *guardState) recordView(v shownView) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lastView = v
}

func (s *guardState) lastShown() shownView {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.lastView
}

// recordFault keeps the first fault and ends the program.
func (s *guardState) recordFault(doing string, cause any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fatal == nil {
		s.fatal = &fault.Fault{Activity: doing, Cause: cause, Stack: debug.Stack()}
		go s.stop()
	}
}

func (s *guardState) fault() *fault.Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fatal
}

// guardCmd returns a command that turns a panic into a message. It guards each command of a batch by itself.
func (s *guardState) guardCmd(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	broken := func(err error) tea.Msg { return commandFailedMsg{err} }
	return func() tea.Msg {
		msg := fault.Catch("running a command", func() tea.Msg { return cmd() }, broken)()
		switch m := msg.(type) {
		case tea.BatchMsg:
			all := make(tea.BatchMsg, len(m))
			for i := range m {
				all[i] = s.guardCmd(m[i])
			}
			return all
		case fallibleMsg:
			if f, ok := errors.AsType[*fault.Fault](m.Failure()); ok && s.report != nil {
				f.Report = s.report(f)
			}
		}
		return msg
	}
}
