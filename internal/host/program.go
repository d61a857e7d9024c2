package host

import (
	"io"
	"os/exec"
)

// Program is a program with its arguments, ready to be started.
type Program struct {
	// Args holds the name of the program and its arguments. No shell interprets them.
	Args []string
	// OnTerminal reports whether the program runs on the terminal, and needs it for itself until it ends.
	OnTerminal bool
}

// Command is a Program found on this machine. It is a command to which Bubble Tea can lend its terminal.
type Command struct{ *exec.Cmd }

// NewCommand looks p up on this machine, which reads the disk. If there is no such program, starting the command fails.
func (p Program) NewCommand() *Command {
	return &Command{exec.Command(p.Args[0], p.Args[1:]...)} //nolint:gosec // the user's own program, with what the user has confirmed
}

// SetStdin connects standard input, if it is not set yet.
func (c *Command) SetStdin(r io.Reader) {
	if c.Stdin == nil {
		c.Stdin = r
	}
}

// SetStdout connects standard output, if it is not set yet.
func (c *Command) SetStdout(w io.Writer) {
	if c.Stdout == nil {
		c.Stdout = w
	}
}

// SetStderr connects standard error, if it is not set yet.
func (c *Command) SetStderr(w io.Writer) {
	if c.Stderr == nil {
		c.Stderr = w
	}
}

// startDetached starts p without the terminal and without waiting for it. Only a failure to start it is an error. Its streams
// are the null device, which it can still use when quire has ended.
func startDetached(p Program) error {
	c := p.NewCommand()
	if err := c.Start(); err != nil {
		return err
	}
	go c.Wait() //nolint:errcheck // reaps the process; its exit code does not matter
	return nil
}
