package host

import (
	"errors"
	"fmt"
	"io"
	"os/exec"
)

// NewPager returns the pager that the variable named name asks for, or less if the variable is empty. The program has no
// Args if the variable names none, or cat, which pages nothing.
func (h Host) NewPager(name string) (Program, error) {
	command := h.Getenv(name)
	if command == "" {
		command = "less -R"
	}
	split, err := splitCommand(command, h.OS)
	if err == nil && split.hasOperator {
		err = errors.New("must be a program and its arguments, since it runs without a shell")
	}
	switch {
	case err != nil:
		return Program{}, fmt.Errorf("$%s: %w", name, err)
	case len(split.words) == 0 || split.words[0] == "cat":
		return Program{}, nil
	}
	return Program{Args: split.words, OnTerminal: true}, nil
}

// ErrNoProgram is the error of starting a program that the machine does not have.
var ErrNoProgram = exec.ErrNotFound

// StartPager starts a pager of this machine. It reads the text from in until in is closed, and prints it to out; wait
// returns when the user has left it.
func (h Host) StartPager(p Program, out, errOut io.Writer) (in io.WriteCloser, wait func(), err error) {
	c := p.NewCommand()
	c.Stdout, c.Stderr = out, errOut
	c.Env = append([]string(nil), h.Env...)
	if h.Getenv("LESS") == "" {
		c.Env = append(c.Env, "LESS=FRX") // as git does: show styles, and exit at once if the text fits the screen
	}
	if h.Getenv("LV") == "" {
		c.Env = append(c.Env, "LV=-c")
	}
	if in, err = c.StdinPipe(); err == nil {
		err = c.Start()
	}
	if err != nil {
		return nil, nil, err
	}
	return in, func() { _ = c.Wait() }, nil // its exit code does not matter
}
