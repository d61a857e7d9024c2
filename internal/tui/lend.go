package tui

import (
	"cmp"
	"io"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/host"
)

// lendMsg asks terminal.filterMessage to lend the terminal to a program until the program ends.
type lendMsg struct {
	program *host.Command
	done    tea.ExecCallback
}

// runProgram returns a command that lends the terminal to p. When p has ended, the message that done returns is sent.
func runProgram(p host.Program, done tea.ExecCallback) tea.Cmd {
	return func() tea.Msg { return lendMsg{p.NewCommand(), done} } // a command, since looking p up reads the disk
}

// lend stops reading keys until c has ended, and returns the message that makes Bubble Tea release the terminal and run c.
func (t *terminal) lend(c tea.ExecCommand, done tea.ExecCallback) tea.Msg {
	t.drainAnswers()
	t.mu.Lock()
	t.available = make(chan struct{})
	t.mu.Unlock()
	if t.keyboard != nil {
		t.keyboard.pause()
	}
	return tea.Exec(lentCommand{c, t}, func(err error) tea.Msg {
		t.reclaim() // needed when c could not be started
		return done(err)
	})()
}

// reclaim ends a loan, before Bubble Tea reads the terminal again. Further calls do nothing.
func (t *terminal) reclaim() {
	t.mu.Lock()
	defer t.mu.Unlock()
	select {
	case <-t.available:
		return
	default:
	}
	if t.keyboard != nil {
		t.keyboard.resume()
	}
	if t.display != nil {
		t.display.setMuted(false)
		if t.graphemes { // Bubble Tea resets the mode when it releases the terminal, and does not set it again
			_, _ = t.display.Write([]byte(ansi.SetModeUnicodeCore)) // a failure will show at the next frame
		}
	}
	close(t.available)
	t.checkSize() // only the other program got SIGWINCH for a resize during the loan
}

// reclaimSignal returns a channel that is closed as soon as no other program has the terminal.
func (t *terminal) reclaimSignal() <-chan struct{} {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.available
}

// isLent reports whether another program has the terminal.
func (t *terminal) isLent() bool {
	select {
	case <-t.reclaimSignal():
		return false
	default:
		return true
	}
}

// lentCommand wraps a command so that it gets the terminal as it was before the program, and that the terminal is reclaimed
// as soon as the command ends.
type lentCommand struct {
	tea.ExecCommand
	t *terminal
}

func (b lentCommand) Run() error {
	b.t.renderer.release()
	err := b.ExecCommand.Run()
	b.t.reclaim()
	return cmp.Or(err, b.t.renderer.acquire())
}

// terminalProgram connects a program to the files of the terminal. Bubble Tea would pass its own input and output, the
// keyboard and the display, in which a program sees pipes and no terminal.
type terminalProgram struct {
	*host.Command
	t *terminal
}

// SetStdin connects standard input, if it is not set yet.
func (p terminalProgram) SetStdin(r io.Reader) {
	if p.t.keyboard != nil {
		r = p.t.keyboard.file
	}
	p.Command.SetStdin(r)
}

// SetStdout connects standard output, if it is not set yet.
func (p terminalProgram) SetStdout(w io.Writer) {
	if p.t.display != nil {
		w = p.t.display.file
	}
	p.Command.SetStdout(w)
}

// suspend gives the terminal to the shell until the user comes back, or says that this host cannot.
func suspend(under pageScreen) []intent {
	if err := under.host.Check(host.Suspend); err != nil {
		return []intent{say{text: err.Error()}}
	}
	return []intent{run(tea.Suspend)}
}

// suspendCommand is the command that holds the terminal while the process is stopped.
type suspendCommand struct{ suspend func() }

// Run stops the process until the shell continues it.
func (c suspendCommand) Run() error {
	c.suspend()
	return nil
}

// SetStdin, SetStdout and SetStderr complete tea.ExecCommand. The command needs no files.
func (suspendCommand) SetStdin(io.Reader)  {}
func (suspendCommand) SetStdout(io.Writer) {}
func (suspendCommand) SetStderr(io.Writer) {}
